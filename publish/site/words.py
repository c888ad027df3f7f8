"""Chinese words for the codes of the contract."""

from __future__ import annotations

from typing import NamedTuple

OUTCOMES = {"solved": "已解决", "partly": "部分解决", "explained": "已解释说明", "unsolvable": "暂不能解决"}
REVISITS = {"held": "保持良好", "slipped": "有反弹", "reopened": "重新办理"}
APPLICANTS = {"citizen": "群众", "firm": "企业"}
SATISFACTION = {5: "非常满意", 4: "满意", 3: "基本满意", 2: "不满意", 1: "非常不满意"}
LEVELS = {"city": "市级", "district": "区县级", "town": "镇街级", "village": "村社级"}


def unit_kind(level: str | None) -> str | None:
    """区县级单位: what stands for a unit that may not be told."""
    return f"{LEVELS[level]}单位" if level in LEVELS else None


def workday(days: int | None) -> str | None:
    """How far a step lies behind the submission, where its day may not be told."""
    if days is None:
        return None
    return f"提出后第{days}个工作日" if days > 0 else "提出当日"


GONE = {
    "removed": ("已移除", "这一件已从本站移除", "内容不再公开，这个编号不再使用。"),
    "withdrawn": ("已撤回", "这一件已撤回", "核实更正之后，可能以新的编号重新公开；这个编号不再使用。"),
    "superseded": ("已被代替", "这一件已由新的公开内容代替", "这里的内容不再公开，这个编号不再使用。"),
    "expired": ("公示期满", "这一件公示期已满，不再公开", "这不表示内容有误；这个编号不再使用。"),
}
"""What became of a withdrawn number → its badge, its sentence, and what happens next."""

REASONS = {
    "privacy": "保护个人信息",
    "error": "内容有误",
    "court": "法院或者有权机关的要求",
    "consent": "当事人收回了同意",
    "refused": "当事人不同意公开",
    "gone": "主办单位收回了公开",
    "withdrawn": "主办单位收回了公开",
    "restored": "需要重新审核",
    "superseded": "有了新的公开内容",
    "expired": "公示期满",
}
"""Why something left."""

CORRECTIONS = {
    "wording": "文字更正", "fact": "事实更正", "privacy": "为保护个人信息更正", "update": "内容更新",
}  # fmt: skip
FIELDS = {
    "title": "标题", "appeal": "反映的问题", "summary": "问题概述", "result": "办理结果",
    "comment": "督查点评", "note": "办理经过", "outcome": "结果类别", "satisfaction": "满意度",
    "revisit_outcome": "回头看结果", "submitted_at": "提交日期", "accepted_at": "受理日期",
    "due_at": "办理期限", "closed_at": "办结日期", "revisit_at": "回头看日期",
}  # fmt: skip
"""Kinds of corrections, and what they change."""

EVENTS = {
    "submitted": ("提交", "群众或企业提交"),
    "dispatched": ("转办", "平台转交承办单位"),
    "arrived": ("报到", "已送达承办单位，短信报到"),
    "accepted": ("受理", "承办单位受理"),
    "warned": ("预警", "超过2个工作日未受理"),
    "urgent": ("紧急", "距办理时限不足2个工作日，尚未办结"),
    "overdue": ("警报", "超过办理时限"),
    "transferred": ("改派", "改由其他单位办理"),
    "inspected": ("核查", "现场核查"),
    "replied": ("答复", "答复群众或企业"),
    "closed": ("办结", "办结"),
    "called_back": ("回访", "电话回访"),
    "revisited": ("回头看", "回头看：再到现场核实"),
    "reopened": ("重办", "重新办理"),
}
"""Event kind → its badge and its sentence."""

LATE = frozenset({"warned", "overdue"})

STEPS = {"lead": "线索", "inspection": "督查", "policy": "政策", "batch": "批量解决", "revisit": "回头看"}


class TableWords(NamedTuple):
    """A table of the statistics: its heading, what is counted, what its rows are, what its share is of."""

    heading: str
    about: str
    head: str
    share: str | None = None


CLOSED = "本月办结的事项。"
REVISITED = "本月回头看的事项。"
TOOK = "本月办结的事项，从提交算起的工作日；不足20件的不列。"
STATISTICS = {
    "outcome": TableWords("办结结果", CLOSED, "结果", "占所示合计"),
    "district": TableWords("按区县", CLOSED, "区县"),
    "topic": TableWords("按主题", CLOSED, "主题"),
    "channel": TableWords("按来源渠道", CLOSED, "渠道"),
    "revisit": TableWords("回头看结果", REVISITED, "结果", "占所示合计"),
    "revisit_district": TableWords("回头看，按区县", REVISITED, "区县"),
    "revisit_topic": TableWords("回头看，按主题", REVISITED, "主题"),
    "revisit_channel": TableWords("回头看，按来源渠道", REVISITED, "渠道"),
    "received_channel": TableWords("收到的事项，按来源渠道", "本月提交的事项。", "渠道", "占所示合计"),
    "received_applicant": TableWords("收到的事项，按反映主体", "本月提交的事项。", "主体", "占所示合计"),
    "accept": TableWords(
        "报到与受理",
        "提交后满2个工作日落在本月的事项：到那时是不是已经受理。没有受理的触发预警。",
        "单位层级",
        "预警占比",
    ),
    "due": TableWords(
        "办理期限",
        "办理期限落在本月的事项：在紧急之前办结，在期限前2个工作日之内（紧急）办结，还是过了期限没有办结（警报）。",
        "单位层级",
        "警报占比",
    ),
    "open": TableWords("月底在办", "已受理、到月底没有办结的事项。", ""),
    "days": TableWords("全部事项", TOOK, ""),
    "days_district": TableWords("用时，按区县", TOOK, "区县"),
    "days_topic": TableWords("用时，按主题", TOOK, "主题"),
    "days_channel": TableWords("用时，按来源渠道", TOOK, "渠道"),
    "days_level": TableWords(
        "用时，按单位层级",
        "办理期限落在本月并且按期办结的事项，从提交算起的工作日；不足20件的不列。",
        "单位层级",
    ),
}
"""The whole-store tables."""

CODES = {
    **OUTCOMES, **REVISITS, **APPLICANTS, **LEVELS, "matters": "件数", "total": "合计", "open": "办理中",
    "in_time": "按时受理", "warned": "预警", "early": "按期办结", "urgent": "紧急期内办结", "missed": "警报",
    "unknown": "未登记", "none": "未登记", "other": "其他", "all": "全部事项",
    "accept_median": "受理：一半在", "accept_p90": "受理：九成在", "close_median": "办结：一半在",
    "close_p90": "办结：九成在",
}  # fmt: skip
"""Words for codes that head columns and rows of the whole-store tables. 以内: see the table's sentence."""

KINDS = {"column": "栏目", "district": "区县", "topic": "主题", "unit": "承办单位", "month": "月份"}
