"""A Word document: the rundown on a wide page, then the script in large type. Same input, same bytes."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from typing import Any

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from publish.radio.formats import sheet
from publish.radio.rundown import Item, Rundown

NAME = "docx"
SUFFIX = ".docx"

LATIN, SONG, HEI = "Times New Roman", "宋体", "黑体"
GREY, BRAND = RGBColor(0x5B, 0x65, 0x70), RGBColor(0xA2, 0x23, 0x1D)
WIDTHS = (1.1, 2.0, 2.6, 6.0, 2.4, 2.6, 1.9, 1.6, 5.3)
"""Centimetres of the rundown's columns."""


def render(rundown: Rundown) -> bytes:
    """The document's bytes; times inside are those of the broadcast."""
    document = docx.Document()
    _fonts(document)
    _page(document.sections[0], wide=True)
    _front(document, rundown)
    _table(document, rundown)
    _page(document.add_section(WD_SECTION.NEW_PAGE), wide=False)
    for item in rundown.items:
        _item(document, item)
    _sign(document)
    _properties(document, rundown)
    return _frozen(document, rundown.airs_at)


def _fonts(document: Any) -> None:
    for name, size, face in (("Normal", 10.5, SONG), ("Title", 20, HEI), ("Heading 1", 14, HEI)):
        style = document.styles[name]
        style.font.name, style.font.size = LATIN, Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        fonts.set(qn("w:eastAsia"), face)
    document.styles["Title"].font.color.rgb = RGBColor(0, 0, 0)
    document.styles["Heading 1"].font.color.rgb = BRAND


def _page(section: Any, *, wide: bool) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    long, short = Cm(29.7), Cm(21.0)
    section.page_width, section.page_height = (long, short) if wide else (short, long)
    section.left_margin = section.right_margin = Cm(2.0)
    section.top_margin = section.bottom_margin = Cm(1.8)


def _front(document: Any, rundown: Rundown) -> None:
    document.add_paragraph(f"{sheet.title(rundown)}　串联单与主持稿", style="Title")
    facts = "　　".join(f"{name}：{value}" for name, value in sheet.head(rundown))
    document.add_paragraph(facts)
    for words in (*rundown.never, *rundown.notes):
        _quiet(document, f"▷ {words}")


def _table(document: Any, rundown: Rundown) -> None:
    table = document.add_table(rows=1, cols=len(sheet.COLUMNS), style="Table Grid")
    table.autofit = False
    _fill(table.rows[0], sheet.COLUMNS, bold=True)
    _repeat(table.rows[0])
    for item in rundown.items:
        _fill(table.add_row(), sheet.row(item))


def _fill(row: Any, texts: tuple[str, ...], *, bold: bool = False) -> None:
    for cell, text, width in zip(row.cells, texts, WIDTHS, strict=True):
        cell.width = Cm(width)
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(0)
        run = paragraph.add_run(text)
        run.bold, run.font.size = bold, Pt(9)


def _repeat(row: Any) -> None:
    """The heading row stands on every page."""
    properties = row._tr.get_or_add_trPr()
    properties.append(properties.makeelement(qn("w:tblHeader"), {}))


def _item(document: Any, item: Item) -> None:
    duty = "必播" if item.must else "可略"
    document.add_paragraph(f"{sheet.heading(item)}　{duty}", style="Heading 1")
    for part in item.parts:
        if len(item.parts) > 1:
            _quiet(document, sheet.part_heading(part), keep=True)
        for line, source in sheet.sourced(part):
            _say(document, line.text, source)
        if part.talk:
            _quiet(document, f"▷ {sheet.talk(part)}")
    _quiet(document, f"▷ 时间有余（{sheet.seconds(item.pad)}）：{item.pad.text}")
    _quiet(document, f"▷ 时间不够（{sheet.seconds(item.cut)}）：{item.cut.text}")


def _say(document: Any, text: str, source: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.line_spacing = 1.5
    paragraph.paragraph_format.space_after = Pt(2)
    paragraph.add_run(text).font.size = Pt(15)
    if source:
        run = paragraph.add_run(f"　{source}")
        run.font.size, run.font.color.rgb = Pt(8), GREY


def _quiet(document: Any, text: str, *, keep: bool = False) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(2)
    paragraph.paragraph_format.keep_with_next = keep
    run = paragraph.add_run(text)
    run.font.size, run.font.color.rgb = Pt(10.5), GREY


def _sign(document: Any) -> None:
    document.add_paragraph("　　".join(f"{name}签字：＿＿＿＿＿＿" for name in sheet.SIGNATURES))


def _properties(document: Any, rundown: Rundown) -> None:
    at = rundown.airs_at.astimezone(UTC).replace(tzinfo=None)
    core = document.core_properties
    core.title, core.author, core.last_modified_by = f"{sheet.title(rundown)} 主持稿", "", ""
    core.comments, core.language, core.revision = "", "zh-CN", 1
    core.created = core.modified = core.last_printed = at


def _frozen(document: Any, at: datetime) -> bytes:
    """The document packed again with one fixed time, in the order it was written."""
    loose, packed = io.BytesIO(), io.BytesIO()
    document.save(loose)
    moment = max(at.replace(tzinfo=None), datetime(1980, 1, 1)).timetuple()[:6]  # noqa: DTZ001
    with zipfile.ZipFile(loose) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, moment)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            target.writestr(entry, source.read(name))
    return packed.getvalue()
