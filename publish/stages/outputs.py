"""What stands in output/, and what it was made of; read again only where it is not as the build left it.

A build notes size, time and SHA-256 of all it writes. A file whose bytes were changed behind that note's back
is found when it is copied into a release, by its digest.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from functools import partial
from pathlib import Path

import msgspec

from publish.release import manifest as manifests
from publish.site.manifest import SEPARATOR, Entry, Manifest
from publish.site.state import disturbed, every
from publish.text.spread import spread

CASE = "case:"
_MATTER = re.compile(rf"(?:^|{SEPARATOR}){CASE}([^{SEPARATOR}]+)")


class Standing(msgspec.Struct, frozen=True, gc=False):
    """One file: bytes, SHA-256 in hex, and the public numbers of the matters it was made of, in order."""

    size: int
    sha256: str
    numbers: tuple[str, ...] = ()


def standing(output: Path, built: Manifest | None, full: bool = False) -> dict[str, Standing]:
    """Path → what stands there, in order of path; `built` is what the last build noted, with `full` no byte
    of it is believed. Links and empty folders are not files and are left out."""
    noted = {entry.path: _noted(entry) for entry in built.entries()} if built else {}
    anew, missing = (every(output), frozenset(noted)) if full or not built else disturbed(output, built)
    files = [path for path in sorted(anew) if (output / path).is_file() and not (output / path).is_symlink()]
    found = dict(zip(files, spread(partial(_read, output), files), strict=True))
    read = {
        path: Standing(*each, noted[path].numbers if path in noted else ()) for path, each in found.items()
    }
    for path in missing:
        noted.pop(path, None)
    return dict(sorted((noted | read).items()))


def manifest(stands: Mapping[str, Standing]) -> manifests.Manifest:
    """What a release of this output would hold."""
    return manifests.made(
        manifests.Entry(path, each.size, each.sha256, each.numbers) for path, each in stands.items()
    )


def noted(built: Manifest) -> manifests.Manifest:
    """What a release of this output would hold, by the word of the build that has just ended: whatever of it
    goes into a release is read, and its SHA-256 with it."""
    entries = sorted(
        (entry.path, entry.size, entry.sha256, _matters(entry.names)) for entry in built.entries()
    )
    return manifests.made(manifests.Entry(*each) for each in entries)


def _noted(entry: Entry) -> Standing:
    return Standing(entry.size, entry.sha256, _matters(entry.names))


def _matters(names: str) -> tuple[str, ...]:
    """The public numbers among the names of what a file was made of. Most files name none or one."""
    return tuple(sorted(_MATTER.findall(names))) if CASE in names else ()


def _read(output: Path, path: str) -> tuple[int, str]:
    data = (output / path).read_bytes()
    return len(data), hashlib.sha256(data).hexdigest()
