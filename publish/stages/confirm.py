"""A second officer's word on an urgent withdrawal (`withdraw --now`), which one alone could make."""

from __future__ import annotations

from datetime import date, datetime

from publish.settings import Settings
from publish.stages import office, people
from publish.stages.report import Report
from publish.text.dates import local
from publish.text.workdays import WorkCalendar


def confirm(settings: Settings, number: str, user: str) -> Report:
    """Another officer than the one who withdrew says that it was right. A second time changes nothing.

    LEDGER-027: this shell may not act as that user; -091: the same officer; -092: no urgent withdrawal.
    """
    people.acting(settings, user)
    with office.ledger_of(settings) as ledger:
        ledger.begin_run("withdraw")
        ledger.public.confirm_withdrawal(number, user)
    return Report(verb="withdraw", counts={"confirmed": 1})


def due(settings: Settings, at: datetime) -> date | None:
    """The last day for it: so many working days after the withdrawal; None where no calendar reaches."""
    return WorkCalendar(settings.calendar).add(local(at).date(), settings.duty.confirm_workdays)
