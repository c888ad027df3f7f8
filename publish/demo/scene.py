"""The invented circumstances of one matter: where, who, which office, when. Its slots are filled from it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from random import Random

import msgspec

from publish.demo import people
from publish.demo.forms import forms
from publish.demo.people import Person
from publish.demo.regions import District, Town, Village
from publish.demo.timeline import Times
from publish.demo.units import Lead


class Kin(msgspec.Struct, frozen=True):
    """Years of birth, and the chance of a woman."""

    born: tuple[int, int]
    her: float


ANYONE = Kin((1950, 1996), 0.4)
MOTHER = Kin((1942, 1951), 1.0)
"""The relative in a letter is the writer's old mother: the frames are written so."""


class Scene:
    """Circumstances of one matter; whatever is drawn stays the same in all its texts.

    `mentioned` collects, by role, what the texts say of each person; the store's parties are made from it.
    """

    def __init__(
        self, rng: Random, applicant: Person, district: District, lead: Lead, times: Times, *,
        firm: bool, rural: bool, hotline: str,
    ) -> None:  # fmt: skip
        self.rng = rng
        self.district = district
        self.town: Town = rng.choice(district.towns)
        self.village: Village = rng.choice(self.town.villages)
        self.lead = lead
        self.times = times
        self.firm = firm
        self.rural = rural
        self.hotline = hotline
        self.office = False
        self.endings: dict[str, tuple[str, ...]] = dict(forms().default)
        self.people: dict[str, Person] = {"applicant": applicant}
        self.listed: list[str] = []
        self.mentioned: dict[str, set[str]] = {"applicant": set()}
        self._drawn: dict[str, str] = {}

    def person(self, role: str) -> Person:
        """The person in a role, invented at first need."""
        if role not in self.people:
            kin = MOTHER if role == "relative" else ANYONE
            self.people[role] = people.draw(self.rng, self.district.code, born=kin.born, her=kin.her)
            self.mentioned[role] = set()
        return self.people[role]

    def once(self, key: str, make: Callable[[], str]) -> str:
        """What was drawn under `key`, drawn now if it's the first time."""
        if key not in self._drawn:
            self._drawn[key] = make()
        return self._drawn[key]

    def among(self, key: str, options: tuple[str, ...]) -> str:
        return self.once(key, lambda: self.rng.choice(options))

    def door(self, role: str) -> str:
        """The canonical door; in the country a group and a number."""
        person = self.person(role)
        if not self.rural:
            return person.door
        return f"{int(person.meter[-1]) % 8 + 1}组{int(person.meter[1:4]) % 140 + 1}号"

    def address(self, role: str) -> str:
        """The whole address as a register has it."""
        place = self.town.name + self.village.name if self.rural else self.estate()
        return self.district.name + place + self.door(role)

    def estate(self) -> str:
        return self.among("estate", self.district.estates)

    def ending(self, role: str) -> str:
        """What stands behind the surname of a respondent or an official."""
        return self.among(f"{role}.ending", self.endings[role])

    def before(self) -> date:
        """A day some time before the matter was submitted."""
        days = self.once("date.before", lambda: str(self.rng.randrange(3, 36)))
        return date.fromordinal(self.times.submitted.date().toordinal() - int(days))

    def age(self, role: str) -> str:
        born, on = self.person(role).birth, self.times.submitted.date()
        return f"{on.year - born.year - ((on.month, on.day) < (born.month, born.day))}岁"
