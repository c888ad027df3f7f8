"""Every file of the open data there is: what it is called, where it lies, in what form, by which schema."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from publish.site.addresses import DATA
from publish.site.edition import Edition
from publish.site.open_days import INDEX
from publish.site.open_files import FORMS, statistics_file, table_file
from publish.site.open_sets import set_file, standing
from publish.site.open_tables import MONTHLY, TABLES
from publish.site.parts import held, months, part_file
from publish.text.dates import chinese_month

CASES = "cases"
SQLITE = ("SQLite", "application/vnd.sqlite3")
MEDIA = {
    ".csv": ("CSV", "text/csv"), ".jsonl": ("JSONL", "application/jsonl"),
    ".json": ("JSON", "application/json"),
    ".parquet": ("Parquet", "application/vnd.apache.parquet"), ".sqlite": SQLITE,
}  # fmt: skip
"""Suffix → the name of the form, and its media type."""


class Resource(NamedTuple):
    """One file: its name in the data package, its path below output/, its title, and the table whose rows it
    holds. `group`: "sets", "months", "tables", "statistics" or "changes"; `part`: its month or table."""

    name: str
    path: str
    title: str
    group: str
    part: str
    table: str | None = None

    @property
    def suffix(self) -> str:
        return "." + self.path.rpartition(".")[2]

    @property
    def form(self) -> str:
        """CSV, JSONL …"""
        return MEDIA[self.suffix][0]

    @property
    def type(self) -> str:
        """The media type."""
        return MEDIA[self.suffix][1]

    @property
    def below(self) -> str:
        """The path below data/."""
        return self.path.removeprefix(DATA)


def resources(edition: Edition) -> Iterator[Resource]:
    """All of them: whole sets, months, tables, figures, and the list of changes."""
    yield from _sets(edition)
    for month, form in held(months(edition)):
        path = part_file(month, form)
        yield _named(path, f"{chinese_month(month)}公开的事项", "months", month, CASES)
    for table in TABLES:
        for suffix in FORMS:
            yield _named(table_file(table, suffix), table.title, "tables", table.name, table.name)
    for month in edition.content.statistics:
        for suffix in FORMS:
            title = f"{chinese_month(month)}全部事项的统计"
            yield _named(statistics_file(month, suffix), title, "statistics", month, MONTHLY.name)
    yield _named(INDEX, "变动数据的日期", "changes", "changes")


def _sets(edition: Edition) -> Iterator[Resource]:
    found = standing(edition)
    for file in found.files if found else ():
        table = None if file.name.endswith(".sqlite") else CASES
        yield _named(set_file(file.name), "全部公开事项", "sets", file.name, table)


def _named(path: str, title: str, group: str, part: str, table: str | None = None) -> Resource:
    """Named by its path: data/tables/units.csv → "tables-units-csv"."""
    name = path.removeprefix(DATA).replace("/", "-").replace(".", "-")
    return Resource(name, path, title, group, part, table)
