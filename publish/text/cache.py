"""What is costly to make and can always be made again: kept between runs in the user's cache folder.

Nothing depends on it: an entry that is missing, torn or can't be written is made anew and nobody is
told. Holds programs' tables and compiled templates, never a text.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path

_SIZE = hashlib.sha256().digest_size
_NEWEST = 4


def get(name: str) -> bytes | None:
    """The entry `name`; None where there is none that is whole."""
    try:
        path = _folder() / name
        data = path.read_bytes() if _own(path) else b""
    except (OSError, RuntimeError):
        return None
    seal, body = data[:_SIZE], data[_SIZE:]
    return body if hashlib.sha256(body).digest() == seal else None


def put(name: str, body: bytes) -> None:
    """Keep `body` as `name` (a kind, a hyphen, what tells it from others), whole or not at all."""
    with suppress(OSError, RuntimeError):
        folder = _folder()
        folder.mkdir(parents=True, exist_ok=True)
        fresh = folder / f".{name}-{os.getpid()}"
        fresh.write_bytes(hashlib.sha256(body).digest() + body)
        fresh.replace(folder / name)
        _forget(folder, name.partition("-")[0])


def _forget(folder: Path, kind: str) -> None:
    """All but the newest of a kind: tables of releases no longer installed."""
    entries = sorted(folder.glob(f"{kind}-*"), key=lambda path: path.stat().st_mtime)
    for path in entries[:-_NEWEST]:
        path.unlink()


def _own(path: Path) -> bool:
    """Whether the entry is this user's: some hold code, and nobody else's is run."""
    return not hasattr(os, "getuid") or path.stat().st_uid == os.getuid()


def _folder() -> Path:
    """Where the XDG base directory specification has caches; RuntimeError of a user without a home."""
    root = os.environ.get("XDG_CACHE_HOME")
    return (Path(root) if root else Path.home() / ".cache") / "huisheng"
