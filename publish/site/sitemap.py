"""sitemap.xml (an index) and its parts. A lastmod is the page's own last change; that of the front of
a list is the newest among the cases on it. Its older pages are found from there.

Cases stand in parts by their place in the list of all, so that a new case changes the newest part.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import cached_property, partial

from publish.site.addresses import case_file, list_folder, page_file
from publish.site.edition import Edition
from publish.site.page import Output, Page
from publish.text.dates import local, rfc3339

HEADER = '<?xml version="1.0" encoding="UTF-8"?>\n'
SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
PAGES_A_PART = 20000

Place = tuple[str, datetime | None]
"""An address below output/ and when it last changed."""


class Sitemap:
    """The addresses of a build: of the cases, of the fronts of their lists, and of the other `pages`."""

    def __init__(self, edition: Edition, pages: Sequence[Page]) -> None:
        self._addresses, self._cases = edition.addresses, edition.every_case
        self._edition, self._pages = edition, pages

    @cached_property
    def _others(self) -> dict[str, list[Place]]:
        """The parts that are not of cases."""
        changed = self._cases.changed()
        fronts = ((front_of(name), changed.get(name)) for name in self._edition.list_names())
        places = [*map(_of_page, self._pages), *fronts]
        return {
            f"pages-{at // PAGES_A_PART + 1}": places[at : at + PAGES_A_PART]
            for at in range(0, len(places), PAGES_A_PART)
        }

    def outputs(self) -> Iterator[Output]:
        """The parts, then the index. A part of cases changes with them, the others with anything."""
        for part in self._cases.parts():
            source = f"sitemap:cases-{part}"
            yield Output(
                path=f"sitemaps/cases-{part}.xml", body=partial(self._of_cases, part), sources=(source,)
            )
        for name, places in self._others.items():
            body = partial(self._set, "urlset", "url", places)
            yield Output(path=f"sitemaps/{name}.xml", body=body, sources=("anything",))
        yield Output(path="sitemap.xml", body=self._index, sources=("anything",))

    def _of_cases(self, part: int) -> bytes:
        places = [(case_file(number), at) for number, at in self._cases.part(part)]
        return self._set("urlset", "url", places)

    def _index(self) -> bytes:
        heads = [(f"sitemaps/cases-{part}.xml", at) for part, at in self._cases.parts().items()]
        heads += [(f"sitemaps/{name}.xml", _newest(places)) for name, places in self._others.items()]
        return self._set("sitemapindex", "sitemap", heads)

    def _set(self, root: str, each: str, places: Iterable[Place]) -> bytes:
        lines = (self._line(each, *place) for place in places)
        return f"{HEADER}<{root} {SPACE}>\n{''.join(lines)}</{root}>\n".encode()

    def _line(self, each: str, path: str, modified_at: datetime | None) -> str:
        changed = f"<lastmod>{rfc3339(modified_at)}</lastmod>" if modified_at else ""
        return f"<{each}><loc>{self._addresses.absolute(path)}</loc>{changed}</{each}>\n"


def _of_page(page: Page) -> Place:
    return page.path, page.modified_at() if page.modified_at else None


def front_of(name: str) -> str:
    """Where the front of a list lies, below output/."""
    return page_file(list_folder(name), None)


def _newest(places: Iterable[Place]) -> datetime | None:
    times = {at for _, at in places if at}
    return max(map(local, times), default=None)
