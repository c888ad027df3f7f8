"""The keep layer: what is public stays, unless a structured hit or a known identifier claims it."""

from __future__ import annotations

import re

from publish.anonymise import landmarks, places, wording
from publish.anonymise.base import Hit, Rank, Source
from publish.anonymise.firm_words import TRADES, WORDS
from publish.anonymise.public import PROVINCES, Published, operator

_NAMES = frozenset(("PERSON", "PERSON_PARTIAL", "PERSON_OFFICIAL", "OFFICIAL_PARTIAL", "NICKNAME"))
_SOMEBODY = _NAMES | {"MINOR"}
_REACH = 12
_FIGURES = re.compile(
    r"[一-鿿]{0,8}[(\[〔【][0-9]{4}[)\]〕】](?:第)?[0-9]{1,5}(?:-[0-9]{1,3})?号"  # document numbers
    r"|第[0-9一二三四五六七八九十百零]{1,6}(?:条|款|项|章|节|批|期|届|次|号令?)"  # statutes
    r"|[0-9][0-9,.]*+(?:余|多)?[万亿]?(?:元|户|人|吨|米|公里|平方|千瓦|立方|件|亩|台|辆|套|间|个|度|次|天)"
    r"|[0-9][0-9,.]*+(?:%|㎡|kV|MW)"
    r"|(?:20)?[0-9]{2}年[0-9]{1,2}月(?:[0-9]{1,2}[日号])?|[0-9]{1,2}月[0-9]{1,2}[日号]"  # dates
    r"|[A-Z]?[0-9]{1,4}(?:路|号线|线)(?:公交|地铁|轻轨|车)?|[GSXYC][0-9]{1,4}(?:国道|省道|高速|线)?"
)


_DOCUMENT = re.compile(
    r"[发办函字规建文令通复审批督党政组委府厅局会综]{0,3}(?:[\[〔【](?:19|20)[0-9]{2}[\]〕】]"
    r"|(?<=[发办函字规文令通复])\((?:19|20)[0-9]{2}\))第?[0-9]{1,5}号"
)
"""The rest of a document's number behind what may be read as a name in it: 高建发〔2019〕12号."""
_ISSUED = frozenset("发函办字规文令通复")
"""What heads of documents' numbers end in: no person's name stands right before 〔2019〕12号."""
_CITED = re.compile(r"(?:[^一-鿿]|[据照按及和与的了以由]|^)$")
_TOWARDS = frozenset("向在到从去至往对由")
_LANDS = frozenset((*PROVINCES.split("|"), "中国", "国家"))
_TOWN = ("镇", "乡", "街道", "区", "县", "市")


def reason(hit: Hit, source: Source, published: Published, named: frozenset[str]) -> str:
    """Why a hit must not be masked, since what it claims is public: MASKED, PUBLIC_PHONE, MAY_BE_NAMED,
    PUBLIC_NAME, LANDMARK or FIGURE; "" where nothing spares it."""
    if hit.rank is Rank.KNOWN:
        return ""
    if hit.kind == "PHONE":
        return "PUBLIC_PHONE" if published.phone(source.text[hit.start : hit.end]) else ""
    sure = _nobody(hit, source.folded, named)
    return sure or (_public(hit, source, published) if hit.rank is Rank.SOFT else "")


def _nobody(hit: Hit, folded: str, named: frozenset[str]) -> str:
    """Why what was claimed is no private person's, however sure the claim."""
    if hit.kind in ("PERSON", "NICKNAME", "ORG_PRIVATE") and wording.ours(folded, hit.start, hit.end):
        return "MASKED"
    mistaken = _mistaken(folded, hit.start, hit.end) if hit.kind in _SOMEBODY else ""
    return mistaken or ("MAY_BE_NAMED" if hit.who and hit.who in named else "")


def _public(hit: Hit, source: Source, published: Published) -> str:
    folded, start, end = source.folded, hit.start, hit.end
    if published.covers(folded, start, end):
        return "PUBLIC_NAME"
    if hit.kind in _NAMES:
        return "LANDMARK" if landmarks.within(folded, start, end) or _town(folded, start, end) else ""
    if hit.kind == "ORG_PRIVATE":
        return "PUBLIC_NAME" if operator(folded, start, end) else ""
    return "FIGURE" if _figure(folded, start, end) else ""


def _mistaken(folded: str, start: int, end: int) -> str:
    """What a name is instead of one, whatever its chance: the head of a document's number, 向重庆."""
    if _document(folded, start, end):
        return "FIGURE"
    return "PUBLIC_NAME" if _towards(folded, start, end) else ""


def _document(folded: str, start: int, end: int) -> bool:
    """Whether a name is the head of a document's number, whatever its chance."""
    cited = folded[end - 1] in _ISSUED or _CITED.search(folded[max(0, start - 1) : start])
    return bool(cited and _DOCUMENT.match(folded, end))


def _towards(folded: str, start: int, end: int) -> bool:
    """Whether a name is a word for a direction and a place of which a common word follows: 向重庆 of
    向重庆燃气集团, 向中国 of 向中国移动."""
    place = folded[start + 1 : end]
    if folded[start] not in _TOWARDS or place not in _LANDS:
        return False
    return folded[end : end + 2] in WORDS or folded[end : end + 2] in TRADES


def _town(folded: str, start: int, end: int) -> bool:
    """Whether a name is a word for a direction and the beginning of a town: 向龙 of 向龙兴镇."""
    if folded[start] not in _TOWARDS:
        return False
    to = places.country().begins(folded, start + 1)
    return to > end and folded[start + 1 : to].endswith(_TOWN)


def _figure(folded: str, start: int, end: int) -> bool:
    """Whether [start, end) lies within a document number, an amount, a date, an article or a route."""
    for match in _FIGURES.finditer(folded, max(0, start - _REACH), min(len(folded), end + _REACH)):
        if match.start() <= start and end <= match.end():
            return True
    return False
