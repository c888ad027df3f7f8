"""Corrections and withdrawals in the order they were made: each has a place for good, and lists of them are
paged like any other (rule 5)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import msgspec

from publish.model.published import Directory, PublishedRevisions, PublishedWithdrawal
from publish.site.addresses import EVERY
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


def day_of(at: datetime) -> str:
    """2022-07-28, in Beijing."""
    return local(at).date().isoformat()


class Tombstones:
    """The lists that tombstones themselves tell of. A district is told only by the unit that is named, so
    nothing is said of a withdrawn matter beyond its tombstone."""

    def __init__(self, directory: Directory) -> None:
        self._regions = {region.code: region for region in directory.regions}
        self._code = {unit.slug: unit.region_code for unit in directory.units}

    def lists(self, one: PublishedWithdrawal) -> Iterator[str]:
        """Of all, of its column, of its unit and of that unit's district."""
        yield EVERY
        if one.column:
            yield f"column/{one.column}"
        if one.unit:
            yield f"unit/{one.unit}"
            yield from (f"district/{code}" for code in self._districts(self._code.get(one.unit)))

    def _districts(self, code: str | None) -> Iterator[str]:
        """The district a division lies in, or is."""
        while code in self._regions:
            region = self._regions[str(code)]
            if region.level == "district":
                yield region.code
                return
            code = region.parent


def month_of(at: datetime) -> str:
    """2022-07, in Beijing."""
    return f"{local(at):%Y-%m}"
