"""A withdrawn matter leaves content/ by itself: what `publish write` would do, for one number alone.

Only what names the matter is read. The next whole `publish write` finds nothing to do but what it may tell
again: the unit of a question on air that stood hidden for the matter's sake.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

from publish.model.published import (
    Published,
    PublishedCase,
    PublishedDossier,
    PublishedEpisode,
    PublishedPolicy,
)
from publish.site import addresses
from publish.stages import sets
from publish.text import files
from publish.text.records import FOLDERS, decode, encode

P = TypeVar("P", bound=Published)

NAMING: dict[type[Published], str] = {
    PublishedCase: "related", PublishedDossier: "cases", PublishedPolicy: "cases", PublishedEpisode: "cases",
}  # fmt: skip
"""Records that name matters, and where."""
FEW = ("dossiers", "policies", "episodes")
Silence = Callable[[PublishedEpisode], PublishedEpisode]
"""Takes the recording of an episode off."""


def pull(content: Path, number: str, users: Iterable[str], silent: Iterable[str], silence: Silence) -> None:
    """Take a matter out of content/: its record, and its number out of every record that names it. `users`
    are files of the output that were made of it; `silent` are records of the episodes that told of it on air,
    named there or not: their recordings go, too, until there are others."""
    sets.clear(content)
    for own in (_case(number), f"revisions/{number}.json"):
        (content / own).unlink(missing_ok=True)
    for path in sorted({*cases_of(content, users), *_few(content)}):
        _let_go(path, FOLDERS[path.relative_to(content).parts[0]], number)
    for path in (content / each for each in silent):
        if path.is_file():
            files.write(path, encode(silence(decode(PublishedEpisode, path.read_bytes()))))


def stones(content: Path, number: str) -> list[str]:
    """The numbers whose tombstones tell of this one: its own, and those it came in place of."""
    named = (
        path.stem for path in (content / "withdrawn").glob("*.json") if number.encode() in path.read_bytes()
    )
    return [number, *sorted(each for each in named if each != number)]


def without(record: P, number: str) -> P:
    """The record as if the matter had never been public."""
    name = NAMING[type(record)]
    held = tuple(each for each in getattr(record, name) if each != number)
    return msgspec.structs.replace(record, **{name: held})


def record_of(content: Path, number: str) -> PublishedCase | None:
    """The record of a public matter."""
    path = content / _case(number)
    return decode(PublishedCase, path.read_bytes()) if path.is_file() else None


def _let_go(path: Path, kind: type[Published], number: str) -> None:
    data = path.read_bytes()
    if number.encode() in data:
        files.write(path, encode(without(decode(kind, data), number)))


def cases_of(content: Path, pages: Iterable[str]) -> Iterator[Path]:
    """The records of the matters that these public files are the pages of, where there are any."""
    numbers = filter(None, map(addresses.case_of, pages))
    return (path for path in (content / _case(number) for number in numbers) if path.is_file())


def _few(content: Path) -> Iterator[Path]:
    """All records of the kinds there are few of."""
    return (path for folder in FEW for path in (content / folder).rglob("*.json"))


def _case(number: str) -> str:
    return f"cases/{number.split('-')[1]}/{number}.json"
