"""Every kind of page, one module each: `pages(shop)` says which pages there are and how to make them.

`KINDS` is the order they are made in; a page is only rendered when its turn comes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from publish.site.page import Page
from publish.site.pages import (
    calls,
    cases,
    directories,
    dossiers,
    feeds,
    home,
    lists,
    policies,
    programmes,
    prose,
    statistics,
)
from publish.site.workshop import Workshop

KINDS: tuple[Callable[[Workshop], Iterator[Page]], ...] = (
    cases.pages,
    lists.pages,
    home.pages,
    directories.pages,
    dossiers.pages,
    policies.pages,
    programmes.pages,
    calls.pages,
    statistics.pages,
    feeds.pages,
    prose.pages,
)


def plan(shop: Workshop) -> Iterator[Page]:
    """All pages of the edition."""
    for pages in KINDS:
        yield from pages(shop)
