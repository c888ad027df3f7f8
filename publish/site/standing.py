"""What the published cases of a list add up to: told on its front, exact, and of what is published alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from publish.site import words
from publish.site.addresses import units_file
from publish.site.crossings import Pace
from publish.site.edition import Edition
from publish.site.subjects import Subject
from publish.site.unit_views import OutcomeCount, Standing
from publish.site.views import Counted, Link

MOST = 12
"""Topics, units or districts that are named."""

Linked = Callable[[str | None], tuple[str | None, str | None]]
Fields = Mapping[str, object]


def standing(edition: Edition, name: str, about: Subject) -> Standing | None:
    """What the list's cases add up to; None where there is none."""
    counts = edition.outcomes(name)
    if not counts.total():
        return None
    more: Fields = MORE[about.kind](edition, name, about) if about.kind in MORE else {}
    return Standing(total=counts.total(), outcomes=_outcomes(counts), **more)  # type: ignore[arg-type]


def standing_of(edition: Edition, numbers: Sequence[str]) -> Standing | None:
    """What these cases add up to, of those that are published; whoever asks has their rows, too."""
    held = edition.content.cases
    keys = [held[number] for number in numbers if number in held]
    if not keys:
        return None
    counts = Counter(key.outcome for key in keys)
    places = Counter(key.district for key in keys if key.district)
    return Standing(
        total=len(keys), outcomes=_outcomes(counts), districts=_most(places, edition.region_link, len(places))
    )


def newest(edition: Edition, numbers: Sequence[str], most: int) -> tuple[str, ...]:
    """Of these cases the published ones, those published last first, at most so many."""
    held = edition.content.cases
    keys = [held[number] for number in numbers if number in held]
    keys.sort(key=lambda key: (key.published_at, key.number), reverse=True)
    return tuple(key.number for key in keys[:most])


def _outcomes(counts: Counter[str]) -> tuple[OutcomeCount, ...]:
    return tuple(OutcomeCount(code, label, counts[code]) for code, label in words.OUTCOMES.items())


def place_of(edition: Edition, home: str) -> str:
    """The district, or the city, in words."""
    return edition.region_link(home)[0] or edition.settings.site.city


def in_words(pace: Pace | None) -> str | None:
    """ "2.5个工作日" """
    return f"{pace.days:g}个工作日" if pace else None


def _district(edition: Edition, name: str, about: Subject) -> Fields:
    code = name.partition("/")[2]
    crossings = edition.crossings(name)
    there = code in edition.unit_homes()
    return {
        "topics": _most(crossings.topics_in(code), edition.topic_link),
        "units": _most(crossings.units_in(code), edition.unit_link),
        "all_units": Link(f"{about.heading}的全部单位", edition.href(units_file(code))) if there else None,
    }


def _topic(edition: Edition, name: str, about: Subject) -> Fields:
    slugs = [each.partition("/")[2] for each in (name, *about.children)]
    return {"districts": _most(edition.crossings(name).districts_of(slugs), edition.region_link)}


def _unit(edition: Edition, name: str, _: Subject) -> Fields:
    slug = name.partition("/")[2]
    speed = edition.crossings(name).speed(slug, edition.calendar)
    home = edition.unit_home(slug)
    return {
        "accepted": in_words(speed.accepted),
        "closed": in_words(speed.closed),
        "level": words.LEVELS.get(edition.units[slug].level),
        "directory": Link(f"{place_of(edition, home)}的单位", edition.href(f"{units_file(home)}#{slug}")),
    }


def _most(counts: Counter[str], linked: Linked, most: int = MOST) -> tuple[Counted, ...]:
    """Those with most cases first; of as many, in order of their codes."""
    order = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    named = ((*linked(code), count) for code, count in order)
    return tuple(Counted(label, href, count) for label, href, count in named if label)[:most]


MORE: dict[str, Callable[[Edition, str, Subject], Fields]] = {
    "district": _district,
    "topic": _topic,
    "unit": _unit,
}
