"""sitemap.xml (an index), its parts, and robots.txt. Every lastmod is the page's own last change.

Cases stand in parts by their place in the list of all, so that a new case changes the newest part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache, partial
from typing import TypeVar

from publish.site.addresses import Addresses, case_file
from publish.site.keys import CaseKey
from publish.site.page import Output, Page
from publish.text.dates import local, rfc3339

HEADER = '<?xml version="1.0" encoding="UTF-8"?>\n'
SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
CASES_A_PART = 5000
PAGES_A_PART = 20000

T = TypeVar("T")
Place = tuple[str, datetime | None]
"""An address below output/ and when it last changed."""


def part_of(key: CaseKey) -> str:
    """The part in which a case stands, by its place in the list of all."""
    return f"cases-{(key.places.get('all', 1) - 1) // CASES_A_PART + 1}"


class Sitemap:
    """The addresses of a build: `cases` by their keys, the other `pages` as they are planned."""

    def __init__(self, addresses: Addresses, cases: Mapping[str, CaseKey], pages: Sequence[Page]) -> None:
        self._addresses = addresses
        keys: dict[str, list[CaseKey]] = {}
        for key in cases.values():
            keys.setdefault(part_of(key), []).append(key)
        self._cases = {part: _once(_of_cases, held) for part, held in sorted(keys.items())}
        self._pages = {
            f"pages-{at // PAGES_A_PART + 1}": _once(_of_pages, pages[at : at + PAGES_A_PART])
            for at in range(0, len(pages), PAGES_A_PART)
        }

    def outputs(self) -> Iterator[Output]:
        """The parts, then the index. A part of cases changes with them, the others with anything."""
        for part, places in (self._cases | self._pages).items():
            source = f"sitemap:{part}" if part in self._cases else "anything"
            body = partial(self._set, "urlset", "url", places)
            yield Output(path=f"sitemaps/{part}.xml", body=body, sources=(source,))
        yield Output(path="sitemap.xml", body=self._index, sources=("anything",))

    def _index(self) -> bytes:
        parts = (self._cases | self._pages).items()
        heads = [(f"sitemaps/{part}.xml", _newest(places())) for part, places in parts]
        return self._set("sitemapindex", "sitemap", lambda: heads)

    def _set(self, root: str, each: str, places: Callable[[], Iterable[Place]]) -> bytes:
        lines = (self._line(each, *place) for place in places())
        return f"{HEADER}<{root} {SPACE}>\n{''.join(lines)}</{root}>\n".encode()

    def _line(self, each: str, path: str, modified_at: datetime | None) -> str:
        changed = f"<lastmod>{rfc3339(modified_at)}</lastmod>" if modified_at else ""
        return f"<{each}><loc>{self._addresses.absolute(path)}</loc>{changed}</{each}>\n"


def _once(places: Callable[[T], list[Place]], held: T) -> Callable[[], list[Place]]:
    """The places of a part, found when they are first asked for."""
    return cache(partial(places, held))


def _of_cases(keys: Iterable[CaseKey]) -> list[Place]:
    return [(case_file(key.number), key.modified_at) for key in keys]


def _of_pages(pages: Iterable[Page]) -> list[Place]:
    return [(page.path, page.modified_at() if page.modified_at else None) for page in pages]


def _newest(places: Iterable[Place]) -> datetime | None:
    times = {at for _, at in places if at}
    return max(map(local, times), default=None)


def robots(addresses: Addresses) -> bytes:
    """robots.txt. A demonstration too may be crawled: its pages say noindex, and must be read to say so."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {addresses.absolute('sitemap.xml')}\n".encode()
