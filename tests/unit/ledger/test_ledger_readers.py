"""Readers in many processes, an export among them, and readers who die: no confirmed decision is lost."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import ledger_readers as work
import pytest
from ledger_records import NOW, READERS

from publish.ledger import schema
from publish.ledger.restore import restore


def _at_once(calls: Sequence[tuple[Callable[..., Any], tuple[Any, ...]]]) -> list[Any]:
    with multiprocessing.get_context("spawn").Pool(len(calls)) as pool:
        return [found.get() for found in [pool.apply_async(act, given) for act, given in calls]]


def _chain(url: str, folder: Path) -> set[str]:
    with work.office(url, folder) as ledger:
        assert list(ledger.verify()) == []
        list(ledger.lines())
        with ledger.desk()._book.database.read() as conn:
            return set(conn.scalars(schema.chain.select().with_only_columns(schema.chain.c.hash)))


def test_readers_and_an_export_at_once_lose_no_confirmed_decision(url: str, tmp_path: Path) -> None:
    work.prepare(url, tmp_path)
    readers = [(work.decide, (url, tmp_path, user, 40)) for user, _ in READERS]
    told = _at_once([*readers, (work.export, (url, tmp_path, 20))])
    hashes = [hash_ for one in told for _, _, hash_ in one]
    assert len(hashes) == 140
    assert set(hashes) <= _chain(url, tmp_path)


def test_of_many_who_want_a_matter_exactly_one_holds_it(url: str, tmp_path: Path) -> None:
    work.prepare(url, tmp_path)
    got = _at_once([(work.race_for_holds, (url, tmp_path, user, work.COUNT)) for user, _ in READERS])
    assert sorted(name for names in got for name in names) == [f"C-{n:06d}" for n in range(1, work.COUNT + 1)]


def test_no_saving_of_a_draft_overwrites_one_it_did_not_see(url: str, tmp_path: Path) -> None:
    work.prepare(url, tmp_path)
    assert _at_once([(work.race_for_a_draft, (url, tmp_path, 15))] * 3) == [15] * 3
    with work.office(url, tmp_path) as ledger:
        draft = ledger.desk().draft("C-000001", 1)
        assert draft is not None
        assert draft.revision == 45


def _decide_and_tell(url: str, folder: Path, seed: int, user: str, pipe: Connection) -> None:
    with work.office(url, folder) as ledger:
        for told in work.decisions(ledger, random.Random(seed), user):
            pipe.send(told)


def _killed(url: str, folder: Path, seed: int, after: float) -> list[work.Told]:
    """Kill -9 some time after the first confirmed decision; all that were confirmed."""
    context = multiprocessing.get_context("fork")  # a process that has all its libraries already
    ours, theirs = context.Pipe(duplex=False)
    user = READERS[seed % len(READERS)][0]
    process = context.Process(target=_decide_and_tell, args=(url, folder, seed, user, theirs))
    process.start()
    theirs.close()
    told = [ours.recv()]
    time.sleep(after)
    assert process.pid
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    try:
        while True:
            told.append(ours.recv())
    except EOFError:
        return told


def _die_and_look(url: str, folder: Path, rounds: int, seed: int = 0) -> None:
    work.prepare(url, folder)
    chance = random.Random(2021)
    confirmed: set[str] = set()
    for number in range(seed, seed + rounds):
        told = _killed(url, folder, number, chance.uniform(0, 0.1))
        confirmed.update(hash_ for _, _, hash_ in told)
        assert confirmed <= _chain(url, folder)


def test_twenty_readers_killed_while_deciding_lose_nothing_that_was_confirmed(
    url: str, tmp_path: Path
) -> None:
    _die_and_look(url, tmp_path, 20)


@pytest.mark.proof
def test_two_hundred_readers_killed_while_deciding_lose_nothing_that_was_confirmed(
    url: str, tmp_path: Path
) -> None:
    _die_and_look(url, tmp_path, 200, seed=1000)


def test_after_many_deaths_a_restore_knows_every_number_and_every_withdrawal(
    url: str, tmp_path: Path
) -> None:
    """Whatever the moment of death: the journal is brought up to the ledger before that is replaced."""
    work.prepare(url, tmp_path)
    with work.office(url, tmp_path) as ledger:
        ledger.backup(tmp_path / "before")
    for seed in range(8):
        _killed(url, tmp_path, seed, 0.15)
    with work.office(url, tmp_path) as ledger:
        known = {one.number: one.state for one in ledger.published()}
        journal, vault = ledger.desk()._book.journal, ledger.desk()._book.vault
    assert journal
    assert vault
    restore(url, tmp_path / "before", NOW, journal, vault)
    with work.office(url, tmp_path) as ledger:
        assert {one.number: one.state for one in ledger.published()} == known
        assert list(ledger.verify()) == []
