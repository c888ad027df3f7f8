"""sitemap.xml (an index), its parts, and robots.txt. Every lastmod is the page's own last change.

Cases stand in parts by their place in the list of all, so that a new case changes the newest part.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

import msgspec

from publish.site.addresses import Addresses
from publish.text.dates import local, rfc3339

HEADER = '<?xml version="1.0" encoding="UTF-8"?>\n'
SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
CASES_A_PART = 5000
PAGES_A_PART = 20000


class Place(msgspec.Struct, frozen=True):
    """One address: its path and when it last changed; `part` is the part of the sitemap it stands in."""

    path: str
    modified_at: datetime | None
    part: str


def part_of_case(place: int) -> str:
    """The part for the case with this place in the list of all."""
    return f"cases-{(place - 1) // CASES_A_PART + 1}"


class Sitemap:
    """Gathers the addresses of a build."""

    def __init__(self, addresses: Addresses) -> None:
        self._addresses = addresses
        self._parts: dict[str, list[Place]] = {}
        self._others = 0

    def add(self, path: str, modified_at: datetime | None, case_place: int | None = None) -> None:
        if case_place is not None:
            part = part_of_case(case_place)
        else:
            part = f"pages-{self._others // PAGES_A_PART + 1}"
            self._others += 1
        self._parts.setdefault(part, []).append(Place(path, modified_at, part))

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Path and bytes of the parts, then of the index."""
        heads = []
        for part in sorted(self._parts):
            places = self._parts[part]
            path = f"sitemaps/{part}.xml"
            yield path, self._set("urlset", "url", places)
            times = [local(place.modified_at) for place in places if place.modified_at]
            heads.append(Place(path, max(times, default=None), part))
        yield "sitemap.xml", self._set("sitemapindex", "sitemap", heads)

    def _set(self, root: str, each: str, places: Iterable[Place]) -> bytes:
        lines = (self._line(each, place) for place in places)
        return f"{HEADER}<{root} {SPACE}>\n{''.join(lines)}</{root}>\n".encode()

    def _line(self, each: str, place: Place) -> str:
        changed = f"<lastmod>{rfc3339(place.modified_at)}</lastmod>" if place.modified_at else ""
        return f"<{each}><loc>{self._addresses.absolute(place.path)}</loc>{changed}</{each}>\n"


def robots(addresses: Addresses) -> bytes:
    """robots.txt. A demonstration too may be crawled: its pages say noindex, and must be read to say so."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {addresses.absolute('sitemap.xml')}\n".encode()
