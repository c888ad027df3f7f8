"""Figures as they are said: by rules, in the order they stand here.

Dates, times, phones, money, percentages, ranges, measures; the rest is a plain number.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import msgspec

DIGITS = "零一二三四五六七八九"
DATA = Path(__file__).parent / "words" / "numbers.yaml"


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`counted`: characters before which a single 2 is 两."""

    counted: str
    hotlines: tuple[str, ...]
    units: dict[str, str]


WORDS = msgspec.yaml.decode(DATA.read_bytes(), type=Words)
COUNTED, HOTLINES, UNITS = WORDS.counted, WORDS.hotlines, WORDS.units

_N = r"\d+(?:\.\d+)?"
_TO = r"\s*(?:[-—–~～－]+|至|到)\s*"
_WIDE = {0xFF01 + n: 0x21 + n for n in range(94) if chr(0x21 + n).isalnum()} | {
    ord("％"): "%",
    ord("．"): ".",
}
_UNIT = "|".join(re.escape(unit) for unit in sorted(UNITS, key=lambda u: (-len(u), u)))

Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], str] | str]


def cardinal(number: int) -> str:
    """A whole number as it is counted: 10 → 十, 205 → 二百零五, 2000 → 两千, 22000 → 两万二千."""
    if number < 0:
        return "负" + cardinal(-number)
    if number < 10_000:
        said = _under_ten_thousand(number)
        return said[1:] if 10 <= number < 20 else said
    for size, name in ((100_000_000, "亿"), (10_000, "万")):
        if number >= size:
            head, rest = divmod(number, size)
            gap = "零" if 0 < rest < size // 10 else ""
            first = "两" if head == 2 else cardinal(head)
            return first + name + gap + (_inner(rest) if rest else "")
    raise AssertionError  # every number is in one of the branches above


def _inner(rest: int) -> str:
    return _under_ten_thousand(rest) if rest < 10_000 else cardinal(rest)


def _under_ten_thousand(number: int) -> str:
    if number == 0:
        return "零"
    said, gap = "", False
    for size, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // size % 10
        if digit == 0:
            gap = bool(said)
            continue
        said += (
            ("零" if gap else "")
            + ("两" if digit == 2 and size >= 100 and not said else DIGITS[digit])
            + name
        )
        gap = False
    return said


def number(text: str) -> str:
    """A figure with or without a point: 3.50 → 三点五零."""
    whole, _, part = text.partition(".")
    return cardinal(int(whole)) + ("点" + digits(part) if part else "")


def digits(text: str, one: str = "一") -> str:
    """Digit by digit; `one` is 幺 in telephone and route numbers."""
    return "".join(DIGITS[int(c)] if c != "1" else one for c in text if c.isdigit())


def phone(text: str) -> str:
    """A telephone number in groups: 幺 for one, a short pause between area and number."""
    return "，".join(digits(group, "幺") for group in re.split(r"[^\d]+", text) if group)


def spoken(text: str) -> str:
    """The text with every figure as it is said. Masked figures must be gone before."""
    text = text.translate(_WIDE)
    for pattern, said in RULES:
        text = pattern.sub(said, text)
    return text


def _date(match: re.Match[str]) -> str:
    year, month, day = match.groups()
    if not (1 <= int(month) <= 12 and 1 <= int(day) <= 31):
        return match[0]
    return f"{digits(year)}年{cardinal(int(month))}月{cardinal(int(day))}日"


def _time(match: re.Match[str]) -> str:
    hour, minute = int(match[1]), int(match[2])
    at = ("两" if hour == 2 else cardinal(hour)) + "点"
    if minute == 0:
        return at
    return at + ("半" if minute == 30 else ("零" if minute < 10 else "") + cardinal(minute) + "分")


def _landline(match: re.Match[str]) -> str:
    return "，".join(digits(group, "幺") for group in match.groups())


def _percent(match: re.Match[str]) -> str:
    return f"百分之{number(match[1])}"


def _fraction(match: re.Match[str]) -> str:
    above, below = int(match[1]), int(match[2])
    return f"{cardinal(below)}分之{cardinal(above)}" if 0 < above < below else f"{match[1]}、{match[2]}"


def _model(match: re.Match[str]) -> str:
    figures = match[2]
    return match[1] + (digits(figures) if len(figures) < 3 or int(figures) % 10 else cardinal(int(figures)))


def _plain(match: re.Match[str]) -> str:
    text, after = match[0], match.string[match.end() : match.end() + 1]
    before = match.string[max(0, match.start() - 1) : match.start()]
    if "." not in text and (len(text) > 8 or (len(text) > 1 and text[0] == "0")):
        return digits(text)
    if text == "2" and after and after in COUNTED and before != "第":
        return "两"
    return number(text)


def _rule(pattern: str, said: Callable[[re.Match[str]], str] | str) -> Rule:
    return re.compile(pattern), said


RULES: tuple[Rule, ...] = (
    _rule(r"(?<=\d),(?=\d{3}(?!\d))", ""),
    _rule(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?![\d.])", _date),
    _rule(
        rf"(?<!\d)((?:19|20)\d\d){_TO}((?:19|20)\d\d)(?=学?年)", lambda m: f"{digits(m[1])}到{digits(m[2])}"
    ),
    _rule(r"(?<!\d)(?:19|20)\d\d(?=\s*年)", lambda m: digits(m[0])),
    _rule(r"(?<!\d)0(?=[1-9][月日时点分])", ""),
    _rule(rf"(?<=[:：][0-5]\d){_TO}(?=\d{{1,2}}[:：][0-5]\d)", "到"),
    _rule(r"(?<!\d)([01]?\d|2[0-4])[:：]([0-5]\d)(?:[:：][0-5]\d)?(?!\d)", _time),
    _rule(r"[（(]?(?<!\d)(0\d{2,3})[）)]?[-—－ ]?(\d{7,8})(?!\d)", _landline),
    _rule(r"(?<!\d)(400|800)[- ]?(\d{3})[- ]?(\d{4})(?!\d)", _landline),
    _rule(rf"(?:(?<=拨打)|(?<=热线)|(?<=电话))\d{{3,8}}(?![\d{COUNTED}])", lambda m: digits(m[0], "幺")),
    _rule(r"(?<!\d)\d{3,8}(?=[^\d，。；]{0,2}(?:热线|举报电话))", lambda m: digits(m[0], "幺")),
    _rule(
        rf"(?<![\d.])(?:{'|'.join(HOTLINES)})(?![\d.%余多几来至到~～—-]|[{COUNTED}])",
        lambda m: digits(m[0], "幺"),
    ),
    _rule(rf"({_N})%?{_TO}({_N})%", lambda m: f"百分之{number(m[1])}到百分之{number(m[2])}"),
    _rule(rf"({_N})%", _percent),
    _rule(rf"({_N})‰", lambda m: f"千分之{number(m[1])}"),
    _rule(rf"(?<![\d\w])[-－](?={_N}\s*(?:℃|°C|度))", "零下"),
    _rule(
        rf"({_N})\s*(元|角|万元)\s*[/／]\s*([\u4e00-\u9fff㎡]{{1,3}}|m²|m³|kWh|t|kg)",
        lambda m: f"每{UNITS.get(m[3], m[3])}{m[1]}{m[2]}",
    ),
    _rule(rf"(?<=\d)\s*({_UNIT})(?![A-Za-z0-9])", lambda m: UNITS[m[1]]),
    _rule(rf"({_N})\s*[×xX*＊]\s*(?=\d)", lambda m: f"{m[1]}乘"),
    _rule(r"(?<=\d)\s*\+\s*(?=\d)", "加"),
    _rule(r"(?<![\d.])(\d{1,3})/(\d{1,3})(?![\d.])", _fraction),
    _rule(rf"(?<=[\d月日号时点分]){_TO}(?=\d)", "到"),
    _rule(r"(?<!\d)(\d{1,4})[:：](\d{1,4})(?!\d)", lambda m: f"{m[1]}比{m[2]}"),
    _rule(r"(?<!\d)(\d{3,4})(?=路)", lambda m: digits(m[1], "幺")),
    _rule(r"([A-Za-z])-?(\d+)(?![\d.])", _model),
    _rule(_N, _plain),
    _rule("≥|不小于等于", "大于等于"),
    _rule("≤", "小于等于"),
    _rule("≈", "约"),
    _rule("±", "正负"),
)
