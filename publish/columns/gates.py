"""Gates before publication, each by law or by the column's own rule.

A gate is a question to a matter; an answer of True closes it. Sources: 政府信息公开条例 art. 15
(third parties), 政府督查工作条例 art. 17 (a unit's 30 days to ask for a second look) and art. 21
(naming a unit critically needs approval). Unknown answers close a gate: it fails shut.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from publish.columns.catalogue import Column
from publish.errors import Issue, issue
from publish.model.contract import Case
from publish.model.records import CaseFile

Gate = Callable[[CaseFile, Column, datetime], bool]

SECOND_LOOK = timedelta(days=30)


def consent(file: CaseFile, column: Column, _now: datetime) -> bool:
    """The citizen refused, or was not asked where the column needs the citizen's word."""
    if file.case.consent == "agreed":
        return False
    return not (file.case.consent == "not_asked" and column.unasked == "summary")


def summary(file: CaseFile, _column: Column, _now: datetime) -> bool:
    """The citizen was not asked and the office wrote no account to stand for the letter."""
    return file.case.consent == "not_asked" and not file.case.summary


def reply(file: CaseFile, _column: Column, _now: datetime) -> bool:
    """There is no reply to print below the letter."""
    return not file.case.result


def minor(file: CaseFile, _column: Column, _now: datetime) -> bool:
    """A minor is among the persons of the matter."""
    return any(party.is_minor for party in file.parties)


def criticism(file: CaseFile, _column: Column, _now: datetime) -> bool:
    """A unit is criticised by name without an approval on file (art. 21)."""
    return bool(file.case.names_unit_critically) and not file.case.criticism_approval


def second_look(file: CaseFile, _column: Column, now: datetime) -> bool:
    """A criticised unit was not notified, or may still ask for a second look (art. 17)."""
    return bool(file.case.names_unit_critically) and not _heard(file.case, now)


def third_party(file: CaseFile, _column: Column, _now: datetime) -> bool:
    """A third party objected (art. 15)."""
    return file.case.third_party == "objected"


def revisit(file: CaseFile, _column: Column, _now: datetime) -> bool:
    """The column publishes only what was revisited (回头看)."""
    return not (file.case.revisit_at and file.case.revisit_outcome)


GATES: dict[str, Gate] = {
    gate.__name__: gate
    for gate in (consent, summary, reply, minor, criticism, second_look, third_party, revisit)
}


def code(name: str) -> str:
    """The public code of a gate: "second_look" → "GATE-SECOND-LOOK"."""
    return "GATE-" + name.upper().replace("_", "-")


def closed(file: CaseFile, column: Column, now: datetime) -> tuple[str, ...]:
    """Codes of the gates closed for a matter, in the column's order."""
    return tuple(code(name) for name in column.gates if GATES[name](file, column, now))


def explain(gate_code: str, place: str) -> Issue:
    """The words for a closed gate at `place` (a candidate's id)."""
    return issue(gate_code, place)


def _heard(case: Case, now: datetime) -> bool:
    return case.unit_notified_at is not None and case.unit_notified_at + SECOND_LOOK <= now
