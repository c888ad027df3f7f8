"""The figures in docs/reference/benchmarks.md and the plot beside it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench import report
from bench.build import targets
from bench.build.plot import plot
from bench.build.tally import Tally, cpu, exponent, least, middle, seconds

PICTURE = report.PAGE.parents[1] / "pictures" / "build.svg"
NAME = "Build, beside other generators"
COLUMNS = ("matters", "tool", "build", "wall, min / median", "CPU, min", "memory, all processes",
           "written: pages and data, feeds, search, twins", "removed", "files in all")  # fmt: skip
REACHED = ("matters", "must reach", "at most", "measured, median", "reached")
STEPS = {
    "cold": "cold", "nothing": "nothing to do", "add": "add one", "correct": "correct one",
    "withdraw": "withdraw one",
}  # fmt: skip
DIFFERENT = """\
The matters are varied from the demonstration's by a seed and written by the line's own writer. Hugo and
Pelican get them as Markdown with front matter, converted beforehand, with names, labels, working days, the
timeline, the QR code of the page and the groups of the units' directory worked out already. Their themes
print what ours prints. What they do otherwise:

- A matter has no permanent place in their lists: 20 a page from the newest, so a new matter shifts every
  page of its lists. Ours writes the page a matter stands on and the list's front; theirs have the front as
  page 1, which makes fewer files. Neither removes the page of a withdrawn matter from its output.
- They make no search index, no archives of feeds, no page or feed of corrections and withdrawals, no changes
  by day; of the open data neither Parquet nor tables, package and catalogue; no recurring problems of
  quarters, no page of the business environment, no charts over months. How many files of ours that are is
  told above.
- A matter's open data are worked out for them as one object, texts included, which they print, and so are the
  events in its feed of updates; ours makes them of the record, and has an apostrophe before what a
  spreadsheet would run. Their page of data lists the months alone, without sizes.
- Their sitemap is one file; ours has parts. Hugo renders rows once, by `partialCached`.
- Pelican's lists are categories (columns), tags (districts, topics), authors (units) and period archives
  (months): a list without a matter has no page, a programme's list is one page. Links between
  records are looked up by functions in its settings file. JSON Feed, the feeds of dossiers, policies, single
  matters and districts by topic, and the data, are written by two plugins, as short as can be.
"""


def show(tallies: Sequence[Tally], command: str, versions: Sequence[str]) -> None:
    """Write the section of the page, and the plot."""
    rows = [row for tally in tallies for row in _rows(tally)]
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    PICTURE.write_text(_picture(tallies), "utf-8")
    found = "\n".join(f"- {line}" for line in (*versions, *findings(tallies)))
    shown = f"![Wall time of a build by the number of matters](../pictures/{PICTURE.name})"
    aims = list(targets.rows(tallies))
    reached = [report.table(REACHED, aims)] if aims else []
    report.put(NAME, command, COLUMNS, rows, (*reached, shown, found, DIFFERENT.rstrip()))


def _rows(tally: Tally) -> Iterator[list[str]]:
    for tool, what in tally.kinds():
        runs = tally.of(tool, what)
        last = runs[-1]
        yield [
            f"{tally.size:,}",
            tool,
            STEPS[what],
            f"{least(runs, seconds):,.2f} / {middle(runs, seconds):,.2f} s",
            f"{least(runs, cpu):,.2f} s",
            f"{max(step.taken.memory_mb for step in runs):,.0f} MB",
            f"{last.pages:,}, {last.feeds:,}, {last.search:,}, {last.twins:,}",
            f"{last.removed:,}",
            f"{last.files:,}, {last.megabytes:,.0f} MB",
        ]


def findings(tallies: Sequence[Tally]) -> Iterator[str]:
    """Ratios, growth, files of a newest matter, agreement; each a line."""
    ours = tallies[0].kinds()[0][0]
    for tally in tallies:
        yield from _ratios(tally, ours)
    for tool in dict.fromkeys(tool for tally in tallies for tool, _ in tally.kinds()):
        if grown := exponent(tallies, tool):
            few, many, power = grown
            yield f"{tool}: CPU of a cold build grows with exponent {power:.2f} from {few:,} to {many:,}"
    newest = [step for tally in tallies for step in tally.of(ours, "add")]
    pages = max((step.pages for step in newest), default=0)
    feeds = max((step.feeds for step in newest), default=0)
    search = max((step.search for step in newest), default=0)
    written = f"{pages} pages and data files, {feeds} feed files, {search} of search"
    yield f"{ours}: a newest matter writes at most {written}"
    yield from (f"{tally.size:,} matters, {fact}" for tally in tallies for fact in tally.facts)
    noted = [f"{tally.size:,}: {note}" for tally in tallies for note in tally.notes]
    yield "files of each kind and texts of sampled matters agree: " + ("; ".join(noted[:10]) or "yes")


def _ratios(tally: Tally, ours: str) -> Iterator[str]:
    for tool, what in tally.kinds():
        ratio = tally.ratio(ours, tool, what)
        if tool != ours and ratio is not None:
            yield f"{tally.size:,} matters, {STEPS[what]}: {ratio:.3f} of {tool}'s wall (median of the pairs)"


def machine() -> str:
    """What it ran on: processor, memory, load before the start."""
    info = Path("/proc/cpuinfo").read_text("utf-8", "replace").splitlines()
    model = next((line.partition(":")[2].strip() for line in info if line.startswith("model name")), "?")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{model}, {memory:.0f} GiB, load {os.getloadavg()[0]:.1f} at the start"


def _picture(tallies: Sequence[Tally]) -> str:
    lines: dict[str, list[tuple[float, float]]] = {}
    for tally in tallies:
        for tool, what in tally.kinds():
            if what in ("cold", "add"):
                point = (tally.size, middle(tally.of(tool, what), seconds))
                lines.setdefault(f"{tool}, {STEPS[what]}", []).append(point)
    told = "; ".join(
        f"{name}: " + ", ".join(f"{y:.2f} s at {x:,}" for x, y in held) for name, held in lines.items()
    )
    return plot(
        "Wall time of a build by the number of matters", told, lines, "published matters", "seconds, median"
    )
