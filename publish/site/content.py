"""Reads content/: every record is parsed, judged and reduced to what lists need of it.

Case texts are not kept: a list holds keys, and a record is read again when its page is made.
Everything wrong is collected; a build with an issue writes nothing.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

from publish.errors import Issue, PublishError, issue
from publish.model.published import (
    Directory,
    MonthStatistics,
    Published,
    PublishedCall,
    PublishedCase,
    PublishedDossier,
    PublishedEpisode,
    PublishedPolicy,
    PublishedSurvey,
)
from publish.site.judge import judge
from publish.site.keys import Content, key_of
from publish.text.records import DIRECTORY, FOLDERS, decode, place_of

P = TypeVar("P", bound=Published)


class ContentError(PublishError):
    """Raised where content/ can't be built from; `issues` are all that is wrong with it."""

    def __init__(self, issues: tuple[Issue, ...]) -> None:
        Exception.__init__(self, "\n".join(map(str, issues)))
        self.issue = issues[0]
        self.issues = issues


def read(folder: Path) -> Content:
    """The content below `folder`. Raises `ContentError` with every issue found."""
    directory = _directory(folder)
    issues: list[Issue] = []
    content = Content(
        directory=directory,
        cases={record.number: key_of(record) for record in _records(folder, PublishedCase, issues)},
        episodes={f"{it.programme}/{it.number}": it for it in _records(folder, PublishedEpisode, issues)},
        dossiers={it.slug: it for it in _records(folder, PublishedDossier, issues)},
        policies={it.slug: it for it in _records(folder, PublishedPolicy, issues)},
        calls={it.slug: it for it in _records(folder, PublishedCall, issues)},
        surveys={it.slug: it for it in _records(folder, PublishedSurvey, issues)},
        statistics={it.month: it for it in _records(folder, MonthStatistics, issues)},
    )
    issues += judge(content)
    if issues:
        raise ContentError(tuple(issues))
    return content


def read_case(folder: Path, number: str) -> PublishedCase:
    """One case, whole."""
    return decode(PublishedCase, (folder / "cases" / number.split("-")[1] / f"{number}.json").read_bytes())


def _directory(folder: Path) -> Directory:
    path = folder / DIRECTORY
    if not path.is_file():
        raise ContentError((issue("SITE-006", DIRECTORY),))
    try:
        return decode(Directory, path.read_bytes())
    except (msgspec.MsgspecError, UnicodeError) as error:
        raise ContentError((issue("SITE-001", DIRECTORY, detail=_short(error)),)) from None


def _records(folder: Path, kind: type[P], issues: list[Issue]) -> Iterator[P]:
    name = next(name for name, held in FOLDERS.items() if held is kind)
    for place in _files(folder, name):
        record = _record(folder, place, kind, issues)
        if record is not None:
            yield record


def _files(folder: Path, name: str) -> list[str]:
    """Places of the records below `folder`/`name`; a killed run's half-written files are passed over."""
    root = str(folder)
    found = []
    for at, _, names in os.walk(f"{root}/{name}"):
        below = at[len(root) + 1 :].replace(os.sep, "/")
        found += [f"{below}/{file}" for file in names if file.endswith(".json") and file[0] != "."]
    return sorted(found)


def _record(folder: Path, place: str, kind: type[P], issues: list[Issue]) -> P | None:
    try:
        record = decode(kind, (folder / place).read_bytes())
        expected = place_of(record)
    except (msgspec.MsgspecError, UnicodeError, OSError, LookupError) as error:
        issues.append(issue("SITE-001", place, detail=_short(error)))
        return None
    if place != expected:
        issues.append(issue("SITE-002", place, expected=expected))
        return None
    return record


def _short(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:200]
