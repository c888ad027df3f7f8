"""The only way from the desk to the case store: from a candidate back to what the office wrote.

The ledger knows a record by a key under its secret alone, so the desk keeps in memory which key of the
store stands behind it. Everything here is raw text: it is shown to a signed-in reader and kept nowhere.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

import msgspec

from publish.columns import catalogue
from publish.errors import StoreError
from publish.ledger.ledger import Ledger
from publish.model.contract import CaseLink
from publish.model.records import CaseFile, Facts, RecordKind, SourceKey
from publish.settings import Settings
from publish.stages import office
from publish.stages.draft import Draft, Drafter
from publish.store.adapter import Store
from publish.store.rejected import Rejected
from publish.text.dates import local

LOOK_AGAIN_SECONDS = 60
OTHERS: dict[RecordKind, str] = {
    "dossier": "dossier_id", "policy": "policy_id", "call": "call_id", "survey": "survey_id",
    "episode": "episode_id",
}  # fmt: skip
"""Kinds beside matters → the attribute that is the store's key."""


class Original(msgspec.Struct, frozen=True):
    """What the store says of a candidate now. `links`: matters it hangs together with, and how;
    `closed`: the day it was closed."""

    draft: Draft[Facts]
    links: tuple[tuple[SourceKey, str], ...] = ()
    closed: date | None = None
    unit_id: str | None = None


class Sources:
    """Finds originals; safe to use from many threads. The store is opened for each look: its snapshot must
    be today's."""

    def __init__(self, settings: Settings, ledger: Ledger, now: Callable[[], datetime]) -> None:
        self._settings, self._ledger, self._now = settings, ledger, now
        self._keys: dict[SourceKey, str] = {}
        self._looked = -float(LOOK_AGAIN_SECONDS)
        self._lock = threading.Lock()

    def find(self, kind: RecordKind, source: SourceKey) -> Original | None:
        """The original, None where the store no longer gives it. Raises `StoreError` where the store can't
        be reached."""
        return self.find_all([(kind, source)]).get(source)

    def find_all(self, wanted: list[tuple[RecordKind, SourceKey]]) -> dict[SourceKey, Original]:
        """The originals of several candidates, in one snapshot."""
        with office.store_of(self._settings) as store:
            found = ((source, self._one(store, kind, source)) for kind, source in wanted)
            return {source: original for source, original in found if original}

    def _one(self, store: Store, kind: RecordKind, source: SourceKey) -> Original | None:
        key = self._key(store, source)
        if key is None:
            return None
        drafter = Drafter(self._ledger.source_key, catalogue.load(), self._now())
        if kind != "case":
            file = _other(store, kind, key)
            return Original(getattr(drafter, kind)(file)) if file else None
        found = store.case_file(key)
        if found is None or isinstance(found, Rejected):
            return None
        return self._case(drafter, found)

    def _case(self, drafter: Drafter, file: CaseFile) -> Original | None:
        if file.case.column_slug not in catalogue.load():
            return None
        closed = file.case.closed_at
        draft: Any = drafter.case(file)
        return Original(
            draft,
            tuple((self._ledger.source_key("case", link.other_id), link.kind) for link in _links(file)),
            local(closed).date() if closed else None,
            file.case.unit_id,
        )

    def _key(self, store: Store, source: SourceKey) -> str | None:
        with self._lock:
            if source not in self._keys and time.monotonic() - self._looked >= LOOK_AGAIN_SECONDS:
                self._keys = dict(self._all(store))
                self._looked = time.monotonic()
            return self._keys.get(source)

    def _all(self, store: Store) -> Iterator[tuple[SourceKey, str]]:
        for state in store.states():
            yield self._ledger.source_key("case", state.case_id), state.case_id
        for kind, attribute in OTHERS.items():
            for key in _keys(store, kind, attribute):
                yield self._ledger.source_key(kind, key), key

    def warm(self) -> None:
        """Learn the keys before the first reader comes; a store that can't be reached now is asked later."""
        try:
            with office.store_of(self._settings) as store:
                self._key(store, SourceKey(""))
        except StoreError:
            return


def _links(file: CaseFile) -> tuple[CaseLink, ...]:
    return tuple({link.other_id: link for link in file.links}.values())


def _keys(store: Store, kind: RecordKind, attribute: str) -> Iterator[str]:
    for file in getattr(store, f"{kind}_files")():
        if not isinstance(file, Rejected):
            yield getattr(getattr(file, kind), attribute)


def _other(store: Store, kind: RecordKind, key: str) -> Any:
    files = getattr(store, f"{kind}_files")()
    attribute = OTHERS[kind]
    good = (file for file in files if not isinstance(file, Rejected))
    return next((file for file in good if getattr(getattr(file, kind), attribute) == key), None)
