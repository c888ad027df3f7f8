"""A bucket in which each release has a prefix of its own, and one object says which of them is public.

    current.txt              one line: the name of the public release
    000012-0123456789ab/…    its files, without twins

For a front that follows the pointer (an edge function, a proxy): a reader gets the old release or the new
one, never a mix. What did not change is copied within the store. After a withdrawal no other release is left
there, and no earlier version of anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import botocore.exceptions

from publish.release import shelf
from publish.release.targets import listing
from publish.release.targets.objects import NOT_THERE, Objects, code
from publish.release.targets.sending import Sending
from publish.settings import S3Target

POINTER = "current.txt"


def push(target: S3Target, given: Sending) -> None:
    """Put the public release beside the others, point to it, forget those that are too many."""
    root, name = Objects(target), given.public.name
    _fill(target, given, pointed(root))
    root.put(POINTER, f"{name}\n".encode(), cache="no-cache")
    others = [each for each in _releases(root) if each != name]
    for each in others if given.fresh else others[: max(len(others) + 1 - target.keep, 0)]:
        _forget(Objects(target, each))
    if given.fresh:
        root.forget_versions()


def pointed(root: Objects) -> str:
    """The name of the release that is public there; "" where none is."""
    name = (root.get(POINTER) or b"").decode("utf-8", "replace").strip()
    return name if shelf.NAME.fullmatch(name) else ""


def differing(target: S3Target, public: Path) -> list[str]:
    """Objects of the public release that are not there as here, and what older ones should not hold."""
    root = Objects(target)
    found = [] if pointed(root) == public.name else [POINTER]
    for name in _releases(root):
        kept = public.parent / name
        wanted = listing.wanted(kept) if kept in shelf.numbers(public.parent).values() else {}
        tags = dict(Objects(target, name).tags())
        wrong = tags.keys() - wanted.keys()
        if name == public.name:
            wrong = wrong | _wrong(public, wanted, tags)
        found += [f"{name}/{path}" for path in sorted(wrong)]
    return found


def _wrong(public: Path, wanted: Mapping[str, str], tags: Mapping[str, str]) -> set[str]:
    there = (path for path in wanted if path in tags)
    return {path for path in wanted if path not in tags} | {
        path for path in there if listing.same(public, path, tags[path]) != wanted[path]
    }


def _fill(target: S3Target, given: Sending, public: str) -> None:
    """Its prefix holds the release and nothing else; what a run that was cut short put there stays."""
    new, wanted = Objects(target, given.public.name), listing.wanted(given.public)
    tags = dict(new.tags())
    base = _held(given.releases, public) if public != given.public.name else {}

    def bring(path: str) -> None:
        if base.get(path) != wanted[path] or not _copied(new, public, path):
            new.put(path, (given.public / path).read_bytes())

    new.each(bring, sorted(_wrong(given.public, wanted, tags)))
    new.delete(sorted(tags.keys() - wanted.keys()))


def _held(releases: Path, name: str) -> dict[str, str]:
    """What a release there holds, if it is kept here."""
    kept = {path.name: path for path in shelf.numbers(releases).values()}
    return listing.wanted(kept[name]) if name in kept else {}


def _copied(new: Objects, public: str, path: str) -> bool:
    try:
        new.copy(public, path)
    except botocore.exceptions.ClientError as error:
        if code(error) not in NOT_THERE:
            raise
        return False
    return True


def _releases(root: Objects) -> list[str]:
    """Names of the releases there, whole or not, oldest first."""
    return sorted(name for name in root.folders() if shelf.NAME.fullmatch(name))


def _forget(release: Objects) -> None:
    release.delete([path for path, _ in release.tags()])
