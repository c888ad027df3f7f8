"""A published matter is taken back in the ledger: its words are erased, its number stays used."""

from __future__ import annotations

from publish.settings import Settings
from publish.stages import office, people
from publish.stages.report import Report


def withdraw(settings: Settings, number: str, reason: str, user: str) -> Report:
    """Withdraw `number`. What is public changes with the next write, build, check and release.

    Raises `LedgerError` LEDGER-027 where this shell may not act as that user.
    """
    people.acting(settings, user)
    with office.ledger_of(settings) as ledger:
        ledger.begin_run("withdraw")
        ledger.withdraw(number, reason, user)
    return Report(verb="withdraw", counts={"withdrawn": 1})
