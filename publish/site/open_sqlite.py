"""Every case and every data table in one SQLite database, ready for Datasette: keys, foreign keys, indexes.

Lists of a case are tables of their own (`case_policies` …), its timeline is `timeline`. There is no full-text
index: SQLite's tokenizers find no word of two characters in Chinese; `like '%…%'` (in Datasette: "contains")
finds every one. The same rows make the same bytes by the same version of SQLite.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

import msgspec

from publish.site.open_case import OpenCase
from publish.site.open_tables import MONTHLY, TABLES, Field, Table
from publish.site.open_words import MEANINGS, TYPES

NAME = "huisheng.sqlite"
PRAGMAS = "pragma journal_mode = off; pragma synchronous = off; pragma page_size = 4096;"
KINDS = {"integer": "integer", "boolean": "integer", "number": "real"}
KEYS = {"column": ("columns", "slug"), "topic": ("topics", "slug"), "district": ("districts", "code"),
        "unit": ("units", "slug")}  # fmt: skip
"""Fields of a case → whose keys they are."""
LISTS = {
    "policies": ("case_policies", (Field("policy", "政策代码", of=("policies", "slug")),)),
    "dossiers": ("case_dossiers", (Field("dossier", "专题代码", of=("dossiers", "slug")),)),
    "episodes": ("case_episodes", (Field("programme", "节目代码", of=("programmes", "slug")),
                                   Field("episode", "期号", "integer"))),
}  # fmt: skip
_CASE = Field("case", "事项编号", of=("cases", "number"))
FIELDS = tuple(
    Field(name, meaning, TYPES[name], KEYS.get(name))
    for name, meaning in MEANINGS.items()
    if TYPES[name] not in ("list", "steps")
)
STEPS = (_CASE, Field("place", "顺序", "integer"), Field("kind", "环节"), Field("at", "时间", "datetime"),
         Field("workday", "提出后第几个工作日", "integer"), Field("unit", "单位代码", of=("units", "slug")),
         Field("unit_level", "单位层级"), Field("note", "说明"))  # fmt: skip
ASKED = ("published_at", "closed_on", "outcome", "revisit")
"""What cases are looked for by, beside the keys of other tables."""
OTHERS = (*TABLES, MONTHLY)


class Book:
    """The database under way, in a file that must not be there yet; whole when its context ends."""

    def __init__(self, path: Path) -> None:
        self._held = sqlite3.connect(path, isolation_level=None)
        self._held.executescript(PRAGMAS)
        for name, fields, key in tables():
            self._held.execute(_create(name, fields, key))

    def __enter__(self) -> Book:
        self._held.execute("begin")
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: BaseException | TracebackType | None) -> None:
        if kind is None:
            self._held.execute("commit")
            self._finish()
        self._held.close()

    def add(self, cases: Iterable[OpenCase]) -> None:
        """Put cases in, with what hangs on them."""
        held = list(cases)
        self._put("cases", ([_cell(getattr(one, field.name)) for field in FIELDS] for one in held))
        self._put("timeline", (row for one in held for row in _steps(one)))
        for name, (table, _) in LISTS.items():
            pairs = ((one.number, each) for one in held for each in getattr(one, name))
            self._put(table, ((number, *_parts(name, each)) for number, each in pairs))

    def fill(self, table: Table, rows: Iterable[dict[str, Any]]) -> None:
        """Put the rows of a data table in, by the names of their fields."""
        self._put(table.name, ([_cell(row.get(field.name)) for field in table.fields] for row in rows))

    def _put(self, table: str, rows: Iterable[Sequence[Any]]) -> None:
        width = len(next(fields for name, fields, _ in tables() if name == table))
        self._held.executemany(f'insert into "{table}" values ({",".join("?" * width)})', rows)

    def _finish(self) -> None:
        for name, fields, _ in tables():
            for field in fields:
                if field.of or (name == "cases" and field.name in ASKED):
                    self._held.execute(f'create index "{name}_{field.name}" on "{name}"("{field.name}")')
        self._held.executescript("analyze; vacuum;")


def tables() -> Iterator[tuple[str, tuple[Field, ...], int]]:
    """Every table: its name, its fields, and how many of the first are its key."""
    yield "cases", FIELDS, 1
    yield "timeline", STEPS, 2
    for name, fields in LISTS.values():
        yield name, (_CASE, *fields), len(fields) + 1
    yield from ((table.name, table.fields, table.key) for table in OTHERS)


def _create(name: str, fields: Sequence[Field], key: int) -> str:
    columns = [_column(field) for field in fields]
    keys = ", ".join(f'"{field.name}"' for field in fields[:key])
    return f'create table "{name}" ({", ".join(columns)}, primary key ({keys}))'


def _column(field: Field) -> str:
    refers = ' references "{}"("{}")'.format(*field.of) if field.of else ""
    return f'"{field.name}" {KINDS.get(field.type, "text")}{refers}'


def _steps(case: OpenCase) -> Iterator[tuple[Any, ...]]:
    for place, step in enumerate(case.timeline, 1):
        at = step.at.isoformat() if step.at else None
        yield case.number, place, step.kind, at, step.workday, step.unit, step.unit_level, step.note


def _parts(name: str, code: str) -> tuple[str | int, ...]:
    """An episode is a programme and a number."""
    if name != "episodes":
        return (code,)
    programme, _, number = code.partition("/")
    return programme, int(number)


def _cell(value: Any) -> Any:
    """A list is a text of JSON."""
    return msgspec.json.encode(value).decode() if isinstance(value, list | tuple) else value
