"""Strokes: what a reader does to a matter before signing."""

from __future__ import annotations

from starlette.responses import Response

from publish.desk import strokes, wishes, words
from publish.desk.edits import marks, nearby
from publish.desk.matter import Matter, load
from publish.desk.ops import Act, Op, Place
from publish.desk.strokes import Spread
from publish.desk.views import reading
from publish.desk.visit import Visit
from publish.errors import GateError, LedgerError


def act(visit: Visit) -> Response:
    """One stroke; the page goes on behind it."""
    found = _writable(visit)
    asked = wishes.wish(visit.fields)
    if asked.act == "identify" and len(asked.note) < 2:
        raise GateError("DESK-023", visit.name)
    spread = strokes.stroke(visit.office, visit.desk, found, asked, visit.user.name)
    return reading.work(visit, at=asked.place, said=_said(asked.act, spread))


def undo(visit: Visit) -> Response:
    found = _writable(visit)
    op = strokes.step_back(visit.desk, found, visit.user.name)
    return reading.work(
        visit, at=_before(op), said=f"已撤销：{words.STROKES[op.act]}" if op else "没有可以撤销的了"
    )


def redo(visit: Visit) -> Response:
    found = _writable(visit)
    op = strokes.step_on(visit.office, visit.desk, found, visit.user.name)
    return reading.work(
        visit, at=_first(op), said=f"已重做：{words.STROKES[op.act]}" if op else "没有可以重做的了"
    )


def difference(visit: Visit) -> Response:
    """What an edit changes, character by character, before it is kept."""
    found = load(visit.office, visit.desk, visit.name, visit.user)
    field = visit.fields.get("field", "")
    if field not in found.reading.texts:
        raise GateError("DESK-021", visit.name)
    after = wishes.clean(visit.fields.get("words", ""), wishes.LONGEST_TEXT)
    return visit.page("partials/difference.html", marks=nearby(marks(found.reading.texts[field].text, after)))


def take_over(visit: Visit) -> Response:
    """Take a matter somebody else holds; the ledger keeps that it was taken."""
    visit.desk.take_over(visit.name, visit.user.name)
    return visit.to(f"/matters/{visit.name}")


def put_down(visit: Visit) -> Response:
    """Back to the queue; the matter is free again, the strokes stay."""
    visit.desk.release(visit.name, visit.user.name)
    return visit.to("/")


def _writable(visit: Visit) -> Matter:
    """The matter as the page saw it. Raises `LedgerError` where it moved meanwhile or another holds it."""
    found = load(visit.office, visit.desk, visit.name, visit.user)
    if found.problem:
        raise GateError(found.problem.code, visit.name)
    if visit.fields.get("version") != str(found.candidate.version):
        raise LedgerError("LEDGER-012", visit.name)
    visit.desk.hold(visit.name, visit.user.name)
    if visit.fields.get("revision") != str(found.page.revision):
        raise LedgerError("LEDGER-055", visit.name)
    if not found.writable:
        raise LedgerError("LEDGER-025", visit.name, state=found.candidate.state)
    return found


def _said(act_: Act, spread: Spread) -> str:
    parts = [words.STROKES[act_]]
    if spread.reached:
        parts.append(f"关联件 {'、'.join(spread.reached)} 一并处理")
    if spread.held:
        parts.append(f"{'、'.join(spread.held)} 正由他人办理，没有动")
    if spread.approved:
        parts.append(f"{'、'.join(spread.approved)} 已经批准，没有动；如须改动，请在那一件里退回")
    return "；".join(parts)


def _first(op: Op | None) -> Place | None:
    return op.places[0] if op and op.places else None


def _before(op: Op | None) -> Place | None:
    """A place right before what was undone, so that the page goes back to it."""
    place = _first(op)
    return Place(place.field, place.start - 1, place.start - 1) if place else None
