"""The data tables of what is not a case: what its fields mean, and which key of which table they are.

Every number on a page is counted from cases or stands in one of these (rule 7). Which cases belong to a
dossier, a policy or an episode is told by the cases alone, so that a new case changes none of these. A new
kind of thing on the site is one more entry of `TABLES`, with its rows in `open_rows.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from publish.site import open_rows
from publish.site.edition import Edition
from publish.site.open_rows import Rows


class Field(NamedTuple):
    """A field: its type (of the Table Schema, or "list" of texts), what it means, and the table and field
    that it is a key of."""

    name: str
    meaning: str
    type: str = "string"
    of: tuple[str, str] | None = None


class Table(NamedTuple):
    """A table: its name, its title, its fields, of which the first `key` are the key, and its rows."""

    name: str
    title: str
    key: int
    fields: tuple[Field, ...]
    rows: Callable[[Edition], Rows]


_EPISODE = (
    Field("programme", "节目代码", of=("programmes", "slug")),
    Field("number", "期号", "integer"),
)
_UNIT = Field("unit", "单位代码", of=("units", "slug"))

TABLES = (
    Table("columns", "栏目", 1, (
        Field("slug", "代码"), Field("name", "名称"), Field("prefix", "事项编号的前缀"),
        Field("description", "说明"),
    ), open_rows.plain("columns", "slug", "name", "prefix", "description")),
    Table("topics", "主题", 1, (
        Field("slug", "代码"), Field("name", "名称"), Field("parent", "上一级主题", of=("topics", "slug")),
    ), open_rows.plain("topics", "slug", "name", "parent")),
    Table("districts", "行政区划", 1, (
        Field("code", "代码（GB/T 2260）"), Field("name", "名称"),
        Field("level", "层级：city 市、district 区县、town 镇街、village 村社"),
        Field("parent", "上一级区划", of=("districts", "code")),
    ), open_rows.plain("regions", "code", "name", "level", "parent")),
    Table("units", "单位", 1, (
        Field("slug", "代码"), Field("name", "名称"), Field("short_name", "简称"),
        Field("level", "层级：city 市级、district 区县级、town 镇街级、village 村社级"),
        Field("parent", "上级单位", of=("units", "slug")),
        Field("district", "所在区划", of=("districts", "code")), Field("phone", "公开电话"),
    ), open_rows.plain(
        "units", "slug", "name", "short_name", "level", "parent", "region_code", "public_phone",
    )),
    Table("programmes", "广播节目", 1, (
        Field("slug", "代码"), Field("name", "名称"), Field("description", "说明"),
        Field("minutes", "时长（分钟）", "integer"), Field("schedule", "播出时间"), Field("station", "电台"),
        Field("hotline", "热线"),
    ), open_rows.plain(
        "programmes", "slug", "name", "description", "minutes", "schedule", "station", "hotline",
    )),
    Table("episodes", "节目各期", 2, (
        *_EPISODE, Field("airs_at", "播出时间", "datetime"), Field("minutes", "时长（分钟）", "integer"),
        Field("title", "题目"), Field("host", "主持人"), Field("director", "导播"),
        Field("repeat_of", "重播的是哪一期（节目/期号）"), Field("season", "季", "integer"),
        Field("audio_seconds", "录音时长（秒）", "integer"),
        Field("taken_off", "录音是否因其中事项不再公开而取下", "boolean"),
    ), open_rows.episodes),
    Table("guests", "节目嘉宾", 3, (
        *_EPISODE, Field("place", "顺序", "integer"), Field("name", "姓名"), Field("title", "职务"), _UNIT,
    ), open_rows.guests),
    Table("questions", "节目中留待答复的问题", 3, (
        *_EPISODE, Field("place", "顺序", "integer"), Field("question", "问题"), Field("answer", "答复"),
        _UNIT, Field("at_second", "在录音中的位置（秒）", "integer"),
        Field("answered_at", "答复时间", "datetime"),
        Field("answer_due_at", "应当答复的时间", "datetime"),
    ), open_rows.questions),
    Table("dossiers", "专题", 1, (
        Field("slug", "代码"), Field("title", "题目"), Field("summary", "概要"),
        Field("opened_on", "开始日期", "date"), Field("closed_on", "结束日期", "date"),
        Field("policies", "出台的政策的代码", "list"),
    ), open_rows.dossiers),
    Table("steps", "专题的步骤", 2, (
        Field("dossier", "专题代码", of=("dossiers", "slug")), Field("place", "顺序", "integer"),
        Field("kind", "步骤：lead 线索、inspection 督查、policy 政策、batch 批量解决、revisit 回头看"),
        Field("at", "日期", "date"), _UNIT, Field("text", "说明"), Field("number", "数量", "number"),
        Field("measure", "量词"),
    ), open_rows.steps),
    Table("policies", "政策", 1, (
        Field("slug", "代码"), Field("title", "题目"), Field("issued_on", "印发日期", "date"), _UNIT,
        Field("doc_number", "文号"), Field("url", "原文地址"), Field("summary", "概要"),
        Field("dossiers", "所属专题的代码", "list"),
    ), open_rows.policies),
    Table("calls", "线索征集", 1, (
        Field("slug", "代码"), Field("title", "题目"), Field("body", "正文"),
        Field("opens_on", "开始日期", "date"), Field("closes_on", "截止日期", "date"),
    ), open_rows.plain("calls", "slug", "title", "body", "opens_on", "closes_on")),
    Table("surveys", "问卷", 1, (
        Field("slug", "代码"), Field("title", "题目"), Field("opened_on", "开始日期", "date"),
        Field("closed_on", "截止日期", "date"), Field("answers", "答卷份数", "integer"),
    ), open_rows.plain("surveys", "slug", "title", "opened_on", "closed_on", "answers")),
    Table("options", "问卷的选项", 3, (
        Field("survey", "问卷代码", of=("surveys", "slug")), Field("question", "第几题", "integer"),
        Field("option", "第几个选项", "integer"), Field("question_text", "问题"), Field("text", "选项"),
        Field("votes", "选择的人数", "integer"),
    ), open_rows.options),
    Table("quarters", "季度公开情况", 3, (
        Field("quarter", "季度"),
        Field("part", "项目：added 新公开、corrected 更正、withdrawn 撤回、withdrawn_by_column 按栏目撤回、"
              "answered 撤下请求的答复、requests 撤下请求、open 季末尚未答复、days 每次答复所用的工作日"),
        Field("code", "栏目、种类、原因的代码；days 为第几次"),
        Field("count", "件数，或者工作日数", "integer"),
    ), open_rows.quarters),
)  # fmt: skip
"""In the order in which the page has them."""

MONTHLY = Table("statistics", "全部事项的月度统计", 4, (
    Field("month", "月份", "yearmonth"), Field("table", "统计表"), Field("row", "行：类别的代码"),
    Field("column", "列：类别的代码"), Field("count", "数值；不予显示的为空白", "integer"),
    Field("mark", "不予显示时：hidden 为 1 至 7，withheld 为避免推算出小数而略去"),
    Field("made_on", "统计日期，此后不再改动", "date"),
), open_rows.statistics)  # fmt: skip
"""Whole-store figures: one file a closed month, never revised."""
