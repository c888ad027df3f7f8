"""Records set aside, one file a stage: what, why and what to do. Read by the office's IT alone.

The file is replaced as a whole by each run, so it always says what is wrong now.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec

from publish.errors import Issue


class SetAside(msgspec.Struct, frozen=True, kw_only=True):
    """One refused row: its relation and key in the store, and the issue."""

    relation: str
    key: str
    issue: Issue


def write(folder: Path, stage: str, rows: Iterable[SetAside]) -> Path | None:
    """Write `<folder>/<stage>.jsonl`, or remove it when nothing is set aside."""
    path = folder / f"{stage}.jsonl"
    lines = [msgspec.json.encode(row) + b"\n" for row in rows]
    if not lines:
        path.unlink(missing_ok=True)
        return None
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_bytes(b"".join(lines))
    fresh.replace(path)
    return path
