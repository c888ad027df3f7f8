"""Acts of one day by who did them; read once, then only what was added."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from publish.ledger import schema

KINDS = ("signed", "refused", "settled")


class Days:
    """Not safe by itself: whoever uses it holds the view's lock."""

    def __init__(self) -> None:
        self._begin: datetime | None = None
        self._seq = 0
        self._done: Counter[tuple[str, str]] = Counter()

    def of(self, conn: Connection, begin: datetime) -> Counter[tuple[str, str]]:
        """(actor, act) → how often in the day that begins then; a last signature is "approved", too."""
        if begin != self._begin:
            self._begin, self._seq, self._done = begin, 0, Counter()
        link, state = schema.chain.c, schema.states.c
        query = (
            select(link.seq, link.actor, link.kind, state.state)
            .join(schema.states, state.seq == link.seq)
            .where(link.seq > self._seq, link.kind.in_(KINDS))
            .where(link.at >= begin.isoformat(), link.at < (begin + timedelta(days=1)).isoformat())
            .order_by(link.seq)
        )
        for row in conn.execute(query):
            self._done[row.actor, row.kind] += 1
            self._done[row.actor, "approved"] += row.kind == "signed" and row.state == "approved"
            self._seq = row.seq
        return self._done
