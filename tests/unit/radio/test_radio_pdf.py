"""The script as PDF: its font inside, nothing missing, structure for a screen reader, always the same."""

from __future__ import annotations

import hashlib
import io
import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import msgspec
import pypdf
import pytest
from radio_invented import CASES, DIRECTORY, POLICIES, ZHOUWU

from publish.errors import PublishError
from publish.radio.formats import pdf
from publish.radio.packing import pack
from publish.radio.programme import named
from tests import browser

if not browser.chinese_fonts() & set(pdf.FAMILIES):
    pytest.skip("没有能嵌进 PDF 的中文字体：PDF 测试跳过", allow_module_level=True)

PACK = pack(ZHOUWU, CASES, named("zhouwu"), DIRECTORY, POLICIES)
HEADINGS = ("/H1", "/H2", "/H3", "/H4")


@pytest.fixture(scope="module")
def made() -> bytes:
    return pdf.render(PACK)


@pytest.fixture(scope="module")
def document(made: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(made))


def elements(held: Any) -> Iterator[Any]:
    """The elements of the structure tree, in reading order."""
    held = held.get_object()
    if isinstance(held, list):
        for each in held:
            yield from elements(each)
    elif isinstance(held, dict):
        if "/S" in held:
            yield held
        if "/K" in held:
            yield from elements(held["/K"])


def squeezed(text: str) -> str:
    """Without blanks and pinyin, which stands before its character."""
    return re.sub(r"\s|[a-zāáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜüńňǹḿ]", "", text)


def test_the_same_pack_makes_the_same_bytes_in_another_process(made: bytes) -> None:
    again = "import test_radio_pdf as t, hashlib; print(hashlib.sha256(t.pdf.render(t.PACK)).hexdigest())"
    paths = [path for path in sys.path if path]
    found = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path[:0] = {paths!r}; {again}"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert found.stdout.strip() == hashlib.sha256(made).hexdigest()


def test_every_font_is_embedded_and_cut_down(document: pypdf.PdfReader) -> None:
    fonts = {
        str(font["/BaseFont"]): font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        for page in document.pages
        for font in (one.get_object() for one in page["/Resources"]["/Font"].values())
    }
    assert fonts
    for name, descriptor in fonts.items():
        assert re.match(r"/[A-Z]{6}\+", name)
        assert {"/FontFile2", "/FontFile3"} & set(descriptor)


def test_every_sentence_and_time_is_text_that_can_be_found(document: pypdf.PdfReader) -> None:
    text = squeezed("".join(page.extract_text() for page in document.pages))
    for item in PACK.items:
        assert f"{item.starts_at:%H:%M:%S}" in text
        for line in (line for part in item.parts for line in part.sentences):
            parts = re.split(r"[a-zA-Z]+", line.text)
            for mark in line.marks:
                if mark.kind == "figure":
                    parts = [piece for one in parts for piece in one.split(line.text[mark.start : mark.end])]
            assert all(squeezed(piece) in text for piece in parts), line.text


def test_it_says_its_language_its_title_and_that_it_is_tagged(document: pypdf.PdfReader) -> None:
    root = document.trailer["/Root"]
    assert root["/Lang"] == "zh-CN"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "《周五面对面》第12期" in document.metadata.title
    assert b'pdfuaid:part="1"' in root["/Metadata"].get_data()
    assert all(page["/Tabs"] == "/S" for page in document.pages)


def test_its_structure_has_headings_in_order_tables_with_heads_and_nothing_loose(
    document: pypdf.PdfReader,
) -> None:
    tree = list(elements(document.trailer["/Root"]["/StructTreeRoot"]))
    levels = [HEADINGS.index(one["/S"]) + 1 for one in tree if one["/S"] in HEADINGS]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert len(levels) > len(PACK.items)
    heads = {str(one["/ID"]) for one in tree if one["/S"] == "/TH"}
    cells = [one for one in tree if one["/S"] == "/TD"]
    assert len(heads) == 9 + len(PACK.items)
    assert len(cells) == 8 * len(PACK.items)
    for cell in cells:
        told = {str(name) for attribute in _attributes(cell) for name in attribute.get("/Headers", ())}
        assert told
        assert told <= heads
    assert {"/Table", "/TR", "/TD", "/P", "/L", "/LI"} <= {one["/S"] for one in tree}


def _attributes(element: Any) -> list[Any]:
    held = element.get("/A", [])
    held = held.get_object()
    return [one.get_object() for one in held] if isinstance(held, list) else [held]


def test_what_is_painted_is_tagged_or_an_artifact(document: pypdf.PdfReader) -> None:
    """Text outside a marked content would be read by nobody, or twice."""
    for page in document.pages:
        depth = 0
        for _, operator in pypdf.generic.ContentStream(page.get_contents(), document).operations:
            if operator in (b"BDC", b"BMC"):
                depth += 1
            elif operator == b"EMC":
                depth -= 1
            elif operator in (b"Tj", b"TJ"):
                assert depth > 0
        assert depth == 0


def test_the_times_inside_are_the_ledgers(document: pypdf.PdfReader) -> None:
    assert document.metadata.creation_date == DIRECTORY.now
    assert document.metadata.modification_date == DIRECTORY.now


def test_a_machine_without_a_chinese_font_is_told_so_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "FAMILIES", ("No Such Font",))
    with pytest.raises(PublishError, match="RADIO-031") as caught:
        pdf.render(PACK)
    assert "\n" not in str(caught.value)
    assert "No Such Font" in str(caught.value)


@pytest.mark.parametrize("strange", ["\ue123", "\U0001f980", "\u1f00"])
def test_a_character_no_font_has_is_named_and_nothing_is_written(strange: str) -> None:
    header = msgspec.structs.replace(PACK.header, title=f"缺字{strange}")
    with pytest.raises(PublishError, match=r"RADIO-032.*U\+"):
        pdf.render(msgspec.structs.replace(PACK, header=header))
