"""Masked people on air: a token like 王某 is never read, and nobody is called by a surname."""

from __future__ import annotations

import re
from functools import cache

from publish.radio.ear import ear

UNSAYABLE = "✕"
"""Stands where a masked name can't be bridged: whoever reads on leaves that clause or sentence out."""

_SECOND = "甲乙丙丁戊己庚辛壬癸"
_PLATED = re.compile(r"(?:车牌号?码?[为是:：]?)?[\u4e00-\u9fff][A-Z]·?×+(?:号|的)*(?=[\u4e00-\u9fff]{0,3}车)")
_PLATE_ALONE = re.compile(r"[，,、]?车牌号?码?[为是:：]?[\u4e00-\u9fff][A-Z]·?×{3,}")
_PLATE = re.compile(r"[\u4e00-\u9fff][A-Z]·?×{3,}")
_SPEAKS = "说|称|讲|问|来电|来信|表示|反映|认为|承认|告诉|要求|提出|不认|没|反馈|回访|发现|在|拿"
_GOT = (
    "来电|来信|表示|反映|提出|提的|反馈|回访时|在回访|本人|家|当天领|已领|已收|的(?:退款|款项|居住证|账户|问题)"
    "|账户|核对无误|自下月|等(?:农户|代表|人)|，?其表示|作为业主|，本人"
)
_TOLD = ("回访", "告知", "联系", "退回", "退还", "送到", "赔偿", "给", "与", "向")
_SENT = "道歉|致歉|说明|电话说明|全额赔偿|赔偿|达成|打的电话|打电话|解释|赔礼|一对一"


def plates(text: str) -> str:
    """The text without number plates."""
    text = _PLATE_ALONE.sub("", _PLATED.sub("", text))
    return _PLATE.sub("一辆车", text)


def spoken(text: str, *, who: str = "", office: bool = False) -> str:
    """The text with nobody named; what can't be bridged is `UNSAYABLE`.

    A name after a word that already says who it is (业主王某) is dropped; several in a row are 几位业主,
    几位市民. In the office's own text (`office`) a name that is told or thanked, or that answers, is `who`.
    In a citizen's words the first who speaks is 一位市民, a different one 另一位市民.
    """
    text = _roled_lists().sub(r"几位\1", text)
    text = _after_role().sub(r"\1", text)
    text = _that().sub(r"\1人", _that_post().sub(r"\1", _somebodys().sub("人", text)))
    text = _lists().sub("几位市民", text)
    if office:
        text = _receives().sub(who or "这位市民", _answers().sub(who or "这位市民", text))
    seen: list[str] = []
    text = _speaker().sub(lambda match: _said(match[0], seen), text)
    return _name().sub(UNSAYABLE, text)


def _said(token: str, seen: list[str]) -> str:
    key = re.sub(rf"某|{ear().titles}", "", token)
    if key in seen:
        return "这位市民"
    seen.append(key)
    return "一位市民" if len(seen) == 1 else "另一位市民"


@cache
def _pattern() -> str:
    words = ear()
    plain = "".join(sorted(set(words.surnames) - set(words.ambiguous)))
    every = f"(?:{words.compound}|[{words.surnames}])"
    sure = f"(?:{words.compound}|[{plain}])"
    suffix = f"(?:某[某{_SECOND}]?|[{_SECOND}](?=[，。、；]|$))"
    return (
        rf"(?:{sure}某[某{_SECOND}]?|{every}某[某{_SECOND}]|{every}某(?={words.titles}|[，。、；：]|$))(?:{words.titles})?"
        rf"|{every}(?:{words.titles})"
        rf"|某某(?:{words.titles}|(?=[，。、；：]|$|[说称的等和与在被因从向]|反映|表示|家))"
        rf"|(?<![\u4e00-\u9fff])[老小]{sure}(?={suffix}|[，。、；：]|$|说|讲|称|表示|反映|告诉|从|在|被|把|也|家)"
    )


@cache
def _name() -> re.Pattern[str]:
    return re.compile(_pattern())


@cache
def _lists() -> re.Pattern[str]:
    return re.compile(rf"(?<=[\u4e00-\u9fff，。；]){_several()}(?=[\u4e00-\u9fff])|^{_several()}")


@cache
def _roled_lists() -> re.Pattern[str]:
    return re.compile(rf"({ear().roles})[:：]?{_several()}")


def _several() -> str:
    return rf"(?:{_pattern()})(?:(?:、|和|与|及|\s)(?:{_pattern()}))+等?(?:[几多]?人)?"


@cache
def _after_role() -> re.Pattern[str]:
    return re.compile(rf"({ear().roles})[:：]?(?:{_pattern()})")


@cache
def _somebodys() -> re.Pattern[str]:
    """物业的冉某说: a name after 的, before what he does."""
    return re.compile(rf"(?<=[\u4e00-\u9fff]的)(?:{_pattern()})(?=[\u4e00-\u9fff])(?!家|的|一家|等)")


@cache
def _that() -> re.Pattern[str]:
    """那个曹某推我们 → 那个人推我们."""
    return re.compile(rf"([那这]个)(?:{_pattern()})")


@cache
def _that_post() -> re.Pattern[str]:
    """那个曹某医生 → 那个医生."""
    return re.compile(rf"([那这]个)(?:{_pattern()})(?=医生|老师|师傅|经理|主任|老板|站长|科长)")


@cache
def _receives() -> re.Pattern[str]:
    told = "|".join(f"(?<={verb})" for verb in _TOLD)
    return re.compile(rf"(?:{told})(?:{_pattern()})(?=[，。]|$|{_SENT}|{_GOT})")


@cache
def _answers() -> re.Pattern[str]:
    return re.compile(rf"(?:(?<=^)|(?<=[，。；：、]))(?:{_pattern()})(?={_GOT})")


@cache
def _speaker() -> re.Pattern[str]:
    return re.compile(rf"(?:(?<=^)|(?<=[，。；：]))(?:{_pattern()})(?={_SPEAKS})")
