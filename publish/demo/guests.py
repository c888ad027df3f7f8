"""Who sits in the studio: invented officials of the offices an episode is about."""

from __future__ import annotations

from random import Random

from publish.demo import people, units
from publish.demo.airing import Airable
from publish.demo.schedule import FACE_TO_FACE, Slot
from publish.model.contract import EpisodeGuest


def guests(rng: Random, slot: Slot, office: str, chosen: list[Airable]) -> list[EpisodeGuest]:
    """The city's office of the first matter; at times a district's office of the last one beside it."""
    if slot.slug != FACE_TO_FACE:
        invited = [units.city_lead(office)] if not chosen or rng.random() < 0.4 else []
        return [_guest(rng, slot.key, seq, office, lead) for seq, lead in enumerate(invited, 1)]
    found = [_guest(rng, slot.key, 1, office, units.city_lead(office))]
    if chosen and rng.random() < 0.4:
        last = chosen[-1]
        found.append(_guest(rng, slot.key, 2, last.office, units.lead(last.office, last.district)))
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
