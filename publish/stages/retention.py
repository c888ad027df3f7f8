"""How long a column's matters stay public, and what leaves when that has passed (公示期满)."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Literal

import msgspec

from publish.columns import catalogue
from publish.errors import Issue, UsageError, issue
from publish.ledger.ledger import Ledger
from publish.settings import Settings
from publish.stages import office, people
from publish.stages.report import Report
from publish.text.dates import chinese_date, local


class Passed(msgspec.Struct, frozen=True, kw_only=True):
    """A public matter whose time has passed. `then`: it leaves by itself, or somebody is asked."""

    number: str
    column: str
    until: datetime
    then: Literal["remove", "ask"]


def retention(
    settings: Settings, numbers: Iterable[str] = (), user: str | None = None, dry_run: bool = False
) -> Report:
    """Take off what its column keeps no longer: the `numbers` given, by `user`, else all that leaves by
    itself. Its words are erased and its tombstone says 公示期满. With `dry_run` the matters are only listed.

    Issues name numbers that are not due, or not public. OFFICE-004: numbers need a user.
    """
    wanted = tuple(numbers)
    if wanted and user is None:
        raise UsageError("OFFICE-004", "--as")
    if user is not None:
        people.acting(settings, user)
    with office.ledger_of(settings) as ledger:
        due = {one.number: one for one in passed(ledger, office.now(settings))}
        refused = tuple(issue("OFFICE-005", number[:20]) for number in wanted if number not in due)
        leaving = [due[number] for number in wanted if number in due] if wanted else _by_itself(due.values())
        if not dry_run and leaving:
            ledger.begin_run("retention")
            for one in leaving:
                ledger.withdraw(one.number, "expired", user)
    return _report(tuple(due.values()), leaving, refused, dry_run)


def passed(ledger: Ledger, now: datetime) -> Iterator[Passed]:
    """Public matters whose column's time has passed, in order of number."""
    rules = {slug: column.retention for slug, column in catalogue.load().items() if column.retention}
    if not rules:
        return
    for one in ledger.published("published"):
        rule = rules.get(one.column or "")
        if rule and (until := months_after(one.published_at, rule.months)) <= now:
            yield Passed(number=one.number, column=one.column or "", until=until, then=rule.then)


def months_after(at: datetime, months: int) -> datetime:
    """The same day and time so many months later; the month's last day where it has no such day."""
    here = local(at)
    years, month = divmod(here.month - 1 + months, 12)
    year = here.year + years
    return here.replace(year=year, month=month + 1, day=min(here.day, monthrange(year, month + 1)[1]))


def _by_itself(due: Iterable[Passed]) -> list[Passed]:
    return [one for one in due if one.then == "remove"]


def _report(
    due: tuple[Passed, ...], leaving: list[Passed], refused: tuple[Issue, ...], dry_run: bool
) -> Report:
    asked = [one for one in due if one.then == "ask" and one not in leaving]
    listed = due if dry_run else (*leaving, *asked)
    said = tuple(f"{one.number}\t{chinese_date(one.until)}\t{WORDS[one.then]}" for one in listed)
    counts = {"passed": len(due), "expired": 0 if dry_run else len(leaving), "asked": len(asked)}
    return Report(verb="retention", counts=counts, issues=refused, said=said)


WORDS = {"remove": "公示期满，自动撤下", "ask": "公示期满，请决定是否撤下"}
