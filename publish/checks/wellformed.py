"""HTML, XML, JSON and CSV are well-formed."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from xml.parsers import expat

from lxml import etree

from publish.checks.context import CheckContext, files, place
from publish.errors import Issue, issue

# libxml2's HTML parser knows HTML 4: elements that came later are no fault of the page.
_UNKNOWN_ELEMENT = etree.ErrorTypes.HTML_UNKNOWN_TAG


def check(context: CheckContext) -> Iterator[Issue]:
    """Every page, feed, sitemap, drawing and data file."""
    for path in files(context.output, ".html"):
        yield from _html(context.output, path)
    for path in files(context.output, ".xml", ".svg", ".xsl", ".opml"):
        yield from _xml(context.output, path)
    for path in files(context.output, *READERS):
        yield from _data(context.output, path)


def _data(root: Path, path: Path) -> Iterator[Issue]:
    """JSON as one value, or one a line; a table with as many cells in every row."""
    try:
        for _ in READERS[path.suffix](path.read_text("utf-8-sig")):
            pass
    except (ValueError, csv.Error) as error:
        yield issue("CHECK-005", place(root, path), detail=type(error).__name__)


def _lines(text: str) -> Iterator[object]:
    return map(json.loads, text.removesuffix("\n").split("\n"))


def _rows(text: str) -> Iterator[object]:
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    width = len(next(rows, ()))
    for row in rows:
        if len(row) != width:
            raise ValueError(len(row))
        yield row


READERS: dict[str, Callable[[str], Iterable[object]]] = {
    ".json": lambda text: [json.loads(text)], ".jsonl": _lines, ".csv": _rows,
}  # fmt: skip


def _html(root: Path, path: Path) -> Iterator[Issue]:
    parser = etree.HTMLParser(recover=True, encoding="utf-8")
    etree.fromstring(path.read_bytes(), parser)
    for error in parser.error_log:
        if error.type != _UNKNOWN_ELEMENT:
            yield issue("CHECK-005", place(root, path, error.line), detail=error.type_name)


def _xml(root: Path, path: Path) -> Iterator[Issue]:
    try:
        expat.ParserCreate().Parse(path.read_bytes(), True)
    except expat.ExpatError as error:
        detail = expat.ErrorString(error.code)
        yield issue("CHECK-005", place(root, path, error.lineno), detail=detail)
