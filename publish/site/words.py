"""Chinese words for the codes of the contract."""

from __future__ import annotations

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

TABLES = {
    "outcome": "按办理结果",
    "district": "按区县",
    "topic": "按主题",
    "channel": "按来源渠道",
    "applicant": "按反映主体",
    "clock": "按单位层级与办理时限",
    "level": "按单位层级",
}
"""Names of the whole-store tables."""

CODES = {
    **OUTCOMES, **APPLICANTS, **LEVELS, "matters": "件数", "total": "合计", "open": "办理中",
    "kept": "按期", "missed": "超期", "unknown": "未登记", "none": "未登记", "other": "其他",
}  # fmt: skip
"""Words for codes that head columns and rows of the whole-store tables."""

KINDS = {"column": "栏目", "district": "区县", "topic": "主题", "unit": "承办单位", "month": "月份"}
