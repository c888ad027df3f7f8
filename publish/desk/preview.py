"""The page exactly as it will be published: the reader's words through the writer's and the engine's code.

What is not issued yet stands as it will look: the number ends in 000000 until `publish write` gives it.
A preview issues nothing: slugs are those the ledger has, or of their form.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar, cast

import msgspec

from publish.columns import catalogue
from publish.desk.matter import Matter
from publish.desk.office import Office
from publish.desk.press import Around, pressed
from publish.ledger.desk import Desk
from publish.model.cells import FULL
from publish.model.contract import Unit
from publish.model.published import (
    Directory,
    Published,
    PublishedCase,
    PublishedColumn,
    PublishedDossier,
    PublishedEpisode,
    PublishedPolicy,
    PublishedRegion,
    PublishedTopic,
    PublishedUnit,
)
from publish.model.records import CaseFacts, EpisodeFacts, Facts, PolicyFacts, Reviewed, SourceKey
from publish.model.texts import PublicText
from publish.radio import programme
from publish.stages.compose import Composer, Names
from publish.text.dates import local
from publish.text.records import decode

P = TypeVar("P", bound=Published)
SHOWN_LEVELS = ("city", "district")
SLUG = "preview"
NAMING = ("events", "steps", "guests", "questions")
"""Parts of facts that name units."""


def preview(office: Office, desk: Desk, matter: Matter) -> bytes:
    """The page of a matter with the strokes so far. Raises `StoreError` where the store can't be reached."""
    facts = matter.reading.facts
    units = _unit_slugs(desk, _told(office, facts))
    number = _number(office, matter, facts)
    public = _public(office, number) if matter.row.number else None
    cases, others = tuple(_related(office, desk, facts)), tuple(_beside(office, desk, facts))
    names = _names(office, desk, matter, units, number, cases, others)
    record = _compose(office, matter, Composer(names, {}, lambda _: None), public)
    around = Around(
        directory=_directory(office, desk, facts, units),
        cases=tuple(msgspec.structs.replace(case, places={"all": 1}) for case, _ in cases),
        others=(*(other for other, _ in others), *_episodes(office, public)),
        listed=tuple(_listed(office, units.values())),
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
        topics={topic: _topic_slug(desk, topic)} if topic else {},
        levels={**{key: _level(office, key) for _, key in cases}, **levels},
    )


def _level(office: Office, source: SourceKey) -> Any:
    found = office.ledger.last_approved([source]).get(source)
    return found.level if isinstance(found, CaseFacts) else FULL


def _slugs(found: Iterable[tuple[Any, SourceKey]], kind: type[Any]) -> dict[SourceKey, str]:
    return {key: one.slug for one, key in found if isinstance(one, kind)}


def _topic_slug(desk: Desk, path: str) -> str:
    """The topic's slug; of one that was never public a slug of its own form."""
    return desk.slugs_known("topic", [path]).get(path) or ("t-00-00" if "/" in path else "t-00")


# --- what is public already -------------------------------------------------------------------------


def _public(office: Office, number: str) -> PublishedCase | None:
    place = f"cases/{number.split('-')[1]}/{number}.json"
    return _read(PublishedCase, office.settings.paths.content / place)


def _read(kind: type[P], path: Path) -> P | None:
    try:
        return decode(kind, path.read_bytes())
    except (OSError, msgspec.MsgspecError):
        return None


def _listed(office: Office, units: Iterable[str]) -> Iterator[str]:
    """Units that have a page on the site as it was built last."""
    for slug in units:
        if (office.settings.paths.output / f"units/{slug}/index.html").is_file():
            yield f"unit/{slug}"


def _episodes(office: Office, public: PublishedCase | None) -> Iterator[PublishedEpisode]:
    """Broadcasts that named the matter already."""
    for name in public.episodes if public else ():
        found = _read(PublishedEpisode, office.settings.paths.content / f"episodes/{name}.json")
        if found:
            yield found


def _related(office: Office, desk: Desk, facts: Facts) -> Iterator[tuple[PublishedCase, SourceKey]]:
    related = facts.related if isinstance(facts, CaseFacts) else getattr(facts, "cases", ())
    for source, name in desk.by_source(list(related)).items() if related else ():
        number = desk.row(name).number
        public = _public(office, number) if number else None
        if public:
            yield public, source


def _beside(office: Office, desk: Desk, facts: Facts) -> Iterator[tuple[Published, SourceKey]]:
    """Policies and dossiers the record names, as far as they are public."""
    wanted: list[tuple[str, str, type[Any], tuple[SourceKey, ...]]] = [
        ("policy", "policies", PublishedPolicy, getattr(facts, "policies", ())),
        ("dossier", "dossiers", PublishedDossier, getattr(facts, "dossiers", ())),
    ]
    for kind, folder, record, sources in wanted:
        for source, slug in desk.slugs_known(kind, list(sources)).items() if sources else ():
            found = _read(record, office.settings.paths.content / folder / f"{slug}.json")
            if found:
                yield found, SourceKey(source)
            for below in getattr(found, "policies", ()) if kind == "dossier" else ():
                policy = _read(PublishedPolicy, office.settings.paths.content / f"policies/{below}.json")
                if policy:
                    yield policy, SourceKey("")  # a dossier's card counts them


# --- the directory ----------------------------------------------------------------------------------


def _told(office: Office, facts: Facts) -> list[Unit]:
    """The units a record names and those above them, in order of their keys."""
    parts: list[Any] = [facts]
    parts += [
        part for name in ("events", "steps", "guests", "questions") for part in getattr(facts, name, ())
    ]
    named = {getattr(part, "unit_id", None) for part in parts}
    known = {unit.unit_id: unit for key in named for unit in office.tools.names.line(key)}
    return [known[key] for key in sorted(known)]


def _unit_slugs(desk: Desk, units: Iterable[Unit]) -> dict[str, str]:
    keys = [unit.unit_id for unit in units]
    known = desk.slugs_known("unit", keys) if keys else {}
    return {key: known.get(key, f"u-000{count}") for count, key in enumerate(keys, 1)}


def _directory(office: Office, desk: Desk, facts: Facts, units: Mapping[str, str]) -> Directory:
    """As `publish write` would make it, with no more units and topics than the page names."""
    names = office.tools.names
    path = getattr(facts, "topic", None) or ""
    return Directory(
        now=office.now(),
        demonstration=office.settings.profile == "demonstration",
        columns=tuple(
            PublishedColumn(slug=one.slug, name=one.name, prefix=one.prefix, description=one.description)
            for one in catalogue.load().values()
        ),
        programmes=tuple(one.published() for one in programme.load().values()),
        regions=tuple(
            PublishedRegion(code=one.code, name=one.name, level=one.level, parent=one.parent_code)
            for one in sorted(names.regions, key=lambda one: one.code)
            if one.level in SHOWN_LEVELS
        ),
        topics=tuple(_topics(path, _topic_slug(desk, path))) if path else (),
        units=tuple(
            PublishedUnit(
                slug=slug,
                name=unit.name,
                level=unit.level,
                region_code=unit.region_code,
                parent=units.get(unit.parent_id or ""),
            )
            for key, slug in units.items()
            if (unit := names.unit(key))
        ),
    )


def _topics(path: str, slug: str) -> Iterator[PublishedTopic]:
    above, _, name = path.rpartition("/")
    parent = slug.rpartition("-")[0] if above else None
    if above and parent:
        yield PublishedTopic(slug=parent, name=above)
    yield PublishedTopic(slug=slug, name=name, parent=parent)
