"""What opening a page of a type shows, in every look a reader can give it."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, Page

from tests import browser as at
from tests.site.page_types import MAIN, PAGE_TYPES, example


@dataclass(frozen=True)
class Look:
    """Width of the window, light or dark, and whether 长者模式 is on."""

    width: int
    scheme: str
    elder: bool = False

    def __str__(self) -> str:
        return f"{self.width} {self.scheme}{' elder' if self.elder else ''}"


PHONE, DESK = Look(390, "light"), Look(1280, "dark")
LOOKS = tuple(itertools.starmap(Look, itertools.product(at.WIDTHS, ("light", "dark"), (False, True))))
KEPT = f"localStorage.setItem('huisheng-reading', {json.dumps(json.dumps({'mode': 'elder'}))})"
"""What 长者模式 leaves in the browser of who switched it on."""


@dataclass(frozen=True)
class Visit:
    """One page opened once: what was asked of the network, said and broken."""

    path: str
    complaints: tuple[str, ...]
    policy: tuple[str, ...]
    overhang: str
    mode: str


class Reader:
    """Who opens one page of a site after another in one tab, with one look."""

    def __init__(self, site: at.Place, look: Look, page: Page, complaints: at.Complaints) -> None:
        self._site, self._look, self._page, self._complaints = site, look, page, complaints
        if look.elder:
            page.add_init_script(KEPT)

    def visit(self, kind: str) -> Visit:
        """Open a type's page."""
        path, before = example(self._site.folder, kind), len(self._complaints)
        self._open(path)
        mode = self._page.evaluate("document.documentElement.dataset.mode") or ""
        said = tuple(self._complaints[before:])
        return Visit(path, said, tuple(at.policy_broken(self._page)), at.overhang(self._page), mode)

    def barriers(self, kind: str) -> tuple[str, ...]:
        """Have axe-core look at a type's page."""
        self._open(example(self._site.folder, kind))
        return tuple(at.barriers(self._page, self._look.scheme))

    def _open(self, path: str) -> None:
        if self._page.url != self._site.url(path):
            self._page.goto(self._site.url(path))


@contextmanager
def reading(browser: Browser, site: at.Place, look: Look) -> Iterator[Reader]:
    """A reader with this look."""
    with at.tab(browser, site, look.width, color_scheme=look.scheme) as (page, complaints):
        yield Reader(site, look, page, complaints)


def examined(kind: str) -> tuple[Look, ...]:
    """The looks with which axe-core sees a page each time: both of the main types, of the others one in turn;
    `make proof` has it see each with every look."""
    return (PHONE, DESK) if kind in MAIN else ((PHONE, DESK)[list(PAGE_TYPES).index(kind) % 2],)


@dataclass(frozen=True)
class Opened:
    """The pages of all types, each opened once a look."""

    visit: Callable[[str, Look], Visit]
    barriers: Callable[[str, Look], tuple[str, ...]]
