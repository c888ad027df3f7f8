"""The office's clocks: what somebody has to do by a day, read from the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Literal

import msgspec

from publish.errors import Issue, issue
from publish.ledger.ledger import Ledger
from publish.settings import Settings
from publish.stages import retention
from publish.text.dates import chinese_date, local

Kind = Literal["takedown", "confirm", "embargo", "erase", "retention"]
GRACE = timedelta(hours=24)
"""What became due goes out with the next release; a day later it is late."""


CODES: dict[Kind, str] = {
    "takedown": "OFFICE-020", "confirm": "OFFICE-021", "embargo": "OFFICE-022", "erase": "OFFICE-023",
    "retention": "OFFICE-024",
}  # fmt: skip


class Clock(msgspec.Struct, frozen=True, kw_only=True):
    """One duty. `place`: the number it is about; `due` None: no calendar tells the day; `over`: it has
    passed."""

    kind: Kind
    place: str
    due: date | None
    over: bool


def clocks(ledger: Ledger, settings: Settings, now: datetime) -> tuple[Clock, ...]:
    """Every clock that runs or ran out, by kind."""
    today = local(now).date()
    return (
        *_takedowns(ledger, today),
        *_confirmations(ledger, today),
        *_embargoes(ledger, now),
        *_erasures(ledger, settings, today),
        *_retained(ledger, now),
    )


def issues(found: tuple[Clock, ...]) -> Iterator[Issue]:
    """The words for those that ran out."""
    for one in found:
        if one.over:
            yield issue(CODES[one.kind], one.place, due=day(one))


def day(clock: Clock) -> str:
    """The day it is due, for people."""
    return chinese_date(clock.due) if clock.due else "未定"


def over(found: tuple[Clock, ...]) -> dict[str, int]:
    """How many ran out, by kind; every kind is named."""
    return {kind: sum(one.over for one in found if one.kind == kind) for kind in CODES}


def _takedowns(ledger: Ledger, today: date) -> Iterator[Clock]:
    for one in ledger.public.takedowns():
        if one.state == "open":
            yield Clock(kind="takedown", place=one.id, due=one.due_on, over=_passed(one.due_on, today))


def _confirmations(ledger: Ledger, today: date) -> Iterator[Clock]:
    for one in ledger.public.urgent():
        if one.confirmed_at is None:
            yield Clock(kind="confirm", place=one.number, due=one.due, over=_passed(one.due, today))


def _embargoes(ledger: Ledger, now: datetime) -> Iterator[Clock]:
    """Embargoes whose matter is approved and not yet public."""
    held = ledger.public.embargoes()
    if not held:
        return
    live = {one.source for one in ledger.published("published")}
    ready = {source for source, state in ledger.sources() if state == "approved"}
    for one in held:
        if one.candidate and one.source not in live and one.source in ready:
            due = local(one.until).date()
            yield Clock(kind="embargo", place=one.candidate, due=due, over=one.until + GRACE <= now)


def _erasures(ledger: Ledger, settings: Settings, today: date) -> Iterator[Clock]:
    kept = timedelta(days=settings.duty.takedown_days_kept)
    for one in ledger.public.takedowns():
        if one.answered_on and not one.erased_on:
            due = one.answered_on + kept
            yield Clock(kind="erase", place=one.id, due=due, over=due < today)


def _retained(ledger: Ledger, now: datetime) -> Iterator[Clock]:
    for one in retention.passed(ledger, now):
        day = local(one.until).date()
        yield Clock(kind="retention", place=one.number, due=day, over=one.until + GRACE <= now)


def _passed(due: date | None, today: date) -> bool:
    return due is not None and due < today
