"""The leak gate: no private person can be found in what is published.

Every file is read as a reader would, and everything in it is searched for everyone in the store. A finding
names the file, the line, the kind and the matter, never the value. What can't be read closes the gate.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

import msgspec

from publish.checks import decode
from publish.checks.context import CheckContext
from publish.checks.identifiers import KINDS
from publish.checks.kept import Memory
from publish.checks.readers.base import Text, UnreadableError
from publish.checks.search import Hit, search
from publish.checks.wanted import Entries, Wanted, compiled, gather
from publish.errors import Issue, issue
from publish.text.spread import spread
from publish.text.unfold import TooDeepError

HIDDEN = "‹已遮盖›"
"""Stands in a place for the name of a file or folder that is itself a finding."""
UNPUBLISHED = "未公开"
FILE_NAME = "文件名"


class File(msgspec.Struct, frozen=True):
    """A file to read: the folder it is published from, its place there, the matters it was made of."""

    root: Path
    path: str
    numbers: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        return self.path if self.root.name != "content" else f"content/{self.path}"


class Result(msgspec.Struct, frozen=True):
    """What one file holds; `unread` says why it could not be read, `place` names it for people."""

    file: File
    place: str
    hits: tuple[Hit, ...] = ()
    unread: str | None = None


Digests = Mapping[File, str]


def check(context: CheckContext) -> Iterator[Issue]:
    """Every file of the output and of content/ against everyone it must not name.

    Files that changed since they were found clean are searched for everyone, the others for whoever is new.
    Handwritten prose (.md) is read as the page made of it.
    """
    entries = gather(context)
    memory = Memory(context, entries)
    digests = _digests(context)
    known = [file for file, digest in digests.items() if memory.knows(file.place, digest)]
    fresh = sorted(digests.keys() - set(known), key=lambda file: file.place)
    for part, wanted in ((fresh, entries), (known, memory.new(entries))):
        for result in _searched(part, wanted, context, digests):
            if not result.hits and not result.unread:
                memory.keep(result.file.place, digests[result.file])
            yield from _issues(result)
    memory.save()


def _digests(context: CheckContext) -> dict[File, str]:
    """Every file and what tells it from what it was before: its bytes and the matters it was made of."""
    files = [*_below(context.output, context), *_below(context.content, context)]
    return dict(zip(files, spread(_digest, files), strict=True))


def _below(root: Path, context: CheckContext) -> Iterator[File]:
    ours = root == context.output
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if (ours or path.suffix != ".md") and (
            path.is_symlink() or not path.is_dir() or not any(path.iterdir())
        ):
            yield File(root, name, tuple(sorted(context.made_of(name))) if ours else ())


def _digest(file: File) -> str:
    path = file.root / file.path
    data = path.read_bytes() if path.is_file() else b""
    return f"{hashlib.sha256(data).hexdigest()} {' '.join(file.numbers)}"


def _searched(
    files: Sequence[File], entries: Entries, context: CheckContext, digests: Digests
) -> Iterator[Result]:
    """The files, searched for those identifiers; with none there is nothing to do but to let them pass."""
    if not files or not entries:
        return iter([Result(file, file.place) for file in files])
    twins = {
        file.path: digest.partition(" ")[0] for file, digest in digests.items() if file.root == context.output
    }
    return spread(partial(search_file, compiled(entries, context.words), twins), files)


def search_file(wanted: Wanted, twins: Mapping[str, str], file: File) -> Result:
    """What one file holds; `twins` are the SHA-256 of files that are read anyhow."""
    hits, unread = tuple[Hit, ...](), None
    try:
        hits = tuple(search(wanted, _texts(file, twins), file.numbers))
    except UnreadableError as error:
        unread = str(error)
    except (TooDeepError, OSError) as error:
        unread = type(error).__name__
    told = unread or any(hit.part == FILE_NAME for hit in hits)
    return Result(file, _shown(wanted, file) if told else file.place, hits, unread)


def _texts(file: File, twins: Mapping[str, str]) -> Iterator[Text]:
    """The name, and everything in the file; twins of a file that is read anyhow are not read again."""
    yield Text(file.path, FILE_NAME)
    path = file.root / file.path
    if path.is_symlink():
        raise UnreadableError("链接")
    if path.is_file():
        folder = file.path.rpartition("/")[0]
        yield from decode.read(path.name, path.read_bytes(), partial(_same, twins, folder))


def _same(twins: Mapping[str, str], folder: str, name: str, data: bytes) -> bool:
    held = twins.get(f"{folder}/{name}" if folder else name)
    return held == hashlib.sha256(data).hexdigest()


def _shown(wanted: Wanted, file: File) -> str:
    """The place, without any name in it that is itself a finding."""
    if not any(search(wanted, [Text(file.place)], file.numbers)):
        return file.place
    found = {name: any(search(wanted, [Text(name)], file.numbers)) for name in file.place.split("/")}
    names = [HIDDEN if told else name for name, told in found.items()]
    return "/".join(names) if HIDDEN in names else HIDDEN


def _issues(result: Result) -> Iterator[Issue]:
    if result.unread:
        yield issue("CHECK-002", result.place, detail=result.unread)
    for hit in dict.fromkeys(result.hits):
        where = f"{result.place}{f'（{hit.part}）' if hit.part else ''}:{hit.line}"
        yield issue("CHECK-001", where, kind=KINDS[hit.kind], number=hit.number or UNPUBLISHED)
