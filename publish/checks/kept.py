"""What the leak gate remembers: which files were clean, and for whom they were searched.

Files by place and SHA-256, identifiers by keyed hashes: nothing in it can be read or guessed at without the
ledger's secret. It is authenticated; what is torn, foreign, or of another version of this gate is dropped.
"""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

import msgspec
import numpy as np

from publish.checks import memory
from publish.checks.context import CheckContext, Kept
from publish.checks.wanted import Entries, meanings
from publish.text import fold, squeeze, unfold

_LIBRARIES = ("pypdf", "pillow", "tinytag", "ahocorasick-rs")

Hashes = np.ndarray[tuple[int], np.dtype[np.uint64]]


class _State(msgspec.Struct, frozen=True, array_like=True):
    """Version of the gate; place → digest of a clean file; hashes of those it was searched for."""

    version: str
    files: dict[str, str]
    identifiers: bytes


class Memory:
    """The last check's findings, and this one's."""

    def __init__(self, context: CheckContext, entries: Entries) -> None:
        self._kept, self._version = context.kept, _version(context.words) if context.kept else ""
        self._hashes, self._owners = _hashes(entries, context.kept.key if context.kept else b"")
        state = None if context.full else _opened(self._kept, self._version)
        self._files = state.files if state else {}
        self._before: Hashes = np.frombuffer(state.identifiers if state else b"", np.uint64)
        self._clean: dict[str, str] = {}

    def knows(self, place: str, digest: str) -> bool:
        """Whether a file was found clean as it is now."""
        return self._files.get(place) == digest

    def new(self, entries: Entries) -> Entries:
        """Whoever was not searched for in the files that were found clean."""
        fresh = self._owners[~np.isin(self._hashes, self._before)]
        keys = list(entries)
        return {keys[at]: entries[keys[at]] for at in np.unique(fresh).tolist()}

    def keep(self, place: str, digest: str) -> None:
        """A file was found clean for everyone wanted."""
        self._clean[place] = digest

    def save(self) -> None:
        """Replace what was kept; readable by its owner alone, whole or not at all."""
        if not self._kept:
            return
        state = _State(self._version, self._clean, np.unique(self._hashes).tobytes())
        memory.save(self._kept, state)


def _opened(kept: Kept | None, version: str) -> _State | None:
    """What was kept, if it is of this version."""
    state = memory.opened(kept, _State) if kept else None
    return state if state and state.version == version else None


def _hashes(entries: Entries, key: bytes) -> tuple[Hashes, Hashes]:
    """The keyed hash of each thing an identifier is looked for in, and which identifier it is."""
    places = {value: at for at, value in enumerate(entries)}
    pairs = [(places[value], _hash(key, value, meaning)) for value, meaning in meanings(entries)]
    both = np.array(pairs, np.uint64).reshape(-1, 2)
    return both[:, 1], both[:, 0]


def _hash(key: bytes, value: str, meaning: str) -> int:
    text = f"{value}\0{meaning}".encode("utf-8", "replace")
    return int.from_bytes(hashlib.blake2b(text, digest_size=8, key=key[:64]).digest())


def _version(words: Iterable[str]) -> str:
    """Hash of all that decides what is found: this gate, its libraries, the words names are cut from."""
    found = hashlib.sha256("\0".join(sorted(words)).encode())
    ours = sorted(Path(__file__).parent.rglob("*.py"))
    for path in (*ours, *(Path(str(module.__file__)) for module in (fold, squeeze, unfold))):
        found.update(path.read_bytes())
    found.update(" ".join([platform.python_version(), *map(metadata.version, _LIBRARIES)]).encode())
    return found.hexdigest()
