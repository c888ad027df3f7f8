"""HTML, XML, JSON and CSV are well-formed."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from xml.parsers import expat

from lxml import etree

from publish.checks.looked import Fault

# libxml2's HTML parser knows HTML 4: elements that came later are no fault of the page.
_UNKNOWN_ELEMENT = etree.ErrorTypes.HTML_UNKNOWN_TAG
XML = (".xml", ".svg", ".xsl", ".opml")


def parsed(data: bytes) -> tuple[etree._Element | None, tuple[Fault, ...]]:
    """A page as a browser takes it, None where there is nothing in it, and what is wrong with it."""
    parser = etree.HTMLParser(recover=True, encoding="utf-8")
    tree = etree.fromstring(data, parser)
    faults = (
        Fault("CHECK-005", error.line, {"detail": error.type_name})
        for error in parser.error_log
        if error.type != _UNKNOWN_ELEMENT
    )
    return tree, tuple(faults)


def xml(data: bytes) -> Iterator[Fault]:
    """Feeds, sitemaps, drawings."""
    try:
        expat.ParserCreate().Parse(data, True)
    except expat.ExpatError as error:
        yield Fault("CHECK-005", error.lineno, {"detail": expat.ErrorString(error.code)})


def data(suffix: str, given: bytes) -> Iterator[Fault]:
    """JSON as one value, or one a line; a table with as many cells in every row."""
    try:
        for _ in READERS[suffix](given.decode("utf-8-sig")):
            pass
    except (ValueError, csv.Error) as error:
        yield Fault("CHECK-005", 0, {"detail": type(error).__name__})


def _lines(text: str) -> Iterator[object]:
    """A file without a line is a table without a row."""
    return map(json.loads, text.removesuffix("\n").split("\n") if text else ())


def _rows(text: str) -> Iterator[object]:
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    width = len(next(rows, ()))
    for row in rows:
        if len(row) != width:
            raise ValueError(len(row))
        yield row


READERS: dict[str, Callable[[str], Iterable[object]]] = {
    ".json": lambda text: [json.loads(text)], ".jsonld": lambda text: [json.loads(text)],
    ".jsonl": _lines, ".csv": _rows,
}  # fmt: skip
