"""Whether what looks like a name is part of a place, a road, a body, a firm or a common word.

Asked of unsure candidates alone (P below a half): 丁家岭 of 丁家岭社区, 龙源 of 龙源水库, 白马桥 of
白马桥街道, 孔明 of 孔明灯, 高端. A word before that a name follows (叫, 姓名, 儿子) speaks against.
"""

from __future__ import annotations

import re

from publish.anonymise import lexicon, names, places

_SINGLE = (
    r"路(?![过上边遇])|[街巷弄镇乡县州寺庙坡沟湾坝坪岭溪屯塘冲垭沱坎河湖桥]|江(?!某)|市(?!民)|村(?![里上])|区(?!别)|站(?![在着起出立])|厂(?![长里])"
    r"|[店院](?![长里主子])|组(?![长织成])|社(?![长会保])|队(?![长员伍])|楼(?![上下])|局(?![面部长])|办(?![理事公证法案的了过手])"
    r"|委(?![托员屈])|处(?![理于罚长分置])|厅(?!长)|城(?!管)|[苑府阁庭栋幢]|期(?![间望待限])|号[线楼院]|线(?![索上下])"
    r"|灯|[0-9]{1,2}[栋幢期]|[0-9一二三四五六七八九十]{1,2}[村社组](?![长])"
)
_BODY = "|".join(sorted(lexicon.BODIES, key=lambda word: (-len(word), word)))
_SIDE = "[东南西北中]?"
_AFTER = re.compile(rf"{_SIDE}(?:{_BODY}|{_SINGLE})")
_LATER = re.compile(
    r"[^的了在到是有和与被把去来向对给让从因为及或说称找要不没个这那其某,。、;:!?()\s]{1,2}"
    r"(?:街道|社区|小区|水库|大桥|公园|广场|派出所|人民政府|居委会|村委会|小学|中学|大道|街|路(?![过上边遇]))"
)
_LAST = re.compile(r"[路街镇乡村县市区寺庙巷站厂店院局组队](?![长员])")
_CALLS = re.compile(
    rf"(?:[名叫姓]|姓名|[名人][:是为]|投诉人|当事人|联系人|申请人|业主|村民|居民|户主|司机"
    rf"|(?:{'|'.join(lexicon.KIN)}))[: ]?$"
)


def within(folded: str, start: int, end: int) -> bool:
    """Whether the candidate [start, end) is no person's name but a part of something public or common."""
    if folded[start:end] in lexicon.COMMON or names.within(folded, start):
        return True
    if _CALLS.search(folded, max(0, start - 5), start):
        return False
    return _place(folded, start, end) or places.country().covers(folded, start, end)


def follows(folded: str, at: int) -> bool:
    """Whether what begins at `at` makes a place or a body of the name before it: 小区, 街道, 三期."""
    return bool(_AFTER.match(folded, at))


def _place(folded: str, start: int, end: int) -> bool:
    if _AFTER.match(folded, end) or _LATER.match(folded, end):
        return True
    whole = end - start > 2
    return bool(_AFTER.match(folded, end - 1) and folded[end : end + 1] and _multi(folded, end - 1)) or bool(
        whole and _LAST.match(folded, end - 1)
    )


def _multi(folded: str, at: int) -> bool:
    """Whether a word of two characters or more begins at `at`: 水库 of 龙源水|库."""
    found = _WORD.match(folded, at)
    return bool(found and found.end() - at > 1)


_WORD = re.compile(_BODY)
