"""HTML and XML are well-formed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

from lxml import etree

from publish.checks.context import CheckContext, files, place
from publish.errors import Issue, issue

# libxml2's HTML parser knows HTML 4: elements that came later are no fault of the page.
_UNKNOWN_ELEMENT = etree.ErrorTypes.HTML_UNKNOWN_TAG


def check(context: CheckContext) -> Iterator[Issue]:
    """Every page, feed, sitemap and drawing."""
    for path in files(context.output, ".html"):
        yield from _html(context.output, path)
    for path in files(context.output, ".xml", ".svg", ".xsl", ".opml"):
        yield from _xml(context.output, path)


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
