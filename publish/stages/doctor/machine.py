"""The machine below the line: disk, clock, programs, the packages it was installed with."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from importlib import metadata
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from publish.ledger import figures
from publish.stages.doctor.base import Found, Patient, fault, warn

LOCK = Path(__file__).parents[3] / "requirements.lock"
PINNED = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==([^\s;\\]+)", re.MULTILINE)
AHEAD = timedelta(minutes=5)
LEAST_BYTES = 200_000_000
LEAST_FILES = 10_000


def disk(patient: Patient) -> Iterator[Found]:
    """There is room for a site built anew and one more release."""
    paths = patient.settings.paths
    size, count = _weight(paths.output)
    for folder in dict.fromkeys((paths.output.parent, paths.releases.parent, patient.settings.file.parent)):
        if not folder.is_dir():
            continue
        yield from _room(folder, max(2 * size, LEAST_BYTES), max(2 * count, LEAST_FILES))


def _room(folder: Path, size: int, count: int) -> Iterator[Found]:
    free, stat = shutil.disk_usage(folder).free, os.statvfs(folder)
    numbers = {"free": free // 1_000_000, "needed": size // 1_000_000}
    if free < size:
        yield fault("DOCTOR-050", folder, **numbers)
    elif free < 2 * size:
        yield warn("DOCTOR-051", folder, **numbers)
    if stat.f_files and stat.f_favail < count:
        yield fault("DOCTOR-052", folder, free=stat.f_favail, needed=count)


def _weight(folder: Path) -> tuple[int, int]:
    """Bytes and number of the files below."""
    size = count = 0
    for root, _, names in os.walk(folder):
        for name in names:
            try:
                size += os.lstat(f"{root}/{name}").st_size
            except OSError:
                continue
            count += 1
    return size, count


def clock(patient: Patient) -> Iterator[Found]:
    """Time does not go backwards, and the city's zone is known."""
    try:
        ZoneInfo("Asia/Shanghai")
    except ZoneInfoNotFoundError:
        yield fault("DOCTOR-062", "Asia/Shanghai")
    head = figures.of(patient.database, patient.today).head_at
    if head and not patient.settings.clock and head > patient.wall + AHEAD:
        yield fault("DOCTOR-061", "ledger", last=head.isoformat(timespec="seconds"))


def calendar(patient: Patient) -> Iterator[Found]:
    """Working days of this year are known, and from November on those of the next."""
    today = patient.today
    if patient.calendar.is_workday(today) is None:
        yield fault("DOCTOR-100", f"calendar.years: {today.year}", year=today.year)
    if patient.calendar.is_workday(today.replace(year=today.year + 1, day=1)) is None:
        level = warn if today.month >= 11 else None
        if level:
            yield level("DOCTOR-101", f"calendar.years: {today.year + 1}", year=today.year + 1)


def programs(patient: Patient) -> Iterator[Found]:
    """What is called beside Python is there: a Chinese font for scripts as PDF."""
    if not _chinese_font():
        yield warn("DOCTOR-110", "fc-list :lang=zh")
    del patient


def _chinese_font() -> bool:
    if not shutil.which("fc-list"):
        return False
    done = subprocess.run(["fc-list", ":lang=zh"], capture_output=True, check=False, timeout=20)
    return bool(done.stdout.strip())


def python(patient: Patient) -> Iterator[Found]:
    """Each package is the one the lock file names."""
    del patient
    if not LOCK.is_file():
        yield warn("DOCTOR-122", LOCK.name)
        return
    for name, wanted in PINNED.findall(LOCK.read_text("utf-8")):
        found = _installed(name)
        if found != wanted:
            yield fault("DOCTOR-121", name, found=found or "没有", wanted=wanted)


def _installed(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None
