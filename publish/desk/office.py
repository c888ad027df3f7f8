"""What the desk keeps for all requests: the ledger, the way to the store, the anonymiser, the calendar."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import date, datetime
from functools import cached_property

import msgspec

from publish.anonymise.combination.atlas import Atlas
from publish.anonymise.engine import Anonymiser
from publish.anonymise.public import PublicNames
from publish.desk.source import Sources
from publish.errors import PublishError
from publish.ledger.desk import Desk
from publish.ledger.ledger import Ledger
from publish.model.contract import Party, Region, Unit
from publish.model.texts import RawText, RedactedText
from publish.settings import Settings
from publish.stages import office
from publish.stages.combination import Binder
from publish.text.dates import local
from publish.text.workdays import WorkCalendar


class Names(msgspec.Struct, frozen=True):
    """What is public by right: divisions and units."""

    regions: tuple[Region, ...]
    units: tuple[Unit, ...]

    by_key: dict[str, Unit]

    def unit(self, key: str) -> Unit | None:
        return self.by_key.get(key)

    def line(self, key: str | None) -> list[Unit]:
        """A unit and those above it; a circle or a gap ends it."""
        found: list[Unit] = []
        while key and (unit := self.by_key.get(key)) and unit not in found:
            found.append(unit)
            key = unit.parent_id
        return found


class Tools:
    """Made of the store's public names once; the anonymiser is asked by one thread at a time."""

    def __init__(self, settings: Settings) -> None:
        with office.store_of(settings) as store:
            regions = tuple(one for one in store.regions() if isinstance(one, Region))
            units = tuple(one for one in store.units() if isinstance(one, Unit))
            phones = store.public_phones()
        self.names = Names(regions, units, {unit.unit_id: unit for unit in units})
        self.binder = Binder(Atlas(regions, units), settings)
        bodies = frozenset(name for unit in units for name in (unit.name, unit.short_name) if name)
        places = frozenset(region.name for region in regions)
        self._anonymiser = Anonymiser(PublicNames(bodies=bodies, places=places, phones=phones))
        self._lock = threading.Lock()

    def record(
        self, texts: dict[str, RawText], parties: Sequence[Party], linked: Sequence[Party] = ()
    ) -> dict[str, RedactedText]:
        """What the anonymiser makes of a record now."""
        with self._lock:
            return self._anonymiser.record(texts, parties, linked)

    @cached_property
    def districts(self) -> dict[str, str]:
        """Names of districts and counties by code, in order of code."""
        found = sorted((one.code, one.name) for one in self.names.regions if one.level == "district")
        return dict(found)


class Office:
    """Shared by all requests; safe to use from many threads."""

    def __init__(self, settings: Settings, ledger: Ledger | None = None) -> None:
        self.settings = settings
        self.ledger = ledger or office.ledger_of(settings)
        self.sources = Sources(settings, self.ledger, self.now)
        self.calendar = WorkCalendar(settings.calendar)
        self._lock = threading.Lock()
        self._tools: Tools | None = None

    @property
    def secure(self) -> bool:
        """Whether readers come over TLS, here or at the proxy."""
        return bool(self.settings.desk.certificate or self.settings.desk.proxy)

    def now(self) -> datetime:
        """The time decisions are filed under."""
        return office.now(self.settings)

    @property
    def today(self) -> date:
        return local(self.now()).date()

    def desk(self) -> Desk:
        """The readers' side of the ledger, for one request."""
        return self.ledger.desk(self.now())

    @property
    def tools(self) -> Tools:
        """Raises `StoreError` where the store can't be reached."""
        with self._lock:
            if self._tools is None:
                self._tools = Tools(self.settings)
            return self._tools

    @property
    def districts(self) -> dict[str, str]:
        """Names of districts by code; none where the store can't be reached."""
        try:
            return self.tools.districts
        except PublishError:
            return {}

    def warm(self) -> None:
        """Load what the first reader would wait for; what fails now is tried again when it is needed."""
        self.sources.warm()
        try:
            self.tools.record({"text": RawText("来电反映路灯不亮。")}, ())
        except PublishError:
            return
