"""Decisions: signing, sending back, overriding a gate, a blocking problem."""

from __future__ import annotations

from starlette.responses import Response

from publish.desk import signing
from publish.desk.matter import Matter, load
from publish.desk.signing import UnsafeError
from publish.desk.views.queue import following
from publish.desk.visit import Visit
from publish.errors import GateError, LedgerError
from publish.ledger.decisions import Assessment

ASSESSED = ("legality", "accuracy", "fitness", "confidentiality")


def sign(visit: Visit) -> Response:
    """Sign, and on to the next matter."""
    found = _same(visit)
    if found.blind:
        return _blind(visit, found)
    assessment = Assessment(**{name: visit.fields.get(name) == "1" for name in ASSESSED})
    try:
        done = signing.sign(visit.office, visit.desk, found, visit.user, assessment)
    except UnsafeError as error:
        return _unsafe(visit, error)
    visit.desk.release(visit.name, visit.user.name)
    return visit.to(f"{following(visit.desk, visit.user, visit.name)}?done={visit.name}-{done.state}")


def refuse(visit: Visit) -> Response:
    """Send back with a reason."""
    found = _same(visit)
    visit.desk.refuse(
        visit.name, visit.user.name, visit.fields.get("reason", "")[:500], found.candidate.version
    )
    visit.desk.release(visit.name, visit.user.name)
    return visit.to(f"{following(visit.desk, visit.user, visit.name)}?done={visit.name}-refused")


def reopen(visit: Visit) -> Response:
    """File what was done as new words, without signing: a refused matter is open again."""
    found = _same(visit)
    signing.ready(visit.office, found)
    signing.settle(visit.desk, found, visit.user)
    return visit.to(f"/matters/{visit.name}")


def override(visit: Visit) -> Response:
    """The final reader opens a gate, with a written ground."""
    gate, ground = visit.fields.get("gate", "")[:40], visit.fields.get("ground", "")[:1000]
    visit.desk.override(visit.name, visit.user.name, gate, ground)
    return visit.to(f"/matters/{visit.name}")


def object_(visit: Visit) -> Response:
    """A blocking problem: nobody signs until it is lifted."""
    visit.desk.object(visit.name, visit.user.name, visit.fields.get("problem", "")[:500])
    return visit.to(f"/matters/{visit.name}")


def lift(visit: Visit) -> Response:
    visit.desk.lift(visit.name, visit.user.name, visit.fields.get("ground", "")[:500])
    return visit.to(f"/matters/{visit.name}")


def _blind(visit: Visit, found: Matter) -> Response:
    """Hand in a blind reading; then the matter shows what the reader before left, and the difference."""
    signing.ready(visit.office, found)
    marks = {
        name: [(span.start, span.end, span.kind) for span in text.spans]
        for name, text in found.reading.texts.items()
    }
    differing = visit.desk.blind(visit.name, visit.user.name, found.candidate.version, marks)
    return visit.page("partials/blind.html", differing=differing, name=visit.name)


def _unsafe(visit: Visit, error: UnsafeError) -> Response:
    answer = visit.page("partials/unsafe.html", 422, issue=error.issue, doubts=error.doubts, name=visit.name)
    answer.headers["HX-Retarget"] = "#notice"
    answer.headers["HX-Reswap"] = "innerHTML"
    return answer


def _same(visit: Visit) -> Matter:
    """The matter as the page showed it. Raises `LedgerError` LEDGER-012, -055 where it moved meanwhile."""
    found = load(visit.office, visit.desk, visit.name, visit.user)
    if found.hold:
        raise LedgerError("LEDGER-054", visit.name, user=found.hold.user, until=f"{found.hold.until:%H:%M}")
    if visit.fields.get("version") != str(found.candidate.version):
        raise LedgerError("LEDGER-012", visit.name)
    if visit.fields.get("revision") != str(found.page.revision):
        raise LedgerError("LEDGER-055", visit.name)
    if found.problem:
        raise GateError(found.problem.code, visit.name)
    return found
