"""content/ ──script──▶ a host's rundown and script, from approved records alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec

from publish.errors import Issue, PublishError, UsageError, issue
from publish.model.published import (
    Directory,
    Published,
    PublishedCase,
    PublishedEpisode,
    PublishedPolicy,
)
from publish.radio import programme, station
from publish.radio.formats import registry
from publish.radio.paces import pace_of
from publish.radio.pack import Pack
from publish.radio.packing import pack
from publish.settings import Settings
from publish.stages import plans
from publish.stages.report import Report
from publish.text import files
from publish.text.records import DIRECTORY, decode

P = TypeVar("P", bound=Published)

DEFAULT_FORMATS = ("docx", "html", "txt")
TOO_LONG = 300
"""Percent of its slot that an episode's texts may take before somebody is told."""


def script(
    settings: Settings, episode: str, formats: Sequence[str], folder: Path, template: Path | None = None
) -> Report:
    """Write the script of "programme/number" into `folder`, one file a format; its Word document in the
    station's own `template`, where one is given.

    Raises `UsageError` SCRIPT-001 for an episode that is neither in content/ nor planned here,
    `PublishError` RADIO-….
    """
    forms = [registry.named(name) for name in formats or DEFAULT_FORMATS]
    wanted = found(settings, episode)
    cases = cases_of(settings.paths.content, wanted)
    made = pack_made(settings, wanted, cases)
    stem = episode.replace("/", "-")
    for form in forms:
        own = template if form.NAME == "docx" else None
        body = station.render(made, own) if own else form.render(made)
        files.write(folder / f"{stem}{form.SUFFIX}", body)
    return Report(verb="script", counts={"files": len(forms)}, notices=concerns(wanted, cases, made))


def found(settings: Settings, name: str) -> PublishedEpisode:
    """The episode "programme/number": as planned here, else as it stands in content/."""
    plan = plans.path_of(settings, name)
    if _is_name(name) and plan.is_file():
        return plans.read(plan)
    return episode_of(settings.paths.content, name)


def pack_made(settings: Settings, episode: PublishedEpisode, cases: Mapping[str, PublishedCase]) -> Pack:
    """The pack of an episode, at the pace that was measured of its host."""
    pace = pace_of(settings.radio.pace, episode.programme, episode.host)
    content = settings.paths.content
    return pack(
        episode, cases, programme.named(episode.programme), _directory(content), _policies(content), pace
    )


def pack_of(content: Path, name: str) -> Pack:
    """The pack of "programme/number" of content/."""
    episode = episode_of(content, name)
    known = programme.named(episode.programme)
    return pack(episode, cases_of(content, episode), known, _directory(content), _policies(content))


def off_air(
    episode: PublishedEpisode, cases: Mapping[str, PublishedCase]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Code of the reason → the episode's matters that may not be read for it."""
    gone = tuple(number for number in episode.cases if number not in cases)
    unasked = tuple(number for number in episode.cases if number in cases and not cases[number].appeal)
    reasons = (("EPISODE-003", gone), ("EPISODE-004", unasked))
    return tuple((code, numbers) for code, numbers in reasons if numbers)


def concerns(episode: PublishedEpisode, cases: Mapping[str, PublishedCase], made: Pack) -> tuple[Issue, ...]:
    """What a planner should know of an episode, one line each; none of it stops the script."""
    name = plans.name_of(episode)
    told = [issue(code, name, numbers="、".join(numbers)) for code, numbers in off_air(episode, cases)]
    if not made.cases:
        told.append(issue("EPISODE-002", name))
    percent = made.timing.whole_ms // (10 * made.timing.slot)
    if percent >= TOO_LONG or made.left:
        left = f"{len(made.left)} 件没有编入。" if made.left else "每件都有。"
        minutes, slot = made.timing.whole_ms // 60_000, made.header.minutes
        told.append(issue("EPISODE-005", name, minutes=minutes, slot=slot, percent=percent, left=left))
    return tuple(told)


def episode_of(content: Path, name: str) -> PublishedEpisode:
    """The episode "programme/number" in content/. Raises `UsageError` SCRIPT-001."""
    path = content / "episodes" / f"{name}.json"
    if not _is_name(name) or not path.is_file():
        raise UsageError("SCRIPT-001", name, known="、".join(sorted(programme.load())))
    return _read(PublishedEpisode, path)


def episodes(content: Path, slug: str | None = None) -> Iterator[PublishedEpisode]:
    """Episodes in content/, by programme and number."""
    for folder in sorted((content / "episodes").glob(slug or "*")):
        paths = sorted(folder.glob("*.json"), key=lambda path: int(path.stem))
        yield from (_read(PublishedEpisode, path) for path in paths)


def cases_of(content: Path, episode: PublishedEpisode) -> dict[str, PublishedCase]:
    """The episode's matters that are in content/, by number."""
    return {number: case for number in episode.cases if (case := _case(content, number))}


def read_all(kind: type[P], folder: Path) -> dict[str, P]:
    """Every record below a folder of content/, by the name of its file."""
    return {path.stem: _read(kind, path) for path in sorted(folder.rglob("*.json"))}


def _is_name(name: str) -> bool:
    slug, _, number = name.partition("/")
    return number.isascii() and number.isdecimal() and slug in programme.load()


def _directory(content: Path) -> Directory:
    return _read(Directory, content / DIRECTORY)


def _policies(content: Path) -> dict[str, PublishedPolicy]:
    return read_all(PublishedPolicy, content / "policies")


def _case(content: Path, number: str) -> PublishedCase | None:
    year = number.split("-")[1] if number.count("-") == 2 else ""
    path = content / "cases" / year / f"{number}.json"
    return _read(PublishedCase, path) if year.isdecimal() and path.is_file() else None


def _read(kind: type[P], path: Path) -> P:
    try:
        return decode(kind, path.read_bytes())
    except (msgspec.MsgspecError, OSError):
        raise PublishError("SCRIPT-002", str(path)) from None
