"""What every maker of pages is handed: the edition, its rows, its heads."""

from __future__ import annotations

from collections.abc import Container

import msgspec

from publish.site.addresses import updates_file
from publish.site.edition import Edition
from publish.site.environment import Renderer
from publish.site.feedlinks import links
from publish.site.heads import Heads
from publish.site.parts import Parts, Sizes
from publish.site.rows import Rows
from publish.site.search.files import Search
from publish.site.spool import Spool
from publish.site.views import FeedLink, Link

UPDATES_TYPE = "application/atom+xml"


class Workshop(msgspec.Struct, frozen=True):
    edition: Edition
    rows: Rows
    heads: Heads
    renderer: Renderer
    parts: Parts
    search: Search
    sizes: Sizes
    spool: Spool
    theme: Container[str] = frozenset()

    def has(self, path: str) -> bool:
        """Whether the theme has a file ("static/img/echo.svg")."""
        name = f"theme/{path}"
        self.edition.uses.note(name)
        return name in self.theme

    def feeds(self, name: str, title: str) -> tuple[FeedLink, ...]:
        """The feeds of cases beside a page: "site", "columns/huisheng" …"""
        return links(self.edition.formats.cases, self.edition.addresses, name, title)

    def updates(self, number: str) -> tuple[FeedLink, ...]:
        """The feed of what happens to a case after its publication."""
        if not self.edition.formats.cases:
            return ()
        return (FeedLink("这件事的后续", self.edition.href(updates_file(number)), UPDATES_TYPE),)

    def podcasts(self, slug: str, title: str) -> tuple[FeedLink, ...]:
        """What one can subscribe to of a programme: its episodes, then its times on air."""
        formats = (*self.edition.formats.programmes, *self.edition.formats.calendars)
        return links(formats, self.edition.addresses, f"programmes/{slug}", title)

    def link(self, label: str, path: str) -> Link:
        return Link(label, self.edition.href(path))
