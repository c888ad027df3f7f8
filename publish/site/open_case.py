"""A published case as open data: what its page shows, under names that stay.

Two forms: one JSON object a line (JSONL), and a row of a table (CSV, RFC 4180) without the timeline.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

import msgspec

from publish.model.published import PublishedCase, TimelineEntry, WorkdaySpans
from publish.text.dates import local, rfc3339


class OpenCase(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """One case. Texts first, then numbers, then what a table needs in other words: `row` relies on it."""

    number: str
    url: str
    title: str
    column: str
    column_name: str
    published_at: str
    modified_at: str
    outcome: str
    applicant: str
    channel: str | None = None
    topic: str | None = None
    topic_name: str | None = None
    district: str | None = None
    district_name: str | None = None
    unit: str | None = None
    unit_name: str | None = None
    unit_level: str | None = None
    submitted_on: str | None = None
    accepted_on: str | None = None
    due_on: str | None = None
    closed_on: str | None = None
    revisited_on: str | None = None
    period: str | None = None
    revisit: str | None = None
    appeal: str | None = None
    summary: str | None = None
    result: str | None = None
    comment: str | None = None
    basis: str | None = None
    accepted_workday: int | None = None
    due_workday: int | None = None
    closed_workday: int | None = None
    revisited_workday: int | None = None
    satisfaction: int | None = None
    handed_down: bool
    policies: tuple[str, ...] = ()
    dossiers: tuple[str, ...] = ()
    episodes: tuple[str, ...] = ()
    timeline: tuple[TimelineEntry, ...] = ()


COLUMNS = OpenCase.__struct_fields__[:-1]
"""Fields of the table."""
TEXTS = COLUMNS.index("accepted_workday")
NUMBERS = COLUMNS.index("handed_down")
FORMULA = "=+-@＝＋－＠\t\r\n"
"""What a spreadsheet takes for the beginning of a formula, or hides one behind."""
BLANK = " \u00a0\u3000"
DOUBTFUL = frozenset(FORMULA + BLANK)
BOM = b"\xef\xbb\xbf"
NOTHING = WorkdaySpans()


class Names(Protocol):
    """What the codes of a case mean, and where it is found; what isn't public is None or left out."""

    def url(self, number: str) -> str: ...
    def column(self, slug: str) -> str: ...
    def topic(self, slug: str | None) -> str | None: ...
    def district(self, code: str | None) -> str | None: ...
    def unit(self, slug: str | None) -> str | None: ...
    def policies(self, slugs: tuple[str, ...]) -> tuple[str, ...]: ...
    def dossiers(self, slugs: tuple[str, ...]) -> tuple[str, ...]: ...
    def episodes(self, names: tuple[str, ...]) -> tuple[str, ...]: ...


def open_case(case: PublishedCase, names: Names) -> OpenCase:
    """The case as its page shows it; a code that means nothing is left out."""
    days = case.workdays or NOTHING
    topic, district, unit = names.topic(case.topic), names.district(case.district), names.unit(case.unit)
    return OpenCase(
        number=case.number,
        url=names.url(case.number),
        title=case.title,
        column=case.column,
        column_name=names.column(case.column),
        published_at=rfc3339(case.published_at),
        modified_at=rfc3339(case.modified_at),
        outcome=case.outcome,
        applicant=case.applicant_kind,
        channel=case.channel,
        topic=case.topic if topic else None,
        topic_name=topic,
        district=case.district if district else None,
        district_name=district,
        unit=case.unit if unit else None,
        unit_name=unit,
        unit_level=case.unit_level,
        submitted_on=_day(case.submitted_at),
        accepted_on=_day(case.accepted_at),
        due_on=_day(case.due_at),
        closed_on=_day(case.closed_at),
        revisited_on=_day(case.revisit_at),
        period=case.period,
        revisit=case.revisit_outcome,
        appeal=case.appeal,
        summary=case.summary,
        result=case.result,
        comment=case.comment,
        basis=case.basis,
        accepted_workday=days.accepted,
        due_workday=days.due,
        closed_workday=days.closed,
        revisited_workday=days.revisited,
        satisfaction=case.satisfaction,
        handed_down=case.handed_down,
        policies=names.policies(case.policies),
        dossiers=names.dossiers(case.dossiers),
        episodes=names.episodes(case.episodes),
        timeline=case.timeline if case.submitted_at else tuple(map(_dateless, case.timeline)),
    )


def json_line(case: OpenCase) -> bytes:
    """The case as one line of JSONL."""
    return _ENCODER.encode(case) + b"\n"


def csv_line(case: OpenCase) -> bytes:
    """The case as one row, its cells in the order of `COLUMNS`."""
    held = msgspec.structs.astuple(case)
    cells = [cell or "" for cell in held[:TEXTS]]
    cells += ["" if cell is None else str(cell) for cell in held[TEXTS:NUMBERS]]
    cells += ["true" if case.handed_down else "false", *map(";".join, held[NUMBERS + 1 : -1])]
    return row_of(cells)


def csv_head() -> bytes:
    """The byte order mark, by which spreadsheets know UTF-8, and the row of names."""
    return BOM + row_of(COLUMNS)


def safe(cell: str) -> str:
    """The cell, with an apostrophe before what a spreadsheet would run as a formula."""
    first = cell.lstrip(BLANK)[:1]
    return f"'{cell}" if first and first in FORMULA else cell


def row_of(cells: Sequence[str]) -> bytes:
    """A row of CSV. All cells in quotes: quicker than to ask each whether it needs them (by `csv`: three
    times as long). Where quotes or first signs are doubtful, cells are looked at one by one."""
    text = '","'.join(cells)
    if text.count('"') > 2 * len(cells) - 2 or not DOUBTFUL.isdisjoint([cell[0] for cell in cells if cell]):
        text = '","'.join(safe(cell).replace('"', '""') for cell in cells)
    return f'"{text}"\r\n'.encode()


def _day(at: datetime | None) -> str | None:
    return local(at).date().isoformat() if at else None


def _dateless(entry: TimelineEntry) -> TimelineEntry:
    """Where the day of the submission isn't told, no page tells a day."""
    return msgspec.structs.replace(entry, at=None)


_ENCODER = msgspec.json.Encoder()
