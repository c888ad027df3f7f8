"""Matters that are approved and resolved, each with everything below it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from itertools import islice, pairwise
from typing import TypeVar

import msgspec

from publish.model.contract import Case, CaseLink, CasePolicy, DossierCase, Event, Party
from publish.model.records import CaseFile
from publish.store import neighbours
from publish.store.check import backwards
from publish.store.reader import Below, Reader
from publish.store.records import below_is_bad
from publish.store.rejected import Rejected, RowError
from publish.store.relation import Relation

T = TypeVar("T")


class Around(msgspec.Struct, frozen=True):
    """What lies below one page of matters."""

    parties: Below[Party]
    events: Below[Event]
    links: Below[CaseLink]
    near: Mapping[str, frozenset[str]]
    linked: Below[Party]
    policies: Below[CasePolicy]
    dossiers: Below[DossierCase]


def case_files(reader: Reader, since: datetime | None) -> Iterator[CaseFile | Rejected]:
    """Approved and resolved matters updated at or after `since`, by case_id."""
    relation = reader.relations["cases"]
    if relation is None:
        return
    condition, params = _wanted(relation, since)
    yield from _files(reader, relation, since, condition, params)


def case_file(reader: Reader, key: str) -> CaseFile | Rejected | None:
    """One approved and resolved matter; None where there is none of that key."""
    relation = reader.relations["cases"]
    if relation is None:
        return None
    condition, params = _wanted(relation, None)
    condition = f"{condition} AND {relation.among('case_id')}"
    return next(_files(reader, relation, None, condition, {**params, **relation.bound([key])}), None)


def _files(
    reader: Reader, relation: Relation, since: datetime | None, condition: str, params: dict[str, object]
) -> Iterator[CaseFile | Rejected]:
    for page in _pages(reader.rows(Case, condition, params), reader.page):
        candidates = [row for row in page if isinstance(row, Rejected) or _is_due(row, since)]
        keys = [row.case_id for row in candidates if isinstance(row, Case)]
        around = _around(reader, keys)
        for row in candidates:
            yield row if isinstance(row, Rejected) else _gathered(row, around, relation)


def _wanted(relation: Relation, since: datetime | None) -> tuple[str, dict[str, object]]:
    """What the database can already leave out; an unknown code of disclosure stays in, to be reported."""
    parts = [
        f"({relation.column('disclosure')} IS NULL"
        f" OR {relation.column('disclosure')} NOT IN ('none', 'proposed', 'withdrawn'))",
        f"{relation.column('outcome')} IS NOT NULL",
        f"{relation.column('closed_at')} IS NOT NULL",
    ]
    if since and relation.compares_time:
        updated = relation.column("updated_at")
        parts.append(f"({updated} IS NULL OR {updated} >= :hs_since)")
        return " AND ".join(parts), {"hs_since": since}
    return " AND ".join(parts), {}


def _is_due(case: Case, since: datetime | None) -> bool:
    resolved = case.disclosure == "approved" and case.outcome is not None and case.closed_at is not None
    return resolved and (since is None or case.updated_at >= since)


def _around(reader: Reader, keys: Sequence[str]) -> Around:
    links = _links(reader, keys)
    near = neighbours.around(links, partial(_links, reader))
    others = sorted({other for some in near.values() for other in some})
    return Around(
        parties=reader.below(Party, "case_id", keys),
        events=reader.below(Event, "case_id", keys),
        links=links,
        near=near,
        linked=reader.below(Party, "case_id", others),
        policies=reader.below(CasePolicy, "case_id", keys),
        dossiers=reader.below(DossierCase, "case_id", keys),
    )


def _links(reader: Reader, keys: Sequence[str]) -> Below[CaseLink]:
    """Links of either direction, each seen from the matter among `keys`."""
    links = reader.below(CaseLink, "case_id", keys)
    for key, rows in reader.below(CaseLink, "other_id", keys).items():
        seen = {(link.other_id, link.kind) for link in links.get(key, ())}
        turned = [CaseLink(case_id=key, other_id=link.case_id, kind=link.kind) for link in rows]
        links.setdefault(key, []).extend(link for link in turned if (link.other_id, link.kind) not in seen)
        links[key].sort(key=lambda link: (link.other_id, link.kind))
    return links


def _gathered(case: Case, around: Around, relation: Relation) -> CaseFile | Rejected:
    key = case.case_id
    links, events = around.links.under(key), around.events.under(key)
    bad = _bad_below(key, around)
    try:
        if bad:
            raise below_is_bad(bad)
        _check(case, events)
    except RowError as error:
        return error.rejected("cases", key, relation.where(error.column))
    return CaseFile(
        case=case,
        parties=around.parties.under(key),
        linked_parties=_linked(key, around),
        events=events,
        links=links,
        policy_ids=tuple(row.policy_id for row in around.policies.under(key)),
        dossier_ids=tuple(row.dossier_id for row in around.dossiers.under(key)),
    )


def _linked(key: str, around: Around) -> tuple[Party, ...]:
    others = sorted(around.near.get(key, ()))
    return tuple(party for other in others for party in around.linked.under(other))


def _bad_below(key: str, around: Around) -> Rejected | None:
    """The first row set aside below a matter: with one missing the matter can't be trusted to be masked."""
    below = (around.parties, around.events, around.links, around.policies, around.dossiers)
    own = [part.bad[key] for part in below if key in part.bad]
    others = sorted(around.near.get(key, ()))
    linked = [around.linked.bad[other] for other in others if other in around.linked.bad]
    return next(iter(own + linked), None)


def _check(case: Case, events: Sequence[Event]) -> None:
    if not case.result:
        raise RowError("STORE-109", column="result")
    for before, after in pairwise(events):
        if backwards(before.at, after.at):
            raise RowError("STORE-104", earlier=f"events/{before.seq}.at", later=f"events/{after.seq}.at")


def _pages(rows: Iterable[T], size: int) -> Iterator[list[T]]:
    rows = iter(rows)
    while page := list(islice(rows, size)):
        yield page
