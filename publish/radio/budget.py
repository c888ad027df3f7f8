"""Dividing a slot: whole units of five seconds, exact to the last one."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

STEP = 5
"""Seconds in a unit: hosts think in fives."""


class Demand(msgspec.Struct, frozen=True):
    """What an item asks for, in units: it must have `low`, wants `want`, may take `most`, never over `cap`.

    `talk` marks guest and phone-in items, which share one limit.
    """

    low: int
    want: int
    most: int
    cap: int
    talk: bool = False


def units(seconds: int) -> int:
    """Seconds in units, rounded up."""
    return -(-seconds // STEP)


def divide(slot: int, demands: Sequence[Demand], talk_limit: int) -> list[int] | None:
    """Units for every demand, summing to `slot` exactly; None where they can't.

    Raises everyone from `low` towards `want`, then `most`, then `cap`, in proportion to what is
    still missing, so that nobody takes `most` before everybody has what it wants.
    """
    given = [demand.low for demand in demands]
    if any(demand.low > demand.cap for demand in demands):
        return None
    if sum(given) > slot or _talk(given, demands) > talk_limit:
        return None
    for level in ("want", "most", "cap"):
        given = _raised(given, demands, [getattr(d, level) for d in demands], slot, talk_limit)
    return given if sum(given) == slot else None


def _raised(
    given: list[int], demands: Sequence[Demand], level: list[int], slot: int, talk_limit: int
) -> list[int]:
    """Raise talk within its limit first, then everybody within the slot."""
    room = [max(0, goal - now) for goal, now in zip(level, given, strict=True)]
    talking = [r if d.talk else 0 for r, d in zip(room, demands, strict=True)]
    allowed = _shares(talk_limit - _talk(given, demands), talking)
    room = [a if d.talk else r for a, r, d in zip(allowed, room, demands, strict=True)]
    more = _shares(slot - sum(given), room)
    return [now + extra for now, extra in zip(given, more, strict=True)]


def _shares(amount: int, room: Sequence[int]) -> list[int]:
    """`amount` shared in proportion to `room`, nobody over its room, largest remainders first."""
    total = sum(room)
    if total <= amount:
        return list(room)
    shares = [amount * r // total for r in room]
    order = sorted(range(len(room)), key=lambda i: (-(amount * room[i] % total), i))
    for place in order[: amount - sum(shares)]:
        shares[place] += 1
    return shares


def _talk(given: Sequence[int], demands: Sequence[Demand]) -> int:
    return sum(now for now, demand in zip(given, demands, strict=True) if demand.talk)
