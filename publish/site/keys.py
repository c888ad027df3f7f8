"""What the engine keeps in memory: the records, and of cases no text, only what lists and counts need."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import msgspec

from publish.model.published import (
    Directory,
    MonthStatistics,
    PublishedCall,
    PublishedCase,
    PublishedDossier,
    PublishedEpisode,
    PublishedPolicy,
    PublishedRevisions,
    PublishedSets,
    PublishedSurvey,
    PublishedWithdrawal,
    Quarter,
)
from publish.text.dates import local

Steps = tuple[int | None, int | None, int | None]
"""The days, as ordinals in Beijing, on which a case was submitted, accepted and closed. Where they may not be
told, the first is None, and the others are working days after the submission."""


class CaseKey(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """One case without its texts; the names are those of `PublishedCase`, but for `steps`."""

    number: str
    places: dict[str, int]
    column: str
    outcome: str
    published_at: datetime
    modified_at: datetime
    district: str | None
    unit: str | None
    revisit_outcome: str | None
    topic: str | None
    steps: Steps


def key_of(case: PublishedCase) -> CaseKey:
    """The key of a whole case."""
    return CaseKey(steps=_steps(case), **{name: getattr(case, name) for name in OWN})


def _steps(case: PublishedCase) -> Steps:
    if case.workdays:
        return None, case.workdays.accepted, case.workdays.closed
    if case.submitted_at is None:
        return None, None, None
    return _day(case.submitted_at), _day(case.accepted_at), _day(case.closed_at)


def _day(at: datetime | None) -> int | None:
    return None if at is None else local(at).toordinal()


OWN = tuple(name for name in CaseKey.__struct_fields__ if name != "steps")


class Content(msgspec.Struct, frozen=True, kw_only=True):
    """All that is public: cases as keys in order of their numbers, the rest whole."""

    directory: Directory
    cases: Mapping[str, CaseKey]
    episodes: Mapping[str, PublishedEpisode]  # "programme/number"
    dossiers: Mapping[str, PublishedDossier]
    policies: Mapping[str, PublishedPolicy]
    calls: Mapping[str, PublishedCall]
    surveys: Mapping[str, PublishedSurvey]
    statistics: Mapping[str, MonthStatistics]
    withdrawn: Mapping[str, PublishedWithdrawal] = {}
    revisions: Mapping[str, PublishedRevisions] = {}
    quarters: Mapping[str, Quarter] = {}
    sets: Mapping[str, PublishedSets] = {}
