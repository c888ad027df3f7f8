"""The tree of pages: every file is a line of a shard, every shard a leaf of the tree.

A line's leaf is SHA-256(0x00 ‖ salt ‖ length of the path in four bytes ‖ path ‖ bytes of the file): the leaf
hash of RFC 6962 over salt, path and bytes. The salt is published with the page and dropped when the page
is withdrawn; what is left of the page then, a hash, confirms no guess.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterable, Sequence
from operator import attrgetter
from pathlib import PurePosixPath

import msgspec

from publish.release.manifest import Entry
from publish.release.proof import merkle
from publish.release.proof.note import MalformedError
from publish.release.proof.statement import MOST_BITS

SALT = 16
"""Bytes of a salt."""
ROOMY, TIGHT, AIM = 32, 512, 128
"""Lines of a shard: with fewer or more on average the tree is cut anew, into shards of `AIM` at most."""
MOST_GAPS = 1 << 24
"""Bytes of the longest list of gaps."""
LONGEST_FILE = 1 << 30
NUMBER = re.compile(r"[A-Z0-9-]{1,40}")
FOLDER = "transparency"
PAGES = f"{FOLDER}/pages"


class Line(msgspec.Struct, frozen=True, gc=False, omit_defaults=True, kw_only=True):
    """One file; of a withdrawn one (`number`: which) only the leaf is left."""

    path: str = ""
    size: int | None = None
    sha256: str = ""
    salt: str = ""
    leaf: str
    sources: tuple[str, ...] = ()
    number: str = ""


_LINES = msgspec.json.Decoder(list[Line])
_ENCODER = msgspec.json.Encoder()


def place(shard: int, bits: int) -> str:
    """Where a shard's file lies below the site's root."""
    return f"{PAGES}/{name(shard, bits)}.json"


def name(shard: int, bits: int) -> str:
    """The shard's number in hex, as many digits as its tree needs."""
    return f"{shard:0{max(1, -(-bits // 4))}x}"


def shard_of(path: str, bits: int) -> int:
    """The first `bits` bits of the SHA-256 of the path."""
    return int.from_bytes(hashlib.sha256(path.encode()).digest()[:2], "big") >> (MOST_BITS - bits)


def bits_for(files: int, before: int | None) -> int:
    """Into how many shards (2^bits) so many files are cut; as before while they are neither few nor many."""
    if before is not None and ROOMY <= files >> before <= TIGHT:
        return before
    return min(MOST_BITS, max(0, (files // AIM).bit_length()))


def grouped(entries: Iterable[Entry], bits: int) -> list[list[Entry]]:
    """Entries by shard, each shard in the order of its paths."""
    groups: list[list[Entry]] = [[] for _ in range(1 << bits)]
    for entry in entries:
        groups[shard_of(entry.path, bits)].append(entry)
    for group in groups:
        group.sort(key=attrgetter("path"))
    return groups


def sha256(data: bytes) -> str:
    """The digest of a file, hex."""
    return hashlib.sha256(data).hexdigest()


def salt(key: bytes, entry: Entry) -> bytes:
    """The salt of a file under the key of the present epoch."""
    return hmac.digest(key, f"{entry.path}\0{entry.sha256}".encode(), "sha256")[:SALT]


def leaf(salt: bytes, path: str, data: bytes) -> bytes:
    """The leaf hash of a file."""
    named = path.encode()
    return merkle.leaf_hash(salt + len(named).to_bytes(4, "big") + named + data)


def root(lines: Sequence[Line]) -> bytes:
    """The root over a shard's lines in their order, which is that of their paths."""
    return merkle.root([bytes.fromhex(line.leaf) for line in lines])


def encode(lines: Iterable[Line]) -> bytes:
    """A shard's file: JSON, a line of text a file."""
    return b"[\n" + b",\n".join(map(_ENCODER.encode, lines)) + b"\n]\n"


def decode(data: bytes) -> list[Line]:
    """The lines of a shard's file. Raises `MalformedError`. What a stranger serves must be `sound`, too."""
    try:
        return _LINES.decode(data)
    except msgspec.DecodeError:
        raise MalformedError("shard") from None


def sound(line: Line) -> bool:
    """Whether a line is of the form it must have: nothing in it leads out of the site."""
    if not _hex(line.leaf, 64):
        return False
    if line.number:
        return NUMBER.fullmatch(line.number) is not None and not (line.path or line.salt or line.sha256)
    sized = line.size is not None and 0 <= line.size <= LONGEST_FILE
    return sized and _hex(line.salt, 2 * SALT) and _hex(line.sha256, 64) and safe(line.path)


def safe(path: str) -> bool:
    """Whether a path stays below the root, as written."""
    plain = path.isprintable() and "\\" not in path and PurePosixPath(path).as_posix() == path
    return bool(path) and plain and not path.startswith("/") and not {"..", "."}.intersection(path.split("/"))


def _hex(text: str, length: int) -> bool:
    return len(text) == length and not set(text) - set("0123456789abcdef")
