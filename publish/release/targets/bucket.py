"""A bucket of an S3-compatible store, in place: one object a file, in an order that shows no broken link.
(Where the front can follow a pointer, each release has a prefix of its own: `prefixes.py`.)

1. A note says towards which release we are going: whoever is cut short is made up for.
2. What was withdrawn goes first: a page gives way to its tombstone, other files are deleted.
3. New files, then changed ones, so that a link always has where to lead; then the proof.
4. Files that are no more, and what stood in for withdrawn pages, are deleted; the note says: whole.
5. After a withdrawal no earlier version of any object is left in a bucket that keeps versions.

Twins stay at home: S3 chooses no encoding for a visitor. The front (CDN) packs what it hands out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import botocore.exceptions
import msgspec

from publish.release import local, shelf
from publish.release.shelf import Held
from publish.release.targets import listing, prefixes
from publish.release.targets.listing import UNKNOWN
from publish.release.targets.objects import Objects, code
from publish.release.targets.sending import Sending, TargetError
from publish.settings import S3Target

STATE = f"{local.TRANSPARENCY}/state.json"
TOMB = "gone/{}.html"


class State(msgspec.Struct, frozen=True):
    """The release that is whole in the bucket, and those that were begun since."""

    whole: str = ""
    towards: tuple[str, ...] = ()


class There(msgspec.Struct, frozen=True):
    """What is in the bucket: path → SHA-256, or UNKNOWN; path → number of what was withdrawn."""

    files: Mapping[str, str]
    named: Mapping[str, str]


def push(target: S3Target, given: Sending) -> None:
    """Make the bucket hold the public release. Raises `TargetError`."""
    try:
        if target.layout == "prefix":
            prefixes.push(target, given)
        else:
            _push(Objects(target), given)
    except botocore.exceptions.ClientError as error:
        raise TargetError(f"{error.operation_name}：{code(error)}") from None
    except (botocore.exceptions.BotoCoreError, OSError) as error:
        raise TargetError(type(error).__name__) from None


def differing(target: S3Target, public: Path) -> list[str]:
    """Objects that are not there as files are here, by their ETags; [] is the proof. Raises `TargetError`."""
    try:
        if target.layout == "prefix":
            return prefixes.differing(target, public)
        tags = dict(Objects(target).tags())
    except (botocore.exceptions.ClientError, botocore.exceptions.BotoCoreError) as error:
        raise TargetError(type(error).__name__) from None
    wanted = listing.wanted(public)
    same = {path for path, tag in tags.items() if listing.same(public, path, tag) == wanted.get(path)}
    return sorted((tags.keys() | wanted.keys()) - same - {STATE})


def _push(objects: Objects, given: Sending) -> None:
    state, wanted = _state(objects), listing.wanted(given.public)
    there = _there(objects, given, state)
    _note(objects, State(state.whole, (*state.towards, given.public.name)))
    stand_ins = _take_away(objects, given, wanted, there)
    changed = [path for path in wanted if there.files.get(path) != wanted[path]]
    for step in _steps(changed, there):
        objects.each(lambda path: objects.put(path, (given.public / path).read_bytes()), step)
    objects.delete(sorted((there.files.keys() | stand_ins) - wanted.keys() - {STATE}))
    if given.fresh:
        objects.forget_versions()
    _note(objects, State(given.public.name))


def _state(objects: Objects) -> State:
    try:
        return msgspec.json.decode(objects.get(STATE) or b"{}", type=State)
    except msgspec.DecodeError:
        return State()


def _note(objects: Objects, state: State) -> None:
    objects.put(STATE, msgspec.json.encode(state))


# --- what there is --------------------------------------------------------------------------------


def _there(objects: Objects, given: Sending, state: State) -> There:
    """As our own records of those releases say; where one is kept no more, as the bucket says itself."""
    kept = {path.name: path for path in shelf.numbers(given.releases).values()}
    names = [*filter(None, (state.whole,)), *state.towards]
    if not names or any(name not in kept for name in names):
        files = {path: listing.same(given.public, path, tag) for path, tag in objects.tags()}
        return There(files, _by_name(files, given.fresh))
    records = [shelf.read(kept[name]) for name in names]
    files = _agreed(records, begun=not state.whole)
    files |= {
        path: listing.same(given.public, path, tag) for path, tag in objects.tags(f"{local.TRANSPARENCY}/")
    }
    return There(files, _by_source(records, given.fresh) | _by_name(files, given.fresh))


def _agreed(records: Sequence[Held], begun: bool) -> dict[str, str]:
    """What all records say alike is so; what only some say may be so or not."""
    held = [{entry.path: entry.sha256 for entry in record.entries} for record in records]
    every = {path for each in held for path in each} | {path for record in records for path in record.gaps}
    first = {} if begun else held[0]
    alike = (path for path, digest in first.items() if all(each.get(path) == digest for each in held))
    return dict.fromkeys(every, UNKNOWN) | {path: first[path] for path in alike}


def _by_source(records: Iterable[Held], fresh: frozenset[str]) -> dict[str, str]:
    named: dict[str, str] = {}
    for record in records:
        named |= record.gaps
        for entry in record.entries:
            number = next((each for each in entry.sources if each in fresh), None)
            if number:
                named[entry.path] = number
    return named


def _by_name(files: Iterable[str], fresh: frozenset[str]) -> dict[str, str]:
    return {path: number for path in files for number in fresh if number in path}


# --- changes --------------------------------------------------------------------------------------


def _take_away(objects: Objects, given: Sending, wanted: Mapping[str, str], there: There) -> set[str]:
    """Withdrawn files are gone before anything else; the pages that a tombstone stands for by now."""
    gone = {path: number for path, number in there.named.items() if path not in wanted}
    pages = {path for path, each in gone.items() if path.endswith(".html") and TOMB.format(each) in wanted}

    def bury(path: str) -> None:
        objects.put(path, (given.public / TOMB.format(gone[path])).read_bytes())

    objects.each(bury, sorted(pages))
    objects.delete(sorted(gone.keys() - pages))
    return pages


def _steps(changed: Iterable[str], there: There) -> Iterator[list[str]]:
    """Styles, new pages, what named the withdrawn, changed pages, lists and feeds, the proof: each leads to
    what is there by then."""
    groups: dict[int, list[str]] = {}
    for path in sorted(changed):
        groups.setdefault(_step(path, there), []).append(path)
    yield from (groups[step] for step in sorted(groups))


def _step(path: str, there: There) -> int:
    if path.startswith(f"{local.TRANSPARENCY}/"):
        return 5
    if path.startswith(("static/", "gone/")):
        return 0
    if path not in there.files:
        return 1
    if path in there.named:
        return 2
    return 4 if path.endswith(("index.html", ".xml", ".json", ".ics")) else 3
