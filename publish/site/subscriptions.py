"""What one can subscribe to: every feed there is, in groups, as the page of feeds, the OPML files and the
index tell it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from publish.site import words
from publish.site.addresses import list_folder, page_file, record_file
from publish.site.edition import Edition
from publish.site.subjects import subject


class Offer(NamedTuple):
    """One feed: its name, its page below output/, and the stem of its files below feeds/. `topics`: the slugs
    of the topics for which a district has feeds, too."""

    label: str
    page: str
    stem: str
    topics: tuple[str, ...] = ()


class Group(NamedTuple):
    """Feeds of a kind; `slug` is a word for addresses."""

    slug: str
    label: str
    offers: tuple[Offer, ...]


PROGRAMMES, UNITS = "programmes", "units"


def site(_: Edition) -> Iterator[Offer]:
    """The whole site, and what was corrected and withdrawn."""
    yield Offer("全站", "index.html", "site")
    yield Offer("更正与撤回", "changes/index.html", "changes")


def lists(kind: str) -> Callable[[Edition], Iterator[Offer]]:
    """The lists of a kind that have feeds."""

    def offers(edition: Edition) -> Iterator[Offer]:
        for name in edition.fed.names(kind):
            folder = list_folder(name)
            topics = edition.fed.topics_of(name.partition("/")[2]) if kind == "district" else ()
            yield Offer(subject(edition, name).heading, page_file(folder, None), folder, topics)

    return offers


def records(folder: str) -> Callable[[Edition], Iterator[Offer]]:
    """Dossiers or policies."""

    def offers(edition: Edition) -> Iterator[Offer]:
        for held in edition.told_of(folder):
            yield Offer(held.title, record_file(folder, held.slug), f"{folder}/{held.slug}")

    return offers


def programmes(edition: Edition) -> Iterator[Offer]:
    """Programmes, as podcasts and calendars."""
    for slug, programme in edition.programmes.items():
        stem = f"{PROGRAMMES}/{slug}"
        yield Offer(f"《{programme.name}》", page_file(stem, None), stem)


KINDS: tuple[tuple[str, str, Callable[[Edition], Iterator[Offer]]], ...] = (
    ("whole", "全站", site),
    ("columns", "栏目", lists("column")),
    ("districts", "区县", lists("district")),
    ("topics", "主题", lists("topic")),
    ("dossiers", "专题", records("dossiers")),
    ("policies", "政策", records("policies")),
    (PROGRAMMES, "节目", programmes),
)


def groups(edition: Edition) -> tuple[Group, ...]:
    """All groups but the units, which are many."""
    return tuple(Group(slug, label, tuple(offers(edition))) for slug, label, offers in KINDS)


def units(edition: Edition) -> tuple[Group, ...]:
    """The units that answered a published matter, by level."""
    found = [(edition.units[offer.stem.partition("/")[2]].level, offer) for offer in lists("unit")(edition)]
    return tuple(
        Group(level, f"{label}单位", tuple(offer for at, offer in found if at == level))
        for level, label in words.LEVELS.items()
    )
