"""A published matter is taken back in the ledger: its words are erased, its number stays used."""

from __future__ import annotations

from publish.settings import Settings
from publish.stages import office
from publish.stages.report import Report


def withdraw(settings: Settings, number: str, reason: str, user: str) -> Report:
    """Withdraw `number`. What is public changes with the next write, build, check and release."""
    with office.ledger_of(settings) as ledger:
        ledger.begin_run("withdraw")
        ledger.withdraw(number, reason, user)
    return Report(verb="withdraw", counts={"withdrawn": 1})
