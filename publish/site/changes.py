"""What changed since the last build, as the names under which pages noted what they use (`uses.py`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from publish.model.published import Directory
from publish.site.content import KINDS, name_of
from publish.site.kept import Kept, differing
from publish.site.keys import CaseKey, Content
from publish.site.lists import Lists, names
from publish.site.memory import Memory
from publish.site.paging import Listing, page_of
from publish.site.sitemap import part_of

LINKED = {"district": "region"}
"""Kind of list → the kind of what links to it, where that has another name."""
ANYTHING = "anything"
"""Changed by whatever changes."""

Moved = dict[str, tuple[CaseKey | None, CaseKey | None]]
"""Case → its key before and after."""


def changed(before: Memory, after: Memory, content: Content, lists: Lists) -> set[str]:
    """Every name that changed from one build's inputs to the next one's. Empty: nothing did."""
    found: set[str] = set()
    for folder, kind in KINDS.items():
        names = differing(getattr(before, folder), getattr(after, folder))
        found |= {f"{kind}:{name_of(folder, file)}" for file in names}
        found |= {kind} if names else set()
    found |= set(_directory(before.directory.held, content.directory))
    prose = differing(before.prose, after.prose)
    found |= {f"prose:{file.partition('/')[2]}" for file in prose} | ({"prose"} if prose else set())
    found |= set(_files(before, after))
    moved = _moved(before.cases, after.cases)
    touched = _touched(moved)
    found |= set(_lists(moved, touched, lists))
    found |= set(_held(moved, content))
    if touched or "directory" in found or any(map(_other_unit, moved.values())):
        found |= set(_standing(before, lists))
    return found | {ANYTHING} if found else found


def _files(before: Memory, after: Memory) -> Iterator[str]:
    """Files of the theme, and the templates that need one of them."""
    files = differing(before.theme, after.theme)
    yield from files
    for memory in (before, after):
        for template, needed in memory.layouts.items():
            if any(f"theme/templates/{name}" in files for name in needed):
                yield f"layout:{template}"


def _directory(before: Directory, after: Directory) -> Iterator[str]:
    """What codes mean, entry by entry; the edition's own time by itself."""
    if before == after:
        return
    if before.now != after.now:
        yield "clock"
    for kind in ("programme", "region", "topic", "unit"):
        old, new = _entries(before, kind), _entries(after, kind)
        differing = {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)}
        yield from (f"{kind}:{name}" for name in differing)
        yield from (kind, "directory") if differing or list(old) != list(new) else ()


def _entries(directory: Directory, kind: str) -> dict[str, Any]:
    entries = getattr(directory, f"{kind}s")
    return {entry.code if kind == "region" else entry.slug: entry for entry in entries}


def _moved(before: Mapping[str, Kept[CaseKey]], after: Mapping[str, Kept[CaseKey]]) -> Moved:
    """Cases that came, went or changed."""
    files = differing(before, after)
    pairs = ((before.get(file), after.get(file)) for file in sorted(files))
    found = ((old.held if old else None, new.held if new else None) for old, new in pairs)
    return {(old or new).number: (old, new) for old, new in found}  # type: ignore[union-attr]


def _touched(moved: Moved) -> dict[str, dict[int, str | None]]:
    """List → places that other cases have than before, with the case that had it."""
    touched: dict[str, dict[int, str | None]] = {}
    for number, (old, new) in moved.items():
        for name, place in _places(old) ^ _places(new):
            had = number if (name, place) in _places(old) else None
            touched.setdefault(name, {})[place] = had or touched.get(name, {}).get(place)
    return touched


def _lists(moved: Moved, touched: Mapping[str, Mapping[int, str | None]], lists: Lists) -> Iterator[str]:
    """Lists, their pages and the neighbours in them, where a case came, went or got another place."""
    for name, places in touched.items():
        after = lists.held(name)
        yield from _list(name, _before(after, places), after, places)
    yield from (f"sitemap:{part_of(key)}" for pair in moved.values() for key in pair if key)


def _other_unit(pair: tuple[CaseKey | None, CaseKey | None]) -> bool:
    """Whether other units than before may have a page: those of cases have, and all above them."""
    units = {key.unit if key else None for key in pair}
    return len(units) > 1


def _places(key: CaseKey | None) -> set[tuple[str, int]]:
    return set(key.places.items()) if key else set()


def _held(moved: Moved, content: Content) -> Iterator[str]:
    """Records that name a case that came or went."""
    strange = {number for number, pair in moved.items() if None in pair}
    for folder in ("policies", "dossiers", "episodes"):
        for name, record in getattr(content, folder).items():
            if not strange.isdisjoint(record.cases):
                yield f"held:{KINDS[folder]}:{name}"


def _before(after: Listing, places: Mapping[int, str | None]) -> Listing:
    """The list as it was before the changes at some of its places."""
    held = {place: key for place, key in zip(after.places, after.keys, strict=True) if place not in places}
    held |= {place: key for place, key in places.items() if key is not None}
    return Listing(held.keys(), held.values())


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


def _standing(before: Memory, lists: Lists) -> Iterator[str]:
    """Lists that have a page now and had none, or the other way round."""
    keys = {key.number: key for key in (kept.held for kept in before.cases.values())}
    differing = set(names(before.directory.held, keys)) ^ set(lists.names)
    for name in differing:
        kind, _, slug = name.partition("/")
        yield from (f"listed:{name}", "listed", f"{LINKED.get(kind, kind)}:{slug}")
