"""One file of the site before it is written: where it lies, what it is made of, how it is made."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import msgspec

from publish.site.views import Head, View


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """A page to render. `sources` name all it is made of ("case:DC-2022-000139", "directory",
    "prose:pages/about.md"); the renderer adds its template. `head` and `view` are only called then.

    `modified_at` is the true last change for the sitemap; None: unknown. `listed` False keeps it out.
    """

    path: str
    template: str
    head: Callable[[], Head]
    sources: tuple[str, ...]
    view: Callable[[], View]
    modified_at: datetime | None = None
    listed: bool = True


class Output(msgspec.Struct, frozen=True, kw_only=True):
    """A file to write: its path below output/, what it is made of, and its bytes when asked."""

    path: str
    sources: tuple[str, ...]
    body: Callable[[], bytes]
