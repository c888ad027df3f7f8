"""The terms in force, as they bear on one record."""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

import msgspec

from publish.anonymise.taught import NOTHING, Taught
from publish.ledger.terms import Term
from publish.model.records import CaseFacts, F_co, Facts, PolicyFacts
from publish.model.spans import Kind
from publish.stages.draft import Draft

KINDS = frozenset(get_args(Kind))


class Lessons(msgspec.Struct, frozen=True):
    """Terms in force, in the order they were proposed."""

    terms: tuple[Term, ...] = ()

    def of(self, draft: Draft[F_co]) -> Taught:
        """Those of the matter itself, of its lead unit, and those that hold everywhere."""
        if not self.terms:
            return NOTHING
        scopes = {("matter", draft.source), ("unit", _unit(draft.facts)), ("everywhere", "")}
        return taught(term for term in self.terms if (term.scope, term.key) in scopes)


def taught(terms: Iterable[Term]) -> Taught:
    """Terms as the anonymiser takes them; an unknown kind is a person's name."""
    found = tuple(terms)
    always = tuple((term.words, _kind(term.kind)) for term in found if term.action == "always")
    return Taught(always, tuple(term.words for term in found if term.action == "never"))


def _kind(written: str) -> Kind:
    kind: Kind = msgspec.convert(written if written in KINDS else "PERSON", Kind)
    return kind


def _unit(facts: Facts) -> str | None:
    return facts.unit_id if isinstance(facts, CaseFacts | PolicyFacts) else None
