"""The leak gate with a million identifiers: its matcher beside another, decoding, building, memory.

    python -m bench leaks [SITE] [--identifiers N]

SITE is a folder of published files; without one a demonstration is made and built. The identifiers are
drawn at random (phones, identity and card numbers, accounts, mail, names), so that hardly any is met. Speeds
are megabytes a second of processor time on one core, the best of three rounds. The gate itself is run with a
process for each core, and the memory of all of them is watched.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

import ahocorasick
import msgspec

from bench import report, watched
from publish.checks import decode, leaks
from publish.checks.wanted import EVERYWHERE, Entries, Entry, compiled
from publish.demo.make import make
from publish.pipeline import run as line
from publish.settings import load
from publish.text.spread import cores, spread
from publish.text.squeeze import squeeze
from publish.text.unfold import unfolded

NAME = "leaks"
T = TypeVar("T")
SEED = 20221123
ROUNDS = 3
FASTEST = 60
"""Megabytes a second and core that the matcher must reach."""
MOST_MB = 1536
AT_MOST = 40_000_000
"""Bytes of a site that are read for the speeds: enough to measure."""
RIVAL = 4_000_000
"""Bytes the other matcher is given: it is slow."""
SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
)
GATE = "--gate"


def run(arguments: Sequence[str]) -> int:
    """Measure and write the section; 1 where the matcher is slower or memory is more than was promised."""
    given = _arguments(arguments)
    if given.gate:
        return _gate(Path(given.site), given.identifiers)
    with tempfile.TemporaryDirectory() as folder:
        site = Path(given.site) if given.site else _demonstration(Path(folder))
        rows, good = _measured(site, given.identifiers)
    report.put(
        "Leak gate",
        f"python -m bench leaks --identifiers {given.identifiers}",
        ("what", "figure", "limit"),
        rows,
    )
    return int(not good)


def _arguments(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench leaks")
    parser.add_argument("site", nargs="?")
    parser.add_argument("--identifiers", type=int, default=1_000_000)
    parser.add_argument(GATE, action="store_true")
    return parser.parse_args(arguments)


def _demonstration(folder: Path) -> Path:
    make(folder)
    settings = load(folder / "publish.yml")
    line(settings, tell=lambda _: None)
    return settings.paths.output


def identifiers(count: int) -> Entries:
    """Random identifiers that may stand nowhere."""
    draw, entries = random.Random(SEED), Entries()
    while len(entries) < count:
        kind, value = _one(draw)
        entries.setdefault(squeeze(value), Entry(kind)).flags = EVERYWHERE
    return entries


def _one(draw: random.Random) -> tuple[str, str]:
    kind = draw.choices(
        ("phone", "id_number", "bank_account", "account_number", "email", "name"), (40, 20, 10, 10, 10, 10)
    )[0]
    if kind == "phone":
        return kind, f"1{draw.choice('3456789')}{draw.randrange(10**9):09}"
    if kind == "id_number":
        born = f"{draw.randrange(1940, 2020)}{draw.randrange(1, 13):02}{draw.randrange(1, 29):02}"
        return kind, f"50{draw.randrange(100, 1000):04}{born}{draw.randrange(10**4):04}"
    if kind == "name":
        return kind, draw.choice(SURNAMES) + "".join(chr(draw.randrange(0x4E00, 0x9FA5)) for _ in range(2))
    if kind == "email":
        return kind, "".join(draw.choices("abcdefghijklmnopqrstuvwxyz0123456789", k=9)) + "@example.cn"
    return (
        kind,
        f"{draw.randrange(10**15, 10**16)}" if kind == "bank_account" else f"5{draw.randrange(10**12):012}",
    )


class Speeds(msgspec.Struct, frozen=True):
    """Megabytes a second of processor time, and seconds of it to build the automaton."""

    decoding: float
    squeezing: float
    matching: float
    building: float
    other: float
    other_building: float


def _speeds(site: Path, count: int) -> Speeds:
    files = [(path.name, path.read_bytes()) for path in _some(site)]
    size = sum(len(data) for _, data in files) / 1e6
    decoding, texts = _best(lambda: [text for name, data in files for text in _texts(name, data)])
    squeezing, squeezed = _best(lambda: [squeeze(text).encode() for text in texts])
    volume = sum(map(len, squeezed)) / 1e6
    entries = identifiers(count)
    building, wanted = _best(lambda: compiled(entries), 1)
    find = wanted.automaton.find_matches_as_indexes
    matching, _ = _best(lambda: [find(text, overlapping=True) for text in squeezed])
    other_building, other = _rival(entries, b"".join(squeezed)[:RIVAL].decode("utf-8", "ignore"))
    return Speeds(size / decoding, size / squeezing, volume / matching, building, other, other_building)


def _texts(name: str, data: bytes) -> Iterator[str]:
    return (one for text in decode.read(name, data) for one in unfolded(text.text))


def _measured(site: Path, count: int) -> tuple[list[tuple[str, str, str]], bool]:
    command = (sys.executable, "-m", "bench", NAME, str(site), "--identifiers", str(count), GATE)
    taken, speeds = watched.run(command, Path.cwd()), _speeds(site, count)
    total = sum(path.stat().st_size for path in site.rglob("*") if path.is_file()) / 1e6
    spent = f"{taken.seconds:,.0f} / {taken.processor_seconds:,.0f} s"
    rows = [
        ("matcher (ahocorasick-rs), MB of squeezed text a second", f"{speeds.matching:,.0f}", f"≥ {FASTEST}"),
        ("pyahocorasick, the same identifiers and text", f"{speeds.other:,.1f}", ""),
        ("decoding, MB of files a second", f"{speeds.decoding:,.1f}", ""),
        ("squeezing, MB of files a second", f"{speeds.squeezing:,.0f}", ""),
        ("building the automaton", f"{speeds.building:,.1f} s", ""),
        ("building pyahocorasick's", f"{speeds.other_building:,.1f} s", ""),
        (f"drawing, building, searching {total:,.0f} MB with {cores()} processes, wall / CPU", spent, ""),
        ("memory of all its processes (PSS)", f"{taken.memory_mb:,} MB", f"≤ {MOST_MB:,} MB"),
    ]
    good = speeds.matching >= FASTEST and taken.memory_mb <= MOST_MB and taken.exit_code == 0
    return rows, good


def _some(site: Path) -> Iterator[Path]:
    """Files of a site in an order that mixes their kinds, as many as are needed."""
    paths, left = sorted(path for path in site.rglob("*") if path.is_file()), AT_MOST
    random.Random(SEED).shuffle(paths)
    for path in paths:
        left -= path.stat().st_size
        if left < 0:
            return
        yield path


def _best(work: Callable[[], T], rounds: int = ROUNDS) -> tuple[float, T]:
    """Processor seconds of the quickest of some rounds, and what was made."""
    quickest = float("inf")
    for _ in range(rounds):
        start = time.process_time()
        made = work()
        quickest = min(quickest, time.process_time() - start)
    return quickest, made


def _rival(entries: Entries, text: str) -> tuple[float, float]:
    """Seconds to build, and megabytes a second."""
    start = time.process_time()
    other = ahocorasick.Automaton()
    for at, key in enumerate(entries):
        other.add_word(key, at)
    other.make_automaton()
    built = time.process_time()
    for _ in other.iter(text):
        pass
    return built - start, len(text.encode()) / (time.process_time() - built) / 1e6


def _gate(site: Path, count: int) -> int:
    """Search the whole site, as `publish check --full` does."""
    wanted = compiled(identifiers(count))
    files = [
        leaks.File(site, path.relative_to(site).as_posix())
        for path in sorted(site.rglob("*"))
        if path.is_file()
    ]
    unread = sum(
        result.unread is not None for result in spread(partial(leaks.search_file, wanted, {}), files)
    )
    return int(unread > 0)
