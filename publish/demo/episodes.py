"""The 241 episodes of the year: dates, matters, guests and the questions left open on air."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle
from random import Random

import msgspec

from publish.demo.airing import Airable, Pool
from publish.demo.answers import Answered, Desk
from publish.demo.guests import guests
from publish.demo.schedule import FACE_TO_FACE, Programme, Slot, broadcasts, schedule
from publish.demo.templates import Spanned
from publish.model.contract import Episode, EpisodeCase, EpisodeGuest, EpisodeQuestion
from publish.model.texts import RawText


class Broadcast(msgspec.Struct, frozen=True, kw_only=True):
    """One episode with everything below it, and its texts by field path."""

    episode: Episode
    cases: list[EpisodeCase]
    guests: list[EpisodeGuest]
    questions: list[EpisodeQuestion]
    texts: dict[str, Spanned]


def make(seed: int, matters: list[Airable]) -> Iterator[Broadcast]:
    """The year's episodes in order of airing."""
    studio = Studio(Random(f"{seed}/episodes"), matters)
    for slot in schedule():
        yield studio.broadcast(slot)


class Studio:
    """Makes one episode after the other; remembers what was told and asked."""

    def __init__(self, rng: Random, matters: list[Airable]) -> None:
        self._rng = rng
        self._pool = Pool(rng, matters)
        self._desk = Desk(rng)
        self._themes = cycle(broadcasts().themes)
        self._aired: dict[str, list[tuple[Slot, list[Airable]]]] = {}

    def broadcast(self, slot: Slot) -> Broadcast:
        """The episode of a slot: a rerun on its days, else new."""
        repeated, chosen = self._told(slot)
        self._aired.setdefault(slot.slug, []).append((slot, chosen))
        theme = None if len(chosen) >= 2 else next(self._themes)
        title = theme.title if theme else _title(self._rng, slot.programme, chosen)
        topics = [matter.topic for matter in chosen]
        asked = self._desk.answered(slot.key, slot.airs_at, topics, _seconds(self._rng, slot))
        return Broadcast(
            episode=_episode(self._rng, slot, title, repeated),
            cases=[
                EpisodeCase(episode_id=slot.key, seq=n, case_id=m.case_id) for n, m in enumerate(chosen, 1)
            ],
            guests=guests(self._rng, slot, theme.office if theme else chosen[0].office, chosen),
            questions=[found.row for found in asked],
            texts={"title": Spanned(title)} | _texts(asked),
        )

    def _told(self, slot: Slot) -> tuple[Slot | None, list[Airable]]:
        """What is told: the matters of an earlier episode that it repeats, or new ones."""
        if slot.airs_at.date() in slot.programme.reruns:
            earlier = self._aired.get(slot.slug, [])
            number = self._pool.rerun(slot.airs_at, [chosen for _, chosen in earlier])
            if number is not None:
                return earlier[number]
        first = "huisheng" if slot.slug == FACE_TO_FACE else "liuyan"
        return None, self._pool.choose(slot.airs_at, first)


def _title(rng: Random, programme: Programme, chosen: list[Airable]) -> str:
    about = list(dict.fromkeys(matter.topic.rpartition("/")[2] for matter in chosen))
    fitting = [title for title in programme.titles if "{b}" not in title or len(about) > 1]
    return rng.choice(fitting).format(a=about[0], b=about[-1], d=chosen[0].district.short)


def _episode(rng: Random, slot: Slot, title: str, repeated: Slot | None) -> Episode:
    programme = slot.programme
    host = programme.hosts[slot.number % len(programme.hosts)]
    seconds = programme.minutes * 60 - rng.randrange(20, 150)
    return Episode(
        episode_id=slot.key, programme=slot.slug, number=slot.number, airs_at=slot.airs_at,
        minutes=programme.minutes, title=RawText(title), host=host.name, host_may_be_named=host.named,
        director=programme.director, season=1 if slot.airs_at.year == 2021 else 2,
        audio_url=f"https://audio.huisheng.example/{slot.slug}/{slot.number:04d}.mp3",
        audio_bytes=seconds * 8000 + rng.randrange(4000), audio_seconds=seconds,
        repeat_of=repeated.key if repeated else None,
    )  # fmt: skip


def _seconds(rng: Random, slot: Slot) -> list[int]:
    """When in the episode a question is left open."""
    count = rng.randrange(1, 3) if slot.slug == FACE_TO_FACE else int(rng.random() < 0.35)
    return sorted(rng.randrange(300, slot.programme.minutes * 60 - 120) for _ in range(count))


def _texts(found: list[Answered]) -> dict[str, Spanned]:
    texts: dict[str, Spanned] = {}
    for one in found:
        texts[f"questions/{one.row.seq}/question"] = one.question
        if one.answer:
            texts[f"questions/{one.row.seq}/answer"] = one.answer
    return texts
