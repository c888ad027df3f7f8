"""What a build remembers for the next one: every input as it was, and what was read of it.

It lies beside output/ (`.publish-<name of the folder>.memory`), sealed with its SHA-256 and bound to the
manifest of the same build. What is missing, torn, of another version or of another manifest is not
trusted, and the next build does everything anew. It is taken away before the first file is written, so
that a killed build leaves none.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

from publish.model.published import (
    Directory,
    MonthStatistics,
    PublishedCall,
    PublishedDossier,
    PublishedEpisode,
    PublishedPolicy,
    PublishedSurvey,
)
from publish.site.kept import Kept
from publish.site.keys import CaseKey
from publish.site.prose import ProsePage
from publish.text import files

SIZE = hashlib.sha256().digest_size


class Memory(msgspec.Struct, frozen=True, array_like=True, kw_only=True):
    """Every input by its name; `basis` is what all pages depend on: settings, programs, their versions."""

    basis: str
    directory: Kept[Directory]
    cases: dict[str, Kept[CaseKey]]
    episodes: dict[str, Kept[PublishedEpisode]]
    dossiers: dict[str, Kept[PublishedDossier]]
    policies: dict[str, Kept[PublishedPolicy]]
    calls: dict[str, Kept[PublishedCall]]
    surveys: dict[str, Kept[PublishedSurvey]]
    statistics: dict[str, Kept[MonthStatistics]]
    prose: dict[str, Kept[ProsePage]]
    theme: dict[str, Kept[None]]
    programs: dict[str, Kept[None]]
    layouts: dict[str, tuple[str, ...]]  # template → all templates it needs


def place(output: Path) -> Path:
    """Where the memory of this output folder lies."""
    return output.parent / f".publish-{output.name}.memory"


def load(output: Path, manifest: bytes) -> Memory | None:
    """The memory bound to a manifest with this digest, or None where there is none to be trusted."""
    try:
        data = place(output).read_bytes()
    except OSError:
        return None
    seal, body = data[:SIZE], data[SIZE:]
    if hashlib.sha256(manifest + body).digest() != seal:
        return None
    try:
        return msgspec.msgpack.decode(body, type=Memory)
    except msgspec.MsgspecError:  # of another version
        return None


def save(output: Path, manifest: bytes, memory: Memory) -> None:
    """Write the memory, whole or not at all."""
    body = msgspec.msgpack.encode(memory)
    files.write(place(output), hashlib.sha256(manifest + body).digest() + body)


def forget(output: Path) -> None:
    """From now on, until the next `save`, everything would be done anew."""
    place(output).unlink(missing_ok=True)
