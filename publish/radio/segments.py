"""Every item that is not a matter: one small function a kind."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from publish.radio.budget import Demand, units
from publish.radio.draft import Draft, fixed, of, read_units
from publish.radio.programme import TALK, Segment
from publish.radio.reader import Reader
from publish.radio.rundown import Kind, Line, Part, Source
from publish.radio.scene import PLAIN, Scene, written

FILLER = 5
"""No single filler takes more than a fifth of the slot."""


class Spot(msgspec.Struct, frozen=True):
    """A segment where it stands: the `nth` of its kind (from 0), the matters' titles, the slot in units."""

    segment: Segment
    nth: int
    titles: tuple[str, ...]
    slot: int
    where: Scene


def draft(spot: Spot) -> Draft:
    """The segment's item."""
    return WRITERS[spot.segment.kind](spot)


def _opening(spot: Spot) -> Draft:
    return _read(spot, "opening", spot.where.says(spot.where.phrases.opening), "问候，报节目名")


def _headlines(spot: Spot) -> Draft:
    where, phrases = spot.where, spot.where.phrases
    if not spot.titles:
        return _read(spot, "headlines", where.says(phrases.no_headlines), "本期以政策和热线为主")
    if len(spot.titles) == 1:
        alone = where.say(phrases.one_headline, {"title": spot.titles[0]})
        return _read(spot, "headlines", (alone,), "预告1件事")
    lines = list(where.says(phrases.headlines))
    for order, title in zip(phrases.orders, spot.titles, strict=False):
        lines.append(where.say(phrases.headline, {"order": order, "title": title}))
    return _read(spot, "headlines", tuple(lines), f"预告{len(spot.titles)}件事")


def _preview(spot: Spot) -> Draft:
    return _read(spot, "preview", spot.where.says(spot.where.phrases.preview), "预告下期")


def _closing(spot: Spot) -> Draft:
    return _read(spot, "closing", spot.where.says(spot.where.phrases.closing), "致谢，告别")


def _guest(spot: Spot) -> Draft:
    phrases = spot.where.phrases.guest if spot.titles else spot.where.phrases.guest_alone
    return _free(spot, "guest", spot.where.says(phrases), "、".join(spot.where.guests))


def _phone_in(spot: Spot) -> Draft:
    phrases = spot.where.phrases.phone_in_again if spot.nth else spot.where.phrases.phone_in
    return _free(spot, "phone_in", spot.where.says(phrases), "接听听众来电")


def _music(spot: Spot) -> Draft:
    return _free(spot, "music", spot.where.says(spot.where.phrases.music), "音乐")


def _policy(spot: Spot) -> Draft:
    policies = spot.where.policies
    if spot.nth < len(policies):
        return _of_policy(spot)
    groups = spot.where.phrases.no_policy
    lines = spot.where.says(groups[(spot.nth - len(policies)) % len(groups)])
    return _free(spot, "policy", lines, "提醒反映和办事的路子")


def _of_policy(spot: Spot) -> Draft:
    where, policy = spot.where, spot.where.policies[spot.nth]
    name = written(policy.title).strip("《》")
    issued = where.line(
        f"文件是《{name}》，由{where.unit(policy.unit)}印发。", Source(policy.slug, "title", "标题")
    )
    reader = Reader(
        policy.summary, PLAIN, where, kind="policy", source=Source(policy.slug, "summary", "摘要")
    )
    lines = (
        where.say(where.turned(where.phrases.policy, spot.nth - where.turn)),
        issued,
        *reader.text(spot.slot * 5000 // 12),
    )
    return _free(spot, "policy", lines, name)


def _read(spot: Spot, kind: Kind, lines: tuple[Line, ...], brief: str) -> Draft:
    parts = (Part(name="口播", lines=lines, must=spot.segment.must),)
    return of(spot.segment, kind, spot.where, parts, fixed(read_units(parts)), brief)


def _free(spot: Spot, kind: Kind, lines: tuple[Line, ...], brief: str) -> Draft:
    """An item that is partly read and partly free, and takes what time is left."""
    segment, slot = spot.segment, spot.slot
    parts = (Part(name="串词", lines=lines, must=segment.must),)
    low = read_units(parts) + (units(15) if kind in TALK else 0)
    cap = slot // FILLER
    want = max(low, min(cap, slot * segment.share // 100))
    most = max(want, min(cap, slot * (segment.most or segment.share * 2) // 100))
    return of(segment, kind, spot.where, parts, Demand(low, want, most, cap, kind in TALK), brief)


WRITERS: dict[str, Callable[[Spot], Draft]] = {
    "opening": _opening,
    "headlines": _headlines,
    "guest": _guest,
    "phone_in": _phone_in,
    "policy": _policy,
    "music": _music,
    "preview": _preview,
    "closing": _closing,
}
