"""Questions left open on air and what the offices answered, mostly within five working days."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from functools import cache
from pathlib import Path
from random import Random

import msgspec

from publish.demo import people, units
from publish.demo.regions import districts
from publish.demo.scene import Scene
from publish.demo.slots import write
from publish.demo.templates import Spanned
from publish.demo.timeline import NOW, Times, later
from publish.model.contract import EpisodeQuestion
from publish.model.texts import RawText

PROMISED = 5
"""Working days an office has to answer what was left open on air."""


class Asked(msgspec.Struct, frozen=True):
    """One question and its answer; `topic`: the beginning of a topic, "" for any."""

    topic: str
    office: str
    question: str
    answer: str


class Answered(msgspec.Struct, frozen=True):
    row: EpisodeQuestion
    question: Spanned
    answer: Spanned | None


@cache
def asked() -> tuple[Asked, ...]:
    path = Path(__file__).parent / "questions.yaml"
    return msgspec.yaml.decode(path.read_bytes(), type=tuple[Asked, ...])


class Desk:
    """Chooses what is asked; what was asked least comes first."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._times: Counter[str] = Counter()

    def answered(
        self, episode_id: str, airs_at: datetime, topics: list[str], seconds: list[int]
    ) -> list[Answered]:
        """A question at each second of an episode, all different, on its topics where there are some."""
        near = [one for one in asked() if one.topic and any(topic.startswith(one.topic) for topic in topics)]
        if len(near) < len(seconds):
            near += [one for one in asked() if not one.topic]
        order = {one.question: (self._times[one.question], self._rng.random()) for one in near}
        chosen = sorted(near, key=lambda one: order[one.question])[: len(seconds)]
        self._times.update(one.question for one in chosen)
        return [
            _answered(self._rng, episode_id, seq, airs_at, one, second)
            for seq, (one, second) in enumerate(zip(chosen, seconds, strict=True), 1)
        ]


def _answered(rng: Random, episode_id: str, seq: int, airs_at: datetime, one: Asked, second: int) -> Answered:
    late = PROMISED if rng.random() < 0.05 else 0
    at = later(rng, airs_at, late + rng.randrange(1, PROMISED + 1))
    scene = _scene(rng, one, airs_at, at)
    question = write(one.question, scene, office=True)
    answer = write(one.answer, scene, office=True) if at <= NOW else None
    row = EpisodeQuestion(
        episode_id=episode_id, seq=seq, question=RawText(question.text), at_second=second,
        answer=RawText(answer.text) if answer else None, unit_id=scene.lead.unit_id,
        answered_at=at if answer else None,
    )  # fmt: skip
    return Answered(row, question, answer)


def _scene(rng: Random, one: Asked, airs_at: datetime, at: datetime) -> Scene:
    district = rng.choice(districts())
    times = Times(submitted=airs_at, accepted=airs_at, inspected=at, closed=at)
    person = people.draw(rng, district.code)
    return Scene(
        rng, person, district, units.lead(one.office, district), times,
        firm=False, rural="{village}" in one.question, hotline="12345",
    )  # fmt: skip
