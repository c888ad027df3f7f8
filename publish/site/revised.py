"""Corrections and withdrawals in the order they were made: each has a place for good, and lists of them are
paged like any other (rule 5)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import msgspec

from publish.model.published import PublishedRevisions, PublishedWithdrawal
from publish.text.dates import local

LIST = "changes"


class Revision(msgspec.Struct, frozen=True):
    """One of them. `act`: "corrected", or that of a withdrawal; `why`: a correction's kind, or the reason;
    `unit`: slug, of what was withdrawn."""

    place: int
    number: str
    at: datetime
    act: str
    why: str
    column: str | None = None
    unit: str | None = None


CORRECTED = "corrected"


def of_withdrawal(one: PublishedWithdrawal) -> Revision:
    """What a tombstone says."""
    return Revision(one.place, one.number, one.withdrawn_at, one.act, one.reason, one.column, one.unit)


def of_corrections(one: PublishedRevisions) -> Iterator[Revision]:
    """One a correction."""
    for each in one.revised:
        yield Revision(each.place, one.number, each.at, CORRECTED, each.kind)


def revisions(record: PublishedWithdrawal | PublishedRevisions) -> Iterator[Revision]:
    """What a record tells."""
    if isinstance(record, PublishedWithdrawal):
        yield of_withdrawal(record)
    else:
        yield from of_corrections(record)


def month_of(at: datetime) -> str:
    """2022-07, in Beijing."""
    return f"{local(at):%Y-%m}"
