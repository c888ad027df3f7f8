"""Every kind of page, one module each: `pages(shop)` says which pages there are and how to make them.

Cases and their lists may be any number, so they are planned where something about them changed; a page is
only rendered when its turn comes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from publish.site.page import Output, Page
from publish.site.pages import (
    calls,
    cases,
    changes,
    data,
    directories,
    dossiers,
    feeds,
    gone,
    home,
    lists,
    policies,
    programmes,
    prose,
    quarters,
    statistics,
)
from publish.site.workshop import Workshop

KINDS: tuple[Callable[[Workshop], Iterator[Page]], ...] = (
    home.pages,
    directories.pages,
    dossiers.pages,
    policies.pages,
    programmes.pages,
    calls.pages,
    statistics.pages,
    feeds.pages,
    data.pages,
    prose.pages,
    gone.pages,
    changes.pages,
    quarters.pages,
)


def many(shop: Workshop, numbers: Iterable[str], names: Iterable[str]) -> Iterator[Output]:
    """The pages of these cases and of these lists."""
    yield from cases.outputs(shop, numbers)
    yield from lists.outputs(shop, names)


def few(shop: Workshop) -> Iterator[Page]:
    """All the others."""
    for pages in KINDS:
        yield from pages(shop)
