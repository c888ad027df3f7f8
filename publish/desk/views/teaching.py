"""What reviewers teach: terms, in force when a second reader agrees; and the counts."""

from __future__ import annotations

from collections.abc import Callable

from starlette.responses import Response

from publish.desk import words
from publish.desk.matter import load
from publish.desk.visit import Visit
from publish.errors import GateError

SCOPES = {"matter": "本件", "unit": "同一办理单位", "everywhere": "所有事项"}
ACTIONS = {"always": "始终遮盖", "never": "从不遮盖"}


def terms(visit: Visit) -> Response:
    """The lists, what is proposed first."""
    found = sorted(visit.desk.terms(), key=lambda term: (term.agreed_by is not None, term.action, term.id))
    people = {user.name: user.display for user in visit.desk.users()}
    return visit.page("terms.html", terms=found, scopes=SCOPES, actions=ACTIONS, people=people)


def propose(visit: Visit) -> Response:
    """Propose a term out of a matter."""
    scope, action = visit.fields.get("scope", ""), visit.fields.get("action", "")
    kind = visit.fields.get("kind", "PERSON")
    if scope not in SCOPES or action not in ACTIONS or kind not in words.KINDS:
        raise GateError("DESK-021", visit.name)
    found = load(visit.office, visit.desk, visit.name, visit.user)
    unit = found.original.unit_id if found.original else None
    visit.desk.propose_term(
        visit.user.name,
        action,
        visit.fields.get("words", "").strip()[:80],
        kind,
        scope,
        candidate=visit.name if scope == "matter" else None,
        unit=unit if scope == "unit" else None,
    )
    return visit.page("partials/said.html", said="已提议，待第二人在“用语”页同意后生效")


def agree(visit: Visit) -> Response:
    return _change(visit, visit.desk.agree_term)


def drop(visit: Visit) -> Response:
    return _change(visit, visit.desk.drop_term)


def figures(visit: Visit) -> Response:
    """The counts for the annual report, of the blind pass, and of the day."""
    asked = visit.request.query_params.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else visit.office.today.year
    return visit.page(
        "figures.html",
        year=year,
        counts=visit.desk.annual_counts(year),
        blind=visit.desk.blind_counts(),
        done=visit.desk.progress(visit.office.today),
    )


def _change(visit: Visit, change: Callable[[str, str], object]) -> Response:
    change(visit.fields.get("term", "")[:40], visit.user.name)
    return visit.to("/terms")
