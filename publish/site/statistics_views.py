"""Views of the statistics, of recurring problems and of the business environment. See `views.py`."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from markupsafe import Markup

from publish.model.published import Cell
from publish.site.case_views import Figures
from publish.site.record_views import CountTable
from publish.site.views import DossierCard, Link, PolicyRow, View


class Bar(NamedTuple):
    """A column of a chart: its rectangle, the number on top of it where it is printed, what it is of."""

    x: float
    y: float
    width: float
    height: float
    text: str
    label: str


class Chart(View, frozen=True, kw_only=True):
    """Columns over months. `summary` says in a sentence what they show; `values` are the same numbers for a
    table."""

    title: str
    unit: str
    bars: tuple[Bar, ...]
    values: tuple[tuple[str, Cell], ...]
    years: tuple[tuple[float, str], ...]
    width: int
    height: int
    base: float
    summary: str


class Tile(NamedTuple):
    """A district: its corner, name, count as printed, one of four steps (0: no number), width of its bar."""

    x: int
    y: int
    name: str
    text: str
    step: int
    share: float


class Cartogram(View, frozen=True, kw_only=True):
    """Tiles of one size, roughly as districts lie. `dated`: of the list of tiles; `steps`: what they stand
    for; `table`: the heading of the table that has the same numbers."""

    title: str
    tiles: tuple[Tile, ...]
    width: int
    height: int
    dated: date
    steps: tuple[str, ...]
    table: str


class StatTable(View, frozen=True, kw_only=True):
    """A suppressed table: rows are a label, its page or None, the cells, and a share in percent where there
    is one. `totals`: sums of the shown cells."""

    name: str
    heading: str
    about: str
    head: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, str | None, tuple[Cell, ...], str | None], ...]
    totals: tuple[Cell, ...] = ()
    share: str | None = None


class Source(NamedTuple):
    """Where whole-store figures come from: the months' names, when the newest was made, the open data."""

    label: str
    made_on: date
    href: str


class Part(View, frozen=True, kw_only=True):
    """A section: charts and tables of one thing."""

    slug: str
    heading: str
    lead: str
    source: Source
    charts: tuple[Chart, ...] = ()
    cartogram: Cartogram | None = None
    tables: tuple[StatTable, ...] = ()


class StatisticsView(View, frozen=True, kw_only=True):
    """statistics.html: what is published, exactly, and how months compare."""

    figures: Figures
    published: tuple[CountTable, ...]
    cartogram: Cartogram | None
    trends: tuple[Part, ...]
    months: tuple[Link, ...]
    themes: tuple[Link, ...]


class MonthStatisticsView(View, frozen=True, kw_only=True):
    """statistics_month.html: one closed month."""

    label: str
    source: Source
    parts: tuple[Part, ...]
    newer: Link | None
    older: Link | None
    recurring: Link | None


class RecurringRow(NamedTuple):
    """A topic in a district (either may be left out), how often it was raised, and in the quarter before
    (None: not told); where it leads."""

    topic: str | None
    topic_href: str | None
    district: str | None
    district_href: str | None
    raised: Cell
    before: Cell | None
    rise: int | None
    dossiers: tuple[Link, ...]
    policies: tuple[Link, ...]


class Ranking(View, frozen=True, kw_only=True):
    """Rows in order of what is shown."""

    slug: str
    heading: str
    lead: str
    rows: tuple[RecurringRow, ...]
    by_topic: bool = True
    by_district: bool = True


class RecurringView(View, frozen=True, kw_only=True):
    """recurring.html: what was raised most in a quarter and rose fastest. `label` None: there is none."""

    label: str | None
    source: Source | None
    rankings: tuple[Ranking, ...]
    quarters: tuple[Link, ...]
    is_front: bool


class BusinessView(View, frozen=True, kw_only=True):
    """business.html: one theme whole. `cases` are rendered rows, newest first."""

    heading: str
    published: CountTable
    total: int
    parts: tuple[Part, ...]
    rankings: tuple[Ranking, ...]
    dossiers: tuple[DossierCard, ...]
    policies: tuple[PolicyRow, ...]
    cases: tuple[Markup, ...]
    topics: tuple[Link, ...]
