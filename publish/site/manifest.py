"""The manifest: path, size, SHA-256 and sources of every file of output/.

It lies beside output/, not in it: `.publish-<name of the folder>.manifest.json`.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

VERSION = 1


class Entry(msgspec.Struct, frozen=True):
    """One file: its path below output/, bytes, digest, and what it was made of."""

    path: str
    size: int
    sha256: str
    sources: tuple[str, ...] = ()


class Manifest(msgspec.Struct, frozen=True):
    """Every file of one build, by path. `whole` is False while a build is under way."""

    files: tuple[Entry, ...] = ()
    whole: bool = True
    version: int = VERSION


def place(output: Path) -> Path:
    """Where the manifest of this output folder lies."""
    return output.parent / f".publish-{output.name}.manifest.json"


def load(output: Path) -> Manifest | None:
    """The manifest, or None where there is none that can be trusted to be one."""
    try:
        held = msgspec.json.decode(place(output).read_bytes(), type=Manifest)
    except (OSError, msgspec.MsgspecError, UnicodeError):
        return None
    return held if held.version == VERSION else None


def save(output: Path, manifest: Manifest) -> None:
    """Write the manifest by temporary name and rename."""
    target = place(output)
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(target.name + ".tmp")
    temporary.write_bytes(msgspec.json.encode(manifest) + b"\n")
    temporary.replace(target)
