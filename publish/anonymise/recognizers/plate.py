"""Number plates, new-energy ones too, spaced and in small letters; 渝A is left to read."""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.anonymise.base import Pattern, Place, Recognizer, Source

_PROVINCE = "[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]"
_GAP = r"[ \-·.]{0,2}"
_BODY = rf"(?:{_GAP}[0-9A-Za-z]){{4,6}}(?:[挂学警港澳领使])?(?![0-9A-Za-z*])"
_PLATE = re.compile(rf"{_PROVINCE}{_GAP}[A-Za-z](?P<body>{_BODY})")
_ANY = re.compile(rf"[A-Za-z](?<=[一-鿿][A-Za-z])(?P<body>{_BODY})")
_LOOSE = re.compile(rf"(?:车牌|牌照|号牌)(?:号码|号)?[:是为 ]{{0,2}}(?P<value>[A-Za-z]?(?P<body>{_BODY}))")
_VEHICLE = re.compile(r"车|牌照|号牌|驾|停放|司机|违章|营运|线路|超速|限速|查扣|交警")


def _numbered(match: re.Match[str], _source: Source) -> Iterable[Place]:
    body = re.sub(r"[^0-9A-Za-z]", "", match["body"])
    if sum(char.isdigit() for char in body) >= 2 and 4 <= len(body) <= 6:
        yield match.span("value") if "value" in match.re.groupindex else match.span()


def _near_vehicle(match: re.Match[str], source: Source) -> Iterable[Place]:
    """A plate of a province that isn't one: only where a vehicle is spoken of, and mostly digits."""
    around = source.folded[max(0, match.start() - 30) : match.end() + 20]
    body = re.sub(r"[^0-9A-Za-z]", "", match["body"])
    if _VEHICLE.search(around) and len(body) >= 5 and sum(char.isdigit() for char in body) >= 4:
        yield match.start() - 1, match.end()


RECOGNIZER = Recognizer(
    name="plate",
    kind="PLATE",
    patterns=(
        Pattern(_PLATE, ("folded", "digits"), 0.95, _numbered),
        Pattern(_ANY, ("folded",), 0.7, _near_vehicle),
        Pattern(_LOOSE, ("folded", "digits"), 0.85, _numbered),
    ),
    positives=(
        "车牌【渝A12345】",
        "【渝A·B1234】违停",
        "【渝 A 1 2 3 4 5】",
        "【渝AD12345】是新能源车",
        "【渝a-1f234】的车主",
        "【川B12345学】",
        "车牌号：【A12345】",
        "【渝Ａ１２３４５】",
        "【渝A一二三四五】",
    ),
    negatives=("渝中区A座", "川A区", "渝A牌照"),
    near_misses=("渝A·×××××", "渝府发12345", "新A1报告", "云K项目", "新冠B1234567"),
)
