"""The open data of a matter for generators that know no codes, and whether they made the same of it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from bench.build.fields import Fields
from bench.build.names import Names
from bench.build.ours import SITE
from bench.build.tools import Tool
from publish.feeds import jsonfeed
from publish.model.published import PublishedCase
from publish.site.addresses import case_file
from publish.site.open_case import COLUMNS, NUMBERS, open_case

PLAIN = COLUMNS[:NUMBERS]
"""Columns with a text or a number, in order; behind them stand a truth and lists."""
PLACES = ("data/{}{}", "months/{}/cases{}")
"""Where a generator puts a month's data."""
FEEDS = (
    "feeds/site{0}", "index{0}", "feeds/columns/huisheng{0}", "columns/huisheng/index{0}",
)  # fmt: skip
"""Feeds that are compared, where one generator or another puts them."""
Held = dict[str, Any]


def of_case(names: Names, case: PublishedCase) -> Fields:
    """The object that is the matter's line."""
    found: Fields = msgspec.to_builtins(open_case(case, Meanings(names)))
    return found


class Meanings:
    """What the codes of a directory mean."""

    def __init__(self, names: Names) -> None:
        self._names = names

    def url(self, number: str) -> str:
        return f"{SITE['url']}/{case_file(number)}"

    def column(self, slug: str) -> str:
        return self._names.columns[slug].name

    def topic(self, slug: str | None) -> str | None:
        return self._names.topics[slug].name if slug in self._names.topics else None

    def district(self, code: str | None) -> str | None:
        return self._names.regions[code].name if code in self._names.regions else None

    def unit(self, slug: str | None) -> str | None:
        return self._names.unit(slug)

    def policies(self, slugs: tuple[str, ...]) -> tuple[str, ...]:
        return slugs

    dossiers = episodes = policies


def differences(tools: Sequence[Tool]) -> Iterator[str]:
    """Months and feeds in which another tool tells something else than the first."""
    first, *others = tools
    for month in sorted({path.stem for path in (first.output / "data").glob("2*")}):
        for suffix, read in ((".csv", _rows), (".jsonl", _lines)):
            find = partial(_found, [place.format(month, suffix) for place in PLACES])
            expected = read(find(first.output))
            told = {tool.name: read(find(tool.output)) for tool in others}
            yield from (
                f"{name}: data of {month}{suffix} differ: {_unlike(expected, held)}"
                for name, held in told.items() if held != expected
            )  # fmt: skip
    for places in (FEEDS[:2], FEEDS[2:]):
        find = partial(_found, [place.format(jsonfeed.SUFFIX) for place in places])
        expected = _items(find(first.output))
        held = {tool.name: _items(find(tool.output)) for tool in others}
        yield from (
            f"{name}: {places[0].format(jsonfeed.SUFFIX)} differs: {_unlike(expected, items)}"
            for name, items in held.items() if items != expected
        )  # fmt: skip


def _unlike(expected: Held, held: Held) -> str:
    """The first few keys of what differs."""
    keys = (key for key in {**expected, **held} if expected.get(key) != held.get(key))
    return ", ".join(sorted(keys)[:5])


def _found(places: Sequence[str], output: Path) -> Path | None:
    return next((output / place for place in places if (output / place).is_file()), None)


def _rows(path: Path | None) -> Held:
    """Rows by number; ours begin doubtful cells with an apostrophe, which the others leave out."""
    text = path.read_text("utf-8-sig") if path else ""
    rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    return {row["number"]: {name: cell.removeprefix("'") for name, cell in row.items()} for row in rows}


def _lines(path: Path | None) -> Held:
    found = map(json.loads, path.read_bytes().splitlines()) if path else ()
    return {line["number"]: line for line in found}


def _items(path: Path | None) -> Held:
    """What each item of a feed says but its texts, which are compared word for word elsewhere."""
    items = json.loads(path.read_bytes())["items"] if path else ()
    return {item["id"]: [item[name] for name in ("url", "title", "date_published", "tags")] for item in items}
