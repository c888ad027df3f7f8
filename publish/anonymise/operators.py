"""What stands in place of a hit: the policy's word, fitted to the sentence."""

from __future__ import annotations

import re
from collections.abc import Callable

from publish.anonymise import firms, names
from publish.anonymise.age_words import age
from publish.anonymise.base import Hit, Source
from publish.anonymise.cast import Cast
from publish.anonymise.cast import first as surname_of
from publish.anonymise.door_words import door
from publish.anonymise.lexicon import POSTS
from publish.anonymise.place_words import cut
from publish.anonymise.policy import Policy

_LABELS = {
    "PHONE": r"电话|手机|号码|联系方式|致电|座机|热线|固话|传真|尾号|后四位|后4位|末四位",
    "ID_NUMBER": r"证|证件|尾号|后四位|后六位",
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
_ORDER = re.compile(r"订单|运单|单号|编号|合同|流水")
_TRADE = re.compile(r"(?:医生|护士|老师|教练|律师)$")
_CIVIL = frozenset(
    ("老师", "医生", "护士", "教授", "会计", "律师", "领导", "工作人员", "网格员", "民警", "秘书", "段长")
)
_IN_POST = tuple(post for post in POSTS if post not in _CIVIL)
_ONLY = ("才", "只有", "刚", "仅", "满", "不到", "刚刚")
_FIRM_SAID = re.compile(r"(?:公司|单位|[本我]店|企业|商家)$")


def replacement(hit: Hit, source: Source, cast: Cast, policy: Policy) -> str:
    """The word for one hit; equal to what stands there where the policy leaves it."""
    special = _OPERATORS.get(hit.kind)
    if special:
        return special(hit, source, cast, policy)
    said = source.folded[max(0, hit.start - 12) : hit.start]
    kind = "ACCOUNT" if hit.kind == "BANK_CARD" and _ORDER.search(said) else hit.kind
    if kind in _LABELLED and _LABELLED[kind].search(said):
        return policy.labelled
    return policy.words.get(kind, policy.nameless)


def _person(hit: Hit, source: Source, cast: Cast, policy: Policy) -> str:
    """王某甲; before a post the surname alone: 杨建国书记 → 杨书记."""
    name = hit.who or bare(source, hit)
    first = surname_of(name)
    word = cast.tokens.get(name) or _alone(hit, first, policy)  # what is left of a hit may be a name, too
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
    written = source.folded[hit.start : hit.end]
    word = door(written)
    said_next = written.endswith("#") and source.folded.startswith(word[-1:], hit.end)
    return word.removesuffix("栋") if said_next else word


def _age(hit: Hit, source: Source, _cast: Cast, _policy: Policy) -> str:
    """三十多岁; of a small child 几岁, and 尚幼 where 几岁 would ask: 今年5岁, 女儿5岁."""
    word = age(source.digits[hit.start : hit.end], source.text[hit.start : hit.end])
    only = source.folded[max(0, hit.start - 2) : hit.start].endswith(_ONLY)
    told = only or source.folded.startswith(("的", "大"), hit.end)
    return "尚幼" if word in ("几", "几岁") and not told else word


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
