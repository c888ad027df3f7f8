"""Lines on two logarithmic scales, as SVG that says in words what it shows."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from html import escape

WIDTH, HEIGHT = 720, 440
LEFT, RIGHT, TOP, BOTTOM = 70, 190, 30, 55
COLOURS = ("#b3261e", "#1f5fa8", "#2e7d32", "#8a5a00", "#6a3fa0", "#00707a", "#555555")

Points = Sequence[tuple[float, float]]


class Scale:
    """Values to places, by powers of ten."""

    def __init__(self, values: Sequence[float], start: float, end: float) -> None:
        self.low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
        self.high = max(high, self.low + 1)
        self._start, self._step = start, (end - start) / (self.high - self.low)

    def __call__(self, value: float) -> float:
        return round(self._start + (math.log10(value) - self.low) * self._step, 1)

    def ticks(self) -> list[float]:
        return [10.0**power for power in range(self.low, self.high + 1)]


def plot(title: str, described: str, lines: Mapping[str, Points], across: str, up: str) -> str:
    """An SVG of `lines` by name; values must be above zero."""
    x = Scale([one for points in lines.values() for one, _ in points], LEFT, WIDTH - RIGHT)
    y = Scale([two for points in lines.values() for _, two in points], HEIGHT - BOTTOM, TOP)
    parts = [
        *_axes(x, y, across, up),
        *(_line(*each, x, y) for each in zip(lines.items(), _styles(), strict=False)),
    ]
    body = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-labelledby="title desc" font-family="sans-serif" font-size="13">\n'
        f'<title id="title">{escape(title)}</title>\n<desc id="desc">{escape(described)}</desc>\n'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>\n{body}\n</svg>\n'
    )


def _axes(x: Scale, y: Scale, across: str, up: str) -> list[str]:
    down, right = HEIGHT - BOTTOM, WIDTH - RIGHT
    grid = [f'<path d="M{x(each)} {TOP}V{down}" stroke="#dddddd"/><text x="{x(each)}" y="{down + 20}" '
            f'text-anchor="middle">{each:,.10g}</text>' for each in x.ticks()]  # fmt: skip
    grid += [f'<path d="M{LEFT} {y(each)}H{right}" stroke="#dddddd"/><text x="{LEFT - 8}" y="{y(each) + 4}" '
             f'text-anchor="end">{each:,.10g}</text>' for each in y.ticks()]  # fmt: skip
    middle, upright = (LEFT + right) / 2, f"translate(18 {(TOP + down) / 2}) rotate(-90)"
    return [
        *grid,
        f'<path d="M{LEFT} {TOP}V{down}H{right}" fill="none" stroke="#333333"/>',
        f'<text x="{middle}" y="{HEIGHT - 12}" text-anchor="middle">{escape(across)}</text>',
        f'<text transform="{upright}" text-anchor="middle">{escape(up)}</text>',
    ]


def _styles() -> list[tuple[str, str, int]]:
    """Colour, dashes and the row of the name: lines differ in more than colour."""
    dashes = ("none", "7 4", "2 3")
    return [(COLOURS[row % len(COLOURS)], dashes[row % len(dashes)], row) for row in range(len(COLOURS) * 2)]


def _line(named: tuple[str, Points], style: tuple[str, str, int], x: Scale, y: Scale) -> str:
    (name, points), (colour, dash, row) = named, style
    places = [(x(one), y(two)) for one, two in points]
    dots = "".join(f'<circle cx="{one}" cy="{two}" r="3.5" fill="{colour}"/>' for one, two in places)
    path = " ".join(f"{one},{two}" for one, two in places)
    at, left = TOP + 12 + 22 * row, WIDTH - RIGHT + 16
    drawn = f'stroke="{colour}" stroke-width="2" stroke-dasharray="{dash}"'
    return (
        f'<polyline points="{path}" fill="none" {drawn}/>{dots}<path d="M{left} {at - 4}h26" {drawn}/>'
        f'<text x="{left + 32}" y="{at}">{escape(name)}</text>'
    )
