"""What stands in content/ in place of what was withdrawn: number, column, unit, time and reason, no more."""

from __future__ import annotations

from collections.abc import Iterator

from publish.ledger.ledger import Ledger
from publish.ledger.tombstones import Tombstone
from publish.model.published import PublishedWithdrawal


def published(stone: Tombstone) -> PublishedWithdrawal:
    """The record of content/withdrawn/."""
    return PublishedWithdrawal(
        number=stone.number,
        place=stone.place,
        act=stone.act,
        reason=stone.reason,
        withdrawn_at=stone.at,
        column=stone.column,
        unit=stone.unit,
        replaced_by=stone.replaced_by,
    )


def every(ledger: Ledger) -> Iterator[PublishedWithdrawal]:
    """One for each withdrawn number."""
    return map(published, ledger.public.tombstones())
