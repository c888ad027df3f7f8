"""Parquet: tables packed column by column."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from publish.checks.readers.base import Example, Found, Text, UnreadableError, ascii_runs, joined

NAME = "Parquet"
SUFFIXES = (".parquet",)
READS = (
    "every value of every column, each row as a record of its own; names, the file's own notes, plain runs "
    "of its bytes. Not what a reader of the format passes over"
)


def examples() -> Iterator[Example]:
    yield Example(_packed({"a": ["张鹤鸣", "x"], "b": [13900001234, 1]}), ("张鹤鸣", "13900001234"))
    yield Example(_packed({"a": [[{"note": "张鹤鸣"}]]}), ("张鹤鸣",))
    yield Example(_packed({"a": ["x"]}, {"author": "张鹤鸣"}), ("张鹤鸣",))
    yield Example(_packed({"a": ["139"], "b": ["00001234"]}), ("00001234",), ("13900001234",))


def read(data: bytes) -> Found:
    yield Text(ascii_runs(data), "Parquet")
    try:
        yield from _read(data)
    except Exception:  # whatever a damaged file makes the library raise
        raise UnreadableError("Parquet") from None


def _read(data: bytes) -> Found:
    import pyarrow.parquet as pq  # takes long to import

    file = pq.ParquetFile(io.BytesIO(data))
    notes = {**(file.schema_arrow.metadata or {}), **(file.metadata.metadata or {})}
    words = (each.decode("utf-8", "replace") for pair in notes.items() for each in pair)
    yield Text(joined(iter([*file.schema.names, *words])), "Parquet")
    for batch in file.iter_batches(batch_size=1000, use_threads=False):
        for row in batch.to_pylist():
            yield Text(joined(_values(row)), record=True)


def _values(found: Any) -> Iterator[str]:
    if isinstance(found, dict):
        yield from _values(list(found.values()))
    elif isinstance(found, list):
        for each in found:
            yield from _values(each)
    elif isinstance(found, bytes):
        yield found.decode("utf-8", "replace")
    elif found is not None:
        yield str(found)


def _packed(columns: dict[str, list[Any]], notes: dict[str, str] | None = None) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    made = io.BytesIO()
    pq.write_table(pa.table(columns).replace_schema_metadata(notes), made, compression="zstd")
    return made.getvalue()
