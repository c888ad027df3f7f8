"""The level a matter reached, laid on everything about it that becomes public.

A fact finer than the level is dropped or made coarser before the record is filed, so that nothing made
of the record can give it back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

import msgspec

from publish.anonymise.combination import ladder
from publish.model.cells import FULL, Level
from publish.model.records import CaseFacts, EventFact, Workdays

RANKS = {"city": ("city",), "district": ("city", "district"), "town": ("city", "district", "town", "village")}
"""Level of region → levels of units that may be told."""

Span = Callable[[datetime, datetime], int | None]
"""Working days from one time to another."""


def bind(facts: CaseFacts, level: Level, units: Mapping[str, str], span: Span) -> CaseFacts:
    """`facts` no finer than `level`. `units`: the level of each unit of the store.

    With the topic cut no dossier and no policy is named: each is about one second-level topic.
    """
    if level == FULL:
        return facts
    unit_id, unit_level = _unit(facts.unit_id, level, units)
    fine = level.topic == "full"
    bound = msgspec.structs.replace(
        facts,
        level=level,
        topic=ladder.topic(facts.topic, level) if facts.topic else None,
        region_code=ladder.region(facts.region_code, level) or None if facts.region_code else None,
        unit_id=unit_id,
        unit_level=unit_level,
        events=tuple(_event(event, level, units) for event in facts.events),
        policies=facts.policies if fine else (),
        dossiers=facts.dossiers if fine else (),
    )
    return bound if level.period == "month" else _undated(bound, span)


def _unit(unit_id: str | None, level: Level, units: Mapping[str, str]) -> tuple[str | None, str | None]:
    """The unit, or its level where it may not be told."""
    rank = units.get(unit_id or "")
    return (unit_id, None) if rank in RANKS[level.region] else (None, rank)


def _event(event: EventFact, level: Level, units: Mapping[str, str]) -> EventFact:
    unit_id, unit_level = _unit(event.unit_id, level, units)
    return msgspec.structs.replace(event, unit_id=unit_id, unit_level=unit_level)


def _undated(facts: CaseFacts, span: Span) -> CaseFacts:
    """Every time of the procedure as working days after the submission; of that, the quarter or year."""
    began = facts.submitted_at
    if began is None:
        return facts

    def after(at: datetime | None) -> int | None:
        return span(began, at) if at else None

    return msgspec.structs.replace(
        facts,
        period=ladder.period(f"{began:%Y-%m}", facts.level),
        workdays=Workdays(
            accepted=after(facts.accepted_at),
            due=after(facts.due_at),
            closed=after(facts.closed_at),
            revisited=after(facts.revisit_at),
        ),
        submitted_at=None,
        accepted_at=None,
        due_at=None,
        closed_at=None,
        revisit_at=None,
        events=tuple(
            msgspec.structs.replace(event, at=None, workday=after(event.at)) for event in facts.events
        ),
    )
