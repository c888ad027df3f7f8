"""Letters with figures: model numbers, materials, standards of things (C30, WiFi6, 5A, 95#)."""

from __future__ import annotations

import re

from publish.radio.figures.base import rule
from publish.radio.figures.numerals import cardinal, dialled, digits, number

KIND, RANK = "models", 75

_ROMAN = dict(zip("ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ", range(1, 13), strict=True)) | {
    "I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10,
}  # fmt: skip


def figures(text: str) -> str:
    """The figures of a model: one or two places and round ones counted, others one by one."""
    if "." in text:
        return number(text)
    if text[0] == "0" and len(text) > 1:
        return digits(text)
    return cardinal(int(text)) if len(text) < 3 or int(text) % 10 == 0 else dialled(text)


def _model(match: re.Match[str]) -> str:
    return match[1] + figures(match[2])


RULES = (
    rule("(?<=[Xx])86", "八六"),
    rule(
        r"(?<![A-Za-z])(CRH?|COVID)-?(\d+)",
        lambda m: m[1] + (digits(m[2]) if m[1] != "COVID" else cardinal(int(m[2]))),
    ),
    rule(r"(?<=[A-Z])(\d{4})-(\d{3,})(?!\d)", lambda m: f"{digits(m[1])}，{dialled(m[2])}"),
    rule(r"([A-Za-z])[- ]?(\d+(?:\.\d+)?)(?!\d)", _model),
    rule(r"(?<![\d.])(\d{4})(?=[Pp](?![A-Za-z]))", lambda m: digits(m[1])),
    rule(r"(?<![\d.])(\d{1,3})(?=[A-Z](?![a-z]))", lambda m: figures(m[1])),
    rule(r"(?<!\d)(304|316|201|430)(?=不锈钢|钢)", lambda m: dialled(m[0])),
    rule(r"(?<=\d)#(?=[^\d]|$)", "号"),
    rule(r"[Ⅰ-Ⅻ](?=[类级型期度区段号标]|$|[，。、])", lambda m: cardinal(_ROMAN[m[0]])),
    rule(r"(?<![A-Za-z])(?:I{1,3}|IV|VI{0,3}|IX)(?=[类级型期度标])", lambda m: cardinal(_ROMAN[m[0]])),
)

EXAMPLES = """
C25混凝土 → C二十五混凝土
98#汽油 → 九十八号汽油
4A级景区 → 四A级景区
Ⅲ类水质 → 三类水质
型号XL-205 → 型号XL二零五
WiFi 6 → WiFi六
"""
