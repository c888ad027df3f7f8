"""Whether the tools built the same site: pages of each kind, what sampled pages say and say of themselves."""

from __future__ import annotations

import html
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import mean

from bench.build import linked, opened
from bench.build.content import Contents
from bench.build.stand import Stand
from bench.build.tools import Tool
from publish.feeds import registry
from publish.feeds.base import Collection, Schedule
from publish.model.published import PublishedCase
from publish.site.rows import case_excerpt

SAMPLED = 25
SUFFIXES = tuple(each.SUFFIX for each in registry.formats() if each.RENDERS not in (Schedule, Collection))
"""Of feeds; calendars and lists of feeds only we make."""
LATEST = 5
FULL = (".rss.xml", ".atom.xml", ".feed.json")
DATA = (".csv", ".jsonl")
TAGS = re.compile(r"<[^>]*>")
SPACES = re.compile(r"\s+")
SAME = (
    "case", "episode", "dossier", "policy", "call", "survey", "statistics", "directory", "feed", "updates",
    "object", "data",
)  # fmt: skip
"""Kinds of files there must be as many of; pages of lists are numbered each tool's own way."""
ALIKE, TOLERANCE = ("case", "list", "episode"), 0.15
SHOWN = ("case", "list", "feed", "updates", "object", "data", "episode")
OWN = {"search": "of the search", "archive": "of feed archives", "changes": "of changes by day",
       "table": "of other data"}  # fmt: skip
"""Kinds of files that we alone make."""
LISTS = ("columns", "districts", "topics", "units", "months")
KINDS = {
    "programmes": "episode", "dossiers": "dossier", "policies": "policy", "calls": "call",
    "surveys": "survey", "statistics": "statistics",
}  # fmt: skip
CODED = ("dossiers", "policies", "calls", "surveys")
"""Folders whose pages have a slug for a name; of others they end in a number."""
MONTH = re.compile(r"(?:^data/|^months/)\d{4}-\d{2}(?:/|$)")


def kinds(output: Path) -> Counter[str]:
    """Files of each kind: those of SAME, "list" pages, and "other"."""
    found: Counter[str] = Counter()
    for path in output.rglob("*"):
        if path.is_file():
            found[kind_of(path.relative_to(output))] += 1
    return found


def _unlike(first: Tool, tool: Tool) -> Iterator[str]:
    """Kinds of pages that aren't as heavy as the first's: its theme prints more, or less."""
    ours, theirs = _means(first.output), _means(tool.output)
    for kind in ALIKE:
        if kind in ours and abs(theirs.get(kind, 0) / ours[kind] - 1) > TOLERANCE:
            yield f"{tool.name}: a {kind} page weighs {theirs.get(kind, 0) / ours[kind]:.2f} of ours"


def weights(tools: Sequence[Tool]) -> Iterator[str]:
    """How heavy the others' pages are beside the first's, by kind; in words."""
    first = _means(tools[0].output)
    for tool in tools[1:]:
        held = _means(tool.output)
        shown = ", ".join(f"{kind} {held[kind] / first[kind]:.2f}" for kind in SHOWN if held.get(kind))
        yield f"bytes of a page or feed by ours: {tool.name} {shown}"
    yield f"files that only {tools[0].name} makes: {own_files(tools[0].output)}"


def _means(output: Path) -> dict[str, float]:
    sizes: defaultdict[str, list[int]] = defaultdict(list)
    for path in output.rglob("*"):
        if path.is_file():
            sizes[kind_of(path.relative_to(output))].append(path.stat().st_size)
    return {kind: mean(held) for kind, held in sizes.items()}


def kind_of(place: Path) -> str:
    """What a file of output is, by its folder and name."""
    folder, name = place.parts[0], place.name
    if folder in ("search", "changes", "gone") or "changes" in (*place.parts[:-1], name.partition(".")[0]):
        return "changes" if folder != "search" else "search"
    if folder == "cases":
        return {".xml": "updates", ".json": "object", ".html": "case"}.get(place.suffix, "other")
    if name.startswith("page-") and folder == "feeds":
        return "archive"
    if name.endswith(SUFFIXES):
        return "feed"
    if folder in ("data", "months") and place.suffix != ".html":
        return "data" if place.suffix in DATA and MONTH.search(str(place.parent / place.stem)) else "table"
    return _page(place, folder) if place.suffix == ".html" else "other"


def _page(place: Path, folder: str) -> str:
    if folder in LISTS and len(place.parts) > 2:
        return "list"
    if folder == "units" and place.stem != "index":
        return "directory"
    name = place.stem.rpartition("-")[2]
    own = folder in KINDS and place.stem != "index" and (name.isdigit() or folder in CODED)
    return KINDS[folder] if own and "page" not in str(place) else "other"


def own_files(output: Path) -> str:
    """How many files there are of the kinds that only we make, in words."""
    held = kinds(output)
    return ", ".join(f"{held[kind]:,} {words}" for kind, words in OWN.items() if held[kind])


def differences(tools: Sequence[Tool], contents: Contents, seed: int) -> Iterator[str]:
    """What is not the same on the others' pages as on the first's, in words."""
    expected = kinds(tools[0].output)
    for tool in tools[1:]:
        held = kinds(tool.output)
        odd = (kind for kind in SAME if held[kind] != expected[kind])
        yield from (f"{tool.name}: {held[kind]} {kind} files, {expected[kind]} expected" for kind in odd)
        yield from _unlike(tools[0], tool)
    for tool in tools:
        yield from (f"{tool.name}: {missing}" for missing in missing_texts(tool.output, contents, seed))
    yield from linked.differences(tools, seed)
    yield from opened.differences(tools)


def missing_texts(output: Path, contents: Contents, seed: int) -> Iterator[str]:
    """Texts of sampled matters that should stand on pages and in feeds, and don't."""
    stand, rng = Stand(contents.size), random.Random(seed)
    for index in sorted(rng.sample(range(contents.size), min(SAMPLED, contents.size))):
        case = contents.case(index, stand)
        page = text_of(output / "cases" / f"{case.number}.html")
        yield from (f"{case.number}: {text[:20]}" for text in on_page(case) if squeezed(text) not in page)
    newest = [contents.case(index, stand) for index in range(contents.size - LATEST, contents.size)]
    for kind in ("column", "district", "topic", "month"):
        yield from _unlisted(output, kind, newest)
    yield from _unfed(output, newest[-1])


def on_page(case: PublishedCase) -> Iterator[str]:
    """What a case's page must print."""
    yield from (case.number, case.title)
    for text in (case.appeal or case.summary, case.result, case.comment):
        yield from (text or "").splitlines()
    yield from (entry.note for entry in case.timeline if entry.note)


def _unlisted(output: Path, kind: str, newest: Sequence[PublishedCase]) -> Iterator[str]:
    """The newest matters stand on the front of their list with their row."""
    for case in newest:
        name = next((name for name in case.places if name.startswith(f"{kind}/")), None)
        if name:
            front = text_of(output / f"{kind}s" / name.partition("/")[2] / "index.html")
            row = (case.number, case.title, case_excerpt(case))
            yield from (f"{name}: {text[:20]}" for text in row if squeezed(text) not in front)


def _unfed(output: Path, case: PublishedCase) -> Iterator[str]:
    """Every feed of the whole site tells the newest matter in full."""
    for path in output.rglob("*.*"):
        whole = path.name.startswith("site.") or path.parent == output
        if whole and path.name.endswith(FULL):
            fed = told_by(path)
            yield from (f"{path.name}: {text[:20]}" for text in on_feed(case) if squeezed(text) not in fed)


def on_feed(case: PublishedCase) -> Iterator[str]:
    yield case.title
    for text in (case.appeal or case.summary, case.result):
        yield from (text or "").splitlines()


def text_of(path: Path) -> str:
    """What a page says, without tags and blanks."""
    return squeezed(_plain(path.read_text("utf-8"))) if path.is_file() else ""


def told_by(path: Path) -> str:
    """What a feed says: its own texts, then the pages' texts that it holds as escaped HTML."""
    text = path.read_text("utf-8")
    if path.suffix == ".json":
        text = "".join(each for item in json.loads(text)["items"] for each in map(str, item.values()))
    own = _plain(text)
    return squeezed(own + _plain(own))


def _plain(text: str) -> str:
    return html.unescape(TAGS.sub("", text))


def squeezed(text: str) -> str:
    return SPACES.sub("", text)
