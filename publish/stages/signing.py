"""Who signs releases under these settings."""

from __future__ import annotations

from datetime import datetime

from publish.ledger.ledger import Ledger
from publish.release.proof import keys, statement
from publish.release.proof.keys import Signer
from publish.settings import Settings
from publish.stages.office import CITY_TIME

DEMONSTRATION_SINCE = datetime(2021, 7, 28, tzinfo=CITY_TIME)
"""When the first key of a demonstration was made, whenever it is run."""


def origin(settings: Settings) -> str:
    """Name of the site's keys and of its log."""
    return statement.origin(settings.site.url, settings.site.base)


def seed(settings: Settings, ledger: Ledger) -> bytes | None:
    """What a demonstration's keys come from; None in production, where they come from chance."""
    return ledger.key("signing") if settings.profile == "demonstration" else None


def signer_of(settings: Settings, ledger: Ledger) -> Signer:
    """The signer of the next release. A demonstration makes its first key itself, always the same one; an
    office makes it with `publish keys make`. Raises `GateError` KEYS-001 to KEYS-004."""
    folder, name, from_seed = settings.proof.keys, origin(settings), seed(settings, ledger)
    if from_seed and not keys.held(folder, name):
        keys.make(folder, name, DEMONSTRATION_SINCE, from_seed)
    return keys.signer(folder, name)
