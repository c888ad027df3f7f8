"""Tables as text: cells by commas or tabs."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from functools import partial

from publish.checks.readers.base import Example, Found, Text, UnreadableError, joined, utf8

NAME = "CSV, TSV"
SUFFIXES = (".csv", ".tsv")
READS = "every cell; cells and rows are not joined"


def examples() -> Iterator[Example]:
    yield Example('编号,正文\n1,"电话139\n0000 1234"\n'.encode(), ("13900001234",))
    yield Example(b"139,0000,1234\n139\n00001234\n", ("1234",), ("13900001234",))
    yield Example(b"a\t139\t00001234\n", ("139",), ("13900001234",))


def read(data: bytes) -> Found:
    csv.field_size_limit(sys.maxsize)
    text = utf8(data)
    lines = text.splitlines(keepends=True)
    try:
        tabs = "\t" in (lines[0] if lines else "")
        rows = csv.reader(lines, delimiter="\t" if tabs else ",", strict=True)
        for row in rows:
            yield Text(joined(iter(row)), record=True, line=partial(_line, rows.line_num))
    except csv.Error:
        raise UnreadableError("CSV") from None


def _line(line: int, at: int) -> int:
    """Of a cell of several lines, the last."""
    del at
    return line
