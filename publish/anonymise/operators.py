"""What stands in place of a hit: the policy's word, fitted to the sentence."""

from __future__ import annotations

import re
from collections.abc import Callable

from publish.anonymise import firms, names
from publish.anonymise.base import Hit, Source
from publish.anonymise.cast import Cast
from publish.anonymise.known.dates import number
from publish.anonymise.lexicon import POSTS
from publish.anonymise.place_words import cut
from publish.anonymise.policy import Policy
from publish.text import fold

_LABELS = {
    "PHONE": r"电话|手机|号码|联系方式|致电|座机|热线|固话|传真|尾号|后四位|后4位|末四位",
    "ID_NUMBER": r"身份证|证件|尾号|后四位|后六位",
    "PASSPORT": r"护照|通行证|台胞证|证件",
    "BANK_CARD": r"卡号|账号|账户|帐号|帐户|银行卡|储蓄卡|信用卡|尾号",
    "ACCOUNT": r"编号|[一-鿿]号|号码|单号",
    "EMAIL": r"邮箱|邮件|mail|MAIL|Mail",
    "SOCIAL": r"微信|QQ|qq|账号|帐号|抖音|快手|微博|小红书",
    "URL": r"网址|链接|主页|网站",
}
_LABELLED = {
    kind: re.compile(rf"(?:{words})(?:号码|号)?(?:[:是为]{{1,2}})?[ \"“]?$")
    for kind, words in _LABELS.items()
}
_UNIT = re.compile(r"号楼|单元|门面|村民小组|居民小组|小组|号院|栋|幢|座|楼|层|组|社|队|屯|号|#")
_ROOM = re.compile(r"[0-9A-Za-z]")
_TRADE = re.compile(r"(?:医生|护士|老师|教练|律师)$")
_CIVIL = frozenset(
    ("老师", "医生", "护士", "教授", "会计", "律师", "领导", "工作人员", "网格员", "民警", "秘书")
)
_IN_POST = tuple(post for post in POSTS if post not in _CIVIL)
_FIRM_SAID = re.compile(r"(?:公司|单位|[本我]店|企业|商家)$")
_TENS = "零一二三四五六七八九"
_AGE = re.compile(r"(?P<number>[0-9十百]+)(?P<rest>[^0-9十百]*)")


def replacement(hit: Hit, source: Source, cast: Cast, policy: Policy) -> str:
    """The word for one hit; equal to what stands there where the policy leaves it."""
    special = _OPERATORS.get(hit.kind)
    if special:
        return special(hit, source, cast, policy)
    label = _LABELLED.get(hit.kind)
    if label and label.search(source.folded, max(0, hit.start - 12), hit.start):
        return policy.labelled
    return policy.words.get(hit.kind, policy.nameless)


def _person(hit: Hit, source: Source, cast: Cast, policy: Policy) -> str:
    """王某甲; before a post the surname alone: 杨建国书记 → 杨书记."""
    name = hit.who or bare(source, hit)
    first = name[: names.begins(name, 0)]
    word = cast.tokens.get(hit.who) or _alone(hit, first, policy)
    if (
        policy.official == "post"
        and first
        and word.startswith(first)
        and source.folded.startswith(_IN_POST, hit.end)
    ):
        return first
    return word


def _alone(hit: Hit, first: str, policy: Policy) -> str:
    if hit.kind == "MINOR":
        return policy.minor
    return first + policy.person if first else policy.nameless


def _partial(hit: Hit, source: Source, cast: Cast, policy: Policy) -> str:
    """王先生 → 王某, 王医生 → 王某医生; 老王 stays unless the record knows a 王."""
    written = bare(source, hit)
    nicked = written[:1] in "老小阿" and len(written) == 2
    first = written[1:] if nicked else written[: names.begins(written, 0) or 1]
    known = cast.surnames.get(first)
    if nicked and not known and policy.bare_nickname == "keep":
        return source.text[hit.start : hit.end]
    word = known or first + policy.person
    title = written[len(first) :] if not nicked and "某" not in written else ""
    return word + title if title and (policy.titles == "keep" or _TRADE.search(title)) else word


def _plate(hit: Hit, source: Source, _cast: Cast, policy: Policy) -> str:
    head = re.match(r"([一-鿿])[ ]?([A-Za-z])", source.folded[hit.start : hit.end])
    return head[1] + head[2].upper() + policy.plate if head else policy.words["PLATE"]


def _door(hit: Hit, source: Source, _cast: Cast, _policy: Policy) -> str:
    """3栋2单元5-1 → 某栋某室: first and last of its units."""
    written, top = re.subn("顶[楼层]$", "", source.folded[hit.start : hit.end])
    units = ["栋" if unit == "#" else unit for unit in _UNIT.findall(written)]
    rest = fold.digits(_UNIT.split(written)[-1])
    if _ROOM.search(rest) or rest.endswith(("室", "房", "户")):
        units.append("室")
    chosen = list(dict.fromkeys(units if len(units) < 3 else [units[0], units[-1]]))
    return ("".join("某" + unit for unit in chosen) or "某处") + "顶楼" * top


def _age(hit: Hit, source: Source, _cast: Cast, _policy: Policy) -> str:
    """35岁 → 三十多岁; a birth date → 某年某月某日."""
    written = source.digits[hit.start : hit.end]
    if written.startswith(("出生", "年")):
        return "出生不久" if written[0] == "出" else "年事已高"
    if re.search(r"年|[-./]|[0-9]{6}", written):
        return _date(written)
    age = _AGE.search(written)
    if not age:
        return source.text[hit.start : hit.end]
    rest = re.sub(r"[多来几余]", "", age["rest"])
    return written[: age.start()] + _band(age["number"]) + rest


def _date(written: str) -> str:
    if "年" in written and "月" not in written:
        return "某年"
    parts = len(re.findall(r"[0-9十]+", written))
    return "某年某月" if parts == 2 else "某年某月某日"


def _band(written: str) -> str:
    years = 100 if "百" in written else int(written) if written.isdigit() else number(written)
    if years >= 100:
        return "一百多"
    if years < 10:
        return "几"
    return ("" if years < 20 else _TENS[years // 10]) + "十多"


def _firm(hit: Hit, source: Source, cast: Cast, policy: Policy) -> str:
    """A firm's telling tail stays: 某快递代收点; behind 我公司 its name is only left out."""
    if _FIRM_SAID.search(source.folded, max(0, hit.start - 6), hit.start):
        return policy.firm_again
    name = hit.who or bare(source, hit)
    return cast.firms.get(firms.identity(name)) or firms.word(name, policy)


def _place(hit: Hit, source: Source, _cast: Cast, policy: Policy) -> str:
    return cut(source.folded[hit.start : hit.end], policy)


def bare(source: Source, hit: Hit) -> str:
    """What stands at a hit, folded, without blanks and marks."""
    return re.sub(r"[\s·.*_\-]", "", source.folded[hit.start : hit.end])


Operator = Callable[[Hit, Source, Cast, Policy], str]
_OPERATORS: dict[str, Operator] = {
    "PERSON": _person, "PERSON_OFFICIAL": _person, "MINOR": _person,
    "PERSON_PARTIAL": _partial, "PLATE": _plate,
    "ADDRESS_DOOR": _door, "ADDRESS_COMMUNITY": _place, "BIRTH_OR_AGE": _age, "ORG_PRIVATE": _firm,
}  # fmt: skip
