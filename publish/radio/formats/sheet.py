"""What every form of a script shows: the head, the rows and the words of an item, as plain strings."""

from __future__ import annotations

from collections.abc import Iterator

from publish.radio import marks
from publish.radio.pack import SIGNATURES, Item, Never, Pack, Part, Sentence
from publish.radio.timing import clock
from publish.text.dates import chinese_date, chinese_time

__all__ = [
    "COLUMNS",
    "SIGNATURES",
    "clock",
    "day",
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
    "unsaid",
]

COLUMNS = ("序号", "计划时刻", "环节", "内容提要", "形式", "责任人", "时长", "累计", "备注")


def title(pack: Pack) -> str:
    """《周五面对面》第12期."""
    return f"《{pack.header.programme}》第{pack.header.number}期"


def day(pack: Pack) -> str:
    """2022年7月29日 10:00."""
    return f"{chinese_date(pack.header.airs_at)} {chinese_time(pack.header.airs_at)}"


def head(pack: Pack) -> tuple[tuple[str, str], ...]:
    """The head of a rundown: what, when, who; empty ones are left out."""
    head = pack.header
    facts = (
        ("主题", head.title if head.title != head.programme else ""),
        ("播出", day(pack)),
        ("性质", f"重播（首播 {head.first_aired}）" if head.repeat else "首播"),
        ("时长", f"{head.minutes}分钟"),
        ("频率", head.station),
        ("主持人", head.host or ""),
        ("导播", head.director or ""),
        ("嘉宾", "；".join(guest.said for guest in head.guests)),
        ("热线", head.hotline),
        ("语速", f"每分钟{pack.pace.rate}字"),
    )
    return tuple((name, value) for name, value in facts if value)


def unsaid(never: Never) -> str:
    """What is not said, and the way round it."""
    where = f"（第{'、'.join(map(str, never.items))}项）" if never.items else ""
    what = never.what if never.kind == "any" else f"不问、不猜{where}：{never.what}"
    return f"{what}　接话：「{never.bridge}」" if never.bridge else what


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


def sourced(part: Part) -> Iterator[tuple[Sentence, str]]:
    """The lines, and after the last line of each sentence where it stands in the record."""
    for place, line in enumerate(part.sentences):
        last = place + 1 == len(part.sentences) or part.sentences[place + 1].source != line.source
        yield line, str(line.source) if line.source and last else ""


def pieces(line: Sentence) -> Iterator[tuple[str, marks.Mark | None]]:
    """The sentence cut at its marks."""
    return marks.pieces(line.text, line.marks)


def glossed(line: Sentence) -> str:
    """The line in plain text: behind a figure how it was written, behind a hard character its pinyin."""
    return "".join(text + (f"({mark.shown})" if mark else "") for text, mark in pieces(line))


def seconds(line: Sentence) -> str:
    """The length of a line, rounded up."""
    return clock(-(-line.ms // 1000))
