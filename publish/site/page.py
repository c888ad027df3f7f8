"""One file of the site before it is written: where it lies, how it is made."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import msgspec

from publish.site.views import Head, View


class Page(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A page to render; `head` and `view` are only called then, and note what they use.

    `modified_at` tells the true last change for the sitemap; None: unknown. `listed` False keeps it out.
    `late`: it tells of other files, so it is made when they are, whatever changed.
    """

    path: str
    template: str
    head: Callable[[], Head]
    view: Callable[[], View]
    modified_at: Callable[[], datetime | None] | None = None
    listed: bool = True
    late: bool = False


class Output(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A file to write: its path below output/ and its bytes when asked. `sources`, where given, stand in
    place of the names it notes. `late`: made when all others are. `apart`: made with a large library, so in
    a process of its own, one after the other, before what is late."""

    path: str
    body: Callable[[], bytes]
    sources: tuple[str, ...] | None = None
    late: bool = False
    apart: bool = False


class Later(msgspec.Struct, frozen=True, gc=False):
    """What `make` makes of `key`, when it is called. A `partial` would take four times the memory, and
    there may be a hundred thousand."""

    make: Callable[[Any], bytes]
    key: object

    def __call__(self) -> bytes:
        return self.make(self.key)
