"""What the fields of the open data mean, for those who read them (docs/reference/open-data.md)."""

from __future__ import annotations

from publish.site import words

_CODES = "、".join


def _coded(held: dict[str, str]) -> str:
    return _CODES(f"{code} {word}" for code, word in held.items())


MEANINGS = {
    "number": "事项编号，永不改变，永不再用",
    "url": "事项页面的地址",
    "title": "标题",
    "column": "栏目代码",
    "column_name": "栏目",
    "published_at": "公开时间（北京时间）",
    "modified_at": "最后一次更正的时间；没有更正过的与公开时间相同",
    "outcome": f"办理结果：{_coded(words.OUTCOMES)}",
    "applicant": f"反映人：{_coded(words.APPLICANTS)}",
    "channel": "来源渠道",
    "topic": "主题代码",
    "topic_name": "主题",
    "district": "区县代码（GB/T 2260）",
    "district_name": "区县",
    "unit": "承办单位代码",
    "unit_name": "承办单位",
    "unit_level": f"不便指明承办单位时，它的层级：{_coded(words.LEVELS)}",
    "submitted_on": "提出日期",
    "accepted_on": "受理日期",
    "due_on": "办理期限",
    "closed_on": "办结日期",
    "revisited_on": "回头看日期",
    "period": "不便指明日期时，提出的季度（2022-Q2）或年份（2022）；下面四个工作日数代替各个日期",
    "revisit": f"回头看结果：{_coded(words.REVISITS)}",
    "appeal": "群众或企业的来信，个人信息已隐去；没有征得同意的不公开",
    "summary": "由办理单位整理的问题概要",
    "result": "办理结果的说明",
    "comment": "督查点评",
    "basis": "公开依据",
    "accepted_workday": "受理在提出后第几个工作日",
    "due_workday": "办理期限在提出后第几个工作日",
    "closed_workday": "办结在提出后第几个工作日",
    "revisited_workday": "回头看在提出后第几个工作日",
    "satisfaction": "反映人评价："
    + _CODES(f"{number} {word}" for number, word in words.SATISFACTION.items()),
    "handed_down": "是否由国务院“互联网+督查”平台转办：true 是、false 否",
    "policies": "相关政策的代码；CSV 中以分号隔开",
    "dossiers": "所属专题的代码；CSV 中以分号隔开",
    "episodes": "播出的节目和期号；CSV 中以分号隔开",
    "timeline": "办理经过：kind 环节、at 时间、workday 提出后第几个工作日、unit 单位代码、"
    "unit_level 单位层级、note 说明；只在 JSONL 中有",
}
"""Field → its meaning, in the order of the data."""

_DAYS = ("submitted_on", "accepted_on", "due_on", "closed_on", "revisited_on")
_NUMBERS = ("accepted_workday", "due_workday", "closed_workday", "revisited_workday", "satisfaction")
TYPES = {
    **dict.fromkeys(MEANINGS, "string"),
    **dict.fromkeys(("published_at", "modified_at"), "datetime"),
    **dict.fromkeys(_DAYS, "date"),
    **dict.fromkeys(_NUMBERS, "integer"),
    **dict.fromkeys(("policies", "dossiers", "episodes"), "list"),
    "handed_down": "boolean",
    "timeline": "steps",
}
"""Field → its type: of the Table Schema, "list" (of texts) and "steps" (of the timeline) beside them."""
