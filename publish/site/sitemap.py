"""sitemap.xml (an index), its parts, and robots.txt. Every lastmod is the page's own last change.

Cases stand in parts by their place in the list of all, so that a new case changes the newest part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from functools import partial

from publish.site.addresses import Addresses, case_file
from publish.site.keys import CaseKey
from publish.site.page import Output, Page
from publish.text.dates import local, rfc3339

HEADER = '<?xml version="1.0" encoding="UTF-8"?>\n'
SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
CASES_A_PART = 5000
PAGES_A_PART = 20000

Place = tuple[str, datetime | None]
"""An address below output/ and when it last changed."""


def part_of_case(place: int) -> str:
    """The part for the case with this place in the list of all."""
    return f"cases-{(place - 1) // CASES_A_PART + 1}"


class Sitemap:
    """The addresses of a build: `cases` by their keys, the other `pages` as they are planned."""

    def __init__(self, addresses: Addresses, cases: Mapping[str, CaseKey], pages: list[Page]) -> None:
        self._addresses, self._pages = addresses, pages
        self._parts: dict[str, list[CaseKey]] = {}
        for key in cases.values():
            if "all" in key.places:
                self._parts.setdefault(part_of_case(key.places["all"]), []).append(key)

    def outputs(self) -> Iterator[Output]:
        """The parts, then the index. A part of cases changes with them, the others with anything."""
        for part in sorted(self._parts):
            yield self._part(part, partial(self._cases, part), f"sitemap:{part}")
        for at in range(0, len(self._pages), PAGES_A_PART):
            yield self._part(f"pages-{at // PAGES_A_PART + 1}", partial(self._others, at), "anything")
        yield Output(path="sitemap.xml", body=self._index, sources=("anything",))

    def _part(self, part: str, places: Callable[[], Iterable[Place]], source: str) -> Output:
        body = partial(self._set, "urlset", "url", places)
        return Output(path=f"sitemaps/{part}.xml", body=body, sources=(source,))

    def _cases(self, part: str) -> Iterator[Place]:
        return ((case_file(key.number), key.modified_at) for key in self._parts[part])

    def _others(self, at: int) -> Iterator[Place]:
        for page in self._pages[at : at + PAGES_A_PART]:
            yield page.path, page.modified_at() if page.modified_at else None

    def _index(self) -> bytes:
        parts = {part: partial(self._cases, part) for part in sorted(self._parts)}
        for at in range(0, len(self._pages), PAGES_A_PART):
            parts[f"pages-{at // PAGES_A_PART + 1}"] = partial(self._others, at)
        newest = {part: max((local(at) for _, at in places() if at), default=None) for part, places in parts.items()}
        heads = [(f"sitemaps/{part}.xml", at) for part, at in sorted(newest.items())]
        return self._set("sitemapindex", "sitemap", lambda: heads)

    def _set(self, root: str, each: str, places: Callable[[], Iterable[Place]]) -> bytes:
        lines = (self._line(each, *place) for place in places())
        return f"{HEADER}<{root} {SPACE}>\n{''.join(lines)}</{root}>\n".encode()

    def _line(self, each: str, path: str, modified_at: datetime | None) -> str:
        changed = f"<lastmod>{rfc3339(modified_at)}</lastmod>" if modified_at else ""
        return f"<{each}><loc>{self._addresses.absolute(path)}</loc>{changed}</{each}>\n"


def robots(addresses: Addresses) -> bytes:
    """robots.txt. A demonstration too may be crawled: its pages say noindex, and must be read to say so."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {addresses.absolute('sitemap.xml')}\n".encode()
