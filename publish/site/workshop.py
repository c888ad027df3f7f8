"""What every maker of pages is handed: the edition, its rows, its heads."""

from __future__ import annotations

import msgspec

from publish.site.edition import Edition
from publish.site.environment import Renderer
from publish.site.feedlinks import links
from publish.site.heads import Heads
from publish.site.parts import Parts, Sizes
from publish.site.rows import Rows
from publish.site.views import FeedLink, Link


class Workshop(msgspec.Struct, frozen=True):
    edition: Edition
    rows: Rows
    heads: Heads
    renderer: Renderer
    parts: Parts
    sizes: Sizes

    def feeds(self, name: str, title: str) -> tuple[FeedLink, ...]:
        """The feeds of cases beside a page: "site", "columns/huisheng" …"""
        return links(self.edition.formats.cases, self.edition.addresses, name, title)

    def podcasts(self, slug: str, title: str) -> tuple[FeedLink, ...]:
        """What one can subscribe to of a programme: its episodes, then its times on air."""
        formats = (*self.edition.formats.programmes, *self.edition.formats.calendars)
        return links(formats, self.edition.addresses, f"programmes/{slug}", title)

    def link(self, label: str, path: str) -> Link:
        return Link(label, self.edition.href(path))
