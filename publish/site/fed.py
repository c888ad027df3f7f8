"""What feeds ask of an edition: which lists have feeds, which pairs of district and topic there are, what was
withdrawn from a list. Whatever is asked is noted (`uses.py`)."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property, lru_cache

from publish.model.published import PublishedWithdrawal
from publish.site.casebook import pairs_of
from publish.site.keys import Content
from publish.site.lists import Lists
from publish.site.revised import Tombstones
from publish.site.uses import Uses

KEPT_DISTRICTS = 2
ALWAYS, FILLED = ("column", "district"), ("topic", "unit")
"""Kinds of lists that always have feeds, and those that have them where there is a case."""


class Fed:
    """The lists of an edition as feeds see them."""

    def __init__(self, content: Content, lists: Lists, uses: Uses) -> None:
        self._content, self._directory = content, content.directory
        self._lists, self._uses = lists, uses
        self._of_district = lru_cache(KEPT_DISTRICTS)(self._topics_of)

    def has(self, name: str) -> bool:
        """Whether a list has feeds: columns and districts always, topics and units that hold a case."""
        kind = name.partition("/")[0]
        self._uses.note(f"filled:{name}")
        return kind in ALWAYS or (kind in FILLED and name in self._lists.filled)

    def names(self, kind: str) -> list[str]:
        """The lists of a kind that have feeds, in order."""
        self._uses.note_all(("listed", f"filled:{kind}"))
        names = [name for name in self._lists.names if name.startswith(f"{kind}/")]
        return names if kind in ALWAYS else [name for name in names if name in self._lists.filled]

    def topics_of(self, district: str) -> tuple[str, ...]:
        """The topics of the first level of which the district has a case, in order."""
        self._uses.note_all(("pairs", "topic"))
        return self._pairs.get(district, ())

    @cached_property
    def _pairs(self) -> dict[str, tuple[str, ...]]:
        topics = {topic.slug: topic.parent for topic in self._directory.topics}
        found: defaultdict[str, list[str]] = defaultdict(list)
        for district, topic, _ in self._lists.cases.pairs():
            if topic in topics and topics[topic] not in topics:
                found[district].append(topic)
        return {district: tuple(held) for district, held in found.items()}

    def newest_of(self, district: str, topic: str, count: int) -> tuple[str, ...]:
        """The newest cases of a district that are in a topic's list, newest first."""
        self._uses.note(f"pair:{district}/{topic}")
        return tuple(self._of_district(district).get(topic, ())[:count])

    def _topics_of(self, district: str) -> dict[str, list[str]]:
        """Topic → the cases of a district, newest first."""
        held = self._lists.held(f"district/{district}")
        found: defaultdict[str, list[str]] = defaultdict(list)
        keys = {key.number: key for key in self._lists.cases.keys_of(held.keys(1, held.last))}
        for number in held.newest(len(keys)):
            for _, topic in pairs_of(keys[number]):
                found[topic].append(number)
        return found

    def withdrawn(self, name: str) -> list[PublishedWithdrawal]:
        """What was withdrawn of a list, as tombstones alone tell: of all, of a column, of a unit, and of a
        district where the unit lies in it."""
        self._uses.note(f"gone:{name}")
        return self._withdrawn.get(name, [])

    @cached_property
    def _withdrawn(self) -> dict[str, list[PublishedWithdrawal]]:
        found: defaultdict[str, list[PublishedWithdrawal]] = defaultdict(list)
        tombstones = Tombstones(self._directory)
        for one in self._content.withdrawn.values():
            for name in tombstones.lists(one):
                found[name].append(one)
        return found
