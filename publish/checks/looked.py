"""What a file says of itself, one look for all the gates of form: its faults, where it leads, what it has."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from publish.errors import Issue, issue

_HASH = 8


class Fault(msgspec.Struct, frozen=True, array_like=True):
    """One thing wrong: code, line (0: the whole file), what the words of the code are filled with."""

    code: str
    line: int = 0
    words: Mapping[str, str] = {}

    def issue(self, path: str) -> Issue:
        return issue(self.code, f"{path}:{self.line}" if self.line else path, **self.words)


class Looked(msgspec.Struct, frozen=True, array_like=True):
    """Faults of one file; the hashes of the addresses inside the site it leads to, and of its own: the file
    and each anchor in it."""

    faults: tuple[Fault, ...] = ()
    leads: bytes = b""
    has: bytes = b""


def hashed(address: str) -> bytes:
    """An address, "cases/DC-2022-000001.html#result", in eight bytes."""
    return hashlib.blake2b(address.encode("utf-8", "replace"), digest_size=_HASH).digest()


def together(addresses: Iterable[str]) -> bytes:
    """The hashes of addresses, each once, in order."""
    return b"".join(sorted({hashed(address) for address in addresses}))


def each(hashes: bytes) -> Iterator[bytes]:
    """The hashes, one by one."""
    return (hashes[at : at + _HASH] for at in range(0, len(hashes), _HASH))
