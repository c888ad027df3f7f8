"""What a stage says when it is done: counts, and every issue with its cure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

import msgspec

from publish.errors import Issue

T = TypeVar("T")


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """`refused`: a gate or a record was refused, the command exits with 1. `notices` refuse nothing;
    `said` is what was asked for besides, line by line."""

    verb: str
    counts: dict[str, int]
    issues: tuple[Issue, ...] = ()
    notices: tuple[Issue, ...] = ()
    said: tuple[str, ...] = ()

    @property
    def refused(self) -> bool:
        return bool(self.issues)


class Track(Protocol):
    """Passes items through and shows how far it is."""

    def __call__(self, items: Iterable[T], label: str, total: int | None = None) -> Iterator[T]: ...


def silent(items: Iterable[T], label: str, total: int | None = None) -> Iterator[T]:
    """Shows nothing."""
    del label, total
    yield from items
