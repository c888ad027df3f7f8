"""What changed since the last build, as the names under which pages noted what they use (`uses.py`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from publish.model.published import Directory
from publish.site.casebook import Moved, Pair, part_of
from publish.site.content import KINDS, SMALL, name_of
from publish.site.kept import differing
from publish.site.keys import CaseKey, Content
from publish.site.lists import Lists
from publish.site.memory import Known
from publish.site.paging import Listing, listing, page_of
from publish.text.dates import local

LINKED = {"district": "region"}
"""Kind of list → the kind of what links to it, where that has another name."""
ANYTHING = "anything"
"""Changed by whatever changes."""

Touched = dict[str, dict[int, str | None]]
"""List → places that another case has than before, each with the case that had it."""


def changed(before: Known, after: Known, moved: Moved, content: Content, lists: Lists) -> set[str]:
    """Every name that changed from one build's inputs to the next one's. Empty: nothing did."""
    found = {f"case:{number}" for number in moved} | ({"case"} if moved else set())
    for folder in SMALL:
        kind = KINDS[folder]
        names = differing(getattr(before, folder), getattr(after, folder))
        found |= {f"{kind}:{name_of(folder, file)}" for file in names}
        found |= {kind} if names else set()
    found |= set(_directory(before.directory.held, content.directory))
    prose = differing(before.prose, after.prose)
    found |= {f"prose:{file.partition('/')[2]}" for file in prose} | ({"prose"} if prose else set())
    found |= set(_files(before, after))
    touched = _touched(moved)
    found |= set(_lists(moved, touched, lists))
    found |= {*_broadcasts(before, after), *_aired(before, after)}
    found |= set(_held(moved, content))
    if touched or "directory" in found or any(map(_other_unit, moved.values())):
        found |= set(_standing(before, lists))
    return found | {ANYTHING} if found else found


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


def _touched(moved: Moved) -> Touched:
    """Where other cases stand than before."""
    touched: Touched = {}
    for number, (old, new) in moved.items():
        for name, place in _places(old) ^ _places(new):
            had = number if (name, place) in _places(old) else None
            touched.setdefault(name, {})[place] = had or touched.get(name, {}).get(place)
    return touched


def _lists(moved: Moved, touched: Touched, lists: Lists) -> Iterator[str]:
    """Lists, their pages and the neighbours in them, where a case came, went or got another place."""
    for name, places in touched.items():
        after = lists.held(name)
        yield from _list(name, before_of(after, places), after, places)
    yield from (f"sitemap:cases-{part_of(key)}" for pair in moved.values() for key in pair if key)


def _other_unit(pair: Pair) -> bool:
    """Whether other units than before may have a page: those of cases have, and all above them."""
    units = {key.unit if key else None for key in pair}
    return len(units) > 1


def _places(key: CaseKey | None) -> set[tuple[str, int]]:
    return set(key.places.items()) if key else set()


def _broadcasts(before: Known, after: Known) -> Iterator[str]:
    """Programmes in which an episode came or went, as lists of episodes."""
    if before.episodes is after.episodes:
        return
    were, are = _episodes(before), _episodes(after)
    for programme in were.keys() | are.keys():
        old, new = were.get(programme, {}), are.get(programme, {})
        places = dict.fromkeys(old.keys() ^ new.keys())
        if places:
            yield from _list(f"programme/{programme}", listing(old), listing(new), places)


def _aired(before: Known, after: Known) -> Iterator[str]:
    """Programmes of which other episodes than before were on air."""
    was, now = before.directory.held.now, after.directory.held.now
    if before.episodes is after.episodes and was == now:
        return
    found = _on_air(before, was) ^ _on_air(after, now)
    yield from {f"aired:{programme}" for programme, _ in found}


def _on_air(known: Known, now: datetime) -> set[tuple[str, int]]:
    held = (kept.held for kept in known.episodes.values())
    return {(episode.programme, episode.number) for episode in held if episode.airs_at <= now}


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
    for folder in ("policies", "dossiers", "episodes"):
        for name, record in getattr(content, folder).items():
            if not strange.isdisjoint(record.cases):
                yield f"held:{KINDS[folder]}:{name}"


def before_of(after: Listing, places: Mapping[int, str | None]) -> Listing:
    """The list as it was before the changes at some of its places."""
    held = {place: key for place, key in zip(after.places, after.keys, strict=True) if place not in places}
    held |= {place: key for place, key in places.items() if key is not None}
    return listing(held)


def _list(name: str, before: Listing, after: Listing, places: Iterable[int]) -> Iterator[str]:
    yield f"list:{name}"
    for place in places:
        yield from _page(name, page_of(place), before, after)
        for held in (before, after):
            yield from (f"near:{name}:{key}" for key in held.around(place))
    if before.numbers[:1] != after.numbers[:1]:  # every page links to the oldest
        yield from (f"list:{name}#{number}" for number in {*before.numbers, *after.numbers})


def _page(name: str, number: int, before: Listing, after: Listing) -> Iterator[str]:
    """The page, and where it is a new one or gone, those it is linked from."""
    yield f"list:{name}#{number}"
    if (number in before.numbers) != (number in after.numbers):
        linked = {held.older(number) for held in (before, after)} | {
            held.newer(number) for held in (before, after)
        }
        yield from (f"list:{name}#{other}" for other in linked if other is not None)


def _standing(before: Known, lists: Lists) -> Iterator[str]:
    """Lists that have a page now and had none, or the other way round."""
    for name in set(before.listed) ^ set(lists.names):
        kind, _, slug = name.partition("/")
        yield from (f"listed:{name}", "listed", f"{LINKED.get(kind, kind)}:{slug}")
