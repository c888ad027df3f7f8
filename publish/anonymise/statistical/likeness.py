"""How much a stretch looks like a name by its characters, and its chance with that.

Each network by itself takes person nouns (小孩子, 姑姑), names of estates or firms, or odd words for names;
where both say so, or one does and the characters are a name's, it is one. So the log odds of both are
weighed alike, and the look of the stretch is added. The weights are round numbers, read off a table of
such stretches by chances and look; what is left to them is measured in docs/reference/anonymiser.md.
"""

from __future__ import annotations

import math
import re

from publish.anonymise import landmarks, names
from publish.anonymise.lexicon import (
    COMMON,
    COMPOUND,
    GIVEN,
    KIN,
    KIN_CHOICE,
    PARTS,
    POSTS,
    RARE,
    SURNAMES,
    TITLES,
    choice,
)
from publish.anonymise.name_forms import NOBODY

_WEIGHT = 0.6  # of each network: they err together less often than one by itself, but not independently
_FLOOR, _CEILING = 0.001, 0.99  # a network's chances are not surer than that
_LIKELY, _WHOLE, _OTHER = 1.5, 0.0, -2.0
_PUBLIC = -2.5
_LONG = -1.5
_CALLED = 1.5
_PLACE, _PLACE_END = -1.0, frozenset("路街镇村巷桥湾")  # 李小路 is one where both networks are sure
_NEVER = re.compile(
    r"[零〇一二三四五六七八九十壹贰叁肆伍陆柒捌玖幺两]{3}|电话|手机|身份证|性别|地址|住址|微信|姓名|出生|车牌|账号|[村居市]民|业主|网友|加我|薇信"
    r"|[京津沪渝冀晋辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川贵云藏陕甘青宁新蒙][A-Za-z]"
)
_PAYS = re.compile(r"[了交付收给还退花没有要拿挣赚出多少点块的]$")  # 钱 behind them is money
_KIN = choice(KIN)
_PERSONS = re.compile(rf"(?:[你我他她您]们?|[俩大二小老])?[的家个]?(?:{_KIN}|娃儿?|摊主|村长|婴儿|孕妇)们?")
_CALLS = re.compile(rf"(?:叫|姓名|名字|[人者名主方]|{_KIN})(?:[是为:(]| |: )?$")
_LEADS = re.compile(
    rf"外(?:孙女?|公|婆|甥女?)|{KIN_CHOICE}|户[主名]|[车业房失店机货]主|邻居|本人|[你您]好|经办人|老师|姓名|名字|投诉人|联系人"
)
_NONE = NOBODY | frozenset((*TITLES, *POSTS))
_HOME = re.compile(rf"(?:{_KIN})[叫:是]?$")  # behind which a given name stands alone
_LATIN = re.compile(r"[A-Z][a-z]{2,}(?:[ .·][A-Z][a-z]+)*")
_REACH = 6


def chance(text: str, start: int, end: int, lac: float, cutword: float) -> float:
    """The chance that [start, end) of a sentence is a person's name; 0 of what never is one.

    `lac`, `cutword`: what each network gives its characters on average.
    """
    name = text[start:end].replace(" ", "") if text[start] >= "一" else text[start:end]
    if _nobody(name) or (name[0] == "钱" and _PAYS.search(text, max(0, start - 1), start)):
        return 0.0
    odds = _WEIGHT * (_log_odds(lac) + _log_odds(cutword))
    before = text[max(0, start - _REACH) : start]
    odds += _PLACE if name[-1] in _PLACE_END else 0.0
    odds += max(_look(name), _WHOLE) if _given(name) and _HOME.search(before) else _look(name)
    if _CALLS.search(before):
        odds += _CALLED
    elif landmarks.within(text, start, end):
        odds += _PUBLIC * (2 if landmarks.sure(text, end) else 1)
    return 1 / (1 + math.exp(-odds))


def _nobody(name: str) -> bool:
    """Whether it is none whatever the networks say: a word for persons, a label, digits in 汉字, a plate."""
    if name[0].isascii():
        return not _LATIN.fullmatch(name)
    return name in _NONE or bool(_NEVER.search(name) or _PERSONS.fullmatch(name))


def _given(name: str) -> bool:
    return len(name) == 2 and set(name) <= GIVEN


def _log_odds(value: float) -> float:
    value = min(max(value, _FLOOR), _CEILING)
    return math.log(value / (1 - value))


def _look(name: str) -> float:
    if "·" in name or composed(name) or names.likely(name):
        return _LIKELY
    if len(name) > 4 and not name[0].isascii():
        return _OTHER + _LONG
    whole = names.whole(name) or name[0].isascii() or (len(name) == 4 and names.likely(name[:3]))
    whole = whole or (name[0] in RARE and len(name) < 4 and set(name[1:]) <= GIVEN and name not in COMMON)
    return _WHOLE if whole else _OTHER


def composed(name: str) -> bool:
    """Whether a name is made of parts as 格桑|卓玛 and 买买提 are."""
    if name in PARTS:
        return True
    return any(name[:size] in PARTS and composed(name[size:]) for size in range(2, len(name) - 1))


def part_before(text: str, at: int) -> int:
    """Characters before `at` that are parts of such names; 0 where none are."""
    return next((size for size in range(7, 1, -1) if size <= at and composed(text[at - size : at])), 0)


def part_behind(text: str, at: int) -> int:
    """Characters from `at` on that are parts of such names; 0 where none are."""
    return next((size for size in range(min(7, len(text) - at), 1, -1) if composed(text[at : at + size])), 0)


def led(text: str, at: int) -> int:
    """Where the name begins if a word for a person stands at `at`, or around it: 公 of 公公艳月."""
    for start in range(max(0, at - 2), at + 1):
        found = _LEADS.match(text, start)
        if found and found.end() > at:
            return found.end()
    return at


def surname(text: str, at: int) -> bool:
    """Whether a surname begins at `at`."""
    return text[at : at + 1] in SURNAMES or text[at : at + 2] in COMPOUND
