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
    PublishedSurvey,
    PublishedWithdrawal,
    Quarter,
)


class CaseKey(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """One case without its texts; the names are those of `PublishedCase`."""

    number: str
    places: dict[str, int]
    column: str
    outcome: str
    published_at: datetime
    modified_at: datetime
    district: str | None
    unit: str | None
    revisit_outcome: str | None


def key_of(case: PublishedCase) -> CaseKey:
    """The key of a whole case."""
    return CaseKey(**{name: getattr(case, name) for name in CaseKey.__struct_fields__})


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
