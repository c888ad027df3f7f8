"""The queue: what waits, for whom, since when; found by code, started by a key."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

import msgspec
from starlette.responses import Response

from publish.columns import catalogue
from publish.desk import words
from publish.desk.clock import Clock, running
from publish.desk.visit import Visit
from publish.errors import GateError
from publish.ledger.desk import Desk
from publish.ledger.queue import Filter, Row
from publish.ledger.users import User
from publish.model.records import Facts, Redacted

SIZE = 50
AHEAD = 200
FLAGS = ("flagged", "gated", "blocked", "overdue")
HELD = ("mine", "others", "free")


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A row as the queue shows it. `mine`: it waits for this reader."""

    row: Row
    title: str
    clock: Clock
    district: str
    holder: str
    mine: bool


def queue(visit: Visit) -> Response:
    """What waits, most urgent first; a reader's own turn unless another is asked for."""
    asked = asked_for(visit.request.query_params, visit.user)
    page = visit.desk.queue(filtered(asked, visit.user), int(asked["page"]), SIZE)
    counts = visit.desk.counts()
    people = {user.name: user.display for user in visit.desk.users()}
    records = visit.desk.records([row.version for row in page.rows])
    return visit.page(
        "queue.html",
        asked=asked,
        page=page,
        lines=[_line(visit, row, people, records.get(row.version)) for row in page.rows],
        counts=counts,
        done=visit.desk.progress(visit.office.today, visit.user.name),
        all_done=visit.desk.progress(visit.office.today),
        columns=catalogue.load(),
        districts=visit.office.districts,
        people=people,
        link=lambda **change: link(asked, **change),
    )


def find(visit: Visit) -> Response:
    """To a matter by candidate, public number or the store's key. Posted, so that no address holds it."""
    found = visit.desk.find(visit.fields.get("what", "").strip()[:80])
    if found is None:
        raise GateError("DESK-022", "查找")
    return visit.to(f"/matters/{found.id}")


def start(visit: Visit) -> Response:
    """To the most urgent matter that waits for this reader and nobody holds."""
    return visit.to(following(visit.desk, visit.user, visit.request.query_params.get("behind", "")))


def following(desk: Desk, user: User, behind: str = "") -> str:
    """The address of the next matter for a reader, behind one in the queue's order; the queue where none
    waits. What nobody can sign now (a closed gate, a problem raised) is not offered."""
    for role in words.ROLES:
        if role in user.roles:
            asked = Filter(
                turn=role, not_signed_by=user.name, held="free", user=user.name, gated=False, blocked=False
            )
            rows = [row.id for row in desk.queue(asked, 1, AHEAD).rows]
            later = rows[rows.index(behind) + 1 :] if behind in rows else rows
            if later:
                return f"/matters/{later[0]}"
    return "/"


def asked_for(query: Mapping[str, str], user: User) -> dict[str, str]:
    """What the address asks for, held to what there is."""
    own = next((role for role in words.ROLES if role in user.roles), "")
    allowed = {
        "turn": (*words.ROLES, "all"),
        "column": tuple(catalogue.load()),
        "kind": tuple(words.RECORDS),
        "held": HELD,
        "state": tuple(words.STATES),
    }
    asked = {name: query.get(name, "") for name in allowed}
    asked = {name: value if value in allowed[name] else "" for name, value in asked.items()}
    asked["turn"] = asked["turn"] or ("all" if asked["state"] else own or "all")
    asked["district"] = _code(query.get("district", ""))
    asked |= {name: "1" if query.get(name) == "1" else "" for name in FLAGS}
    page = query.get("page", "1")
    asked["page"] = page if page.isascii() and page.isdigit() and 0 < int(page) < 10**6 else "1"
    return asked


def filtered(asked: Mapping[str, str], user: User) -> Filter:
    """The ledger's filter for what is asked."""
    turn = asked["turn"] if asked["turn"] != "all" else None
    raw = {
        "turn": turn,
        "state": asked["state"] or None,
        "kind": asked["kind"] or None,
        "column": asked["column"] or None,
        "district": asked["district"] or None,
        "held": asked["held"] or None,
        "user": user.name,
        **{name: True if asked[name] else None for name in FLAGS},
    }
    return msgspec.convert(raw, Filter)


def link(asked: Mapping[str, str], **change: object) -> str:
    """The queue with something asked otherwise; begins at its first page again."""
    merged = {**asked, "page": "1", **{name: str(value) for name, value in change.items()}}
    plain = {name: value for name, value in merged.items() if value and (name, value) != ("page", "1")}
    return f"/?{urlencode(plain)}" if plain else "/"


def _code(value: str) -> str:
    return value if len(value) == 6 and value.isascii() and value.isdigit() else ""


def _line(visit: Visit, row: Row, people: Mapping[str, str], record: Redacted[Facts] | None) -> Line:
    office = visit.office
    return Line(
        row=row,
        title=_title(record),
        clock=running(row.due_on, office.today, office.calendar),
        district=office.districts.get(row.district or "", ""),
        holder=people.get(row.hold.user, row.hold.user) if row.hold else "",
        mine=row.turn in visit.user.roles,
    )


def _title(record: Redacted[Facts] | None) -> str:
    if record is None:
        return "（文字已清除）"
    text = record.texts.get("title")
    return text.text if text else "（无标题）"
