"""The manifest: path, size, SHA-256, time and sources of every file of output/.

It lies beside output/, not in it: `.publish-<name of the folder>.manifest`, a line a file, with tabs.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

import msgspec

HEADER = "huisheng-manifest 2"
UNDER_WAY = f"{HEADER} under way"


class Entry(msgspec.Struct, frozen=True, gc=False):
    """One file: its path below output/, bytes, digest, nanoseconds of its last change, and the names of all
    it was made of."""

    path: str
    size: int
    sha256: str
    changed_at: int
    sources: tuple[str, ...] = ()


class Manifest(msgspec.Struct, frozen=True):
    """Every file of one build, by path. `whole` is False while a build is under way; `digest` is that of
    the manifest's own bytes."""

    files: dict[str, Entry] = {}
    whole: bool = True
    digest: bytes = b""


def place(output: Path) -> Path:
    """Where the manifest of this output folder lies."""
    return output.parent / f".publish-{output.name}.manifest"


def load(output: Path) -> Manifest | None:
    """The manifest, or None where there is none that can be trusted to be one."""
    try:
        data = place(output).read_bytes()
        return parse(data)
    except (OSError, ValueError):
        return None


def parse(data: bytes) -> Manifest:
    """A manifest's bytes. ValueError where they are torn or of another version."""
    head, _, rest = data.decode().partition("\n")
    body, _, seal = rest.rpartition("\n")
    if head not in (HEADER, UNDER_WAY) or seal != _seal(body):
        raise ValueError("torn")
    lines = body.split("\n") if body else []
    files = {entry.path: entry for entry in map(_entry, lines)}
    return Manifest(files, head == HEADER, hashlib.sha256(data).digest())


def _entry(line: str) -> Entry:
    path, size, digest, changed_at, *sources = line.split("\t")
    return Entry(path, int(size), digest, int(changed_at), tuple(sources))


def _line(entry: Entry) -> str:
    return "\t".join((entry.path, str(entry.size), entry.sha256, str(entry.changed_at), *entry.sources))


def _seal(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()


def save(output: Path, manifest: Manifest) -> bytes:
    """Write the manifest by temporary name and rename; gives the digest of its bytes."""
    entries: Iterable[Entry] = (manifest.files[path] for path in sorted(manifest.files))
    body = "\n".join(map(_line, entries))
    data = f"{HEADER if manifest.whole else UNDER_WAY}\n{body}\n{_seal(body)}".encode()
    target = place(output)
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(target.name + ".tmp")
    temporary.write_bytes(data)
    temporary.replace(target)
    return hashlib.sha256(data).digest()
