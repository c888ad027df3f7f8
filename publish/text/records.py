"""Records of content/ as files: indented JSON that a person can read and compare line by line.

A public text with line breaks is written as the list of its lines, so that a change shows in the
line it was made in. `decode(type(x), encode(x)) == x` for every record.
"""

from __future__ import annotations

import types
import typing
from functools import cache
from typing import Any, TypeVar

import msgspec

from publish.model.published import (
    Directory,
    MonthStatistics,
    Published,
    PublishedCall,
    PublishedCase,
    PublishedDossier,
    PublishedEpisode,
    PublishedPolicy,
    PublishedRevisions,
    PublishedSets,
    PublishedSurvey,
    PublishedWithdrawal,
    Quarter,
)
from publish.model.texts import PublicText

P = TypeVar("P", bound=Published)

FOLDERS: dict[str, type[Published]] = {
    "cases": PublishedCase, "episodes": PublishedEpisode, "dossiers": PublishedDossier,
    "policies": PublishedPolicy, "calls": PublishedCall, "surveys": PublishedSurvey,
    "statistics": MonthStatistics, "withdrawn": PublishedWithdrawal, "revisions": PublishedRevisions,
    "quarters": Quarter, "sets": PublishedSets,
}  # fmt: skip
"""Folder of content/ → the type of the records in it."""

DIRECTORY = "directory.json"


def encode(record: Published) -> bytes:
    """The record as UTF-8 JSON: fields as declared, maps by key, defaults left out, one newline last."""
    plain = msgspec.to_builtins(record, order="deterministic")
    _texts(plain, _shape(type(record)), _split)
    return msgspec.json.format(msgspec.json.encode(plain), indent=2) + b"\n"


def decode(kind: type[P], data: bytes) -> P:
    """The record `encode` wrote. Raises `msgspec.MsgspecError` when it is torn or not of that type."""
    plain = msgspec.json.decode(data)
    if isinstance(plain, dict):
        _texts(plain, _shape(kind), _join)
    return msgspec.convert(plain, kind)


NAMED: dict[type[Published], str] = {
    MonthStatistics: "month", Quarter: "quarter", PublishedWithdrawal: "number", PublishedRevisions: "number",
}  # fmt: skip
"""Types whose files are named by another field than their slug."""


def texts(record: Published) -> list[str]:
    """Every public text in the record."""
    found: list[str] = []
    _texts(msgspec.to_builtins(record), _shape(type(record)), lambda text: found.append(text or ""))
    return found


def place_of(record: Published) -> str:
    """The record's file below content/: "cases/2022/DC-2022-000139.json"."""
    match record:
        case PublishedCase(number=number):
            return f"cases/{number.split('-')[1]}/{number}.json"
        case PublishedEpisode(programme=programme, number=count):
            return f"episodes/{programme}/{count}.json"
        case Directory():
            return DIRECTORY
    folder = next(name for name, kind in FOLDERS.items() if kind is type(record))
    return f"{folder}/{getattr(record, NAMED.get(type(record), 'slug'))}.json"


# --- where the texts of a type stand ---------------------------------------------------------------

Shape = tuple[tuple[str, ...], tuple[tuple[str, Any], ...]]
"""Names of the fields that are public text; names and shapes of those that hold records."""


@cache
def _shape(kind: type[Published]) -> Shape:
    texts, nested = [], []
    for name, hint in typing.get_type_hints(kind).items():
        parts = _parts(hint)
        if PublicText in parts:
            texts.append(name)
        nested += [(name, _shape(part)) for part in parts if _is_record(part)]
    return tuple(texts), tuple(entry for entry in nested if entry[1] != ((), ()))


def _parts(hint: Any) -> list[Any]:
    if typing.get_origin(hint) in (typing.Union, types.UnionType, tuple):
        return [part for argument in typing.get_args(hint) for part in _parts(argument)]
    return [hint]


def _is_record(part: Any) -> bool:
    return isinstance(part, type) and issubclass(part, Published)


def _texts(plain: dict[str, Any], shape: Shape, change: Any) -> None:
    for name in shape[0]:
        if name in plain:
            plain[name] = change(plain[name])
    for name, inner in shape[1]:
        for entry in plain.get(name) or ():
            if isinstance(entry, dict):
                _texts(entry, inner, change)


def _split(text: str | None) -> str | list[str] | None:
    return text.split("\n") if text and "\n" in text else text


def _join(value: Any) -> Any:
    if isinstance(value, list) and all(isinstance(line, str) for line in value):
        return "\n".join(value)
    return value
