"""What stands beside a matter on its page and is public already, and the directory that page needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from publish.desk.office import Office
from publish.ledger.desk import Desk
from publish.model.contract import Unit
from publish.model.published import (
    Directory,
    Published,
    PublishedCase,
    PublishedDossier,
    PublishedEpisode,
    PublishedPolicy,
    PublishedTopic,
    PublishedUnit,
)
from publish.model.records import CaseFacts, Facts, SourceKey
from publish.stages.directory import directory as composed
from publish.text.records import DIRECTORY, decode

P = TypeVar("P", bound=Published)
NAMING = ("events", "steps", "guests", "questions")
"""Parts of facts that name units."""


def public(office: Office, number: str) -> PublishedCase | None:
    place = f"cases/{number.split('-')[1]}/{number}.json"
    return read(PublishedCase, office.settings.paths.content / place)


def read(kind: type[P], path: Path) -> P | None:
    try:
        return decode(kind, path.read_bytes())
    except (OSError, msgspec.MsgspecError):
        return None


def listed(office: Office, units: Iterable[str]) -> Iterator[str]:
    """Units that have a page on the site as it was built last."""
    for slug in units:
        if (office.settings.paths.output / f"units/{slug}/index.html").is_file():
            yield f"unit/{slug}"


def episodes(office: Office, public: PublishedCase | None) -> Iterator[PublishedEpisode]:
    """Broadcasts that named the matter already."""
    for name in public.episodes if public else ():
        found = read(PublishedEpisode, office.settings.paths.content / f"episodes/{name}.json")
        if found:
            yield found


def related(office: Office, desk: Desk, facts: Facts) -> Iterator[tuple[PublishedCase, SourceKey]]:
    related = facts.related if isinstance(facts, CaseFacts) else getattr(facts, "cases", ())
    for source, name in desk.by_source(list(related)).items() if related else ():
        number = desk.row(name).number
        shown = public(office, number) if number else None
        if shown:
            yield shown, source


def others(office: Office, desk: Desk, facts: Facts) -> Iterator[tuple[Published, SourceKey]]:
    """Policies and dossiers the record names, as far as they are public."""
    wanted: list[tuple[str, str, type[Any], tuple[SourceKey, ...]]] = [
        ("policy", "policies", PublishedPolicy, getattr(facts, "policies", ())),
        ("dossier", "dossiers", PublishedDossier, getattr(facts, "dossiers", ())),
    ]
    for kind, folder, record, sources in wanted:
        for source, slug in desk.slugs_known(kind, list(sources)).items() if sources else ():
            found = read(record, office.settings.paths.content / folder / f"{slug}.json")
            if found:
                yield found, SourceKey(source)
            for below in getattr(found, "policies", ()) if kind == "dossier" else ():
                policy = read(PublishedPolicy, office.settings.paths.content / f"policies/{below}.json")
                if policy:
                    yield policy, SourceKey("")  # a dossier's card counts them


def told(office: Office, facts: Facts) -> list[Unit]:
    """The units a record names and those above them, in order of their keys."""
    parts: list[Any] = [facts]
    parts += [part for name in NAMING for part in getattr(facts, name, ())]
    named = {getattr(part, "unit_id", None) for part in parts}
    known = {unit.unit_id: unit for key in named for unit in office.tools.names.line(key)}
    return [known[key] for key in sorted(known)]


def unit_slugs(desk: Desk, units: Iterable[Unit]) -> dict[str, str]:
    keys = [unit.unit_id for unit in units]
    known = desk.slugs_known("unit", keys) if keys else {}
    return {key: known.get(key, f"u-000{count}") for count, key in enumerate(keys, 1)}


def directory(office: Office, desk: Desk, facts: Facts, units: Mapping[str, str]) -> Directory:
    """As `publish write` would make it, with no more units and topics than the page names."""
    names = office.tools.names
    path = getattr(facts, "topic", None) or ""
    return composed(
        office.now(),
        office.settings,
        names.regions,
        topics=tuple(_topics(path, topic_slug(desk, path))) if path else (),
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


def strangers(office: Office, directory: Directory, others: Iterable[Published]) -> Iterator[PublishedUnit]:
    """Public units that what stands beside the matter names, and the matter does not."""
    wanted = {getattr(one, "unit", None) for one in others} - {unit.slug for unit in directory.units} - {None}
    kept = read(Directory, office.settings.paths.content / DIRECTORY) if wanted else None
    return (unit for unit in kept.units if unit.slug in wanted) if kept else iter(())


def _topics(path: str, slug: str) -> Iterator[PublishedTopic]:
    above, _, name = path.rpartition("/")
    parent = slug.rpartition("-")[0] if above else None
    if above and parent:
        yield PublishedTopic(slug=parent, name=above)
    yield PublishedTopic(slug=slug, name=name, parent=parent)


def topic_slug(desk: Desk, path: str) -> str:
    """The topic's slug; of one that was never public a slug of its own form."""
    return desk.slugs_known("topic", [path]).get(path) or ("t-00-00" if "/" in path else "t-00")
