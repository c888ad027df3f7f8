"""Masked people on air: a token like 王某 becomes 一位市民, and nobody is called by a surname."""

from __future__ import annotations

import re
from functools import cache

from publish.radio.ear import ear

_SECOND = "甲乙丙丁戊己庚辛壬癸"
_PLATE_OF_CAR = re.compile(
    r"(?:车牌号?码?[为是:：]?)?[\u4e00-\u9fff][A-Z]·?×+(?:号|的)*(?=[\u4e00-\u9fff]{0,3}车)"
)
_PLATE = re.compile(r"(?:车牌号?码?[为是:：]?)?[\u4e00-\u9fff][A-Z]·?×{3,}")


def spoken(text: str) -> str:
    """The text with every masked or half-named private person said neutrally.

    A name after a word that already says who it is (业主王某) is dropped; several in a row are
    几位市民; the first is 一位市民, a different second one 另一位市民, a repeated one 这位市民.
    """
    text = _PLATE.sub("一辆车", _PLATE_OF_CAR.sub("", text))
    text = _roled_lists().sub(r"几位\1", text)
    text = _lists().sub("几位市民", text)
    text = _after_role().sub(r"\1", text)
    seen: list[str] = []
    return _name().sub(lambda match: _said(match[0], seen), text)


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
        rf"|[老小]{sure}(?={suffix}|[，。、；：]|$|说|讲|称|表示|反映|告诉)"
    )


@cache
def _name() -> re.Pattern[str]:
    return re.compile(_pattern())


@cache
def _lists() -> re.Pattern[str]:
    return re.compile(_several())


@cache
def _roled_lists() -> re.Pattern[str]:
    return re.compile(rf"({ear().roles})[:：]?{_several()}")


def _several() -> str:
    return rf"(?:{_pattern()})(?:(?:、|和|与|及)(?:{_pattern()}))+等?(?:[几多]?人)?"


@cache
def _after_role() -> re.Pattern[str]:
    return re.compile(rf"({ear().roles})[:：]?(?:{_pattern()})")
