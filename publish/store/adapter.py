"""The case store, read-only: what every other room may ask of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from types import TracebackType

from publish import settings
from publish.model.cells import Cells
from publish.model.contract import DEMONSTRATION, RELATIONS, Party, Region, Row, Unit
from publish.model.published import MonthStatistics
from publish.model.records import CallFile, CaseFile, DossierFile, EpisodeFile, PolicyFile, SurveyFile
from publish.store import cases, combinations, hierarchy, mapping, records, rights, states, statistics
from publish.store.reader import Reader
from publish.store.rejected import Rejected
from publish.store.session import Session
from publish.store.states import CaseState
from publish.text.workdays import WorkCalendar

TABLES_SQLITE = "SELECT 1 FROM sqlite_master WHERE name = :name"
TABLES_POSTGRES = "SELECT 1 FROM information_schema.tables WHERE table_name = :name"


def open_store(store: settings.Store) -> Store:
    """Open the store of the settings. Raises `StoreError` when it is missing, locked or unreachable."""
    mapped = mapping.load(store.mapping) if store.mapping else None
    session = Session(store.url, store.timeout_seconds)
    return Store(Reader(session, mapped, store.page_rows), timedelta(minutes=store.overlap_minutes))


class Store:
    """An open case store in one snapshot; a context manager. Bad rows come out as `Rejected`."""

    def __init__(self, reader: Reader, overlap: timedelta) -> None:
        self._reader = reader
        self._overlap = overlap

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Leave the snapshot and the connection."""
        self._reader.session.close()

    def check(self) -> None:
        """Look every relation up. Raises `StoreError` naming relation, column and the mapping's line."""
        _ = self._reader.relations

    def is_demonstration(self) -> bool:
        """Whether the store says of itself that everything in it is invented."""
        session = self._reader.session
        sql = TABLES_POSTGRES if session.postgres else TABLES_SQLITE
        return bool(session.all(sql, {"name": DEMONSTRATION}, DEMONSTRATION))

    def writable(self) -> bool:
        """Whether the account could write to the store, were its connection not read-only."""
        return rights.writable(self._reader.session)

    def rows(self, relation: str) -> Iterator[Row | Rejected]:
        """Every row of `relation`, sorted by key."""
        return self._reader.rows(RELATIONS[relation])

    def case_files(self, since: datetime | None = None) -> Iterator[CaseFile | Rejected]:
        """Approved and resolved matters, whole, by case_id; those updated after `since` less the overlap."""
        return cases.case_files(self._reader, since and since - self._overlap)

    def case_file(self, case_id: str) -> CaseFile | Rejected | None:
        """One approved and resolved matter, whole; None where there is none of that key."""
        return cases.case_file(self._reader, case_id)

    def states(self) -> Iterator[CaseState]:
        """Whether each matter may (still) be public, by case_id."""
        return states.states(self._reader)

    def dossier_files(self) -> Iterator[DossierFile | Rejected]:
        """Dossiers with steps, matters and the matters' parties."""
        return records.dossier_files(self._reader)

    def policy_files(self) -> Iterator[PolicyFile | Rejected]:
        """Policies with their matters."""
        return records.policy_files(self._reader)

    def call_files(self) -> Iterator[CallFile | Rejected]:
        """Calls for leads."""
        return records.call_files(self._reader)

    def survey_files(self) -> Iterator[SurveyFile | Rejected]:
        """Questionnaires with their answers."""
        return records.survey_files(self._reader)

    def episode_files(self) -> Iterator[EpisodeFile | Rejected]:
        """Episodes with matters, guests, open questions and the matters' parties."""
        return records.episode_files(self._reader)

    def units(self) -> tuple[Unit | Rejected, ...]:
        """Public bodies; those on a cycle set aside."""
        return hierarchy.units(self._reader.rows(Unit), self._where("units"))

    def regions(self) -> tuple[Region | Rejected, ...]:
        """Districts and towns; those on a cycle set aside."""
        return hierarchy.regions(self._reader.rows(Region), self._where("regions"))

    def parties(self) -> Iterator[Party]:
        """Every party of every matter, for the leak gate: also of rows that are set aside elsewhere."""
        return states.parties(self._reader)

    def public_phones(self) -> frozenset[str]:
        """The telephone numbers that offices publish."""
        rows = self._reader.rows(Unit)
        return frozenset(row.public_phone for row in rows if isinstance(row, Unit) and row.public_phone)

    def months(
        self,
        now: datetime,
        calendar: WorkCalendar | None = None,
        public: Callable[[str], bool] | None = None,
        after: str = "",
    ) -> Iterator[MonthStatistics]:
        """The suppressed figures of the closed months before `now` and after the month `after`, in order;
        that in which the store begins isn't whole and is left out. `public`: whether the matter of a key is
        published."""
        return statistics.closed_months(
            self._reader, now, calendar or WorkCalendar(), public or (lambda _: False), after
        )

    def cells(self) -> Cells:
        """How many matters of the whole store share region × topic × month × kind of applicant."""
        return combinations.count(self._reader)

    def _where(self, relation: str) -> str:
        known = self._reader.relations[relation]
        return known.where() if known else ""
