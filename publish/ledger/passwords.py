"""Passwords: argon2id with RFC 9106's second recommended setting, as argon2-cffi gives it."""

from __future__ import annotations

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from publish.errors import LedgerError
from publish.ledger.rules import Rules

LONGEST = 1000
"""Characters: longer ones only keep the machine busy."""


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def _nobody() -> str:
    """A hash to spend the same time on where there is no account."""
    return _hasher().hash("nobody")


def hashed(name: str, password: str, rules: Rules) -> str:
    """What is kept of a password. LEDGER-052: too short, too long, or the name itself."""
    fits = rules.password_length <= len(password) <= LONGEST
    if not fits or password.strip().casefold() == name.casefold() or len(set(password)) < 4:
        raise LedgerError("LEDGER-052", name, length=rules.password_length)
    return _hasher().hash(password)


def fits(kept: str | None, password: str) -> bool:
    """Whether a password is the one; as slow where there is none."""
    try:
        right = _hasher().verify(kept or _nobody(), password[:LONGEST])
    except (VerificationError, InvalidHashError):
        return False
    return right and kept is not None
