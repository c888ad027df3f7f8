"""Releases of a whole line: the way back, what is withdrawn, what caches are told, what goes wrong."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
import yaml

from publish.release import shelf
from tests.line.conftest import Line
from tests.line.test_whole_line import _keys_by_number
from tests.unit.release.trees import whole


def _releases(line: Line) -> Path:
    return line.folder / "releases"


def _public(line: Line) -> Path:
    found = shelf.current(_releases(line))
    assert found
    return found


def _onward(line: Line) -> None:
    line.stages("write", "build", "check", "release")


def _set(line: Line, **release: object) -> None:
    settings = yaml.safe_load(line.settings.read_text("utf-8"))
    settings["release"] = release
    line.settings.write_text(yaml.safe_dump(settings, allow_unicode=True), "utf-8")


def _holding(root: Path, number: str) -> list[str]:
    """Files that name it, but for its tombstone and what tells of withdrawals."""
    found = (path for path in root.rglob("*") if path.is_file() and number.encode() in path.read_bytes())
    apart = ("gone/", "changes/", "transparency/", "feeds/")
    names = (path.relative_to(root).as_posix() for path in found)
    return [name for name in names if not name.startswith(apart)]


def _withdraw(line: Line, at: int) -> str:
    number = sorted(_keys_by_number(line))[at]
    line.publish("withdraw", number, "--reason", "privacy", "--as", "wu")
    return number


def test_a_rollback_is_a_new_release_of_older_content_without_what_was_withdrawn_since(line: Line) -> None:
    first = _public(line)
    number = _withdraw(line, 3)
    _onward(line)
    assert (first / f"cases/{number}.html").exists() is False
    line.publish("rollback")
    back = _public(line)
    assert shelf.head(back).of == shelf.head(first).number
    assert shelf.head(back).number == 3
    assert _holding(back, number) == []
    for path in shelf.numbers(_releases(line)).values():
        whole(path)
    assert line.publish("verify", str(back)).returncode == 0
    assert line.publish("ledger", "verify").returncode == 0


def test_a_rollback_waits_until_what_was_withdrawn_has_left_the_public_release(line: Line) -> None:
    _withdraw(line, 3)
    done = line.publish("rollback", check=False)
    assert (done.returncode, "RELEASE-00" in done.stderr) == (1, True)


def test_a_release_that_is_not_kept_is_named_with_those_that_are(line: Line) -> None:
    done = line.publish("rollback", "7", check=False)
    assert (done.returncode, "RELEASE-005" in done.stderr) == (1, True)


def test_an_output_that_still_holds_what_was_withdrawn_is_not_released(line: Line) -> None:
    number = _withdraw(line, 3)
    done = line.publish("release", check=False)
    assert (done.returncode, "RELEASE-003" in done.stderr, number in done.stderr) == (1, True, True)


def test_an_output_that_still_says_what_was_corrected_for_privacy_is_not_released(line: Line) -> None:
    number, new = sorted(_keys_by_number(line))[4], line.folder / "new.txt"
    new.write_text("经更正的另一个题目", "utf-8")
    given = (
        "--kind",
        "privacy",
        "--reason",
        "题目能认出人，经核实更正",
        "--field",
        "title",
        "--from",
        str(new),
    )
    line.publish("correct", number, *given, "--as", "wu")
    line.sign()
    done = line.publish("release", check=False)
    assert (done.returncode, "RELEASE-008" in done.stderr, number in done.stderr) == (1, True, True)
    first = _public(line)
    _onward(line)
    assert f"cases/{number}.html" in shelf.head(first).gaps
    assert "经更正的另一个题目" in (_public(line) / f"cases/{number}.html").read_text("utf-8")


@pytest.mark.skipif(not shutil.which("rsync"), reason="没有 rsync：测试跳过")
def test_one_target_can_be_named_and_a_strange_one_is_not_made_up(line: Line) -> None:
    _set(line, targets={"disk": {"kind": "local", "path": "there"}})
    line.publish("release", "--to", "disk")
    for path in _public(line).rglob("*"):
        assert path.is_dir() or (line.folder / "there/current" / path.relative_to(_public(line))).is_file()
    done = line.publish("release", "--to", "disc", check=False)
    assert (done.returncode, "RELEASE-006" in done.stderr, "disk" in done.stderr) == (1, True, True)


def test_what_a_rollback_cut_short_left_goes_with_the_next_release(line: Line) -> None:
    (_releases(line) / shelf.COMPOSED / "cases").mkdir(parents=True)
    line.publish("release")
    assert not (_releases(line) / shelf.COMPOSED).exists()


def test_caches_are_told_what_changed_and_what_was_withdrawn_first(line: Line) -> None:
    seen = line.folder / "seen.txt"
    copy = "import shutil, sys; shutil.copy(sys.argv[1], sys.argv[1] + '.seen')"
    _set(line, purge={"list": "seen.txt", "hook": [sys.executable, "-c", copy]})
    number = _withdraw(line, 3)
    _onward(line)
    told = (line.folder / "seen.txt.seen").read_text().splitlines()
    assert told == seen.read_text().splitlines()
    assert told[0] == f"http://127.0.0.1:8000/cases/{number}.html"
    assert "http://127.0.0.1:8000/" in told
    assert len(told) == len(set(told))
    for line_ in told:
        assert line_.startswith("http://127.0.0.1:8000/")


def test_a_program_that_fails_leaves_the_release_and_is_called_again(line: Line) -> None:
    _set(line, purge={"hook": [sys.executable, "-c", "import sys; sys.exit('缓存商不答')"]})
    number = _withdraw(line, 3)
    line.stages("write", "build", "check")
    done = line.publish("release", check=False)
    assert (done.returncode, "RELEASE-021" in done.stderr, "缓存商不答" in done.stderr) == (1, True, True)
    assert not (_public(line) / f"cases/{number}.html").exists()
    _set(line, purge={"hook": ["true"]})
    line.publish("release")
    told = (line.folder / "purge.txt").read_text().splitlines()
    assert told[0].endswith(f"/cases/{number}.html")
    (line.folder / "purge.txt").unlink()
    line.publish("release")
    assert not (line.folder / "purge.txt").exists()


def test_a_program_that_takes_too_long_is_ended(line: Line) -> None:
    _set(line, purge={"hook": ["sleep", "60"], "timeout_seconds": 1})
    _withdraw(line, 3)
    line.stages("write", "build", "check")
    assert "RELEASE-021" in line.publish("release", check=False).stderr


@pytest.mark.parametrize("program", ["nginx", "caddy"])
def test_a_server_s_configuration_is_printed_and_nothing_else(line: Line, program: str) -> None:
    done = line.publish("server", program)
    assert str(_releases(line) / "current") in done.stdout
    assert done.stderr == ""
