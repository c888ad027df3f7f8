"""The seal of a passed check: the hash of the very bytes that passed every gate."""

from __future__ import annotations

from pathlib import Path

from publish.errors import GateError
from publish.release.manifest import Manifest
from publish.text import files

_NAME = ".checked"


def put(releases: Path, manifest: Manifest, vouched: str = "") -> None:
    """Say that these bytes passed; `vouched` is a name for them that is quicker to tell."""
    releases.mkdir(parents=True, exist_ok=True)
    files.write(releases / _NAME, f"{manifest.digest}\n{vouched}".encode())


def break_(releases: Path) -> None:
    """A check begins: until it has passed, nothing has."""
    (releases / _NAME).unlink(missing_ok=True)


def vouches(releases: Path, vouched: str) -> bool:
    """Whether what goes by this name passed every gate."""
    return bool(vouched) and vouched == _lines(releases)[1]


def holds(releases: Path, manifest: Manifest) -> bool:
    """Whether exactly these bytes passed every gate."""
    return manifest.digest == _lines(releases)[0]


def demand(releases: Path, manifest: Manifest) -> None:
    """Raise `GateError` RELEASE-002 unless exactly these bytes passed every gate."""
    if not holds(releases, manifest):
        raise GateError("RELEASE-002", str(releases))


def _lines(releases: Path) -> tuple[str, str]:
    path = releases / _NAME
    digest, _, vouched = (path.read_text("ascii") if path.is_file() else "").partition("\n")
    return digest, vouched
