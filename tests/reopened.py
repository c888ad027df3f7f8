"""content/ made of the open data alone, to see what can be counted from them.

Only what statistics are counted from is made; places in lists are in the order of publication.
"""

from __future__ import annotations

import csv
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import msgspec

from publish.model import published as model
from publish.model.published import Published, PublishedCase, WorkdaySpans
from publish.text.dates import BEIJING
from publish.text.records import encode, place_of

Row = dict[str, Any]
NAMES = {
    "units": {"district": "region_code", "phone": "public_phone"},
    "episodes": {"taken_off": "audio_off"},
}
"""Fields that have another name in content/."""
DIRECTORY: dict[str, tuple[str, type[Published]]] = {
    "columns": ("columns", model.PublishedColumn), "programmes": ("programmes", model.PublishedProgramme),
    "districts": ("regions", model.PublishedRegion), "topics": ("topics", model.PublishedTopic),
    "units": ("units", model.PublishedUnit),
}  # fmt: skip
DAYS = {"submitted_on": "submitted_at", "accepted_on": "accepted_at", "due_on": "due_at",
        "closed_on": "closed_at", "revisited_on": "revisit_at"}  # fmt: skip
MARKS = {"hidden": "*", "withheld": "-"}
QUARTERLY = ("added", "corrected", "withdrawn", "withdrawn_by_column", "answered")


def write(site: Path, content: Path, now: datetime) -> None:
    """Write below `content` what the data below `site` tell; `now`: which day it is."""
    for record in _records(site / "data", now):
        path = content / place_of(record)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(encode(record))


def _records(data: Path, now: datetime) -> Iterator[Published]:
    tables = {path.stem: _lines(path) for path in (data / "tables").glob("*.jsonl")}
    entries = {
        there: tuple(_made(kind, each, NAMES.get(here, {})) for each in tables[here])
        for here, (there, kind) in DIRECTORY.items()
    }
    yield model.Directory(now=now, demonstration=True, **entries)
    lines = [line for path in sorted(data.glob("2*.jsonl")) for line in _lines(path)]
    above = {row["slug"]: row["parent"] for row in tables["topics"] if "parent" in row}
    yield from _cases(sorted(lines, key=lambda line: (line["published_at"], line["number"])), above)
    yield from _others(tables, _named(lines))
    yield from map(_month, sorted((data / "statistics").glob("*.csv")))
    yield from _quarters(tables["quarters"])


def _lines(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_bytes().splitlines()]


def _made(kind: type[Any], row: Row, names: dict[str, str], **more: Any) -> Any:
    held = {names.get(name, name): value for name, value in row.items()} | more
    return msgspec.convert({name: held[name] for name in kind.__struct_fields__ if name in held}, kind)


def _cases(lines: Iterable[Row], above: dict[str, str]) -> Iterator[PublishedCase]:
    """`above`: the topic above each; a matter is in the lists of both."""
    last = Counter[str]()
    for line in lines:
        lists = ["all", f"month/{line['published_at'][:7]}", f"column/{line['column']}"]
        lists += [f"{kind}/{line[kind]}" for kind in ("district", "topic", "unit") if kind in line]
        lists += [f"topic/{above[line['topic']]}"] if line.get("topic") in above else []
        last.update(lists)
        days = {there: _moment(line[here]) for here, there in DAYS.items() if here in line}
        spans = WorkdaySpans(**{
            name: line.get(f"{name}_workday") for name in WorkdaySpans.__struct_fields__
        })  # fmt: skip
        more = {"applicant_kind": line["applicant"], "revisit_outcome": line.get("revisit")}
        yield _made(PublishedCase, line, {}, places={name: last[name] for name in lists}, timeline=(),
                    workdays=spans if "period" in line else None, **days, **more)  # fmt: skip


def _moment(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), time(12), BEIJING)


def _named(lines: list[Row]) -> dict[tuple[str, str], list[str]]:
    """Kind and name of a record → the matters that name it."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for line in lines:
        for kind in ("dossiers", "policies", "episodes"):
            for name in line.get(kind, ()):
                found[kind, name].append(line["number"])
    return found


def _others(tables: dict[str, list[Row]], named: dict[tuple[str, str], list[str]]) -> Iterator[Published]:
    for row in tables["episodes"]:
        here = _of(tables, row, programme="programme", number="number")
        cases = named["episodes", f"{row['programme']}/{row['number']}"]
        yield _made(model.PublishedEpisode, row, NAMES["episodes"], questions=here("questions"),
                    guests=here("guests"), cases=cases)  # fmt: skip
    for row in tables["dossiers"]:
        steps = _of(tables, row, dossier="slug")("steps")
        yield _made(model.PublishedDossier, row, {}, steps=steps, cases=named["dossiers", row["slug"]])
    for row in tables["policies"]:
        yield _made(model.PublishedPolicy, row, {}, cases=named["policies", row["slug"]])
    for row in tables["calls"]:
        yield _made(model.PublishedCall, row, {})
    for row in tables["surveys"]:
        yield _made(
            model.PublishedSurvey, row, {}, questions=_asked(_of(tables, row, survey="slug")("options"))
        )


def _of(tables: dict[str, list[Row]], row: Row, **keys: str) -> Callable[[str], list[Row]]:
    """The rows of another table that belong to this one."""

    def found(name: str) -> list[Row]:
        return [
            each for each in tables[name] if all(each[here] == row[there] for here, there in keys.items())
        ]

    return found


def _asked(options: list[Row]) -> list[Row]:
    held: dict[int, Row] = {}
    for each in options:
        question = held.setdefault(each["question"], {"text": each["question_text"], "options": []})
        question["options"].append({"text": each["text"], "count": each["votes"]})
    return list(held.values())


def _month(path: Path) -> model.MonthStatistics:
    """The suppressed tables of a month, of their cells in order."""
    tables: dict[str, dict[str, dict[str, Any]]] = defaultdict(lambda: defaultdict(dict))
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        cell = int(row["count"]) if row["count"] else MARKS[row["mark"]]
        tables[row["table"]][row["row"]][row["column"]] = cell
    return msgspec.convert(
        {
            "month": path.stem,
            "made_on": rows[0]["made_on"],
            "tables": [_table(*each) for each in tables.items()],
        },
        model.MonthStatistics,
    )


def _table(name: str, rows: dict[str, dict[str, Any]]) -> Row:
    columns = list(next(iter(rows.values())))
    return {
        "name": name,
        "columns": columns,
        "rows": [(label, list(cells.values())) for label, cells in rows.items()],
    }


def _quarters(rows: list[Row]) -> Iterator[model.Quarter]:
    for name in dict.fromkeys(row["quarter"] for row in rows):
        own = [row for row in rows if row["quarter"] == name]
        parts = {
            part: {row["code"]: row["count"] for row in own if row["part"] == part} for part in QUARTERLY
        }
        single = {row["part"]: row["count"] for row in own if row["part"] in ("requests", "open")}
        days = [row["count"] for row in own if row["part"] == "days"]
        yield msgspec.convert({"quarter": name, **parts, **single, "days": days}, model.Quarter)
