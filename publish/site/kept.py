"""One input of a build as it was, and what was made of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Generic, TypeVar

import msgspec

from publish.site.inputs import UNKNOWN, Stamp

T = TypeVar("T")


class Kept(msgspec.Struct, Generic[T], frozen=True, array_like=True, gc=False):
    """The stamp of a file, the digest of its bytes, and what was read of them."""

    stamp: Stamp
    digest: bytes
    held: T


def unchanged(before: dict[str, Kept[T]], files: Mapping[str, Stamp]) -> bool:
    """Whether these are the files of the last build, by their stamps."""
    if before.keys() != files.keys():
        return False
    return all(before[name].stamp == stamp != UNKNOWN for name, stamp in files.items())


def same(before: dict[str, Kept[T]], after: dict[str, Kept[T]]) -> dict[str, Kept[T]]:
    """`after`; `before` itself where it has the very same entries, so that this needn't be asked again."""
    alike = before.keys() == after.keys() and all(before[name] is kept for name, kept in after.items())
    return before if alike else after
