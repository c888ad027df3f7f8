"""What changed since the last build, as the names under which pages noted what they use (`uses.py`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec

from publish.model.published import Directory
from publish.site import covering, fed_changes
from publish.site.case_lists import Trace, trace
from publish.site.casebook import Moved, Pair, months_of, part_of, searched_in
from publish.site.content import KINDS, SMALL, name_of
from publish.site.edition import is_overdue
from publish.site.intake import Taken
from publish.site.kept import Kept, differing
from publish.site.keys import CaseKey, Content
from publish.site.lists import Lists
from publish.site.memory import Known
from publish.site.paging import Written, neighbours, page_of
from publish.site.revised import LIST as REVISED
from publish.site.revised import day_of, month_of, revisions
from publish.site.shelving import Traces
from publish.site.unit_tree import UnitTree
from publish.text.dates import local

LINKED = {"district": "region"}
"""Kind of list → the kind of what links to it, where that has another name."""
ANYTHING = "anything"
"""Changed by whatever changes."""


def changed(taken: Taken, before: Known, moved: Moved, content: Content, lists: Lists) -> set[str]:
    """Every name that changed from the inputs of one build, `before`, to those of the next. Empty: nothing
    did."""
    after = taken.known
    found = {f"case:{number}" for number in moved} | ({"case"} if moved else set())
    found |= set(_records(before, after))
    found |= set(_directory(before.directory.held, content.directory))
    prose = differing(before.prose, after.prose)
    found |= {f"prose:{file.partition('/')[2]}" for file in prose} | ({"prose"} if prose else set())
    found |= set(_files(before, after))
    found |= set(_lists(moved, taken.traces))
    found |= {*_broadcasts(before, after), *_clocked(before, after)}
    found |= {*_held(moved, content), *covering.changed(before, after, moved, content.cases)}
    found |= set(_facts(moved, content.directory))
    found |= set(_revised(before, after))
    found |= {*fed_changes.pairs(moved, lists.cases), *fed_changes.tombstones(before, after)}
    if taken.traces or "directory" in found or any(map(_other_unit, moved.values())):
        found |= set(_standing(before, lists, content.directory))
    return found | {ANYTHING} if found else found


def _records(before: Known, after: Known) -> Iterator[str]:
    """Records that came, went or changed; kinds of which one tells more than other cases than before."""
    for folder in SMALL:
        kind, old, new = KINDS[folder], getattr(before, folder), getattr(after, folder)
        files, both = differing(old, new), old.keys() & new.keys()
        yield from (f"{kind}:{name_of(folder, file)}" for file in files)
        yield from (f"there:{kind}:{name_of(folder, file)}" for file in files if file not in both)
        yield from (kind,) if files else ()
        if any(_told(old.get(file)) != _told(new.get(file)) for file in files):
            yield f"told:{kind}"
        yield from (
            f"told:{kind}:{name_of(folder, file)}"
            for file in files
            if _told(old.get(file)) != _told(new.get(file))
        )


def _told(kept: Kept[Any] | None) -> object:
    """A record without the cases it names."""
    record: Any = kept.held if kept else None
    return msgspec.structs.replace(record, cases=()) if hasattr(record, "cases") else record


def _files(before: Known, after: Known) -> Iterator[str]:
    """Files of the theme, and the templates that need one of them."""
    files = differing(before.theme, after.theme)
    yield from files
    for known in (before, after):
        for template, needed in known.layouts.items():
            if any(f"theme/templates/{name}" in files for name in needed):
                yield f"layout:{template}"


def _directory(before: Directory, after: Directory) -> Iterator[str]:
    """What codes mean, entry by entry, and the day it is."""
    if before == after:
        return
    if local(before.now).date() != local(after.now).date():
        yield "today"
    for kind in ("programme", "region", "topic", "unit"):
        old, new = _entries(before, kind), _entries(after, kind)
        differing = {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)}
        yield from (f"{kind}:{name}" for name in differing)
        yield from (kind, "directory") if differing or list(old) != list(new) else ()


def _entries(directory: Directory, kind: str) -> dict[str, Any]:
    entries = getattr(directory, f"{kind}s")
    return {entry.code if kind == "region" else entry.slug: entry for entry in entries}


def _lists(moved: Moved, traces: Traces) -> Iterator[str]:
    """Lists, their pages and the neighbours in them, where a case came, went or got another place."""
    for name, (before, after) in traces.items():
        yield from _list(name, before, after)
    yield from (f"sitemap:cases-{part_of(key)}" for pair in moved.values() for key in pair if key)
    yield from (
        f"search:{part}" for pair in moved.values() for key in pair if key for part in searched_in(key)
    )
    yield from (f"added:{day_of(key.published_at)}" for pair in moved.values() for key in pair if key)
    yield from (f"data:{month}" for pair in moved.values() for key in pair if key for month in months_of(key))


def _facts(moved: Moved, directory: Directory) -> Iterator[str]:
    """Lists of a case that came, went or says otherwise what is counted, and the directories of its units."""
    other = [pair for pair in moved.values() if _counted(pair[0]) != _counted(pair[1])]
    keys = [key for pair in other for key in pair if key]
    above = {topic.slug: topic.parent for topic in directory.topics}
    yield from {f"facts:{name}" for key in keys for name in (*key.places, *_codes(key, above))}
    units = {key.unit for key in keys if key.unit}
    if units:
        tree = UnitTree(directory)
        yield from ("units", *{f"units:{tree.home(unit)}" for unit in units})


def _codes(key: CaseKey, above: Mapping[str, str | None]) -> Iterator[str]:
    """The lists whose cases are counted by what a case says, whatever lists it has a place in."""
    codes = (("district", key.district), ("unit", key.unit), ("topic", key.topic))
    yield from (f"{kind}/{code}" for kind, code in codes if code)
    if key.topic and (parent := above.get(key.topic)):
        yield f"topic/{parent}"


def _counted(key: CaseKey | None) -> tuple[object, ...] | None:
    return (key.outcome, key.revisit_outcome, key.district, key.topic, key.unit, key.steps) if key else None


def _other_unit(pair: Pair) -> bool:
    """Whether other units than before may have a page: those of cases have, and all above them."""
    units = {key.unit if key else None for key in pair}
    return len(units) > 1


def _broadcasts(before: Known, after: Known) -> Iterator[str]:
    """Programmes in which an episode came or went, as lists of episodes."""
    if before.episodes is after.episodes:
        return
    were, are = _episodes(before), _episodes(after)
    for programme in were.keys() | are.keys():
        old, new = were.get(programme, {}), are.get(programme, {})
        places = old.keys() ^ new.keys()
        if places:
            traces = (trace(Written(held), places) for held in (old, new))
            yield from _list(f"programme/{programme}", *traces)


def _clocked(before: Known, after: Known) -> Iterator[str]:
    """Episodes that were on air, or that owe an answer, at one of the two times and not at the other."""
    was, now = before.directory.held.now, after.directory.held.now
    if before.episodes is after.episodes and was == now:
        return
    yield from set(_at(before, was)) ^ set(_at(after, now))


def _at(known: Known, now: datetime) -> Iterator[str]:
    for kept in known.episodes.values():
        episode, name = kept.held, f"{kept.held.programme}/{kept.held.number}"
        if episode.airs_at <= now:
            yield f"aired:{name}"
        if any(is_overdue(question, now) for question in episode.questions):
            yield f"overdue:{name}"


def _episodes(known: Known) -> dict[str, dict[int, str]]:
    """Programme → its episodes by number."""
    found: dict[str, dict[int, str]] = {}
    for kept in known.episodes.values():
        episode = kept.held
        found.setdefault(episode.programme, {})[episode.number] = f"{episode.programme}/{episode.number}"
    return found


def _held(moved: Moved, content: Content) -> Iterator[str]:
    """Records that name a case that came or went."""
    strange = {number for number, pair in moved.items() if None in pair}
    for folder in ("policies", "dossiers"):
        for name, record in getattr(content, folder).items():
            if not strange.isdisjoint(record.cases):
                yield f"held:{KINDS[folder]}:{name}"


def _revised(before: Known, after: Known) -> Iterator[str]:
    """The list of corrections and withdrawals where another than before stands, and its months."""
    moved = [
        one
        for folder in ("withdrawn", "revisions")
        for file in differing(getattr(before, folder), getattr(after, folder))
        for kept in (getattr(before, folder).get(file), getattr(after, folder).get(file))
        for one in (revisions(kept.held) if kept else ())
    ]
    if moved:
        traces = (
            trace(Written(_revisions(known)), {one.place for one in moved}) for known in (before, after)
        )
        yield from _list(REVISED, *traces)
    yield from {f"changes:{name(one.at)}" for one in moved for name in (day_of, month_of)}
    if moved and _revised_months(before) != _revised_months(after):
        yield "changes-months"


def _revised_months(known: Known) -> set[str]:
    held = (known.withdrawn, known.revisions)
    return {month_of(one.at) for some in held for kept in some.values() for one in revisions(kept.held)}


def _revisions(known: Known) -> dict[int, str]:
    """Corrections and withdrawals by their places."""
    found = [one for kept in known.withdrawn.values() for one in revisions(kept.held)]
    found += [one for kept in known.revisions.values() for one in revisions(kept.held)]
    return {one.place: str(one.place) for one in found}


def _list(name: str, before: Trace, after: Trace) -> Iterator[str]:
    yield f"list:{name}"
    if bool(before.numbers) != bool(after.numbers):
        yield from (f"filled:{name}", f"filled:{name.partition('/')[0]}")
    for place in before.around:
        yield from _page(name, page_of(place), before.numbers, after.numbers)
        yield from (f"near:{name}:{key}" for key in before.around[place] | after.around[place])
    if before.numbers[:1] != after.numbers[:1]:  # every page links to the oldest
        yield from (f"list:{name}#{number}" for number in {*before.numbers, *after.numbers})


def _page(name: str, number: int, before: Sequence[int], after: Sequence[int]) -> Iterator[str]:
    """The page, and where it is a new one or gone, those it is linked from."""
    yield f"list:{name}#{number}"
    if (number in before) != (number in after):
        beside = {other for held in (before, after) for other in neighbours(held, number)}
        yield from (f"list:{name}#{other}" for other in beside)


def _standing(before: Known, lists: Lists, directory: Directory) -> Iterator[str]:
    """Lists that have a page now and had none, or the other way round."""
    for name in set(before.listed) ^ set(lists.names):
        kind, _, slug = name.partition("/")
        yield from (f"listed:{name}", "listed", f"{LINKED.get(kind, kind)}:{slug}")
        if kind == "unit":
            yield from (f"below:{unit.parent}" for unit in directory.units if unit.slug == slug)
