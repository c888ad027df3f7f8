"""What one round of `publish watch` does, and whether there is anything to make public."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path

import msgspec

from publish.ledger import figures
from publish.ledger.database import Database
from publish.settings import Settings
from publish.stages import build, check, export, office, release, retention, takedown, whole, write
from publish.stages.report import Report, Track
from publish.text import files
from publish.text.dates import local

Stage = tuple[str, Callable[[], Report]]


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """The last release of a round: the chain row of the last decision in it, and its time."""

    seq: int
    at: datetime


def plan(settings: Settings, track: Track) -> Iterator[Stage]:
    """The stages in order; each is decided on when the one before is done.

    With `watch.release` what was decided goes out: where something was decided since the last time, an
    embargo ended, or a day began (a month's figures close, a question on air falls due). The first build of
    a day makes the whole sets of the open data, too.
    """
    yield "export", partial(export.export, settings, track=track)
    yield "takedown", partial(takedown.erase, settings)
    if not settings.watch.release:
        return
    yield "retention", partial(retention.retention, settings)
    now = Mark(seq=_decided(settings), at=office.now(settings))
    if _due(settings, now):
        yield "write", partial(write.write, settings, track=track)
        made = whole.data if whole.due(settings, local(now.at).date()) else build.build
        yield "build", partial(made, settings, track=track)
        yield "check", partial(check.check, settings, track=track)
        yield "release", partial(_release, settings, now)


def _release(settings: Settings, now: Mark) -> Report:
    report = release.release(settings)
    if not report.refused:
        files.write(_place(settings), msgspec.json.encode(now))
    return report


def _due(settings: Settings, now: Mark) -> bool:
    last = _last(settings)
    if last is None or not (settings.paths.releases / "current").exists():
        return True
    if now.seq > last.seq or local(now.at).date() != local(last.at).date():
        return True
    with office.ledger_of(settings) as ledger:
        return any(last.at < one.until <= now.at for one in ledger.public.embargoes())


def _decided(settings: Settings) -> int:
    database = Database(settings.ledger.url)
    try:
        return figures.last_decision(database)
    finally:
        database.close()


def _last(settings: Settings) -> Mark | None:
    try:
        return msgspec.json.decode(_place(settings).read_bytes(), type=Mark)
    except (OSError, msgspec.MsgspecError):
        return None


def _place(settings: Settings) -> Path:
    return settings.paths.state / "watch.released.json"
