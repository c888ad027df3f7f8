"""Writes the tables of docs/reference/open-data.md: `python -m tests.open_data_reference`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from publish.site.open_tables import MONTHLY, TABLES, Field, Table

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "open-data.md"
BEGIN = "Keys are in bold. The meanings are those of the data page.\n"


def page() -> str:
    """The page as it should be."""
    kept = PAGE.read_text("utf-8").partition(BEGIN)[0]
    return kept + BEGIN + "".join(map(_section, (*TABLES, MONTHLY)))


def _section(table: Table) -> str:
    rows = "".join(f"| {' | '.join(_row(table, field))} |\n" for field in table.fields)
    head = f"\n### `{table.name}`: {table.title}\n\n| field | type | key of | meaning |\n|---|---|---|---|\n"
    return head + rows


def _row(table: Table, field: Field) -> Iterator[str]:
    keys = [each.name for each in table.fields[: table.key]]
    yield f"**`{field.name}`**" if field.name in keys else f"`{field.name}`"
    yield field.type
    yield "`{}.{}`".format(*field.of) if field.of else ""
    yield field.meaning


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
