"""What gates keep between two checks: beside the output, authenticated, readable by its owner alone.

What is torn, foreign or of another version is dropped: a gate then looks at everything again.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import platform
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path
from typing import TypeVar

import msgspec

from publish.checks.context import Kept

_MAC = 32
T = TypeVar("T", bound=msgspec.Struct)


def opened(kept: Kept, kind: type[T]) -> T | None:
    """What was kept, if it is whole and ours."""
    try:
        data = kept.file.read_bytes()
    except OSError:
        return None
    if not hmac.compare_digest(data[:_MAC], hmac.digest(kept.key, data[_MAC:], "sha256")):
        return None
    return _decoded(data[_MAC:], kind)


def save(kept: Kept, state: msgspec.Struct) -> None:
    """Replace what was kept, whole or not at all."""
    body = msgspec.msgpack.encode(state)
    fresh = kept.file.with_name(f"{kept.file.name}.new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(hmac.digest(kept.key, body, "sha256") + body)
    fresh.replace(kept.file)


def version(modules: Iterable[str], libraries: Iterable[str] = ("lxml",)) -> str:
    """Hash of the program that decides what is found."""
    found = hashlib.sha256()
    for name in modules:
        found.update((Path(__file__).parent / f"{name}.py").read_bytes())
    found.update(" ".join([platform.python_version(), *map(metadata.version, libraries)]).encode())
    return found.hexdigest()


def _decoded(body: bytes, kind: type[T]) -> T | None:
    """Of another version it may have another shape."""
    try:
        return msgspec.msgpack.decode(body, type=kind)
    except msgspec.ValidationError:
        return None
