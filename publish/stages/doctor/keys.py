"""The desk's certificate."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from cryptography import x509

from publish.stages.doctor.base import Found, Patient, fault, warn

SOON = timedelta(days=30)


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
