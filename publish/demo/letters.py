"""Which of a frame's texts a matter has, and how its letter begins and ends."""

from __future__ import annotations

from publish.demo.fates import HUISHENG, LIUYAN, Fate
from publish.demo.forms import endings
from publish.demo.frames import Frame
from publish.demo.pairing import answer_and_letter, fitting
from publish.demo.scene import Scene
from publish.demo.slots import letters, voice
from publish.demo.templates import slots

GREETINGS = ("尊敬", "领导", "你好", "您好", "你们好", "各位", "请问", "贵平台")
COMMENTED = {HUISHENG: 1.0, LIUYAN: 0.3}
"""Share of answered matters with a comment of the supervision office, by column."""


def chosen(frame: Frame, fate: Fate, outcome: str | None, scene: Scene) -> dict[str, str]:
    """Field → template, in the order of the contract's columns."""
    rng = scene.rng
    answer, letter = answer_and_letter(frame, outcome, rng)
    said = frame.appeals[letter]
    found = {"title": rng.choice(fitting(frame, "titles", letter)), "appeal": _letter(said, scene)}
    if fate.gate != "summary_missing" and (fate.column == HUISHENG or rng.random() < 0.4):
        found["summary"] = rng.choice(fitting(frame, "summaries", letter))
    if answer and fate.gate != "reply_missing":
        found["result"] = answer
        if rng.random() < COMMENTED.get(fate.column or "", 0.1):
            found["comment"] = rng.choice(fitting(frame, "comments", letter))
    for role in ("respondent", "staff"):
        scene.endings[role] = endings(role, said + found.get("result", ""))
    return found


def _letter(appeal: str, scene: Scene) -> str:
    """The letter with an opening or a signature of its own where the frame leaves it to the writer."""
    rng, said, kind = scene.rng, slots(appeal), voice(scene)
    named = said & {"applicant.name", "applicant.signature", "applicant.org"}
    if not named and not appeal.startswith(GREETINGS) and rng.random() < 0.3:
        return rng.choice(letters().openings[kind]) + appeal
    if not said & {"applicant.signature", "applicant.phone"} and rng.random() < 0.55:
        return f"{appeal.rstrip()}\n{rng.choice(letters().signatures[kind])}"
    return appeal
