"""Cases as Parquet (Apache Parquet 2.6), typed: days are days, times are times with their zone.

The public number stands plain in the file, packed by nothing, so that whoever looks for a number in the bytes
finds it (`release/erasure.py`). The rest is packed by Zstandard. The same cases make the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from io import BytesIO
from typing import IO, Any

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from publish.site.open_case import OpenCase
from publish.site.open_words import TYPES

pa.set_memory_pool(pa.system_memory_pool())  # Arrow's own holds back more than a month of cases takes

NUMBER = "number"
STEP = pa.struct(
    [
        ("kind", pa.string()), ("at", pa.timestamp("ms", "+08:00")), ("workday", pa.int32()),
        ("unit", pa.string()), ("unit_level", pa.string()), ("note", pa.string()),
    ]
)  # fmt: skip
KINDS = {
    "string": pa.string(), "date": pa.date32(), "datetime": pa.timestamp("ms", "+08:00"),
    "integer": pa.int32(), "boolean": pa.bool_(), "list": pa.list_(pa.string()), "steps": pa.list_(STEP),
}  # fmt: skip
READ = ("date", "datetime")
"""What is given as text, and read by Arrow."""


def packed(cases: Iterable[OpenCase]) -> bytes:
    """The cases as one file, in their order."""
    made = BytesIO()
    write([cases], made)
    return made.getvalue()


def write(groups: Iterable[Iterable[OpenCase]], file: IO[bytes]) -> None:
    """The cases of all groups as one file; no more than a group is in memory at once."""
    with pq.ParquetWriter(file, _schema(), **_ways()) as writer:
        for cases in groups:
            writer.write_table(_table(cases))


def _table(cases: Iterable[OpenCase]) -> pa.Table:
    columns: list[Sequence[Any]] = list(zip(*map(msgspec.structs.astuple, cases), strict=True))
    schema = _schema()
    held = columns or [()] * len(schema)
    arrays = [_array(field, column) for field, column in zip(schema, held, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)


def _array(field: pa.Field, column: Sequence[Any]) -> pa.Array:
    kind = TYPES[field.name]
    if kind in READ:
        return pa.array(column, pa.string()).cast(field.type)
    if kind == "steps":
        column = [[msgspec.structs.asdict(step) for step in steps] for steps in column]
    return pa.array(column, field.type)


@cache
def _schema() -> pa.Schema:
    return pa.schema([pa.field(name, KINDS[TYPES[name]], name != NUMBER) for name in TYPES])


@cache
def _ways() -> dict[str, Any]:
    """How each column is written."""
    leaves = [leaf for name in TYPES for leaf in _leaves(name)]
    return {
        "version": "2.6",
        "compression": {leaf: "NONE" if leaf == NUMBER else "ZSTD" for leaf in leaves},
        "use_dictionary": [leaf for leaf in leaves if leaf != NUMBER],
        "column_encoding": {NUMBER: "PLAIN"},
    }


def _leaves(name: str) -> list[str]:
    """A column's places in the file."""
    match TYPES[name]:
        case "list":
            return [f"{name}.list.element"]
        case "steps":
            return [f"{name}.list.element.{field.name}" for field in STEP]
        case _:
            return [name]
