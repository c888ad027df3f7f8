"""A small public tree with its proof, made as a release makes it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from pathlib import Path

from publish.release.manifest import Entry, Manifest
from publish.release.proof import keys, stamp, statement
from publish.release.proof.keys import Signer
from publish.release.proof.stamp import Stamped
from publish.release.proof.statement import About
from publish.release.tree import Base

AT = datetime(2022, 7, 28, 18, tzinfo=timezone(timedelta(hours=8)))
ORIGIN = statement.origin("https://echo.example.cn", "/")
EPOCH = b"e" * 32
PAGES = {
    "index.html": b"home",
    "cases/DC-2022-000001.html": b"first",
    "cases/DC-2022-000002.html": b"second",
    "columns/huisheng/page-1.html": b"first second",
    "empty.txt": b"",
}


def signer(folder: Path, seed: bytes = b"seed") -> Signer:
    """Of a key made on first use."""
    if not keys.held(folder, ORIGIN):
        keys.make(folder, ORIGIN, AT, seed)
    return keys.signer(folder, ORIGIN)


def numbers(path: str, data: bytes) -> tuple[str, ...]:
    """The public numbers a page of these was made of."""
    if path.startswith("cases/"):
        return (path[6:-5],)
    words = {b"first": "DC-2022-000001", b"second": "DC-2022-000002"}
    return tuple(words[word] for word in data.split() if word in words)


def manifest(pages: Mapping[str, bytes]) -> Manifest:
    """What a build would note of these pages."""
    entries = [
        Entry(path, len(data), hashlib.sha256(data).hexdigest(), numbers(path, data))
        for path, data in sorted(pages.items())
    ]
    return Manifest("", tuple(entries))


def release(
    target: Path,
    before: Path | None = None,
    pages: Mapping[str, bytes] = PAGES,
    by: Signer | None = None,
    key: bytes = EPOCH,
    hours: int = 0,
) -> Stamped:
    """Write pages below `target` and stamp them; `hours` after the first."""
    for path, data in pages.items():
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        (target / path).write_bytes(data)
    number = stamp.last(before).number + 1 if before else 1
    about = About(number=number, at=AT + timedelta(hours=hours))
    base = Base(before, {}, whole=False) if before else None
    return stamp.stamp(target, base, manifest(pages), about, by or signer(target.parent / "keys"), key)
