"""The timeline of a case with its duty badges."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from publish.model.published import PublishedCase, TimelineEntry, WorkdaySpans
from publish.site import words
from publish.site.case_views import TimelineView
from publish.site.edition import Edition
from publish.text.clock import Moments, badges
from publish.text.dates import local

SOME_DAYS, LONG_DAYS = 3, 14
"""Days without an event that the line shows as a pause, and as a long one."""
Step = tuple[TimelineEntry, datetime | None]
"""An event, and when it was by Beijing's clock."""
ORDER = {kind: rank for rank, kind in enumerate(words.EVENTS)}


def timeline(edition: Edition, case: PublishedCase) -> tuple[TimelineView, ...]:
    """Every event in order of time; where the store kept none, what the case's own times tell."""
    entries = [*case.timeline, *_told(case)]
    if not case.timeline:
        entries += _clocked(edition, case)
    steps = sorted(((entry, local(entry.at) if entry.at else None) for entry in entries), key=_place)
    first = local(case.submitted_at).toordinal() if case.submitted_at else None
    days = [at.toordinal() if at else None for _, at in steps]
    pauses = map(_pause, days, [*days[1:], None])
    return tuple(_view(edition, case, step, first, pause) for step, pause in zip(steps, pauses, strict=True))


def in_time(case: PublishedCase) -> bool | None:
    """Whether a matter was closed within its term; None where that is not known."""
    if case.closed_at and case.due_at:
        return local(case.closed_at) <= local(case.due_at)
    days = case.workdays
    return days.closed <= days.due if days and days.closed is not None and days.due is not None else None


def _pause(day: int | None, following: int | None) -> str | None:
    """How long nothing happened between two days."""
    if day is None or following is None or following - day < SOME_DAYS:
        return None
    return "long" if following - day >= LONG_DAYS else "some"


def _place(step: Step) -> tuple[bool, Any, int]:
    """By time, or by working day where the days may not be told; what has neither comes first."""
    entry, at = step
    rank = ORDER.get(entry.kind, len(ORDER))
    return (False, entry.workday or 0, rank) if at is None else (True, at, rank)


def _told(case: PublishedCase) -> Iterator[TimelineEntry]:
    """What the case's times tell and no event does."""
    kinds = {entry.kind for entry in case.timeline}
    days = case.workdays or WorkdaySpans()
    told: dict[str, tuple[datetime | None, int | None]] = {
        "submitted": (case.submitted_at, 0 if case.period else None),
        "accepted": (case.accepted_at, days.accepted),
        "closed": (case.closed_at, days.closed),
        "revisited": (case.revisit_at, days.revisited),
    }
    for kind, (at, workday) in told.items():
        if (at is not None or workday is not None) and kind not in kinds:
            own = kind in ("accepted", "closed")
            yield TimelineEntry(
                at=at,
                kind=kind,
                workday=workday,
                unit=case.unit if own else None,
                unit_level=case.unit_level if own else None,
            )


def _clocked(edition: Edition, case: PublishedCase) -> Iterator[TimelineEntry]:
    if case.submitted_at is None:
        return
    moments = Moments(
        submitted=local(case.submitted_at),
        accepted=case.accepted_at and local(case.accepted_at),
        due=case.due_at and local(case.due_at),
        closed=case.closed_at and local(case.closed_at),
    )
    for badge in badges(moments, local(case.closed_at or case.modified_at), edition.calendar):
        if badge.at is not None:
            yield TimelineEntry(at=badge.at, kind=badge.kind, unit=case.unit, unit_level=case.unit_level)


def _overran(case: PublishedCase, entry: TimelineEntry) -> bool:
    """Whether this is a closing behind its deadline."""
    if entry.kind != "closed":
        return False
    if entry.at and case.due_at:
        return local(entry.at) > local(case.due_at)
    due = case.workdays.due if case.workdays else None
    return due is not None and entry.workday is not None and entry.workday > due


def _view(
    edition: Edition, case: PublishedCase, step: Step, first: int | None, pause: str | None
) -> TimelineView:
    """`first`: the day of the submission."""
    entry, at = step
    badge, label = words.EVENTS.get(entry.kind, (entry.kind, entry.kind))
    unit_name, unit_href = edition.unit_link(entry.unit)
    return TimelineView(
        at=at,
        nth=at.toordinal() - first + 1 if at and first is not None else None,
        day=words.workday(entry.workday),
        kind=entry.kind,
        label=label,
        badge=badge,
        late=entry.kind in words.LATE or _overran(case, entry),
        unit_name=unit_name or words.unit_kind(entry.unit_level),
        unit_href=unit_href,
        note=entry.note,
        pause=pause,
    )
