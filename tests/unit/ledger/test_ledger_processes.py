"""Many processes at one ledger, and processes that die: no decision is lost, the chain stays whole."""

from __future__ import annotations

import multiprocessing
import pickle
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import ledger_workers as work
import pytest
from ledger_records import approve_all, opened, records, staffed

from publish.errors import LedgerError

COUNT = 120


def _at_once(act: Callable[..., Any], calls: Sequence[tuple[Any, ...]]) -> list[Any]:
    with multiprocessing.get_context("spawn").Pool(len(calls)) as pool:
        return pool.starmap(act, calls, chunksize=1)


def test_processes_that_file_the_same_records_make_each_candidate_once(url: str) -> None:
    staffed(url).close()
    new = _at_once(work.file, [(url, 900)] * 3)
    with opened(url) as ledger:
        assert (sum(new), len(list(ledger.sources()))) == (900, 900)
        assert list(ledger.verify()) == []


def test_an_error_of_the_ledger_crosses_from_one_process_to_another() -> None:
    error = LedgerError("LEDGER-010", "C-000001")
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), again.issue, str(again)) == (LedgerError, error.issue, str(error))


def test_processes_that_open_a_new_ledger_at_once_share_one_secret(url: str) -> None:
    assert len(set(_at_once(work.open_and_key, [(url,)] * 6))) == 1


def test_three_readers_signing_at_once_lose_no_signature(url: str) -> None:
    with staffed(url) as ledger:
        ledger.file(records(ledger, range(COUNT)))
    calls = [(url, user, COUNT) for user in ("lin", "zhou", "chen")]
    assert _at_once(work.sign_until_done, calls) == [COUNT] * 3
    with opened(url) as ledger:
        marks = [[mark.user for mark in item.signatures] for item in ledger.candidates("approved")]
        assert marks == [["chen", "zhou", "lin"]] * COUNT
        assert list(ledger.verify()) == []


def test_of_many_first_readers_exactly_one_signs_each_candidate(url: str) -> None:
    with staffed(url) as ledger:
        ledger.file(records(ledger, range(COUNT)))
        for name in ("a", "b", "c"):
            ledger.add_user(name, name, ["first"])
    assert sum(_at_once(work.sign_each, [(url, name, COUNT) for name in ("a", "b", "c")])) == COUNT


def test_two_users_settling_two_fields_at_once_both_prevail(url: str) -> None:
    with staffed(url) as ledger:
        ledger.file(records(ledger, range(40)))
    _at_once(work.settle_field, [(url, field, 40) for field in ("title", "appeal")])
    with opened(url) as ledger:
        for candidate in ledger.candidates():
            assert {name: text.text for name, text in candidate.record.texts.items()} == {
                "title": "title settled",
                "appeal": "appeal settled",
            }


def test_processes_that_number_at_once_agree(url: str) -> None:
    with staffed(url) as ledger:
        ledger.file(records(ledger, range(60)))
        approve_all(ledger)
    first, *others = _at_once(work.number_all, [(url,)] * 3)
    assert others == [first] * 2
    assert first == sorted(set(first))


def _started(url: str, what: str, begin: int = 0) -> subprocess.Popen[str]:
    here = Path(__file__).parent
    command = [sys.executable, str(here / "ledger_workers.py"), what, url, str(begin)]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env={"PYTHONPATH": str(here.parents[2])}
    )


def _killed(process: subprocess.Popen[str], after: float) -> list[int]:
    """Kill -9 some time after the first confirmed line; the lines that were confirmed."""
    assert process.stdout
    first = process.stdout.readline()
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    lines = [first, *process.stdout.read().split("\n")[:-1]]
    process.wait()
    return [int(line) for line in lines if line.strip().isdigit()]


def _die_and_look(url: str, rounds: int) -> None:
    chance = random.Random(2021)
    confirmed: set[int] = set()
    for _ in range(rounds):
        process = _started(url, "tell", max(confirmed, default=-1) + 1)
        confirmed.update(_killed(process, chance.uniform(0, 0.2)))
        with opened(url) as ledger:
            filed = {source for source, _ in ledger.sources()}
            assert {ledger.source_key("case", f"K{key}") for key in confirmed} <= filed
            assert list(ledger.verify()) == []


def test_a_process_killed_while_filing_loses_nothing_that_was_confirmed(url: str) -> None:
    staffed(url).close()
    _die_and_look(url, 4)


@pytest.mark.proof
def test_two_hundred_processes_killed_while_filing_lose_nothing_that_was_confirmed(url: str) -> None:
    staffed(url).close()
    _die_and_look(url, 200)


def test_a_process_killed_inside_a_batch_leaves_whole_batches(url: str) -> None:
    staffed(url).close()
    for after in (0.05, 0.21, 0.4):
        _killed(_started(url, "many"), after)
        with opened(url) as ledger:
            count = len(list(ledger.sources()))
            assert count % 500 == 0
            assert list(ledger.verify()) == []
    with opened(url) as ledger:
        assert ledger.file(records(ledger, range(count + 7))).new == 7
