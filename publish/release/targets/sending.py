"""Sending the public release to every target; what was sent where is noted beside the releases.

A target that could not be reached is named, and the next release sends it what it lacks. One that has
everything already is not asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from publish.errors import GateError, Issue, issue
from publish.release import shelf
from publish.release.erasure import Erased
from publish.settings import LocalTarget, RsyncTarget, Target
from publish.text import files


class Sent(msgspec.Struct, frozen=True):
    """The release a target has, and everything withdrawn that it no longer has."""

    release: str = ""
    erased: tuple[str, ...] = ()


class Sending(msgspec.Struct, frozen=True, kw_only=True):
    """What a target is to have. `fresh`: numbers taken back since it last heard."""

    releases: Path
    public: Path
    fresh: frozenset[str]


class TargetError(Exception):
    """Why a target could not be brought up to date, in words for people; without anything secret."""


def send(
    name: str, target: Target, releases: Path, public: Path, erased: Erased, force: bool
) -> Iterator[Issue]:
    """Bring one target up to date. RELEASE-030: it could not be; -031: and something was withdrawn."""
    known = _known(releases, name)
    fresh = frozenset(number for token, number in erased.items() if token not in known.erased)
    if known.release == public.name and not fresh and not force:
        return
    given = Sending(releases=releases, public=public, fresh=fresh)
    try:
        _push(target, given)
    except TargetError as error:
        yield issue("RELEASE-031" if fresh else "RELEASE-030", name, detail=str(error))
        return
    note = Sent(public.name, tuple(sorted(erased)))
    files.write(_place(releases, name), msgspec.json.encode(note))


def differing(target: Target, public: Path) -> list[str]:
    """What a target does not hold as the public release does: asked there, not remembered. Raises
    `TargetError`."""
    if isinstance(target, LocalTarget | RsyncTarget):
        from publish.release.targets import mirror

        return mirror.differing(target, public)
    from publish.release.targets import bucket  # boto3 takes long to import

    return bucket.differing(target, public)


def chosen(targets: dict[str, Target], name: str | None) -> dict[str, Target]:
    """All targets, or the one that is named. Raises `GateError` RELEASE-006 where there is none."""
    if name is None:
        return targets
    if name not in targets:
        raise GateError("RELEASE-006", name, known="、".join(targets) or "无")
    return {name: targets[name]}


def _push(target: Target, given: Sending) -> None:
    if isinstance(target, LocalTarget | RsyncTarget):
        from publish.release.targets import mirror

        mirror.push(target, given)
    else:
        from publish.release.targets import bucket  # boto3 takes long to import

        bucket.push(target, given)


def _known(releases: Path, name: str) -> Sent:
    try:
        return msgspec.json.decode(_place(releases, name).read_bytes(), type=Sent)
    except (OSError, msgspec.DecodeError):
        return Sent()


def _place(releases: Path, name: str) -> Path:
    return releases / f".sent-{name}"


def kept(given: Sending) -> list[Path]:
    """Complete releases that are kept here, oldest first."""
    return list(shelf.numbers(given.releases).values())
