"""What the templates of the ways in are handed: all districts, topics, months, programmes."""

from __future__ import annotations

from publish.site.case_views import ProgrammeCard
from publish.site.statistics_views import Cartogram
from publish.site.views import Counted, View


class DirectoryView(View, frozen=True, kw_only=True):
    """directory.html: districts, topics of two levels, months of their years.
    `note`: what is counted, and what is not."""

    kind: str
    heading: str
    lead: str
    note: str
    groups: tuple[tuple[Counted, tuple[Counted, ...]], ...]
    cartogram: Cartogram | None = None


class ProgrammesView(View, frozen=True, kw_only=True):
    """programmes.html: every programme with its newest broadcasts."""

    lead: str
    programmes: tuple[ProgrammeCard, ...]
