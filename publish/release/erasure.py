"""What was withdrawn leaves the kept releases, too: every file made of it, and every file that names it.

A release notes which withdrawals it knows of (`Held.erased`); for what came later, files are taken out whose
sources name the number, and files whose bytes do. What is byte for byte the same as in the public release
needs no look: that was built without it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import msgspec

from publish.release import shelf, tree
from publish.release.shelf import Head, Held

BLOCK = 4
"""Places whose texts are one file of the search; of segments' borders none lies within."""
_TEXTS = re.compile(r"search/text/(\d+)\.jsonl")
_SEGMENT = re.compile(r"search/(\d+)-(\d+)/")
Erased = Mapping[str, str]
"""Token → the public number it takes back. A number that was withdrawn is its own token."""


def later(held: Head, erased: Erased) -> dict[str, str]:
    """What was taken back since this release was made or last purged."""
    known = set(held.erased)
    return {token: number for token, number in erased.items() if token not in known}


def gaps(release: Path, held: Held, public: tree.Known, numbers: frozenset[str]) -> dict[str, str]:
    """Files of a kept release that must go, with the number they name."""
    found = {}
    for entry in held.entries:
        same = public.get(entry.path)
        if same is None or same.sha256 != entry.sha256:
            named = next((each for each in entry.sources if each in numbers), None)
            number = named or _spelt(release / entry.path, numbers)
            if number:
                found[entry.path] = number
    return found | _searched(held, found)


def _searched(held: Held, found: Mapping[str, str]) -> dict[str, str]:
    """All of the search's segment in which a matter's texts lay: it tells by places, not by numbers, which
    terms a matter has (docs/reference/search.md). Also what is the same in the public release: with these
    texts gone, nobody could tell when another matter of theirs goes."""
    lost = {int(at[1]) * BLOCK: number for path, number in found.items() if (at := _TEXTS.fullmatch(path))}
    if not lost:
        return {}
    return {
        entry.path: number
        for entry in held.entries
        if (segment := _SEGMENT.match(entry.path))
        for place, number in lost.items()
        if int(segment[1]) <= place < int(segment[1]) + int(segment[2])
    }


def _spelt(path: Path, numbers: frozenset[str]) -> str | None:
    """The first of these numbers that stands in the file's bytes."""
    with suppress(FileNotFoundError):
        data = path.read_bytes()
        return next((each for each in sorted(numbers) if each.encode() in data), None)
    return None


def purge(
    releases: Path, public: Path, files: tree.Known, erased: Erased
) -> Iterator[tuple[Path, dict[str, str]]]:
    """Take what was withdrawn out of every kept release but the public one, which has these `files`; each
    that lost some, and what.

    Noted before and after, what must go before the files that are left: a run that is cut short in between is
    finished by the next.
    """
    for path in shelf.numbers(releases).values():
        head = shelf.head(path)
        fresh = later(head, erased)
        if path.name == public.name or not (fresh or head.pending):
            continue
        held = shelf.read(path)
        if fresh:
            held = _with_gaps(path, held, files, fresh)
            shelf.note_head(releases, held)
        if held.pending:
            for name in held.pending:
                (path / name).unlink(missing_ok=True)
            yield path, {name: held.gaps[name] for name in held.pending if name in held.gaps}
            shelf.note(releases, msgspec.structs.replace(held, pending=()))


def _with_gaps(release: Path, held: Held, public: tree.Known, fresh: Mapping[str, str]) -> Held:
    """What a kept release holds when everything that must go has gone."""
    lost = gaps(release, held, public, frozenset(fresh.values()))
    gone = (name for entry in held.entries if entry.path in lost for name in tree.files(entry))
    return msgspec.structs.replace(
        held,
        entries=tuple(entry for entry in held.entries if entry.path not in lost),
        erased=tuple(sorted({*held.erased, *fresh})),
        gaps={**held.gaps, **lost},
        pending=(*held.pending, *gone),
    )
