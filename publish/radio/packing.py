"""From an episode to its whole pack, and from a rundown to the pack's plain data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from publish.model.published import Directory, PublishedCase, PublishedEpisode, PublishedPolicy
from publish.radio import rundown as made
from publish.radio.marks import marks, warnings
from publish.radio.never import never
from publish.radio.pack import Header, Item, Pack, Part, Sentence, Timing
from publish.radio.plan import DROPPED, plan
from publish.radio.programme import Programme
from publish.radio.rundown import Line, Rundown
from publish.radio.timing import Pace


def pack(
    episode: PublishedEpisode,
    cases: Mapping[str, PublishedCase],
    programme: Programme,
    directory: Directory,
    policies: Mapping[str, PublishedPolicy] | None = None,
    pace: Pace | None = None,
) -> Pack:
    """The pack of an episode, from approved records alone; see `plan` for what it raises.

    `cases` by number, `policies` by slug; `pace` counts before the programme's own.
    """
    rundown = plan(episode, cases, programme, directory, policies, pace)
    return packed(rundown, cases, programme, directory)


def packed(
    rundown: Rundown, cases: Mapping[str, PublishedCase], programme: Programme, directory: Directory
) -> Pack:
    """The rundown with all that is counted from it."""
    return Pack(
        header=_header(rundown),
        pace=rundown.pace,
        timing=_timing(rundown),
        items=_items(rundown),
        never=never(rundown, cases, programme),
        notes=rundown.notes,
        cases=tuple(item.case for item in rundown.items if item.case),
        left=rundown.left,
        demonstration=directory.demonstration,
        made_at=directory.now,
    )


def sentence(line: Line) -> Sentence:
    """A line with all a host sees beside it."""
    return Sentence(
        text=line.text,
        ms=line.ms,
        written=written(line),
        source=line.source,
        marks=marks(line),
        warnings=warnings(line.text),
    )


def written(line: Line) -> str:
    """The line with its figures as they were written; a masked one stays as it is said."""
    text, after = "", 0
    for figure in line.figures:
        kept = line.text[figure.start : figure.end] if figure.kind == "masks" else figure.written
        text += line.text[after : figure.start] + kept
        after = figure.end
    return text + line.text[after:]


def must_ms(item: made.Item) -> int:
    """Milliseconds that can't be left out of an item."""
    return sum(line.ms for part in item.parts if part.must for line in part.lines) if item.must else 0


def _header(rundown: Rundown) -> Header:
    return Header(
        programme=rundown.programme,
        slug=rundown.slug,
        number=rundown.number,
        title=rundown.title,
        airs_at=rundown.airs_at,
        minutes=rundown.minutes,
        station=rundown.station,
        hotline=rundown.hotline,
        host=rundown.host,
        director=rundown.director,
        guests=rundown.guests,
        repeat=rundown.repeat_of is not None,
        first_aired=rundown.repeat_of,
    )


def _timing(rundown: Rundown) -> Timing:
    free = [(item.kind == "music", part.talk) for item in rundown.items for part in item.parts]
    slot = rundown.minutes * 60
    return Timing(
        slot=slot,
        read_ms=sum(item.read_ms for item in rundown.items),
        talk=sum(seconds for is_music, seconds in free if not is_music),
        music=sum(seconds for is_music, seconds in free if is_music),
        must_read_ms=sum(map(must_ms, rundown.items)),
        ends_at=rundown.airs_at + timedelta(seconds=slot),
        whole_ms=rundown.whole_ms,
    )


def _items(rundown: Rundown) -> tuple[Item, ...]:
    ends_at = rundown.airs_at + timedelta(minutes=rundown.minutes)
    order = _drop_order(rundown.items)
    left, found = sum(map(must_ms, rundown.items)), []
    for item in rundown.items:
        latest = ends_at - timedelta(seconds=-(-left // 1000))
        left -= must_ms(item)
        found.append(
            _item(item, rundown.minutes * 60, max(item.starts_at, latest), order.get(item.number, 0))
        )
    return tuple(found)


def _item(item: made.Item, slot: int, latest: datetime, drop: int) -> Item:
    return Item(
        number=item.number,
        kind=item.kind,
        starts_at=item.starts_at,
        latest_at=latest,
        name=item.name,
        brief=item.brief,
        form=item.form,
        owner=item.owner,
        seconds=item.seconds,
        total=item.total,
        to_end=slot - item.total + item.seconds,
        must=item.must,
        drop=drop,
        parts=tuple(map(_part, item.parts)),
        pad=sentence(item.pad),
        cut=sentence(item.cut),
        note=item.note,
        case=item.case,
    )


def _part(part: made.Part) -> Part:
    return Part(
        kind=part.kind,
        name=part.name,
        sentences=tuple(map(sentence, part.lines)),
        must=part.must,
        talk=part.talk,
    )


def _drop_order(items: Sequence[made.Item]) -> dict[int, int]:
    """Place in the order of going, by number of the item: by kind, the later one first."""
    spare = [item for item in items if not item.must]
    going = sorted(spare, key=lambda item: (DROPPED.index(item.kind), -item.number))
    return {item.number: place for place, item in enumerate(going, 1)}
