"""What every form of a script shows: the head, the rows and the words of an item, as plain strings."""

from __future__ import annotations

from collections.abc import Iterator

from publish.radio.marks import pieces, warnings
from publish.radio.rundown import Item, Line, Part, Rundown
from publish.radio.timing import clock
from publish.text.dates import chinese_date, chinese_time

__all__ = [
    "COLUMNS",
    "SIGNATURES",
    "glossed",
    "head",
    "heading",
    "moment",
    "part_heading",
    "pieces",
    "row",
    "seconds",
    "sourced",
    "talk",
    "title",
    "warnings",
]

COLUMNS = ("序号", "计划时刻", "环节", "内容提要", "形式", "责任人", "时长", "累计", "备注")
SIGNATURES = ("主持人", "导播", "审稿")


def title(rundown: Rundown) -> str:
    """《周五面对面》第12期."""
    return f"《{rundown.programme}》第{rundown.number}期"


def head(rundown: Rundown) -> tuple[tuple[str, str], ...]:
    """The head of a rundown: what, when, who; empty ones are left out."""
    facts = (
        ("主题", rundown.title if rundown.title != rundown.programme else ""),
        ("播出", f"{chinese_date(rundown.airs_at)} {chinese_time(rundown.airs_at)}"),
        ("性质", f"重播（首播 {rundown.repeat_of}）" if rundown.repeat_of else "首播"),
        ("时长", f"{rundown.minutes}分钟"),
        ("频率", rundown.station),
        ("主持人", rundown.host or ""),
        ("导播", rundown.director or ""),
        ("嘉宾", "；".join(rundown.guests)),
        ("热线", rundown.hotline),
        ("语速", f"每分钟{rundown.rate}字"),
    )
    return tuple((name, value) for name, value in facts if value)


def row(item: Item) -> tuple[str, ...]:
    """An item in the order of `COLUMNS`."""
    duty = "必播" if item.must else "可略"
    note = f"{duty}；{item.note}" if item.note else duty
    total = f"{item.total // 60:02}:{item.total % 60:02}"
    return (
        str(item.number), moment(item), item.name, item.brief, item.form, item.owner,
        clock(item.seconds), total, note,
    )  # fmt: skip


def moment(item: Item) -> str:
    """10:03:25, the planned time of an item's first word."""
    return f"{item.starts_at:%H:%M:%S}"


def heading(item: Item) -> str:
    """What stands above an item's words."""
    return f"{item.number}　{item.name}　{moment(item)}　{clock(item.seconds)}"


def part_heading(part: Part) -> str:
    """导语, or 追问（可略）."""
    return part.name if part.must else f"{part.name}（可略）"


def talk(part: Part) -> str:
    """The cue after a part with free time; empty where there is none."""
    return f"此处留{clock(part.talk)}" if part.talk else ""


def sourced(part: Part) -> Iterator[tuple[Line, str]]:
    """The lines, and after the last line of each sentence where it stands in the record."""
    for place, line in enumerate(part.lines):
        last = place + 1 == len(part.lines) or part.lines[place + 1].source != line.source
        yield line, (line.source or "") if last else ""


def glossed(line: Line) -> str:
    """The line in plain text: behind a figure how it was written, behind a hard character its pinyin."""
    return "".join(text + (f"({mark.shown})" if mark else "") for text, mark in pieces(line))


def seconds(line: Line) -> str:
    """The length of a line, rounded up."""
    return clock(-(-line.ms // 1000))
