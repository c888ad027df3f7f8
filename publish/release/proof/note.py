"""Signed notes of C2SP (c2sp.org/signed-note): text, a blank line, a line for every signature.

Keys are Ed25519 (RFC 8032). A key has a name; name and id together tell it from any other.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ED25519 = b"\x01"
NAME = re.compile(r"[^\s+]+")
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")
DASH = "— "
MOST_SIGNATURES = 64


class MalformedError(ValueError):
    """These bytes are no signed note, no verifier key, or not of the form that was expected."""


class Key(msgspec.Struct, frozen=True):
    """A public key that may be asked whether a signature is its own."""

    name: str
    public: bytes

    @property
    def id(self) -> bytes:
        """First four bytes of SHA-256(name ‖ LF ‖ 0x01 ‖ public key)."""
        return hashlib.sha256(self.name.encode() + b"\n" + ED25519 + self.public).digest()[:4]

    def __str__(self) -> str:
        """The verifier key: name, id in hex, base64 of type and key."""
        return f"{self.name}+{self.id.hex()}+{base64.b64encode(ED25519 + self.public).decode()}"

    def holds(self, text: str, signature: bytes) -> bool:
        """Whether the signature is this key's over the text."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, text.encode())
        except InvalidSignature:
            return False
        return True


class Signed(msgspec.Struct, frozen=True):
    """One signature line, taken apart."""

    name: str
    id: bytes
    signature: bytes

    def of(self, key: Key) -> bool:
        """Whether this claims to be the key's."""
        return self.name == key.name and self.id == key.id


class Note(msgspec.Struct, frozen=True):
    """A note that was read, not yet believed."""

    text: str
    signatures: tuple[Signed, ...]

    def signed_by(self, key: Key) -> bool:
        """Whether the key signed it; False also where one signature under its name and id is not its own."""
        found = [each for each in self.signatures if each.of(key)]
        return bool(found) and all(key.holds(self.text, each.signature) for each in found)


def key(text: str) -> Key:
    """A verifier key from its text. Raises `MalformedError`."""
    name, _, rest = text.strip().partition("+")
    id_, _, packed = rest.partition("+")
    raw = _unpacked(packed)
    found = Key(name, raw[1:])
    if not NAME.fullmatch(name) or raw[:1] != ED25519 or len(raw) != 33 or found.id.hex() != id_:
        raise MalformedError("vkey")
    return found


def public(private: Ed25519PrivateKey, name: str) -> Key:
    """The public half of a private key, under a name."""
    return Key(name, private.public_key().public_bytes_raw())


def sign(text: str, name: str, *privates: Ed25519PrivateKey) -> bytes:
    """The note over a text that ends in a newline, signed by each key in turn. Raises `MalformedError`."""
    if not text.endswith("\n") or CONTROL.search(text) or not NAME.fullmatch(name):
        raise MalformedError("text")
    lines = (_line(text, public(private, name), private) for private in privates)
    return f"{text}\n{''.join(lines)}".encode()


def _line(text: str, by: Key, private: Ed25519PrivateKey) -> str:
    packed = base64.b64encode(by.id + private.sign(text.encode())).decode()
    return f"{DASH}{by.name} {packed}\n"


def parse(data: bytes) -> Note:
    """Take a note apart. Raises `MalformedError`."""
    try:
        whole = data.decode()
    except UnicodeDecodeError:
        raise MalformedError("utf-8") from None
    head, blank, tail = whole.rpartition("\n\n")
    lines = tail.split("\n")
    if not blank or not head or CONTROL.search(whole) or lines.pop() or not lines:
        raise MalformedError("note")
    if len(lines) > MOST_SIGNATURES:
        raise MalformedError("signatures")
    return Note(f"{head}\n", tuple(map(_signed, lines)))


def _signed(line: str) -> Signed:
    name, _, packed = line.removeprefix(DASH).partition(" ")
    raw = _unpacked(packed)
    if not line.startswith(DASH) or not NAME.fullmatch(name) or len(raw) < 5:
        raise MalformedError("signature")
    return Signed(name, raw[:4], raw[4:])


def _unpacked(text: str) -> bytes:
    """Of the one spelling that a value has."""
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise MalformedError("base64") from None
    if base64.b64encode(raw).decode() != text:
        raise MalformedError("base64")
    return raw
