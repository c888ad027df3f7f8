"""The timeline of a case with its duty badges."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from publish.model.published import PublishedCase, TimelineEntry
from publish.site import words
from publish.site.case_views import TimelineView
from publish.site.edition import Edition
from publish.text.clock import Moments, badges
from publish.text.dates import local

ORDER = {kind: rank for rank, kind in enumerate(words.EVENTS)}


def timeline(edition: Edition, case: PublishedCase) -> tuple[TimelineView, ...]:
    """Every event in order of time; where the store kept none, what the case's own times tell."""
    entries = [*case.timeline, *_told(case)]
    if not case.timeline:
        entries += _clocked(edition, case)
    entries.sort(key=lambda entry: (local(entry.at), ORDER.get(entry.kind, len(ORDER))))
    return tuple(_view(edition, case, entry) for entry in entries)


def _told(case: PublishedCase) -> Iterator[TimelineEntry]:
    """What the case's times tell and no event does."""
    kinds = {entry.kind for entry in case.timeline}
    times: dict[str, datetime | None] = {
        "submitted": case.submitted_at, "accepted": case.accepted_at, "closed": case.closed_at,
        "revisited": case.revisit_at,
    }  # fmt: skip
    for kind, at in times.items():
        if at is not None and kind not in kinds:
            yield TimelineEntry(at=at, kind=kind, unit=case.unit if kind in ("accepted", "closed") else None)


def _clocked(edition: Edition, case: PublishedCase) -> Iterator[TimelineEntry]:
    moments = Moments(
        submitted=local(case.submitted_at),
        accepted=case.accepted_at and local(case.accepted_at),
        due=case.due_at and local(case.due_at),
        closed=case.closed_at and local(case.closed_at),
    )
    for badge in badges(moments, local(case.closed_at or case.modified_at), edition.calendar):
        if badge.at is not None:
            yield TimelineEntry(at=badge.at, kind=badge.kind, unit=case.unit)


def _view(edition: Edition, case: PublishedCase, entry: TimelineEntry) -> TimelineView:
    badge, label = words.EVENTS.get(entry.kind, (entry.kind, entry.kind))
    unit_name, unit_href = edition.unit_link(entry.unit)
    overran = entry.kind == "closed" and case.due_at is not None and local(entry.at) > local(case.due_at)
    return TimelineView(
        at=entry.at,
        kind=entry.kind,
        label=label,
        badge=badge,
        late=entry.kind in words.LATE or overran,
        unit_name=unit_name,
        unit_href=unit_href,
        note=entry.note,
    )
