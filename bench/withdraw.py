"""From the command to proven gone: `publish withdraw --now` at 10,000 and 100,000 matters, on a real nginx.

    python -m bench withdraw [--cases 10000,100000] [--rounds 3] [--dir DIR]

A demonstration of so many published matters is made, run to its release, and served by nginx on loopback;
in DIR it is kept for the next time. A matter is withdrawn again and again, each time another one: the seconds
are those from the start of the command to its word that it is gone, which is given only after the public tree
was searched and nginx asked. All the while a client asks for the matter's page, lists, feeds, search files
and data, a hundred times a second, or more seldom where it has to wait.

Beside it, in the same run: the same tree copied by rsync and searched for the number by grep, once, which is
what is left to do by hand after a page was deleted and the site made anew.

Writes its section of docs/reference/benchmarks.md; exits 1 when a limit is passed or a client met an error.
"""

from __future__ import annotations

import argparse
import http.client
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from bench import report
from publish.model.published import PublishedCase
from publish.settings import load
from publish.site import addresses
from publish.text.records import decode
from tests.servers import Server, serving
from tests.wholeline import ROOT, Line, made

NAME = "withdraw"
ONLY_BY_NAME = True
"""Making a line of 100,000 matters takes most of an hour."""
LIMITS = {10_000: 5.0, 100_000: 15.0}
COLUMNS = (
    "published matters",
    "files",
    "gone after",
    "limit",
    "changed",
    "a client saw",
    "rsync and grep by hand",
    "ratio",
)
DONE = "已经撤下"
PAUSE = 0.01
"""Seconds between two requests of the client."""
STORE = 1.5
"""Matters in the store for one that is published."""


class Watched(msgspec.Struct):
    """What a client got, by status: for the page of the matter, and for everything else."""

    matter: Counter[int]
    others: Counter[int]

    @property
    def errors(self) -> int:
        wrong = sum(count for status, count in self.matter.items() if status not in (200, 304, 410))
        return wrong + sum(count for status, count in self.others.items() if status not in (200, 304))

    def __str__(self) -> str:
        old, gone = self.matter[200], self.matter[410]
        return f"{old:,} old, {gone:,} gone, {sum(self.others.values()):,} others, {self.errors} errors"


def run(arguments: Sequence[str]) -> int:
    """Measure; 0 when everything keeps within its limit."""
    given = _parsed(arguments)
    folder = given.dir or Path(tempfile.mkdtemp(prefix="huisheng-bench-"))
    try:
        rows = [_measured(Line(folder / f"{cases}" / "demo"), cases, given.rounds) for cases in given.cases]
    finally:
        if not given.dir:
            shutil.rmtree(folder, ignore_errors=True)
    report.put("Withdrawal", "python -m bench withdraw", COLUMNS, rows)
    return int(any("✗" in cell for row in rows for cell in row))


def _parsed(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench withdraw", description=__doc__)
    parser.add_argument(
        "--cases", type=lambda text: [int(each) for each in text.split(",")], default="10000,100000"
    )
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--dir", type=Path)
    return parser.parse_args(arguments)


def _measured(line: Line, cases: int, rounds: int) -> list[str]:
    _ready(line, cases)
    with serving("nginx", load(line.settings), line.folder.parent / "nginx") as server:
        _look_at(line, server)
        numbers = _numbers(line, rounds + 1)
        _withdrawn(line, server, numbers[0])  # the folder of a release is made anew the first time
        taken = [_withdrawn(line, server, number) for number in numbers[1:]]
    seconds = max(each[0] for each in taken)
    watched = [each[2] for each in taken]
    hand = _by_hand(line, numbers[0])
    limit = LIMITS.get(cases)
    within = seconds <= limit if limit else True
    files = sum(1 for path in line.output.rglob("*") if path.is_file())
    clean = "✓" if not any(each.errors for each in watched) else "✗"
    return [
        f"{cases:,}", f"{files:,}", f"{seconds:.1f} s (slowest of {rounds})",
        f"{limit:.0f} s {'✓' if within else '✗'}" if limit else "", str(taken[-1][1]),
        f"{watched[-1]} {clean}", f"{hand:.1f} s", f"{seconds / hand:.2f}",
    ]  # fmt: skip


def _ready(line: Line, cases: int) -> None:
    """A line run to its release, with what is published sealed."""
    if not line.settings.exists():
        made(line.folder, "--cases", str(int(cases * STORE)), "--approved", str(cases))
        line.publish("export", check=False)  # a row is set aside by design
        line.sign()
    line.publish("write")
    line.stages("build", "check", "release")
    line.stages("build")


def _look_at(line: Line, server: Server) -> None:
    """Readers are asked for, too."""
    lines = line.settings.read_text("utf-8").split("\n")
    kept = [each for each in lines if not each.startswith(("release:", "  public:"))]
    line.settings.write_text("\n".join([*kept, "release:", f"  public: {server.address}", ""]), "utf-8")


def _numbers(line: Line, count: int) -> list[str]:
    """Published numbers, spread over all."""
    found = sorted(path.stem for path in (line.folder / "content/cases").rglob("*.json"))
    return [found[(at + 1) * len(found) // (count + 2)] for at in range(count)]


def _withdrawn(line: Line, server: Server, number: str) -> tuple[float, int, Watched]:
    """Seconds from the command to the word that it is gone, files it changed, what a client got meanwhile."""
    path = next((line.folder / "content/cases").rglob(f"{number}.json"))
    case = decode(PublishedCase, path.read_bytes())
    stop, watched = threading.Event(), Watched(Counter(), Counter())
    client = threading.Thread(target=_ask, args=(server.port, case, watched, stop))
    client.start()
    try:
        began = time.perf_counter()
        options = ("--reason", "privacy", "--now", "--no-sweep", "--as", "chen")
        done = line.publish("--json", "withdraw", number, *options, check=False)
        seconds = time.perf_counter() - began
    finally:
        stop.set()
        client.join()
    if done.returncode or DONE not in done.stdout:
        sys.exit(done.stdout + done.stderr)
    return seconds, msgspec.json.decode(done.stdout.splitlines()[-1])["counts"]["changed"], watched


def _ask(port: int, case: PublishedCase, watched: Watched, stop: threading.Event) -> None:
    """One reader who asks for everything, over and over."""
    own, others = f"/{addresses.case_file(case.number)}", list(_others(case))
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    while not stop.wait(PAUSE):
        watched.matter[_status(connection, own)] += 1
        for path in others:
            stop.wait(PAUSE)
            watched.others[_status(connection, path)] += 1
    connection.close()


def _others(case: PublishedCase) -> Iterator[str]:
    """What stays where it is: lists, feeds, data and the search's files."""
    yield from (
        "/",
        "/feeds/site.rss.xml",
        "/feeds/site.atom.xml",
        "/sitemap.xml",
        "/data/",
        "/static/css/base.css",
    )
    yield f"/columns/{case.column}/"
    yield f"/months/{case.published_at:%Y-%m}/"
    yield f"/data/{case.published_at:%Y-%m}.csv"


def _status(connection: http.client.HTTPConnection, path: str) -> int:
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        return answer.status
    except (OSError, http.client.HTTPException):
        connection.close()
        return 0


def _by_hand(line: Line, number: str) -> float:
    """Seconds to bring the site to another folder by rsync and to look for a number in it by grep."""
    target = line.folder.parent / "by-hand"
    shutil.rmtree(target, ignore_errors=True)
    began = time.perf_counter()
    subprocess.run(["rsync", "-a", f"{line.output}/", str(target)], check=True, cwd=ROOT)
    subprocess.run(["grep", "-rlF", number, str(target)], check=False, capture_output=True)
    seconds = time.perf_counter() - began
    shutil.rmtree(target)
    return seconds
