"""The anonymiser: a record's texts in, the same texts with no private person in them out.

Known identifiers, then recognizers, then what is public is kept, overlaps are settled, persons get
their words, and all of it again on the outcome until nothing changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

import msgspec

from publish.anonymise import cast, known_names, overlaps, policy, registry
from publish.anonymise.base import Hit, Recognizer, Source
from publish.anonymise.draft import Draft, render
from publish.anonymise.keep import spared
from publish.anonymise.known import book
from publish.anonymise.known.book import Book
from publish.anonymise.operators import replacement
from publish.anonymise.public import PublicNames, Published
from publish.model.contract import Party
from publish.model.spans import Flag, Span
from publish.model.texts import RawText, RedactedText

PASSES = 3
UNSETTLED = "多次处理后仍有变化，请逐字核对"

__all__ = ["Anonymiser", "PublicNames"]


class Anonymiser:
    """Built once a run; holds no state between records."""

    def __init__(
        self,
        public: PublicNames | None = None,
        rules: policy.Policy | None = None,
        recognizers: Sequence[Recognizer] | None = None,
    ) -> None:
        self._public = public or PublicNames()
        self._published = Published(self._public)
        self._policy = rules or policy.load()
        self._recognizers = registry.load() if recognizers is None else tuple(recognizers)
        self._maskers = tuple(one for one in self._recognizers if not one.doubt)

    def __reduce__(self) -> tuple[object, ...]:
        """For another process: what it is made of, not what was made of that."""
        return _revived, (self._public, msgspec.json.encode(self._policy))

    def text(self, text: str, parties: Sequence[Party] = ()) -> RedactedText:
        """One text by itself. Never raises, whatever the text."""
        return self.record({"text": RawText(text)}, parties)["text"]

    def record(
        self, texts: Mapping[str, RawText], parties: Sequence[Party], linked: Sequence[Party] = ()
    ) -> dict[str, RedactedText]:
        """All texts of a record: what is known or found in one of them is masked in every other.

        `linked`: parties of matters linked to this one. Offsets are code points of each text.
        """
        known = book.of(parties, linked, self._published)
        drafts = {name: Draft(text) for name, text in texts.items()}
        flags, open_names = self._run(drafts, known)
        return {name: _redacted(draft, flags[name], name in open_names) for name, draft in drafts.items()}

    def _run(self, drafts: dict[str, Draft], known: Book) -> tuple[dict[str, list[Hit]], set[str]]:
        """Passes over `drafts` until one changes nothing; the doubts of the first one."""
        flags: dict[str, list[Hit]] = {name: [] for name in drafts}
        waiting = set(drafts)
        for turn in range(PASSES):
            sources = {name: Source(drafts[name].text) for name in drafts if name in waiting}
            hits = {name: self._hits(source, known, doubts=turn == 0) for name, source in sources.items()}
            hits = known_names.spread(hits, sources, known)
            if turn == 0:
                flags = {name: [hit for hit in found if hit.doubt] for name, found in hits.items()}
            waiting = self._apply(drafts, sources, hits, known)
            if not waiting:
                break
        return flags, waiting

    def _hits(self, source: Source, known: Book, doubts: bool) -> list[Hit]:
        found = list(known.hits(source))
        for recognizer in self._recognizers if doubts else self._maskers:
            found += [known_names.named(hit, source) for hit in recognizer.find(source)]
        return [hit for hit in found if not spared(hit, source, self._published, known.named)]

    def _apply(
        self,
        drafts: dict[str, Draft],
        sources: Mapping[str, Source],
        hits: Mapping[str, list[Hit]],
        known: Book,
    ) -> set[str]:
        """Masks the hits in `drafts`; the names of texts that changed."""
        resolved = {name: overlaps.resolve(h for h in found if not h.doubt) for name, found in hits.items()}
        words = cast.assemble(known_names.persons(known, resolved.values()), self._policy)
        changed = set()
        for name, found in resolved.items():
            spans = [_span(hit, replacement(hit, sources[name], words, self._policy)) for hit in found]
            before = sources[name].text
            if render(before, spans) != before:
                changed.add(name)
            if name in changed or not drafts[name].spans:
                drafts[name] = drafts[name].absorb(spans)
        return changed


@lru_cache(maxsize=2)
def _revived(public: PublicNames, rules: bytes) -> Anonymiser:
    """Built once a process, however many batches it gets."""
    return Anonymiser(public, msgspec.json.decode(rules, type=policy.Policy))


def _span(hit: Hit, word: str) -> Span:
    return Span(hit.start, hit.end, hit.kind, word, hit.score, hit.recognizer)


def _redacted(draft: Draft, doubts: Iterable[Hit], unsettled: bool) -> RedactedText:
    flags = [Flag(hit.start, hit.end, hit.doubt, hit.kind) for hit in overlaps.resolve(doubts)]
    flags = [flag for flag in flags if not any(_meet(flag, span) for span in draft.spans)]
    if unsettled:
        flags = [Flag(0, len(draft.original), UNSETTLED)]
    return RedactedText(draft.text, draft.spans, tuple(flags))


def _meet(flag: Flag, span: Span) -> bool:
    return flag.start < span.end and span.start < flag.end
