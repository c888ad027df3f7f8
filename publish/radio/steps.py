"""The steps of words/ear_rules.yaml that are more than one expression."""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec

from publish.radio import masks
from publish.radio.ear import ear, unreadable

_BRACKETS = re.compile(r"（[^（）]*）|\([^()]*\)|〔[^〔〕]*〕(?!第?\d+号)|<[^<>]*>")
_DOCUMENT = re.compile(
    r"(?:(?<=根据)|(?<=按照)|(?<=依据)|(?<=依照)|(?<=参照)|(?<=印发)|(?<=出台)|(?<=《)|\b|(?<=[，。；]))?"
    r"[\u4e00-\u9fff]{1,9}[〔\[（(【]\d{4}[〕\])）】]第?\d+号(?:文件|文)?"
)
_HEAD = re.compile(r"^(.*?(?:根据|按照|依据|依照|参照|印发|出台|下发|执行|发布|[了的和与及]))")
_QUOTES = str.maketrans({"“": "", "”": "", "‘": "", "’": "", '"': "", "「": "", "」": "", "『": "", "』": ""})
_WESTERN = str.maketrans({",": "，", ";": "；", "?": "？", "!": "！", ":": "：", "(": "（", ")": "）"})
_INNER = re.compile(r"(?<!\d),|,(?!\d)|[;?!()]|(?<!\d):|:(?!\d)")
_MASK = re.compile("某(?![些种个一])")
_STRAY = re.compile("[〔〕（）()]")
_FILED = re.compile(r"〔(\d{4})〕(?=第?\d)")
_AREA_CODE = re.compile(r"[（(](0\d{2,3})[）)](?=\d{7,8})")
_SPACE = re.compile(r"\s+")
_FIRST = re.compile(r"我们?(局|委|办|中心|街道|镇|乡|公司|院|校|单位|支队|大队|部门|所|站)(?!里|门)")

_SELF = re.compile(
    r"(?:我|本人|俺|咱)(?:是[^，]{0,30}(?:人|户|民|主|工|生|长|者)|[叫姓]|家?住)|(?:家|现)?住(?!宅|房|院|户|建|宿|校|不)|本人|(?:我的?)?(?:电话|手机|名字)"
)
_TOLD = re.compile(r"(回访|告知|送交|联系上?|答复|反馈给|致电|走访)(了?)一位市民")


class Voice(msgspec.Struct, frozen=True):
    """Who is who in a matter: the one who raised it, the unit that speaks in its reply, known units.

    `units` maps the names of public bodies to what they are called on air, longest first.
    `documents`: numbers of documents are wanted on air.
    """

    complainant: str = "这位市民"
    unit: str = "承办单位"
    units: tuple[tuple[str, str], ...] = ()
    district: str = ""
    documents: bool = False


def marks(text: str) -> str:
    """Chinese marks for Western ones, no stray space."""
    text = _SPACE.sub("", text) if not re.search(r"[A-Za-z]\s+[A-Za-z]", text) else _SPACE.sub(" ", text)
    return _INNER.sub(lambda m: m[0].translate(_WESTERN), area_code(text))


def area_code(text: str) -> str:
    """The area code of a telephone before it, not in brackets."""
    return _AREA_CODE.sub(r"\1-", text)


def without_brackets(text: str) -> str:
    """The text without what stands in brackets, nested ones too."""
    for _ in range(4):
        shorter = _BRACKETS.sub("", text)
        if shorter == text:
            break
        text = shorter
    return re.sub(r"[（）()]", "", text)


def documents(text: str, voice: Voice) -> str:
    """Numbers of documents, unless they are wanted: 根据渝府发〔2022〕15号文件 → 根据有关文件."""
    if voice.documents:
        return text
    return _DOCUMENT.sub(lambda match: _document(match[0]), text)


def _document(found: str) -> str:
    kept = _HEAD.match(found)
    return (kept[1] if kept else "") + "有关文件"


def office_people(text: str, voice: Voice) -> str:
    """Nobody named; a sentence whose masked name can't be bridged is left out whole."""
    said = masks.spoken(text, who=voice.complainant, office=True)
    return "" if masks.UNSAYABLE in said else said


def without_masks(text: str) -> str:
    """Nothing where a mask is left that no rule could bridge."""
    return "" if _MASK.search(text) else text


def readable_clauses(text: str) -> str:
    """The clauses that hold no mask, address of the net or label of a private number."""
    if not unreadable().search(text):
        return text
    kept = [clause for clause in re.split(r"(?<=[，；。！？])", text) if not unreadable().search(clause)]
    return "".join(kept)


def without_self(text: str) -> str:
    """A citizen's sentence without the clauses that say who and where he is."""
    kept = [clause for clause in re.split(r"(?<=[，；。！？])", text) if not _SELF.match(clause)]
    return "".join(kept)


def bodies(text: str, voice: Voice) -> str:
    """Public bodies by the names people say."""
    for name, said in voice.units:
        text = text.replace(name, said)
    for name, said in ear().bodies.items():
        text = text.replace(name, said)
    return text


def persons(text: str, voice: Voice) -> str:
    """An office's reply told by a third person: 您 → the complainant, 我局 → the unit."""
    text = re.sub(
        r"(?:您|你)(?:本人|们)?(?=反映|提出|投诉|咨询|来信|留言|诉求|所反映)", voice.complainant, text
    )
    text = re.sub(r"贵公司|贵单位|贵企业", "这家企业", text)
    text = re.sub(r"投诉人|反映人|来信人|来电人|诉求人|信访人|举报人|该网友|网友", voice.complainant, text)
    text = re.sub(r"您家|你家", voice.complainant + "家", text)
    text = re.sub(r"您|你们|你", voice.complainant, text)
    text = re.sub(r"这家企业(?:的)?(?:公司|企业)", "这家企业", text)
    text = _FIRST.sub(voice.unit, text)
    text = re.sub(r"我们", voice.unit, text)
    text = _TOLD.sub(rf"\1\2{voice.complainant}", text)
    return re.sub(r"我(?=[区县市])", "本", text)


def without_quotes(text: str) -> str:
    """No quotation marks and stray brackets."""
    return _STRAY.sub("", _FILED.sub(r"\1，", text)).translate(_QUOTES)


def tidy(text: str) -> str:
    """No doubled, leading or hanging marks; one full stop at the end."""
    text = re.sub(r"[—–]{2,}|…+", "，", text)
    text = re.sub(r"[，、；：]+(?=[，。；！？])", "", text)
    text = re.sub(r"([，、。；：])[，、；：。]+", r"\1", text)
    text = re.sub(r"([。！？])[。！？]+", r"\1", text)
    text = re.sub(r"^(?:[，、。；：！？\s.—]|-(?!\d))+", "", text)
    text = re.sub(r"[，、；：\s]+$", "", text)
    if not text:
        return ""
    return text if text[-1] in "。！？" else text + "。"


STEPS: dict[str, Callable[[str], str]] = {
    "marks": marks,
    "area_code": area_code,
    "without_brackets": without_brackets,
    "plates": masks.plates,
    "citizen_people": masks.spoken,
    "without_masks": without_masks,
    "readable_clauses": readable_clauses,
    "without_self": without_self,
    "without_quotes": without_quotes,
    "tidy": tidy,
}
VOICED: dict[str, Callable[[str, Voice], str]] = {
    "documents": documents,
    "office_people": office_people,
    "bodies": bodies,
    "persons": persons,
}
"""Steps that must know who is who."""
