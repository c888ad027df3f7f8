"""The lines of a spreadsheet, a CSV or a JSONL file, as cells by heading."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from publish.errors import StoreError
from publish.store.nodes import nearest
from publish.text.clean import clean

LONGEST_FIELD = 50_000_000  # one CSV field; too long a text is set aside later, by its row
BLOCK = 1 << 20


class Line(msgspec.Struct, frozen=True):
    """One line of the file. `cells` is None where the line could not be read at all."""

    number: int
    cells: dict[str, object] | None


class Source(msgspec.Struct, frozen=True):
    """An opened file, to be gone through more than once. `headings` as they stand; JSONL has none."""

    path: Path
    headings: tuple[str, ...] | None
    lines: Callable[[], Iterator[Line]]


def opened(path: Path, sheet: str | None = None) -> Source:
    """Open `path` by its suffix. Raises `StoreError` when it can't be read as such."""
    if path.suffix.lower() not in READERS:
        raise StoreError("IMPORT-002", str(path), allowed="、".join(READERS))
    if not path.is_file():
        raise StoreError("IMPORT-001", str(path))
    return READERS[path.suffix.lower()](path, sheet)


def _workbook(path: Path, sheet: str | None) -> Source:
    try:
        book = CalamineWorkbook.from_path(str(path))
        rows = _chosen(book, path, sheet).to_python(skip_empty_area=False)
    except (CalamineError, OSError, ValueError):
        raise StoreError("IMPORT-003", str(path)) from None
    first = next((i for i, row in enumerate(rows) if any(cell not in ("", None) for cell in row)), None)
    if first is None:
        raise StoreError("IMPORT-006", str(path))
    headings = _headings(rows[first])

    def lines() -> Iterator[Line]:
        for number, row in enumerate(rows[first + 1 :], first + 2):
            yield from _line(number, headings, row)

    return Source(path, headings, lines)


def _chosen(book: CalamineWorkbook, path: Path, sheet: str | None) -> CalamineSheet:
    names = book.sheet_names
    if sheet is not None and sheet not in names:
        raise StoreError("IMPORT-004", str(path), sheet=sheet, nearest=nearest(sheet, names))
    return book.get_sheet_by_name(sheet) if sheet else book.get_sheet_by_index(0)


def _csv(path: Path, _sheet: str | None) -> Source:
    encoding = _encoding(path)
    csv.field_size_limit(LONGEST_FIELD)

    def records() -> Iterator[tuple[int, list[str]]]:
        with path.open(encoding=encoding, newline="") as file:
            reader = csv.reader(file)
            start = 1
            for row in reader:
                if any(row):
                    yield start, row
                start = reader.line_num + 1

    head = next(records(), None)
    if head is None:
        raise StoreError("IMPORT-006", str(path))
    headings = _headings(head[1])

    def lines() -> Iterator[Line]:
        for number, row in records():
            if number > head[0]:
                yield from _line(number, headings, row)

    return Source(path, headings, lines)


def _encoding(path: Path) -> str:
    """UTF-8 (with or without a mark), else UTF-16 with one, else GB18030."""
    with path.open("rb") as file:
        mark = file.read(2)
    candidates = (
        ("utf-16",) if mark in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else ("utf-8-sig", "gb18030")
    )
    for encoding in candidates:
        try:
            with path.open(encoding=encoding) as text:
                while text.read(BLOCK):
                    pass
            return encoding
        except UnicodeError:
            continue
    raise StoreError("IMPORT-005", str(path))


def _jsonl(path: Path, _sheet: str | None) -> Source:
    def lines() -> Iterator[Line]:
        with path.open("rb") as file:
            for number, raw in enumerate(file, 1):
                text = raw.removeprefix(codecs.BOM_UTF8) if number == 1 else raw
                if text.strip():
                    yield Line(number, _object(text))

    return Source(path, None, lines)


def _object(raw: bytes) -> dict[str, object] | None:
    try:
        return {_heading(key): cell for key, cell in msgspec.json.decode(raw, type=dict[str, object]).items()}
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def _line(number: int, headings: Sequence[str], row: Sequence[object]) -> Iterator[Line]:
    if any(cell not in ("", None) for cell in row):
        yield Line(number, dict(zip(headings, row, strict=False)))


def _headings(row: Sequence[object]) -> tuple[str, ...]:
    return tuple(_heading(cell) for cell in row)


def _heading(cell: object) -> str:
    return " ".join(clean(str(cell)).split())


READERS: dict[str, Callable[[Path, str | None], Source]] = {
    ".xlsx": _workbook,
    ".csv": _csv,
    ".jsonl": _jsonl,
}
"""Suffix → reader."""
