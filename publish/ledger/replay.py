"""The projection `current` made again from the facts, to hold the stored one to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Table, select

from publish.errors import Issue, issue
from publish.ledger import schema
from publish.ledger.filing import MOVED
from publish.ledger.standing import label, waits

PAGE = 500
_PROJECTED = [column.name for column in schema.current.columns if column.name not in schema.HINTS]


def compare(conn: Connection) -> Iterator[Issue]:
    """Candidates whose standing is not what their facts say."""
    for low, known in _pages(conn):
        stored = _stored(conn, low, known)
        for candidate, facts in _replayed(conn, low, known).items():
            if stored.pop(candidate, None) != facts:
                yield issue("LEDGER-045", label(candidate))
        yield from (issue("LEDGER-045", label(candidate)) for candidate in sorted(stored))


def _pages(conn: Connection) -> Iterator[tuple[int, int]]:
    """Ranges of candidate numbers, the last one open to the end."""
    table = schema.candidates
    low = 0
    while True:
        query = select(table.c.candidate).where(table.c.candidate > low).order_by(table.c.candidate)
        page = conn.scalars(query.limit(PAGE)).all()
        if len(page) < PAGE:
            yield low, 2**31 - 1
            return
        yield low, page[-1]
        low = page[-1]


def _stored(conn: Connection, low: int, high: int) -> dict[int, dict[str, Any]]:
    rows = _rows(conn, schema.current, low, high)
    return {row["candidate"]: {name: row[name] for name in _PROJECTED} for row in rows}


def _replayed(conn: Connection, low: int, high: int) -> dict[int, dict[str, Any]]:
    made = {row["candidate"]: _blank(row) for row in _rows(conn, schema.candidates, low, high)}
    versions = {row["version"]: row for row in _rows(conn, schema.versions, low, high)}
    marks = {row["seq"] for row in _rows(conn, schema.signatures, low, high)}
    at = _times(conn, low, high)
    for table, row in _in_order(conn, low, high):
        standing = made.get(row["candidate"])
        if standing is None:
            continue
        if table is schema.states:
            _step(standing, row, versions.get(row["version"], {}), row["seq"] in marks, at)
        elif table is schema.overrides:
            standing["overridden"] = with_gate(standing["overridden"], row["gate"])
        else:
            standing["blocked"] = int(row["act"] == "raised")
    return made


def with_gate(overridden: str, gate: str) -> str:
    """The gates overridden so far, and one more."""
    return ",".join(sorted({*filter(None, overridden.split(",")), gate}))


def _in_order(conn: Connection, low: int, high: int) -> list[tuple[Table, dict[str, Any]]]:
    tables = (schema.states, schema.overrides, schema.objections)
    rows = [(table, row) for table in tables for row in _rows(conn, table, low, high)]
    return sorted(rows, key=lambda pair: int(pair[1]["seq"]))


def _blank(row: dict[str, Any]) -> dict[str, Any]:
    known = {name: row[name] for name in ("candidate", "kind", "source")}
    return dict.fromkeys(_PROJECTED) | known | {"signed": 0, "overridden": "", "blocked": 0}


def _step(
    standing: dict[str, Any], row: dict[str, Any], version: dict[str, Any], mark: bool, at: dict[int, str]
) -> None:
    if row["version"] != standing["version"] and version.get("origin") in MOVED:
        standing["overridden"] = ""
    standing |= {name: row[name] for name in ("state", "reason", "version", "approved")}
    standing |= {name: version.get(name) for name in ("source_hash", "column", "flags", "gates")}
    standing["signed"] = standing["signed"] + 1 if mark else 0
    standing["waits"] = waits(row["state"], standing["signed"])
    if row["state"] == "open":
        standing["opened"] = row["seq"]
    if row["state"] == "approved":
        standing["approved_at"] = at.get(row["seq"])
    elif row["approved"] is None:
        standing["approved_at"] = None


def _times(conn: Connection, low: int, high: int) -> dict[int, str]:
    states, link = schema.states, schema.chain
    query = (
        select(link.c.seq, link.c.at)
        .join(states, states.c.seq == link.c.seq)
        .where(states.c.candidate > low, states.c.candidate <= high, states.c.state == "approved")
    )
    return {row.seq: row.at for row in conn.execute(query)}


def _rows(conn: Connection, table: Any, low: int, high: int) -> Iterator[dict[str, Any]]:
    query = select(table).where(table.c.candidate > low, table.c.candidate <= high)
    return (dict(row._mapping) for row in conn.execute(query))
