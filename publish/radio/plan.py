"""From an episode to a rundown that fills its slot to the second."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

import msgspec

from publish.errors import PublishError
from publish.model.published import Directory, PublishedCase, PublishedEpisode, PublishedPolicy
from publish.radio import budget, matter, segments
from publish.radio.airing import on_air, related
from publish.radio.draft import Draft
from publish.radio.programme import Programme, Segment
from publish.radio.rundown import Item, Part, Rundown
from publish.radio.scene import Scene, plain, scene
from publish.radio.segments import Spot
from publish.radio.timing import Pace, clock
from publish.text.clean import clean

SHORTEST, LONGEST = 5, 240
"""Minutes of a slot that can be planned."""

DEMONSTRATION = "演示数据，事项与人物均为虚构。"

MATTER_AT_LEAST, MATTER_AT_MOST = 40_000, 300_000
"""Milliseconds of reading a matter gets."""

DROPPED = ("music", "preview", "policy", "guest", "headlines", "phone_in")
"""What goes first where a slot is too short."""


def plan(
    episode: PublishedEpisode,
    cases: Mapping[str, PublishedCase],
    programme: Programme,
    directory: Directory,
    policies: Mapping[str, PublishedPolicy] | None = None,
    pace: Pace | None = None,
) -> Rundown:
    """The rundown of an episode from approved records alone.

    `cases` by number, `policies` by slug. An episode without matters is carried by policy and
    phone-in. Raises `PublishError` RADIO-003 for an impossible length, RADIO-005 where the
    programme's segments can't fill the slot.
    """
    place = f"{episode.programme}/{episode.number}"
    if not SHORTEST <= episode.minutes <= LONGEST:
        raise PublishError("RADIO-003", place, minutes=episode.minutes)
    aired, notes = on_air(episode, cases)
    notes = ((DEMONSTRATION,) if directory.demonstration else ()) + notes
    where = scene(episode, programme, directory, related(episode, aired, policies or {}), pace)
    for count in range(len(aired), -1, -1):
        found = _fitted(aired[:count], where, episode.minutes)
        if found:
            left = tuple(case.number for case in aired[count:])
            told = (f"本期时长容不下，未编入：{'、'.join(left)}。",) if left else ()
            made = _rundown(episode, where, _timed(*found, where), notes + told)
            whole = sum(draft.whole_ms for draft in found[0])
            whole += sum(matter.whole(case, where) for case in aired[count:])
            return msgspec.structs.replace(made, left=left, whole_ms=whole)
    raise PublishError("RADIO-005", place, minutes=episode.minutes)


def _fitted(
    aired: Sequence[PublishedCase], where: Scene, minutes: int
) -> tuple[list[Draft], list[int]] | None:
    """Drafts and their units, for the first choice of segments that fills the slot."""
    slot = minutes * 60 // budget.STEP
    reading = _reading(len(aired), where, slot)
    if reading is None:
        return None
    heart = next(s for s in where.programme.segments if s.kind == "matters")
    matters = [matter.draft(case, n, reading, heart, where) for n, case in enumerate(aired)]
    for chosen, roomy in _choices(where):
        drafts = _drafts(chosen, matters, where, slot)
        demands = [_demand(draft, roomy) for draft in drafts]
        given = budget.divide(slot, demands, slot // 2)
        if given:
            return drafts, given
    return None


def _reading(count: int, where: Scene, slot: int) -> int | None:
    """Milliseconds of reading for each matter; None where there are too many for the slot."""
    if not count:
        return 0
    heart = next(s for s in where.programme.segments if s.kind == "matters")
    whole = slot * budget.STEP * 1000
    if whole * 7 // 10 // count < MATTER_AT_LEAST:
        return None
    talk = matter.TALK[0] * budget.STEP * 1000 if where.guests else 0
    wanted = whole * heart.share // 100 // count - talk
    return max(MATTER_AT_LEAST, min(MATTER_AT_MOST, wanted))


def _choices(where: Scene) -> Iterator[tuple[list[Segment], bool]]:
    """Segments to try: as planned, with ever more spares, with every cap used, with ever less."""
    fit = [s for s in where.programme.segments if s.kind != "guest" or where.guests]
    spares = [segment for segment in fit if segment.spare]
    for count in range(len(spares) + 1):
        kept = spares[:count]
        yield [s for s in fit if not s.spare or s in kept], False
    yield fit, True
    for count in range(1, len(DROPPED) + 1):
        yield [s for s in fit if not s.spare and s.kind not in DROPPED[:count]], True


def _drafts(chosen: Sequence[Segment], matters: Sequence[Draft], where: Scene, slot: int) -> list[Draft]:
    titles = tuple(one.brief for one in matters)
    seen: Counter[str] = Counter()
    drafts: list[Draft] = []
    for segment in chosen:
        if segment.kind == "matters":
            drafts.extend(matters)
            continue
        drafts.append(segments.draft(Spot(segment, seen[segment.kind], titles, slot, where)))
        seen[segment.kind] += 1
    return drafts


def _demand(draft: Draft, roomy: bool) -> budget.Demand:
    return draft.demand if roomy else msgspec.structs.replace(draft.demand, cap=draft.demand.most)


def _timed(drafts: Sequence[Draft], given: Sequence[int], where: Scene) -> tuple[Item, ...]:
    items: list[Item] = []
    total = 0
    for number, (draft, units) in enumerate(zip(drafts, given, strict=True), 1):
        seconds = units * budget.STEP
        at = where.airs_at + timedelta(seconds=total)
        total += seconds
        parts, talk = _with_talk(draft.parts, seconds)
        items.append(
            Item(
                number=number,
                kind=draft.kind,
                starts_at=at,
                name=draft.name,
                brief=draft.brief,
                form=draft.form,
                owner=draft.owner,
                seconds=seconds,
                total=total,
                must=draft.must,
                parts=parts,
                pad=draft.pad,
                cut=draft.cut,
                note=_note(draft, talk),
                case=draft.case,
            )
        )
    return tuple(items)


def _with_talk(parts: tuple[Part, ...], seconds: int) -> tuple[tuple[Part, ...], int]:
    """Time that is not read goes after the last part, where the talk is; under ten seconds is breath."""
    talk = seconds - -(-sum(line.ms for part in parts for line in part.lines) // 1000)
    if talk < 10:
        return parts, 0
    return (*parts[:-1], msgspec.structs.replace(parts[-1], talk=talk)), talk


def _note(draft: Draft, talk: int) -> str:
    free = {"music": "音乐", "matter": "嘉宾回答"}.get(draft.kind, "交流")
    notes = [draft.case or "", f"{free}约{clock(talk)}" if talk else "", draft.note]
    return "；".join(note for note in notes if note)


def _rundown(
    episode: PublishedEpisode, where: Scene, items: tuple[Item, ...], notes: tuple[str, ...]
) -> Rundown:
    programme = where.programme
    return Rundown(
        programme=programme.name,
        slug=programme.slug,
        number=episode.number,
        title=plain(episode.title or "") or programme.name,
        airs_at=where.airs_at,
        minutes=episode.minutes,
        station=programme.station,
        hotline=programme.hotline,
        pace=where.pace,
        items=items,
        host=clean(episode.host or "") or None,
        director=clean(episode.director or "") or None,
        guests=where.people,
        repeat_of=episode.repeat_of,
        notes=notes,
    )
