"""content/ ──script──▶ a host's rundown and script, from approved records alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec

from publish.errors import PublishError, UsageError
from publish.model.published import (
    Directory,
    Published,
    PublishedCase,
    PublishedEpisode,
    PublishedPolicy,
)
from publish.radio import programme
from publish.radio.formats import registry
from publish.radio.pack import Pack
from publish.radio.packing import pack
from publish.settings import Settings
from publish.stages.report import Report
from publish.text import files
from publish.text.records import DIRECTORY, decode

P = TypeVar("P", bound=Published)

DEFAULT_FORMATS = ("docx", "html", "txt")


def script(settings: Settings, episode: str, formats: Sequence[str], folder: Path) -> Report:
    """Write the script of "programme/number" into `folder`, one file a format.

    Raises `UsageError` SCRIPT-001 for an episode that is not in content/, `PublishError` RADIO-…
    """
    forms = [registry.named(name) for name in formats or DEFAULT_FORMATS]
    made = pack_of(settings.paths.content, episode)
    stem = episode.replace("/", "-")
    for form in forms:
        files.write(folder / f"{stem}{form.SUFFIX}", form.render(made))
    return Report(verb="script", counts={"files": len(forms)})


def pack_of(content: Path, name: str) -> Pack:
    """The pack of "programme/number"."""
    episode = episode_of(content, name)
    slug = episode.programme
    found = {number: case for number in episode.cases if (case := _case(content, number))}
    paths = sorted((content / "policies").glob("*.json"))
    policies = {path.stem: _read(PublishedPolicy, path) for path in paths}
    directory = _read(Directory, content / DIRECTORY)
    return pack(episode, found, programme.named(slug), directory, policies)


def episode_of(content: Path, name: str) -> PublishedEpisode:
    """The episode "programme/number" in content/. Raises `UsageError` SCRIPT-001."""
    slug, _, number = name.partition("/")
    path = content / "episodes" / slug / f"{number}.json"
    if not number.isdecimal() or slug not in programme.load() or not path.is_file():
        raise UsageError("SCRIPT-001", name, known="、".join(sorted(programme.load())))
    return _read(PublishedEpisode, path)


def episodes(content: Path, slug: str | None = None) -> Iterator[PublishedEpisode]:
    """Episodes in content/, by programme and number."""
    for folder in sorted((content / "episodes").glob(slug or "*")):
        paths = sorted(folder.glob("*.json"), key=lambda path: int(path.stem))
        yield from (_read(PublishedEpisode, path) for path in paths)


def _case(content: Path, number: str) -> PublishedCase | None:
    path = content / "cases" / number.split("-")[1] / f"{number}.json"
    return _read(PublishedCase, path) if path.is_file() else None


def _read(kind: type[P], path: Path) -> P:
    try:
        return decode(kind, path.read_bytes())
    except (msgspec.MsgspecError, OSError):
        raise PublishError("SCRIPT-002", str(path)) from None
