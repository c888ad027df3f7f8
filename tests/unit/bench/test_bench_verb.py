"""`publish bench` from a checkout, from elsewhere, and where bench/ isn't there."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from bench import __main__ as measuring
from publish.cli import bench


def test_what_follows_the_name_goes_to_the_measurement(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    seen = []
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(bench.subprocess, "call", lambda command, env: seen.append((command, env)) or 0)
    ran = CliRunner().invoke(bench.bench, ["anonymise", "--set", "fill", "a.jsonl"])
    command, env = seen[0]
    assert ran.exit_code == 0
    assert command[1:] == ["-m", "bench", "anonymise", "--set", "fill", "a.jsonl"]
    assert env["PYTHONPATH"].startswith(str(bench.CHECKOUT))


def test_without_bench_the_verb_says_so_and_exits_2(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(bench, "CHECKOUT", tmp_path)
    ran = CliRunner().invoke(bench.bench, ["anonymise"])
    assert ran.exit_code == 2
    assert "BENCH-001" in ran.stderr


def test_all_leaves_out_what_takes_hours(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[str] = []
    known = measuring.measurements()
    for name, module in known.items():
        monkeypatch.setattr(module, "run", lambda _, name=name: ran.append(name) or 0)
    monkeypatch.setattr(measuring, "measurements", lambda: known)
    assert measuring.main(["all"]) == 0
    assert set(known) - set(ran) == {
        "anonymise-year",
        "build",
        "desk",
        "export",
        "scripts",
        "search",
        "switch",
        "withdraw",
    }
    assert measuring.main(["anonymise-year"]) == 0
    assert ran[-1] == "anonymise-year"
