"""Whether what looks like a name is part of a place, a road, a body, a firm or a common word.

Asked of unsure candidates alone (P below a half): 丁家岭 of 丁家岭社区, 龙源 of 龙源水库, 白马桥 of
白马桥街道, 孔明 of 孔明灯, 高端. A word before that a name follows (叫, 姓名, 儿子) speaks against.
"""

from __future__ import annotations

import re

from publish.anonymise import lexicon, names, places
from publish.anonymise.firm_words import WORDS

_SINGLE = (
    r"路(?![过上边遇])|[街巷弄镇乡县州寺庙坡沟湾坝坪岭溪屯塘冲垭沱坎河湖桥]|江(?!某)|市(?!民)|村(?![里上])|区(?!别)|站(?![在着起出立])|厂(?![长里])"
    r"|[店院](?![长里主子])|组(?![长织成])|社(?![长会保])|队(?![长员伍])|楼(?![上下])|局(?![面部长])|办(?![理事公证法案的了过手])"
    r"|委(?![托员屈])|处(?![理于罚长分置])|厅(?!长)|城(?!管)|[苑府阁庭栋幢]|期(?![间望待限])|号[线楼院]|线(?![索上下])"
    r"|灯|[0-9]{1,2}[栋幢期]|[0-9一二三四五六七八九十]{1,2}[村社组](?![长])"
)
_BODY = lexicon.choice(lexicon.BODIES)
_SIDE = "[东南西北中]?"
_AFTER = re.compile(
    rf"{_SIDE}(?:{_BODY}|{_SINGLE}|(?:(?:往|至|到)[^的,。]{{1,4}})?方向|一带|沿线|境内|与[一-鿿]{{1,4}}(?:路|街|大道)(?:交|之间|口|路口))"
)
_LATER = re.compile(
    r"[^的了在到是有和与被把去来向对给让从因为及或说称找要不没个这那其某欠我你他她,。、;:!?()\s]{1,2}"
    r"(?:街道|社区|小区|水库|大桥|公园|广场|派出所|人民政府|居委会|村委会|小学|中学|大道|街|路(?![过上边遇])|安置小区|综合楼|工程|渠道?)"
    r"|(?![在到从往进出去把])[一-鿿](?:[府苑庭邸墅轩]|花园|小区)(?![上下])(?<![政学]府)"
)
_LAST = re.compile(r"[路街镇乡村县市区寺庙巷站厂店院局组队](?![长员])")
_SURE = re.compile(
    r"[东南西北中]{1,2}[路街]|大道|街道办|街道党工委|人民政府|派出所|居委会|村委会|水库|立交|大桥|隧道|片区"
)
_ON = re.compile(r"[在到至沿经从走由过]$")
_ROAD = re.compile(r"[至到口段与]|附近|两侧|沿|一带|[东西南北]侧")
_GOES = re.compile(r"(?:母亲河|位于|地处|途经|途径|开往|通往|前往|驶往|直达|邻近|靠近)$")
_CALLS = re.compile(
    rf"(?:[名叫姓]|姓名|[名人][:是为]|投诉人|当事人|联系人|申请人|业主|村民|居民|户主|司机"
    rf"|{lexicon.choice(lexicon.KIN)})[: ]?$"
)


def within(folded: str, start: int, end: int) -> bool:
    """Whether the candidate [start, end) is no person's name but a part of something public or common."""
    if _common(folded, start, end):
        return True
    if _CALLS.search(folded, max(0, start - 5), start):
        return False
    if _GOES.search(folded, max(0, start - 3), start):
        return True
    return _place(folded, start, end) or places.country().covers(folded, start, end)


def _common(folded: str, start: int, end: int) -> bool:
    """Whether a stretch is a word and no name, or begins amid a word: 日夜 of 变本加厉日夜."""
    written = folded[start:end]
    if written in lexicon.COMMON or (written in WORDS and not names.likely(written)):
        return True
    if folded[start - 1 : start] in _LOOSE and names.likely(written):
        return False
    return names.within(folded, start) or _amid(folded, start)


def _amid(folded: str, start: int) -> bool:
    """Whether a common word begins before `start` and ends after it."""
    for at in range(max(0, start - 3), start):
        if folded[at] not in _LOOSE:
            for to in range(start + 1, at + 5):
                if folded[at:to] in WORDS:
                    return True
    return False


def sure(folded: str, end: int) -> bool:
    """Whether what follows a stretch never follows a person's name: 东路, 大道, 街道办事处, 人民政府."""
    return bool(_SURE.match(folded, end))


def follows(folded: str, at: int) -> bool:
    """Whether what begins at `at` makes a place or a body of the name before it: 小区, 街道, 三期."""
    return bool(_AFTER.match(folded, at))


def _place(folded: str, start: int, end: int) -> bool:
    if _AFTER.match(folded, end) or _LATER.match(folded, end):
        return True
    if _ends_in_one(folded, start, end):
        return True
    if folded[end - 1] == "路" and (_ON.search(folded, max(0, start - 1), start) or _ROAD.match(folded, end)):
        return True
    whole = end - start > 2
    return bool(_AFTER.match(folded, end - 1) and folded[end : end + 1] and _multi(folded, end - 1)) or bool(
        whole and not names.likely(folded[start:end]) and _LAST.match(folded, end - 1)
    )


def _ends_in_one(folded: str, start: int, end: int) -> bool:
    """Whether a stretch ends in a body's or a road's last part: 文小学 of 棹文小学, 林路 of 汀林路."""
    if folded[start:end] in lexicon.BODIES or (end - start > 2 and folded[end - 2 : end] in lexicon.BODIES):
        return True
    before = folded[start - 1 : start]
    return folded[end - 1] in "路街巷村镇乡" and "一" <= before <= "鿿" and before not in _LOOSE


def _multi(folded: str, at: int) -> bool:
    """Whether a word of two characters or more begins at `at`: 水库 of 龙源水|库."""
    found = _WORD.match(folded, at)
    return bool(found and found.end() - at > 1)


_LOOSE = frozenset(
    "的由是向被找和与及给对让跟同叫了后但而个位名有问请以当来小老大阿为在于从把将到去就也都还不没我你他她某长员人民"
)
"""Characters that stand before names as words of their own, so that 由于洪涛 may be 由 and 于洪涛."""
_WORD = re.compile(_BODY)
