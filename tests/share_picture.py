"""`python -m tests.share_picture`: draws the picture that stands for a page where it is shared (og:image).

1200 × 630 pixels, the site's own colours, no letters: the name of the site stands beside it. Needs Chromium.
"""

from __future__ import annotations

from pathlib import Path

from tests.pictures import window

PICTURE = Path(__file__).parents[1] / "theme/static/img/share.png"
WIDTH, HEIGHT = 1200, 630
LARGEST = 60_000  # bytes
PAGE = """<!DOCTYPE html><meta charset="utf-8"><style>html,body{margin:0;background:#0a5f57}</style>
<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630" viewBox="0 0 1200 630">
<g fill="none" stroke="#fbfaf7" stroke-width="24" stroke-linecap="round">
<path d="M600 231A84 84 0 1 1 516 315"/><path d="M438 315A162 162 0 1 0 600 153"/>
<path d="M600 75A240 240 0 1 1 360 315"/></g><circle cx="600" cy="315" r="32" fill="#fbfaf7"/></svg>"""


def draw() -> None:
    """Draw it. Raises `SystemExit` where it is too large."""
    with window(WIDTH, HEIGHT) as browser:
        tab = browser.new_page()
        tab.set_content(PAGE)
        tab.screenshot(path=str(PICTURE))
    if PICTURE.stat().st_size > LARGEST:
        raise SystemExit(f"{PICTURE} is larger than {LARGEST} bytes.")


if __name__ == "__main__":
    draw()
