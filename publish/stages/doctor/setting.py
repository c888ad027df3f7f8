"""Settings that fit the profile, and people for every role."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import make_url

from publish.errors import UsageError
from publish.ledger.users import TITLES
from publish.settings import load
from publish.stages.doctor.base import Found, Patient, fault, warn


def readable(patient: Patient) -> Iterator[Found]:
    """The settings file still says what it said, and bears no password that others may read."""
    settings = patient.settings
    try:
        load(settings.file)
    except UsageError as error:
        yield Found(level="fault", issue=error.issue)
        return
    for name in ("store", "ledger"):
        password = make_url(getattr(settings, name).url).password
        if password and settings.file.stat().st_mode & 0o077:
            yield fault("DOCTOR-014", f"{settings.file}: {name}.url")


def profile(patient: Patient) -> Iterator[Found]:
    """In production the machine's clock counts, and somebody may act from a shell."""
    settings = patient.settings
    if not patient.production:
        return
    if settings.clock:
        yield fault("DOCTOR-015", f"{settings.file}: clock")
    if not settings.review.shell:
        yield warn("DOCTOR-016", f"{settings.file}: review.shell")
    if settings.logging.to == "none":
        yield warn("DOCTOR-017", f"{settings.file}: logging.to")


def people(patient: Patient) -> Iterator[Found]:
    """Somebody can sign in each role, and two can answer for an urgent withdrawal."""
    able = {one.name: one for one in patient.ledger.users() if one.roles}
    readers = patient.settings.review.readers
    for role in dict.fromkeys(readers):
        if not any(role in one.roles for one in able.values()):
            yield fault("DOCTOR-018", TITLES[role], role=TITLES[role])
    needed = max(len(readers), 2)
    if len(able) < needed:
        yield fault("DOCTOR-019", "users", there=len(able), needed=needed)
    named = set(patient.settings.review.shell.values())
    for name in sorted(named - set(able)):
        yield warn("DOCTOR-020", "review.shell", user=name[:40])
