"""The rows of the data tables, in the order of their fields (`open_tables.py`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime

from publish.model.published import MonthStatistics
from publish.site.edition import Edition

Value = str | int | float | bool | date | datetime | tuple[str, ...] | None
Rows = Iterable[Sequence[Value]]


def plain(kind: str, *names: str) -> Callable[[Edition], Rows]:
    """Rows of a kind of entries of the directory, or of records, by these fields of theirs."""

    def rows(edition: Edition) -> Rows:
        edition.uses.note("directory")
        held = getattr(edition if hasattr(edition, kind) else edition.content, kind)
        for each in held.values():
            yield [getattr(each, name) for name in names]

    return rows


def episodes(edition: Edition) -> Rows:
    for one in edition.told_of("episodes"):
        yield (
            one.programme, one.number, one.airs_at, one.minutes, one.title, one.host, one.director,
            one.repeat_of, one.season, one.audio_seconds, one.audio_off,
        )  # fmt: skip


def guests(edition: Edition) -> Rows:
    for one in edition.told_of("episodes"):
        for place, each in enumerate(one.guests, 1):
            yield one.programme, one.number, place, each.name, each.title, each.unit


def questions(edition: Edition) -> Rows:
    for one in edition.told_of("episodes"):
        for place, each in enumerate(one.questions, 1):
            yield (
                one.programme, one.number, place, each.question, each.answer, each.unit, each.at_second,
                each.answered_at, each.answer_due_at,
            )  # fmt: skip


def dossiers(edition: Edition) -> Rows:
    for one in edition.told_of("dossiers"):
        yield (
            one.slug, one.title, one.summary, one.opened_on, one.closed_on,
            edition.there("policies", one.policies),
        )  # fmt: skip


def steps(edition: Edition) -> Rows:
    for one in edition.told_of("dossiers"):
        for place, each in enumerate(one.steps, 1):
            yield one.slug, place, each.kind, each.at, each.unit, each.text, each.number, each.measure


def policies(edition: Edition) -> Rows:
    for one in edition.told_of("policies"):
        yield (
            one.slug, one.title, one.issued_on, one.unit, one.doc_number, one.url, one.summary,
            edition.there("dossiers", one.dossiers),
        )  # fmt: skip


def options(edition: Edition) -> Rows:
    for one in edition.content.surveys.values():
        for place, question in enumerate(one.questions, 1):
            for nth, option in enumerate(question.options, 1):
                yield one.slug, place, nth, question.text, option.text, option.count


QUARTERLY = ("added", "corrected", "withdrawn", "withdrawn_by_column", "answered")


def quarters(edition: Edition) -> Rows:
    for name, one in edition.content.quarters.items():
        for part in QUARTERLY:
            yield from ((name, part, code, count) for code, count in getattr(one, part).items())
        yield from ((name, part, "", getattr(one, part)) for part in ("requests", "open"))
        yield from ((name, "days", str(nth), days) for nth, days in enumerate(one.days, 1))


def month_of_statistics(held: MonthStatistics) -> Rows:
    """A month's whole-store figures, a cell a row; where a count isn't told, the mark that stands for it."""
    for table in held.tables:
        for label, cells in table.rows:
            for column, cell in zip(table.columns, cells, strict=True):
                shown = (cell, None) if isinstance(cell, int) else (None, _mark(cell))
                yield held.month, table.name, label, column, *shown, held.made_on


def _mark(cell: str) -> str:
    return "hidden" if cell == "*" else "withheld"


def statistics(edition: Edition) -> Rows:
    for held in edition.content.statistics.values():
        yield from month_of_statistics(held)
