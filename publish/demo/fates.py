"""What becomes of a matter: published in a column, stopped by one gate, or never proposed."""

from __future__ import annotations

import msgspec

from publish.errors import UsageError

HUISHENG, LIUYAN = "huisheng", "liuyan"
YEAR_APPROVED = 559
"""Matters of the two columns in the default demonstration: 139 + 420 (facts of the first year)."""

YEAR_HUISHENG = 139
YEAR_CASES = 2000


class Fate(msgspec.Struct, frozen=True, kw_only=True):
    """`gate` names what stops it; "" with disclosure 'approved': it passes every gate.

    `until`: the last day of the year (from 0) on which it can be submitted and still get there.
    """

    name: str
    column: str | None = None
    disclosure: str = "none"
    gate: str = ""
    until: int = 365

    @property
    def passes(self) -> bool:
        return self.disclosure == "approved" and not self.gate


def _stopped(gate: str, column: str, disclosure: str = "approved") -> Fate:
    until = 300 if column == HUISHENG else 330
    return Fate(name=gate, column=column, disclosure=disclosure, gate=gate, until=until)


ORDINARY = Fate(name="ordinary")
PASSING = (
    Fate(name=HUISHENG, column=HUISHENG, disclosure="approved", until=300),
    Fate(name=LIUYAN, column=LIUYAN, disclosure="approved", until=330),
)
STOPPED = (
    _stopped("consent_refused", LIUYAN),
    _stopped("consent_refused", HUISHENG),
    _stopped("consent_not_asked", LIUYAN),
    _stopped("summary_missing", HUISHENG),
    _stopped("reply_missing", LIUYAN),
    _stopped("minor", LIUYAN),
    _stopped("minor", HUISHENG),
    _stopped("criticism_unapproved", HUISHENG),
    _stopped("second_look", HUISHENG),
    _stopped("objected", LIUYAN),
    _stopped("objected", HUISHENG),
    _stopped("not_revisited", HUISHENG),
    _stopped("unresolved", LIUYAN),
    _stopped("withdrawn", LIUYAN, "withdrawn"),
    _stopped("withdrawn", HUISHENG, "withdrawn"),
)
PROPOSED = Fate(name="proposed", column=LIUYAN, disclosure="proposed", until=345)
FATES = (ORDINARY, *PASSING, *STOPPED, PROPOSED)
"""Fate by its number, as a plan holds it."""


def counts(cases: int, approved: int | None) -> dict[int, int]:
    """How many matters have each fate but the ordinary one, by number of the fate.

    Raises `UsageError` DEMO-004 or DEMO-005 when the numbers can't be.
    """
    if cases < 1:
        raise UsageError("DEMO-005", "--cases", least=1, given=cases)
    wanted = min(YEAR_APPROVED, cases * YEAR_APPROVED // YEAR_CASES) if approved is None else approved
    if wanted < 0:
        raise UsageError("DEMO-005", "--approved", least=0, given=wanted)
    if wanted > cases * 0.75:
        raise UsageError("DEMO-004", "--approved", approved=wanted, cases=cases)
    first = round(wanted * YEAR_HUISHENG / YEAR_APPROVED)
    found = {1: first, 2: wanted - first}
    room = (cases - wanted) // 2
    for number in range(3, len(FATES)):
        found[number] = min(max(1, cases // 650) * (8 if FATES[number] is PROPOSED else 1), room)
        room -= found[number]
    return {number: count for number, count in found.items() if count}
