"""A third party's proof: needs no settings, no store and no ledger."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar
from urllib.parse import unquote

from publish.errors import UsageError
from publish.release.proof import note, shards, statement
from publish.release.proof import verify as proof
from publish.release.proof.reader import reader
from publish.stages.report import Report
from publish.text import files

T = TypeVar("T")
LONGEST = 1 << 20
"""Bytes of a file that is given."""


def verify(
    place: str,
    page: str | None = None,
    key: Path | None = None,
    since: Path | None = None,
    save: Path | None = None,
) -> Report:
    """Verify a folder or a web address, or one page of it. `key`: a file with the office's public key;
    `since`: a checkpoint saved before; `save`: where this one is kept, unless something is wrong. Raises
    `UsageError` PROOF-040, PROOF-047, PROOF-007."""
    believed, seen = _given(key, note.key), _given(since, _checkpoint)
    found = proof.verify(reader(place), believed, seen, None if page is None else _page(page, place))
    if save and found.checkpoint and not found.issues:
        files.write(save, found.checkpoint)
        found.said.append(f"检查点已存到 {save}，下次用 --since 比对")
    return Report(
        verb="verify",
        counts=found.counts,
        issues=tuple(found.issues),
        notices=tuple(found.notices),
        said=tuple(found.said),
    )


def _page(page: str, place: str) -> str:
    """The path of a page below the site, from a path or a whole address."""
    path = unquote(page.removeprefix(place).split("#")[0].split("?")[0]).lstrip("/")
    if not path or path.endswith("/"):
        path += "index.html"
    if not shards.safe(path):
        raise UsageError("PROOF-007", page)
    return path


def _checkpoint(text: str) -> bytes:
    statement.checkpoint(note.parse(text.encode()).text)
    return text.encode()


def _given(path: Path | None, form: Callable[[str], T]) -> T | None:
    """What a file holds, taken apart; None where no file was given."""
    if path is None:
        return None
    try:
        return form(_text(path))
    except note.MalformedError:
        raise UsageError("PROOF-047", str(path)) from None


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(LONGEST).decode()
    except (OSError, UnicodeDecodeError):
        raise UsageError("PROOF-047", str(path)) from None
