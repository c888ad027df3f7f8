"""One edition of the site: the content, what its codes mean, its lists and its links.

Everything a page is made of is asked for here; nothing here changes once it is made.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache, cached_property, lru_cache

from publish.model.published import (
    Directory,
    PublishedCase,
    PublishedColumn,
    PublishedProgramme,
    PublishedRegion,
    PublishedTopic,
    PublishedUnit,
)
from publish.settings import Settings
from publish.site.addresses import Addresses, list_folder, page_file
from publish.site.content import read_case
from publish.site.feedlinks import Formats
from publish.site.keys import Content
from publish.site.paging import EMPTY, Listing, listing
from publish.site.prose import Prose
from publish.text.workdays import WorkCalendar

KEPT_CASES = 512


class Edition:
    """`settings`, `content`, `prose`, `formats` (the feeds' kinds) and everything derived from them."""

    def __init__(self, settings: Settings, content: Content, prose: Prose, formats: Formats) -> None:
        self.settings, self.content, self.prose, self.formats = settings, content, prose, formats
        self.addresses = Addresses(settings.site.url, settings.site.base)
        self.calendar = WorkCalendar(settings.calendar)
        self.case = lru_cache(KEPT_CASES)(self._case)
        self.region_link, self.topic_link = cache(self._region_link), cache(self._topic_link)
        self.unit_link = cache(self._unit_link)

    def _case(self, number: str) -> PublishedCase:
        return read_case(self.settings.paths.content, number)

    @property
    def directory(self) -> Directory:
        return self.content.directory

    # --- names -------------------------------------------------------------------------------------

    @cached_property
    def columns(self) -> dict[str, PublishedColumn]:
        return {column.slug: column for column in self.directory.columns}

    @cached_property
    def programmes(self) -> dict[str, PublishedProgramme]:
        return {programme.slug: programme for programme in self.directory.programmes}

    @cached_property
    def regions(self) -> dict[str, PublishedRegion]:
        return {region.code: region for region in self.directory.regions}

    @cached_property
    def districts(self) -> dict[str, PublishedRegion]:
        """Districts and counties alone, by code."""
        found = (region for region in self.directory.regions if region.level == "district")
        return {region.code: region for region in sorted(found, key=lambda region: region.code)}

    @cached_property
    def topics(self) -> dict[str, PublishedTopic]:
        return {topic.slug: topic for topic in sorted(self.directory.topics, key=lambda topic: topic.slug)}

    @cached_property
    def units(self) -> dict[str, PublishedUnit]:
        return {unit.slug: unit for unit in self.directory.units}

    # --- lists -------------------------------------------------------------------------------------

    @cached_property
    def lists(self) -> dict[str, Listing]:
        """Every list of cases there is a page for, by name; "all" has none and feeds the site's feed."""
        places: dict[str, dict[int, str]] = defaultdict(dict)
        for key in self.content.cases.values():
            for name, place in key.places.items():
                places[name][place] = key.number
        empty = dict.fromkeys(self._standing(), EMPTY)
        made = empty | {name: listing(held) for name, held in places.items() if self._known(name)}
        return dict(sorted(made.items()))

    def _standing(self) -> Iterator[str]:
        """Lists that have a page even when nothing is in them."""
        yield from ("all", *(f"column/{slug}" for slug in self.columns))
        yield from (f"district/{code}" for code in self.districts)
        yield from (f"topic/{slug}" for slug in self.topics)
        yield from (f"unit/{slug}" for slug in self._superiors())

    def _superiors(self) -> Iterator[str]:
        for slug in sorted({key.unit for key in self.content.cases.values() if key.unit}):
            yield from self.line_of(slug)

    def _known(self, name: str) -> bool:
        kind, _, slug = name.partition("/")
        held: dict[str, object] = {
            "column": self.columns, "district": self.regions, "topic": self.topics, "unit": self.units,
        }.get(kind) or {slug: None}  # type: ignore[assignment]  # fmt: skip
        return slug in held

    def line_of(self, unit: str) -> list[str]:
        """The unit and those above it, lowest first; a circle or a gap ends it."""
        line: list[str] = []
        at: str | None = unit
        while at and at in self.units and at not in line:
            line.append(at)
            at = self.units[at].parent
        return line

    @cached_property
    def subordinates(self) -> dict[str, list[str]]:
        """Unit → the units right below it that have a page, by slug."""
        found: dict[str, list[str]] = defaultdict(list)
        for slug in sorted(self.units):
            above = self.units[slug].parent
            if above and f"unit/{slug}" in self.lists:
                found[above].append(slug)
        return found

    @cached_property
    def programme_lists(self) -> dict[str, Listing]:
        """Episodes by programme; an episode's number is its place."""
        places: dict[str, dict[int, str]] = {slug: {} for slug in self.programmes}
        for name, episode in self.content.episodes.items():
            places[episode.programme][episode.number] = name
        return {slug: listing(held) for slug, held in places.items()}

    # --- links -------------------------------------------------------------------------------------

    def href(self, path: str) -> str:
        return self.addresses.href(path)

    def list_href(self, name: str) -> str | None:
        """The front of a list, or None where there is no such page."""
        return self.href(page_file(list_folder(name), None)) if name in self.lists and name != "all" else None

    def _region_link(self, code: str | None) -> tuple[str | None, str | None]:
        """Name and page of a division; None for what is unknown or has no page."""
        region = self.regions.get(code or "")
        return (region.name, self.list_href(f"district/{region.code}")) if region else (None, None)

    def _topic_link(self, slug: str | None) -> tuple[str | None, str | None]:
        topic = self.topics.get(slug or "")
        return (topic.name, self.list_href(f"topic/{topic.slug}")) if topic else (None, None)

    def _unit_link(self, slug: str | None) -> tuple[str | None, str | None]:
        unit = self.units.get(slug or "")
        return (unit.name, self.list_href(f"unit/{unit.slug}")) if unit else (None, None)

    @cached_property
    def neighbours(self) -> dict[str, tuple[str | None, str | None]]:
        """Case number → the next newer and the next older case of its column."""
        found: dict[str, tuple[str | None, str | None]] = {}
        for slug in self.columns:
            keys = self._by_place(f"column/{slug}")
            for index, number in enumerate(keys):
                older = keys[index - 1] if index else None
                found[number] = (keys[index + 1] if index + 1 < len(keys) else None, older)
        return found

    def _by_place(self, name: str) -> list[str]:
        held = self.lists.get(name, EMPTY)
        return [key for page in held.numbers for key in reversed(held.pages[page])]
