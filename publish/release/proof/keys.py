"""The office's signing keys: a folder with the list of all public keys and the private key in use.

A private key is a PEM file of its owner alone. `signer` gives what a release is signed with; making,
rotating and revoking are the only ways to change the list.
"""

from __future__ import annotations

import hmac
import os
from datetime import date, datetime
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from publish.errors import GateError
from publish.release.proof import keylist, note
from publish.release.proof.keylist import Event, Held
from publish.text import files

LIST = "keys"


class Signer(msgspec.Struct, frozen=True):
    """The key in use, its name and the list it stands in, as it is published."""

    name: str
    private: Ed25519PrivateKey
    listed: bytes

    @property
    def key(self) -> note.Key:
        """The public half."""
        return note.public(self.private, self.name)

    def sign(self, text: str) -> bytes:
        """A signed note."""
        return note.sign(text, self.name, self.private)


def signer(folder: Path, origin: str) -> Signer:
    """Who signs for this origin. KEYS-001: no key was made; KEYS-002: the private key is missing or is not
    that of the list; KEYS-003: the list is damaged or of another site; KEYS-004: others may read the key."""
    listed = _listed(folder)
    if not listed:
        raise GateError("KEYS-001", str(folder))
    held = _read(folder, listed, origin)[-1]
    private = _private(folder, held.key)
    return Signer(origin, private, listed)


def published(folder: Path) -> bytes | None:
    """The list as it is published; None where no key was made."""
    return _listed(folder) or None


def held(folder: Path, origin: str) -> tuple[Held, ...]:
    """All keys of the list; none where none was made. KEYS-003."""
    listed = _listed(folder)
    return _read(folder, listed, origin) if listed else ()


def make(folder: Path, origin: str, at: datetime, seed: bytes | None = None) -> note.Key:
    """The first key; `seed` makes a demonstration's come out the same again. KEYS-005: there is one."""
    if _listed(folder):
        raise GateError("KEYS-005", str(folder))
    private = _new(seed, 0)
    return _add(folder, origin, Event(act="make", key=note.public(private, origin), at=at), (), private)


def rotate(folder: Path, origin: str, at: datetime, seed: bytes | None = None) -> note.Key:
    """The next key, named by the one in use, whose private half is deleted. KEYS-001 to -004."""
    old = signer(folder, origin)
    private = _new(seed, len(held(folder, origin)))
    event = Event(act="rotate", key=note.public(private, origin), at=at)
    key = _add(folder, origin, event, (old.private,), private)
    _file(folder, old.key).unlink(missing_ok=True)
    return key


def revoke(folder: Path, origin: str, at: datetime, name: str, since: date, reason: str) -> note.Key:
    """Nothing that the key of this id (hex) signed from that day on counts. KEYS-006: there is none of this
    id; KEYS-007: it is in use."""
    by = signer(folder, origin)
    found = [each.key for each in held(folder, origin) if each.key.id.hex() == name]
    if not found:
        raise GateError("KEYS-006", name)
    if found[0] == by.key:
        raise GateError("KEYS-007", name)
    event = Event(act="revoke", key=found[0], at=at, since=since, reason=reason)
    _append(folder, origin, event, by.private)
    return found[0]


def _add(
    folder: Path, origin: str, event: Event, by: tuple[Ed25519PrivateKey, ...], private: Ed25519PrivateKey
) -> note.Key:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    _keep(_file(folder, event.key), private)
    _append(folder, origin, event, *by, private)
    return event.key


def _append(folder: Path, origin: str, event: Event, *by: Ed25519PrivateKey) -> None:
    before = _listed(folder)
    number = (before.count(b"\n\n") + 1) // 2 + 1
    added = note.sign(keylist.text(event, number, origin, before), origin, *by)
    data = keylist.joined(before, added)
    keylist.read(data, origin)  # what can't be read back is not kept
    files.write(folder / LIST, data)


def _new(seed: bytes | None, number: int) -> Ed25519PrivateKey:
    if seed is None:
        return Ed25519PrivateKey.generate()
    return Ed25519PrivateKey.from_private_bytes(hmac.digest(seed, f"signing key {number}".encode(), "sha256"))


def _file(folder: Path, key: note.Key) -> Path:
    return folder / f"{key.id.hex()}.pem"


def _keep(path: Path, private: Ed25519PrivateKey) -> None:
    pem = private.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.unlink(missing_ok=True)  # a leftover of a run that was cut short: its key is in no list
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
        file.write(pem)
        file.flush()
        os.fsync(file.fileno())


def _private(folder: Path, key: note.Key) -> Ed25519PrivateKey:
    path = _file(folder, key)
    try:
        open_to_others = path.stat().st_mode & 0o077
        private = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError, TypeError):
        raise GateError("KEYS-002", str(path)) from None
    if open_to_others:
        raise GateError("KEYS-004", str(path))
    if not isinstance(private, Ed25519PrivateKey) or note.public(private, key.name) != key:
        raise GateError("KEYS-002", str(path))
    return private


def _listed(folder: Path) -> bytes:
    path = folder / LIST
    return path.read_bytes() if path.is_file() else b""


def _read(folder: Path, listed: bytes, origin: str) -> tuple[Held, ...]:
    try:
        return keylist.read(listed, origin)
    except note.MalformedError:
        raise GateError("KEYS-003", str(folder / LIST)) from None
