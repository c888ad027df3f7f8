"""What every item of one broadcast needs to know: names, units, districts, phrases, the rate."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

import msgspec

from publish.model.published import (
    Directory,
    Guest,
    PublishedCase,
    PublishedEpisode,
    PublishedPolicy,
    PublishedUnit,
)
from publish.radio import numbers
from publish.radio.programme import Phrases, Programme
from publish.radio.rundown import Line, Person, Source
from publish.radio.spoken import spoken, worded
from publish.radio.steps import Voice, bodies, tidy
from publish.radio.timing import Pace, milliseconds
from publish.text.clean import clean
from publish.text.dates import local

PLAIN = Voice()


class Scene(msgspec.Struct, frozen=True, kw_only=True):
    """One broadcast's surroundings. `fields` fill the programme's phrases."""

    programme: Programme
    pace: Pace
    units: Mapping[str, PublishedUnit]
    districts: Mapping[str, str]
    fields: Mapping[str, str]
    people: tuple[Person, ...]
    airs_at: datetime
    turn: int  # the episode's number: alternatives are taken in turn
    policies: tuple[PublishedPolicy, ...] = ()
    topics: Mapping[str, tuple[str, ...]] = {}  # slug → its name, and that of the topic above

    @property
    def guests(self) -> tuple[str, ...]:
        """How the host calls the guests."""
        return tuple(person.said for person in self.people)

    @property
    def phrases(self) -> Phrases:
        return self.programme.phrases

    def say(self, phrase: str, more: Mapping[str, str] | None = None) -> Line:
        """A phrase of the programme as a line."""
        return self.line(tidy(phrase.format_map({**self.fields, **(more or {})})))

    def says(self, phrases: Iterable[str], more: Mapping[str, str] | None = None) -> tuple[Line, ...]:
        """Phrases in a row; one that has nothing to say is left out."""
        lines = (self.say(phrase, more) for phrase in phrases)
        return tuple(line for line in lines if line.text)

    def line(self, text: str, source: Source | None = None) -> Line:
        """A text that is already for the ear as a line with its length; its figures are read here."""
        said = numbers.read(text)
        return Line(said.text, milliseconds(said.text, self.pace), source, said.figures)

    def joined(self, lines: Sequence[Line]) -> Line:
        """Lines of one source as one."""
        text, figures = "", []
        for line in lines:
            figures += [numbers.moved(figure, len(text)) for figure in line.figures]
            text += line.text
        return Line(text, milliseconds(text, self.pace), lines[0].source, tuple(figures))

    def turned(self, phrases: Sequence[str], place: int = 0) -> str:
        """One of several ways to say it, in turn from episode to episode and item to item."""
        return phrases[(self.turn + place) % len(phrases)]

    def unit(self, slug: str | None, otherwise: str = "有关部门") -> str:
        """What a unit is called on air."""
        found = self.units.get(slug or "")
        return called(found) if found else otherwise

    def district(self, code: str | None) -> str:
        return self.districts.get((code or "")[:6], "本市")


def scene(
    episode: PublishedEpisode,
    programme: Programme,
    directory: Directory,
    policies: tuple[PublishedPolicy, ...] = (),
    pace: Pace | None = None,
) -> Scene:
    """The surroundings of an episode, from the directory."""
    units = {unit.slug: unit for unit in directory.units}
    people = tuple(_guest(guest, units) for guest in episode.guests)
    airs_at = local(episode.airs_at)
    return Scene(
        programme=programme,
        units=units,
        districts={region.code: region.name for region in directory.regions},
        fields=_fields(episode, programme, airs_at, tuple(person.said for person in people)),
        people=people,
        pace=pace or programme.pace(episode.host),
        airs_at=airs_at,
        turn=episode.number,
        policies=policies,
        topics=_topics(directory),
    )


def _topics(directory: Directory) -> dict[str, tuple[str, ...]]:
    names = {topic.slug: topic.name for topic in directory.topics}
    return {one.slug: (one.name, *filter(None, (names.get(one.parent or ""),))) for one in directory.topics}


def voice(case: PublishedCase, where: Scene) -> Voice:
    """Who is who in a matter."""
    met = {case.unit, *(entry.unit for entry in case.timeline)}
    known = [where.units[slug] for slug in met if slug and slug in where.units]
    names = {(unit.name, called(unit)) for unit in known}
    return Voice(
        complainant="这家企业" if case.applicant_kind == "firm" else "这位市民",
        unit=where.unit(case.unit, "承办单位"),
        units=tuple(sorted(names, key=lambda pair: (-len(pair[0]), pair))),
        district=where.district(case.district),
        documents=where.programme.documents,
    )


def called(unit: PublishedUnit) -> str:
    """A unit's name for the ear, never with figures or brackets in it."""
    name = unit.spoken_name or unit.short_name or bodies(unit.name, PLAIN)
    return plain(name) or unit.name


def written(text: str, who: Voice = PLAIN) -> str:
    """A title for the ear, its figures as they were written: for a line, or to be looked at."""
    return worded(text, who, office=False).rstrip("。！？")


def plain(text: str, who: Voice = PLAIN) -> str:
    """A title or a name for the ear, without a mark at its end."""
    return spoken(text, who, office=False).rstrip("。！？")


def _guest(guest: Guest, units: Mapping[str, PublishedUnit]) -> Person:
    unit = units.get(guest.unit or "")
    of, post, name = called(unit) if unit else None, plain(guest.title or ""), clean(guest.name or "")
    said = ((of or "") + post or "有关部门负责人") + name
    return Person(said=said, unit=of, post=post or None, name=name or None)


def _fields(
    episode: PublishedEpisode, programme: Programme, airs_at: datetime, guests: tuple[str, ...]
) -> dict[str, str]:
    return {
        "programme": programme.name,
        "station": programme.station,
        "hotline": _dialled(programme.hotline),
        "me": f"我是{clean(episode.host)}。" if episode.host else "",
        "daypart": daypart(airs_at.hour),
        "schedule": programme.schedule,
        "minutes": str(episode.minutes),
        "guests": "，还有".join(guests),
        "you": {0: "您", 1: "您", 2: "两位"}.get(len(guests), "各位"),
        "topic": written(episode.title or ""),
    }


def _dialled(hotline: str) -> str:
    """The number as it is written, where a line will read it figure by figure; else already read."""
    said = numbers.spoken(f"热线电话，{hotline}。")
    return hotline if said == f"热线电话，{numbers.phone(hotline)}。" else numbers.phone(hotline)


def daypart(hour: int) -> str:
    """早上, 上午, 中午, 下午, 晚上 of a greeting."""
    ends = ((5, "晚上"), (9, "早上"), (12, "上午"), (14, "中午"), (18, "下午"), (24, "晚上"))
    return next(name for end, name in ends if hour < end)
