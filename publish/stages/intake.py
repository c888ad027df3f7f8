"""How texts come in beside the store: a spreadsheet into a store, lines through the anonymiser."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from publish.anonymise import filter as line_filter
from publish.errors import Issue
from publish.stages.report import Report
from publish.store.importer.run import import_file as run_import


def import_file(path: Path, mapping: Path, store: str, dry_run: bool = False) -> Report:
    """Import a file of messages into a store. Issues are the lines set aside, and notices."""
    done = run_import(path, mapping, store, dry_run=dry_run)
    counts = {"rows": done.lines, "written": done.written, "repeated": done.repeated}
    issues = tuple(row.issue for row in done.rejected)
    return Report(
        verb="import", counts={**counts, "rejected": len(issues)}, issues=issues, notices=done.notices
    )


def anonymise_lines(lines: Iterable[bytes], out: BinaryIO) -> tuple[Issue, ...]:
    """JSONL in, JSONL out, order and ids kept; returns what was wrong with lines set aside."""
    return tuple(line_filter.run(lines, out))
