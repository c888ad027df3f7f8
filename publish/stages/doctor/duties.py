"""The office's clocks, and whether the line ran to its end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from publish.ledger import figures
from publish.monitor import runs
from publish.monitor.runs import Run
from publish.stages import heart, overdue
from publish.stages.doctor.base import Found, Patient, fault, warn

SHOWN = 20
RUNNING = {"takedown": "DOCTOR-095", "confirm": "DOCTOR-096"}
STOPPING = ("build", "check", "release", "run")
LINE = (*STOPPING, "export", "write", "data", "rollback", "watch", "ledger backup", "ledger restore")
"""Verbs that somebody has to run again when they failed; of the others their caller knows."""
LATE_ROUNDS = 3


def clocks(patient: Patient) -> Iterator[Found]:
    """No duty is overdue; what has no day is named, too."""
    found = overdue.clocks(patient.ledger, patient.settings, patient.now)
    for late in list(overdue.issues(found))[:SHOWN]:
        yield Found(level="fault", issue=late)
    for one in [one for one in found if not one.over and one.kind in RUNNING][:SHOWN]:
        yield warn(RUNNING[one.kind], one.place, due=overdue.day(one))


def reviews(patient: Patient) -> Iterator[Found]:
    """No matter waits for a reader beyond its day; no problem raised is left standing."""
    found = figures.of(patient.database, patient.today)
    if found.late:
        yield warn("DOCTOR-097", "review", count=found.late)
    if found.blocked:
        yield warn("DOCTOR-098", "review", count=found.blocked)


def interrupted(patient: Patient) -> Iterator[Found]:
    """No verb's last run was cut short, and none of the line's failed. Rows that an export set aside are no
    failure, nor is an act that was refused to whoever asked for it."""
    for run in runs.every(patient.settings.paths.state):
        if run.cut_short:
            yield warn("DOCTOR-132", run.stage, began=f"{run.began:%Y-%m-%d %H:%M}")
        elif _failed(run):
            codes = "、".join(run.codes) or "-"
            yield warn("DOCTOR-133", run.stage, codes=codes)


def _failed(run: Run) -> bool:
    if run.exit == 1 and not run.codes:  # nobody foresaw it
        return True
    if run.stage == "withdraw":  # begun, and not ended as it should
        return bool(run.exit) and any(not code.startswith("LEDGER-") for code in run.codes)
    return bool(run.exit) and run.stage in LINE and (run.stage in STOPPING or not run.counts)


def watch(patient: Patient) -> Iterator[Found]:
    """`publish watch`, where it was ever begun, still beats."""
    settings = patient.settings
    beat = heart.read(settings)
    if beat is None:
        return
    if patient.wall - beat.at > timedelta(minutes=max(LATE_ROUNDS * settings.watch.minutes, 15)):
        yield fault("DOCTOR-140", "watch", at=f"{beat.at:%Y-%m-%d %H:%M}")
    elif beat.failures:
        yield warn("DOCTOR-141", "watch", failures=beat.failures)
