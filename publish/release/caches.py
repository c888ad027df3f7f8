"""What caches in front of the site must forget: a list at each release, and a program that is called with it.

A note beside the releases says up to which release the caches were told. A run that was cut short, or whose
program failed, is made up for by the next, which lists everything that changed since.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import msgspec

from publish.errors import Issue, issue
from publish.release import addresses, shelf, tree
from publish.release.addresses import Site
from publish.release.erasure import Erased
from publish.release.manifest import Entry
from publish.release.tree import Known
from publish.settings import Purge
from publish.text import files

_NOTE = ".told"
SHOWN = 200
"""Characters of what the program said last that people are shown."""


class Told(msgspec.Struct, frozen=True):
    """The release caches know, and what was withdrawn of which they were told."""

    release: str
    erased: tuple[str, ...]


def tell(
    given: Purge, site: Site, releases: Path, public: Path, files_of: Known, erased: Erased
) -> Iterator[Issue]:
    """Write the list, call the program; `files_of`: what the public release holds. RELEASE-020: it failed;
    RELEASE-021: and something was withdrawn."""
    known = _known(releases)
    fresh = {number for token, number in erased.items() if token not in known.erased}
    if known.release == public.name and not fresh:
        return
    files.write(
        given.list, "".join(f"{line}\n" for line in _lines(site, releases, known, files_of, fresh)).encode()
    )
    failed = _call(given) if given.hook else None
    if failed is None:
        files.write(releases / _NOTE, msgspec.json.encode(Told(public.name, tuple(sorted(erased)))))
    else:
        yield issue("RELEASE-021" if fresh else "RELEASE-020", str(given.hook[0]), detail=failed)


def _lines(site: Site, releases: Path, known: Told, now: Known, fresh: set[str]) -> list[str]:
    """Everything, where the release that caches know of is kept no more."""
    before = releases / known.release
    held = shelf.read(before) if before in shelf.numbers(releases).values() else None
    there = dict(tree.known(held.entries)) if held else {}
    there |= {path: Entry(path, 0, "", (number,)) for path, number in (held.gaps if held else {}).items()}
    return addresses.stale(site, there, now, fresh)


def _known(releases: Path) -> Told:
    try:
        return msgspec.json.decode((releases / _NOTE).read_bytes(), type=Told)
    except (OSError, msgspec.DecodeError):
        return Told("", ())


def _call(given: Purge) -> str | None:
    """What went wrong; None where nothing did."""
    try:
        done = subprocess.run(
            [*given.hook, str(given.list)],
            capture_output=True,
            check=False,
            text=True,
            errors="replace",
            timeout=given.timeout_seconds,
            stdin=subprocess.DEVNULL,
        )
    except subprocess.TimeoutExpired:
        return f"{given.timeout_seconds} 秒内没有结束"
    except OSError as error:
        return error.strerror or type(error).__name__
    if done.returncode == 0:
        return None
    said = done.stderr.strip()[-SHOWN:]
    return f"退出码 {done.returncode}{'，' + said if said else ''}"
