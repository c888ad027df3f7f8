"""What was withdrawn leaves the kept releases, too: every file made of it, and every file that names it.

A release notes which withdrawals it knows of (`Held.erased`); for what came later, files are taken out whose
sources name the number, and files whose bytes do. What is byte for byte the same as in the public release
needs no look: that was built without it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import msgspec

from publish.release import shelf, tree
from publish.release.shelf import Head, Held

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
    return found


def _spelt(path: Path, numbers: frozenset[str]) -> str | None:
    """The first of these numbers that stands in the file's bytes."""
    with suppress(FileNotFoundError):
        data = path.read_bytes()
        return next((each for each in sorted(numbers) if each.encode() in data), None)
    return None


def purge(releases: Path, public: Path, erased: Erased) -> Iterator[tuple[Path, dict[str, str]]]:
    """Take what was withdrawn out of every kept release but the public one; each that lost files, and what.

    Noted before and after: a run that is cut short in between is finished by the next.
    """
    for path in shelf.numbers(releases).values():
        if path.name != public.name:
            _note_gaps(releases, path, public, erased)
            head = shelf.head(path)
            if head.pending:
                for name in head.pending:
                    (path / name).unlink(missing_ok=True)
                yield path, {name: head.gaps[name] for name in head.pending if name in head.gaps}
                shelf.note(releases, msgspec.structs.replace(shelf.read(path), pending=()))


def _note_gaps(releases: Path, release: Path, public: Path, erased: Erased) -> None:
    """File what must go, before any of it goes."""
    fresh = later(shelf.head(release), erased)
    if not fresh:
        return
    held, known = shelf.read(release), tree.known(shelf.read(public).entries)
    lost = gaps(release, held, known, frozenset(fresh.values()))
    gone = (name for entry in held.entries if entry.path in lost for name in tree.files(entry))
    held = msgspec.structs.replace(
        held,
        entries=tuple(entry for entry in held.entries if entry.path not in lost),
        erased=tuple(sorted({*held.erased, *fresh})),
        gaps={**held.gaps, **lost},
        pending=(*held.pending, *gone),
    )
    shelf.note(releases, held)
