"""The keys of all cases and their places in lists, in the memory of the build: a question takes as long as
its answer, not as there are cases."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache

import msgspec

from publish.site import paging
from publish.site.case_lists import Shelved, Trace, trace
from publish.site.crossings import Crossings
from publish.site.database import Database
from publish.site.kept import Kept
from publish.site.keys import CaseKey
from publish.site.paging import Listing
from publish.site.search.layout import parts_of
from publish.text.dates import local

SCHEMA = """
create table cases(
    number text primary key, digest blob, key blob, part int, outcome text, revisit text, district text,
    unit text, modified int, topic text, submitted int, accepted int, closed int,
    published text) without rowid;
create index parts on cases(part, number, modified);
create index units on cases(unit, submitted, accepted, closed);
create index districts on cases(district, topic, unit);
create index topics on cases(topic, district);
create index days on cases(published, number);
create index facts on cases(outcome, revisit, district);
create table places(
    list text, place int, number text, modified int, primary key(list, place, number)) without rowid;
create table counts(list text, outcome text, cases int, primary key(list, outcome)) without rowid;
create table pairs(district text, topic text, cases int, primary key(district, topic)) without rowid;
"""
CASES_A_PART = 1000
"""Cases in one part of the sitemap, by their places in the list of all."""
KEPT_KEYS = 2048
KEPT_LISTS = 16
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
STEP = timedelta(microseconds=1)

Pair = tuple[CaseKey | None, CaseKey | None]
Moved = dict[str, Pair]
"""Case → its key before and after."""
Places = dict[str, set[int]]
"""List → some of its places."""


class Tally(msgspec.Struct, frozen=True):
    """Counts of all cases; `districts` are those that have one."""

    published: int
    solved: int
    revisited: int
    held: int
    units: int
    districts: frozenset[str]


class Casebook(Mapping[str, CaseKey]):
    """The cases in a database of the memory, by number."""

    def __init__(self, held: Database) -> None:
        self._held, self.crossings = held, Crossings(held)
        self._forget()

    def _forget(self) -> None:
        """What was asked before may be answered otherwise now."""
        self._key = lru_cache(KEPT_KEYS)(self._found)
        self.listing = lru_cache(KEPT_LISTS)(self._listing)

    # --- keys --------------------------------------------------------------------------------------

    def __getitem__(self, number: str) -> CaseKey:
        key = self._key(number)
        if key is None:
            raise KeyError(number)
        return key

    def __contains__(self, number: object) -> bool:
        return self._key(str(number)) is not None

    def __iter__(self) -> Iterator[str]:
        return (number for (number,) in self._held.rows("select number from cases order by number"))

    def only(self, numbers: Iterable[str]) -> list[str]:
        """Those of these numbers that are cases, in order."""
        return [number for number in sorted(numbers) if number in self]

    def in_order(self) -> Iterator[str]:
        """All cases, column by column as they follow each other there: neighbours are read once."""
        question = "select number from places where list glob 'column/*' order by list, place"
        listed = dict.fromkeys(number for (number,) in self._held.rows(question))
        return iter(listed | dict.fromkeys(self))

    def __len__(self) -> int:
        row = self._held.row("select count(*) from cases")
        return int(row[0]) if row else 0

    def _found(self, number: str) -> CaseKey | None:
        row = self._held.row("select key from cases where number = ?", (number,))
        return DECODER.decode(row[0]) if row else None

    def keys_of(self, numbers: Sequence[str] | None = None) -> Iterator[CaseKey]:
        """The keys of these cases, or of all of them."""
        rows = (
            self._held.rows("select key from cases order by number")
            if numbers is None
            else self._held.each("select key from cases where number in (?) order by number", numbers)
        )
        return (DECODER.decode(key) for (key,) in rows)

    def days(self) -> list[str]:
        """The days on which a case was published, in Beijing, oldest first."""
        return [day for (day,) in self._held.rows(DAYS)]

    def keys_of_day(self, day: str) -> Iterator[CaseKey]:
        """The keys of the cases published on a day, by number."""
        question = "select key from cases where published = ? order by number"
        return (DECODER.decode(key) for (key,) in self._held.rows(question, (day,)))

    def digest(self, number: str) -> bytes | None:
        """The digest of a case's record as it was read last."""
        row = self._held.row("select digest from cases where number = ?", (number,))
        return row[0] if row else None

    # --- changes -----------------------------------------------------------------------------------

    def drop(self, keys: Sequence[CaseKey]) -> None:
        """Take cases out."""
        self._held.put("delete from cases where number = ?", [(key.number,) for key in keys])
        rows = [(name, place, key.number) for key in keys for name, place in key.places.items()]
        self._held.put("delete from places where list = ? and place = ? and number = ?", rows)
        self._recount(keys, -1)

    def put(self, kept: Sequence[Kept[CaseKey]]) -> None:
        """Put cases in."""
        keys = [each.held for each in kept]
        self._held.put("insert into cases values (?,?,?,?,?,?,?,?,?,?,?,?,?,?)", map(_case, kept))
        self._held.put(
            "insert into places values (?,?,?,?)", sorted(row for key in keys for row in _places(key))
        )
        self._recount(keys, 1)

    def _recount(self, keys: Sequence[CaseKey], by: int) -> None:
        found = Counter((name, key.outcome) for key in keys for name in key.places)
        self._held.put(COUNT, [(name, outcome, by * count) for (name, outcome), count in found.items()])
        self._held.put("delete from counts where cases = 0", [()])
        paired = Counter(pair for key in keys for pair in pairs_of(key))
        self._held.put(COUNT_PAIRS, [(*pair, by * count) for pair, count in paired.items()])
        self._held.put("delete from pairs where cases = 0", [()])
        self._forget()

    # --- lists -------------------------------------------------------------------------------------

    def _listing(self, name: str) -> Listing:
        return Shelved(self._held, name)

    def traces(self, places: Places) -> dict[str, Trace]:
        """What lists look like around these places."""
        return {name: trace(self.listing(name), some) for name, some in places.items()}

    def lists(self) -> set[str]:
        """The names of all lists that a case is in."""
        return {name for (name,) in self._held.rows("select distinct list from counts")}

    def pairs(self) -> list[tuple[str, str, int]]:
        """District, topic and the number of cases that are in both lists, where there is one."""
        return list(self._held.rows("select district, topic, cases from pairs order by district, topic"))

    def units(self) -> set[str]:
        """Units that handled a case."""
        return {unit for (unit,) in self._held.rows("select distinct unit from cases") if unit}

    def count(self, names: Sequence[str]) -> int:
        """Cases that are in one of these lists."""
        if len(names) == 1:
            return self.outcomes(names[0]).total()
        marks = ",".join("?" * len(names))
        row = self._held.row(f"select count(distinct number) from places where list in ({marks})", names)
        return int(row[0]) if row else 0

    def outcomes(self, name: str) -> Counter[str]:
        """The cases of a list by their outcome."""
        return Counter(dict(self._held.rows("select outcome, cases from counts where list = ?", (name,))))

    def clashes(self, places: Places | None) -> list[tuple[str, int, str, str]]:
        """Of these places, or of all, those given twice: list, place, and two of the cases there."""
        if places is None:
            return sorted(self._held.rows(f"{CLASHES} group by list, place having count(*) > 1"))
        asked = [(name, place) for name, some in places.items() for place in some]
        question = f"{CLASHES} where list = ? and place = ? group by list, place having count(*) > 1"
        return sorted(row for pair in asked for row in self._held.rows(question, pair))

    # --- figures -----------------------------------------------------------------------------------

    def tally(self) -> Tally:
        """What the cases add up to."""
        question = (
            "select outcome, revisit, district, count(*) from cases group by outcome, revisit, district"
        )
        rows = list(self._held.rows(question))
        return Tally(
            published=sum(count for *_, count in rows),
            solved=sum(count for outcome, _, _, count in rows if outcome == "solved"),
            revisited=sum(count for _, revisit, _, count in rows if revisit is not None),
            held=sum(count for _, revisit, _, count in rows if revisit == "held"),
            units=len(self.units()),
            districts=frozenset(district for _, _, district, _ in rows if district),
        )

    def newest_change(self) -> datetime | None:
        """The newest change among all cases."""
        return max((at for at in self.parts().values() if at), default=None)

    def changed(self) -> dict[str, datetime | None]:
        """When something on the front of each list that holds a case was changed last."""
        return {name: moment(at) for name, at in self._held.rows(FRONTS, (paging.PER_PAGE,))}

    def parts(self) -> dict[int, datetime | None]:
        """The parts of the sitemap with the newest change in each."""
        rows = self._held.rows("select part, max(modified) from cases group by part order by part")
        return {part: moment(at) for part, at in rows}

    def part(self, part: int) -> list[tuple[str, datetime | None]]:
        """The cases of a part and when each was changed."""
        question = "select number, modified from cases where part = ? order by number"
        return [(number, moment(at)) for number, at in self._held.rows(question, (part,))]


DECODER = msgspec.msgpack.Decoder(CaseKey)
FACTS = "outcome, revisit, district"
CLASHES = "select list, place, min(number), max(number) from places"
DAYS = """
with recursive days(day) as (
    select min(published) from cases
    union all select (select min(published) from cases where published > day) from days where day is not null)
select day from days where day is not null
"""
"""From each to the next: there are far fewer than cases."""
FRONTS = """
select list, (
    select max(modified) from places where list = each.list
    and place > (last - 1) / size * size - case when last % size then size else 0 end)
from (
    select list, ? as size, (select max(place) from places where list = named.list) as last
    from (select distinct list from counts) as named) as each
"""
"""The places of the open page and of the last full one alone: 5 µs a list, however long it is."""
COUNT = """
insert into counts values (?, ?, ?) on conflict (list, outcome) do update set cases = cases + excluded.cases
"""
COUNT_PAIRS = """
insert into pairs values (?, ?, ?) on conflict (district, topic) do update set cases = cases + excluded.cases
"""


def pairs_of(key: CaseKey) -> list[tuple[str, str]]:
    """The case's district with each of its topics, as its lists tell them."""
    kinds: defaultdict[str, list[str]] = defaultdict(list)
    for name in key.places:
        kind, _, slug = name.partition("/")
        kinds[kind].append(slug)
    return [(district, topic) for district in kinds["district"] for topic in kinds["topic"]]


def moved_places(moved: Moved) -> Places:
    """Where another case stands than before, or none."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for old, new in moved.values():
        for name, place in _pairs(old) ^ _pairs(new):
            found[name].add(place)
    return dict(found)


def _pairs(key: CaseKey | None) -> set[tuple[str, int]]:
    return set(key.places.items()) if key else set()


def part_of(key: CaseKey) -> int:
    """The part of the sitemap in which a case stands, from 1."""
    return (key.places.get("all", 1) - 1) // CASES_A_PART + 1


def months_of(key: CaseKey) -> list[str]:
    """The month in which a case was published, as its lists tell it."""
    return [name[6:] for name in key.places if name.startswith("month/")]


def searched_in(key: CaseKey) -> list[str]:
    """The parts of the search that a case may lie in."""
    return list(parts_of(key.places["all"])) if "all" in key.places else []


def moment(microseconds: int | None) -> datetime | None:
    """A time from its microseconds since 1970."""
    return None if microseconds is None else EPOCH + microseconds * STEP


def _microseconds(at: datetime) -> int:
    return (local(at) - EPOCH) // STEP


def _case(kept: Kept[CaseKey]) -> tuple[object, ...]:
    key = kept.held
    return (
        key.number,
        kept.digest,
        msgspec.msgpack.encode(key),
        part_of(key),
        key.outcome,
        key.revisit_outcome,
        key.district,
        key.unit,
        _microseconds(key.modified_at),
        key.topic,
        *key.steps,
        local(key.published_at).date().isoformat(),
    )


def _places(key: CaseKey) -> Iterator[tuple[str, int, str, int]]:
    modified = _microseconds(key.modified_at)
    return ((name, place, key.number, modified) for name, place in key.places.items())
