"""How matters come in beside the store: a spreadsheet into it."""

from __future__ import annotations

from pathlib import Path

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
