"""`publish radio calibrate FILE`: rate and pauses of the hosts from items that were read and timed."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from publish.errors import Issue, PublishError, UsageError
from publish.radio import paces, programme
from publish.radio.calibrate import FASTEST, LEAST, LEAST_OF_HOST, SLOWEST, Error, Fit, Timed, fit
from publish.radio.numbers import spoken
from publish.radio.programme import HostPace
from publish.radio.timing import syllables
from publish.settings import Settings
from publish.stages.report import Report
from publish.stages.script import pack_of

SHORTEST = 5.0
"""Seconds below which an item says nothing about a pace."""

ODD = 1.6
"""How far beyond what hosts read at a measured rate may lie before its line is refused."""


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the file: what was read (`text`, or an item of an episode), and how long it took."""

    programme: str
    seconds: float
    host: str = ""
    text: str = ""
    episode: str = ""
    item: int | None = None


def calibrate(settings: Settings, file: Path, dry_run: bool = False) -> Report:
    """Fit every programme and host of `file`; write `radio.pace`. Bad lines are told one by one and left out.

    Raises `UsageError` PACE-005 for what is no such file, `PublishError` PACE-004 where there is too little.
    """
    groups: dict[str, list[tuple[str, Timed]]] = defaultdict(list)
    bad: list[Issue] = []
    for number, raw in _raw(file):
        try:
            line, timed = _timed(settings, file.name, number, raw)
            groups[line.programme].append((line.host, timed))
        except PublishError as error:
            bad.append(error.issue)
    said: list[str] = []
    usable = {slug: timed for slug, timed in groups.items() if len(timed) >= LEAST}
    if not usable:
        count = max((len(timed) for timed in groups.values()), default=0)
        raise PublishError("PACE-004", file.name, count=count, least=LEAST)
    for slug, rows in sorted(usable.items()):
        measured, told = _measured(slug, rows)
        said += told
        if not dry_run:
            paces.keep(settings.radio.pace, slug, measured)
    counts = {"rows": sum(map(len, groups.values())), "rejected": len(bad)}
    return Report(verb="radio calibrate", counts=counts, notices=tuple(bad), said=tuple(said))


def _measured(slug: str, timed: Sequence[tuple[str, Timed]]) -> tuple[paces.Measured, list[str]]:
    usual = programme.named(slug).pace(None)
    whole = fit([one for _, one in timed], usual)
    said = [_told(slug, whole)]
    hosts: dict[str, HostPace] = {}
    for host in sorted({host for host, _ in timed if host}):
        own = [one for name, one in timed if name == host]
        if len(own) >= LEAST_OF_HOST:
            found = fit(own, whole.pace, usual)
            hosts[host] = HostPace(rate=found.pace.rate, pauses=found.pace.pauses)
            said.append(_told(f"{slug} {host}", found))
    return paces.Measured(rate=whole.pace.rate, pauses=whole.pace.pauses, hosts=hosts), said


def _told(who: str, found: Fit) -> str:
    pace = found.pace
    return (
        f"{who}：每分钟{pace.rate}字，逗号{pace.pauses['，']}毫秒，句号{pace.pauses['。']}毫秒；{found.items}件；"
        f"留出{_error(found.error)}，原先{_error(found.usual, short=True)}"
    )


def _error(error: Error, short: bool = False) -> str:
    told = f"每件差{error.each}%、合计差{error.together}%"
    return told if short else f"{error.items}件，{told}"


def _timed(settings: Settings, place: str, number: int, raw: object) -> tuple[Line, Timed]:
    """A line and the words that were read. Raises `PublishError` PACE-001 to PACE-003."""
    if isinstance(raw, str):
        raise PublishError("PACE-001", place, line=number, detail=raw)
    try:
        line = msgspec.convert(raw, Line, strict=False)
    except msgspec.ValidationError as error:
        raise PublishError("PACE-001", place, line=number, detail=_plain(error)) from None
    if line.programme not in programme.load() or not (line.text or line.episode):
        detail = "没有 text 也没有 episode" if line.programme in programme.load() else "没有这个节目"
        raise PublishError("PACE-001", place, line=number, detail=detail)
    text = spoken(line.text) if line.text else _read(settings, place, number, line)
    count = syllables(text)
    rate = round(count * 60 / line.seconds) if line.seconds > 0 else 0
    if line.seconds < SHORTEST or not SLOWEST / ODD <= rate <= FASTEST * ODD:
        told = {"line": number, "seconds": line.seconds, "syllables": count, "rate": rate}
        raise PublishError("PACE-002", place, **told)
    return line, Timed(text, line.seconds)


def _read(settings: Settings, place: str, number: int, line: Line) -> str:
    """What the script of that item says, its free talk apart."""
    try:
        items = pack_of(settings.paths.content, line.episode).items
    except PublishError:
        items = ()
    found = next((item for item in items if item.number == line.item), None)
    if found is None:
        raise PublishError("PACE-003", place, line=number)
    return "".join(sentence.text for part in found.parts for sentence in part.sentences)


def _raw(file: Path) -> Iterator[tuple[int, object]]:
    """Line number and what stands there; a line that is no record comes as a sentence about it."""
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise UsageError("PACE-005", file.name) from None
    if file.suffix == ".csv":
        for number, row in enumerate(csv.DictReader(io.StringIO(text)), 2):
            yield number, {key: value for key, value in row.items() if key and value}
    elif file.suffix == ".jsonl":
        for number, line in enumerate(text.splitlines(), 1):
            if line.strip():
                yield number, _json(line)
    else:
        raise UsageError("PACE-005", file.name)


def _json(line: str) -> object:
    try:
        return msgspec.json.decode(line)
    except msgspec.DecodeError:
        return "不是 JSON"


def _plain(error: msgspec.ValidationError) -> str:
    """Which field is wrong, without its value."""
    field = str(error).partition("$.")[2].rstrip("`")
    return f"{field} 缺失或不合要求" if field else "缺少 programme 或 seconds"
