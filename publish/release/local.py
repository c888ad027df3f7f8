"""A folder of releases on this machine: a new one is made beside the others, then switched to by rename.

A reader sees the old release or the new one, never a mix. What a run that was cut short left behind is swept
away, or finished, by the next.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Callable
from pathlib import Path

import msgspec

from publish.release import erasure, shelf, tree
from publish.release.erasure import Erased
from publish.release.manifest import Manifest
from publish.release.shelf import Held
from publish.release.tree import Base

TRANSPARENCY = "transparency"
"""The folder of a release that holds its proof."""
KEYS = f"{TRANSPARENCY}/keys"

Prove = Callable[[Path, Base | None, Held], None]
"""Writes the proof of what is in a folder, which goes on from that of another, into it."""
Reissue = Callable[[Path, "dict[str, str]"], None]
"""Writes the proof of a kept release anew, that lost these files, with the numbers they named."""


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be made public. `source` holds its files; `erased` is everything that was withdrawn, `after`
    the last number known to be taken, `of` the release this is a rollback of; `keys`: the list of keys to
    be published, so that one more makes a release though no page changed."""

    source: Path
    releases: Path
    manifest: Manifest
    erased: Erased
    keep: int
    after: int = 0
    of: int | None = None
    keys: bytes | None = None


def make(plan: Plan, prove: Prove) -> Path:
    """The release of these files: the newest where it has them already, else a new one. Not yet public.

    Raises `GateError` RELEASE-001 where `source` changed since the manifest was taken.
    """
    releases = plan.releases
    releases.mkdir(parents=True, exist_ok=True)
    shelf.sweep(releases)
    known = shelf.numbers(releases)
    newest = known[max(known)] if known else None
    if newest and _again(newest, plan):
        return newest
    return _fresh(plan, prove, newest, max(plan.after, *known, 0) + 1)


def _again(newest: Path, plan: Plan) -> bool:
    """Whether the newest release is this one: made, and maybe not made public, before."""
    held = shelf.head(newest)
    if held.digest != plan.manifest.digest or held.gaps or not _same_keys(newest, plan):
        return False
    if erasure.later(held, plan.erased):
        known = tuple(sorted({*held.erased, *plan.erased}))
        shelf.note_head(plan.releases, msgspec.structs.replace(held, erased=known))
    return True


def _same_keys(newest: Path, plan: Plan) -> bool:
    listed = newest / KEYS
    return plan.keys is None or not listed.is_file() or listed.read_bytes() == plan.keys


def _fresh(plan: Plan, prove: Prove, newest: Path | None, number: int) -> Path:
    target = plan.releases / shelf.NEXT
    there = _begin(plan, target, newest)
    before = _base(newest) if newest else None
    tree.fill(plan.source, target, plan.manifest, before, there)
    held = Held(
        number=number,
        digest=plan.manifest.digest,
        of=plan.of,
        entries=plan.manifest.entries,
        erased=tuple(sorted(plan.erased)),
    )
    prove(target, before, held)
    _to_disk(target)
    shelf.note(plan.releases, held)
    return target.rename(plan.releases / held.name)


def _base(newest: Path) -> Base:
    held = shelf.read(newest)
    return Base(newest, tree.known(held.entries), whole=not held.gaps)


def _to_disk(folder: Path) -> None:
    """What is switched to outlives a power cut: everything of this file system (syncfs(2)), in one go."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        if ctypes.CDLL(None, use_errno=True).syncfs(descriptor):
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    finally:
        os.close(descriptor)


def _begin(plan: Plan, target: Path, newest: Path | None) -> tree.Known:
    """An empty folder, or the release that would be forgotten and what it holds."""
    known = shelf.numbers(plan.releases)
    spare = [path for path in known.values() if path not in (shelf.current(plan.releases), newest)]
    if len(known) < plan.keep or not spare:
        target.mkdir()
        return {}
    held = shelf.read(spare[0])
    shelf.disown(plan.releases, spare[0])
    spare[0].rename(target)
    if (target / TRANSPARENCY).is_dir():
        shelf.remove(target / TRANSPARENCY)
    for path in held.pending:
        (target / path).unlink(missing_ok=True)
    return tree.known(held.entries)


def show(releases: Path, release: Path) -> None:
    """Make a release the public one."""
    if shelf.current(releases) != release:
        shelf.switch(releases, release.name)


def tidy(plan: Plan, public: Path, reissue: Reissue) -> int:
    """Take what was withdrawn out of kept releases, forget those that are too many; files that were taken."""
    taken, stray = 0, plan.releases / shelf.COMPOSED
    if stray.exists() and stray != plan.source:  # a rollback was cut short
        shelf.remove(stray)
    known = list(shelf.numbers(plan.releases).values())
    for release in known[: -plan.keep] if len(known) > plan.keep else []:
        if release != public:
            shelf.forget(plan.releases, release)
    for release, lost in erasure.purge(plan.releases, public, tree.known(plan.manifest.entries), plan.erased):
        reissue(release, lost)
        taken += len(lost)
    return taken
