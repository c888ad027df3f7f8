"""The page exactly as it will be published: the reader's words through the writer's and the engine's code.

What is not issued yet stands as it will look: the number ends in 000000 until `publish write` gives it.
A preview issues nothing: slugs are those the ledger has, or of their form.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, TypeVar, cast

import msgspec

from publish.columns import catalogue
from publish.desk import beside
from publish.desk.matter import Matter
from publish.desk.office import Office
from publish.desk.press import Around, pressed
from publish.ledger.desk import Desk
from publish.model.cells import FULL
from publish.model.published import (
    Published,
    PublishedCase,
    PublishedDossier,
    PublishedPolicy,
)
from publish.model.records import CaseFacts, EpisodeFacts, Facts, PolicyFacts, Reviewed, SourceKey
from publish.model.texts import PublicText
from publish.stages.compose import Composer, Names
from publish.text.dates import local

P = TypeVar("P", bound=Published)
SLUG = "preview"


def preview(office: Office, desk: Desk, matter: Matter) -> bytes:
    """The page of a matter with the strokes so far. Raises `StoreError` where the store can't be reached."""
    facts = matter.reading.facts
    units = beside.unit_slugs(desk, beside.told(office, facts))
    number = _number(office, matter, facts)
    public = beside.public(office, number) if matter.row.number else None
    cases, others = tuple(beside.related(office, desk, facts)), tuple(beside.others(office, desk, facts))
    names = _names(office, desk, matter, units, number, cases, others)
    record = _compose(office, matter, Composer(names, {}, lambda _: None, lambda episode, _: episode), public)
    directory = beside.directory(office, desk, facts, units)
    strange = beside.strangers(office, directory, [other for other, _ in others])
    around = Around(
        directory=msgspec.structs.replace(directory, units=(*directory.units, *strange)),
        cases=tuple(msgspec.structs.replace(case, places={"all": 1}) for case, _ in cases),
        others=(*(other for other, _ in others), *beside.episodes(office, public)),
        listed=tuple(beside.listed(office, units.values())),
    )
    return pressed(office.settings, record, around)


def _compose(office: Office, matter: Matter, composer: Composer, public: PublishedCase | None) -> Published:
    record = _reviewed(office, matter)
    if isinstance(record.facts, CaseFacts):
        at = public.published_at if public else _dated(office, record.facts)
        places = public.places if public else {"all": 1, f"column/{record.facts.column}": 1}
        made = composer.case(cast("Any", record), at, places)
        return msgspec.structs.replace(made, episodes=public.episodes) if public else made
    if isinstance(record.facts, PolicyFacts):
        return composer.policy(cast("Any", record), (), ())
    composed: Published = getattr(composer, record.kind)(record)
    return composed


def _reviewed(office: Office, matter: Matter) -> Reviewed[Facts]:
    """The record as if it were approved now: shown to a signed-in reader, written nowhere."""
    texts = {name: PublicText(text.text) for name, text in matter.reading.texts.items()}
    return Reviewed(
        kind=matter.candidate.kind,
        source=matter.candidate.source,
        facts=matter.reading.facts,
        texts=texts,
        approved_at=office.now(),
    )


def _dated(office: Office, facts: CaseFacts) -> datetime:
    return facts.disclosed_at if office.settings.publication.dated_by == "disclosure" else office.now()


def _number(office: Office, matter: Matter, facts: Facts) -> str:
    if matter.row.number:
        return matter.row.number
    column = catalogue.load().get(getattr(facts, "column", ""))
    return f"{column.prefix if column else 'XX'}-{local(office.now()).year}-000000"


def _names(
    office: Office,
    desk: Desk,
    matter: Matter,
    units: Mapping[str, str],
    number: str,
    cases: Iterable[tuple[PublishedCase, SourceKey]],
    others: Iterable[tuple[Published, SourceKey]],
) -> Names:
    source, facts = matter.candidate.source, matter.reading.facts
    found, own = list(others), {source: SLUG}
    levels = {source: facts.level} if isinstance(facts, CaseFacts) else {}
    topic = getattr(facts, "topic", None)
    return Names(
        numbers={**{key: case.number for case, key in cases}, source: number},
        on_air=frozenset(),
        dossiers={**own, **_slugs(found, PublishedDossier)},
        policies={**own, **_slugs(found, PublishedPolicy)},
        calls=own,
        surveys=own,
        episodes={source: SLUG} if isinstance(facts, EpisodeFacts) else {},
        units=units,
        topics={topic: beside.topic_slug(desk, topic)} if topic else {},
        levels={**{key: _level(office, key) for _, key in cases}, **levels},
    )


def _level(office: Office, source: SourceKey) -> Any:
    found = office.ledger.last_approved([source]).get(source)
    return found.level if isinstance(found, CaseFacts) else FULL


def _slugs(found: Iterable[tuple[Any, SourceKey]], kind: type[Any]) -> dict[SourceKey, str]:
    return {key: one.slug for one, key in found if isinstance(one, kind)}
