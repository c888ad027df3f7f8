"""The stand-alone filter: one JSON object a line in, one out, in the same order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, BinaryIO

import msgspec

from publish.anonymise.engine import Anonymiser
from publish.errors import Issue, issue
from publish.model.contract import Party
from publish.model.spans import Flag, Span

_TEXT_COLUMNS = frozenset(Party.__struct_fields__) - {"case_id", "seq", "is_minor", "may_be_named"}


class Outcome(msgspec.Struct, frozen=True):
    """One line out; offsets are code points of the line's input text."""

    id: str | int
    text: str
    spans: tuple[Span, ...]
    flags: tuple[Flag, ...]


class RefusalError(Exception):
    """A line that can't be taken; carries the code of the reason."""

    def __init__(self, code: str, **context: object) -> None:
        self.code, self.context = code, context
        super().__init__(code)


def run(lines: Iterable[bytes], out: BinaryIO, anonymiser: Anonymiser | None = None) -> tuple[Issue, ...]:
    """Anonymise every good line to `out`; returns what is wrong with the others, by line number."""
    engine = anonymiser or Anonymiser()
    refused = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            out.write(_outcome(line, engine) + b"\n")
        except RefusalError as refusal:
            refused.append(issue(refusal.code, f"第 {number} 行", **refusal.context))
    out.flush()
    return tuple(refused)


def _outcome(line: bytes, engine: Anonymiser) -> bytes:
    row = _row(line)
    found = engine.text(row["text"], _parties(row.get("known")))
    return msgspec.json.encode(Outcome(row["id"], found.text, found.spans, found.flags))


def _row(line: bytes) -> dict[str, Any]:
    try:
        row = msgspec.json.decode(line)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise RefusalError("ANONYMISE-003") from None
    if not isinstance(row, dict):
        raise RefusalError("ANONYMISE-003")
    if not isinstance(row.get("text"), str) or not isinstance(row.get("id"), (str, int)):
        raise RefusalError("ANONYMISE-004")
    return row


def _parties(known: object) -> Sequence[Party]:
    if known is None:
        return ()
    if not isinstance(known, list) or not all(isinstance(row, dict) for row in known):
        raise RefusalError("ANONYMISE-005", detail="known")
    return [_party(seq, row) for seq, row in enumerate(known, 1)]


def _party(seq: int, row: dict[str, object]) -> Party:
    """A row of `parties` with any columns; a number where a text belongs is read as the text."""
    plain = {
        key: str(value) if key in _TEXT_COLUMNS and isinstance(value, (int, float)) else value
        for key, value in row.items()
        if key not in ("case_id", "seq") and value is not None
    }
    try:
        return msgspec.convert({"role": "applicant", **plain, "case_id": "", "seq": seq}, Party, strict=False)
    except msgspec.ValidationError as error:
        raise RefusalError("ANONYMISE-005", detail=str(error)) from None
