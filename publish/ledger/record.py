"""The release record (审查单) of a matter, and the year's counts for the annual report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, func, select

from publish.ledger import blind, history, moments, schema, standing
from publish.ledger.blind import Disagreement
from publish.ledger.decisions import Assessment
from publish.ledger.history import Entry
from publish.ledger.pen import Book
from publish.ledger.standing import Standing


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """A signature of the present round; `assessment` None: given from a shell, without one."""

    user: str
    display: str
    role: str
    at: datetime
    assessment: Assessment | None


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """Something somebody wrote: `what` is refused, overridden, objected or lifted; `gate` the one overridden.
    `words` None: erased."""

    what: str
    user: str
    display: str
    at: datetime
    words: str | None
    gate: str | None = None


class ReleaseRecord(msgspec.Struct, frozen=True, kw_only=True):
    """`within_time`: whether it was approved by the 20th working day after it was closed; None where
    either is not known. `decided`: how often each action was taken, over all rounds."""

    id: str
    kind: str
    column: str | None
    number: str | None
    state: str
    version: int
    closed_on: date | None
    due_on: date | None
    approved_at: datetime | None
    within_time: bool | None
    readings: tuple[Reading, ...]
    said: tuple[Said, ...]
    decided: dict[str, int]
    published_at: datetime | None
    withdrawn_at: datetime | None
    reason: str | None


class AnnualCounts(msgspec.Struct, frozen=True, kw_only=True):
    """A calendar year of the city's time. `in_time`, `late`: approvals that stand, by the 20 working days;
    `overridden` by gate; `published` and `withdrawn` by column and by reason."""

    year: int
    published: dict[str, int]
    withdrawn: dict[str, int]
    signed: int
    refused: int
    overridden: dict[str, int]
    in_time: int
    late: int
    blind: tuple[Disagreement, ...]


def of(book: Book, name: str) -> ReleaseRecord:
    """Names, times, grounds. LEDGER-010: no such candidate."""
    entries = history.of(book, name)
    with book.database.read() as conn:
        found = standing.find(conn, standing.parse(name))
        public = _publication(conn, found)
    closed, due = _day(found.closed_on), _day(found.due_on)
    approved = found.approved_at and datetime.fromisoformat(found.approved_at)
    return ReleaseRecord(
        id=standing.label(found.candidate),
        kind=found.kind,
        column=found.column,
        state=found.state,
        version=found.version,
        closed_on=closed,
        due_on=due,
        approved_at=approved or None,
        within_time=_in_time(found.approved_at, found.due_on),
        readings=tuple(_readings(entries, found)),
        said=tuple(said for entry in entries for said in _said(entry)),
        decided=_decided(entries),
        **public,
    )


def _readings(entries: Sequence[Entry], found: Standing) -> Iterable[Reading]:
    for entry in entries:
        facts = {fact["table"]: fact for fact in entry.facts}
        mark = facts.get("signatures")
        if mark and mark["opened"] == found.opened and found.state in ("signed", "approved"):
            given = facts.get("assessments")
            names = Assessment.__struct_fields__
            yield Reading(
                user=entry.actor,
                display=entry.display,
                role=mark["role"],
                at=entry.at,
                assessment=Assessment(**{name: bool(given[name]) for name in names}) if given else None,
            )


def _said(entry: Entry) -> Iterable[Said]:
    if entry.kind in ("refused", "overridden", "objected", "lifted"):
        gate = next((fact["gate"] for fact in entry.facts if fact["table"] == "overrides"), None)
        yield Said(
            what=entry.kind,
            user=entry.actor,
            display=entry.display,
            at=entry.at,
            words=entry.words,
            gate=gate,
        )


def _decided(entries: Iterable[Entry]) -> dict[str, int]:
    actions = (fact["action"] for entry in entries for fact in entry.facts if fact["table"] == "decisions")
    return dict(sorted(Counter(actions).items()))


def _publication(conn: Connection, found: Standing) -> dict[str, Any]:
    """The last number of a source and what became of it."""
    number, public = schema.numbers.c, schema.publications.c
    query = (
        select(number.number, public.state, public.at, public.reason)
        .join(schema.publications, public.number == number.number)
        .where(number.source == found.source)
        .order_by(public.seq)
    )
    known: dict[str, Any] = dict.fromkeys(("number", "published_at", "withdrawn_at", "reason"))
    for row in conn.execute(query):
        at = datetime.fromisoformat(row.at)
        if row.state == "published":
            known |= {"number": row.number, "published_at": at, "withdrawn_at": None, "reason": None}
        else:
            known |= {"withdrawn_at": at, "reason": row.reason}
    return known


def _day(kept: str | None) -> date | None:
    return date.fromisoformat(kept) if kept and kept != schema.NO_DAY else None


def _in_time(approved_at: str | None, due_on: str) -> bool | None:
    if approved_at is None or due_on == schema.NO_DAY:
        return None
    return moments.day(approved_at).isoformat() <= due_on


def annual(book: Book, year: int) -> AnnualCounts:
    """What the annual report on disclosure asks for."""
    with book.database.read() as conn:
        link, here, gate = schema.chain.c, schema.current.c, schema.overrides.c
        acts = _acts(conn, year)
        gates = select(gate.gate, link.at).join(schema.chain, link.seq == gate.seq)
        overridden = Counter(row.gate for row in _within(conn, year, gates, link.at))
        times = select(here.approved_at, here.due_on).where(here.approved_at.is_not(None))
        kept = [_in_time(*row) for row in _within(conn, year, times, here.approved_at)]
        published, withdrawn = _public(conn, year)
    return AnnualCounts(
        year=year,
        published=published,
        withdrawn=withdrawn,
        signed=acts["signed"],
        refused=acts["refused"],
        overridden=dict(sorted(overridden.items())),
        in_time=kept.count(True),
        late=kept.count(False),
        blind=blind.counts(book, year),
    )


def _acts(conn: Connection, year: int) -> Counter[str]:
    """Signatures and refusals of a year, counted by the hour: there may be a million of them."""
    link = schema.chain.c
    hour, offset = func.substr(link.at, 1, 13), func.substr(link.at, func.length(link.at) - 5)
    query = (
        select(link.kind, hour.label("hour"), offset.label("offset"), func.count().label("times"))
        .where(link.kind.in_(("signed", "refused")))
        .where(link.at >= f"{year - 1}-12-31", link.at < f"{year + 1}-01-02")
        .group_by(link.kind, hour, offset)
    )
    acts: Counter[str] = Counter()
    for row in conn.execute(query):
        if moments.year(f"{row.hour}:00:00{row.offset}") == year:
            acts[row.kind] += row.times
    return acts


def _public(conn: Connection, year: int) -> tuple[dict[str, int], dict[str, int]]:
    number, public = schema.numbers.c, schema.publications.c
    query = select(number.column, public.state, public.reason, public.at).join(
        schema.numbers, number.number == public.number
    )
    published: Counter[str] = Counter()
    withdrawn: Counter[str] = Counter()
    for row in _within(conn, year, query, public.at):
        if row.state == "published":
            published[row.column or ""] += 1
        else:
            withdrawn[row.reason or ""] += 1
    return dict(sorted(published.items())), dict(sorted(withdrawn.items()))


def _within(conn: Connection, year: int, query: Any, at: Any) -> list[Any]:
    """Rows of a year of the city's time."""
    near = query.where(at >= f"{year - 1}-12-31", at < f"{year + 1}-01-02")
    return [row for row in conn.execute(near) if moments.year(row._mapping[at]) == year]
