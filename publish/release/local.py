"""A directory of releases and one symbolic link, `current`, switched by rename.

A reader sees the old release or the new one, never a mix. A release cut short has a name that
begins with a dot and is swept away by the next.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from pathlib import Path

from publish.errors import GateError
from publish.release.manifest import Manifest

KEPT = 3
_NAME = re.compile(r"(\d{6})-[0-9a-f]{12}")


def publish(output: Path, releases: Path, manifest: Manifest, withdrawn: Iterable[str] = ()) -> Path:
    """Make `manifest` of `output` the current release and return its directory.

    Earlier releases are kept for a rollback, but none that holds a page of a `withdrawn` number:
    erasure reaches them too. The same content released twice is one release. Raises `GateError`
    RELEASE-001 when `output` changed since the manifest was taken.
    """
    releases.mkdir(parents=True, exist_ok=True)
    _sweep(releases)
    target = releases / f"{_number(releases, manifest.digest):06d}-{manifest.digest[:12]}"
    if not target.is_dir():
        _fill(output, releases / f".{target.name}", manifest)
        (releases / f".{target.name}").rename(target)
    _switch(releases, target)
    _forget(releases, target, tuple(withdrawn))
    return target


def current(releases: Path) -> Path | None:
    """The release that is public, if there is one."""
    link = releases / "current"
    return link.resolve() if link.is_symlink() else None


def _known(releases: Path) -> dict[int, Path]:
    found = {match: path for path in sorted(releases.iterdir()) if (match := _NAME.fullmatch(path.name))}
    return {int(match[1]): path for match, path in found.items()}


def _number(releases: Path, digest: str) -> int:
    known = _known(releases)
    same = [number for number, path in known.items() if path.name.endswith(digest[:12])]
    if same and same[-1] == max(known):
        return same[-1]
    return max(known, default=0) + 1


def _fill(output: Path, target: Path, manifest: Manifest) -> None:
    """A copy, not hard links to output/: the next build must not reach into a release."""
    for entry in manifest.entries:
        source, copy = output / entry.path, target / entry.path
        copy.parent.mkdir(parents=True, exist_ok=True)
        if not source.is_file() or source.stat().st_size != entry.size:
            raise GateError("RELEASE-001", entry.path)
        shutil.copy2(source, copy)


def _switch(releases: Path, target: Path) -> None:
    fresh = releases / ".current"
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(target.name)
    fresh.replace(releases / "current")


def _sweep(releases: Path) -> None:
    for path in releases.glob(".[0-9]*"):
        shutil.rmtree(path)


def _forget(releases: Path, public: Path, withdrawn: tuple[str, ...]) -> None:
    known = _known(releases)
    for count, path in enumerate(known[number] for number in sorted(known, reverse=True)):
        holds = any((path / "cases" / f"{number}.html").exists() for number in withdrawn)
        if path != public and (count >= KEPT or holds):
            shutil.rmtree(path)
