"""An approved matter that must not be public before a set time (定时公开)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from publish.errors import LedgerError, UsageError
from publish.ledger.embargoes import Embargo
from publish.ledger.ledger import Ledger
from publish.model.records import SourceKey
from publish.settings import Settings
from publish.stages import office, people
from publish.stages.report import Report
from publish.text.dates import chinese_datetime, local


def embargo(settings: Settings, name: str, until: datetime, user: str) -> Report:
    """Hold a matter back until then; it gets its number, its place and its page only when the time has come.
    `name`: a candidate. A time without an offset is the city's. The last word counts.

    OFFICE-001: no such candidate; -002: the time has passed; LEDGER-090: it is public already.
    """
    people.acting(settings, user)
    until = local(until)
    if until <= office.now(settings):
        raise UsageError("OFFICE-002", f"{until:%Y-%m-%dT%H:%M}")
    with office.ledger_of(settings) as ledger:
        candidate = _candidate(ledger, name)
        ledger.begin_run("embargo")
        ledger.public.embargo(candidate, until, user)
    said = (f"{candidate}\t{chinese_datetime(until)} 起公开",)
    return Report(verb="embargo", counts={"embargoed": 1}, said=said)


def lift(settings: Settings, name: str, user: str) -> Report:
    """It may be public as soon as it is approved. OFFICE-001; OFFICE-003: nothing holds it back."""
    people.acting(settings, user)
    with office.ledger_of(settings) as ledger:
        candidate = _candidate(ledger, name)
        if candidate not in {one.candidate for one in ledger.public.embargoes()}:
            raise LedgerError("OFFICE-003", candidate)
        ledger.begin_run("embargo")
        ledger.public.lift_embargo(candidate, user)
    return Report(verb="embargo", counts={"lifted": 1})


def embargoes(settings: Settings) -> Report:
    """What is held back, and since when what is not."""
    now = office.now(settings)
    with office.ledger_of(settings) as ledger:
        held = sorted(ledger.public.embargoes(), key=lambda one: (one.until, one.source))
    said = tuple(_row(one, now) for one in held)
    return Report(verb="embargo", counts={"embargoed": sum(one.until > now for one in held)}, said=said)


def _row(one: Embargo, now: datetime) -> str:
    stands = "未到" if one.until > now else "已到"
    return "\t".join((one.candidate or "—", chinese_datetime(one.until), stands, one.user))


def untils(ledger: Ledger) -> Mapping[SourceKey, datetime]:
    """When each matter under an embargo may be public: nobody's first publication is dated before it."""
    return {one.source: one.until for one in ledger.public.embargoes()}


def next_due(ledger: Ledger, now: datetime) -> datetime | None:
    """When the next embargo ends; None where none runs."""
    return min((one.until for one in ledger.public.embargoes() if one.until > now), default=None)


def _candidate(ledger: Ledger, name: str) -> str:
    row = ledger.desk().find(name)
    if row is None:
        raise LedgerError("OFFICE-001", name[:20])
    return row.id
