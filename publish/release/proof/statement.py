"""The texts that are signed: the statement of a release, the log's checkpoint, the list of gaps.

Each begins with a line of its own, so that none can be taken for another. A statement tells neither the
bytes of the whole nor an unsalted hash: of a page that was withdrawn later, either would confirm a guess.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime

import msgspec

from publish.release.proof.note import MalformedError

LOG = "transparency/log"
MOST_BITS = 16
"""A release is cut into 2^16 shards at most."""


class About(msgspec.Struct, frozen=True, kw_only=True):
    """What the office says of a release: its number, its time, and of which earlier one it is a rollback."""

    number: int
    at: datetime
    rollback_of: int | None = None


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """What a release's statement says; `root` over 2^`bits` shards; `keys`: the length and SHA-256 of the
    list of keys as it was then."""

    origin: str
    number: int
    at: datetime
    kind: str
    files: int
    bits: int
    root: bytes
    keys: tuple[int, str]


class Checkpoint(msgspec.Struct, frozen=True):
    """A size of the log and its root (c2sp.org/tlog-checkpoint)."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        """The text that is signed."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


class Gaps(msgspec.Struct, frozen=True):
    """What a kept release lost since: leaf → number of the withdrawn matter."""

    origin: str
    number: int
    at: datetime
    of: dict[str, str]

    def text(self) -> str:
        """The text that is signed."""
        lines = "".join(f"gap {leaf} {number}\n" for leaf, number in sorted(self.of.items()))
        return f"{sibling(self.origin, 'gaps')}\nnumber {self.number}\ntime {self.at.isoformat()}\n{lines}"


def origin(url: str, base: str) -> str:
    """The log's origin, which is its keys' name: its address without the scheme."""
    return f"{url.split('://', 1)[-1].rstrip('/')}/{base.strip('/')}".rstrip("/") + f"/{LOG}"


def sibling(origin: str, name: str) -> str:
    """First line of another signed text of the same site."""
    return f"{origin.removesuffix('/log')}/{name}"


def stated(keys: bytes) -> tuple[int, str]:
    """What a statement says of the list of keys."""
    return len(keys), hashlib.sha256(keys).hexdigest()


def write(said: Statement) -> str:
    """The text of a statement."""
    lines = {
        "number": said.number,
        "time": said.at.isoformat(),
        "kind": said.kind,
        "files": said.files,
        "shards": 1 << said.bits,
        "root": base64.b64encode(said.root).decode(),
        "keys": "{} {}".format(*said.keys),
    }
    body = "".join(f"{name} {value}\n" for name, value in lines.items())
    return f"{sibling(said.origin, 'release')}\n{body}"


def read(text: str, origin: str) -> Statement:
    """A statement from its text. Raises `MalformedError`."""
    said = fields(text, sibling(origin, "release"))
    try:
        length, digest = said["keys"].split(" ")
        found = Statement(
            origin=origin,
            number=int(said["number"]),
            at=datetime.fromisoformat(said["time"]),
            kind=said["kind"],
            files=int(said["files"]),
            bits=int(said["shards"]).bit_length() - 1,
            root=base64.b64decode(said["root"], validate=True),
            keys=(int(length), digest),
        )
    except (KeyError, ValueError, binascii.Error):
        raise MalformedError("statement") from None
    if write(found) != text or found.bits > MOST_BITS:
        raise MalformedError("statement")
    return found


def checkpoint(text: str) -> Checkpoint:
    """A checkpoint from its text. Raises `MalformedError`."""
    try:
        origin, size, root, *_ = text.split("\n")
        found = Checkpoint(origin, int(size), base64.b64decode(root, validate=True))
    except (ValueError, binascii.Error):
        raise MalformedError("checkpoint") from None
    if found.text() != text or found.size < 0 or len(found.root) != hashlib.sha256().digest_size:
        raise MalformedError("checkpoint")
    return found


def gaps(text: str, origin: str) -> Gaps:
    """The gaps from their text. Raises `MalformedError`."""
    said = fields(text, sibling(origin, "gaps"))
    of = dict(line.split(" ", 2)[1:] for line in text.split("\n") if line.startswith("gap "))
    try:
        found = Gaps(origin, int(said["number"]), datetime.fromisoformat(said["time"]), of)
    except (KeyError, ValueError):
        raise MalformedError("gaps") from None
    if found.text() != text:
        raise MalformedError("gaps")
    return found


def fields(text: str, title: str) -> Mapping[str, str]:
    """Name → value of the lines below a title. Raises `MalformedError` under another one."""
    head, *lines = text.removesuffix("\n").split("\n")
    if head != title:
        raise MalformedError("title")
    return dict(_pairs(lines))


def _pairs(lines: Iterable[str]) -> Iterable[tuple[str, str]]:
    for line in lines:
        name, _, value = line.partition(" ")
        yield name, value
