"""What the directory's codes mean, for generators that know none; in places it stands in for an edition."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property

from publish.model.published import Directory, PublishedTopic, PublishedUnit
from publish.settings import Calendar
from publish.site.unit_tree import UnitTree
from publish.text.workdays import WorkCalendar

CALENDAR = WorkCalendar(Calendar())
CITY = "重庆市"


class Names:
    """What the directory's codes mean."""

    def __init__(self, directory: Directory) -> None:
        self.directory = directory
        self.columns = {one.slug: one for one in directory.columns}
        self.programmes = {one.slug: one for one in directory.programmes}
        self.regions = {one.code: one for one in directory.regions}
        self.topics = {one.slug: one for one in directory.topics}
        self.units = {one.slug: one for one in directory.units}
        self.below: defaultdict[str, list[str]] = defaultdict(list)
        held: tuple[PublishedUnit | PublishedTopic, ...] = (*directory.units, *directory.topics)
        for each in held:
            if each.parent:
                self.below[each.parent].append(each.slug)

    @cached_property
    def tree(self) -> UnitTree:
        """Where units stand."""
        return UnitTree(self.directory)

    @property
    def calendar(self) -> WorkCalendar:
        return CALENDAR

    def unit_link(self, slug: str | None) -> tuple[str | None, str | None]:
        """As an edition tells it; the slug stands for the address."""
        return self.unit(slug), slug if slug in self.units else None

    def region_link(self, code: str) -> tuple[str | None, str | None]:
        found = self.regions.get(code)
        return (found.name, f"/districts/{code}/") if found else (None, None)

    def topic_link(self, slug: str) -> tuple[str | None, str | None]:
        return self.topics[slug].name, f"/topics/{slug}/"

    def topic_slug(self, path: str) -> str | None:
        """The slug of a topic by what the store calls it: "民生/供水"."""
        return self._topic_paths.get(path)

    @cached_property
    def _topic_paths(self) -> dict[str, str]:
        above = ((topic, self.topics.get(topic.parent or "")) for topic in self.topics.values())
        return {f"{up.name}/{topic.name}" if up else topic.name: topic.slug for topic, up in above}

    def place(self, home: str) -> str:
        """The district, or the city, of a directory of units."""
        return self.regions[home].name if home in self.regions else CITY

    def unit(self, slug: str | None) -> str | None:
        return self.units[slug].name if slug in self.units else None

    def line_of(self, slug: str | None) -> Iterator[PublishedUnit]:
        """The unit and those above it."""
        while slug in self.units:
            yield self.units[slug]
            slug = self.units[slug].parent
