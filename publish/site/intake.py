"""Everything a build reads, taken in; what is known from the last build isn't read again."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

import msgspec

from publish.errors import Issue
from publish.settings import Settings
from publish.site import inputs, layouts
from publish.site.basis import basis, versions
from publish.site.casebook import Moved
from publish.site.content import read
from publish.site.feedlinks import Formats
from publish.site.inputs import PROGRAMS, UNKNOWN, Stamp
from publish.site.kept import Kept, differing, same, stands
from publish.site.memory import Known, Memory
from publish.site.prose import read_prose
from publish.site.shelving import Shelf, Traces, shelve, shelve_all
from publish.text.stamps import Stamps

VERSIONS = "versions"


class Taken(msgspec.Struct, frozen=True):
    """All inputs as they are now. `before`: those of the last build, where they were read by the same
    programs. `moved`: cases that came, went or changed since then, None: all may have; `traces`: what that
    did to lists. `folders`: those of the cases, with stamps; `steady`: they have those they had. `issues`:
    records that can't be used."""

    before: Known | None
    known: Known
    moved: Moved | None
    traces: Traces
    folders: Stamps
    issues: tuple[Issue, ...]
    steady: bool

    @property
    def settled(self) -> bool:
        """Whether everything is as it was, and can be told so by its stamps."""
        return self.steady and self.before == self.known and not self.moved and not self.issues


def take(settings: Settings, theme: Path, formats: Formats, memory: Memory) -> Taken:
    """Every input; the cases are in the memory then. Raises `ContentError` without a directory,
    `ProseError` for handwritten pages."""
    found = inputs.scan(settings, theme)
    before = memory.known()
    programs = _programs(found["code"], before.programs if before else {})
    if before and differing(before.programs, programs):
        before = None  # other programs may have read otherwise
    records = read(settings.paths.content, found, before)
    prose = read_prose(settings.paths.prose, found["prose"], before.prose if before else {})
    styles = _files(found["theme"], "theme/", theme, before.theme if before else {})
    known = Known(
        basis=basis(settings, formats, records.directory.held, programs),
        directory=records.directory,
        prose=same(before.prose if before else {}, prose),
        theme=styles,
        programs=programs,
        layouts=before.layouts if before and styles is before.theme else layouts.layouts(theme),
        listed=before.listed if before else (),
        **records.held,
    )
    folders = inputs.cases(settings.paths.content)
    shelf = _cases(settings.paths.content, memory, known, before, folders)
    steady = shelf.moved is not None and folders == memory.folders()
    issues = (*records.issues, *shelf.issues)
    return Taken(before, known, shelf.moved, shelf.traces, folders, issues, steady)


def _cases(content: Path, memory: Memory, known: Known, before: Known | None, folders: Stamps) -> Shelf:
    columns = known.directory.held.columns
    slugs = frozenset(column.slug for column in columns)
    if before is not None and before.directory.held.columns == columns:
        return shelve(content, memory.cases, memory.folders(), folders, slugs)
    memory.clear()
    return shelve_all(content, memory.cases, folders, slugs)


def _programs(found: Mapping[str, Stamp], before: dict[str, Kept[None]]) -> dict[str, Kept[None]]:
    """The programs' files, and one entry for the versions of what they use."""
    digest = hashlib.sha256("\n".join(versions()).encode()).digest()
    files = {name: kept for name, kept in before.items() if name != VERSIONS}
    return same(before, _files(found, "code/", PROGRAMS, files) | {VERSIONS: _known(before, digest)})


def _known(before: Mapping[str, Kept[None]], digest: bytes) -> Kept[None]:
    kept = before.get(VERSIONS)
    return kept if kept is not None and kept.digest == digest else Kept(UNKNOWN, digest, None)


def _files(
    found: Mapping[str, Stamp], prefix: str, folder: Path, before: dict[str, Kept[None]]
) -> dict[str, Kept[None]]:
    """Files below a folder, by name, with their digests."""
    names = sorted(found)
    return same(
        before, {name: _file(found[name], folder / name[len(prefix) :], before.get(name)) for name in names}
    )


def _file(stamp: Stamp, path: Path, before: Kept[None] | None) -> Kept[None]:
    """A link that leads nowhere is no file of the theme, and stands as an empty one."""
    if stands(before, stamp):
        return before
    data = path.read_bytes() if path.is_file() else b""
    return Kept(stamp, hashlib.sha256(data).digest(), None)
