"""Everything a build reads, taken in; what is known from the last build isn't read again."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

import msgspec

from publish.errors import Issue
from publish.settings import Settings
from publish.site import inputs, layouts
from publish.site.basis import basis
from publish.site.content import read
from publish.site.feedlinks import Formats
from publish.site.inputs import PROGRAMS, UNKNOWN, Stamp
from publish.site.kept import Kept, same
from publish.site.memory import Memory
from publish.site.prose import read_prose


class Taken(msgspec.Struct, frozen=True):
    """All inputs as they are now; `issues` are records that can't be read."""

    inputs: Memory
    issues: tuple[Issue, ...]


def take(settings: Settings, theme: Path, formats: Formats, before: Memory | None) -> Taken:
    """Every input. Raises `ContentError` without a directory, `ProseError` for handwritten pages."""
    found = inputs.scan(settings, theme)
    records = read(settings.paths.content, found, before, settings.workers)
    prose = read_prose(settings.paths.prose, found["prose"], before.prose if before else {})
    styles = _files(found["theme"], "theme/", theme, before.theme if before else {})
    programs = _files(found["code"], "code/", PROGRAMS, before.programs if before else {})
    taken = Memory(
        basis=basis(settings, formats, records.directory.held, programs),
        directory=records.directory,
        prose=same(before.prose if before else {}, prose),
        theme=styles,
        programs=programs,
        layouts=before.layouts if before and styles is before.theme else layouts.layouts(theme),
        **records.held,
    )
    return Taken(taken, records.issues)


def _files(
    found: Mapping[str, Stamp], prefix: str, folder: Path, before: dict[str, Kept[None]]
) -> dict[str, Kept[None]]:
    """Files below a folder, by name, with their digests."""
    names = sorted(found)
    return same(
        before, {name: _file(found[name], folder / name[len(prefix) :], before.get(name)) for name in names}
    )


def _file(stamp: Stamp, path: Path, before: Kept[None] | None) -> Kept[None]:
    if before is not None and before.stamp == stamp != UNKNOWN:
        return before
    return Kept(stamp, hashlib.sha256(path.read_bytes()).digest(), None)
