"""PDF: pages, properties, notes, forms, attachments."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from typing import Any

from publish.checks.readers.base import Example, Found, Part, Text, UnreadableError, ascii_runs, joined

NAME = "PDF"
SUFFIXES = (".pdf",)
READS = (
    "the text of every page, properties and XMP, outlines, notes, form fields, attached files, plain runs of "
    "its bytes. Not what is only drawn as a picture. An encrypted document is refused"
)
_PDF = b"""%%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj
4 0 obj<</Length %d>>stream
%s
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
6 0 obj<</Title(%s)>>endobj
trailer<</Root 1 0 R/Info 6 0 R>>
startxref
0
%%%%EOF
"""


def examples() -> Iterator[Example]:
    yield Example(_pdf(b"BT /F 12 Tf 10 100 Td (139) Tj (00001234) Tj ET", b"x"), ("13900001234",))
    yield Example(_pdf(b"BT /F 12 Tf 10 100 Td (a) Tj ET", "张鹤鸣".encode("utf-16")), ("张鹤鸣",))


def read(data: bytes) -> Found:
    yield Text(ascii_runs(data), "PDF")
    try:
        yield from _read(data)
    except Exception:  # whatever a damaged file makes the library raise, it can't be read
        raise UnreadableError("PDF") from None


def _read(data: bytes) -> Found:
    import pypdf  # takes long to import, and few sites have one

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    document = pypdf.PdfReader(io.BytesIO(data))
    if document.is_encrypted:
        raise UnreadableError("PDF")
    for number, page in enumerate(document.pages, 1):
        yield Text(page.extract_text(), f"第 {number} 页")
    yield Text(joined(_strings(document)), "PDF 对象")
    for name, versions in document.attachments.items():
        yield from (Part(name, bytes(version)) for version in versions)


def _strings(document: Any) -> Iterator[str]:
    """Every string of every object: properties, notes, fields, titles, addresses; and XMP."""
    for table in (*document.xref.values(), document.xref_objStm):
        for number in table:
            found: Any = document.get_object(number) if isinstance(number, int) else None
            yield from _within(found)
            if getattr(found, "get", None) and found.get("/Type") == "/Metadata":
                yield found.get_data().decode("utf-8", "replace")
    yield from _within(document.trailer.get("/Info"))


def _within(found: Any) -> Iterator[str]:
    if isinstance(found, str):
        yield found
    elif isinstance(found, bytes):
        yield found.decode("utf-8", "replace")
    elif isinstance(found, dict):
        for value in found.values():
            yield from _within(value)
    elif isinstance(found, list):
        for value in found:
            yield from _within(value)


def _pdf(content: bytes, title: bytes) -> bytes:
    return _PDF % (len(content), content, title)
