"""Published bytes as a reader would see them: every text of a file, and of the files inside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path, PurePath

import msgspec

from publish.checks.readers.base import Part, Text, UnreadableError
from publish.checks.readers.registry import by_suffix
from publish.text.squeeze import BORDER

DEEPEST = 5
"""Files within files within files."""

LONGEST = 12
"""Characters of what is taken for a suffix."""
Known = Callable[[str, bytes], bool]
"""Whether these bytes are those of the file of this name, which is read on its own."""


def texts(path: Path) -> list[str]:
    """The texts of a file; a line break stands for every border.

    A file of a kind this gate can't read raises `UnreadableError`: it fails shut.
    """
    return readings(path.name, path.read_bytes())


def records(path: Path) -> list[list[str]]:
    """The texts of each record of a file, where a line or a row of it is one; of any other, `texts`."""
    found = list(read(path.name, path.read_bytes()))
    if any(text.record for text in found):
        return [[_for_people(text)] for text in found]
    return [list(map(_for_people, found))]


def readings(name: str, data: bytes) -> list[str]:
    """`texts` for bytes in hand; `name` may be a suffix alone."""
    found = read(f"x{name}" if name.startswith(".") else name, data)
    return list(map(_for_people, found))


def _for_people(text: Text) -> str:
    return text.text.replace(BORDER, "\n")


def read(name: str, data: bytes, known: Known | None = None, depth: int = 0) -> Iterator[Text]:
    """Every text below a file, each with where it stands. Raises `UnreadableError`."""
    reader = by_suffix().get(PurePath(name).suffix.lower())
    if reader is None or depth > DEEPEST:
        raise UnreadableError(_kind(name) if reader is None else "深度")
    for found in reader.read(data):
        if isinstance(found, Text):
            yield found
        else:
            yield from _inside(name, found, known, depth)


def _kind(name: str) -> str:
    """The suffix, where it is one and no value."""
    suffix = PurePath(name).suffix
    return suffix if suffix.isascii() and suffix[1:].isalpha() and len(suffix) < LONGEST else "—"


def _inside(name: str, part: Part, known: Known | None, depth: int) -> Iterator[Text]:
    inner = part.name or name.removesuffix(PurePath(name).suffix)
    if part.twin and known and known(inner, part.data):
        return
    if part.name:
        yield Text(part.name, "文件名")
    for text in read(inner, part.data, known, depth + 1):
        where = "/".join(filter(None, (part.name, text.part)))
        yield msgspec.structs.replace(text, part=where)
