"""One encrypted file beside the ledger for words that must neither lie in it nor be lost: terms to mask
always or never, and what readers corrected, as lines of the evaluation set.

Each line is one item under its own Fernet token (AES-128-CBC with HMAC-SHA-256), so that adding is an
append; forgetting writes the file anew. The key lies in a file of its own, for its owner alone, made on
first use. An item counts only when the ledger has its digest: what a crash left behind is nobody's.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
from cryptography.fernet import Fernet, InvalidToken

from publish.errors import LedgerError

Mark = tuple[int, int, str]


class TermWords(msgspec.Struct, frozen=True, kw_only=True, tag="term"):
    """`key`: the source of a matter, the store's key of a unit, or nothing."""

    id: str
    salt: str
    action: str
    words: str
    kind: str
    scope: str
    key: str


class Line(msgspec.Struct, frozen=True, kw_only=True, tag="line"):
    """A stretch of an original as a reader left it: `spans` are what is private in it, by kind."""

    field: str
    text: str
    spans: tuple[Mark, ...]
    id: str = ""
    salt: str = ""
    source: str = ""


Item = TermWords | Line
_DECODER = msgspec.json.Decoder(Item)


def digest(item: Item) -> str:
    """Salted SHA-256 of an item, for the ledger."""
    return hashlib.sha256(msgspec.json.encode(item)).hexdigest()


class Vault:
    """The file and its key. Writers hold the ledger's own lock."""

    def __init__(self, file: Path, key: Path) -> None:
        self._file = file
        self._key = key

    def items(self) -> Iterator[Item]:
        """LEDGER-070: no key to an existing file, or not its key; LEDGER-071: a damaged line."""
        lines = self._lines()
        if not lines:
            return
        cipher = self._cipher(make=False)
        for number, line in enumerate(lines, 1):
            try:
                yield _DECODER.decode(cipher.decrypt(line))
            except InvalidToken:
                raise self._unread(number) from None

    def add(self, items: Iterable[Item]) -> None:
        """Append; what a crash cut off in the last line goes."""
        cipher = self._cipher(make=True)
        written = b"".join(cipher.encrypt(msgspec.json.encode(item)) + b"\n" for item in items)
        whole = sum(len(line) + 1 for line in self._lines())
        with self._explained(), os.fdopen(os.open(self._file, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as file:
            file.truncate(whole)
            file.seek(whole)
            file.write(written)
            file.flush()
            os.fsync(file.fileno())

    def forget(self, unwanted: Callable[[Item], bool]) -> None:
        """Write the file anew without some items; nothing happens where there are none."""
        found = list(self.items())
        kept = [item for item in found if not unwanted(item)]
        if len(kept) == len(found):
            return
        aside = Vault(self._file.with_suffix(".part"), self._key)
        aside._file.unlink(missing_ok=True)
        aside.add(kept)
        aside._file.replace(self._file)

    def _unread(self, number: int) -> LedgerError:
        if number == 1:
            return LedgerError("LEDGER-070", str(self._key))
        return LedgerError("LEDGER-071", f"{self._file}:{number}")

    def files(self) -> tuple[Path, Path]:
        """Where the file and its key lie."""
        return self._file, self._key

    def _lines(self) -> list[bytes]:
        """Whole lines alone."""
        if not self._file.exists():
            return []
        with self._explained():
            return self._file.read_bytes().split(b"\n")[:-1]

    def _cipher(self, make: bool) -> Fernet:
        if make and not self._key.exists() and not self._file.exists():
            with self._explained():
                handle = os.open(self._key, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
                with os.fdopen(handle, "wb") as file:
                    file.write(Fernet.generate_key())
                    file.flush()
                    os.fsync(file.fileno())
        try:
            return Fernet(self._key.read_bytes())
        except (OSError, ValueError):
            raise LedgerError("LEDGER-070", str(self._key)) from None

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise LedgerError("LEDGER-001", str(self._file), detail=type(error).__name__) from error
