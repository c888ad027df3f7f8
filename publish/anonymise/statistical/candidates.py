"""Where in a sentence a name may stand: stretches of likely characters, cut to names."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from publish.anonymise import names
from publish.anonymise.lexicon import RARE, SURNAMES
from publish.anonymise.statistical import likeness
from publish.anonymise.statistical.reader import Reading

LOWEST = 0.03
"""Chance under which a character isn't looked at."""
_INSIDE = 0.1
_CUTS = (0.1, 0.3, 0.5, 0.8)  # of the likeliest character: where a name may be cut off
_PLAIN = 0.5  # of them, the one that is taken where it makes a name
_NEARLY = 0.8  # of that one's chance: a longer one that has it is taken
_BEGINS = 0.5
_BESIDE = 0.3
_LETTER = re.compile(r"[一-鿿㐀-䶿A-Za-z]")
_GAPS = frozenset("·. ")
_AFTER = frozenset("的是在说称户等住也都就又不和与被把对")
_WORDS = re.compile(
    r"经常|敬[上启呈礼]|上$|老师|退还|让[我你他她]|生于|应[该当]|户[主名口]|家[里的中]|年[龄纪]|今年|现[年在]"
)
_END = re.compile(r"[,。;!?、()/\s:\"”]|$")
_BEFORE = re.compile(r"(?:[,。;!?、()/\s:\"“]|^)$")
_MASKED = re.compile(r"[某*×]|[xX]{2}")
Place = tuple[int, int]


class Candidate(msgspec.Struct, frozen=True):
    """[start, end) of a sentence, and how likely it is a person's name."""

    start: int
    end: int
    chance: float


def find(text: str, reading: Reading) -> Iterator[Candidate]:
    """Every stretch that may be a name; none overlap."""
    if reading.chance.max(initial=0.0) < LOWEST:
        return
    sentence = _Sentence(text, reading)
    for start, end in sentence.stretches():
        for part in sentence.parts(start, end):
            yield from sentence.names(*part)


class _Sentence:
    def __init__(self, text: str, reading: Reading) -> None:
        self.text = text
        self.reading = reading
        self.chance: list[float] = reading.chance.tolist()
        self.begin: list[float] = reading.begin.tolist()

    def stretches(self) -> Iterator[Place]:
        """Likely characters in a row; over a dot or a blank where they go on behind it."""
        at, size = 0, len(self.text)
        while at < size:
            if not self._likely(at, LOWEST):
                at += 1
                continue
            start = at
            while at < size and (self._likely(at, LOWEST) or self._gap(at, start)):
                at += 1
            yield start, at

    def parts(self, start: int, end: int) -> Iterator[Place]:
        """One for each name: 王芳李强 are two."""
        for at in range(start + 2, end - 1):
            if self.begin[at] >= _BEGINS and at - start >= 2 and self.text[at - 1] not in _GAPS:
                yield start, at
                start = at
        yield start, end

    def names(self, start: int, end: int, least: int = 0) -> Iterator[Candidate]:
        """The likeliest cut of a stretch, then those of what is left beside it, none before `least`."""
        if end - start < 2 or max(self.chance[start:end]) < LOWEST:
            return
        cuts = {cut: place for cut in _CUTS if (place := self._shaped(*self._core(start, end, cut)))}
        if not cuts:
            return
        taken = self._surnamed(least, _taken({cut: self._candidate(*place) for cut, place in cuts.items()}))
        if start < taken.start < end:
            yield from self.names(start, taken.start, least)
        yield taken
        if start < taken.end < end:
            yield from self.names(taken.end, end, taken.end)

    def _surnamed(self, least: int, found: Candidate) -> Candidate:
        """With the surname right before, cut off where a second one or a given name seemed to begin."""
        before = found.start - 1
        if before < least or found.end - found.start > 3 or self.chance[before] < _BESIDE:
            return found
        if self.text[before] not in SURNAMES and self.text[before] not in RARE:
            return found
        if likeness.led(self.text, before) == found.start:
            return found  # 外孙|丽爱
        longer = self._candidate(before, found.end)
        return Candidate(longer.start, longer.end, max(longer.chance, found.chance))

    def _candidate(self, start: int, end: int) -> Candidate:
        lac, cutword = self.reading.lac[start:end].mean(), self.reading.cutword[start:end].mean()
        return Candidate(start, end, likeness.chance(self.text, start, end, float(lac), float(cutword)))

    def _likely(self, at: int, least: float) -> bool:
        return self.chance[at] >= least and bool(_LETTER.match(self.text[at]))

    def _gap(self, at: int, start: int) -> bool:
        text, chance = self.text, self.chance
        if text[at] not in _GAPS or at + 1 >= len(text) or not _LETTER.match(text[at + 1]):
            return False
        if text[at] in "·." or text[at - 1].isascii():
            return max(chance[at - 1], chance[at + 1]) >= _INSIDE
        alone = at - start == 1 or text[at - 2] == " " or self.begin[at - 1] >= _BESIDE
        return alone and self.begin[at + 1] < _BEGINS and min(chance[at - 1], chance[at + 1]) >= _INSIDE

    def _core(self, start: int, end: int, cut: float) -> Place:
        """The likeliest character and those beside it that are likely enough."""
        peak = max(range(start, end), key=self.chance.__getitem__)
        least = self.chance[peak] * cut
        first, last = peak, peak + 1
        while first > start and (self.chance[first - 1] >= least or self.text[first - 1] in _GAPS):
            first -= 1
        while last < end and (self.chance[last] >= least or self.text[last] in _GAPS):
            last += 1
        while self.text[last - 1] in _GAPS:
            last -= 1
        return first, last

    def _shaped(self, start: int, end: int) -> Place | None:
        """The stretch without what isn't the name's and with what is; None where no name is left."""
        text = self.text
        start, end = self._word(*self._dotted(start, end))
        start = max(start, likeness.led(text, start))
        if start >= end or names.titled(text, start):
            return None
        later = likeness.surname(text, start + 1) and not likeness.surname(text, start)
        start += (later and self.chance[start] < _BEGINS) or likeness.composed(text[start + 1 : end])
        end = next((at for at in range(start + 1, end) if names.titled(text, at)), end)
        end -= text[end - 1] in _GAPS
        if end - start == 1 and names.begins(text, start):
            end = max(end, names.end(text, start))
        end = self._last(start, end)
        return None if end - start < 2 or _MASKED.search(text, start, end + 1) else (start, end)

    def _dotted(self, start: int, end: int) -> Place:
        """The whole of a name with a dot in it: to where its parts are known to reach, or likely to."""
        dot = self.text.find("·", max(1, start - 1), min(end + 1, len(self.text) - 1))
        if dot < 0 or not (_LETTER.match(self.text[dot - 1]) and _LETTER.match(self.text[dot + 1])):
            return start, end
        first, last = likeness.part_before(self.text, dot), likeness.part_behind(self.text, dot + 1)
        while not first and start and self._likely(start - 1, _INSIDE):
            start -= 1
        while not last and end < len(self.text) and self._likely(end, _INSIDE):
            end += 1
        return (dot - first if first else min(start, dot - 1)), (
            dot + 1 + last if last else max(end, dot + 2)
        )

    def _word(self, start: int, end: int) -> Place:
        """Letters up to where their word begins and ends."""
        text = self.text
        while start and _latin(text[start]) and _latin(text[start - 1]):
            start -= 1
        while end < len(text) and _latin(text[end]) and _latin(text[end - 1]):
            end += 1
        return start, end

    def _last(self, start: int, end: int) -> int:
        """One character less if it is a word of its own; one more if nothing else is before the mark."""
        text, chance = self.text, self.chance
        if end - start > 2 and _next(text, chance, end - 1):
            return end - 1
        if end - start not in (2, 3) or end >= len(text) or min(chance[start:end]) < 0.3:
            return end
        alone = _BEFORE.search(text, max(0, start - 1), start) and _END.match(text, end + 1)
        more = alone and _LETTER.match(text[end]) and text[end] not in _AFTER and not names.titled(text, end)
        return end + bool(more)


def _next(text: str, chance: list[float], at: int) -> bool:
    """Whether the last character of what may be a name begins the word behind it: 经 of 经常."""
    if chance[at] >= _BEGINS * chance[at - 1]:
        return False
    return (text[at] in _AFTER and chance[at] < 0.3) or bool(_WORDS.match(text, at))


def _taken(found: dict[float, Candidate]) -> Candidate:
    """The networks' own cut, or a longer one about as likely; the likeliest where that one is no name."""
    plain = found.get(_PLAIN)
    if plain is None or plain.chance < _INSIDE:
        plain = max(found.values(), key=lambda one: one.chance)
    return max((one for one in found.values() if one.chance >= plain.chance * _NEARLY), key=_length)


def _length(candidate: Candidate) -> tuple[int, float]:
    return candidate.end - candidate.start, candidate.chance


def _latin(char: str) -> bool:
    return char.isascii() and char.isalpha()
