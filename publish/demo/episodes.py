"""The 241 episodes of the year: dates, matters, guests and the questions left open on air."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import cycle
from pathlib import Path
from random import Random

import msgspec

from publish.demo import people, units
from publish.demo.airing import Airable, Pool
from publish.demo.answers import Answered, answered
from publish.demo.templates import Spanned
from publish.demo.timeline import CALENDAR, FIRST_DAY, LAST_DAY
from publish.model.contract import Episode, EpisodeCase, EpisodeGuest, EpisodeQuestion
from publish.model.texts import RawText
from publish.text.clock import CHINA

FACE_TO_FACE = "zhouwu"


class Host(msgspec.Struct, frozen=True):
    name: str
    named: bool


class Programme(msgspec.Struct, frozen=True):
    """When a programme is on and who speaks."""

    weekdays: tuple[int, ...]
    at: str
    minutes: int
    hosts: tuple[Host, ...]
    director: str
    titles: tuple[str, ...]
    off_days: tuple[date, ...] = ()


class Theme(msgspec.Struct, frozen=True):
    title: str
    office: str


class Broadcasts(msgspec.Struct, frozen=True):
    """broadcasts.yaml."""

    programmes: dict[str, Programme]
    themes: tuple[Theme, ...]


class Broadcast(msgspec.Struct, frozen=True, kw_only=True):
    """One episode with everything below it, and its texts by field path."""

    episode: Episode
    cases: list[EpisodeCase]
    guests: list[EpisodeGuest]
    questions: list[EpisodeQuestion]
    texts: dict[str, Spanned]


class Slot(msgspec.Struct, frozen=True, order=True):
    """A day on which a programme is on, and the episode's number in it."""

    airs_at: datetime
    slug: str
    number: int


@cache
def broadcasts() -> Broadcasts:
    path = Path(__file__).parent / "broadcasts.yaml"
    return msgspec.yaml.decode(path.read_bytes(), type=Broadcasts)


def schedule() -> list[Slot]:
    """Every episode of the year in order of airing: 49 周五面对面 and 192 民生热线."""
    days = [FIRST_DAY + timedelta(days=n) for n in range((LAST_DAY - FIRST_DAY).days + 1)]
    found: list[Slot] = []
    for slug, programme in broadcasts().programmes.items():
        on = [day for day in days if _is_on(programme, day)]
        at = time.fromisoformat(programme.at)
        found += [Slot(datetime.combine(day, at, CHINA), slug, n) for n, day in enumerate(on, 1)]
    return sorted(found)


def make(seed: int, matters: list[Airable]) -> Iterator[Broadcast]:
    """The year's episodes in order of airing."""
    rng = Random(f"{seed}/episodes")
    pool = Pool(rng, matters)
    themes = cycle(broadcasts().themes)
    for slot in schedule():
        first = "huisheng" if slot.slug == FACE_TO_FACE else "liuyan"
        yield _broadcast(rng, slot, pool.choose(slot.airs_at, first), themes)


def _is_on(programme: Programme, day: date) -> bool:
    if day.weekday() not in programme.weekdays or day in programme.off_days:
        return False
    return bool(CALENDAR.is_workday(day))


def _broadcast(rng: Random, slot: Slot, chosen: list[Airable], themes: Iterator[Theme]) -> Broadcast:
    programme = broadcasts().programmes[slot.slug]
    theme = None if len(chosen) >= 2 else next(themes)
    title = theme.title if theme else _title(rng, programme, chosen)
    key = f"E-{slot.slug}-{slot.number:03d}"
    office = theme.office if theme else chosen[0].office
    topics = [matter.topic for matter in chosen]
    open_questions = answered(rng, key, slot.airs_at, topics, _questions(rng, slot), programme.minutes)
    return Broadcast(
        episode=_episode(rng, slot, key, title),
        cases=[EpisodeCase(episode_id=key, seq=n, case_id=m.case_id) for n, m in enumerate(chosen, 1)],
        guests=_guests(rng, slot, key, office, chosen),
        questions=[found.row for found in open_questions],
        texts={"title": Spanned(title)} | _texts(open_questions),
    )


def _title(rng: Random, programme: Programme, chosen: list[Airable]) -> str:
    about = list(dict.fromkeys(matter.topic.rpartition("/")[2] for matter in chosen))
    fitting = [title for title in programme.titles if "{b}" not in title or len(about) > 1]
    return rng.choice(fitting).format(a=about[0], b=about[-1], d=chosen[0].district.short)


def _episode(rng: Random, slot: Slot, key: str, title: str) -> Episode:
    programme = broadcasts().programmes[slot.slug]
    host = programme.hosts[slot.number % len(programme.hosts)]
    seconds = programme.minutes * 60 - rng.randrange(20, 150)
    return Episode(
        episode_id=key, programme=slot.slug, number=slot.number, airs_at=slot.airs_at,
        minutes=programme.minutes, title=RawText(title), host=host.name, host_may_be_named=host.named,
        director=programme.director, season=1 if slot.airs_at.year == 2021 else 2,
        audio_url=f"https://audio.huisheng.example/{slot.slug}/{slot.number:04d}.mp3",
        audio_bytes=seconds * 8000 + rng.randrange(4000), audio_seconds=seconds,
    )  # fmt: skip


def _guests(rng: Random, slot: Slot, key: str, office: str, chosen: list[Airable]) -> list[EpisodeGuest]:
    """The city's office of the first matter; at times a district's office of the last one beside it."""
    if slot.slug != FACE_TO_FACE:
        invited = [units.city_lead(office)] if not chosen or rng.random() < 0.4 else []
        return [_guest(rng, key, seq, office, lead) for seq, lead in enumerate(invited, 1)]
    found = [_guest(rng, key, 1, office, units.city_lead(office))]
    if chosen and rng.random() < 0.4:
        last = chosen[-1]
        found.append(_guest(rng, key, 2, last.office, units.lead(last.office, last.district)))
    return found


def _guest(rng: Random, key: str, seq: int, office: str, lead: units.Lead) -> EpisodeGuest:
    titles = units.offices()[office if office in units.offices() else units.FALLBACK].guest
    title = rng.choice(titles)
    if units.index()[lead.unit_id].level == "city":
        title = title.replace("科科长", "处处长")
    return EpisodeGuest(
        episode_id=key, seq=seq, name=people.draw(rng, "500000", born=(1964, 1984)).name,
        unit_id=lead.unit_id, title=title, may_be_named=rng.random() < 0.75,
    )  # fmt: skip


def _questions(rng: Random, slot: Slot) -> int:
    return rng.randrange(1, 3) if slot.slug == FACE_TO_FACE else int(rng.random() < 0.35)


def _texts(found: list[Answered]) -> dict[str, Spanned]:
    texts: dict[str, Spanned] = {}
    for one in found:
        texts[f"questions/{one.row.seq}/question"] = one.question
        if one.answer:
            texts[f"questions/{one.row.seq}/answer"] = one.answer
    return texts
