"""Number plates, new-energy ones too, spaced and in small letters; 渝A is left to read."""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.anonymise.base import Pattern, Place, Recognizer, Source

_PROVINCE = "[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使]"
_NAMED = (
    "北京|天津|河北|山西|辽宁|吉林|上海|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|重庆|四川|贵州|云南"
    "|西藏|陕西|甘肃|青海|宁夏|新疆|内蒙"
)
_GAP = r"[ \-·.。:_/,\n'\"()\[\]【】]{0,3}"
_SIGN = "[0-9A-Za-z]"
_BODY = rf"(?:{_GAP}{_SIGN}){{4,6}}(?:{_GAP}[挂学警港澳领使试超])?(?!{_SIGN}|\*)"
_PLATE = re.compile(rf"{_PROVINCE}{_GAP}[A-Za-z][牌临]?(?P<body>{_BODY})")
_ANY = re.compile(rf"[A-Za-z](?<=[一-鿿][A-Za-z])(?P<body>{_BODY})")
_LOOSE = re.compile(
    rf"(?:车牌|牌照|号牌|车号)(?:号码|号|照)?(?:的?(?:尾号|后[2-6]位|末[2-6]位|尾数))?(?:[:是为( ]|就是"
    rf"|应该是){{0,3}}"
    rf"(?P<value>(?:(?:{_NAMED})(?=[A-Za-z]))?[A-Za-z]?(?P<body>"
    rf"(?:[ \-·.]{{0,3}}{_SIGN}){{3,7}}[挂学警]?(?!{_SIGN}|\*)))"
)
_ARMY = re.compile(
    r"(?:[Ww][Jj][ ·\-]?[一-鿿]?|[军空海北沈兰济南广成][A-Z])[ ·\-]?(?P<body>(?:[0-9][ ]?){4,5}[0-9A-Z]?)"
    r"(?![0-9A-Za-z])"
)
_TAIL = re.compile(
    rf"尾号(?:是|为|:| ){{0,2}}(?P<value>{_SIGN}{{3,6}})(?=[ ]?的?[一-鿿]{{0,4}}(?:车|轿"
    rf"|司机|驾驶))(?!{_SIGN})"
)
_GREEN = re.compile(
    rf"(?<!{_SIGN})(?P<value>[A-Z][ ·\-]?(?=[0-9A-Z]{{0,5}}[0-9])(?P<body>[0-9A-Z]{{5,6}}))"
    rf"(?=[ ]?(?:的?[一-鿿]{{0,4}}(?:车|轿|司机)))"
)
_APART = re.compile(rf"^[^0-9A-Za-z]{{0,3}}{_SIGN}{{5}}(?P<gap>[^0-9A-Za-z]{{1,3}}){_SIGN}$")
_VEHICLE = re.compile(r"车|牌照|号牌|驾|停放|司机|违章|营运|线路|超速|限速|查扣|交警")
_LAND = re.compile(r".[块栋楼座区号段位库][A-Za-z]")
_RANGE = re.compile(r"([A-Za-z])[0-9]{1,3}[ ]?[\-/.、~][ ]?\1[0-9]")  # G08-G18
_SAID = re.compile(r"(?:车牌|车号|牌照|号牌)(?:号码|号|照)?(?:[是为: ]|就是){0,2}$")
_BESIDE = "车牌照是为了辆台"
"""What stands before a plate without its province and is no part of it."""
_PLURAL = re.compile(r"[元个万年月日%]|号线|路公交")


def _signs(match: re.Match[str]) -> str:
    return re.sub(r"[^0-9A-Za-z]", "", match["body"])


def _numbered(match: re.Match[str], source: Source) -> Iterable[Place]:
    """Digits, or letters typed for 0 and 1, are two of its signs at least; one, where it is of a vehicle."""
    body = _signs(match)
    digits = sum(char.isdigit() or char in "OoIl" for char in body)
    said = bool(_SAID.search(source.folded, max(0, match.start() - 8), match.start()))
    said = said or match["body"][-1] in "学挂"
    if (any(char.isdigit() for char in body) or said) and (digits >= 2 or _of_a_vehicle(match, source)):
        yield match.start(), _trimmed(match)


def _of_a_vehicle(match: re.Match[str], source: Source) -> bool:
    """A whole plate, mostly of letters, beside a word for a vehicle: 车牌渝AS6KDE, 渝AS6KD挂."""
    full = len(_signs(match)) + (match["body"][-1] in "挂学警港澳领使试超") >= 5
    beside = source.folded[max(0, match.start() - 12) : match.start()], source.folded[match.end() :][:6]
    return full and bool(match["body"][-1] in "挂学" or any(_VEHICLE.search(side) for side in beside))


def _trimmed(match: re.Match[str]) -> int:
    """A sixth sign that alone stands apart is the next word's: 渝A12345。3月."""
    apart = _APART.search(match["body"])
    return match.start("body") + apart.start("gap") if apart else match.end()


def _labelled(match: re.Match[str], source: Source) -> Iterable[Place]:
    """Behind its label three signs are enough."""
    if any(char.isdigit() for char in _signs(match)) and not _PLURAL.match(source.folded, match.end("value")):
        yield match.span("value")


def _near_vehicle(match: re.Match[str], source: Source) -> Iterable[Place]:
    """A plate of a province that isn't one: only where a vehicle is spoken of, and mostly digits."""
    around = source.folded[max(0, match.start() - 30) : match.end() + 20]
    body = _signs(match)
    if (
        source.folded.startswith("@", match.end())
        or _LAND.match(source.folded, max(0, match.start() - 2))
        or _RANGE.match(match[0])
    ):
        return
    if _VEHICLE.search(around) and len(body) >= 5 and sum(char.isdigit() for char in body) >= 4:
        yield match.start() - (source.folded[match.start() - 1] not in _BESIDE), match.end()


def _army(match: re.Match[str], source: Source) -> Iterable[Place]:
    """Plates of the army and the armed police, where a vehicle is spoken of."""
    if _VEHICLE.search(source.folded, max(0, match.start() - 20), match.end() + 12):
        yield match.span()


RECOGNIZER = Recognizer(
    name="plate",
    kind="PLATE",
    patterns=(
        Pattern(_PLATE, ("folded", "digits"), 0.95, _numbered),
        Pattern(_ANY, ("folded",), 0.7, _near_vehicle),
        Pattern(_LOOSE, ("folded", "digits"), 0.85, _labelled, needs=("车牌", "牌照", "号牌", "车号")),
        Pattern(_TAIL, ("folded",), 0.8, needs=("尾号",)),
        Pattern(_ARMY, ("folded",), 0.8, _army),
        Pattern(_GREEN, ("folded",), 0.8, needs=("车", "轿", "司机")),
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
        "【渝AO12I5】停在",
        "一辆【渝AS6KD挂】货车",
        "我的车【渝ADYEHR1】被拖走",
        "车牌号【渝G367F挂】的车",
        "车牌号【渝A12345】的车",
        "车牌尾号【345】",
        "一辆【军A12345】的车",
        "车牌号：【重庆A12345】",
        "【粤Z1234港】",
        "【渝A。12345】",
        "【渝A12\n345】",
        "【渝A12345】。3月5日",
        "尾号【5J21】的白色轿车",
        "车牌号后五位是【12345】",
        "车号【渝BASJA学】，",
        "【渝BSHMG学】司机拒载",
        "牌照【K05915】的面包车",
        "我的车【K57792】停在楼下",
    ),
    negatives=("渝中区A座", "川A区", "渝A牌照"),
    near_misses=(
        "渝A·×××××",
        "渝府发12345",
        "新A1报告",
        "云K项目",
        "云APPS2上线了",
        "新冠B1234567",
        "车牌300元",
        "尾号限行1和6",
        "地块G08-G18临街，车多",
        "停车场在地块G0818旁",
        "车位B2-118。9栋",
        "车主发我邮箱mm4931@qq.com",
    ),
)
