"""A quarter's account of what was added, corrected and withdrawn, and of requests; of closed quarters alone,
written once and never revised."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path

from publish.ledger.ledger import Ledger
from publish.ledger.takedowns import Takedown
from publish.model.published import Quarter
from publish.settings import Settings
from publish.stages import office
from publish.text.workdays import WorkCalendar

FOLDER = "quarters"


def quarters(ledger: Ledger, settings: Settings) -> Iterator[Quarter]:
    """Closed quarters that have no file yet, from the first publication on."""
    this, folder = quarter_of(office.now(settings)), settings.paths.content / FOLDER
    if _file(folder, before(this)).exists():
        return  # they are written in order
    first = min((one.published_at for one in ledger.published()), default=None)
    for name in between(quarter_of(first), this) if first else ():
        if not _file(folder, name).exists():
            yield _quarter(name, ledger, settings)


def _file(folder: Path, quarter: str) -> Path:
    return folder / f"{quarter}.json"


def quarter_of(at: datetime | date) -> str:
    """2022-07-28 → 2022-Q3, in the city's time."""
    day = at.astimezone(office.CITY_TIME).date() if isinstance(at, datetime) else at
    return f"{day.year}-Q{(day.month - 1) // 3 + 1}"


def before(quarter: str) -> str:
    """2022-Q1 → 2021-Q4"""
    year, number = int(quarter[:4]), int(quarter[-1])
    return f"{year}-Q{number - 1}" if number > 1 else f"{year - 1}-Q4"


def between(first: str, end: str) -> Iterator[str]:
    """Quarters from the first on, up to but not with `end`."""
    name = first
    while name < end:
        yield name
        year, number = int(name[:4]), int(name[-1])
        name = f"{year}-Q{number + 1}" if number < 4 else f"{year + 1}-Q1"


def _quarter(name: str, ledger: Ledger, settings: Settings) -> Quarter:
    stones = [one for one in ledger.public.tombstones() if quarter_of(one.at) == name]
    mended = [one for one in ledger.public.corrections() if one.in_force_at and one.kind != "update"]
    asked = [one for one in ledger.public.takedowns() if quarter_of(one.received_on) == name]
    return Quarter(
        quarter=name,
        added=_counted(one.column for one in ledger.published() if quarter_of(one.published_at) == name),
        corrected=_counted(
            one.kind for one in mended if one.in_force_at and quarter_of(one.in_force_at) == name
        ),
        withdrawn=_counted(one.reason for one in stones),
        withdrawn_by_column=_counted(one.column for one in stones),
        requests=len(asked),
        answered=_counted(one.state for one in asked if one.answered_on),
        days=tuple(sorted(_days(asked, WorkCalendar(settings.calendar)))),
        open=sum(one.answered_on is None for one in asked),
    )


def _counted(names: Iterable[str | None]) -> dict[str, int]:
    return dict(sorted(Counter(name or "" for name in names).items()))


def _days(asked: Iterable[Takedown], calendar: WorkCalendar) -> Iterator[int]:
    """Working days from each request to its answer; none where no calendar reaches."""
    for one in asked:
        days = calendar.count(one.received_on, one.answered_on) if one.answered_on else None
        if days is not None:
            yield days
