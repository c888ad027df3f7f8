"""Public names of everything approved: numbers in order of publication, places in lists, slugs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

import msgspec

from publish.columns import catalogue
from publish.ledger.ledger import Ledger
from publish.model.cells import FULL, Level
from publish.model.contract import Unit
from publish.model.records import (
    CaseFacts,
    DossierFacts,
    EpisodeFacts,
    PolicyFacts,
    RecordKind,
    Reviewed,
    SourceKey,
    Told,
)
from publish.settings import Settings
from publish.stages import embargo
from publish.stages.approved import approved
from publish.stages.compose import Names, may_stand
from publish.stages.office import CITY_TIME


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """What naming needs of an approved matter; its texts are not kept."""

    source: SourceKey
    column: str
    topic: str | None
    unit_id: str | None
    region_code: str | None
    level: Level
    may_be_on_air: bool
    published_at: datetime


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """The names, and what the writer needs beside them."""

    names: Names
    published_at: Mapping[SourceKey, datetime]
    places: Mapping[str, Mapping[str, int]]  # list → number → place
    lists: Mapping[str, tuple[str, ...]]  # number → its lists
    episodes_of: Mapping[SourceKey, tuple[str, ...]]


def name_everything(ledger: Ledger, settings: Settings, units: Sequence[Unit]) -> Named:
    """Number what is new, in order of publication; issue places and slugs. Doing it again changes nothing."""
    entries = _entries(ledger, settings)
    numbers = _numbers(ledger, entries)
    topics = ledger.slugs("topic", sorted({entry.topic for entry in entries if entry.topic}))
    unit_slugs = ledger.slugs("unit", sorted(unit.unit_id for unit in units))
    lists = {numbers[e.source]: tuple(_lists(e, topics, unit_slugs)) for e in entries}
    levels = {entry.source: entry.level for entry in entries}
    episodes, episodes_of = _episodes(ledger, levels)
    names = Names(
        numbers=numbers,
        levels=levels,
        ranks={unit.unit_id: _rank(unit) for unit in units},
        told=_told(ledger),
        gone=frozenset(one.source for one in ledger.published("withdrawn")),
        on_air=frozenset(entry.source for entry in entries if entry.may_be_on_air),
        dossiers=_slugs(ledger, "dossier"),
        policies=_slugs(ledger, "policy"),
        calls=_slugs(ledger, "call"),
        surveys=_slugs(ledger, "survey"),
        episodes=episodes,
        units=unit_slugs,
        topics=topics,
    )
    return Named(
        names=names,
        published_at={entry.source: entry.published_at for entry in entries},
        places=ledger.assign_places(_members(lists)),
        lists=lists,
        episodes_of=episodes_of,
    )


def _entries(ledger: Ledger, settings: Settings) -> list[Entry]:
    """Approved matters in order of publication; equal times in order of filing."""
    known = {one.source: one.published_at for one in ledger.published("published")}
    held = embargo.untils(ledger)
    entries = [_entry(record, known, held, settings) for record in approved(ledger, CaseFacts)]
    return sorted(entries, key=lambda entry: entry.published_at)


def _entry(
    record: Reviewed[CaseFacts],
    known: Mapping[SourceKey, datetime],
    held: Mapping[SourceKey, datetime],
    settings: Settings,
) -> Entry:
    """First published when it was approved (or disclosed), but not before its embargo ended."""
    facts = record.facts
    dated = facts.disclosed_at if settings.publication.dated_by == "disclosure" else record.approved_at
    dated = max(dated, held.get(record.source, dated))
    return Entry(
        source=record.source,
        column=facts.column,
        topic=facts.topic,
        unit_id=facts.unit_id,
        region_code=facts.region_code,
        level=facts.level,
        may_be_on_air=facts.consent == "agreed",
        published_at=known.get(record.source, dated),
    )


def _numbers(ledger: Ledger, entries: list[Entry]) -> dict[SourceKey, str]:
    prefixes = {slug: column.prefix for slug, column in catalogue.load().items()}
    wanted = ((entry.source, prefixes[entry.column], entry.published_at) for entry in entries)
    return ledger.assign_numbers(wanted)


def _lists(entry: Entry, topics: Mapping[str, str], units: Mapping[str, str]) -> Iterator[str]:
    yield "all"
    yield f"column/{entry.column}"
    yield f"month/{entry.published_at.astimezone(CITY_TIME):%Y-%m}"
    if entry.region_code:
        yield f"district/{entry.region_code[:6]}"
    if entry.topic:
        slug = topics[entry.topic]
        yield f"topic/{slug}"
        if "/" in entry.topic:
            yield f"topic/{slug.rpartition('-')[0]}"
    if entry.unit_id and entry.unit_id in units:
        yield f"unit/{units[entry.unit_id]}"


def _members(lists: Mapping[str, tuple[str, ...]]) -> dict[str, list[str]]:
    """List → its numbers, in the order the numbers were published."""
    members: defaultdict[str, list[str]] = defaultdict(list)
    for number, names in lists.items():
        for name in names:
            members[name].append(number)
    return dict(sorted(members.items()))


def _slugs(ledger: Ledger, kind: RecordKind) -> dict[SourceKey, str]:
    sources = [record.source for record in ledger.reviewed(kind)]
    issued = ledger.slugs(kind, sources)
    return {source: issued[source] for source in sources}


def _rank(unit: Unit) -> Told:
    """How fine a place a unit tells."""
    return "city" if unit.level == "city" else "district" if unit.level == "district" else "town"


def _told(ledger: Ledger) -> dict[SourceKey, Told]:
    """How fine the places are that dossiers, policies and episodes name."""
    found: dict[SourceKey, Told] = {one.source: one.facts.told for one in approved(ledger, DossierFacts)}
    found |= {one.source: one.facts.told for one in approved(ledger, PolicyFacts)}
    return found | {one.source: one.facts.told for one in approved(ledger, EpisodeFacts)}


def _episodes(
    ledger: Ledger, levels: Mapping[SourceKey, Level]
) -> tuple[dict[SourceKey, str], dict[SourceKey, tuple[str, ...]]]:
    """Episode → "programme/number", and matter → the episodes it was on, in order of airing."""
    names: dict[SourceKey, str] = {}
    aired: defaultdict[SourceKey, list[tuple[datetime, str]]] = defaultdict(list)
    for record in approved(ledger, EpisodeFacts):
        names[record.source] = f"{record.facts.programme}/{record.facts.number}"
        for source in record.facts.cases:
            if may_stand(levels.get(source, FULL), record.facts.told):
                aired[source].append((record.facts.airs_at, names[record.source]))
    return names, {source: tuple(name for _, name in sorted(on)) for source, on in aired.items()}
