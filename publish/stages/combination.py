"""The combination test on the line: counts of the whole store meet each new matter before it is filed.

Two halves. `Likes` stands beside the store and the ledger and says what can come out; `Binder` goes
with the anonymiser into every process, reads which towns a matter names, settles the level and lays it
on facts and texts. A level once public is never made finer: two versions of one page would tell the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import cached_property

import msgspec

from publish.anonymise.combination import binding, hiding, ladder
from publish.anonymise.combination.atlas import Atlas
from publish.anonymise.combination.hiding import Cut
from publish.anonymise.combination.ladder import Counts, Reach
from publish.ledger.ledger import Ledger
from publish.model.cells import FULL, Cell, Level
from publish.model.records import CaseFacts, DossierFacts, EpisodeFacts, Facts, PolicyFacts, SourceKey
from publish.model.spans import Flag
from publish.model.texts import RawText, RedactedText
from publish.settings import Settings
from publish.stages.draft import Draft
from publish.store.adapter import Store
from publish.text.workdays import WorkCalendar

AnyDraft = Draft[Facts]
Marked = tuple[AnyDraft, bool]
"""A draft, and whether the ledger knows it as it is."""

APART = "同地区、同主题、同时期、同类反映人的事项，放宽到全市、全年仍少于 {k} 件，可能凭此认出当事人"

LEVELS = ("full", "district", "city", "topic", "quarter", "year", "apart")
"""Names of the levels in order, and of not enough at the last one."""


class Likes:
    """What can come out for a matter; the store is counted when the first new matter comes."""

    def __init__(self, store: Store, ledger: Ledger, k: int) -> None:
        self._store, self._ledger, self._k = store, ledger, k

    @cached_property
    def _counts(self) -> Counts:
        return Counts(self._store.cells())

    def weighed(self, batch: Sequence[Marked]) -> Iterator[Marked]:
        """The batch, each new matter with its chance."""
        public = self._public_levels([draft.source for draft, known in batch if not known])
        for draft, known in batch:
            if known or not isinstance(draft.facts, CaseFacts):
                yield draft, known
            else:
                level = public.get(draft.source, FULL)
                chance = self._counts.chance(cell_of(draft.facts), self._k, level)
                yield msgspec.structs.replace(draft, chance=chance), known

    def _public_levels(self, sources: Sequence[SourceKey]) -> dict[SourceKey, Level]:
        found = self._ledger.last_approved(sources) if sources else {}
        return {source: facts.level for source, facts in found.items() if isinstance(facts, CaseFacts)}


class Binder:
    """Lays the level on a matter; holds no state between records."""

    def __init__(self, atlas: Atlas, settings: Settings) -> None:
        self._atlas, self._k = atlas, settings.privacy.k
        self._calendar = WorkCalendar(settings.calendar)

    def bind(self, draft: AnyDraft) -> AnyDraft:
        """The draft with facts no finer than the level it reached; of other records, how fine they are."""
        facts = draft.facts
        if isinstance(facts, CaseFacts):
            return self._case(draft, facts)
        units = _units(facts)
        if units is None:
            return draft
        told = self._atlas.finest(draft.texts.values(), units)
        return msgspec.structs.replace(draft, facts=msgspec.structs.replace(facts, told=told))

    def hide(self, draft: AnyDraft, texts: dict[str, RedactedText]) -> dict[str, RedactedText]:
        """The texts without what the level cuts, and with the flag of a matter that stands apart."""
        if draft.cut:
            cut = draft.cut
            texts = {n: hiding.hide(draft.texts[n], text, cut, self._atlas) for n, text in texts.items()}
        if isinstance(draft.facts, CaseFacts) and draft.facts.stands_apart:
            return {**texts, "title": _flagged(texts["title"], draft.texts["title"], self._k)}
        return texts

    def _case(self, draft: AnyDraft, facts: CaseFacts) -> AnyDraft:
        district = (facts.region_code or "")[: ladder.DISTRICT]
        towns = draft.towns | self._atlas.homes([facts.unit_id, *(one.unit_id for one in facts.events)])
        towns |= self._atlas.towns(draft.texts.values(), district)
        reach = ladder.settle(draft.chance, towns) if draft.chance else Reach(ladder.LADDER[-1], False)
        cut = self._cut(reach.level, facts, towns, district)
        bound = binding.bind(facts, reach.level, self._atlas.levels, self._span)
        if cut:
            plain = {name: self._plain(getattr(facts, name), cut) for name in ("channel", "basis")}
            bound = msgspec.structs.replace(bound, **plain)
        bound = msgspec.structs.replace(bound, stands_apart=not reach.enough)
        return msgspec.structs.replace(draft, facts=bound, cut=cut)

    def _cut(self, level: Level, facts: CaseFacts, towns: frozenset[str], district: str) -> Cut | None:
        if level == FULL:
            return None
        own = towns if level.region == "district" else towns | {district}
        return Cut(
            level=level,
            stems=self._atlas.stems(own),
            signs=self._atlas.signs(district) if level.region == "city" else frozenset(),
            year=facts.submitted_at.year if facts.submitted_at else None,
        )

    def _plain(self, word: str | None, cut: Cut) -> str | None:
        """A word of the office; nothing where it names what was cut."""
        return None if word and any(hiding.pieces(word, cut, self._atlas)) else word

    def _span(self, start: datetime, end: datetime) -> int | None:
        return self._calendar.count(start.date(), end.date())


def level_name(facts: CaseFacts) -> str:
    """One of `LEVELS`."""
    return LEVELS[-1] if facts.stands_apart else LEVELS[ladder.LADDER.index(facts.level)]


def cell_of(facts: CaseFacts) -> Cell:
    """What a matter shares with its likes; every time of the store is China's."""
    month = f"{facts.submitted_at:%Y-%m}" if facts.submitted_at else ""
    return Cell(facts.region_code or "", facts.topic or "", month, facts.applicant_kind)


def _units(facts: Facts) -> Iterable[str | None] | None:
    """The units a record names; None for a kind that is never shown together with matters. The units of
    an episode's open questions are no part of this: `write` leaves out those that tell too much."""
    if isinstance(facts, DossierFacts):
        return [step.unit_id for step in facts.steps]
    if isinstance(facts, PolicyFacts):
        return [facts.unit_id]
    if isinstance(facts, EpisodeFacts):
        return [guest.unit_id for guest in facts.guests]
    return None


def _flagged(text: RedactedText, original: RawText, k: int) -> RedactedText:
    reasons = [APART.format(k=k), *(flag.reason for flag in text.flags)]
    flag = Flag(0, len(original), "；".join(dict.fromkeys(reasons)))
    return msgspec.structs.replace(text, flags=(flag,))
