"""Small sites to release, and what a release must be."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from publish.release import local, manifest, shelf, twins
from publish.release.local import Plan
from publish.release.manifest import Entry, Manifest
from publish.release.shelf import Held
from publish.release.tree import Base

PAGE = "<!doctype html><title>{}</title><p>" + "一件事项的办理经过。" * 20 + "</html>"


def page(text: str) -> bytes:
    return PAGE.format(text).encode()


class Site:
    """A folder that a build could have made, and the sources of its files."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.sources: dict[str, tuple[str, ...]] = {}

    def put(self, path: str, text: str, *sources: str) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_bytes(page(text))
        self.sources[path] = sources

    def drop(self, path: str) -> None:
        (self.root / path).unlink()

    def manifest(self) -> Manifest:
        return manifest.made(
            Entry(each.path, each.size, each.sha256, self.sources.get(each.path, ()))
            for each in manifest.of(self.root).entries
        )


def plan(site: Site, releases: Path, erased: Mapping[str, str] | None = None, keep: int = 3) -> Plan:
    return Plan(source=site.root, releases=releases, manifest=site.manifest(), erased=erased or {}, keep=keep)


def nothing(target: Path, before: Base | None, held: Held) -> None:
    """A proof that says nothing."""


def something(target: Path, before: Base | None, held: Held) -> None:
    """A proof that says its number."""
    (target / local.TRANSPARENCY).mkdir()
    (target / local.TRANSPARENCY / "release").write_text(f"{held.number}")


def forgotten(release: Path, lost: dict[str, str]) -> None:
    """A proof that is not made anew."""


def released(site: Site, releases: Path, erased: Mapping[str, str] | None = None, keep: int = 3) -> Path:
    """The whole way: made, public, tidied."""
    given = plan(site, releases, erased, keep)
    made = local.make(given, something)
    local.show(releases, made)
    local.tidy(given, made, forgotten)
    return made


def whole(release: Path) -> None:
    """The release holds exactly what its record says, and each twin the bytes of its file."""
    held = shelf.read(release)
    expected = {name for entry in held.entries for name in _names(entry)}
    found = {path.relative_to(release).as_posix() for path in release.rglob("*") if path.is_file()}
    assert {name for name in found if not name.startswith(local.TRANSPARENCY)} == expected
    for entry in held.entries:
        data = (release / entry.path).read_bytes()
        assert hashlib.sha256(data).hexdigest() == entry.sha256, entry.path
        for suffix in twins.SUFFIXES if twins.has(entry.path, entry.size) else ():
            assert twins.unpacked(suffix, (release / (entry.path + suffix)).read_bytes()) == data


def _names(entry: Entry) -> list[str]:
    suffixes = twins.SUFFIXES if twins.has(entry.path, entry.size) else ()
    return [entry.path, *(entry.path + suffix for suffix in suffixes)]
