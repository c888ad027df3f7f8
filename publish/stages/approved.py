"""Approved records of one kind, typed by their facts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar, cast

from publish.ledger.ledger import Ledger
from publish.model.records import (
    CallFacts,
    CaseFacts,
    DossierFacts,
    EpisodeFacts,
    PolicyFacts,
    RecordKind,
    Reviewed,
    SourceKey,
    SurveyFacts,
)

K = TypeVar("K", CaseFacts, DossierFacts, PolicyFacts, CallFacts, SurveyFacts, EpisodeFacts)

KINDS: dict[type, RecordKind] = {
    CaseFacts: "case", DossierFacts: "dossier", PolicyFacts: "policy",
    CallFacts: "call", SurveyFacts: "survey", EpisodeFacts: "episode",
}  # fmt: skip


def approved(ledger: Ledger, facts: type[K]) -> Iterator[Reviewed[K]]:
    """The last approved wording of every record whose facts are of this type, in order of filing."""
    for record in ledger.reviewed(KINDS[facts]):
        assert isinstance(record.facts, facts)
        yield cast("Reviewed[K]", record)


def policies_of(
    records: Iterable[Reviewed[CaseFacts]] | Iterable[Reviewed[DossierFacts]],
    names: Mapping[SourceKey, str],
    may_name: Callable[[SourceKey, SourceKey], bool] = lambda *_: True,
) -> dict[SourceKey, tuple[str, ...]]:
    """Policy → public names of the matters or dossiers that name it and may, sorted."""
    found: defaultdict[SourceKey, list[str]] = defaultdict(list)
    for record in records:
        for policy in record.facts.policies:
            if may_name(record.source, policy):
                found[policy].append(names[record.source])
    return {policy: tuple(sorted(behind)) for policy, behind in found.items()}
