"""The review desk with 100,000 candidates in its queue: every page, and the keys of a matter with ten places.

    python -m bench desk [--candidates 100000] [--rounds 5] [--dir DIR]

A real desk in a process of its own, asked over HTTP by a signed-in reader: the slowest of the rounds counts.
The keys are pressed in a real browser. Writes its section of docs/reference/benchmarks.md; exits 1 when a
page takes longer than 200 ms or the matter more than 12 keys.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import httpx
import msgspec

from bench import report
from publish.desk.fold import COMBINATION
from publish.model.records import Facts, Redacted, SourceKey
from publish.settings import load
from publish.stages import office
from tests.desk.desks import PASSWORD, Running, enrol
from tests.wholeline import Line, made

NAME = "desk"
ONLY_BY_NAME = True
"""Some minutes to fill the ledger: `all` leaves it out."""
LIMIT_MS, LIMIT_KEYS = 200, 12
COLUMNS = ("page", "slowest of the rounds", "bytes", "limit")
SMALL = ("--cases", "2000", "--approved", "600")
PAGES = {
    "queue, own turn": "/",
    "queue, everything": "/?turn=all",
    "queue, a page in the middle": "/?turn=all&page=1000",
    "queue, a district and open doubts": "/?turn=all&district=500103&flagged=1",
    "queue, overdue": "/?turn=all&overdue=1",
    "queue, approved": "/?state=approved&turn=all",
    "the next matter": "/start",
    "matter": "/matters/{name}",
    "preview": "/preview/matters/{name}",
    "history": "/matters/{name}/history",
    "release record": "/matters/{name}/record",
    "release record, PDF": "/matters/{name}/record.pdf",
    "terms": "/terms",
    "figures": "/figures",
    "key map": "/keys",
}


def run(arguments: Sequence[str]) -> int:
    """Measure; 0 when everything keeps within its limit."""
    given = _parsed(arguments)
    folder = given.dir or Path(tempfile.mkdtemp(prefix="huisheng-bench-"))
    line = Line(folder)
    try:
        if not line.settings.exists():
            _fill(line, given.candidates)
        desk = Running(line).start()
        try:
            rows = [*_pages(desk, given.rounds), *_keys(desk)]
        finally:
            desk.stop()
        report.put(f"Review desk, {given.candidates:,} candidates", "python -m bench desk", COLUMNS, rows)
        return int(any(row[-1].endswith("✗") for row in rows))
    finally:
        if not given.dir:
            shutil.rmtree(folder, ignore_errors=True)


def _parsed(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench desk", description=__doc__)
    parser.add_argument("--candidates", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--dir", type=Path)
    return parser.parse_args(arguments)


def _fill(line: Line, candidates: int) -> None:
    """An exported demonstration, and its candidates again and again under other sources."""
    made(line.folder, *SMALL)
    line.publish("export", check=False)  # a row is set aside by design
    with office.ledger_of(load(line.settings)) as ledger:
        ledger.begin_run("export")
        found = [one.record for one in ledger.candidates() if one.kind == "case"]
        ledger.file(_copies(found, candidates))
    enrol(line)


def _copies(found: list[Redacted[Facts]], count: int) -> Iterator[Redacted[Facts]]:
    for number in range(count):
        record = found[number % len(found)]
        yield msgspec.structs.replace(
            record, source=SourceKey(f"{number:064x}"), source_hash=f"{number:064x}"
        )


def _pages(desk: Running, rounds: int) -> Iterator[list[str]]:
    with httpx.Client(base_url=desk.url, timeout=60) as client:
        client.post("/login", data={"name": "chen", "password": PASSWORD})
        matter = _largest(desk)
        for name, path in PAGES.items():
            address = path.replace("{name}", matter)
            client.get(address)  # what the first reader of the day waits for is loaded then
            taken = [_asked(client, address) for _ in range(rounds)]
            slowest = max(seconds for seconds, _ in taken) * 1000
            mark = "✓" if slowest <= LIMIT_MS else "✗"
            yield [name, f"{slowest:.0f} ms", f"{taken[0][1]:,}", f"{LIMIT_MS} ms {mark}"]


def _asked(client: httpx.Client, address: str) -> tuple[float, int]:
    began = time.perf_counter()
    answer = client.get(address)
    seconds = time.perf_counter() - began
    if answer.status_code >= 400:
        sys.exit(f"{address}: {answer.status_code}")
    return seconds, len(answer.content)


def _largest(desk: Running) -> str:
    """The matter with the most masked places."""
    return max(_matters(desk), key=lambda one: one[1])[0]


def _matters(desk: Running) -> list[tuple[str, int, int]]:
    """Matters that lie in the store, with their places and doubts."""
    with office.ledger_of(load(desk.line.settings)) as ledger:
        names = [f"C-{number:06d}" for number in range(1, 600)]
        found = (ledger.candidate(name) for name in names)
        return [
            (one.id, *_places(one.record))
            for one in found
            if one.kind == "case" and one.state == "open" and not one.record.gates
        ]


def _places(record: Redacted[Facts]) -> tuple[int, int]:
    """Masked places a reader looks at, and open doubts; what the combination test cut asks for no key."""
    texts = record.texts.values()
    spans = (span for text in texts for span in text.spans if span.recognizer != COMBINATION)
    return sum(1 for _ in spans), sum(len(text.flags) for text in texts)


def _keys(desk: Running) -> Iterator[list[str]]:
    """A matter with ten places to look at, each agreed to by itself, then signed."""
    from playwright.sync_api import sync_playwright

    from tests import browser
    from tests.desk.desks import reader

    wanted = [name for name, places, doubts in _matters(desk) if places + doubts == 10]
    with sync_playwright() as playwright, reader(browser.launch(playwright), desk, "chen") as chen:
        for name in wanted:
            chen.page.goto(f"{desk.url}/matters/{name}")
            if chen.page.locator("[data-do=accept]").count():
                break
        chen.strokes = 0
        while chen.next:
            chen.stroke("a")
        chen.sign()
    mark = "✓" if chen.strokes <= LIMIT_KEYS else "✗"
    yield ["keys of a matter with ten places", f"{chen.strokes}", "", f"{LIMIT_KEYS} {mark}"]
