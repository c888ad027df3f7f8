"""Finds the formats: every module of this package that says what it renders."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, Protocol, cast

import msgspec

import publish.feeds
from publish.errors import PublishError
from publish.feeds.base import Collection, Entry, Example, Feed, PodcastFeed, Schedule

APART = ("itunes", "podcasting")
"""Modules that are no formats and cost too much to ask."""

WANTED = ("NAME", "SUFFIX", "CONTENT_TYPE", "EXAMPLES", "render")
JOINED = ("fragment", "rendered", "assemble")
"""What a format of cases has besides: an entry is rendered once for all feeds it stands in."""


Kind = type[Feed] | type[PodcastFeed] | type[Schedule] | type[Collection]


class Format(Protocol):
    """What a format module holds."""

    NAME: str  # shown to people
    SUFFIX: str  # ".rss.xml": the end of its addresses
    CONTENT_TYPE: str
    RENDERS: Kind
    EXAMPLES: tuple[Example, ...]

    def render(self, feed: Any) -> bytes: ...


class CaseFormat(Format, Protocol):
    """A format of cases: `assemble` writes a feed around entries that `rendered` made, or `fragment`, which
    keeps some."""

    def fragment(self, entry: Entry) -> bytes: ...

    def rendered(self, entry: Entry) -> bytes: ...

    def assemble(self, feed: Feed, fragments: Iterable[bytes | memoryview]) -> bytes: ...


@cache
def formats() -> tuple[Format, ...]:
    """Every format, ordered by module name. Raises `PublishError` FEEDS-001 for half a module."""
    names = sorted(
        found.name for found in pkgutil.iter_modules(publish.feeds.__path__) if found.name not in APART
    )
    modules = [importlib.import_module(f"publish.feeds.{name}") for name in names]
    found = [module for module in modules if hasattr(module, "RENDERS")]
    for module in found:
        for name in (*WANTED, *(JOINED if module.RENDERS is Feed else ())):
            if not hasattr(module, name):
                raise PublishError("FEEDS-001", f"{module.__name__}", name=name)
    return tuple(cast(Format, module) for module in found)


def formats_for(kind: Kind) -> tuple[Format, ...]:
    """The formats that render this kind of feed, in the registry's order."""
    return tuple(module for module in formats() if module.RENDERS is kind)


def case_formats() -> tuple[CaseFormat, ...]:
    """The formats of feeds of cases."""
    return cast(tuple[CaseFormat, ...], formats_for(Feed))


def rendered(feed: Feed | PodcastFeed | Schedule | Collection) -> Iterator[tuple[Format, str, bytes]]:
    """The feed in every format it has: (format, its address, bytes).

    `feed.self_href` is the address without suffix (`https://host/feeds/site`); each format adds its own.
    """
    for module in formats_for(type(feed)):
        address = feed.self_href + module.SUFFIX
        yield module, address, module.render(msgspec.structs.replace(feed, self_href=address))
