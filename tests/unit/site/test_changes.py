"""Each kind of change names what it touches, and leaves unnamed what it doesn't."""

# ruff: noqa: E501 - a table reads better with a row a line
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from world import World, replace

from publish.model.published import PublishedDossier, PublishedEpisode, PublishedTopic, PublishedWithdrawal
from publish.model.texts import PublicText as T
from publish.site import paging
from publish.site.changes import changed
from publish.site.content import content_of
from publish.site.feedlinks import Formats
from publish.site.intake import Taken, take
from publish.site.lists import Lists
from publish.site.memory import Memory


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setattr(paging, "PER_PAGE", 3)
    world = World(tmp_path / "world")
    for at, case in enumerate(world.cases(), 1):  # no gaps: the places can be reckoned with
        world.put(replace(case, places={"all": at, "column/huisheng": at}, unit="u-0002", column="huisheng"))
    return world


def _taken(world: World, memory: Memory) -> Taken:
    taken = take(world.settings, world.theme, Formats(), memory)
    lists = Lists(taken.known.directory.held, memory.cases)
    memory.keep(replace(taken.known, listed=tuple(lists.names)), taken.folders)
    return taken


def _names(world: World, change: Callable[[World], object]) -> set[str]:
    memory = Memory(world.output)
    _taken(world, memory)
    change(world)
    after = _taken(world, memory)
    content = content_of(after.known, memory.cases)
    assert after.before is not None
    assert after.moved is not None
    return changed(after, after.before, after.moved, content, Lists(content.directory, memory.cases))


def _fifth(world: World, **fields: object) -> None:
    world.put(replace(world.cases()[4], **fields))


def _drop(world: World, *places: int) -> None:
    for case in world.cases():
        if case.places["all"] in places:
            world.drop(case)


def _number(place: int) -> str:
    return f"{('DC', 'DC', 'LY')[(place - 1) % 3]}-{'2021' if place < 23 else '2022'}-{place:06d}"


def _entries(world: World, kind: str, at: int, **fields: object) -> None:
    entries = list(getattr(world.directory, kind))
    entries[at] = replace(entries[at], **fields)
    world.directory = replace(world.directory, **{kind: tuple(entries)})


def _reversed(world: World, kind: str) -> None:
    entries = tuple(reversed(getattr(world.directory, kind)))
    world.directory = replace(world.directory, **{kind: entries})


def _prose(world: World, place: str) -> None:
    path = world.settings.paths.prose / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("Title: 题\n\n文", "utf-8")


def _template(world: World, name: str) -> None:
    path = world.theme / "templates" / name
    path.write_text(path.read_text("utf-8") + "x" if path.exists() else "x", "utf-8")


def _near(*places: int) -> set[str]:
    return {f"near:column/huisheng:{_number(place)}" for place in places}


def _pages(*numbers: int) -> set[str]:
    return {f"list:column/huisheng#{number}" for number in numbers}


def _new_topic(world: World) -> None:
    topic = PublishedTopic(slug="t-09", name="新")
    world.directory = replace(world.directory, topics=(*world.directory.topics, topic))


CHANGES: list[tuple[str, Callable[[World], object], set[str], set[str]]] = [
    ("another title", lambda w: _fifth(w, title=T("另")),
     {f"case:{_number(5)}", "anything", "sitemap:cases-1"}, {"list:column/huisheng", *_pages(2), "listed", "today"}),
    ("a case gone from the middle", lambda w: _drop(w, 5),
     {f"case:{_number(5)}", "list:all", "list:column/huisheng", *_pages(2), *_near(4, 5, 6)},
     {*_near(3, 7), *_pages(1, 3), f"case:{_number(4)}", "listed"}),
    ("two neighbours gone", lambda w: _drop(w, 5, 6), {*_near(4, 7), *_pages(2)}, {*_near(3, 8), *_pages(1, 3)}),
    ("a page gone: those beside it link over it", lambda w: _drop(w, 4, 5, 6),
     {*_pages(1, 2, 3), *_near(3, 7)}, {*_pages(4), *_near(2, 8)}),
    ("two pages gone", lambda w: _drop(w, 4, 5, 6, 7, 8, 9), {*_pages(1, 2, 3, 4), *_near(3, 10)}, _pages(5)),
    ("the oldest page gone: every page links to the oldest", lambda w: _drop(w, 1, 2, 3), _pages(1, 2, 3, 4, 5), set()),
    ("the newest gone", lambda w: _drop(w, 14), {*_near(13, 14), *_pages(5)}, {*_near(12), *_pages(4)}),
    ("another place", lambda w: _fifth(w, places={"all": 5, "column/huisheng": 20}),
     {*_pages(2, 5, 7), *_near(4, 5, 6, 14)}, {"list:all", *_pages(1, 3, 4)}),
    ("a unit and no place of it", lambda w: _fifth(w, unit="u-0006"),
     {"listed", "listed:unit/u-0006", "listed:unit/u-0005"}, {"list:unit/u-0006", "listed:unit/u-0002"}),
    ("another outcome: what is counted of its lists", lambda w: _fifth(w, outcome="unsolvable"),
     {"facts:all", "facts:column/huisheng", "units", "units:500101"}, {"list:all", "listed", "units:500235"}),
    ("another title counts for nothing", lambda w: _fifth(w, title=T("另")), {"case"}, {"facts:all", "units", "units:500101"}),
    ("a case of another unit: both directories", lambda w: _fifth(w, unit="u-0006"),
     {"units", "units:500101", "units:500235", "below:u-0005", "below:u-0004"}, {"units:500112", "below:u-0001"}),
    ("a unit renamed", lambda w: _entries(w, "units", 1, name="新"),
     {"unit:u-0002", "unit", "directory", "anything"}, {"unit:u-0001", "topic", "listed", "case", "today"}),
    ("a unit moved below one that had no page", lambda w: _entries(w, "units", 1, parent="u-0005"),
     {"unit:u-0002", "listed:unit/u-0005", "listed:unit/u-0001", "listed"}, {"unit:u-0003", "unit:u-0006"}),
    ("a topic added", _new_topic, {"topic:t-09", "topic", "listed:topic/t-09", "listed"}, {"topic:t-01", "unit"}),
    ("a region renamed", lambda w: _entries(w, "regions", 1, name="新"), {"region:500101"}, {"region:500102"}),
    ("a programme renamed", lambda w: _entries(w, "programmes", 0, name="新"),
     {"programme:zhouwu", "programme"}, {"programme:minsheng"}),
    ("topics in another order", lambda w: _reversed(w, "topics"), {"topic", "directory"}, {"topic:t-01", "unit"}),
    ("the clock", lambda w: setattr(w, "directory", replace(w.directory, now=w.directory.now.replace(hour=3))),
     set(), {"anything"}),
    ("another day", lambda w: setattr(w, "directory", replace(w.directory, now=w.directory.now.replace(day=1))),
     {"today", "anything"}, {"directory", "unit", "listed", "case"}),
    ("before anything was on air", lambda w: setattr(w, "directory", replace(w.directory, now=w.directory.now.replace(year=1999))),
     {"aired:zhouwu/1", "aired:minsheng/1", "today"}, {"episode", "case"}),
    ("an episode gone", lambda w: w.drop(w.all(PublishedEpisode)[0]),
     {"episode:zhouwu/1", "episode", "list:programme/zhouwu", "list:programme/zhouwu#1", "near:programme/zhouwu:zhouwu/2"},
     {"episode:zhouwu/2", "list:programme/minsheng", "case", "listed"}),
    ("an episode that airs another case", lambda w: w.put(replace(w.all(PublishedEpisode)[0], cases=())),
     {"episode:zhouwu/1", "episode"}, {"list:programme/zhouwu", "list:programme/zhouwu#1", "near:programme/zhouwu:zhouwu/2"}),
    ("a dossier of another title", lambda w: w.put(replace(w.all(PublishedDossier)[0], title=T("另"))),
     {"dossier:d-01", "dossier"}, {"dossier:d-02", "policy"}),
    ("a handwritten page", lambda w: _prose(w, "pages/x.md"), {"prose", "prose:pages/x.md"}, {"case", "listed"}),
    ("a page's template", lambda w: _template(w, "pages/home.html"), {"layout:pages/home.html"}, {"layout:pages/case.html"}),
    ("a macro", lambda w: _template(w, "macros/say.html"),
     {"layout:pages/home.html", "layout:partials/case_row.html"}, {"case"}),
    ("a part that isn't a page of HTML", lambda w: _template(w, "partials/mark.svg"), {"layout:pages/home.html"}, set()),
    ("a part that was missing", lambda w: _template(w, "partials/late.html"), {"layout:pages/home.html"},
     {"layout:partials/case_row.html"}),
    ("a part of a computed name", lambda w: _template(w, "partials/late.txt"), {"layout:pages/404.html"},
     {"layout:pages/home.html"}),
    ("a static file", lambda w: (w.theme / "static" / "x.css").write_text("x"), {"theme/static/x.css"},
     {"theme/static/site.css", "layout:pages/home.html"}),
    ("the same bytes again", lambda w: w.put(w.cases()[4]), set(), {"anything"}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "named", "unnamed"), [row[1:] for row in CHANGES], ids=[row[0] for row in CHANGES]
)
def test_a_change_names_what_it_touches_and_nothing_beside(
    world: World, change: Callable[[World], object], named: set[str], unnamed: set[str]
) -> None:
    found = _names(world, change)
    assert named - found == set()
    assert unnamed & found == set()
    assert ("anything" in found) == bool(found)


@pytest.mark.parametrize("kind", ["policies", "dossiers"])
def test_a_record_that_names_a_case_is_named_when_it_goes(world: World, kind: str) -> None:
    slugs = {"policies": "policy:p-001", "dossiers": "dossier:d-01"}
    record = next(one for place, one in world.records.items() if place.startswith(kind))
    world.put(replace(record, cases=(_number(5),)))
    assert f"held:{slugs[kind]}" in _names(world, lambda w: _drop(w, 5))
    assert f"held:{slugs[kind]}" not in _names(world, lambda w: _drop(w, 6))


def test_a_month_of_corrections_is_named_and_the_months_only_where_there_is_another(world: World) -> None:
    first = next(one for one in world.all(PublishedWithdrawal))
    again = replace(first, number="DC-2021-000903", place=90)
    found = _names(world, lambda w: w.put(again))
    month = f"changes:{first.withdrawn_at:%Y-%m}"
    assert month in found
    assert "changes-months" not in found
    other = replace(
        first, number="DC-2021-000904", place=91, withdrawn_at=first.withdrawn_at.replace(year=2020)
    )
    assert "changes-months" in _names(world, lambda w: w.put(other))
