"""Published bytes as a reader would see them."""

from __future__ import annotations

import csv
import html
import io
import re
import zipfile
from pathlib import Path
from urllib.parse import unquote

TEXTUAL = {".html", ".xml", ".json", ".txt", ".csv", ".jsonl", ".css", ".js", ".svg", ".ics", ".opml", ".xsl"}
ZIPPED = {".docx", ".zip"}
_TAG = re.compile(r"<[^<>]*>")
_VALUE = re.compile(r"""=\s*(?:"[^"]*"|'[^']*')""")
_MARKUP = {".html", ".xml", ".svg", ".opml", ".xsl"}
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")


def texts(path: Path) -> list[str]:
    """The readings of a file: what a person reads, and what stands inside its tags.

    A file of a kind this gate cannot read raises `ValueError`: the gate fails shut.
    """
    return readings(path.suffix, path.read_bytes())


def records(path: Path) -> list[list[str]]:
    """The readings of each record of a file, where a line or a row of it is one; of any other, `texts`."""
    if path.suffix == ".jsonl":
        return [[_resolved(line)] for line in path.read_text("utf-8").split("\n")]
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return [[_resolved("\n".join(row))] for row in csv.reader(file)]
    return [texts(path)]


def readings(suffix: str, data: bytes) -> list[str]:
    """`texts` for bytes in hand."""
    if suffix in ZIPPED:
        return _zip(data)
    if suffix not in TEXTUAL:
        raise ValueError(suffix)
    written = data.decode("utf-8")
    if suffix not in _MARKUP:
        return [_resolved(written)]
    inside = " ".join(_VALUE.findall(written))
    return [_resolved(_TAG.sub("", written)), _resolved(inside)]


def _resolved(text: str) -> str:
    """Entities, percent signs and \\u escapes read as what they stand for."""
    if "\\u" in text:
        text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    return html.unescape(unquote(text))


def _zip(data: bytes) -> list[str]:
    found: list[str] = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            inner = Path(name).suffix
            found.append(name)
            if inner in TEXTUAL or inner in (".rels", ".vml"):
                found += readings(".xml", archive.read(name))
    return found
