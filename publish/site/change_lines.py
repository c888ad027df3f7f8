"""What was added, corrected and withdrawn, month by month, a line each: data/changes/2022-07.jsonl.

Whoever keeps a copy of the data follows these: an addition tells where a case is found, a withdrawal which
number to delete. Of what was withdrawn no other line stays.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial

import msgspec

from publish.site.addresses import DATA, case_file, gone_file
from publish.site.edition import Edition
from publish.site.page import Output
from publish.site.parts import months as added_months
from publish.site.revised import CORRECTED
from publish.text.dates import local, rfc3339

FOLDER = f"{DATA}changes/"


class Line(msgspec.Struct, frozen=True, omit_defaults=True):
    """`act`: added, corrected, removed, withdrawn, superseded or expired; `reason`: a code."""

    act: str
    number: str
    at: str
    url: str
    column: str | None = None
    unit: str | None = None
    reason: str | None = None


def months(edition: Edition) -> list[str]:
    """The months in which there was something to tell, oldest first."""
    return sorted({*added_months(edition), *edition.revised_months()})


def change_file(month: str) -> str:
    return f"{FOLDER}{month}.jsonl"


def outputs(edition: Edition) -> Iterator[Output]:
    """One file a month."""
    for month in months(edition):
        yield Output(path=change_file(month), body=partial(_body, edition, month))


def _body(edition: Edition, month: str) -> bytes:
    lines = [*_added(edition, month), *_revised(edition, month)]
    ordered = sorted(lines, key=lambda pair: (pair[0], pair[1].number, pair[1].act))
    return b"".join(msgspec.json.encode(line) + b"\n" for _, line in ordered)


def _added(edition: Edition, month: str) -> Iterator[tuple[datetime, Line]]:
    for key in edition.keys_of_month(month):
        at, url = local(key.published_at), edition.addresses.absolute(case_file(key.number))
        yield at, Line("added", key.number, rfc3339(at), url, key.column)


def _revised(edition: Edition, month: str) -> Iterator[tuple[datetime, Line]]:
    for one in edition.revised_in(month):
        path = case_file if one.act == CORRECTED else gone_file
        at, url = local(one.at), edition.addresses.absolute(path(one.number))
        yield at, Line(one.act, one.number, rfc3339(at), url, one.column, one.unit, one.why)
