"""The leak gate on whole sites: nobody is found in a clean one, everybody in a leaking one."""

from __future__ import annotations

import json
import sqlite3
import subprocess
from pathlib import Path

import msgspec
import pytest

from bench.build.content import Contents
from bench.build.donors import Donors
from bench.build.ours import Ours
from bench.build.stand import Stand
from publish.checks import leaks
from publish.settings import Settings, load
from publish.stages import check, office
from tests.wholeline import Line

CASES = 10_000
STRONG = ("phone", "id_number", "plate", "email", "bank_account")


def _values(line: Line, column: str) -> list[str]:
    with sqlite3.connect(line.folder / "store.sqlite3") as store:
        rows = store.execute(f"select distinct {column} from parties where {column} is not null")
        return [value for (value,) in rows]


def test_the_demonstration_holds_nobody_and_a_second_check_says_so_again(line: Line) -> None:
    line.publish("check", "--full")
    line.publish("check")
    kept = line.folder / ".publish-output.leaks"
    assert kept.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("column", STRONG)
def test_every_value_of_the_store_is_found_and_none_is_repeated(line: Line, column: str) -> None:
    values = [value for value in _values(line, column) if not value.startswith(("0", "1234"))]
    folder = line.output / "x"
    folder.mkdir()
    for number, value in enumerate(values):
        (folder / f"{number}.txt").write_text(f"x\n{value}\n", "utf-8")
    done = line.publish("check", "--json", check=False)
    places = {issue["place"] for issue in json.loads(done.stdout)["issues"] if issue["code"] == "CHECK-001"}
    assert done.returncode == 1
    assert places == {f"x/{number}.txt:2" for number in range(len(values))}
    assert not any(value in done.stdout + done.stderr for value in values)


@pytest.mark.proof
def test_a_clean_site_of_ten_thousand_cases_raises_no_alarm(full_line: Line, tmp_path: Path) -> None:
    site = Ours(tmp_path)
    contents = Contents(Donors(full_line.folder / "content"), CASES, seed=1)
    site.prepare(contents.records(Stand(count=CASES)))
    site.clear()
    subprocess.run(site.command(), check=True, env={**site.environment()})
    assert _alarms(load(full_line.settings), site) == []


def _alarms(settings: Settings, site: Ours) -> list[str]:
    with office.store_of(settings) as store, office.ledger_of(settings) as ledger:
        context = check.context(settings, store, ledger, {}, full=True)
        there = msgspec.structs.replace(context, output=site.output, content=site.source, kept=None)
        return [str(issue) for issue in leaks.check(there)]
