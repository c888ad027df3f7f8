"""审查单 as a PDF: legality, accuracy, fitness, confidentiality; names, times, grounds.

Set in STSong-Light, the CID font every PDF reader brings itself, so that no font is shipped.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from publish.desk import words
from publish.ledger.record import ReleaseRecord, Said
from publish.settings import Settings
from publish.text.dates import chinese_date, chinese_datetime

FONT = "STSong-Light"
ASSESSED = {"legality": "合法", "accuracy": "准确", "fitness": "适宜", "confidentiality": "保密"}
GONE = "（文字已清除）"
_PLAIN = ParagraphStyle("plain", fontName=FONT, fontSize=10.5, leading=16, wordWrap="CJK")
_TITLE = ParagraphStyle("title", _PLAIN, fontSize=18, leading=28, alignment=1)
_HEAD = ParagraphStyle("head", _PLAIN, fontSize=12, leading=20, spaceBefore=8)
_SMALL = ParagraphStyle("small", _PLAIN, fontSize=8.5, leading=12)
_GRID = TableStyle(
    [
        ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("FONTNAME", (0, 0), (-1, -1), FONT),
    ]
)


def pdf(record: ReleaseRecord, settings: Settings, now: datetime) -> bytes:
    """The sheet of a matter. The same record at the same `now` gives the same bytes."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    target = io.BytesIO()
    document = SimpleDocTemplate(
        target,
        pagesize=A4,
        leftMargin=22 * mm,
        rightMargin=22 * mm,
        topMargin=20 * mm,
        bottomMargin=20 * mm,
        title=f"审查单 {record.id}",
        author=settings.site.organiser,
        invariant=1,
    )
    document.build([*_parts(record, settings, now)])
    return target.getvalue()


def _parts(record: ReleaseRecord, settings: Settings, now: datetime) -> Iterator[Flowable]:
    yield Paragraph("政府信息公开审查单", _TITLE)
    if settings.profile == "demonstration":
        yield Paragraph("演示数据，事项与人物均为虚构", _SMALL)
    yield _table(_facts(record), (28, 55, 28, 55))
    yield Paragraph("三级审核", _HEAD)
    yield _table(_readings(record), (18, 42, 46, 15, 15, 15, 15))
    yield from _list("放行、阻断与退回", map(_said, record.said))
    decided = "，".join(f"{words.ACTS.get(act, act)} {count} 处" for act, count in record.decided.items())
    yield from _list("审核中的处理", [decided] if decided else [])
    yield Spacer(1, 8 * mm)
    yield Paragraph(f"{escape(settings.site.organiser)}　　打印于 {chinese_datetime(now)}", _SMALL)
    yield Paragraph("本单由台账生成；各项决定以台账哈希链为证（publish ledger verify）。", _SMALL)


def _facts(record: ReleaseRecord) -> list[list[str]]:
    due = chinese_date(record.due_on) if record.due_on else "未定"
    kept = {True: "（期限内）", False: "（超期）", None: ""}[record.within_time]
    return [
        ["候选号", record.id, "公开编号", record.number or "尚未给出"],
        [
            "栏目",
            words.column(record.column) if record.column else words.RECORDS[record.kind],
            "文字版本",
            str(record.version),
        ],
        ["办结日期", chinese_date(record.closed_on) if record.closed_on else "—", "应公开期限", due + kept],
        ["批准时间", _at(record.approved_at) if record.approved_at else "尚未批准", "", ""],
    ]


def _readings(record: ReleaseRecord) -> list[list[str]]:
    rows = [["审级", "审核人", "时间", *ASSESSED.values()]]
    for one in record.readings:
        given = [_assessed(one.assessment, name) for name in ASSESSED]
        rows.append([words.ROLES.get(one.role, one.role), one.display, _at(one.at), *given])
    return rows if record.readings else [*rows, ["尚无人签署", "", "", "", "", "", ""]]


def _assessed(assessment: Any, name: str) -> str:
    return "—" if assessment is None else "符合" if getattr(assessment, name) else "不符"


def _said(one: Said) -> str:
    gate = f"（{words.GATES.get(one.gate, one.gate)}）" if one.gate else ""
    return f"{_at(one.at)} {one.display} {words.HAPPENED.get(one.what, one.what)}{gate}：{one.words or GONE}"


def _at(at: Any) -> str:
    return chinese_datetime(at)


def _list(title: str, lines: Iterable[str]) -> Iterator[Flowable]:
    found = list(lines)
    if found:
        yield Paragraph(title, _HEAD)
        yield from (Paragraph(escape(line), _PLAIN) for line in found)


def _table(rows: list[list[str]], widths: tuple[int, ...]) -> Table:
    cells = [[Paragraph(escape(cell), _PLAIN) for cell in row] for row in rows]
    return Table(cells, colWidths=[width * mm for width in widths], style=_GRID, spaceBefore=4)
