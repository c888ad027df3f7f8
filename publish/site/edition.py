"""One edition of the site: the content, what its codes mean, its lists and its links.

Everything a page is made of is asked for here, and noted (`uses.py`); nothing here changes once it is
made.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import cached_property, lru_cache
from typing import Any

import msgspec

from publish.model.published import (
    Directory,
    OpenQuestion,
    PublishedCase,
    PublishedColumn,
    PublishedEpisode,
    PublishedProgramme,
    PublishedRegion,
    PublishedTopic,
    PublishedUnit,
)
from publish.settings import Settings
from publish.site.addresses import EVERY, Addresses, list_folder, page_file
from publish.site.casebook import Casebook, moment
from publish.site.content import KINDS, read_case, read_title
from publish.site.covering import topics_of
from publish.site.crossings import Crossings, Speed
from publish.site.fed import Fed
from publish.site.feedlinks import Formats
from publish.site.keys import CaseKey, Content
from publish.site.lists import Lists
from publish.site.paging import Listing, Written
from publish.site.prose import Prose, ProsePage
from publish.site.revised import LIST as REVISED
from publish.site.revised import Revision, day_of, month_of, revisions
from publish.site.unit_tree import UnitTree
from publish.site.uses import Noted, Uses
from publish.text.dates import local
from publish.text.workdays import WorkCalendar

KEPT_CASES = 128
LINKS = 4096


def is_overdue(question: OpenQuestion, now: datetime) -> bool:
    """Whether its working days are over and it has no answer."""
    return (
        question.answered_at is None and question.answer_due_at is not None and question.answer_due_at < now
    )


class ListPage(msgspec.Struct, frozen=True):
    """One page of a list: its keys, newest first, the numbers of the pages it links to, and the newest change
    among its cases."""

    keys: tuple[str, ...]
    newer: int | None
    older: int | None
    oldest: int
    changed: datetime | None


class Edition:
    """`settings`, `content`, `prose`, `formats` (the feeds' kinds) and everything derived from them."""

    def __init__(
        self, settings: Settings, content: Content, prose: Prose, formats: Formats, lists: Lists
    ) -> None:
        self.settings, self.formats = settings, formats
        self.uses = Uses()
        self._content, self._prose = content, prose
        self._lists = lists
        self.content = _noted(content, self.uses)
        self.fed = Fed(content, lists, self.uses)
        self.addresses = Addresses(settings.site.url, settings.site.base)
        self.calendar = WorkCalendar(settings.calendar)
        self._case = lru_cache(KEPT_CASES)(self._read)
        kept = self.uses.kept
        self.region_link, self.topic_link = kept(self._region_link, LINKS), kept(self._topic_link, LINKS)
        self.unit_link = kept(self._unit_link, LINKS)

    def case(self, number: str) -> PublishedCase:
        """A case, whole."""
        self.uses.note(f"case:{number}")
        return self._case(number)

    def title(self, number: str) -> str:
        """The title of a case."""
        self.uses.note(f"case:{number}")
        return self._title(number)

    def _title(self, number: str) -> str:
        return read_title(self.settings.paths.content, number)

    def told(self, number: str) -> PublishedCase:
        """A case, whole, for what has noted the month that it is in."""
        return self._case(number)

    def of_month(self, month: str) -> Sequence[str]:
        """The cases published in a month, in the order of their places; whatever changes one changes it."""
        self.uses.note(f"data:{month}")
        held = self._lists.held(f"month/{month}")
        return held.keys(1, held.last)

    @property
    def newest_place(self) -> int:
        """The newest place given out among all cases, for what has noted them; 0 where there is none."""
        return self._lists.held(EVERY).last

    def placed(self, first: int, last: int) -> Sequence[str]:
        """The cases at these places among all, oldest first, for what has noted the part of the search."""
        return self._lists.held(EVERY).keys(first, last)

    def days_of_cases(self) -> list[str]:
        """The days on which a case was published, oldest first."""
        self.uses.note("added")
        return self._lists.cases.days()

    def added_on(self, day: str) -> Iterator[CaseKey]:
        """Cases published on a day, without their words."""
        self.uses.note(f"added:{day}")
        return self._lists.cases.keys_of_day(day)

    # --- corrections and withdrawals ---------------------------------------------------------------

    @cached_property
    def _revised(self) -> dict[int, Revision]:
        """By their places."""
        found = [one for record in self._content.withdrawn.values() for one in revisions(record)]
        found += [one for record in self._content.revisions.values() for one in revisions(record)]
        return {one.place: one for one in sorted(found, key=lambda one: one.place)}

    @cached_property
    def _revised_list(self) -> Listing:
        return Written({place: str(place) for place in self._revised})

    @property
    def revised(self) -> Listing:
        """All of them, as a list of their places."""
        self.uses.note(f"list:{REVISED}")
        return self._revised_list

    def revised_page(self, number: int) -> ListPage:
        """One page of them."""
        return self._page(REVISED, number, self._revised_list)

    def revision(self, key: str) -> Revision:
        """The one at a place, for what has noted the page it is on."""
        return self._revised[int(key)]

    def every_revision(self) -> list[Revision]:
        """All of them, in order."""
        self.uses.note(f"list:{REVISED}")
        return list(self._revised.values())

    def revised_in(self, month: str) -> list[Revision]:
        """Those of a month, in order."""
        self.uses.note(f"changes:{month}")
        return self._revised_by_month.get(month, [])

    @cached_property
    def _revised_by_month(self) -> dict[str, list[Revision]]:
        found: dict[str, list[Revision]] = defaultdict(list)
        for one in self._revised.values():
            found[month_of(one.at)].append(one)
        return dict(found)

    def revised_months(self) -> list[str]:
        """The months in which there were some, oldest first."""
        self.uses.note("changes-months")
        return sorted(self._revised_by_month)

    def revised_days(self) -> set[str]:
        """Days on which there were some."""
        self.uses.note(f"list:{REVISED}")
        return set(self._revised_by_day)

    def revised_on(self, day: str) -> list[Revision]:
        """Those of a day, in order."""
        self.uses.note(f"changes:{day}")
        return self._revised_by_day.get(day, [])

    @cached_property
    def _revised_by_day(self) -> dict[str, list[Revision]]:
        found: dict[str, list[Revision]] = defaultdict(list)
        for one in self._revised.values():
            found[day_of(one.at)].append(one)
        return dict(found)

    def _read(self, number: str) -> PublishedCase:
        return read_case(self.settings.paths.content, number)

    @property
    def every_case(self) -> Casebook:
        """All cases, for counting."""
        self.uses.note(KINDS["cases"])
        return self._lists.cases

    @property
    def today(self) -> date:
        """The day of the edition's own time, in Beijing."""
        self.uses.note("today")
        return local(self._content.directory.now).date()

    def aired(self, episode: PublishedEpisode) -> bool:
        """Whether an episode was on air by the edition's own time."""
        self.uses.note(f"aired:{episode.programme}/{episode.number}")
        return episode.airs_at <= self._content.directory.now

    def overdue(self, episode: PublishedEpisode, question: OpenQuestion) -> bool:
        """Whether a question should have been answered by the edition's own time, and was not."""
        self.uses.note(f"overdue:{episode.programme}/{episode.number}")
        return is_overdue(question, self._content.directory.now)

    @property
    def demonstration(self) -> bool:
        return self._content.directory.demonstration or self.settings.profile == "demonstration"

    @property
    def prose(self) -> Prose:
        """Everything handwritten."""
        self.uses.note("prose")
        return self._prose

    def handwritten(self, place: str) -> ProsePage:
        """One handwritten page by its file below the prose folder."""
        self.uses.note(f"prose:{place}")
        return self._handwritten[place]

    def came_of(self, kind: str, slug: str, title: str) -> ProsePage | None:
        """What came of a call or a questionnaire, told by hand. A note of another title is another's: a new
        store gives the slugs anew."""
        place = f"{kind}-notes/{slug}.md"
        self.uses.note(f"prose:{place}")
        note = self._prose.results.get(place)
        return note if note and note.title == title else None

    @cached_property
    def _handwritten(self) -> dict[str, ProsePage]:
        return {page.place: page for page in (*self._prose.pages, *self._prose.notices)}

    # --- names -------------------------------------------------------------------------------------

    @cached_property
    def columns(self) -> dict[str, PublishedColumn]:
        return {one.slug: one for one in self._directory.columns}

    @cached_property
    def programmes(self) -> Noted[PublishedProgramme]:
        return Noted("programme", {one.slug: one for one in self._directory.programmes}, self.uses)

    @cached_property
    def regions(self) -> Noted[PublishedRegion]:
        return Noted("region", {one.code: one for one in self._directory.regions}, self.uses)

    @cached_property
    def districts(self) -> Noted[PublishedRegion]:
        """Districts and counties alone, by code."""
        found = (region for region in self._directory.regions if region.level == "district")
        ordered = {region.code: region for region in sorted(found, key=lambda region: region.code)}
        return Noted("region", ordered, self.uses)

    @cached_property
    def topics(self) -> Noted[PublishedTopic]:
        ordered = sorted(self._directory.topics, key=lambda topic: topic.slug)
        return Noted("topic", {topic.slug: topic for topic in ordered}, self.uses)

    def topic_slug(self, path: str) -> str | None:
        """The slug of a topic by what the store calls it: "民生/供水"."""
        self.uses.note("topic")
        return self._topic_paths.get(path)

    @cached_property
    def _topic_paths(self) -> dict[str, str]:
        names = {topic.slug: topic.name for topic in self._directory.topics}
        return {
            f"{names[topic.parent]}/{topic.name}" if topic.parent in names else topic.name: topic.slug
            for topic in self._directory.topics
        }

    def covered(self, folder: str) -> Iterator[tuple[Any, frozenset[str]]]:
        """All dossiers or policies, for what doesn't tell which cases they name, and the topics of their
        published cases."""
        self.uses.note(f"covers:{KINDS[folder]}")
        keys = self._lists.cases.keys_of
        return ((record, topics_of(keys(list(record.cases)))) for record in self.told_of(folder))

    @cached_property
    def units(self) -> Noted[PublishedUnit]:
        return Noted("unit", {unit.slug: unit for unit in self._directory.units}, self.uses)

    @property
    def _directory(self) -> Directory:
        return self._content.directory

    # --- lists -------------------------------------------------------------------------------------

    def listing(self, name: str) -> Listing:
        """A whole list of cases; empty where nothing is in it."""
        self.uses.note(f"list:{name}")
        return self._lists.held(name)

    def peek(self, name: str) -> Listing:
        """A list, for what has noted the pages of it that matter."""
        return self._lists.held(name)

    def list_names(self, kind: str = "") -> list[str]:
        """The lists of a kind, or all that have a page, in order."""
        self.uses.note("listed")
        return [name for name in self._lists.names if name.startswith(kind) and name != EVERY]

    def list_page(self, name: str, number: int) -> ListPage:
        """One page of a list."""
        return self._page(name, number, self._lists.held(name))

    def _page(self, name: str, number: int, held: Listing) -> ListPage:
        self.uses.note(f"list:{name}#{number}")
        changed = moment(held.changed(number))
        return ListPage(held.page(number), held.newer(number), held.older(number), held.numbers[0], changed)

    def count(self, *names: str) -> int:
        """Cases that are in one of these lists."""
        self.uses.note_all(f"list:{name}" for name in names)
        return self._lists.cases.count(names)

    def near(self, number: str) -> tuple[str | None, str | None]:
        """The next newer and the next older case of a case's column."""
        case = self.case(number)
        name = f"column/{case.column}"
        self.uses.note(f"near:{name}:{number}")
        return self._lists.held(name).beside(case.places[name]) if name in case.places else (None, None)

    def newest_change(self, numbers: tuple[str, ...]) -> datetime | None:
        """The newest change among those of the cases that are published, all of them noted by their rows."""
        cases = self._content.cases
        return max((cases[number].modified_at for number in numbers if number in cases), default=None)

    def there(self, folder: str, names: tuple[str, ...]) -> tuple[str, ...]:
        """Those of these policies, dossiers or episodes that are published, whatever is said in them."""
        held = getattr(self._content, folder)
        self.uses.note_all(f"there:{KINDS[folder]}:{name}" for name in names)
        return tuple(name for name in names if name in held)

    def record(self, folder: str, name: str) -> Any:
        """A dossier, a policy or an episode, for what doesn't tell which cases it names."""
        self.uses.note(f"told:{KINDS[folder]}:{name}")
        return getattr(self._content, folder)[name]

    def told_of(self, folder: str) -> Iterator[Any]:
        """All dossiers, policies or episodes, for what doesn't tell which cases they name."""
        self.uses.note(f"told:{KINDS[folder]}")
        return iter(getattr(self._content, folder).values())

    def held(self, kind: str, name: str, numbers: tuple[str, ...]) -> int:
        """How many of the cases that a policy or a dossier names are published."""
        self.uses.note(f"held:{kind}:{name}")
        return sum(number in self._content.cases for number in numbers)

    def below(self, unit: str) -> list[str]:
        """The units right below one that have a page, by slug."""
        self.uses.note("directory")
        self.uses.note(f"below:{unit}")
        return [slug for slug in self._units.below.get(unit, ()) if f"unit/{slug}" in self._lists.names]

    @cached_property
    def _units(self) -> UnitTree:
        return UnitTree(self._directory)

    def units_of(self, home: str) -> tuple[PublishedUnit, ...]:
        """The units of a district's directory, or the city's, each after the one it is below."""
        self.uses.note("directory")
        return self._units.units_of(home)

    def unit_homes(self) -> list[str]:
        """The districts that have units, and the city where it has."""
        self.uses.note("directory")
        return list(self._units.homes)

    def unit_home(self, slug: str) -> str:
        """The district, or the city, in whose directory a unit stands."""
        self.uses.note("directory")
        return self._units.home(slug)

    # --- what cases add up to ----------------------------------------------------------------------

    def outcomes(self, name: str) -> Counter[str]:
        """The cases of a list by their outcome."""
        self.uses.note(f"facts:{name}")
        return self._lists.cases.outcomes(name)

    def crossings(self, name: str) -> Crossings:
        """What may be asked of the cases of one list, of a district, a topic or a unit."""
        self.uses.note(f"facts:{name}")
        return self._lists.cases.crossings

    def answered(self, home: str | None = None) -> Counter[str]:
        """How many cases each unit answered, for a page that shows those of one directory, or all."""
        self.uses.note("units" if home is None else f"units:{home}")
        return self._answered

    @cached_property
    def _answered(self) -> Counter[str]:
        return self._lists.cases.crossings.answered()

    def unit_outcomes(self, slug: str) -> Counter[str]:
        """A unit's cases by their outcome, for what has noted its directory."""
        return self._lists.cases.outcomes(f"unit/{slug}")

    def unit_speed(self, slug: str) -> Speed:
        """How fast a unit was, for what has noted its cases or its directory."""
        return self._lists.cases.crossings.speed(slug, self.calendar)

    @cached_property
    def _programme_lists(self) -> dict[str, Listing]:
        places: dict[str, dict[int, str]] = {one.slug: {} for one in self._directory.programmes}
        for name, episode in self._content.episodes.items():
            places[episode.programme][episode.number] = name
        return {slug: Written(held) for slug, held in places.items()}

    def broadcasts(self, programme: str) -> Listing:
        """A programme's episodes; an episode's number is its place."""
        self.uses.note(f"list:programme/{programme}")
        return self._programme_lists[programme]

    def broadcasts_page(self, programme: str, number: int) -> ListPage:
        """One page of a programme's episodes."""
        return self._page(f"programme/{programme}", number, self._programme_lists[programme])

    def near_broadcast(self, episode: PublishedEpisode) -> tuple[str | None, str | None]:
        """The next newer and the next older episode of the programme."""
        name = f"{episode.programme}/{episode.number}"
        self.uses.note(f"near:programme/{episode.programme}:{name}")
        return self._programme_lists[episode.programme].beside(episode.number)

    # --- links -------------------------------------------------------------------------------------

    def href(self, path: str) -> str:
        return self.addresses.href(path)

    def list_href(self, name: str) -> str | None:
        """The front of a list, or None where there is no such page."""
        self.uses.note(f"listed:{name}")
        return self._front(name)

    def _front(self, name: str) -> str | None:
        listed = name in self._lists.names and name != EVERY
        return self.href(page_file(list_folder(name), None)) if listed else None

    def _region_link(self, code: str | None) -> tuple[str | None, str | None]:
        """Name and page of a division; None for what is unknown or has no page."""
        region = self.regions.get(code) if code else None
        return (region.name, self._front(f"district/{region.code}")) if region else (None, None)

    def _topic_link(self, slug: str | None) -> tuple[str | None, str | None]:
        topic = self.topics.get(slug) if slug else None
        return (topic.name, self._front(f"topic/{topic.slug}")) if topic else (None, None)

    def _unit_link(self, slug: str | None) -> tuple[str | None, str | None]:
        unit = self.units.get(slug) if slug else None
        return (unit.name, self._front(f"unit/{unit.slug}")) if unit else (None, None)


def _noted(content: Content, uses: Uses) -> Content:
    """The content, noting what is asked of it."""
    held = {folder: Noted(kind, getattr(content, folder), uses) for folder, kind in KINDS.items()}
    return msgspec.structs.replace(content, **held)
