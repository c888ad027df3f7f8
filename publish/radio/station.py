"""A script in a station's own Word template: docxtpl fills the places a template names in Chinese.

A template is Jinja, run in a sandbox with autoescape on: a text of the script can't become markup or code,
and a place that doesn't exist is an error. docs/how-to/make-a-station-template.md names every place.
"""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup

from publish.errors import PublishError
from publish.radio.formats import docx as word
from publish.radio.formats import sheet
from publish.radio.pack import Item, Pack, Part, Sentence

FACTS = ("主题", "播出", "性质", "时长", "频率", "主持人", "导播", "嘉宾", "热线", "语速")
"""Places of the head; empty where the episode has nothing to say there."""
LONGEST = 160
"""Characters of a template's fault that are shown."""


def render(pack: Pack, template: Path) -> bytes:
    """The document's bytes, with the ledger's time inside.

    Raises `PublishError` RADIO-041 (no Word document), RADIO-042 (a fault in the template, in one line).
    """
    document = _opened(template)
    try:
        document.render(places(pack), _environment())
        made = io.BytesIO()
        document.save(made)
    except Exception as error:  # whatever a template makes Jinja, lxml or python-docx raise
        raise PublishError("RADIO-042", template.name, detail=_fault(error)) from None
    return word.frozen(made.getvalue(), pack)


def places(pack: Pack) -> dict[str, Any]:
    """What a template may name."""
    facts = dict.fromkeys(FACTS, "") | dict(sheet.head(pack))
    return facts | {
        "标题": sheet.title(pack),
        "节目": pack.header.programme,
        "期号": str(pack.header.number),
        "各项": [_item(item) for item in pack.items],
        "不说": [{"内容": one.what, "接话": one.bridge} for one in pack.never],
        "说明": list(pack.notes),
        "签字": list(pack.header.signatures),
    }


def _item(item: Item) -> dict[str, Any]:
    return dict(zip(sheet.COLUMNS, sheet.row(item), strict=True)) | {
        "最迟": f"{item.latest_at:%H:%M:%S}",
        "必播": item.must,
        "各段": [_part(part) for part in item.parts],
        "补一句": _sentence(item.pad),
        "收住": _sentence(item.cut),
    }


def _part(part: Part) -> dict[str, Any]:
    return {
        "名称": sheet.part_heading(part),
        "各句": [_sentence(line, source) for line, source in sheet.sourced(part)],
        "留白": sheet.talk(part),
    }


def _sentence(line: Sentence, source: str = "") -> dict[str, Any]:
    return {
        "读": Markup(word.said(line)),
        "文字": sheet.glossed(line),
        "写法": line.written,
        "时长": sheet.seconds(line),
        "出处": source,
        "提醒": list(line.warnings),
    }


def _opened(template: Path) -> Any:
    from docxtpl import DocxTemplate

    try:
        document = DocxTemplate(str(template))
        document.init_docx()
    except (OSError, KeyError, ValueError, zipfile.BadZipFile):
        raise PublishError("RADIO-041", template.name) from None
    except Exception as error:
        if type(error).__name__ not in ("PackageNotFoundError", "XMLSyntaxError"):
            raise
        raise PublishError("RADIO-041", template.name) from None
    return document


@cache
def _environment() -> Any:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    return SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)


def _fault(error: Exception) -> str:
    """What is wrong with a template, for who wrote it."""
    text = " ".join(str(error).split())
    unknown = re.search(r"has no attribute '(.+?)'|'([^']+)' is undefined", text)
    if unknown:
        return f"没有“{unknown[1] or unknown[2]}”这个空位"
    return f"{type(error).__name__} {text}"[:LONGEST]


# --- a template to begin with -----------------------------------------------------------------------------

_CELLS = ("序号", "计划时刻", "环节", "内容提要", "形式", "责任人", "时长", "累计", "备注")
_HEAD = (
    ("Title", "{{ 标题 }}　串联单与主持稿"),
    ("Normal", "主题：{{ 主题 }}　　播出：{{ 播出 }}（{{ 性质 }}）　　时长：{{ 时长 }}　　频率：{{ 频率 }}"),
    ("Normal", "主持人：{{ 主持人 }}　　导播：{{ 导播 }}　　热线：{{ 热线 }}　　语速：{{ 语速 }}"),
    ("Normal", "{%p if 嘉宾 %}"),
    ("Normal", "嘉宾：{{ 嘉宾 }}"),
    ("Normal", "{%p endif %}"),
    ("Cue", "{%p for 句 in 不说 %}"),
    ("Cue", "▷ {{ 句.内容 }}　接话：「{{ 句.接话 }}」"),
    ("Cue", "{%p endfor %}"),
    ("Cue", "{%p for 句 in 说明 %}"),
    ("Cue", "▷ {{ 句 }}"),
    ("Cue", "{%p endfor %}"),
)
_BODY = (
    ("Normal", "{%p for 项 in 各项 %}"),
    ("Heading1", "{{ 项.序号 }}　{{ 项.环节 }}　{{ 项.计划时刻 }}　{{ 项.时长 }}"),
    ("Normal", "{%p for 段 in 项.各段 %}"),
    ("Heading2", "{{ 段.名称 }}"),
    ("Normal", "{%p for 句 in 段.各句 %}"),
    ("Say", "{{r 句.读 }}"),
    ("Normal", "{%p for 提醒 in 句.提醒 %}"),
    ("Cue", "▷ {{ 提醒 }}"),
    ("Normal", "{%p endfor %}"),
    ("Normal", "{%p endfor %}"),
    ("Normal", "{%p if 段.留白 %}"),
    ("Cue", "▷ {{ 段.留白 }}"),
    ("Normal", "{%p endif %}"),
    ("Normal", "{%p endfor %}"),
    ("Cue", "▷ 时间有余（{{ 项.补一句.时长 }}）：{{ 项.补一句.文字 }}"),
    ("Cue", "▷ 时间不够（{{ 项.收住.时长 }}）：{{ 项.收住.文字 }}"),
    ("Normal", "{%p endfor %}"),
    ("Normal", "{% for 人 in 签字 %}{{ 人 }}签字：＿＿＿＿＿＿　　{% endfor %}"),
)


def example() -> bytes:
    """A template like the form without one, to begin with; always the same bytes."""
    rows = (
        ("{%tr for 项 in 各项 %}", *[""] * (len(_CELLS) - 1)),
        tuple(f"{{{{ 项.{name} }}}}" for name in _CELLS),
        ("{%tr endfor %}", *[""] * (len(_CELLS) - 1)),
    )
    head = tuple(word.paragraph(style, text) for style, text in _HEAD)
    body = tuple(word.paragraph(style, text) for style, text in _BODY)
    return word.made((*head, word.table(_CELLS, rows)), body)
