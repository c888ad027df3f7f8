"""Which of a frame's texts a matter has, and how its letter begins and ends."""

from __future__ import annotations

from functools import cache

from publish.demo.fates import HUISHENG, LIUYAN, Fate
from publish.demo.frames import Frame
from publish.demo.pairing import fitting
from publish.demo.scene import MOTHER, Kin, Scene
from publish.demo.slots import letters, voice
from publish.demo.templates import slots

GREETINGS = ("尊敬", "领导", "你好", "您好", "你们好", "各位", "请问", "贵平台")
RELATIVE = ("{relative.name}", "{relative.partial}", "{relative.age}", "{relative.birth}", "{relative.id}")
KIN: dict[tuple[str, ...], Kin] = {
    ("妈", "母亲", "娘", "婆", "奶奶", "婶", "阿姨"): MOTHER,
    ("爸", "父", "老汉", "爷爷", "公公", "外公", "叔"): Kin((1942, 1951), 0.0),
    ("老婆", "爱人", "妻子", "媳妇", "姐", "妹"): Kin((1975, 1990), 1.0),
    ("老公", "丈夫", "哥", "弟"): Kin((1975, 1990), 0.0),
    ("女儿", "孙女"): Kin((1994, 2001), 1.0),
    ("儿子", "孙子", "娃", "孩子"): Kin((1994, 2001), 0.0),
}
"""Words of kinship → years of birth and chance of a woman. Grown children: minors stand in one gate only."""

COMMENTED = {HUISHENG: 1.0, LIUYAN: 0.3}
"""Share of answered matters with a comment of the supervision office, by column."""


def chosen(frame: Frame, fate: Fate, outcome: str | None, scene: Scene) -> dict[str, str]:
    """Field → template, in the order of the contract's columns."""
    rng = scene.rng
    said = rng.choice(frame.appeals)
    scene.kin = kin(said)
    found = {"title": rng.choice(fitting(said, frame.titles)), "appeal": _letter(said, scene)}
    if fate.gate != "summary_missing" and (fate.column == HUISHENG or rng.random() < 0.4):
        found["summary"] = rng.choice(fitting(said, frame.summaries))
    if outcome and fate.gate != "reply_missing":
        found["result"] = rng.choice(fitting(said, getattr(frame.results, outcome)))
        if rng.random() < COMMENTED.get(fate.column or "", 0.1):
            found["comment"] = rng.choice(frame.comments)
    return found


@cache
def kin(appeal: str) -> Kin:
    """Who the relative in a letter is, by the word before the name; an old mother if none says."""
    at = min((found for slot in RELATIVE if (found := appeal.find(slot)) >= 0), default=0)
    before = appeal[max(0, at - 12) : at]
    places = {word: before.rfind(word) for words in KIN for word in words}
    nearest = max(places, key=lambda word: places[word])
    if places[nearest] < 0:
        return MOTHER
    return next(who for words, who in KIN.items() if nearest in words)


def _letter(appeal: str, scene: Scene) -> str:
    """The letter with an opening or a signature of its own where the frame leaves it to the writer."""
    rng, said, kind = scene.rng, slots(appeal), voice(scene)
    named = said & {"applicant.name", "applicant.signature", "applicant.org"}
    if not named and not appeal.startswith(GREETINGS) and rng.random() < 0.3:
        return rng.choice(letters().openings[kind]) + appeal
    if not said & {"applicant.signature", "applicant.phone"} and rng.random() < 0.55:
        return f"{appeal.rstrip()}\n{rng.choice(letters().signatures[kind])}"
    return appeal
