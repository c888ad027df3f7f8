"""docs/reference/benchmarks.md: one section a measurement, each replaced by its last run."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "benchmarks.md"
HEAD = """# Benchmarks

Each section is written by its own command and by nothing else. Figures are of one machine on one
day; compare ratios, not seconds.
"""


def put(
    name: str,
    command: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    notes: Sequence[str] = (),
) -> None:
    """Replace the section `name` by a table of `rows`, or add it; `notes` stand below the table."""
    page = PAGE.read_text("utf-8") if PAGE.is_file() else HEAD
    day = datetime.now().astimezone()
    section = "\n".join([f"## {name}", "", f"`{command}`, {day:%Y-%m-%d}, {_machine()}", "",
                         table(columns, rows), "", *(f"{note}\n" for note in notes)])  # fmt: skip
    old = re.compile(rf"## {re.escape(name)}\n.*?(?=\n## |\Z)", re.S)
    fresh = old.sub(lambda _: section, page) if old.search(page) else f"{page.rstrip()}\n\n{section}"
    PAGE.write_text(fresh, "utf-8")


def table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    return "\n".join([_line(columns), _line(["---"] * len(columns)), *map(_line, rows)])


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _machine() -> str:
    return f"{os.cpu_count()} cores, Python {platform.python_version()}"
