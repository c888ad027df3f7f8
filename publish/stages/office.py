"""Opening what every stage works on: the clock, the ledger, the working-day calendar."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from publish.errors import UsageError
from publish.ledger.journal import Journal
from publish.ledger.ledger import Ledger, open_ledger
from publish.ledger.rules import Rules
from publish.ledger.vault import Vault
from publish.settings import Settings
from publish.store.adapter import Store, open_store

CITY_TIME = ZoneInfo("Asia/Shanghai")
DEMONSTRATION_SEED = "demonstration"


def now(settings: Settings) -> datetime:
    """The one moment a run takes its time from: the setting `clock`, else the machine's, to the second."""
    return settings.clock or datetime.now(CITY_TIME).replace(microsecond=0)


def store_of(settings: Settings) -> Store:
    """The case store, looked up and checked. Raises `StoreError`, and `UsageError` SETTINGS-008 for a
    demonstration's store under a production profile."""
    store = open_store(settings.store)
    try:
        store.check()
        if settings.profile == "production" and store.is_demonstration():
            raise UsageError("SETTINGS-008", f"{settings.file}: profile")
    except BaseException:
        store.close()
        raise
    return store


def ledger_of(settings: Settings) -> Ledger:
    """The ledger of these settings. Raises `LedgerError`.

    A demonstration's secret comes from a seed, so that two clean clones make the same bytes.
    """
    seed = DEMONSTRATION_SEED if settings.profile == "demonstration" else None
    given, review = settings.ledger, settings.review
    rules = {name: getattr(review, name) for name in Rules.__struct_fields__}
    return open_ledger(
        given.url,
        now(settings),
        secret_seed=seed,
        readers=review.readers,
        rules=Rules(**rules),
        vault=Vault(given.terms, given.key),
        journal=Journal(given.journal),
    )
