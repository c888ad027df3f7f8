"""Charts as numbers a template can draw: columns over months, and tiles of districts. No colour carries what
isn't also written beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

import msgspec

from publish.model.published import WITHHELD, Cell
from publish.site.months import printed
from publish.site.statistics_views import Bar, Cartogram, Chart, Tile
from publish.text.dates import chinese_month

WIDTH, HEIGHT = 340, 150
TOP, BASE, SIDE = 24, 116, 12
MOST_MONTHS = 24
FILLED = 0.72
TILE, TALL, GAP = 64, 50, 4
STEPS = 4
NAMES = ("土家族苗族自治县", "苗族土家族自治县", "土家族自治县", "区", "县")


class Tiles(msgspec.Struct, frozen=True):
    """The dated list of tiles: code → column and row, from 1."""

    dated: date
    tiles: dict[str, tuple[int, int]]


@cache
def tiles() -> Tiles:
    return msgspec.yaml.decode((Path(__file__).parent / "cartogram.yaml").read_bytes(), type=Tiles)


def columns(title: str, unit: str, values: Mapping[str, Cell]) -> Chart:
    """A column a month, oldest first. What is hidden or withheld has no column but its sign."""
    shown = dict(sorted(values.items())[-MOST_MONTHS:])
    most = max((value for value in shown.values() if isinstance(value, int)), default=0)
    wide = (WIDTH - 2 * SIDE) / max(1, len(shown))
    told = _told(list(shown.values()), most)
    bars = tuple(
        _bar(at, wide, month, value, most, told=at in told) for at, (month, value) in enumerate(shown.items())
    )
    return Chart(
        title=title,
        unit=unit,
        bars=bars,
        values=tuple((chinese_month(month), value) for month, value in shown.items()),
        years=tuple(_years(list(shown), wide)),
        width=WIDTH,
        height=HEIGHT,
        base=BASE,
        summary=_summary(title, unit, shown),
    )


def _told(values: Sequence[Cell], most: int) -> set[int]:
    """Columns whose value is printed: those without a number, the largest, and the last where it has room."""
    found = {at for at, value in enumerate(values) if not isinstance(value, int) or value == most}
    return found if len(values) - 2 in found else found | {len(values) - 1}


def _bar(at: int, wide: float, month: str, value: Cell, most: int, *, told: bool) -> Bar:
    tall = (BASE - TOP) * value / most if isinstance(value, int) and most else 0
    return Bar(
        x=round(SIDE + at * wide + wide * (1 - FILLED) / 2, 2),
        y=round(BASE - tall, 2),
        width=round(wide * FILLED, 2),
        height=round(tall, 2),
        text=printed(value) if told else "",
        label=str(int(month[5:])),
    )


def _years(months: Sequence[str], wide: float) -> list[tuple[float, str]]:
    """Where a year begins, and its name."""
    found = [at for at, month in enumerate(months) if at == 0 or month.endswith("-01")]
    return [(round(SIDE + at * wide, 2), f"{months[at][:4]}年") for at in found if at == 0 or at > 1]


def _summary(title: str, unit: str, shown: Mapping[str, Cell]) -> str:
    known = {month: value for month, value in shown.items() if isinstance(value, int)}
    if not known:
        return f"{title}：各月的数都没有公布。"
    last, most = max(known), max(known, key=lambda month: (known[month], month))
    return (
        f"{title}：{chinese_month(last)} {known[last]:,} {unit}，"
        f"最多的是{chinese_month(most)}，{known[most]:,} {unit}。"
    )


def cartogram(
    title: str, names: Mapping[str, str], values: Mapping[str, Cell], table: str
) -> Cartogram | None:
    """A tile a district; None where the list of tiles is of another city."""
    placed = tiles()
    if not names or not names.keys() <= placed.tiles.keys():
        return None
    most = max((value for value in values.values() if isinstance(value, int)), default=0)
    return Cartogram(
        title=title,
        tiles=tuple(
            _tile(name, placed.tiles[code], values.get(code, WITHHELD), most) for code, name in names.items()
        ),
        width=max(x for x, _ in placed.tiles.values()) * (TILE + GAP) - GAP,
        height=max(y for _, y in placed.tiles.values()) * (TALL + GAP) - GAP,
        dated=placed.dated,
        steps=_steps(most),
        table=table,
    )


def _tile(name: str, at: tuple[int, int], value: Cell, most: int) -> Tile:
    share = value / most if isinstance(value, int) and most else 0
    return Tile(
        x=(at[0] - 1) * (TILE + GAP),
        y=(at[1] - 1) * (TALL + GAP),
        name=short(name),
        text=printed(value),
        step=_step(value, most),
        share=round(TILE * share, 1),
    )


def _step(value: Cell, most: int) -> int:
    """From 1 to 4 as `_steps` has them, 0 for none and for what isn't shown."""
    if not isinstance(value, int) or not value:
        return 0
    return next(step for step in range(1, STEPS + 1) if value <= most * step // STEPS)


def _steps(most: int) -> tuple[str, ...]:
    """The bounds of the four steps in words."""
    edges = [most * step // STEPS for step in range(STEPS + 1)]
    return tuple(f"{low + 1:,}–{high:,}" for low, high in pairwise(edges) if high > low)


def short(name: str) -> str:
    """石柱土家族自治县 → 石柱; a name of two characters stays whole."""
    for end in NAMES:
        if name.endswith(end) and len(name) > len(end) + 1:
            return name[: -len(end)]
    return name
