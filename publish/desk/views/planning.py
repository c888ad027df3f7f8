"""Episodes: what is planned, the running order of one with its times, and what might go in."""

from __future__ import annotations

from typing import Any

import msgspec
from starlette.responses import Response

from publish.desk.visit import Visit
from publish.errors import UsageError
from publish.model.published import PublishedCase, PublishedEpisode
from publish.radio import programme
from publish.radio.pack import Item, Pack
from publish.radio.suggest import Suggestion
from publish.radio.timing import clock
from publish.settings import Settings
from publish.stages import planning, plans
from publish.stages.planning import Wish
from publish.stages.script import concerns, pack_made, read_all
from publish.text.dates import local
from publish.text.records import DIRECTORY

SUGGESTED = 6
LAST = 8
"""Episodes of each programme on the list."""


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One episode of the list."""

    name: str
    episode: PublishedEpisode
    programme: str
    planned: bool


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A matter in the running order; `item` is None where it is not read."""

    number: str
    title: str
    item: Item | None


def episodes(visit: Visit) -> Response:
    """The last episodes of each programme, planned ones first, and a form for the next."""
    settings = visit.office.settings
    rows = [_row(settings, one) for one in planning.everything(settings)]
    by_programme = [[row for row in rows if row.episode.programme == slug] for slug in programme.load()]
    shown = [row for own in by_programme for row in own[-LAST:]]
    rows = sorted(shown, key=lambda row: (not row.planned, -row.episode.airs_at.timestamp()))
    return visit.page("episodes.html", rows=rows, programmes=programme.load(), written=_is_written(settings))


def plan(visit: Visit) -> Response:
    """Plan an episode, with the matters that are suggested."""
    wish = Wish(**_given(visit, "day", "at", "title", "host"), suggested=SUGGESTED)
    report = planning.new(visit.office.settings, visit.fields.get("programme", ""), wish)
    return visit.to(f"/episodes/{report.said[0].partition('　')[0]}")


def episode(visit: Visit) -> Response:
    """One plan: its order, its times, what might go in."""
    return visit.page("episode.html", **_shown(visit, suggested=True))


def change(visit: Visit) -> Response:
    """Add, drop, turn round, or another title; the times are there at once."""
    settings, name = visit.office.settings, _name(visit)
    if visit.fields.get("act") == "delete":
        planning.drop(settings, name)
        return visit.to("/episodes")
    planning.edit(settings, name, _wish(visit))
    if visit.partial:
        return visit.page("partials/running.html", **_shown(visit, suggested=False))
    return visit.to(f"/episodes/{name}")


def _wish(visit: Visit) -> Wish:
    act, number = visit.fields.get("act", ""), visit.fields.get("number", "")
    cases = plans.read(plans.path_of(visit.office.settings, _checked(visit))).cases
    if act in ("up", "down") and number in cases:
        return Wish(order=_moved(cases, number, -1 if act == "up" else 1))
    if act == "add":
        return Wish(add=(number,))
    if act == "drop":
        return Wish(drop=(number,))
    if act == "order":
        return Wish(order=tuple(filter(None, visit.fields.get("order", "").split(","))))
    return Wish(**_given(visit, "title", "host", "director", "day", "at"))


def _moved(cases: tuple[str, ...], number: str, by: int) -> tuple[str, ...]:
    """The order with one matter a place further; it stays where it can't go further."""
    at = cases.index(number)
    to = min(max(at + by, 0), len(cases) - 1)
    rest = [one for one in cases if one != number]
    return (*rest[:to], number, *rest[to:])


def _shown(visit: Visit, *, suggested: bool) -> dict[str, Any]:
    settings = visit.office.settings
    found = plans.read(plans.path_of(settings, _checked(visit)))
    cases = read_all(PublishedCase, settings.paths.content / "cases")
    made = pack_made(settings, found, cases)
    return {
        "name": plans.name_of(found),
        "episode": found,
        "pack": made,
        "places": _places(found, cases, made),
        "concerns": concerns(found, cases, made),
        "suggestions": _suggestions(settings, found) if suggested else (),
        "clock": clock,
    }


def _places(found: PublishedEpisode, cases: dict[str, PublishedCase], made: Pack) -> list[Place]:
    items = {item.case: item for item in made.items if item.case}
    titles = {number: case.title for number, case in cases.items()}
    gone = "没有公开，或已经撤回"
    return [Place(number=one, title=titles.get(one, gone), item=items.get(one)) for one in found.cases]


def _suggestions(settings: Settings, found: PublishedEpisode) -> tuple[Suggestion, ...]:
    day = local(found.airs_at).date().isoformat()
    return planning.suggest(settings, found.programme, day, "", SUGGESTED)


def _checked(visit: Visit) -> str:
    """The name of a plan. Raises `UsageError` EPISODE-010 for any other address."""
    name = _name(visit)
    slug, _, number = name.partition("/")
    known = slug in programme.load() and number.isascii() and number.isdecimal()
    if not known or not plans.path_of(visit.office.settings, name).is_file():
        raise UsageError("EPISODE-010", name)
    return name


def _name(visit: Visit) -> str:
    parts = visit.request.path_params
    return f"{parts['programme']}/{parts['number']}"


def _row(settings: Settings, one: PublishedEpisode) -> Row:
    name = plans.name_of(one)
    shape = programme.load().get(one.programme)
    planned = plans.path_of(settings, name).is_file()
    return Row(name=name, episode=one, programme=shape.name if shape else one.programme, planned=planned)


def _given(visit: Visit, *names: str) -> dict[str, Any]:
    return {name: value for name in names if (value := visit.fields.get(name, "").strip())}


def _is_written(settings: Settings) -> bool:
    """Whether there is a content/ to plan from."""
    return (settings.paths.content / DIRECTORY).is_file()


__all__ = ["change", "episode", "episodes", "plan"]
