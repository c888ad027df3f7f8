"""A release gets its proof: lines and tree of its pages, a signed statement, one more entry in the log.

`transparency/` of the release it is built upon is carried over by hard links; only what changed is written:
the shards of changed files, the tiles above them, the newest tiles of the log, statement and checkpoint.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from operator import attrgetter
from pathlib import Path

import msgspec

from publish.errors import GateError
from publish.release.manifest import Entry, Manifest
from publish.release.proof import log, merkle, note, shards, statement, tiles
from publish.release.proof.carry import Out
from publish.release.proof.keys import Signer
from publish.release.proof.shards import FOLDER, PAGES, Line
from publish.release.proof.statement import About, Gaps, Statement
from publish.release.tree import Base, Known
from publish.text import files

Groups = dict[int, list[Entry]]
"""Shard → the entries in it."""
RELEASE, KEYS, GAPS = (f"{FOLDER}/{name}" for name in ("release", "keys", "gaps"))


class Stamped(msgspec.Struct, frozen=True, kw_only=True):
    """What was said: the release's root, the log's new size, and which files of transparency/ are new."""

    root: bytes
    size: int
    written: tuple[str, ...]


def stamp(
    target: Path, before: Base | None, manifest: Manifest, about: About, signer: Signer, salt_key: bytes
) -> Stamped:
    """Write `target`/transparency/ for the files of `manifest`, which lie below `target`.

    `before`: the release it is built upon, whose log goes on; None begins a log. Lines of files that did not
    change keep their salt; other salts come from `salt_key`. RELEASE-001: a file is not what the manifest
    says; RELEASE-010: what `before` holds cannot be built upon.
    """
    out = Out(target, before.root if before else None)
    said = last(before.root) if before else None
    bits = shards.bits_for(len(manifest.entries), said.bits if said else None)
    root = log.tree(out, PAGES, _pages(out, manifest.entries, before, bits, said, salt_key))
    out.write(KEYS, signer.listed)
    new = Statement(
        origin=signer.name,
        number=about.number,
        at=about.at,
        kind=_kind(about),
        files=len(manifest.entries),
        bits=bits,
        root=root,
        keys=statement.stated(signer.listed),
    )
    entry = signer.sign(statement.write(new))
    out.write(RELEASE, entry)
    size = log.append(out, entry, signer)
    return Stamped(root=root, size=size, written=tuple(sorted(out.written)))


def last(release: Path) -> Statement:
    """What the statement of a release says; its signature is not looked at. RELEASE-010."""
    try:
        text = note.parse((release / RELEASE).read_bytes()).text
        return statement.read(text, text.split("\n", 1)[0].removesuffix("/release") + "/log")
    except (OSError, note.MalformedError):
        raise GateError("RELEASE-010", str(release / RELEASE)) from None


def reissue(release: Path, gone: Mapping[str, str], signer: Signer, at: datetime) -> None:
    """A kept release lost these paths (path → withdrawn number): of their lines only leaf and number stay.

    Root, statement and log hold as before; the gaps are named in a signed list of their own. Doing it twice
    changes nothing more. RELEASE-010.
    """
    said, lost = last(release), _lost(release)
    touched = {shards.shard_of(path, said.bits) for path in gone}
    for place in (shards.place(shard, said.bits) for shard in sorted(touched)):
        lines = _read(release / place)
        closed = [_gap(line, gone) for line in lines]
        lost |= {line.leaf: line.number for line in closed if line.number}
        if closed != lines:
            _replace(release / place, shards.encode(closed))
    if lost:
        text = Gaps(said.origin, said.number, at, lost).text()
        _replace(release / GAPS, signer.sign(text))
        _replace(release / KEYS, signer.listed)


def _gap(line: Line, gone: Mapping[str, str]) -> Line:
    return Line(leaf=line.leaf, number=gone[line.path]) if line.path in gone else line


def _lost(release: Path) -> dict[str, str]:
    path = release / GAPS
    if not path.is_file():
        return {}
    text = note.parse(path.read_bytes()).text
    return statement.gaps(text, text.split("\n", 1)[0].removesuffix("/gaps") + "/log").of


def _replace(path: Path, data: bytes) -> None:
    """Under the name alone: other releases that share the old file keep it. Its twins are of the old one."""
    files.write(path, data)
    for twin in (".gz", ".br"):
        path.with_name(path.name + twin).unlink(missing_ok=True)


def _kind(about: About) -> str:
    return "release" if about.rollback_of is None else f"rollback {about.rollback_of}"


def _pages(
    out: Out, entries: Sequence[Entry], before: Base | None, bits: int, said: Statement | None, key: bytes
) -> list[bytes]:
    """Write every shard; what each is as a leaf of the tree of pages."""
    if before is None or said is None or said.bits != bits:
        lines = _every(before.root, said) if before and said else {}
        return [
            _shard(out, shards.place(number, bits), group, lines, key)
            for number, group in enumerate(shards.grouped(entries, bits))
        ]
    known = before.entries if before.whole else None
    changed = _changed(before.root, entries, bits) if known is None else _differing(known, entries, bits)
    return list(_next(out, before.root, changed, bits, key))


def _next(out: Out, before: Path, changed: Groups, bits: int, key: bytes) -> Iterator[bytes]:
    """Only the shards that changed are written."""
    old = _leaves(before, 1 << bits)
    for number, leaf in enumerate(old):
        place = shards.place(number, bits)
        if number in changed:
            lines = {line.path: line for line in _read(before / place)}
            yield _shard(out, place, changed[number], lines, key)
        else:
            _carry(out, place)
            yield leaf


def _carry(out: Out, place: str) -> None:
    try:
        out.carry(place)
    except OSError:
        raise GateError("RELEASE-010", place) from None


def _differing(held: Known, entries: Sequence[Entry], bits: int) -> Groups:
    """The shards of files that came, went or changed since those that were `held`, each with its entries."""
    came = [entry.path for entry in entries if not _alike(held.get(entry.path), entry)]
    went = held.keys() - {entry.path for entry in entries}
    touched = {shards.shard_of(path, bits) for path in (*came, *went)}
    if not touched:
        return {}
    grouped = shards.grouped(entries, bits)
    return {number: grouped[number] for number in touched}


def _alike(held: Entry | None, entry: Entry) -> bool:
    return held is not None and held.sha256 == entry.sha256 and held.sources == entry.sources


def _changed(before: Path, entries: Sequence[Entry], bits: int) -> Groups:
    """The shards whose lines are no longer those of these entries, each with its entries.

    Only what came has its shard computed: what stood there before is met in its shard."""
    known = {entry.path: entry for entry in entries}
    came, changed = dict(known), Groups()
    for number in range(1 << bits):
        there = [(line, came.pop(line.path, None)) for line in _read(before / shards.place(number, bits))]
        if not all(entry and _same(line, entry) for line, entry in there):
            changed[number] = [entry for _, entry in there if entry]
    for path, entry in came.items():
        number = shards.shard_of(path, bits)
        if number not in changed:
            stood = _read(before / shards.place(number, bits))
            changed[number] = [known[line.path] for line in stood]
        changed[number].append(entry)
    return {number: sorted(group, key=attrgetter("path")) for number, group in changed.items()}


def _leaves(before: Path, size: int) -> list[bytes]:
    try:
        return tiles.Tree(size, lambda place: (before / PAGES / place).read_bytes()).leaves()
    except (OSError, note.MalformedError):
        raise GateError("RELEASE-010", str(before / PAGES)) from None


def _same(line: Line, entry: Entry) -> bool:
    return line.sha256 == entry.sha256 and line.sources == entry.sources


def _shard(out: Out, place: str, group: Iterable[Entry], old: Mapping[str, Line], key: bytes) -> bytes:
    lines = [_line(out.target, entry, old.get(entry.path), key) for entry in group]
    out.write(place, shards.encode(lines))
    return merkle.leaf_hash(shards.root(lines))


def _line(target: Path, entry: Entry, old: Line | None, key: bytes) -> Line:
    if old and old.sha256 == entry.sha256:
        return msgspec.structs.replace(old, sources=entry.sources)
    data = (target / entry.path).read_bytes()
    salt = shards.salt(key, entry)
    if len(data) != entry.size or shards.sha256(data) != entry.sha256:
        raise GateError("RELEASE-001", entry.path)
    leaf = shards.leaf(salt, entry.path, data).hex()
    told = {name: getattr(entry, name) for name in ("path", "size", "sha256", "sources")}
    return Line(**told, salt=salt.hex(), leaf=leaf)


def _every(before: Path, said: Statement) -> dict[str, Line]:
    places = (shards.place(number, said.bits) for number in range(1 << said.bits))
    return {line.path: line for place in places for line in _read(before / place)}


def _read(path: Path) -> list[Line]:
    try:
        return shards.decode(path.read_bytes())
    except (OSError, note.MalformedError):
        raise GateError("RELEASE-010", str(path)) from None
