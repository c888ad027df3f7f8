"""Recordings of our own and their chapters, as files of the site.

A recording notes the matters it tells of: who takes one of them out of public view finds it by them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import msgspec

from publish.errors import PublishError
from publish.model.published import Chapter, PublishedEpisode
from publish.site.addresses import case_file, chapters_file, recording_file
from publish.site.edition import Edition
from publish.site.open_questions import stopwatch
from publish.site.page import Output
from publish.site.record_views import ChapterView, RecordingView
from publish.site.workshop import Workshop
from publish.text.web import media_type, web_address

VERSION = "1.2.0"
"""Of the chapters' form (podcastindex.org, JSON Chapters)."""


class ChapterEntry(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """A chapter in the form players read; seconds from the start."""

    start_time: int
    title: str
    url: str | None = None


class Chapters(msgspec.Struct, frozen=True, rename="camel"):
    version: str
    title: str
    chapters: tuple[ChapterEntry, ...]


def recordings(shop: Workshop) -> Iterator[Output]:
    """The files of every episode that has a recording of our own."""
    for name, episode in shop.edition.content.episodes.items():
        if episode.audio_file:
            path = recording_file(episode.audio_file)
            yield Output(path=path, body=partial(_recording, shop.edition, name))
            if episode.chapters:
                path = chapters_file(episode.programme, episode.number)
                yield Output(path=path, body=partial(_chapters, shop, name))


def told(shop: Workshop, episode: PublishedEpisode) -> Iterator[tuple[Chapter, str]]:
    """Chapters with their titles, in order; one whose matter is not public has none, and is left out."""
    cases = shop.edition.content.cases
    for chapter in episode.chapters:
        if chapter.case is None:
            yield chapter, chapter.title or ""
        elif chapter.case in cases:
            yield chapter, shop.rows.case_titles((chapter.case,))[0]


def heard(shop: Workshop, episode: PublishedEpisode) -> RecordingView | None:
    """What an episode's page shows of a recording of our own."""
    if not episode.audio_file:
        return None
    href, path = shop.edition.href, recording_file(episode.audio_file)
    chapters = (
        ChapterView(
            at=stopwatch(chapter.start),
            seconds=chapter.start,
            title=title,
            case_href=href(case_file(chapter.case)) if chapter.case else None,
        )
        for chapter, title in told(shop, episode)
    )
    return RecordingView(
        href=href(path),
        type=media_type(path),
        length=_length(episode.audio_seconds),
        size=f"{episode.audio_bytes / 1e6:.1f} MB" if episode.audio_bytes else None,
        chapters=tuple(chapters),
    )


def media_address(edition: Edition, episode: PublishedEpisode) -> str | None:
    """Where an episode can be heard, as a whole address."""
    held = episode.audio_file
    return edition.addresses.absolute(recording_file(held)) if held else web_address(episode.audio_url)


def _length(seconds: int | None) -> str | None:
    minutes, rest = divmod(seconds or 0, 60)
    return f"{minutes}分{rest}秒" if seconds else None


def _recording(edition: Edition, name: str) -> bytes:
    episode = edition.content.episodes[name]
    edition.uses.note_all(f"case:{number}" for number in episode.cases)
    try:
        return (edition.settings.paths.audio / (episode.audio_file or "")).read_bytes()
    except OSError:
        raise PublishError("SITE-011", name) from None


def _chapters(shop: Workshop, name: str) -> bytes:
    edition, episode = shop.edition, shop.edition.content.episodes[name]
    absolute = edition.addresses.absolute
    entries = tuple(
        ChapterEntry(chapter.start, title, absolute(case_file(chapter.case)) if chapter.case else None)
        for chapter, title in told(shop, episode)
    )
    made = Chapters(VERSION, shop.rows.episode(name).title, entries)
    return msgspec.json.format(msgspec.json.encode(made), indent=2) + b"\n"
