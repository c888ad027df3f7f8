"""What the whole store says in a word a row: may it be public, who is in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import chain, groupby

import msgspec

from publish.model.contract import CONSENTS, DISCLOSURES, Party
from publish.store.decode import decode, plan
from publish.store.reader import Reader
from publish.store.rejected import RowError
from publish.store.values import moment, text


class CaseState(msgspec.Struct, frozen=True):
    """Whether a matter may be public. What can't be read counts as not: it fails shut."""

    case_id: str
    disclosure: str
    consent: str | None
    updated_at: datetime | None


def states(reader: Reader) -> Iterator[CaseState]:
    """Every matter's state by case_id; of rows with one key the strictest word of each counts."""
    relation = reader.relations["cases"]
    if relation is None:
        return
    names = ("case_id", "disclosure", "consent", "updated_at")
    sql = (
        f"SELECT {', '.join(map(relation.column, names))} FROM {relation.source} AS r"
        f" ORDER BY {relation.sorted_by('case_id')}"
    )
    rows = chain.from_iterable(reader.session.stream(sql, {}, "cases", reader.page))
    for key, group in groupby(rows, key=lambda row: row[0]):
        if key is not None:
            yield _strictest([_state(row) for row in group])


def _state(row: tuple[object, ...]) -> CaseState:
    return CaseState(
        str(row[0]).strip(),
        _code(row[1], DISCLOSURES, "none") or "none",
        _code(row[2], CONSENTS, "refused"),
        _time(row[3]),
    )


def _code(value: object, allowed: tuple[str, ...], otherwise: str) -> str | None:
    try:
        word = None if value is None else text(value, "")
    except RowError:
        return otherwise
    return word if word is None or word in allowed else otherwise


def _time(value: object) -> datetime | None:
    try:
        return None if value is None else moment(value, "updated_at")
    except RowError:
        return None


def _strictest(rows: list[CaseState]) -> CaseState:
    """Open only where every row with this key is open."""
    if len(rows) == 1:
        return rows[0]
    disclosures = [row.disclosure for row in rows]
    disclosure = next((d for d in ("withdrawn", "none", "proposed") if d in disclosures), "approved")
    consents = [row.consent for row in rows]
    consent = next((c for c in ("refused", "not_asked", None) if c in consents), "agreed")
    times = [row.updated_at for row in rows if row.updated_at]
    return CaseState(rows[0].case_id, disclosure, consent, max(times, default=None))


def parties(reader: Reader) -> Iterator[Party]:
    """Every party that can be read at all; codes are not judged here, an identifier is one in any role."""
    how = plan("parties")
    for row in chain.from_iterable(reader.stream("parties")):
        try:
            party = decode(how, row)
        except RowError:
            continue
        if isinstance(party, Party):
            yield party
