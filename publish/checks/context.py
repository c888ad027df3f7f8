"""What the gates look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import msgspec

from publish.model.contract import Party


class Private(msgspec.Struct, frozen=True):
    """A private party, and the public number of its matter where that is published."""

    party: Party
    number: str | None = None


class CheckContext(msgspec.Struct, frozen=True, kw_only=True):
    """The finished output, the records it was made of, and who must not be found in it.

    `known_names` are names and phones that are public by right (units, hosts, guests on air);
    `published` maps each live public number to its column.
    """

    output: Path
    content: Path
    base: str
    private: Callable[[], Iterator[Private]]
    published: Mapping[str, str]
    withdrawn: frozenset[str] = frozenset()
    known_names: frozenset[str] = frozenset()
    public_phones: frozenset[str] = frozenset()


def files(root: Path, *suffixes: str) -> Iterator[Path]:
    """Files below `root` with one of `suffixes` (all when none is given), in order of path."""
    for path in sorted(root.rglob("*")):
        if path.is_file() and (not suffixes or path.suffix in suffixes):
            yield path


def place(root: Path, path: Path, line: int | None = None) -> str:
    """Where a finding lies, relative to `root`: "cases/DC-2022-000001.html:12"."""
    return f"{path.relative_to(root)}{f':{line}' if line else ''}"
