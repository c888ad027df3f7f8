"""Written sentences for the ear: short, without brackets, document numbers and masks.

The rules stand in words/ear_rules.yaml in the order they run; those that are more than one expression are
functions of steps.py. Nothing is added to what the approved text says.
"""

from __future__ import annotations

import re
from functools import lru_cache

from publish.radio import numbers
from publish.radio.ear import Rule, ear, expression, rules
from publish.radio.steps import STEPS, VOICED, Voice, tidy
from publish.text.clean import clean

LONGEST = 42
"""Characters, as they are read, after which a sentence is broken at a comma."""


def spoken(text: str, voice: Voice, *, office: bool) -> str:
    """The sentence as a host reads it, figures too; see `worded`."""
    return numbers.spoken(worded(text, voice, office=office))


@lru_cache(maxsize=16384)
def worded(text: str, voice: Voice, *, office: bool) -> str:
    """The sentence as a host says it, its figures still as they were written; empty where nothing is left.

    Every rule of words/ear_rules.yaml in turn. `office`: the text is the office's own, so that 您 is the
    complainant and 我局 the unit. Figures are read last, where a line is made of it (`scene.line`), so that
    both their forms are known there.
    """
    text = clean(text)
    for rule in rules():
        text = applied(rule, text, voice, office=office)
    return text


def applied(rule: Rule, text: str, voice: Voice, *, office: bool) -> str:
    """The text after one rule."""
    if rule.only and (rule.only == "office") is not office:
        return text
    if rule.step in VOICED:
        return VOICED[rule.step](text, voice)
    if rule.step:
        return STEPS[rule.step](text)
    return expression(rule.find).sub(rule.say, text)


def loose(text: str) -> str:
    """The sentence without a first word that ties it to one that is not read."""
    return re.sub(rf"^(?:{ear().leading})[，,]?(?=[\u4e00-\u9fff]{{4}})", "", text)


def short(text: str) -> tuple[str, ...]:
    """The sentence broken at commas into sentences of a breath each."""
    found: list[str] = []
    for piece in re.split(r"(?<=[。！？])|；", text):
        found.extend(_broken(piece))
    return tuple(tidy(piece) for piece in found if tidy(piece))


def _broken(text: str) -> list[str]:
    if len(numbers.spoken(text)) <= LONGEST:
        return [text]
    commas = [match.end() for match in re.finditer("，", text) if _may_break(text, match.end())]
    if not commas:
        return [text]
    middle = min(commas, key=lambda place: abs(place - len(text) // 2))
    return _broken(text[: middle - 1] + "。") + _broken(text[middle:])


def _may_break(text: str, place: int) -> bool:
    """A break leaves two sentences that can stand: no bound word after it, no stump on either side."""
    before, after = text[:place], text[place:]
    starts = re.split("[，。]", before[:-1])[-1]
    hanging = re.match(r"(?:因为?|由于|鉴于|如果?|虽然|为了?|对于|关于|经|在|自|从|对|将|凡|针对|除)", starts)
    return (
        min(len(numbers.spoken(before)), len(numbers.spoken(after))) > 9
        and not re.match(rf"(?:{ear().bound})", after)
        and not (hanging and len(starts) < 22)
        and not re.search(
            r"(?:后|时|前|的时候|期间|以来|起|上|下|中|之日|的|问题|情况|事项|诉求|一事|方面|部分|月份|日|天|年)，$",
            before,
        )
        and not re.search(r"根据|按照|依据|依照|针对|鉴于", starts)
    )
