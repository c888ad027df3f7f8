"""Annotated sets: gold.jsonl, one text with spans a line, and NER sets with labels of persons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from bench.anonymise.model import Mark, Piece, Sample

PERSONS = frozenset(("name", "NAME", "PER.NAM", "PER", "PERSON", "nr"))
"""Labels of NER sets that mean a named person; the other labels aren't scored."""

DOORS = frozenset(("roadno", "subroadno", "roomno", "houseno", "cellno", "floorno"))
NAMES = frozenset(("PERSON", "PERSON_OFFICIAL", "PERSON_PARTIAL"))
"""Claims that can be wrong in a NER set; nicknames, numbers and firms aren't annotated there."""

PLACES = frozenset(("prov", "city", "district", "town", "road"))


def files(path: Path) -> list[Path]:
    """The file, or every .jsonl below the folder."""
    return sorted(path.rglob("*.jsonl")) if path.is_dir() else [path]


def read(path: Path) -> list[Sample]:
    """Every line of `path` that is annotated in one of the three forms."""
    rows = (msgspec.json.decode(line) for line in path.read_bytes().splitlines() if line.strip())
    return [sample for number, row in enumerate(rows) if (sample := _sample(row, number))]


def _sample(row: Any, number: int) -> Sample | None:
    key = str(row.get("id", number)) if isinstance(row, dict) else ""
    if not isinstance(row, dict):
        return None
    if "fields" in row:
        return Sample(
            id=key,
            texts={name: _piece(field["text"], field["spans"]) for name, field in row["fields"].items()},
        )
    if "text" in row and "spans" in row:
        return Sample(id=key, texts={"text": _piece(row["text"], row["spans"])})
    if "text" in row and "entities" in row:
        return Sample(
            id=key, claims=NAMES, texts={"text": Piece(row["text"], tuple(_entities(row["entities"])))}
        )
    return None


def _piece(text: str, spans: Iterable[dict[str, Any]]) -> Piece:
    return Piece(text, tuple(sorted(Mark(span["start"], span["end"], span["kind"]) for span in spans)))


def _entities(entities: Iterable[dict[str, Any]]) -> Iterator[Mark]:
    """Persons and doors are to be masked, divisions and roads to stay; what else is named is neutral."""
    for one in entities:
        label = str(one["label"])
        yield Mark(one["start"], one["end"], _kind(label), label)


def _kind(label: str) -> str:
    if label in PERSONS:
        return "PERSON"
    return "ADDRESS_DOOR" if label in DOORS else "PUBLIC_PLACE" if label in PLACES else "OTHER"
