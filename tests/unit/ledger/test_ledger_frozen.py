"""What was told of a month once is remembered by its digest, and by the day."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import func, select

from publish.ledger import schema
from publish.ledger.frozen import Frozen
from publish.ledger.ledger import Ledger

DAY = date(2022, 6, 1)


def test_the_first_digest_of_a_month_stands_whatever_comes_later(ledger: Ledger) -> None:
    assert ledger.frozen("2022-05", "a" * 64, DAY) == Frozen("a" * 64, DAY)
    assert ledger.frozen("2022-05", "b" * 64, DAY + timedelta(days=9)) == Frozen("a" * 64, DAY)
    assert ledger.frozen("2022-06", "b" * 64, DAY) == Frozen("b" * 64, DAY)


def test_it_is_a_fact_of_the_chain(ledger: Ledger) -> None:
    ledger.frozen("2022-05", "a" * 64, DAY)
    ledger.frozen("2022-05", "b" * 64, DAY)
    with ledger._book.database.read() as conn:
        link = schema.chain.c
        assert conn.scalar(select(func.count()).where(link.kind == "frozen")) == 1
    assert list(ledger.verify()) == []
