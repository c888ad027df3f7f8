"""The heartbeat of `publish watch`: one small file that says when it was last alive."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import msgspec

from publish.monitor import log
from publish.settings import Settings
from publish.text import files


class Beat(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`stage`: what it is at; `failures`: rounds in a row that failed; `next`: when the next round begins;
    `stopped`: it was ended in good order."""

    at: datetime
    pid: int
    stage: str
    failures: int = 0
    next: datetime | None = None
    stopped: bool = False


def beat(settings: Settings, stage: str, failures: int = 0, next_: datetime | None = None) -> None:
    """Say that watch is alive. Where that can't be written, it isn't."""
    _put(settings, Beat(at=log.now(), pid=os.getpid(), stage=stage, failures=failures, next=next_))


def stop(settings: Settings) -> None:
    """Say that it was ended; nobody misses it."""
    _put(settings, Beat(at=log.now(), pid=os.getpid(), stage="stopped", stopped=True))


def read(settings: Settings) -> Beat | None:
    """The last beat of a watch that was not ended; None where there is none."""
    try:
        found = msgspec.json.decode(_place(settings).read_bytes(), type=Beat)
    except (OSError, msgspec.MsgspecError):
        return None
    return None if found.stopped else found


def _put(settings: Settings, given: Beat) -> None:
    try:
        settings.paths.state.mkdir(parents=True, exist_ok=True, mode=0o700)
        files.write(_place(settings), msgspec.json.encode(given))
    except OSError:
        return


def _place(settings: Settings) -> Path:
    return settings.paths.state / "watch.heartbeat.json"
