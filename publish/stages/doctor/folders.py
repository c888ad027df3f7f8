"""Folders that can be written, files that nobody else reads."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from publish.stages.doctor.base import Found, Patient, fault, warn

WRITTEN = ("content", "output", "releases", "quarantine", "audio", "state")
SHARED = 0o077


def writable(patient: Patient) -> Iterator[Found]:
    """Every folder the line writes to is there and can be written, or can be made."""
    settings = patient.settings
    folders = [getattr(settings.paths, name) for name in WRITTEN]
    if settings.logging.to == "file":
        folders.append(settings.logging.file.parent)
    if settings.metrics.file:
        folders.append(settings.metrics.file.parent)
    for folder in folders:
        stands = _standing(folder)
        if not stands.is_dir() or not os.access(stands, os.W_OK | os.X_OK):
            yield fault("DOCTOR-010", folder)


def prose(patient: Patient) -> Iterator[Found]:
    """The handwritten pages are there."""
    pages = patient.settings.paths.prose / "pages"
    if not pages.is_dir() or not any(pages.iterdir()):
        yield warn("DOCTOR-012", pages)


def secret(patient: Patient) -> Iterator[Found]:
    """Keys, ledger, terms, journal and what monitoring keeps are read by this account alone."""
    for path in _secrets(patient):
        if path.exists() and path.stat().st_mode & SHARED:
            yield fault("DOCTOR-011", path, mode=f"{path.stat().st_mode & 0o777:o}")


def owned(patient: Patient) -> Iterator[Found]:
    """They belong to the account that runs the line."""
    for path in _secrets(patient):
        if path.exists() and path.stat().st_uid != os.geteuid():
            yield warn("DOCTOR-013", path)


def _secrets(patient: Patient) -> Iterator[Path]:
    settings, file = patient.settings, patient.ledger_file
    if file:
        yield from (file.with_name(f"{file.name}{end}") for end in ("", "-wal", "-shm"))
        yield from sorted(file.parent.glob(f"{file.name}.v*"))
    yield from (settings.ledger.terms, settings.ledger.key, settings.ledger.journal)
    yield from (settings.paths.state, settings.proof.keys)
    if settings.desk.key:
        yield settings.desk.key
    if settings.logging.to == "file":
        yield settings.logging.file
    yield from sorted(settings.paths.output.parent.glob(f".publish-{settings.paths.output.name}.leaks"))
    if patient.production:
        yield settings.paths.quarantine


def _standing(path: Path) -> Path:
    """The path, or its nearest ancestor that is there."""
    while not path.exists() and path != path.parent:
        path = path.parent
    return path
