"""What is public: the release, what waits for one, what ought to be gone from it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from publish.ledger import figures
from publish.release import shelf
from publish.stages.doctor.base import Found, Patient, fault, warn
from publish.text.dates import BEIJING

SHOWN = 20


def release(patient: Patient) -> Iterator[Found]:
    """There is one, and it is not older than what was decided since."""
    releases = patient.settings.paths.releases
    current = releases / "current"
    if not current.is_symlink():
        yield warn("DOCTOR-080", current)
        return
    if not (current / "index.html").is_file():
        yield fault("DOCTOR-081", current)
        return
    age = patient.wall - _made(current)
    waiting = _waiting(patient)
    if waiting and age > timedelta(days=patient.settings.duty.release_days):
        yield warn("DOCTOR-082", current, days=age.days, waiting=waiting)


def _waiting(patient: Patient) -> int:
    """Approved matters that bear no number yet, and need not wait for a day of their own."""
    found = figures.of(patient.database, patient.today)
    held = sum(one.until > patient.now for one in patient.ledger.public.embargoes())
    return max(0, found.approved - found.published - held)


def gone(patient: Patient) -> Iterator[Found]:
    """Nothing withdrawn stands in what is public, nor in a release that is kept."""
    releases = patient.settings.paths.releases
    numbers = [one.number for one in patient.ledger.published("withdrawn")]
    current = shelf.current(releases)
    for kept in shelf.numbers(releases).values():
        left = [number for number in numbers if (kept / "cases" / f"{number}.html").is_file()]
        for number in left[:SHOWN]:
            yield fault("DOCTOR-083" if kept == current else "DOCTOR-084", number)


def leftovers(patient: Patient) -> Iterator[Found]:
    """Nothing that was cut short lies about."""
    paths = patient.settings.paths
    whole = {path.name for path in shelf.numbers(paths.releases).values()}
    found = sorted(paths.releases.iterdir()) if paths.releases.is_dir() else []
    for path in found:
        if path.name == shelf.NEXT or (shelf.NAME.fullmatch(path.name) and path.name not in whole):
            yield warn("DOCTOR-130", path)
    for kept in shelf.numbers(paths.releases).values():
        if shelf.head(kept).pending:
            yield fault("DOCTOR-134", kept)
    for folder in (paths.content, paths.output):
        if any(folder.glob("**/.fresh-*")):
            yield warn("DOCTOR-131", folder)


def _made(current: Path) -> datetime:
    return datetime.fromtimestamp(current.lstat().st_mtime, BEIJING)
