"""The leak gate: no private person can be found in what is published.

Every file is read as a reader would, and everything in it is searched for everyone in the store. A finding
names the file, the line, the kind and the matter, never the value. What can't be read closes the gate.
"""

from __future__ import annotations

import hashlib
import os
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
from publish.checks.wanted import Wanted, compiled, gather
from publish.errors import Issue, issue
from publish.text.spread import spread
from publish.text.unfold import TooDeepError

HIDDEN = "‹已遮盖›"
"""Stands in a place for the name of a file or folder that is itself a finding."""
UNPUBLISHED = "未公开"


class File(msgspec.Struct, frozen=True):
    """A file to read: the folder it lies in, its path there, the matters it was made of.

    `head` stands before the path in what people are told: "content/" for a record.
    """

    root: Path
    path: str
    numbers: tuple[str, ...] = ()
    head: str = ""

    @property
    def place(self) -> str:
        return self.head + self.path


class Result(msgspec.Struct, frozen=True):
    """What one file holds, as it was read (`digest`); `unread` says why it could not be, `place` names it."""

    file: File
    place: str
    digest: str = ""
    hits: tuple[Hit, ...] = ()
    unread: str | None = None


Digests = Mapping[str, str]
"""Place → SHA-256 of the bytes there, and the matters they were made of."""


def check(context: CheckContext) -> Iterator[Issue]:
    """Every file of the output and of content/ against everyone it must not name.

    Files that changed since they were found clean are searched for everyone, the others for whoever is new.
    Handwritten prose (.md) is read as the page made of it.
    """
    entries = gather(context)
    memory = Memory(context, entries)
    files = [*_below(context.output, context), *_below(context.content, context)]
    digests = _digests(context, files)
    known = [file for file in files if memory.knows(file.place, digests[file.place])]
    fresh = [file for file in files if not memory.knows(file.place, digests[file.place])]
    new = memory.new(entries)
    wanted = (
        compiled(entries, context.words) if fresh else None,
        compiled(new, context.words) if new else None,
    )
    del entries, new  # processes are forked now: what they don't need, they shall not copy
    for part, looked_for in zip((fresh, known), wanted, strict=True):
        for result in _searched(part, looked_for, digests):
            if not result.hits and not result.unread and result.digest == digests[result.file.place]:
                memory.keep(result.file.place, result.digest)
            yield from _issues(result)
    memory.save()


def _below(root: Path, context: CheckContext) -> Iterator[File]:
    """Every file, link and empty folder, in order; other folders are read by the names of what is in them."""
    ours, head = root == context.output, len(str(root)) + 1
    for folder, folders, files in os.walk(root):
        folders.sort()
        links = [name for name in folders if (Path(folder) / name).is_symlink()]
        names = sorted([*files, *links]) if files or folders else [""]
        for name in names:
            path = "/".join(filter(None, (folder[head:], name)))
            if ours or not name.endswith(".md"):
                numbers = tuple(sorted(context.made_of(path))) if ours else ()
                yield File(root, path, numbers, "" if ours else "content/")


def _digests(context: CheckContext, files: Sequence[File]) -> dict[str, str]:
    """What tells each file from what it was; files of the output may be told already."""
    told = {file.place: context.digests[file.path] for file in files
            if not file.head and file.path in context.digests}  # fmt: skip
    rest = [file for file in files if file.place not in told]
    read = {file.place: digest for file, digest in zip(rest, spread(_digest, rest), strict=True)}
    return {file.place: _told_apart(file, told.get(file.place) or read[file.place]) for file in files}


def _digest(file: File) -> str:
    return hashlib.sha256(_bytes(file)).hexdigest()


def _told_apart(file: File, digest: str) -> str:
    return f"{digest} {' '.join(file.numbers)}"


def _bytes(file: File) -> bytes:
    path = file.root / file.path
    return path.read_bytes() if path.is_file() else b""


def _searched(files: Sequence[File], wanted: Wanted | None, digests: Digests) -> Iterator[Result]:
    """Files, searched by all cores. With nobody new there is nothing to do for those that are known."""
    if wanted is None:
        return iter([Result(file, file.place, digests[file.place]) for file in files])
    twins = {place: digest.partition(" ")[0] for place, digest in digests.items()}
    return spread(partial(search_file, wanted, twins), files)


def search_file(wanted: Wanted, twins: Digests, file: File) -> Result:
    """What one file holds; `twins` are the SHA-256 of files that are read anyhow."""
    hits, unread, digest = tuple[Hit, ...](), None, ""
    try:
        data = _bytes(file)
        digest = _told_apart(file, hashlib.sha256(data).hexdigest())
        hits = tuple(search(wanted, _texts(file, data, twins), file.numbers))
    except UnreadableError as error:
        unread = str(error)
    except (TooDeepError, OSError) as error:
        unread = type(error).__name__
    place = _shown(wanted, file) if hits or unread else file.place
    return Result(file, place, digest, _masked(wanted, hits), unread)


def _texts(file: File, data: bytes, twins: Digests) -> Iterator[Text]:
    """The name, and everything in the file; twins of a file that is read anyhow are not read again."""
    yield Text(file.path, "文件名")
    path = file.root / file.path
    if path.is_symlink():
        raise UnreadableError("链接")
    if path.is_file():
        yield from decode.read(path.name, data, partial(_same, twins, file))


def _same(twins: Digests, file: File, name: str, data: bytes) -> bool:
    folder = file.place.rpartition("/")[0]
    held = twins.get(f"{folder}/{name}" if folder else name)
    return held == hashlib.sha256(data).hexdigest()


def _shown(wanted: Wanted, file: File) -> str:
    """The place, without any name in it that is itself a finding."""
    if not _tells(wanted, file.place):
        return file.place
    names = [HIDDEN if _tells(wanted, name) else name for name in file.place.split("/")]
    return "/".join(names) if HIDDEN in names else HIDDEN


def _masked(wanted: Wanted, hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """Parts of a file may be called like somebody, too."""
    told = {hit.part for hit in hits if _tells(wanted, hit.part)}
    return tuple(msgspec.structs.replace(hit, part=HIDDEN) if hit.part in told else hit for hit in hits)


def _tells(wanted: Wanted, name: str) -> bool:
    """Whether a name holds anything that is wanted, of whichever matter."""
    return any(search(wanted, [Text(name)], wanted.everyone))


def _issues(result: Result) -> Iterator[Issue]:
    if result.unread:
        yield issue("CHECK-002", result.place, detail=result.unread)
    for hit in dict.fromkeys(result.hits):
        where = f"{result.place}{f'（{hit.part}）' if hit.part else ''}:{hit.line}"
        yield issue("CHECK-001", where, kind=KINDS[hit.kind], number=hit.number or UNPUBLISHED)
