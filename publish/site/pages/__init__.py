"""Every kind of page, one module each: `pages(shop)` says which pages there are and how to make them.

Cases and their lists may be any number, so they are planned where something about them changed; a page is
only rendered when its turn comes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from publish.site.page import Page
from publish.site.pages import (
    business,
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
    recurring,
    search,
    site_map,
    statistics,
    units,
)
from publish.site.workshop import Workshop

KINDS: tuple[Callable[[Workshop], Iterator[Page]], ...] = (
    home.pages,
    directories.pages,
    units.pages,
    dossiers.pages,
    policies.pages,
    programmes.pages,
    calls.pages,
    statistics.pages,
    recurring.pages,
    business.pages,
    feeds.pages,
    data.pages,
    prose.pages,
    gone.pages,
    changes.pages,
    quarters.pages,
    search.pages,
    site_map.pages,
)


of_cases, of_lists = cases.outputs, lists.outputs
"""The pages of these cases, and of these lists."""


def few(shop: Workshop) -> Iterator[Page]:
    """All the others."""
    for pages in KINDS:
        yield from pages(shop)
