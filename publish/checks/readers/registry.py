"""Finds the readers: every module of this package that says which suffixes it reads."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache
from typing import Protocol, cast

import publish.checks.readers
from publish.checks.readers.base import Example, Found
from publish.errors import PublishError

WANTED = ("NAME", "SUFFIXES", "READS", "examples", "read")


class Reader(Protocol):
    """What a reader's module holds. `read` raises `UnreadableError`."""

    NAME: str  # of the format, for people
    SUFFIXES: tuple[str, ...]  # ".html"; "" for files without one
    READS: str  # what is read, one line for the reference

    def examples(self) -> Iterator[Example]: ...

    def read(self, data: bytes) -> Found: ...


@cache
def readers() -> tuple[Reader, ...]:
    """Every reader, ordered by module name. Raises `PublishError` CHECK-010 for half a module."""
    names = sorted(found.name for found in pkgutil.iter_modules(publish.checks.readers.__path__))
    modules = [importlib.import_module(f"publish.checks.readers.{name}") for name in names]
    found = [module for module in modules if hasattr(module, "SUFFIXES")]
    for module in found:
        for name in WANTED:
            if not hasattr(module, name):
                raise PublishError("CHECK-010", module.__name__, name=name)
    return tuple(cast(Reader, module) for module in found)


@cache
def by_suffix() -> dict[str, Reader]:
    """Suffix → its reader."""
    return {suffix: reader for reader in readers() for suffix in reader.SUFFIXES}
