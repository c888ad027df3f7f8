"""Views of the directory of units, and of what the cases of a list add up to. See `views.py`."""

from __future__ import annotations

from typing import NamedTuple

from publish.site.views import Counted, Link, View


class OutcomeCount(NamedTuple):
    code: str
    label: str
    total: int


class Standing(View, frozen=True, kw_only=True):
    """What the published cases of a list add up to, on its front: exact counts by `outcomes`, and which
    `topics`, `units` or `districts` they belong to, most first. `accepted` and `closed` are a unit's medians
    in words, None where too few cases tell them; `level` and `directory` say where a unit stands;
    `all_units` is the directory of a district."""

    total: int
    outcomes: tuple[OutcomeCount, ...]
    topics: tuple[Counted, ...] = ()
    units: tuple[Counted, ...] = ()
    districts: tuple[Counted, ...] = ()
    accepted: str | None = None
    closed: str | None = None
    level: str | None = None
    directory: Link | None = None
    all_units: Link | None = None


class LevelRow(NamedTuple):
    """The units of a level: how many there are, how many answered a published case, and how many cases."""

    label: str
    units: int
    answering: int
    cases: int


class UnitsView(View, frozen=True, kw_only=True):
    """units.html: the way into the units. `places` are the city and its districts with their published cases;
    `names` is where the page's script reads the names of all units from."""

    levels: tuple[LevelRow, ...]
    places: tuple[Counted, ...]
    names: str


class UnitRow(NamedTuple):
    """A unit that answered published cases: how many, by outcome, and its medians in words or None."""

    name: str
    href: str | None
    level: str
    total: int
    outcomes: tuple[int, ...]
    accepted: str | None
    closed: str | None


class UnitNode(NamedTuple):
    """A unit of a district: `anchor` is its place on the page, `total` its published cases."""

    anchor: str
    name: str
    href: str | None
    phone: str | None
    total: int


class UnitGroup(NamedTuple):
    """Units that stand together: those of the district itself, or a town (`head`) and its villages."""

    label: str
    head: UnitNode | None
    units: tuple[UnitNode, ...]


class UnitDirectoryView(View, frozen=True, kw_only=True):
    """unit_directory.html: all units of a district, or of the city. `outcomes` head the numbers of `rows`."""

    place: str
    rows: tuple[UnitRow, ...]
    outcomes: tuple[str, ...]
    groups: tuple[UnitGroup, ...]
    units: int
    cases: int
    district: Link | None
