"""Opening what every stage works on: the clock, the ledger, the working-day calendar."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from publish.ledger.ledger import Ledger, open_ledger
from publish.settings import Settings

CITY_TIME = ZoneInfo("Asia/Shanghai")
DEMONSTRATION_SEED = "demonstration"


def now(settings: Settings) -> datetime:
    """The one moment a run takes its time from: the setting `clock`, else the machine's, to the second."""
    return settings.clock or datetime.now(CITY_TIME).replace(microsecond=0)


def ledger_of(settings: Settings) -> Ledger:
    """The ledger of these settings. Raises `LedgerError`.

    A demonstration's secret comes from a seed, so that two clean clones make the same bytes.
    """
    seed = DEMONSTRATION_SEED if settings.profile == "demonstration" else None
    return open_ledger(settings.ledger.url, now(settings), secret_seed=seed, readers=settings.review.readers)
