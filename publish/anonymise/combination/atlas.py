"""The names of the store's places and units: which towns a text names, and what to call them once cut."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

import msgspec

from publish.anonymise import places
from publish.anonymise.combination import words
from publish.anonymise.combination.ladder import DISTRICT, TOWN
from publish.model.contract import Region, Unit
from publish.model.records import Told

Rank = Literal["district", "town", "village"]
RANKS = ("district", "town", "village")
_COUNTY = re.compile(rf"(?P<stem>[一-鿿]{{2,}}?)(?:{places.PEOPLES})+自治县$")
_BODY = re.compile(r"(?:村民委员会|居民委员会|村委会|居委会|委员会)$")
_STEM = re.compile(r"(?:街道|社区|[区县市镇乡村])$")
_SEAT = re.compile("镇|乡|街道")
LONGEST = 12
"""Characters of a town's name."""
UNKNOWN = "?"
"""Stands for the code of a town that isn't among the store's regions: nothing is counted there."""


class Name(msgspec.Struct, frozen=True):
    """What is called so: its rank, the codes of its regions, and what stands for it."""

    rank: Rank
    codes: frozenset[str]
    instead: str


class Atlas:
    """Names of districts, towns, villages and of units whose names tell none of these; built once a run."""

    def __init__(self, regions: Iterable[Region] = (), units: Iterable[Unit] = ()) -> None:
        self.names: dict[str, Name] = {}
        self._heads: defaultdict[str, list[str]] = defaultdict(list)
        known, bodies = list(regions), list(units)
        called = {region.code: region.name for region in known}
        self._called = called
        self._units = {unit.unit_id: unit for unit in bodies}
        self.levels = {unit.unit_id: unit.level for unit in bodies}
        self._enter(entry for region in known for entry in _of_region(region))
        self._enter(entry for body in bodies for entry in _village(body, called))
        self._enter([entry for body in bodies for entry in self._nameless(body)])

    def _enter(self, entries: Iterable[tuple[str, Name]]) -> None:
        for name, entry in entries:
            known = self.names.get(name)
            self.names[name] = _joined(known, entry) if known else entry
            if not known:
                self._heads[name[:2]].append(name)
                self._heads[name[:2]].sort(key=len, reverse=True)
        begins = "".join(sorted({re.escape(name[0]) for name in self.names}))
        self._first = re.compile(f"[{begins or '#'}]")  # most places of a text are ruled out at once

    def _nameless(self, unit: Unit) -> Iterator[tuple[str, Name]]:
        """A unit below the city in whose name no place stands: 南湖新区管委会."""
        if unit.level == "city":
            return
        rank: Rank = "district" if unit.level == "district" else "town" if unit.level == "town" else "village"
        entry = Name(rank, frozenset((unit.region_code or "",)), words.load().units[rank])
        for name in filter(None, (unit.name, unit.short_name, unit.spoken_name)):
            if len(name) > 2 and not any(self.stands(name)):
                yield name, entry

    def stands(self, text: str) -> Iterator[tuple[int, int, Name]]:
        """Names that stand in `text`, the longest at each place, from left to right."""
        end = 0
        for match in self._first.finditer(text):
            at = match.start()
            name = self._at(text, at) if at >= end else ""
            if name:
                end = at + len(name)
                yield at, end, self.names[name]

    def towns(self, texts: Iterable[str], district: str) -> frozenset[str]:
        """Codes of the towns that `texts` name, by themselves or by a village: those of `district` where a
        name is borne by several; `UNKNOWN` for a town of the country that the store doesn't have."""
        found: set[str] = set()
        for text in texts:
            for _, _, name in self.stands(text):
                if name.rank != "district":
                    found |= _nearest(name.codes, district)
            found |= {UNKNOWN for _ in self.strangers(text)}
        return frozenset(found)

    def stems(self, codes: Iterable[str]) -> frozenset[str]:
        """What places with these codes are called for short: 石板 for 石板镇."""
        wanted = set(codes)
        stems = {_STEM.sub("", name) for name, entry in self.names.items() if entry.codes & wanted}
        return frozenset(stem for stem in stems if len(stem) > 1) - set(self.names)

    def strangers(self, text: str) -> Iterator[tuple[int, int]]:
        """Towns of the country that the store doesn't have."""
        known = places.country().names
        for match in _SEAT.finditer(text):
            end = match.end()
            for start in range(max(0, end - LONGEST), end - 2):
                if text[start:end] in self.names:
                    break
                if text[start:end] in known:
                    yield start, end
                    break

    def homes(self, unit_ids: Iterable[str | None]) -> frozenset[str]:
        """Codes of the towns that units below a district work in."""
        found = (self._units.get(unit_id or "") for unit_id in unit_ids)
        codes = {unit.region_code or "" for unit in found if unit and unit.level in ("town", "village")}
        return frozenset(code[:TOWN] if len(code) > DISTRICT else UNKNOWN for code in codes)

    def finest(self, texts: Iterable[str], unit_ids: Iterable[str | None]) -> Told:
        """The finest place that texts or units name."""
        ranks: set[str] = {name.rank for text in texts for _, _, name in self.stands(text)}
        ranks |= {self.levels.get(unit_id or "", "city") for unit_id in unit_ids}
        if ranks & {"town", "village"}:
            return "town"
        return "district" if "district" in ranks else "city"

    def signs(self, district: str) -> frozenset[str]:
        """What numbers of a district's documents begin with: 巫 of 巫溪, 渝北 where others begin with 渝."""
        name = self._called.get(district, "")
        like = [one for code, one in self._called.items() if len(code) == DISTRICT and one[:1] == name[:1]]
        return frozenset((name[: 1 if len(like) < 2 else 2],)) if name else frozenset()

    def _at(self, text: str, at: int) -> str:
        return next(
            (name for name in self._heads.get(text[at : at + 2], ()) if text.startswith(name, at)), ""
        )


def _of_region(region: Region) -> Iterator[tuple[str, Name]]:
    known, codes = words.load(), frozenset((region.code,))
    if region.level == "district":
        entry = Name("district", codes, known.by_end(region.name, known.districts))
        yield region.name, entry
        county = _COUNTY.search(region.name)
        if county:
            yield county["stem"] + "县", entry
    elif region.level in ("town", "village"):
        rank: Rank = "town" if region.level == "town" else "village"
        yield region.name, Name(rank, codes, known.by_end(region.name, known.towns | known.village))


def _village(unit: Unit, called: Mapping[str, str]) -> Iterator[tuple[str, Name]]:
    """槐石村 of 渝中区弦溪镇槐石村村民委员会: the village that a committee is named after."""
    code = unit.region_code or ""
    if unit.level != "village":
        return
    name = unit.name
    for head in (called.get(code[:DISTRICT], ""), called.get(code[:TOWN], "")):
        name = name.removeprefix(head)
    name = _BODY.sub("", name)
    if len(name) > 2:
        instead = words.load().by_end(name, words.load().village)
        yield name, Name("village", frozenset((code[:TOWN],)), instead)


def _joined(one: Name, other: Name) -> Name:
    """A name borne by several is as fine as the finest of them."""
    finest = max(one, other, key=lambda name: RANKS.index(name.rank))
    return Name(finest.rank, one.codes | other.codes, finest.instead)


def _nearest(codes: frozenset[str], district: str) -> frozenset[str]:
    near = frozenset(code for code in codes if code[:DISTRICT] == district)
    return near or codes
