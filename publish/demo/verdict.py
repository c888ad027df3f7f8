"""What came of a matter beyond its texts: outcome, call-back, revisit, consent, the ground of disclosure."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

import msgspec

from publish.demo.fates import HUISHENG, Fate
from publish.demo.timeline import NOW, Pace, Times, later, plan, until_now

BASIS = "《中华人民共和国政府信息公开条例》第十九条"
APPROVER = "市政府督查室"
SECOND_LOOK = timedelta(days=30)
LATEST = NOW - timedelta(hours=3)

OUTCOMES = {
    True: (("solved", 0.82), ("partly", 0.09), ("explained", 0.07), ("unsolvable", 0.02)),
    False: (("solved", 0.85), ("partly", 0.05), ("explained", 0.08), ("unsolvable", 0.02)),
}
"""Outcome and share: of what is proposed for disclosure, and of the rest."""

SATISFACTION = {
    "solved": (5, 5, 5, 4, 4, 3), "partly": (4, 3, 3, 2), "explained": (4, 3, 3, 2), "unsolvable": (3, 2, 1),
}  # fmt: skip
CHANNELS = (
    "市“互联网+督查”平台", "市“互联网+督查”平台", "市“互联网+督查”平台", "12345政务服务热线",
    "12345政务服务热线", "网上信箱", "国家政务服务投诉与建议小程序",
)  # fmt: skip
HANDED_DOWN = "国务院“互联网+督查”平台"


class Course(msgspec.Struct, frozen=True, kw_only=True):
    """How a matter ran and what it came to, before its texts are written."""

    times: Times
    outcome: str | None
    satisfaction: int | None
    revisit: str | None
    approved_at: datetime | None
    consent: str
    third_party: str
    criticised: bool = False
    notified_at: datetime | None = None


def course(rng: Random, fate: Fate, submitted: datetime, days: int) -> Course:
    """The course of a matter with this fate; what is disclosed gets there before `NOW`."""
    disclosed = fate.disclosure in ("approved", "withdrawn")
    times, approved_at = _in_time(rng, fate, submitted, days, disclosed=disclosed)
    if fate.gate == "unresolved":
        times = msgspec.structs.replace(times, inspected=None, replied=None, closed=None, called_back=None)
    outcome = _drawn(rng, OUTCOMES[disclosed]) if times.closed else None
    found = Course(
        times=times, outcome=outcome, satisfaction=_satisfaction(rng, times, outcome),
        revisit=_revisit(rng, fate) if times.revisited else None, approved_at=approved_at,
        consent=_consent(rng, fate), third_party=_third_party(rng, fate),
    )  # fmt: skip
    return _criticised(rng, fate, found)


def _in_time(
    rng: Random, fate: Fate, submitted: datetime, days: int, *, disclosed: bool
) -> tuple[Times, datetime | None]:
    revisited = fate.gate not in ("not_revisited", "unresolved") and (
        fate.column == HUISHENG or rng.random() < 0.12
    )
    slow, hurry = rng.random() < 0.06, fate.gate == "second_look"
    for squeezed in (hurry, True, True, True):
        pace = Pace(days=days, slow=slow and not squeezed, revisited=revisited, hurry=squeezed)
        times = plan(rng, submitted, pace)
        if not disclosed:
            return until_now(times), None
        last = max(filter(None, (times.closed, times.called_back, times.revisited)))
        approved_at = later(rng, last, rng.randrange(1, 3 if squeezed else 9))
        if approved_at <= LATEST:
            return times, approved_at
    raise AssertionError(f"{fate.name}: no time left after {submitted:%Y-%m-%d}")


def _drawn(rng: Random, shares: tuple[tuple[str, float], ...]) -> str:
    return rng.choices([name for name, _ in shares], [share for _, share in shares])[0]


def _satisfaction(rng: Random, times: Times, outcome: str | None) -> int | None:
    asked = outcome and times.called_back and rng.random() < 0.8
    return rng.choice(SATISFACTION[outcome]) if asked and outcome else None


def _revisit(rng: Random, fate: Fate) -> str:
    shares = (("held", 0.91), ("slipped", 0.09), ("reopened", 0.0 if fate.column else 0.05))
    return _drawn(rng, shares)


def _consent(rng: Random, fate: Fate) -> str:
    if fate.gate == "consent_refused":
        return "refused"
    if fate.gate in ("consent_not_asked", "summary_missing"):
        return "not_asked"
    if fate.column == HUISHENG and fate.passes:
        return "agreed" if rng.random() < 0.84 else "not_asked"
    return "agreed" if fate.column else rng.choice(("agreed", "not_asked", "not_asked", "refused"))


def _third_party(rng: Random, fate: Fate) -> str:
    if fate.gate == "objected":
        return "objected"
    return "consulted" if rng.random() < 0.08 else "none"


def _criticised(rng: Random, fate: Fate, found: Course) -> Course:
    """A unit named critically is notified a month before; the fates of two gates break that rule."""
    closed = found.times.closed
    if fate.gate == "second_look":
        notified = later(rng, NOW - timedelta(days=rng.randrange(12, 26)), 0)
        approved = later(rng, notified, rng.randrange(1, 4))
        return msgspec.structs.replace(found, criticised=True, notified_at=notified, approved_at=approved)
    if fate.column != HUISHENG or closed is None or found.approved_at is None:
        return found
    notified = later(rng, closed, 1)
    heard = notified + SECOND_LOOK < found.approved_at
    if fate.gate != "criticism_unapproved" and not (fate.passes and heard and rng.random() < 0.2):
        return found
    return msgspec.structs.replace(found, criticised=True, notified_at=notified)
