"""The demonstration's published records, which the matters of a measurement are varied from."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TypeVar

from publish.demo.make import make
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
from publish.settings import load
from publish.stages import approve, export, write
from publish.text.records import DIRECTORY, FOLDERS, decode

P = TypeVar("P", bound=Published)


class Donors:
    """The records below `content`, each kind in order of its files' names."""

    def __init__(self, content: Path) -> None:
        self._content = content

    @cached_property
    def directory(self) -> Directory:
        return decode(Directory, (self._content / DIRECTORY).read_bytes())

    @cached_property
    def cases(self) -> tuple[PublishedCase, ...]:
        return self._all(PublishedCase)

    @cached_property
    def episodes(self) -> tuple[PublishedEpisode, ...]:
        return self._all(PublishedEpisode)

    @cached_property
    def dossiers(self) -> tuple[PublishedDossier, ...]:
        return self._all(PublishedDossier)

    @cached_property
    def policies(self) -> tuple[PublishedPolicy, ...]:
        return self._all(PublishedPolicy)

    @cached_property
    def calls(self) -> tuple[PublishedCall, ...]:
        return self._all(PublishedCall)

    @cached_property
    def surveys(self) -> tuple[PublishedSurvey, ...]:
        return self._all(PublishedSurvey)

    @cached_property
    def months(self) -> tuple[MonthStatistics, ...]:
        return self._all(MonthStatistics)

    def _all(self, kind: type[P]) -> tuple[P, ...]:
        folder = next(name for name, held in FOLDERS.items() if held is kind)
        files = sorted((self._content / folder).rglob("*.json"))
        return tuple(decode(kind, file.read_bytes()) for file in files)


def donors(folder: Path) -> Donors:
    """The demonstration in `folder`, made there by the line itself unless it is there already."""
    if not (folder / "publish.yml").is_file():
        make(folder)
    settings = load(folder / "publish.yml")
    content = settings.paths.content
    if not (content / DIRECTORY).is_file():
        export.export(settings)
        for user in settings.review.sign_as:
            approve.approve(settings, user=user)
        write.write(settings)
    return Donors(content)
