"""A Word document: the rundown on a wide page, then the script in large type. Same input, same bytes.

python-docx keeps the package, the styles and the pages; the body is written as one stretch of
WordprocessingML, because building it element by element takes half a second a script.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from typing import Any
from xml.sax.saxutils import escape

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from publish.radio.formats import sheet
from publish.radio.marks import Mark
from publish.radio.pack import Item, Pack, Sentence

NAME = "docx"
SUFFIX = ".docx"

LATIN, SONG, HEI = "Times New Roman", "宋体", "黑体"
INK, GREY, BRAND = RGBColor(0, 0, 0), RGBColor(0x5B, 0x65, 0x70), RGBColor(0xA2, 0x23, 0x1D)
WIDTHS = (1.1, 2.0, 2.6, 6.0, 2.4, 2.6, 1.9, 1.6, 5.3)
"""Centimetres of the rundown's columns."""

RUBY = (
    '<w:rubyPr><w:rubyAlign w:val="center"/><w:hps w:val="15"/><w:hpsRaise w:val="28"/>'
    '<w:hpsBaseText w:val="30"/><w:lid w:val="zh-CN"/></w:rubyPr>'
)
"""Pinyin of 7.5 points, 14 above the line of a character of 15."""

EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)
"""The first moment a package can tell."""

CELL = (
    '<w:tblCellMar><w:top w:w="45" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>'
    '<w:bottom w:w="45" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>'
)
"""Room around the words of a cell, in twentieths of a point."""

EAST = '<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>'
"""Marks that Chinese and Latin share, as quotes and dots, are Chinese."""

STYLES = (
    # name, point size, face, colour, line spacing, space after in points
    ("Normal", 10.5, SONG, INK, 1.15, 4),
    ("Title", 20, HEI, INK, 1.0, 6),
    ("Heading 1", 14, HEI, BRAND, 1.15, 4),
    ("Heading 2", 10.5, HEI, BRAND, 1.15, 2),
    ("Say", 15, SONG, INK, 1.5, 2),
    ("Cue", 10.5, SONG, GREY, 1.15, 2),
    ("Cell", 9, SONG, INK, 1.0, 0),
    ("Cell Head", 9, HEI, INK, 1.0, 0),
)


def render(pack: Pack) -> bytes:
    """The document's bytes; times inside are the ledger's."""
    rows = tuple(sheet.row(item) for item in pack.items)
    body = (*(xml for item in pack.items for xml in _item(item)), _sign())
    return frozen(_assembled((*_front(pack), table(sheet.COLUMNS, rows)), body), pack)


def made(front: tuple[str, ...], body: tuple[str, ...]) -> bytes:
    """A document of our styles that tells of no broadcast: `front` on wide pages, `body` on high ones."""
    return _packed(_assembled(front, body), EARLIEST)


def frozen(document: bytes, pack: Pack) -> bytes:
    """A document with its title and one time, the ledger's, in its properties and its package."""
    at = pack.made_at or pack.header.airs_at
    opened, saved = docx.Document(io.BytesIO(document)), io.BytesIO()
    _properties(opened, f"{sheet.title(pack)} 主持稿", at)
    opened.save(saved)
    return _packed(saved.getvalue(), at)


def _assembled(front: tuple[str, ...], body: tuple[str, ...]) -> bytes:
    document, saved = docx.Document(io.BytesIO(_blank())), io.BytesIO()
    _page(document.sections[0], wide=True)
    _write(document, front)
    _page(document.add_section(WD_SECTION.NEW_PAGE), wide=False)
    _write(document, body)
    document.save(saved)
    return saved.getvalue()


@cache
def _blank() -> bytes:
    """An empty document with our styles: making them takes longer than writing a script."""
    document, made = docx.Document(), io.BytesIO()
    for style in STYLES:
        _style(document, *style)
    _source_style(document)
    document.save(made)
    return made.getvalue()


def _style(document: Any, name: str, size: float, face: str, ink: Any, spacing: float, after: int) -> None:
    known = name in document.styles
    style = document.styles[name] if known else document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.font.name, style.font.size, style.font.color.rgb = LATIN, Pt(size), ink
    style.paragraph_format.line_spacing, style.paragraph_format.space_after = spacing, Pt(after)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), face)
    if name == "Normal":
        style.element.get_or_add_rPr().append(parse_xml(f'<w:lang {nsdecls("w")} w:eastAsia="zh-CN"/>'))


def _source_style(document: Any) -> None:
    style = document.styles.add_style("Source", WD_STYLE_TYPE.CHARACTER)
    style.font.size, style.font.color.rgb = Pt(8), GREY


def _page(section: Any, *, wide: bool) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    long, short = Cm(29.7), Cm(21.0)
    section.page_width, section.page_height = (long, short) if wide else (short, long)
    section.left_margin = section.right_margin = Cm(2.0)
    section.top_margin = section.bottom_margin = Cm(1.8)


def _write(document: Any, xml: tuple[str, ...]) -> None:
    """Append paragraphs and tables to the section that is open."""
    body = document.element.body
    for element in parse_xml(f"<w:body {nsdecls('w')}>{''.join(xml)}</w:body>"):
        body.insert(len(body) - 1, element)  # the last child holds the section's page


def _front(pack: Pack) -> Iterator[str]:
    yield paragraph("Title", f"{sheet.title(pack)}　串联单与主持稿")
    yield paragraph("Normal", "　　".join(f"{name}：{value}" for name, value in sheet.head(pack)))
    for words in (*map(sheet.unsaid, pack.never), *pack.notes):
        yield paragraph("Cue", f"▷ {words}")


def table(columns: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> str:
    """The rundown's table; its head comes again on every page."""
    grid = "".join(f'<w:gridCol w:w="{_twips(width)}"/>' for width in WIDTHS)
    below = "".join(_row("Cell", row) for row in rows)
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/>'
        f'<w:tblLayout w:type="fixed"/>{CELL}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{_row('CellHead', columns, '<w:trPr><w:tblHeader/></w:trPr>')}{below}</w:tbl>"
    )


def _row(style: str, texts: tuple[str, ...], properties: str = "<w:trPr><w:cantSplit/></w:trPr>") -> str:
    cells = (
        f'<w:tc><w:tcPr><w:tcW w:w="{_twips(width)}" w:type="dxa"/></w:tcPr>{paragraph(style, text)}</w:tc>'
        for text, width in zip(texts, WIDTHS, strict=True)
    )
    return f"<w:tr>{properties}{''.join(cells)}</w:tr>"


def _item(item: Item) -> Iterator[str]:
    yield paragraph("Heading1", f"{sheet.heading(item)}　{'必播' if item.must else '可略'}")
    for part in item.parts:
        if len(item.parts) > 1:
            yield paragraph("Heading2", sheet.part_heading(part))
        for line, source in sheet.sourced(part):
            yield _said(line, f"　{source}" if source else "")
            yield from (paragraph("Cue", f"▷ {warning}") for warning in line.warnings)
        if part.talk:
            yield paragraph("Cue", f"▷ {sheet.talk(part)}")
    yield paragraph("Cue", f"▷ 时间有余（{sheet.seconds(item.pad)}）：{sheet.glossed(item.pad)}")
    yield paragraph("Cue", f"▷ 时间不够（{sheet.seconds(item.cut)}）：{sheet.glossed(item.cut)}")


def _sign() -> str:
    return paragraph("Normal", "　　".join(f"{name}签字：＿＿＿＿＿＿" for name in sheet.SIGNATURES))


def _said(line: Sentence, source: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="Say"/></w:pPr>{said(line)}{_small(source)}</w:p>'


def said(line: Sentence) -> str:
    """Runs of a line to be read: pinyin above its character, the written figure small behind the one that is
    read."""
    return "".join(_piece(text, mark) for text, mark in sheet.pieces(line))


def _piece(text: str, mark: Mark | None) -> str:
    if mark and mark.kind == "pinyin":
        above = f'<w:r><w:rPr><w:sz w:val="15"/></w:rPr>{_text(mark.shown)}</w:r>'
        return f"<w:r><w:ruby>{RUBY}<w:rt>{above}</w:rt><w:rubyBase>{_run(text)}</w:rubyBase></w:ruby></w:r>"
    return _run(text) + (_small(f"({mark.shown})") if mark else "")


def paragraph(style: str, text: str) -> str:
    """A paragraph of plain text in a style."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{_run(text)}</w:p>'


def _run(text: str) -> str:
    return f"<w:r>{EAST}{_text(text)}</w:r>"


def _small(text: str) -> str:
    return f'<w:r><w:rPr><w:rStyle w:val="Source"/></w:rPr>{_text(text)}</w:r>' if text else ""


def _text(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>'


def _twips(centimetres: float) -> int:
    return round(centimetres * 567)


def _properties(document: Any, title: str, at: datetime) -> None:
    core, moment = document.core_properties, at.astimezone(UTC).replace(tzinfo=None)
    core.title, core.author, core.last_modified_by = title, "", ""
    core.comments, core.language, core.revision = "", "zh-CN", 1
    core.created = core.modified = core.last_printed = moment


def _packed(document: bytes, at: datetime) -> bytes:
    """The document packed again with one fixed time, in the order it was written."""
    packed = io.BytesIO()
    moment = max(at.replace(tzinfo=None), EARLIEST.replace(tzinfo=None)).timetuple()[:6]
    with (
        zipfile.ZipFile(io.BytesIO(document)) as source,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, moment)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            target.writestr(entry, source.read(name))
    return packed.getvalue()
