"""A few counts for monitoring, each one query."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime

import msgspec
from sqlalchemy import Connection, case, func, select

from publish.ledger import schema
from publish.ledger.database import Database


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """`states`: candidates by state. `flags`: doubts nobody settled, in what waits for a reader. `approved`:
    matters that may be public. `published`, `withdrawn`: numbers by their last state, those taken back by
    reason. `late`: waits for a reader though its day has passed; `blocked`: a problem was raised and not
    lifted.
    `head_at`: the time of the chain's last row; None of an empty chain."""

    states: dict[str, int]
    flags: int
    late: int
    blocked: int
    approved: int
    published: int
    withdrawn: dict[str, int]
    head_at: datetime | None


HERE, PUBLIC, LINK = schema.current.c, schema.publications.c, schema.chain.c


def of(database: Database, today: date) -> Figures:
    """The figures of a ledger that is there; reads, and changes nothing."""
    with database.read() as conn:
        counted = select(HERE.state, func.count()).group_by(HERE.state).order_by(HERE.state)
        states = {row[0]: row[1] for row in conn.execute(counted)}
        flags, late, blocked = _waiting(conn, today)
        published, withdrawn = _public(conn)
        approved = select(func.count()).where(HERE.approved.is_not(None), HERE.kind == "case")
        at = conn.scalar(select(LINK.at).order_by(LINK.seq.desc()).limit(1))
        return Figures(
            states=states,
            flags=flags,
            late=late,
            blocked=blocked,
            approved=conn.scalar(approved) or 0,
            published=published,
            withdrawn=withdrawn,
            head_at=datetime.fromisoformat(at) if at else None,
        )


def _waiting(conn: Connection, today: date) -> tuple[int, int, int]:
    """Open flags, matters whose day has passed, matters with a problem raised."""
    late = case((HERE.due_on < today.isoformat(), 1), else_=0)
    sums = (func.coalesce(func.sum(what), 0) for what in (HERE.flags, late, HERE.blocked))
    row = conn.execute(select(*sums).where(HERE.waits.is_not(None))).one()
    return int(row[0]), int(row[1]), int(row[2])


def _public(conn: Connection) -> tuple[int, dict[str, int]]:
    """How many numbers are public now, and how many were taken back, by reason."""
    last = select(func.max(PUBLIC.seq)).group_by(PUBLIC.number)
    query = (
        select(PUBLIC.state, PUBLIC.reason, func.count())
        .where(PUBLIC.seq.in_(last))
        .group_by(PUBLIC.state, PUBLIC.reason)
    )
    published, withdrawn = 0, Counter[str]()
    for state, reason, count in conn.execute(query):
        if state == "published":
            published += count
        else:
            withdrawn[reason or "-"] += count
    return published, dict(sorted(withdrawn.items()))


DECISIVE = ("signed", "withdrawn", "corrected", "unembargoed", "restored")
"""Acts after which other things may be public."""


def last_decision(database: Database) -> int:
    """The last chain row that may change what is public; 0 where there is none."""
    query = select(func.max(LINK.seq)).where(LINK.kind.in_(DECISIVE))
    with database.read() as conn:
        return conn.scalar(query) or 0
