"""ZIP and what is made of it: Word, spreadsheets, slides, OpenDocument, EPUB."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

from publish.checks.readers.base import LARGEST, Example, Found, Part, Text, UnreadableError, ascii_runs, utf8
from publish.text.squeeze import BORDER
from publish.text.unfold import TAG, entities

NAME = "ZIP, Word, Excel, PowerPoint, OpenDocument, EPUB"
SUFFIXES = (".zip", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".epub")
READS = (
    "every file inside, with its name; properties, comments, hidden sheets, notes; in documents, runs of one "
    "paragraph are joined, paragraphs and cells are not. An encrypted archive is refused"
)
_OFFICE = re.compile(r"(?:word|xl|ppt|docProps|customXml)/.*\.xml$|(?:content|styles|meta)\.xml$")
_PARTS = frozenset(
    re.findall(
        r"[\w-]+",
        "p tc tr tbl sectPr si c row comment h table-cell table-row list-item title creator lastModifiedBy"
        " author description keywords subject category lpwstr property text",
    )
)
"""Elements of the office formats between which nothing is joined; the runs of a paragraph are."""


def examples() -> Iterator[Example]:
    yield Example(_zip("a/张鹤鸣.txt", "x"), ("张鹤鸣",))
    yield Example(_zip("a.zip", _zip("b.txt", "13900001234")), ("13900001234",))
    document = (
        "<w:p><w:r><w:t>张鹤</w:t></w:r><w:r><w:t>鸣</w:t></w:r></w:p><w:p>1390000</w:p><w:p>1234</w:p>"
    )
    yield Example(_zip("word/document.xml", document), ("张鹤鸣",), ("13900001234",))
    yield Example(_zip("docProps/core.xml", "<dc:creator>张鹤鸣</dc:creator>"), ("张鹤鸣",))
    cells = "<row><c><v>139</v></c><c><v>00001234</v></c><c><v>13900001234</v></c></row>"
    yield Example(_zip("xl/worksheets/sheet1.xml", cells), ("00001234", "13900001234"), ("13900001234139",))


def read(data: bytes) -> Found:
    yield Text(ascii_runs(data), "ZIP")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(each.file_size for each in archive.infolist()) > LARGEST:
                raise UnreadableError("ZIP")
            for each in archive.infolist():
                yield Text(f"{each.filename}{BORDER}{each.comment.decode('utf-8', 'replace')}", "ZIP")
                if not each.is_dir():
                    yield from _member(each.filename, archive.read(each))
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError):
        raise UnreadableError("ZIP") from None


def _member(name: str, data: bytes) -> Found:
    if _OFFICE.search(name):
        source = utf8(data)
        yield Text(entities(TAG.sub(_parted, source)), name)
        yield Text(entities(BORDER.join(found[0][1:-1] for found in TAG.finditer(source))), name)
    else:
        yield Part(name, data)


def _parted(found: re.Match[str]) -> str:
    return BORDER if (found[2] or "").rpartition(":")[2] in _PARTS else ""


def _zip(name: str, content: str | bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
