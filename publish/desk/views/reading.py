"""A matter on the screen."""

from __future__ import annotations

from typing import Any

import msgspec
from starlette.responses import Response

from publish.desk import levels, signing, strokes, words
from publish.desk.items import Item, following
from publish.desk.matter import Matter, load, take
from publish.desk.ops import Place
from publish.desk.visit import Visit
from publish.errors import Issue
from publish.model.records import CaseFacts


class Seat(msgspec.Struct, frozen=True, kw_only=True):
    """What a reader may do with a matter now. `again`: signing begins a new round."""

    writable: bool
    mine: bool
    again: bool
    final: bool
    refusable: bool


def matter(visit: Visit) -> Response:
    """The matter; it is this reader's to edit, where it is the reader's turn and nobody else has it."""
    found = take(visit.desk, load(visit.office, visit.desk, visit.name, visit.user), visit.user)
    return visit.page("matter.html", **names(visit, found))


def work(visit: Visit, notice: Issue | None = None, at: Place | None = None, said: str = "") -> Response:
    """The part of the page that changes with a stroke; `at`: what was worked on, to go on behind it."""
    found = load(visit.office, visit.desk, visit.name, visit.user)
    return visit.page("partials/work.html", **names(visit, found, at=at, said=said) | {"issue": notice})


def names(visit: Visit, found: Matter, at: Place | None = None, said: str = "") -> dict[str, Any]:
    """What the templates of a matter are given."""
    items = found.items
    order = {name: index for index, name in enumerate(found.reading.texts)}
    facts = found.reading.facts
    return {
        "matter": found,
        "fields": found.fields(),
        "items": items,
        "by_place": _by_place(items),
        "next_item": following(items, order, at),
        "seat": seat(visit, found),
        "obstacles": signing.obstacles(found),
        "linked": strokes.linked(visit.desk, found),
        "coarser": levels.coarser(facts),
        "level": facts.level if isinstance(facts, CaseFacts) else None,
        "facts": facts,
        "people": {user.name: user.display for user in visit.desk.users()},
        "district": visit.office.districts.get(found.row.district or "", ""),
        "originals": dict(found.original.draft.texts) if found.original else {},
        "said": said,
        "kinds": words.CHOICES,
    }


def seat(visit: Visit, found: Matter) -> Seat:
    """What this reader may do."""
    mine = signing.mine(found, visit.user)
    state = found.candidate.state
    return Seat(
        writable=found.writable,
        mine=mine and found.writable,
        again=signing.begins_again(found),
        final="final" in visit.user.roles,
        refusable=state in ("open", "signed") or (state == "approved" and not found.row.number),
    )


def _by_place(items: list[Item]) -> dict[tuple[str, str, int], Item]:
    """An item by what it is and where it begins."""
    return {(item.what, item.place.field, item.place.start): item for item in items}
