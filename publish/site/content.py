"""Reads content/: every record is parsed, and of cases only what lists need of them is kept.

What has the stamp or the bytes it had at the last build isn't parsed again. Everything wrong is
collected; a build with an issue writes nothing.
"""

# Plain `open` for a single case: a build does it once a page, and Path costs as much as the reading.
# ruff: noqa: PTH123
from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from publish.errors import Issue, PublishError, issue
from publish.model.published import Directory, Published, PublishedCase
from publish.site.inputs import UNKNOWN, Inputs, Stamp
from publish.site.kept import Kept, same, stands, unchanged
from publish.site.keys import CaseKey, Content, key_of
from publish.site.memory import Known
from publish.text.records import DIRECTORY, FOLDERS, decode, place_of
from publish.text.spread import batches, in_order

T = TypeVar("T")
Read = Kept[Any] | Issue
Digest = Callable[[str], bytes | None]
"""The digest of a case's record as it was read last."""
KINDS = {"cases": "case", "episodes": "episode", "dossiers": "dossier", "policies": "policy",
         "calls": "call", "surveys": "survey", "statistics": "statistics", "withdrawn": "withdrawn",
         "revisions": "revisions", "quarters": "quarter", "sets": "set"}  # fmt: skip
"""Folder of content/ → the kind its records have among the names of sources."""
ROOT = "content/"
CASES = "content/cases"
SMALL = tuple(name for name in FOLDERS if name != "cases")
"""Folders that are kept whole; of cases there may be any number."""
PIECE = 500  # records a process reads at once


class ContentError(PublishError):
    """Raised where content/ can't be built from; `issues` are all that is wrong with it."""

    def __init__(self, issues: tuple[Issue, ...]) -> None:
        Exception.__init__(self, "\n".join(map(str, issues)))
        self.issue = issues[0]
        self.issues = issues


class Records(msgspec.Struct, frozen=True):
    """What was read: by folder of content/ but that of the cases, every record by its file's name;
    `issues`: what couldn't be."""

    directory: Kept[Directory]
    held: dict[str, dict[str, Kept[Any]]]
    issues: tuple[Issue, ...]


def content_of(known: Known, cases: Mapping[str, CaseKey]) -> Content:
    """The records by their own names, in order of their files."""
    by_name = {
        folder: {name_of(folder, file): kept.held for file, kept in getattr(known, folder).items()}
        for folder in SMALL
    }
    return Content(directory=known.directory.held, cases=cases, **by_name)


def name_of(folder: str, file: str) -> str:
    """ "content/cases/2022/DC-2022-000139.json" → "DC-2022-000139"; an episode keeps its programme."""
    stem = file[len(ROOT) + len(folder) + 1 : -len(".json")]
    return stem if folder == "episodes" else stem.rpartition("/")[2]


def read(folder: Path, inputs: Inputs, known: Known | None) -> Records:
    """The records below `folder`. Raises `ContentError` where it has no directory to read them by.

    `inputs`: all files, as `inputs.scan` has them.
    """
    issues: list[Issue] = []
    held = {
        name: _folder(
            folder,
            name,
            inputs.get(f"{ROOT}{name}", {}),
            getattr(known, name) if known else {},
            issues,
        )
        for name in SMALL
    }
    directory = _directory(folder, inputs["content"], known.directory if known else None, issues)
    if directory is None:
        raise ContentError(tuple(issues))
    return Records(directory, held, tuple(issues))


def _no_digest(_: str) -> None:
    """Nothing was read before."""


class Titled(msgspec.Struct, gc=False):
    """What is read of a case where no more is asked for."""

    title: str


_TITLED = msgspec.json.Decoder(Titled)


def read_case(folder: Path, number: str) -> PublishedCase:
    """One case, whole."""
    return decode(PublishedCase, _bytes(folder, number))


def read_title(folder: Path, number: str) -> str:
    """The title of a case alone, which takes a third of the time."""
    return _TITLED.decode(_bytes(folder, number)).title


def _bytes(folder: Path, number: str) -> bytes:
    with open(f"{folder}/cases/{number.split('-')[1]}/{number}.json", "rb", buffering=0) as file:
        return file.read()


def read_cases(folder: Path, files: list[str], digest: Digest = _no_digest) -> Iterator[Read]:
    """Cases as keys. `digest`: that of a case's record as it was; those that have it still are left out."""
    for found in in_order(partial(_changed_cases, folder, digest), batches(files, PIECE)):
        yield from found


def _changed_cases(folder: Path, digest: Digest, files: list[str]) -> list[Read]:
    found = (_one(folder, PublishedCase, file, UNKNOWN, digest(name_of("cases", file))) for file in files)
    return [each for each in found if each is not None]


def _folder(
    folder: Path,
    name: str,
    inputs: Mapping[str, Stamp],
    before: dict[str, Kept[Any]],
    issues: list[Issue],
) -> dict[str, Kept[Any]]:
    """Records of one folder; those whose stamp is known are as they were."""
    if unchanged(before, inputs):
        return before
    files = sorted(inputs)
    unsure = [file for file in files if not stands(before.get(file), inputs[file])]
    read = dict(zip(unsure, _read(folder, name, unsure, inputs, before), strict=True))
    issues += (found for found in read.values() if isinstance(found, Issue))
    found = {file: read.get(file) or before[file] for file in files}
    return same(before, {file: kept for file, kept in found.items() if isinstance(kept, Kept)})


def _read(
    folder: Path,
    name: str,
    files: list[str],
    inputs: Mapping[str, Stamp],
    before: Mapping[str, Kept[Any]],
) -> Iterator[Read]:
    for file in files:
        kept = before.get(file)
        found = _one(folder, FOLDERS[name], file, inputs[file], kept.digest if kept else None)
        yield found or Kept(inputs[file], before[file].digest, before[file].held)


def _one(folder: Path, kind: type[Published], file: str, stamp: Stamp, digest: bytes | None) -> Read | None:
    """A record as it is now; None where its bytes have the digest they had."""
    place = file[len(ROOT) :]
    try:
        data = (folder / place).read_bytes()
        found = hashlib.sha256(data).digest()
        if found == digest:
            return None
        record = decode(kind, data)
        expected = place_of(record)
    except (msgspec.MsgspecError, UnicodeError, OSError, LookupError) as error:
        return issue("SITE-001", place, detail=_short(error))
    if place != expected:
        return issue("SITE-002", place, expected=expected)
    return Kept(stamp, found, key_of(record) if isinstance(record, PublishedCase) else record)


def _directory(
    folder: Path, inputs: Mapping[str, Stamp], before: Kept[Directory] | None, issues: list[Issue]
) -> Kept[Directory] | None:
    stamp = inputs.get(ROOT + DIRECTORY)
    if stamp is None:
        issues.append(issue("SITE-006", DIRECTORY))
        return None
    if stands(before, stamp):
        return before
    try:
        data = (folder / DIRECTORY).read_bytes()
        return Kept(stamp, hashlib.sha256(data).digest(), decode(Directory, data))
    except (msgspec.MsgspecError, UnicodeError, OSError) as error:
        issues.append(issue("SITE-001", DIRECTORY, detail=_short(error)))
        return None


def _short(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:200]
