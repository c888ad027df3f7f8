"""Every check of the registry, each by itself: one that breaks is a finding and hides no other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec

from publish.errors import Issue, PublishError
from publish.monitor import safe
from publish.settings import Settings
from publish.stages.doctor.base import Check, Found, Patient, UnseenError, fault, warn
from publish.stages.doctor.registry import CHECKS
from publish.stages.report import Report

SIGNS = {"ok": "正常", "warn": "注意", "fault": "故障"}


class Examined(msgspec.Struct, frozen=True, kw_only=True):
    """One check and what it found; `level` is the worst of it."""

    check: str
    title: str
    level: Literal["ok", "warn", "fault"]
    found: tuple[Found, ...] = ()


class Diagnosis(Report, frozen=True, kw_only=True):
    """`issues` are the faults, `notices` the warnings; `checks` says which check found what."""

    checks: tuple[Examined, ...] = ()


def doctor(settings: Settings, quick: bool = False, checks: Iterable[Check] = CHECKS) -> Diagnosis:
    """Look at everything; `quick` leaves out what reads much."""
    with Patient(settings) as patient:
        done = tuple(_examined(one, patient) for one in checks if not (quick and one.long))
    counts = {name: sum(one.level == level for one in done) for name, level in LEVELS.items()}
    return Diagnosis(
        verb="doctor",
        counts=counts,
        issues=_of(done, "fault"),
        notices=_of(done, "warn"),
        said=tuple(f"{SIGNS[one.level]}  {one.title}" for one in done),
        checks=done,
    )


LEVELS = {"healthy": "ok", "warnings": "warn", "faults": "fault"}


def _examined(check: Check, patient: Patient) -> Examined:
    found = tuple(_look(check, patient))
    worst: Literal["ok", "warn", "fault"] = "ok"
    if found:
        worst = "fault" if any(one.level == "fault" for one in found) else "warn"
    return Examined(check=check.name, title=check.title, level=worst, found=found)


def _look(check: Check, patient: Patient) -> Iterable[Found]:
    """What a check finds, up to where it breaks."""
    found: list[Found] = []
    try:
        found.extend(check.look(patient))
    except UnseenError as unseen:
        found.append(warn("DOCTOR-002", check.name, what=unseen.what))
    except PublishError as error:
        found.append(Found(level="fault", issue=error.issue))
    except Exception as error:  # whatever it is, the other checks go on
        found.append(fault("DOCTOR-001", check.name, kind=safe.kind(error)))
    return found


def _of(done: tuple[Examined, ...], level: str) -> tuple[Issue, ...]:
    return tuple(found.issue for one in done for found in one.found if found.level == level)
