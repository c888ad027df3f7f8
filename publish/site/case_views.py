"""Views of the pages that show cases: home, lists, a case, directories. See `views.py`."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from markupsafe import Markup

from publish.model.published import (
    PublishedCase,
    PublishedColumn,
    PublishedProgramme,
)
from publish.site.unit_views import Standing
from publish.site.views import (
    CallRow,
    CaseRow,
    Counted,
    DossierCard,
    DossierLink,
    EpisodeRow,
    FeedLink,
    Link,
    Paged,
    PolicyLink,
    View,
)


class ColumnLatest(View, frozen=True, kw_only=True):
    column: PublishedColumn
    href: str
    total: int
    rows: tuple[CaseRow, ...]


class ProgrammeCard(View, frozen=True, kw_only=True):
    programme: PublishedProgramme
    href: str
    total: int
    latest: tuple[EpisodeRow, ...]
    feed: FeedLink | None = None


class Figures(View, frozen=True, kw_only=True):
    """Exact counts of what is published. `held`: revisits that found the result still standing."""

    published: int
    solved: int
    revisited: int
    held: int
    districts: int
    units: int
    episodes: int
    policies: int


class LeadCase(View, frozen=True, kw_only=True):
    """The newest matter, whole enough to answer what was wrong, what was done and whether it held."""

    row: CaseRow
    asked: str
    done: str | None
    revisit_at: datetime | None
    satisfaction_label: str | None
    in_time: bool | None


class HomeView(View, frozen=True, kw_only=True):
    """home.html"""

    figures: Figures
    lead: LeadCase | None
    latest: tuple[ColumnLatest, ...]
    dossiers: tuple[DossierCard, ...]
    programmes: tuple[ProgrammeCard, ...]
    calls: tuple[CallRow, ...]
    notices: tuple[Link, ...]
    districts: tuple[Counted, ...]
    topics: tuple[Counted, ...]
    months: tuple[Counted, ...]
    updated: datetime | None


class ListView(Paged, frozen=True, kw_only=True):
    """list.html: a column, district, topic, unit or month, newest first.

    `rows` are rendered `partials/case_row.html`, to be printed as they are. `children` and `data` (the open
    data of a month) and `standing` (what the cases add up to) stand on the front alone.
    """

    kind: str
    heading: str
    lead: str
    rows: tuple[Markup, ...]
    children: tuple[Counted, ...] = ()
    feeds: tuple[FeedLink, ...] = ()
    data: tuple[FeedLink, ...] = ()
    parent: Link | None = None
    updated: datetime | None = None
    standing: Standing | None = None


class TimelineView(View, frozen=True, kw_only=True):
    """`badge` is the short word (报到 受理 预警 紧急 警报 办结 回访 回头看 …), `label` a sentence.

    `nth` counts its days from the submission, that day being the first; `at` and `nth` None: the day may
    not be told; `day` says instead how far it lies behind the submission. `pause`: "some" or "long" where
    days or weeks pass before the next.
    """

    at: datetime | None
    nth: int | None
    day: str | None
    kind: str
    label: str
    badge: str
    late: bool
    unit_name: str | None = None
    unit_href: str | None = None
    note: str | None = None
    pause: str | None = None


class Spans(NamedTuple):
    """Steps in words where their days may not be told: "提出后第5个工作日"."""

    accepted: str | None = None
    due: str | None = None
    closed: str | None = None


class DifferenceView(View, frozen=True, kw_only=True):
    """A stretch of a field as it was first and as it is now; None: there was, or is, nothing."""

    field: str
    first: str | None
    revised: str | None


class CorrectionView(View, frozen=True, kw_only=True):
    """`since`: from when on the first wording stood; `private`: it was for privacy, and tells no more;
    `update`: it tells what is new alone."""

    label: str
    since: datetime
    at: datetime
    reason: str | None
    private: bool
    update: bool
    changes: tuple[DifferenceView, ...]


class CaseView(View, frozen=True, kw_only=True):
    """case.html. `asked` is the citizen's text, or the office's account where consent was not
    asked (`asked_by_office` True); `summary` only stands beside a citizen's text."""

    case: PublishedCase
    row: CaseRow
    asked: str
    asked_by_office: bool
    channel: str | None
    satisfaction_label: str | None
    period: str | None
    spans: Spans
    in_time: bool | None
    timeline: tuple[TimelineView, ...]
    policies: tuple[PolicyLink, ...]
    dossiers: tuple[DossierLink, ...]
    episodes: tuple[EpisodeRow, ...]
    related: tuple[CaseRow, ...]
    newer: Link | None
    older: Link | None
    corrections: tuple[CorrectionView, ...] = ()  # newest first
    replaces: Link | None = None
