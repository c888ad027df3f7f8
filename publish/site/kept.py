"""One input of a build as it was, and what was made of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Generic, TypeGuard, TypeVar

import msgspec

from publish.site.inputs import UNKNOWN, Stamp

T = TypeVar("T")


class Kept(msgspec.Struct, Generic[T], frozen=True, array_like=True, gc=False):
    """The stamp of a file, the digest of its bytes, and what was read of them."""

    stamp: Stamp
    digest: bytes
    held: T


def stands(kept: Kept[T] | None, stamp: Stamp) -> TypeGuard[Kept[T]]:
    """Whether a file is the one that was kept, by its stamp."""
    return kept is not None and kept.stamp == stamp != UNKNOWN


def unchanged(before: dict[str, Kept[T]], files: Mapping[str, Stamp]) -> bool:
    """Whether these are the files of the last build, by their stamps."""
    return before.keys() == files.keys() and all(stands(before[name], files[name]) for name in files)


def differing(before: Mapping[str, Kept[T]], after: Mapping[str, Kept[T]]) -> set[str]:
    """Inputs that came, went or have other bytes."""
    if before is after:
        return set()
    found = {name for name, kept in after.items() if name not in before or before[name].digest != kept.digest}
    return found | (before.keys() - after.keys())


def same(before: dict[str, Kept[T]], after: dict[str, Kept[T]]) -> dict[str, Kept[T]]:
    """`after`; `before` itself where it has the very same entries, so that this needn't be asked again."""
    alike = before.keys() == after.keys() and all(before[name] is kept for name, kept in after.items())
    return before if alike else after
