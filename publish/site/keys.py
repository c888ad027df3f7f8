"""What the engine keeps in memory: the records, and of cases no text, only what lists and counts need."""

from __future__ import annotations

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
    PublishedSurvey,
)


class CaseKey(msgspec.Struct, frozen=True, kw_only=True):
    """One case without its texts; the names are those of `PublishedCase`."""

    number: str
    places: dict[str, int]
    column: str
    outcome: str
    applicant_kind: str
    published_at: datetime
    modified_at: datetime
    topic: str | None
    district: str | None
    unit: str | None
    revisit_outcome: str | None
    related: tuple[str, ...]
    policies: tuple[str, ...]
    dossiers: tuple[str, ...]
    episodes: tuple[str, ...]


def key_of(case: PublishedCase) -> CaseKey:
    """The key of a whole case."""
    return CaseKey(
        number=case.number,
        places=case.places,
        column=case.column,
        outcome=case.outcome,
        applicant_kind=case.applicant_kind,
        published_at=case.published_at,
        modified_at=case.modified_at,
        topic=case.topic,
        district=case.district,
        unit=case.unit,
        revisit_outcome=case.revisit_outcome,
        related=case.related,
        policies=case.policies,
        dossiers=case.dossiers,
        episodes=case.episodes,
    )


class Content(msgspec.Struct, frozen=True, kw_only=True):
    """All that is public: cases as keys in order of their numbers, the rest whole."""

    directory: Directory
    cases: dict[str, CaseKey]
    episodes: dict[str, PublishedEpisode]  # "programme/number"
    dossiers: dict[str, PublishedDossier]
    policies: dict[str, PublishedPolicy]
    calls: dict[str, PublishedCall]
    surveys: dict[str, PublishedSurvey]
    statistics: dict[str, MonthStatistics]
