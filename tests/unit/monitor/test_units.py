"""Unit files that systemd takes, with no more rights than the line needs."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import msgspec
import pytest

from publish.monitor import units
from publish.monitor.units import Office
from publish.settings import load

SITE = "site: {name: 督查回声, url: 'http://127.0.0.1', organiser: 督查室}\nprofile: demonstration\n"
FOLDERS = ("office", "an office", "50%办公室", 'q"uo\\te', "cash$HOME;true")


@pytest.fixture(params=FOLDERS)
def made(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The unit files of an office in such a folder."""
    folder = tmp_path / request.param
    (folder / "units").mkdir(parents=True)
    more = "store: {url: 'sqlite:///s.sqlite3'}\npaths: {output: site/output, releases: ../releases}\n"
    (folder / "publish.yml").write_text(SITE + more + "metrics: {file: ../prom/huisheng.prom}\n", "utf-8")
    office = Office(program=Path(shutil.which("true") or "/bin/true"), account="root")
    for name, text in units.units(load(folder / "publish.yml"), office).items():
        (folder / "units" / name).write_text(text, "utf-8")
    return folder / "units"


def _systemd() -> str:
    found = shutil.which("systemd-analyze")
    if not found:
        pytest.skip("systemd-analyze is not installed")
    return found


def test_systemd_finds_no_fault_with_them(made: Path) -> None:
    files = sorted(str(path) for path in made.iterdir())
    command = [_systemd(), "verify", "--man=no", "--recursive-errors=no", *files]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    about = [line for line in done.stderr.splitlines() if "huisheng-" in line]
    assert (done.returncode, about) == (0, []), done.stderr


def test_systemd_calls_the_services_well_protected(made: Path) -> None:
    for path in sorted(made.glob("*.service")):
        command = [_systemd(), "security", "--offline=true", "--threshold=22", "--no-pager", str(path)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if "Unknown" in done.stderr or "unrecognized" in done.stderr:
            pytest.skip("this systemd-analyze does not judge files")
        assert done.returncode == 0, done.stdout[-400:] + done.stderr


def test_only_what_the_line_writes_may_be_written(tmp_path: Path) -> None:
    (tmp_path / "office").mkdir()
    file = tmp_path / "office/publish.yml"
    more = "store: {url: 'sqlite:///s.sqlite3'}\npaths: {releases: ../www/releases}\n"
    file.write_text(SITE + more, "utf-8")
    settings = load(file)
    assert units.written(settings) == (tmp_path / "office", tmp_path / "www/releases")
    ledger = msgspec.structs.replace(settings.ledger, journal=tmp_path / "other/ledger.journal")
    moved = msgspec.structs.replace(settings, ledger=ledger)
    assert tmp_path / "other" in units.written(moved)
    text = units.units(moved, Office(program=Path("/bin/true"), account="huisheng"))["huisheng-watch.service"]
    assert f"ReadWritePaths=-{tmp_path}/office -{tmp_path}/other -{tmp_path}/www/releases" in text
    assert "UMask=0022" in text.splitlines()  # the web server reads releases
    for line in ("ProtectSystem=strict", "NoNewPrivileges=yes", "User=huisheng", "CapabilityBoundingSet="):
        assert line in text.splitlines()
