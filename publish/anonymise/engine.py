"""The anonymiser: a record's texts in, the same texts with no private person in them out.

Known identifiers, then recognizers, then what is public is kept, overlaps are settled, persons get
their words, and all of it again on the outcome until nothing changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Protocol

import msgspec

from publish.anonymise import (
    cast,
    firm_names,
    keep,
    known_names,
    overlaps,
    place_words,
    policy,
    registry,
    statistical,
)
from publish.anonymise.base import Hit, Recognizer, Source
from publish.anonymise.draft import Draft, render
from publish.anonymise.finder import Finder
from publish.anonymise.fit import fitted
from publish.anonymise.flags import open_flags
from publish.anonymise.known import book
from publish.anonymise.known.book import Book
from publish.anonymise.operators import replacement
from publish.anonymise.public import PublicNames, Published
from publish.anonymise.taught import NOTHING, RECOGNIZER, Taught
from publish.model.contract import Party
from publish.model.spans import Flag, Span
from publish.model.texts import RawText, RedactedText

PASSES = 3
UNSETTLED = "多次处理后仍有变化，请逐字核对"

__all__ = ["Anonymiser", "Job", "PublicNames"]


class Job(msgspec.Struct, frozen=True):
    """One record to anonymise. `linked`: parties of matters linked to this one; `taught`: by reviewers."""

    texts: Mapping[str, RawText]
    parties: Sequence[Party] = ()
    linked: Sequence[Party] = ()
    taught: Taught = NOTHING


class Statistics(Protocol):
    """Names found by what the networks make of their sentences."""

    def read(self, sources: Sequence[Source]) -> None:
        """Reads sentences not read yet, of all sources together."""

    def hits(self, source: Source) -> Iterable[Hit]:
        """Names and doubts of one source that was read."""


class Record(msgspec.Struct):
    """One record on its way through the passes. `waiting`: the texts the last pass changed."""

    drafts: dict[str, Draft]
    known: Book
    flags: dict[str, list[Hit]]
    waiting: set[str]
    taught: Taught = NOTHING
    sources: dict[str, Source] = {}
    words: cast.Cast = cast.NOBODY

    def look(self) -> Iterable[Source]:
        """The texts as they are now, where they need another look."""
        self.sources = {
            name: Source(draft.text, draft.replaced() or None)
            for name, draft in self.drafts.items()
            if name in self.waiting
        }
        return self.sources.values()

    def outcome(self) -> dict[str, RedactedText]:
        return {name: _redacted(draft, self.flags[name], name in self.waiting)
                for name, draft in self.drafts.items()}  # fmt: skip


class Anonymiser:
    """Built once a run; holds no state between records.

    `statistics` loads the statistical names when the first record comes, in the process that needs
    them; None goes without.
    """

    def __init__(
        self,
        public: PublicNames | None = None,
        rules: policy.Policy | None = None,
        recognizers: Sequence[Recognizer] | None = None,
        statistics: Callable[[], Statistics] | None = statistical.load,
    ) -> None:
        self._public = public or PublicNames()
        self._published = Published(self._public)
        self._policy = rules or policy.load()
        looked_for = registry.load() if recognizers is None else recognizers
        self._finder = Finder([*looked_for, *place_words.recognizers(self._policy)])
        self._load = statistics

    def __reduce__(self) -> tuple[object, ...]:
        """For another process: what it is made of, not what was made of that."""
        return _revived, (self._public, msgspec.json.encode(self._policy), self._load)

    @cached_property
    def _statistics(self) -> Statistics | None:
        return self._load() if self._load else None

    def text(self, text: str, parties: Sequence[Party] = ()) -> RedactedText:
        """One text by itself. Never raises, whatever the text."""
        return self.record({"text": RawText(text)}, parties)["text"]

    def record(
        self, texts: Mapping[str, RawText], parties: Sequence[Party], linked: Sequence[Party] = ()
    ) -> dict[str, RedactedText]:
        """All texts of a record: what is known or found in one of them is masked in every other.

        `linked`: parties of matters linked to this one. Offsets are code points of each text.
        """
        return self.records([Job(texts, parties, linked)])[0]

    def records(self, jobs: Sequence[Job]) -> list[dict[str, RedactedText]]:
        """Several records at once: their sentences go through the networks together.

        What becomes of a record does not depend on the others.
        """
        records = [self._record(job) for job in jobs]
        for turn in range(PASSES):
            waiting = [record for record in records if record.waiting]
            found = iter(self._found([source for record in waiting for source in record.look()], turn == 0))
            for record in waiting:
                self._pass(record, {name: next(found) for name in record.sources}, doubts=turn == 0)
        return [record.outcome() for record in records]

    def _record(self, job: Job) -> Record:
        drafts = {name: Draft(text) for name, text in job.texts.items()}
        known = book.of(job.parties, job.linked, self._published)
        return Record(drafts, known, {name: [] for name in drafts}, set(drafts), job.taught)

    def _found(self, sources: Sequence[Source], doubts: bool) -> list[list[Hit]]:
        """What is claimed in each source, whatever is known of its record."""
        found = self._finder.hits(sources, doubts)
        if self._statistics and sources:
            self._statistics.read(sources)
            for claimed, source in zip(found, sources, strict=True):
                claimed.extend(self._statistics.hits(source))
        return found

    def _pass(self, record: Record, found: Mapping[str, list[Hit]], doubts: bool) -> None:
        """Masks what is found in the texts that wait; the doubts of the first pass are kept."""
        known = record.known
        hits = {name: self._hits(source, record, found[name]) for name, source in record.sources.items()}
        hits = known_names.spread(hits, record.sources, known)
        hits = firm_names.spread(hits, record.sources)
        if doubts:
            record.flags = {name: [hit for hit in found if hit.doubt] for name, found in hits.items()}
        record.waiting = self._apply(record, hits)

    def claims(self, job: Job) -> dict[str, list[tuple[Hit, str]]]:
        """Whatever was claimed at the first look at each text, and by what it was spared ("": it was not).

        For explanation: what is masked in the end is what `records` says.
        """
        record = self._record(job)
        found = self._found(list(record.look()), doubts=True)
        known = record.known
        return {
            name: [(hit, keep.reason(hit, source, self._published, known.named))
                   for hit in _claimed(source, known, some)]
            for (name, source), some in zip(record.sources.items(), found, strict=True)
        }  # fmt: skip

    def _hits(self, source: Source, record: Record, found: Iterable[Hit]) -> list[Hit]:
        known, taught = record.known, record.taught
        claimed = [*taught.hits(source), *_claimed(source, known, found)]
        kept = [hit for hit in claimed if not keep.reason(hit, source, self._published, known.named)]
        return [hit for hit in kept if not taught.spares(hit, source)] if taught.never else kept

    def _apply(self, record: Record, hits: Mapping[str, list[Hit]]) -> set[str]:
        """Masks the hits in the drafts; the names of texts that changed."""
        resolved = {name: overlaps.resolve((h for h in found if not h.doubt), record.sources[name].folded)
                    for name, found in hits.items()}  # fmt: skip
        words = record.words = cast.meet(record.known, resolved.values(), self._policy, record.words)
        changed = set()
        for name, found in resolved.items():
            source = record.sources[name]
            spans = [_span(hit, self._word(hit, source, words)) for hit in found]
            if render(source.text, spans) != source.text:
                changed.add(name)
            if name in changed or not record.drafts[name].spans:
                record.drafts[name] = fitted(record.drafts[name].absorb(spans))
        return changed

    def _word(self, hit: Hit, source: Source, words: cast.Cast) -> str:
        """What stands in place of a hit; what reviewers taught is masked, whatever the policy leaves."""
        word = replacement(hit, source, words, self._policy)
        if hit.recognizer == RECOGNIZER and word == source.text[hit.start : hit.end]:
            return self._policy.words.get(hit.kind, self._policy.nameless)
        return word


@lru_cache(maxsize=2)
def _revived(public: PublicNames, rules: bytes, load: Callable[[], Statistics] | None) -> Anonymiser:
    """Built once a process, however many batches it gets."""
    return Anonymiser(public, msgspec.json.decode(rules, type=policy.Policy), statistics=load)


def _claimed(source: Source, known: Book, found: Iterable[Hit]) -> list[Hit]:
    """What the store knows first, then what was found, with the names it claims."""
    return [*known.hits(source), *(known_names.named(hit, source) for hit in found)]


def _span(hit: Hit, word: str) -> Span:
    return Span(hit.start, hit.end, hit.kind, word, hit.score, hit.recognizer)


def _redacted(draft: Draft, doubts: Iterable[Hit], unsettled: bool) -> RedactedText:
    flags = open_flags(doubts, draft.original, draft.spans)
    if unsettled:
        flags = (Flag(0, len(draft.original), UNSETTLED),)
    return RedactedText(draft.text, draft.spans, flags)
