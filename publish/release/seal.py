"""The seal of a passed check: the hash of the very bytes that passed every gate."""

from __future__ import annotations

from pathlib import Path

from publish.errors import GateError
from publish.release.manifest import Manifest
from publish.text import files

_NAME = ".checked"


def put(releases: Path, manifest: Manifest) -> None:
    """Say that these bytes passed."""
    releases.mkdir(parents=True, exist_ok=True)
    files.write(releases / _NAME, manifest.digest.encode())


def break_(releases: Path) -> None:
    """A check begins: until it has passed, nothing has."""
    (releases / _NAME).unlink(missing_ok=True)


def demand(releases: Path, manifest: Manifest) -> None:
    """Raise `GateError` RELEASE-002 unless exactly these bytes passed every gate."""
    path = releases / _NAME
    if not path.is_file() or path.read_text("ascii") != manifest.digest:
        raise GateError("RELEASE-002", str(releases))
