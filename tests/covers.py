"""`python -m tests.covers`: draws the covers of the programmes into theme/static/img/covers.

A square of 1400 pixels a programme (Apple Podcasts asks for 1400 to 3000), in the site's own colours and
letters. Run it when a programme is added or renamed. Needs Chromium and a Chinese font.
"""

from __future__ import annotations

from html import escape
from pathlib import Path

import yaml

from tests.pictures import window

ROOT = Path(__file__).parents[1]
PROGRAMMES, COVERS = ROOT / "publish/radio/programmes", ROOT / "theme/static/img/covers"
SIDE = 1400
LARGEST = 200_000  # bytes of one cover
GROUNDS = (("#0a5f57", "#fbfaf7", "#79cbbc"), ("#fbfaf7", "#1a1e1d", "#0a5f57"))
"""Ground, letters and arcs, in turn."""
ARCS = (110, 200, 290, 380, 470)
PAGE = """<!DOCTYPE html><meta charset="utf-8"><style>html,body{{margin:0;background:{ground}}}</style>
<svg xmlns="http://www.w3.org/2000/svg" width="{side}" height="{side}" viewBox="0 0 {side} {side}">
<rect width="{side}" height="{side}" fill="{ground}"/>
<g fill="none" stroke="{arc}" stroke-width="26" stroke-linecap="butt">{arcs}</g>
<circle cx="1270" cy="1270" r="44" fill="{arc}"/>
<g fill="{ink}" font-family="Noto Serif CJK SC, Songti SC, serif" font-weight="700">{title}</g>
<g fill="{ink}" font-family="Noto Sans CJK SC, PingFang SC, sans-serif" font-size="52">
<text x="110" y="170" letter-spacing="8">{above}</text><text x="110" y="1290">{below}</text></g></svg>"""


def page(slug: str, nth: int) -> str:
    """The cover as a page with one drawing."""
    held = yaml.safe_load((PROGRAMMES / f"{slug}.yaml").read_text("utf-8"))
    ground, ink, arc = GROUNDS[nth % len(GROUNDS)]
    return PAGE.format(
        side=SIDE,
        ground=ground,
        ink=ink,
        arc=arc,
        arcs="".join(
            f'<path d="M{1270 - r} 1270A{r} {r} 0 0 1 1270 {1270 - r}" opacity=".55"/>' for r in ARCS
        ),
        title="".join(_line(at, text) for at, text in enumerate(_lines(held["name"]))),
        above=escape(held.get("station") or "广播节目"),
        below=escape(held["schedule"]),
    )


def _lines(name: str) -> list[str]:
    """Two lines: two characters above, the others below."""
    return [name[:2], name[2:]]


def _line(at: int, text: str) -> str:
    return f'<text x="96" y="{560 + 370 * at}" font-size="330">{escape(text)}</text>'


def draw() -> None:
    """Every programme's cover. Raises `SystemExit` for one that is too large."""
    COVERS.mkdir(parents=True, exist_ok=True)
    with window(SIDE, SIDE) as browser:
        tab = browser.new_page()
        for nth, slug in enumerate(sorted(path.stem for path in PROGRAMMES.glob("*.yaml"))):
            tab.set_content(page(slug, nth))
            path = COVERS / f"{slug}.png"
            tab.screenshot(path=str(path))
            if path.stat().st_size > LARGEST:
                raise SystemExit(f"{path} is larger than {LARGEST} bytes.")


if __name__ == "__main__":
    draw()
