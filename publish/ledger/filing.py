"""Filing candidates: new ones open, changed ones re-open, the rest is left alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

import msgspec
from sqlalchemy import func, select

from publish.ledger import matters, numbers, schema, standing, texts
from publish.ledger.chain import Row
from publish.ledger.pen import Book, Pen
from publish.ledger.reasons import RETURNS
from publish.ledger.standing import BATCH, Standing, label
from publish.model.records import Facts, Redacted, SourceKey

Outcome = Literal["new", "changed", "same", "withdrawn"]
MOVED = ("filed", "gated")
"""Origins of versions that the store or a gate made: what was overridden before is asked anew."""


class Filed(msgspec.Struct, frozen=True, kw_only=True):
    """Counts of what a filing did. `withdrawn`: stays withdrawn, whatever the store says."""

    new: int = 0
    changed: int = 0
    same: int = 0
    withdrawn: int = 0


def file(book: Book, records: Iterable[Redacted[Facts]], again: bool = False) -> Filed:
    """File records in batches of one transaction each; memory stays that of one batch.

    `again`: what did not change in the store is compared with the words filed last, so that a
    better anonymiser re-opens what it would now redact otherwise.
    """
    counts: Counter[str] = Counter()
    for batch in _batches(records):
        with book.write() as pen:
            counts.update(_file_batch(pen, batch, again))
    return Filed(**counts)


def unchanged(book: Book, pairs: Iterable[tuple[SourceKey, str]]) -> frozenset[SourceKey]:
    """Those of (source, source_hash) that filing would find the same: no need to anonymise them."""
    same: set[SourceKey] = set()
    for batch in standing.batches(pairs):
        with book.database.read() as conn:
            known = standing.by_source(conn, [source for source, _ in batch])
        same.update(
            source
            for source, given in batch
            if source in known
            and known[source].state != "withdrawn"
            and known[source].source_hash == matters.masked(book.keys, given)
        )
    return frozenset(same)


def _batches(records: Iterable[Redacted[Facts]]) -> Iterator[list[Redacted[Facts]]]:
    """Batches in which no source comes twice, so that each record meets the one before it."""
    batch: dict[SourceKey, Redacted[Facts]] = {}
    for record in records:
        if record.source in batch or len(batch) >= BATCH:
            yield list(batch.values())
            batch = {}
        batch[record.source] = record
    if batch:
        yield list(batch.values())


def _file_batch(pen: Pen, batch: Sequence[Redacted[Facts]], again: bool) -> Iterator[Outcome]:
    known = standing.by_source(pen.conn, [record.source for record in batch])
    filed = _last_filed(pen, known.values()) if again else {}
    for given in batch:
        masked = matters.masked(pen.keys, given.source_hash)
        record = msgspec.structs.replace(given, source_hash=masked)
        before = known.get(record.source)
        yield _file_one(pen, before, record, filed.get(before.candidate) if before else None)


def _last_filed(pen: Pen, known: Iterable[Standing]) -> dict[int, Redacted[Facts]]:
    """What the anonymiser made of each candidate last, before anybody settled anything."""
    table = schema.versions
    query = (
        select(table.c.candidate, func.max(table.c.version).label("version"))
        .where(table.c.candidate.in_([item.candidate for item in known]), table.c.origin == "filed")
        .group_by(table.c.candidate)
    )
    versions = {row.version: row.candidate for row in pen.conn.execute(query)}
    return {versions[version]: record for version, record in texts.load(pen.conn, versions).items()}


def _file_one(
    pen: Pen, before: Standing | None, record: Redacted[Facts], filed: Redacted[Facts] | None
) -> Outcome:
    if before is None:
        _open(pen, record)
        return "new"
    outcome = _compare(before, record)
    if outcome == "same" and filed and (filed.texts != record.texts or filed.facts != record.facts):
        renew(pen, before, record, "filed", pen.actor)
        return "changed"
    if outcome == "changed":
        _reopen(pen, before, record)
    elif outcome == "same":
        _hint(pen, before, record)
    return outcome


def _hint(pen: Pen, before: Standing, record: Redacted[Facts]) -> None:
    """The queue's hints moved and nothing else: the year's working days were published, say."""
    after = msgspec.structs.replace(before, **_hints(record))
    if after != before:
        pen.move(after)


def _compare(before: Standing, record: Redacted[Facts]) -> Outcome:
    changed = before.source_hash != record.source_hash
    if record.kind == "case" and not record.texts and (changed or before.state == "withdrawn"):
        return "same"  # named by `unchanged`, then another process was faster: the next export looks again
    if before.state == "withdrawn":
        returns = RETURNS[before.reason or "privacy"]
        return "changed" if returns == "always" or (returns == "changed" and changed) else "withdrawn"
    return "changed" if changed or before.gates != ",".join(record.gates) else "same"


def _open(pen: Pen, record: Redacted[Facts]) -> None:
    candidate = pen.count(schema.candidates, "candidate")
    version, words = pen.version(record, candidate, "filed")
    fact: Row = {"candidate": candidate, "kind": record.kind, "source": record.source}
    after = Standing(**fact, state="open", opened=pen.seq, **_carried(version), **_hints(record))
    facts = [(schema.candidates, fact), *words, (schema.states, standing.state_row(after))]
    pen.record("filed", label(candidate), facts)
    pen.open(after)


def _reopen(pen: Pen, before: Standing, record: Redacted[Facts]) -> None:
    origin = "filed"
    if before.state != "withdrawn" and before.source_hash == record.source_hash:
        record, origin = _regated(pen, before, record), "gated"
    renew(pen, before, record, origin, pen.actor)


def _regated(pen: Pen, before: Standing, record: Redacted[Facts]) -> Redacted[Facts]:
    """Only the gates moved: facts and words a reviewer settled stay."""
    settled = texts.load(pen.conn, [before.version])[before.version]
    return msgspec.structs.replace(settled, gates=record.gates, outline=record.outline)


def renew(pen: Pen, before: Standing, record: Redacted[Facts], origin: str, actor: str) -> Standing:
    """A new version of a known candidate: reading begins again; gives where it stands now.

    What is public already stays as it was approved; an approval not yet used lapses. A record without
    a number (a dossier, an episode) counts as public once it was approved.
    """
    version, words = pen.version(record, before.candidate, origin)
    fresh: Row = {"state": "open", "opened": pen.seq, "signed": 0, "reason": None, **_carried(version)}
    fresh |= _hints(record)
    if origin in MOVED:
        fresh["overridden"] = ""
    unused = before.kind == "case" and not numbers.live(pen.conn, [before.source])
    if unused:
        fresh |= {"approved": None, "approved_at": None}
    after = msgspec.structs.replace(before, **fresh)
    facts = [*words, (schema.states, standing.state_row(after))]
    pen.record(origin, label(before.candidate), facts, actor)
    pen.move(after)
    return after


def _carried(version: Row) -> Row:
    """What a standing takes over from its version."""
    return {name: version[name] for name in ("version", "source_hash", "column", "flags", "gates")}


def _hints(record: Redacted[Facts]) -> Row:
    return standing.hints(record.outline) if record.outline is not msgspec.UNSET else {}
