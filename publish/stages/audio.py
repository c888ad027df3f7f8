"""Recordings of episodes: put in, told to the episode's record, and taken off when a matter is withdrawn.

A recording lies below paths.audio, named by programme, number and the first figures of its digest, so that
another recording has another address. Beside it stands what is known of it, and which matters it tells of:
when one of them is not among the episode's any more, the recording is deleted, and its digest alone stays,
so that the same one isn't put back by mistake.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import msgspec

from publish.errors import PublishError
from publish.model.published import Chapter, Published, PublishedEpisode
from publish.radio.recording import Probed, probe
from publish.settings import Settings
from publish.stages import office
from publish.stages.report import Report
from publish.stages.script import episode_of, pack_of
from publish.text import files
from publish.text.records import encode, place_of

FIGURES = 8
"""Of a recording's digest, in its name."""
WIDE = 180
"""Seconds by which a recording may be longer or shorter than its slot before that is pointed out."""
_LINE = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)\s+(\S.*)")
_SPARE = ".fresh-"


class Kept(Published, frozen=True, kw_only=True):
    """What is known of an episode's recording. `file` None: it was taken off. `loudness` in LUFS."""

    file: str | None
    sha256: str
    bytes: int
    seconds: int
    filed_at: datetime
    loudness: float | None = None
    cases: tuple[str, ...] = ()
    chapters: tuple[Chapter, ...] = ()


class Recordings:
    """The recordings below one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def told(self, episode: PublishedEpisode, gone: bool) -> PublishedEpisode:
        """The episode with its recording, or without one that may not be heard any more, which is deleted.

        `gone`: a matter of the episode was withdrawn, so that what the store knows of a recording or a
        transcript tells of it.
        """
        kept = self.kept(episode)
        episode = _silent(episode) if gone else episode
        if kept is None:
            return episode
        if kept.file is not None and not set(kept.cases) <= set(episode.cases):
            kept = self.take_off(episode, kept)
        return _silent(episode) if kept.file is None else _heard(episode, kept)

    def kept(self, episode: PublishedEpisode) -> Kept | None:
        """What is known of an episode's recording. Raises `PublishError` AUDIO-006 where that is torn."""
        path = self._note(episode)
        if not path.is_file():
            return None
        try:
            return msgspec.json.decode(path.read_bytes(), type=Kept)
        except msgspec.MsgspecError:
            raise PublishError("AUDIO-006", _name(episode)) from None

    def put(self, episode: PublishedEpisode, file: Path, kept: Kept) -> None:
        """Copy a recording in, in place of whatever was there."""
        target = self._folder / (kept.file or "")
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh = target.with_name(_SPARE + target.name)
        shutil.copyfile(file, fresh)
        fresh.replace(target)
        self._note(episode).write_bytes(msgspec.json.format(msgspec.json.encode(kept), indent=2) + b"\n")
        self._clear(episode, target)

    def take_off(self, episode: PublishedEpisode, kept: Kept) -> Kept:
        """Delete the recording; what stays says only that there was one."""
        self._clear(episode, None)
        bare = Kept(file=None, sha256=kept.sha256, bytes=0, seconds=0, filed_at=kept.filed_at)
        files.write(self._note(episode), msgspec.json.format(msgspec.json.encode(bare), indent=2) + b"\n")
        return bare

    def _clear(self, episode: PublishedEpisode, keep: Path | None) -> None:
        folder = self._folder / episode.programme
        for pattern in (f"{episode.number}-*", f"{_SPARE}{episode.number}-*"):
            for path in folder.glob(pattern):
                if path != keep:
                    path.unlink()

    def _note(self, episode: PublishedEpisode) -> Path:
        return self._folder / episode.programme / f"{episode.number}.json"


def _heard(episode: PublishedEpisode, kept: Kept) -> PublishedEpisode:
    return msgspec.structs.replace(
        episode,
        audio_url=None,
        audio_file=kept.file,
        audio_bytes=kept.bytes,
        audio_seconds=kept.seconds,
        audio_off=False,
        chapters=kept.chapters,
    )


def _silent(episode: PublishedEpisode) -> PublishedEpisode:
    there = bool(episode.audio_url or episode.audio_file or episode.transcript_url or episode.audio_off)
    return msgspec.structs.replace(
        episode,
        audio_url=None, audio_file=None, audio_bytes=None, audio_seconds=None, transcript_url=None,
        chapters=(), audio_off=there,
    )  # fmt: skip


def audio(settings: Settings, name: str, file: Path, chapters: Path | None = None) -> Report:
    """Put in the recording of "programme/number". What is public changes with the next build, check and
    release.

    Chapters are those of a file of lines like `12:30 标题`, else those the recording carries, else the
    rundown's. Raises `UsageError` SCRIPT-001, `PublishError` AUDIO-….
    """
    episode = episode_of(settings.paths.content, name)
    found, recordings = probe(file), Recordings(settings.paths.audio)
    before = recordings.kept(episode)
    if before and before.file is None and before.sha256 == found.sha256:
        raise PublishError("AUDIO-004", name)
    kept = Kept(
        file=f"{episode.programme}/{episode.number}-{found.sha256[:FIGURES]}{found.suffix}",
        sha256=found.sha256,
        bytes=found.bytes,
        seconds=found.seconds,
        filed_at=office.now(settings),
        loudness=found.loudness,
        cases=episode.cases,
        chapters=tuple(_chapters(settings, episode, found, chapters)),
    )
    recordings.put(episode, file, kept)
    told = recordings.told(episode, gone=False)
    files.write(settings.paths.content / place_of(told), encode(told))
    return Report(verb="episode audio", counts={"bytes": found.bytes}, said=tuple(_said(episode, kept)))


def remove(settings: Settings, name: str) -> Report:
    """Delete the recording of an episode; its page says that there was one."""
    episode, recordings = episode_of(settings.paths.content, name), Recordings(settings.paths.audio)
    kept = recordings.kept(episode)
    if kept is None:
        raise PublishError("AUDIO-005", name)
    recordings.take_off(episode, kept)
    told = recordings.told(episode, gone=False)
    files.write(settings.paths.content / place_of(told), encode(told))
    return Report(verb="episode audio", counts={"removed": 1})


def _chapters(
    settings: Settings, episode: PublishedEpisode, found: Probed, given: Path | None
) -> Iterator[Chapter]:
    if given is not None:
        chapters = tuple(_from_lines(given, episode))
    elif found.chapters:
        chapters = tuple(Chapter(start=at, title=title) for at, title in found.chapters)
    else:
        chapters = tuple(_planned(settings, episode))
    yield from (chapter for chapter in chapters if chapter.start < found.seconds)


def _from_lines(file: Path, episode: PublishedEpisode) -> Iterator[Chapter]:
    """Chapters as people write them; a number of the episode's own matters stands for its title."""
    for number, line in enumerate(file.read_text("utf-8-sig").splitlines(), 1):
        if not line.strip():
            continue
        match = _LINE.fullmatch(line.strip())
        if match is None:
            raise PublishError("AUDIO-007", f"{file.name}:{number}")
        start = int(match[1] or 0) * 3600 + int(match[2]) * 60 + int(match[3])
        title = match[4].strip()
        case = title if title in episode.cases else None
        yield Chapter(start=start, title=None if case else title, case=case)


def _planned(settings: Settings, episode: PublishedEpisode) -> Iterator[Chapter]:
    """The items of the rundown at their planned times."""
    for item in pack_of(settings.paths.content, _name(episode)).items:
        start = round((item.starts_at - episode.airs_at).total_seconds())
        case = item.case if item.case in episode.cases else None
        yield Chapter(start=start, title=None if case else item.name, case=case)


def _said(episode: PublishedEpisode, kept: Kept) -> Iterator[str]:
    minutes, rest = divmod(kept.seconds, 60)
    yield f"长 {minutes}分{rest}秒，{kept.bytes / 1e6:.1f} MB，{len(kept.chapters)} 章"
    if kept.loudness is not None:
        yield f"响度 {kept.loudness:.1f} LUFS（播客一般在 -16 左右）"
    else:
        yield "没有 ffmpeg，响度未测"
    if abs(kept.seconds - episode.minutes * 60) > WIDE:
        yield f"比节目时长 {episode.minutes} 分钟差得多，请核对是不是这一期；章节按串联单的时刻时也请核对"


def _name(episode: PublishedEpisode) -> str:
    return f"{episode.programme}/{episode.number}"
