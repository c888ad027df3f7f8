"""Accounts, backups and whose hand it was, as the office's IT meets them."""

from __future__ import annotations

import os
import pwd
import subprocess
import sys
from pathlib import Path

import yaml

from tests.line.conftest import ROOT, Line
from tests.line.test_changes import _traces
from tests.line.test_whole_line import _keys_by_number

PASSWORD = "雨天的山城 47 step"


def _ask(line: Line, *arguments: str, said: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "publish", "--settings", str(line.settings), *arguments]
    return subprocess.run(command, capture_output=True, check=False, text=True, cwd=ROOT, input=said)


def test_a_user_is_entered_renamed_in_role_given_a_password_and_disabled(line: Line) -> None:
    done = _ask(
        line, "users", "add", "he", "--display", "何审", "--role", "first", "--stdin", said=PASSWORD + "\n"
    )
    assert done.returncode == 0, done.stderr
    assert PASSWORD not in done.stdout + done.stderr
    assert "he\t何审\t初审\t可登录" in line.publish("users", "list").stderr
    line.publish("users", "role", "he", "--role", "second", "--role", "first")
    assert "he\t何审\t初审、复审\t可登录" in line.publish("users").stderr
    assert _ask(line, "users", "password", "he", "--stdin", said="a better one 12\n").returncode == 0
    line.publish("users", "disable", "he")
    assert "he\t何审\t—\t已停用" in line.publish("users").stderr
    assert "chen\t" in line.publish("users").stderr
    line.publish("ledger", "verify")


def test_a_wrong_user_or_password_is_told_with_a_code(line: Line) -> None:
    for arguments, said, code, exit_code in (
        (
            ("users", "add", "chen", "--display", "陈", "--role", "first", "--no-password"),
            "",
            "PEOPLE-001",
            2,
        ),
        (
            ("users", "add", "ｃｈｅｎ", "--display", "陈", "--role", "first", "--no-password"),
            "",
            "PEOPLE-003",
            2,
        ),
        (
            ("users", "add", "chen ", "--display", "陈", "--role", "first", "--no-password"),
            "",
            "PEOPLE-003",
            2,
        ),
        (("users", "password", "chen", "--stdin"), "short\n", "LEDGER-052", 1),
        (("users", "password", "chen", "--stdin"), "", "PEOPLE-002", 2),
        (("users", "password", "nobody", "--stdin"), PASSWORD, "LEDGER-020", 1),
        (("users", "disable", "nobody"), "", "LEDGER-020", 1),
    ):
        done = _ask(line, *arguments, said=said)
        assert (done.returncode, code in done.stderr) == (exit_code, True), done.stderr


def test_a_shell_decides_only_as_the_user_its_account_is_mapped_to(line: Line) -> None:
    settings = yaml.safe_load(line.settings.read_text("utf-8"))
    settings["review"]["shell"] = {pwd.getpwuid(os.getuid()).pw_name: "chen", "somebody-else": "wu"}
    line.settings.write_text(yaml.safe_dump(settings, allow_unicode=True), "utf-8")
    number = sorted(_keys_by_number(line))[3]
    for arguments in (
        ("approve", "--all", "--as", "wu"),
        ("withdraw", number, "--reason", "error", "--as", "wu"),
    ):
        done = line.publish(*arguments, check=False)
        assert (done.returncode, "LEDGER-027" in done.stderr) == (1, True), done.stderr
    assert "LEDGER-027" not in line.publish("approve", "--all", "--as", "chen", check=False).stderr
    line.publish("withdraw", number, "--reason", "error", "--as", "chen")


def test_a_restore_takes_back_again_what_was_withdrawn_since_and_nothing_is_released_before(
    line: Line,
) -> None:
    file = line.folder / "monday.backup"
    done = line.publish("ledger", "backup", str(file))
    assert "ledger.key" in done.stderr
    number = sorted(_keys_by_number(line))[3]
    line.publish("withdraw", number, "--reason", "privacy", "--as", "wu")
    restored = line.publish("ledger", "restore", str(file))
    assert "已撤回 1" in restored.stderr
    assert line.publish("release", check=False).returncode == 1
    refused = line.publish("check", check=False)
    assert (refused.returncode, number in refused.stderr) == (1, True)
    line.stages("write", "build", "check", "release")
    assert _traces(line, number) == []
    line.publish("ledger", "verify")
    assert "已是本程序的版本" in line.publish("ledger", "migrate").stderr


def test_a_backup_is_not_written_over_and_none_is_not_restored(line: Line, tmp_path: Path) -> None:
    (tmp_path / "there").write_text("x")
    assert "LEDGER-080" in line.publish("ledger", "backup", str(tmp_path / "there"), check=False).stderr
    done = line.publish("ledger", "restore", str(tmp_path / "nowhere"), check=False)
    assert (done.returncode, "LEDGER-080" in done.stderr) == (2, True)
