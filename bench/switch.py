"""nginx under load while releases switch: every request of wrk must be answered.

    python -m bench switch [--office DIR] [--switches N] [--seconds S]

DIR is a folder with a publish.yml whose line was run; without one a demonstration of 10,000 cases is made and
run first, which takes minutes. Its output is released from a copy into a folder of its own, then again with
forty pages changed at each switch, as nginx serves it by `publish server nginx` and wrk asks for random
addresses in plain, gzip and brotli.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from bench import report
from publish.demo.make import make
from publish.pipeline import run as line
from publish.release import local, manifest
from publish.release.local import Plan
from publish.release.manifest import Entry, Manifest
from publish.release.shelf import Held
from publish.settings import Settings, load
from tests.servers import missing, serving

NAME = "switch"
ONLY_BY_NAME = True
"""Ten thousand cases are made first: `all` leaves it out."""
CASES = 10_000
CHANGED = 40
THREADS, CONNECTIONS = 2, 32
ASKED = 4000
"""Addresses wrk draws from."""
SCRIPT = """
local paths, packing = {paths}, {{"br", "gzip", "identity"}}
math.randomseed(7)
function request()
  return wrk.format("GET", paths[math.random(#paths)], {{["Accept-Encoding"] = packing[math.random(3)]}})
end
function done(summary, latency, requests)
  local e = summary.errors
  local form = '\\nRESULT {{"requests": %d, "connect": %d, "read": %d, "write": %d, "status": %d}}\\n'
  io.write(string.format(form, summary.requests, e.connect, e.read, e.write, e.status))
  io.write(string.format('REST {{"timeout": %d, "p99_us": %d, "duration_us": %d}}\\n',
    e.timeout, latency:percentile(99), summary.duration))
end
"""


class Load(msgspec.Struct, frozen=True):
    """What wrk saw."""

    requests: int
    connect: int
    read: int
    write: int
    status: int
    timeout: int
    p99_us: int
    duration_us: int

    @property
    def failed(self) -> int:
        return self.connect + self.read + self.write + self.status + self.timeout


class Switched(msgspec.Struct, frozen=True):
    """Files of the site, seconds of each release that was made and switched to, and the load meanwhile."""

    files: int
    releases: tuple[float, ...]
    load: Load


def run(arguments: Sequence[str]) -> int:
    """Measure and write the section; 1 where a request failed."""
    given = _arguments(arguments)
    if lacks := missing("nginx") or missing("wrk"):
        print(lacks)
        return 1
    with tempfile.TemporaryDirectory(dir=given.work) as folder:
        office = given.office or _demonstration(Path(folder) / "office")
        settings = load(office / "publish.yml")
        found = measure(settings, settings.paths.output, Path(folder), given.switches, given.seconds)
    _report(given, found)
    return int(found.load.failed > 0)


def _arguments(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench switch")
    parser.add_argument("--office", type=Path)
    parser.add_argument("--switches", type=int, default=10)
    parser.add_argument("--seconds", type=int, default=30)
    parser.add_argument("--work", type=Path)
    return parser.parse_args(arguments)


def _demonstration(folder: Path) -> Path:
    make(folder, cases=3 * CASES, approved=CASES)
    line(load(folder / "publish.yml"), tell=lambda _: None)
    return folder


def measure(settings: Settings, output: Path, work: Path, switches: int, seconds: int) -> Switched:
    """Releases of a copy of `output` switch while wrk asks; everything in `work`."""
    source, releases = work / "output", work / "releases"
    shutil.copytree(output, source)
    settings = msgspec.structs.replace(
        settings, paths=msgspec.structs.replace(settings.paths, releases=releases)
    )
    known = {each.path: each for each in manifest.of(source).entries}
    _release(source, releases, known)
    with serving("nginx", settings, work / "server") as server:
        paths = _asked(known, settings.site.base)
        (work / "ask.lua").write_text(SCRIPT.format(paths=_lua(paths)), "utf-8")
        command = ["wrk", f"-t{THREADS}", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", str(work / "ask.lua")]
        asking = subprocess.Popen([*command, f"{server.address}/"], stdout=subprocess.PIPE, text=True)
        taken = tuple(_switches(source, releases, known, switches, seconds))
        said, _ = asking.communicate(timeout=seconds + 60)
    return Switched(len(known), taken, _load(said))


def _load(said: str) -> Load:
    """What the script printed at its end, in two lines."""
    told = (line.partition(" ") for line in said.splitlines())
    found = {name: json.loads(value) for name, _, value in told if name in ("RESULT", "REST")}
    return Load(**found["RESULT"], **found["REST"])


def _asked(known: dict[str, Entry], base: str) -> list[str]:
    drawn = random.Random(7).sample(sorted(known), min(ASKED, len(known)))
    return [base + path for path in drawn]


def _lua(paths: Sequence[str]) -> str:
    return "{" + ",".join(json.dumps(path, ensure_ascii=False) for path in paths) + "}"


def _switches(
    source: Path, releases: Path, known: dict[str, Entry], switches: int, seconds: int
) -> Iterator[float]:
    """Seconds of each, spread over the time wrk asks."""
    dice, pages = random.Random(8), [path for path in known if path.endswith(".html")]
    start = time.monotonic()
    for number in range(switches):
        due = start + (number + 0.5) * seconds / (switches + 1)
        time.sleep(max(0.0, due - time.monotonic()))
        for path in dice.sample(pages, min(CHANGED, len(pages))):
            known[path] = _change(source, known[path], number)
        begun = time.monotonic()
        _release(source, releases, known)
        yield time.monotonic() - begun


def _change(source: Path, entry: Entry, number: int) -> Entry:
    path = source / entry.path
    data = path.read_bytes() + f"<!-- {number} -->".encode()
    path.write_bytes(data)
    return Entry(entry.path, len(data), hashlib.sha256(data).hexdigest(), entry.sources)


def _release(source: Path, releases: Path, known: dict[str, Entry]) -> None:
    held: Manifest = manifest.made(known[path] for path in sorted(known))
    plan = Plan(source=source, releases=releases, manifest=held, erased={}, keep=3)
    local.show(releases, made := local.make(plan, _unproved))
    local.tidy(plan, made, _unsigned)


def _unproved(target: Path, before: Path | None, held: Held) -> None:
    """Here it is the switch that is measured."""


def _unsigned(release: Path, lost: dict[str, str]) -> None:
    """Nothing is withdrawn here."""


def _report(given: argparse.Namespace, found: Switched) -> None:
    load_, median = found.load, sorted(found.releases)[len(found.releases) // 2]
    rows = [
        ("files of the site", f"{found.files:,}", ""),
        ("switches of the public release under load", f"{len(found.releases)}", ""),
        (
            f"making a release with {CHANGED} pages changed (its proof apart) and switching to it, median",
            f"{median:.2f} s",
            "",
        ),
        ("requests answered", f"{load_.requests:,}", ""),
        ("requests a second", f"{load_.requests / (load_.duration_us / 1e6):,.0f}", ""),
        ("failed: connection, read, write, status, time", f"{load_.failed}", "0"),
        ("99 % within", f"{load_.p99_us / 1000:,.1f} ms", ""),
    ]
    command = f"python -m bench switch --switches {given.switches} --seconds {given.seconds}"
    report.put("Switching releases under load", command, ("what", "figure", "limit"), rows)
