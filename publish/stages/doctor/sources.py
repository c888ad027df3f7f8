"""The case store and the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from publish.ledger import figures
from publish.monitor import runs
from publish.stages.doctor.base import Found, Patient, fault, warn


def store(patient: Patient) -> Iterator[Found]:
    """It can be reached, and has every relation and column of the contract."""
    patient.store.check()
    yield from ()


def read_only(patient: Patient) -> Iterator[Found]:
    """The account could not write to it even if it would."""
    if patient.production and patient.store.writable():
        yield warn("DOCTOR-021", "store.url")


def ledger(patient: Patient) -> Iterator[Found]:
    """It opens, and is of this program's version."""
    file = patient.ledger_file
    if file and not file.is_file() and not patient.settings.ledger.journal.exists():
        yield warn("DOCTOR-030", file)
        patient.give_up("台账")
        return
    _ = patient.ledger


def chain(patient: Patient) -> Iterator[Found]:
    """Every row stands against its chain, every word against its digest."""
    for issue in patient.ledger.verify():
        yield Found(level="fault", issue=issue)


def journal(patient: Patient) -> Iterator[Found]:
    """What a restore needs is there, best on another disk."""
    ledger, file = patient.settings.ledger, patient.ledger_file
    found = figures.of(patient.database, patient.today)
    if (found.published or found.withdrawn) and not ledger.journal.exists():
        yield fault("DOCTOR-032", ledger.journal)
    if ledger.terms.exists() and not ledger.key.exists():
        yield fault("DOCTOR-033", ledger.key)
    if patient.production and file and _same_disk(file, ledger.journal):
        yield warn("DOCTOR-034", ledger.journal)


def _same_disk(one: Path, other: Path) -> bool:
    return one.exists() and other.exists() and one.stat().st_dev == other.stat().st_dev


def backup(patient: Patient) -> Iterator[Found]:
    """The ledger was backed up of late."""
    if not patient.production:
        return
    last, days = runs.of(patient.settings.paths.state, "ledger backup"), patient.settings.duty.backup_days
    done = last.done if last else None
    if done is None or patient.wall - done > timedelta(days=days):
        yield warn("DOCTOR-035", "ledger backup", days=days)
