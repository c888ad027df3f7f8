"""Real texts to write into: shared/data beside the checkout, else the demonstration's own."""

from __future__ import annotations

from pathlib import Path

import msgspec

from bench.anonymise.gold import read
from bench.anonymise.model import Mark, Piece

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "data"
DEMONSTRATION = ROOT / "demo" / "gold.jsonl"


class Carrier(msgspec.Struct, frozen=True):
    """A citizen's text and, where there is one, the office's reply. `annotated`: its marks are known."""

    appeal: Piece
    reply: Piece | None
    annotated: bool


def load(data: Path | None = None) -> list[Carrier]:
    """Every carrier found; annotated ones first."""
    folder = data or SHARED
    annotated = folder / "pii" / "complaints_dev_150.jsonl"
    carriers = _annotated(annotated) if annotated.is_file() else _demonstration()
    messages = folder / "messages"
    carriers += _plain(messages / "messages_600.jsonl", "留言详情", "答复意见")
    return carriers + _plain(messages / "hangzhou_150.jsonl", "content", "")


def _annotated(path: Path) -> list[Carrier]:
    """The longest text of a record is the appeal, the text of its reply the reply."""
    found = []
    for sample in read(path):
        quiet = {name: _quiet(piece) for name, piece in sample.texts.items()}
        reply = quiet.pop("答复意见", None) or quiet.pop("result", None)
        found.append(Carrier(max(quiet.values(), key=lambda piece: len(piece.text)), reply, True))
    return found


def _demonstration() -> list[Carrier]:
    return _annotated(DEMONSTRATION) if DEMONSTRATION.is_file() else []


def _quiet(piece: Piece) -> Piece:
    """What the text already says isn't scored in a filled set; it only isn't over-masking."""
    marks = (Mark(mark.start, mark.end, mark.kind, scored=False) for mark in piece.marks)
    return Piece(piece.text, tuple(marks))


def _plain(path: Path, appeal: str, reply: str) -> list[Carrier]:
    if not path.is_file():
        return []
    rows = map(msgspec.json.decode, path.read_bytes().splitlines())
    return [Carrier(Piece(row[appeal]), Piece(row[reply]) if row.get(reply) else None, False) for row in rows]
