"""The ledger's secrets and what is derived from them.

`source` turns store keys into source keys; `chain` salts the chain's digests by row; `ratchet`
gives every erasable text its own salt and is replaced by its hash at each step, so that the salt of
an erased text can't be derived again and a guess at the text can't be confirmed. `epoch` salts what is
published of a page in its proof; each withdrawal replaces it by its hash, for the same end.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

import msgspec

from publish.model.records import SourceKey

NAMES = ("source", "chain", "ratchet", "epoch")


class Keys(msgspec.Struct, frozen=True):
    """The two secrets that stay the same for the ledger's life."""

    source: bytes
    chain: bytes


def initial(seed: str | None) -> dict[str, str]:
    """New secrets, hex; from `seed` for a demonstration that must come out the same again."""
    root = secrets.token_bytes(32) if seed is None else mac(b"huisheng demonstration", seed)
    return {name: mac(root, name).hex() for name in NAMES}


def mac(key: bytes, *parts: str) -> bytes:
    """HMAC-SHA-256 of the parts, told apart by NUL."""
    return hmac.digest(key, "\0".join(parts).encode("utf-8", "surrogatepass"), "sha256")


def source_key(keys: Keys, kind: str, key: str) -> SourceKey:
    return SourceKey(mac(keys.source, kind, key).hex())


def row_salt(keys: Keys, seq: int) -> bytes:
    return mac(keys.chain, str(seq))


def next_epoch(key: str) -> str:
    """The key after this one, hex; there is no way back."""
    return hashlib.sha256(b"epoch" + bytes.fromhex(key)).hexdigest()


class Ratchet:
    """A one-way sequence of salts."""

    def __init__(self, state: str) -> None:
        self.state = state

    def salt(self) -> bytes:
        """The next salt; the state moves on and can't be turned back."""
        key = bytes.fromhex(self.state)
        self.state = hashlib.sha256(b"next" + key).hexdigest()
        return mac(key, "salt")[:16]
