"""Everything that can be used can be used by the keyboard: reached, seen where it is, left again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests import browser as at
from tests.site.page_types import examples

if at.missing():
    pytest.skip(at.missing(), allow_module_level=True)
pytestmark = pytest.mark.browser

WALKED = ("home", "column", "result", "search", "feeds", "data", "statistics", "episode", "verify")
STOPS = """() => {
  const usable = 'a[href], button, input, select, textarea, summary, audio[controls], [tabindex]';
  const first = one => one.type !== 'radio' || one.checked
    || !document.querySelector(`input[name="${one.name}"]:checked`)
    && one === document.querySelector(`input[name="${one.name}"]`);
  const shown = one => one.checkVisibility({visibilityProperty: true}) && !one.disabled && one.tabIndex >= 0;
  window.stops = [...document.querySelectorAll(usable)].filter(one => shown(one) && first(one));
  return window.stops.length;
}"""
"""Keeps what should be reached; a group of radio buttons is one stop."""
HERE = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const style = getComputedStyle(one), box = one.getClientRects()[0] || one.getBoundingClientRect();
  const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return {
    place: window.stops.indexOf(one),
    name: one.outerHTML.slice(0, 120),
    outlined: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0,
    large: box.width > 3 && box.height > 3,
    seen: hit !== null && (one.contains(hit) || hit.contains(one)),
  };
}"""
MORE = 12
"""Stops of the browser's own: parts of a player, a table that scrolls."""


def walk(page: Page) -> tuple[int, list[dict[str, Any]]]:
    """How many stops there should be, and every stop from the first to where the walk ends."""
    expected = page.evaluate(STOPS)
    found: list[dict[str, Any]] = []
    for _ in range(expected + MORE):
        page.keyboard.press("Tab")
        here = page.evaluate(HERE)
        if here is None or (here["place"] == 0 and found):
            break
        found.append(here)
    return expected, found


def faults(expected: int, found: list[dict[str, Any]]) -> list[str]:
    """What is wrong with a walk."""
    places = [one["place"] for one in found if one["place"] >= 0]
    said = [f"not reached: {place}" for place in sorted({*range(expected)} - {*places})]
    said += [f"out of order: {places}"] if places != sorted(places) else []
    for fault in ("outlined", "large", "seen"):
        said += [f"not {fault}: {one['name']}" for one in found if not one[fault]]
    return said


@pytest.mark.parametrize(
    ("kind", "width"), [*((kind, 1280) for kind in WALKED), ("home", 390), ("result", 390)]
)
def test_every_stop_is_reached_in_order_and_seen(
    chromium: Browser, site: at.Place, kind: str, width: int
) -> None:
    with at.tab(chromium, site, width) as (page, _):
        page.goto(site.url(examples(site.folder)[kind]))
        expected, found = walk(page)
        assert expected > 10
        assert faults(expected, found) == []


FAULTY = """<!DOCTYPE html><html lang="zh"><head><title>页</title>
<link rel="stylesheet" href="bad.css"></head>
<body><a href="#a" tabindex="2">一</a><a href="#b" class="bare">二</a><a href="#c" class="under">三</a>
<div class="over"></div><input id="trap"><button>四</button><script src="trap.js"></script></body></html>"""
SHEET = """.bare:focus { outline: none } .over { position: fixed; inset: 0 }
.under { position: absolute; top: 40px } input { position: relative; z-index: 2 }"""
TRAP = "document.getElementById('trap').onkeydown = event => event.preventDefault();"


def test_a_walk_that_goes_wrong_is_said(chromium: Browser, tmp_path: Path) -> None:
    for name, text in (("index.html", FAULTY), ("bad.css", SHEET), ("trap.js", TRAP)):
        (tmp_path / name).write_text(text, "utf-8")
    with at.Site(tmp_path) as site, at.tab(chromium, site, 390) as (page, _):
        page.goto(site.url("/"))
        said = "\n".join(faults(*walk(page)))
    for fault in ("not reached: 4", 'not outlined: <a href="#b"', 'not seen: <a href="#c"'):
        assert fault in said, said
