"""What a bucket is to hold of a release, and whether an object is as it should be."""

from __future__ import annotations

import hashlib
from pathlib import Path

from publish.release import local, shelf

UNKNOWN = ""


def wanted(public: Path) -> dict[str, str]:
    """Path → SHA-256 of every file of a release but the twins: S3 chooses no encoding for a visitor."""
    proof = (path for path in (public / local.TRANSPARENCY).rglob("*") if path.is_file())
    own = {path.relative_to(public).as_posix(): _sha256(path.read_bytes()) for path in proof}
    return {entry.path: entry.sha256 for entry in shelf.read(public).entries} | own


def same(public: Path, path: str, tag: str) -> str:
    """The SHA-256 of an object that has the bytes it should have, by its ETag (MD5 where an object was put
    in one piece); else UNKNOWN."""
    file = public / path
    data = file.read_bytes() if file.is_file() else b""
    return _sha256(data) if hashlib.md5(data, usedforsecurity=False).hexdigest() == tag else UNKNOWN


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
