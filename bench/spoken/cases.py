"""The golden cases of figures: written → said, in two files by a seeded draw.

The cases were written and drawn before the rules. Rules are made against development.txt alone; of
held_out.txt nothing is looked at but the figure.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import msgspec

FOLDER = Path(__file__).parents[2] / "tests" / "unit" / "radio" / "golden" / "spoken"
PARTS = ("development", "held_out")
SEED = "huisheng-issue-7"


class Case(msgspec.Struct, frozen=True):
    """`said`: what may be read, ours first; the others are as right."""

    kind: str
    written: str
    said: tuple[str, ...]


def read(part: str) -> tuple[Case, ...]:
    """The cases of one part, in the file's order."""
    return parsed((FOLDER / f"{part}.txt").read_text("utf-8"))


def parsed(text: str) -> tuple[Case, ...]:
    """`# kind` opens a section; a case is 「written → said|also right」."""
    found, kind = [], ""
    for line in text.splitlines():
        if line.startswith("# "):
            kind = line[2:]
        elif line:
            written, said = line.split(" → ")
            found.append(Case(kind, written, tuple(said.split("|"))))
    return tuple(found)


def drawn(written: str) -> str:
    """The part a case belongs to: every third one is held out, by its own digest."""
    digest = sha256(f"{SEED}/{written}".encode()).digest()
    return PARTS[int.from_bytes(digest[:4]) % 3 == 0]
