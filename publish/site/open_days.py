"""What was added, corrected and withdrawn, day by day, a line each: data/changes/2022-07-28.jsonl; and a list
of the days with the SHA-256 of each file: data/changes/index.json.

Whoever keeps a copy of the data follows these (docs/how-to/follow-the-data.md): an addition or a correction
tells where a case is found, a withdrawal which number to delete. Of what was withdrawn no other line stays,
so a day that is past is written anew then, and only then.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial

import msgspec

from publish.site.addresses import DATA, case_data, case_file, gone_file
from publish.site.edition import Edition
from publish.site.page import Output
from publish.site.parts import Sizes
from publish.site.revised import CORRECTED
from publish.text.dates import local, rfc3339

FOLDER = f"{DATA}changes/"
INDEX = f"{FOLDER}index.json"


class Line(msgspec.Struct, frozen=True, omit_defaults=True):
    """`act`: added, corrected, removed, withdrawn, superseded or expired; `data`: the case as JSON; `reason`:
    a code."""

    act: str
    number: str
    at: str
    url: str
    data: str | None = None
    column: str | None = None
    unit: str | None = None
    reason: str | None = None


class Day(msgspec.Struct, frozen=True):
    """One day's file: its address below the list's own, its bytes, its SHA-256."""

    day: str
    path: str
    bytes: int
    sha256: str


class Days(msgspec.Struct, frozen=True):
    """The list, oldest day first."""

    days: tuple[Day, ...]


def days(edition: Edition) -> list[str]:
    """The days on which there was something to tell, oldest first."""
    return sorted({*edition.days_of_cases(), *edition.revised_days()})


def day_file(day: str) -> str:
    return f"{FOLDER}{day}.jsonl"


def outputs(edition: Edition, sizes: Sizes) -> Iterator[Output]:
    """One file a day, and their list, which tells of their bytes."""
    for day in days(edition):
        yield Output(path=day_file(day), body=partial(_body, edition, day))
    yield Output(path=INDEX, body=partial(_index, edition, sizes), sources=("anything",), late=True)


def _index(edition: Edition, sizes: Sizes) -> bytes:
    entries = ((day, sizes.of(day_file(day))) for day in days(edition))
    listed = Days(tuple(Day(day, f"{day}.jsonl", *entry) for day, entry in entries))
    return msgspec.json.format(msgspec.json.encode(listed), indent=1) + b"\n"


def _body(edition: Edition, day: str) -> bytes:
    lines = [*_added(edition, day), *_revised(edition, day)]
    ordered = sorted(lines, key=lambda pair: (pair[0], pair[1].number, pair[1].act))
    return b"".join(msgspec.json.encode(line) + b"\n" for _, line in ordered)


def _added(edition: Edition, day: str) -> Iterator[tuple[datetime, Line]]:
    for key in edition.added_on(day):
        at = local(key.published_at)
        yield at, _line(edition, "added", key.number, at, column=key.column)


def _revised(edition: Edition, day: str) -> Iterator[tuple[datetime, Line]]:
    for one in edition.revised_on(day):
        at = local(one.at)
        yield (
            at,
            _line(edition, one.act, one.number, at, column=one.column, unit=one.unit, reason=one.why),
        )


def _line(edition: Edition, act: str, number: str, at: datetime, **told: str | None) -> Line:
    absolute, there = edition.addresses.absolute, act in ("added", CORRECTED)
    url = absolute(case_file(number) if there else gone_file(number))
    data = absolute(case_data(number)) if there else None
    return Line(act, number, rfc3339(at), url, data, **told)
