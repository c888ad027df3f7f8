"""The key releases are signed with, and the desk's certificate."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from cryptography import x509

from publish.release.proof import keys
from publish.stages import signing as signing_
from publish.stages.doctor.base import Found, Patient, fault, warn

SOON = timedelta(days=30)


def signing(patient: Patient) -> Iterator[Found]:
    """There is one, this account alone reads it, it is that of the published list, and it is not too old."""
    settings, origin = patient.settings, signing_.origin(patient.settings)
    held = keys.held(settings.proof.keys, origin)
    if not held and not patient.production:
        return  # a demonstration makes its own
    keys.signer(settings.proof.keys, origin)
    age = (patient.now - held[-1].at).days
    if age > settings.duty.key_days:
        yield warn("DOCTOR-042", held[-1].key.id.hex(), days=age, limit=settings.duty.key_days)


def certificate(patient: Patient) -> Iterator[Found]:
    """It can be read, and does not end within a month."""
    file = patient.settings.desk.certificate
    if file is None:
        return
    try:
        ends = x509.load_pem_x509_certificate(file.read_bytes()).not_valid_after_utc
    except (OSError, ValueError):
        yield fault("DOCTOR-044", file)
        return
    if ends - patient.wall < SOON:
        level = fault if ends <= patient.wall else warn
        yield level("DOCTOR-043", file, day=f"{ends:%Y-%m-%d}")
