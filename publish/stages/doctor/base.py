"""What a check is, what it finds, and what it may look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Literal, TypeVar

import msgspec
from sqlalchemy import make_url

from publish.errors import Issue, LedgerError, PublishError, issue
from publish.ledger import schema
from publish.ledger.database import Database
from publish.ledger.ledger import Ledger
from publish.monitor import log
from publish.settings import Settings
from publish.stages import office
from publish.store.adapter import Store
from publish.text.dates import local
from publish.text.workdays import WorkCalendar

T = TypeVar("T")
Level = Literal["warn", "fault"]


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """Something that is not in order. A fault stops the line or breaks a duty; a warning does not yet."""

    level: Level
    issue: Issue


def fault(code: str, place: object, **context: object) -> Found:
    """What has to be mended now."""
    return Found(level="fault", issue=issue(code, str(place), **context))


def warn(code: str, place: object, **context: object) -> Found:
    """What should be looked at."""
    return Found(level="warn", issue=issue(code, str(place), **context))


class UnseenError(Exception):
    """A check can't look, because what it looks at could not be opened; that was said already."""

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(what)


class Patient:
    """What the checks look at. Ledger and store are opened once; the first failure is said by the check that
    meets it, each later one is `UnseenError`."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.calendar = WorkCalendar(settings.calendar)
        self._stack = ExitStack()
        self._failed: set[str] = set()

    def __enter__(self) -> Patient:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    @property
    def production(self) -> bool:
        return self.settings.profile == "production"

    @cached_property
    def now(self) -> datetime:
        """The time the office's clocks are held to: that of the settings, else the machine's."""
        return self.settings.clock or log.now()

    @property
    def today(self) -> date:
        """The city's day of it."""
        return local(self.now).date()

    @cached_property
    def wall(self) -> datetime:
        """The machine's time."""
        return log.now()

    @cached_property
    def store(self) -> Store:
        """The case store. Raises `PublishError`, later `UnseenError`."""
        return self._once("案件库", lambda: self._stack.enter_context(office.store_of(self.settings)))

    @cached_property
    def database(self) -> Database:
        """The ledger's connection, where there is a ledger of this program's version: none is made, none is
        migrated. DOCTOR-030: there is none; LEDGER-003: of another version."""
        return self._once("台账", self._database)

    @cached_property
    def ledger(self) -> Ledger:
        """The ledger. Raises `PublishError`, later `UnseenError`."""
        _ = self.database
        return self._once("台账", lambda: self._stack.enter_context(office.ledger_of(self.settings)))

    @property
    def ledger_file(self) -> Path | None:
        """The ledger's file; None where it lies on a server."""
        url = make_url(self.settings.ledger.url)
        return Path(url.database or "") if url.get_backend_name() == "sqlite" else None

    def give_up(self, what: str) -> None:
        """It can't be opened, which was said: nobody else need try."""
        self._failed.add(what)

    def _database(self) -> Database:
        file = self.ledger_file
        if file and not file.is_file():
            raise LedgerError("DOCTOR-030", str(file))
        database = Database(self.settings.ledger.url)
        self._stack.callback(database.close)
        found = database.version()
        if found is None:
            raise LedgerError("DOCTOR-030", database.place)
        if found != schema.VERSION:
            raise LedgerError("LEDGER-003", database.place, found=found, known=schema.VERSION)
        return database

    def _once(self, what: str, open_: Callable[[], T]) -> T:
        if what in self._failed:
            raise UnseenError(what)
        try:
            return open_()
        except PublishError:
            self._failed.add(what)
            raise


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """One question to an office. `name` for machines, `title` for people; `look` yields what is not in
    order; `long`: it reads much, and `--quick` leaves it out."""

    name: str
    title: str
    look: Callable[[Patient], Iterator[Found]]
    long: bool = False
