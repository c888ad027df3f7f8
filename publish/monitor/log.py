"""One line of JSON an event, to stderr or a file that is put aside by size and age."""

from __future__ import annotations

import fcntl
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal
from uuid import uuid4

import msgspec

from publish.settings import Logging
from publish.text.dates import BEIJING

RUN = uuid4().hex[:12]
"""This process, in every line it writes."""
MEGABYTE = 1_000_000


class Line(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An event. `codes`: how often each was said; `places`: numbers of ours alone; `kind`: the class of an
    unforeseen error; `exit`: the verb's exit code."""

    at: datetime
    level: Literal["info", "warn", "error"]
    run: str
    stage: str
    event: Literal["end", "stage"]
    exit: int | None = None
    seconds: float | None = None
    counts: dict[str, int] = {}
    codes: dict[str, int] = {}
    places: tuple[str, ...] = ()
    kind: str | None = None


def now() -> datetime:
    """The machine's time, in the city's zone."""
    return datetime.now(BEIJING)


def write(settings: Logging, line: Line) -> None:
    """Leave the line where the settings say. A log that can't be written stops nothing: `publish doctor`
    says so."""
    if settings.to == "none":
        return
    data = msgspec.json.encode(line) + b"\n"
    if settings.to == "stderr":
        sys.stderr.write(data.decode())
        sys.stderr.flush()
        return
    try:
        _append(settings, data, line.at)
    except OSError:
        return


def read(file: Path) -> Iterator[Line]:
    """The lines of a log file; what was cut short is passed over."""
    decoder = msgspec.json.Decoder(Line)
    for raw in file.read_bytes().splitlines():
        try:
            yield decoder.decode(raw)
        except msgspec.MsgspecError:
            continue


def _append(settings: Logging, data: bytes, at: datetime) -> None:
    file = settings.file
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _locked(file):
        if _full(settings, at):
            _put_aside(file, settings.kept)
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(handle, "ab") as opened:
            opened.write(data)


@contextmanager
def _locked(file: Path) -> Iterator[None]:
    """Processes that write at once do not put aside twice."""
    handle = os.open(file.with_name(f".{file.name}.lock"), os.O_WRONLY | os.O_CREAT, 0o600)
    with os.fdopen(handle, "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _full(settings: Logging, at: datetime) -> bool:
    file = settings.file
    if not file.exists():
        return False
    if file.stat().st_size >= settings.megabytes * MEGABYTE:
        return True
    with file.open("rb") as opened:
        first = opened.readline()
    try:
        return at - msgspec.json.decode(first, type=Line).at >= timedelta(days=settings.days)
    except msgspec.MsgspecError:
        return bool(first)


def _put_aside(file: Path, kept: int) -> None:
    """publish.jsonl becomes publish.jsonl.1, that one .2, and the last goes."""
    file.with_name(f"{file.name}.{kept}").unlink(missing_ok=True)
    for number in range(kept - 1, 0, -1):
        older = file.with_name(f"{file.name}.{number}")
        if older.exists():
            older.replace(file.with_name(f"{file.name}.{number + 1}"))
    file.replace(file.with_name(f"{file.name}.1"))
