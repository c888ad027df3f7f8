"""`python -m bench queue [--candidates N] [--url URL]`: the desk's queue over an invented ledger.

Milliseconds a call, of 15, in one process that has filled its view.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta

from bench import report
from publish.ledger.desk import Desk
from publish.ledger.ledger import Ledger, open_ledger
from publish.ledger.queue import Filter
from publish.model.records import CallFacts, Outline, Redacted
from publish.model.spans import Flag
from publish.model.texts import RedactedText

NAME = "queue"
NOW = datetime.fromisoformat("2022-07-28T18:00:00+08:00")
ROUNDS = 15
COLUMNS = ("call", "CPU ms, median", "wall ms, median", "wall ms, worst")
FILTERS = {
    "everything": Filter(),
    "first reader's turn": Filter(turn="first", not_signed_by="chen"),
    "second reader's turn": Filter(turn="second"),
    "one district": Filter(district="500107"),
    "district, flags, overdue": Filter(district="500107", flagged=True, overdue=True),
    "closed gates": Filter(gated=True),
    "held by nobody": Filter(held="free"),
    "approved": Filter(state="approved"),
}


def run(arguments: Sequence[str]) -> int:
    """0 when measured."""
    parser = argparse.ArgumentParser(prog="bench queue", description=__doc__)
    parser.add_argument("--candidates", type=int, default=100_000)
    parser.add_argument("--url", help="an empty ledger; default: SQLite in a folder of its own")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        url = given.url or f"sqlite:///{folder}/ledger.sqlite3"
        with open_ledger(url, NOW, "bench") as ledger:
            _fill(ledger, given.candidates)
            rows = list(_measured(ledger, ledger.desk(NOW), given.candidates))
    kind = "PostgreSQL" if url.startswith("postgresql") else "SQLite"
    command = f"python -m bench queue --candidates {given.candidates}{' --url URL' if given.url else ''}"
    note = f"Load of the machine by the end: {os.getloadavg()[0]:.1f}."
    report.put(f"The desk's queue, {kind}", command, COLUMNS, rows, [note])
    print(report.table(COLUMNS, rows), note, sep="\n")
    return 0


def _fill(ledger: Ledger, count: int) -> None:
    for name, role in (("chen", "first"), ("zhou", "second"), ("lin", "final")):
        ledger.add_user(name, name, [role])
    begun = time.perf_counter()
    ledger.file(_records(ledger, count))
    print(f"filed {count / (time.perf_counter() - begun):,.0f} records a second", file=sys.stderr)
    for number in range(1, count // 50, 3):
        _tried(ledger, f"C-{number:06d}")


def _tried(ledger: Ledger, name: str) -> None:
    if not ledger.desk().row(name).gates and not ledger.desk().row(name).flags:
        ledger.sign(name, "chen")


def _records(ledger: Ledger, count: int) -> Iterator[Redacted[CallFacts]]:
    chance = random.Random(1)
    for number in range(count):
        yield record(ledger, number, chance)


def record(ledger: Ledger, number: int, chance: random.Random) -> Redacted[CallFacts]:
    """An invented candidate with a clock, a district, and now and then a flag or a closed gate."""
    closed = date(2022, 1, 1) + timedelta(days=chance.randrange(200))
    district = f"5001{chance.randrange(38):02}"
    flags = (Flag(0, 2, "疑似姓名"),) if chance.random() < 0.2 else ()
    return Redacted(
        kind="call",
        source=ledger.source_key("call", str(number)),
        source_hash=str(number),
        facts=CallFacts(opens_on=closed, closes_on=None),
        texts={"body": RedactedText("请提供线索", (), flags)},
        gates=("GATE-MINOR",) if chance.random() < 0.05 else (),
        outline=Outline(district=district, closed_on=closed, due_on=closed + timedelta(days=28)),
    )


def _measured(ledger: Ledger, desk: Desk, count: int) -> Iterator[tuple[str, ...]]:
    yield _timed(f"the first call of a process, {count:,} candidates", desk.counts, 1)
    for name, wanted in FILTERS.items():
        yield _timed(f"page of 50: {name}", lambda wanted=wanted: desk.queue(wanted))
    last = desk.queue(Filter()).pages
    yield _timed("the last page", lambda: desk.queue(Filter(), page=last))
    yield _timed("counts", desk.counts)
    yield _timed("progress of the day", lambda: desk.progress(NOW.date()))
    yield _timed("find a candidate", lambda: desk.find("C-000077"))
    yield _timed("file one more and count", _after_filing(ledger, desk, count))


def _after_filing(ledger: Ledger, desk: Desk, count: int) -> Callable[[], object]:
    chance = random.Random(2)
    numbers = iter(range(count, count + ROUNDS))

    def act() -> object:
        ledger.file([record(ledger, next(numbers), chance)])
        return desk.counts()

    return act


def _timed(name: str, act: Callable[[], object], rounds: int = ROUNDS) -> tuple[str, ...]:
    wall, cpu = [], []
    for _ in range(rounds):
        begun, worked = time.perf_counter(), time.process_time()
        act()
        wall.append(1000 * (time.perf_counter() - begun))
        cpu.append(1000 * (time.process_time() - worked))
    return name, *(f"{one:,.1f}" for one in (statistics.median(cpu), statistics.median(wall), max(wall)))
