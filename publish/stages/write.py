"""approved records ──write──▶ content/, one file a record, and the directories beside them.

content/ is made from the ledger's approved texts and the store's public names alone; what is not
approved any more leaves it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, time
from pathlib import Path

import msgspec

from publish.errors import Issue, issue
from publish.ledger.ledger import Ledger
from publish.model.contract import Region, Unit
from publish.model.published import (
    Directory,
    MonthStatistics,
    Published,
    PublishedEpisode,
    PublishedTopic,
    PublishedUnit,
)
from publish.model.records import (
    CallFacts,
    CaseFacts,
    DossierFacts,
    EpisodeFacts,
    PolicyFacts,
    SurveyFacts,
)
from publish.settings import Settings
from publish.stages import corrections, office, quarters, sets, tombstones
from publish.stages.approved import approved, policies_of
from publish.stages.audio import Recordings
from publish.stages.compose import ANSWER_DAYS, Composer
from publish.stages.directory import directory as composed
from publish.stages.naming import Named, name_everything
from publish.stages.plans import composed as plans_of
from publish.stages.plans import doubled, once, planned, with_plans
from publish.stages.report import Report, Track, silent
from publish.store.adapter import Store
from publish.text import files
from publish.text.records import FOLDERS, encode, place_of
from publish.text.workdays import WorkCalendar

KEPT = ("statistics", quarters.FOLDER, sets.FOLDER)
"""What lies in content/ beside the records of a run."""
WRITTEN = tuple(folder for folder in FOLDERS if folder not in KEPT)


def write(settings: Settings, dry_run: bool = False, track: Track = silent) -> Report:
    """Write what changed, remove what is no longer approved. `dry_run` issues no number."""
    with office.store_of(settings) as store, office.ledger_of(settings) as ledger:
        if dry_run:
            approved = sum(1 for _ in ledger.reviewed("case"))
            return Report(verb="write", counts={"matters": approved})
        ledger.begin_run("write")
        units = tuple(unit for unit in store.units() if isinstance(unit, Unit))
        regions = tuple(region for region in store.regions() if isinstance(region, Region))
        named = name_everything(ledger, settings, units)
        directory = _directory(settings, named, units, regions)
        months = _statistics(store, ledger, settings, named)
        plans, clashes = plans_of(tuple(planned(settings)), named.names)
        told = tuple(month for month in months if isinstance(month, MonthStatistics))
        lost = tuple(month for month in months if isinstance(month, Issue))
        records = _records(ledger, settings, named, directory, plans, told)
        report = write_all(settings.paths.content, records, track)
        return msgspec.structs.replace(report, notices=(*clashes, *doubled(named.names), *lost))


def write_all(content: Path, records: Iterator[Published], track: Track = silent) -> Report:
    """Make `records` all that lies in content/, closed months and quarters apart."""
    counts = {"written": 0, "unchanged": 0}
    kept: set[Path] = set()
    for record in track(records, "写出"):
        path = content / place_of(record)
        kept.add(path)
        counts["written" if files.write(path, encode(record)) else "unchanged"] += 1
    counts["removed"] = files.prune(content, WRITTEN, kept)
    sets.clear_stale(content)
    return Report(verb="write", counts=counts)


def _records(
    ledger: Ledger,
    settings: Settings,
    named: Named,
    directory: Directory,
    plans: tuple[PublishedEpisode, ...],
    months: tuple[MonthStatistics, ...],
) -> Iterator[Published]:
    heard = Recordings(settings.paths.audio).told
    since = {named.names.numbers[source]: at for source, at in named.published_at.items()}
    mended = corrections.corrected(ledger, since)
    aired = with_plans(named.episodes_of, plans, named.names)
    composer = Composer(named.names, aired, _answer_due(settings), heard, mended, ledger.public.replaces())
    yield from _cases(ledger, composer, named)
    yield from _others(ledger, composer, named)
    yield from (heard(plan, False) for plan in plans)
    yield from tombstones.every(ledger)
    yield from corrections.revisions(mended)
    yield from months
    yield from quarters.quarters(ledger, settings)
    yield directory


def _cases(ledger: Ledger, composer: Composer, named: Named) -> Iterator[Published]:
    for record in approved(ledger, CaseFacts):
        number = named.names.numbers[record.source]
        places = {name: named.places[name][number] for name in named.lists[number]}
        yield composer.case(record, named.published_at[record.source], places)


def _others(ledger: Ledger, composer: Composer, named: Named) -> Iterator[Published]:
    cases = policies_of(approved(ledger, CaseFacts), named.names.numbers, named.names.may_name)
    dossiers = policies_of(approved(ledger, DossierFacts), named.names.dossiers)
    for policy in approved(ledger, PolicyFacts):
        yield composer.policy(policy, cases.get(policy.source, ()), dossiers.get(policy.source, ()))
    yield from map(composer.dossier, approved(ledger, DossierFacts))
    yield from map(composer.call, approved(ledger, CallFacts))
    yield from map(composer.survey, approved(ledger, SurveyFacts))
    yield from once(map(composer.episode, approved(ledger, EpisodeFacts)))


def _statistics(
    store: Store, ledger: Ledger, settings: Settings, named: Named
) -> tuple[MonthStatistics | Issue, ...]:
    """Closed months that have no file yet, in order. One that had a file is written only as it was."""
    folder, numbers = settings.paths.content / "statistics", named.names.numbers
    last = max((path.stem for path in folder.glob("*.json")), default="")
    months = store.months(
        office.now(settings),
        WorkCalendar(settings.calendar),
        lambda key: ledger.source_key("case", key) in numbers,
        last,
    )
    return tuple(_as_told(ledger, month) for month in months)


def _as_told(ledger: Ledger, month: MonthStatistics) -> MonthStatistics | Issue:
    """The month as it was first told; an issue where the store would tell it otherwise now: two versions of a
    month would tell small counts by their difference."""
    digest = hashlib.sha256(msgspec.json.encode(month.tables)).hexdigest()
    first = ledger.frozen(month.month, digest, month.made_on)
    if first.digest != digest:
        return issue("LINE-003", f"statistics/{month.month}.json", made_on=first.made_on.isoformat())
    return msgspec.structs.replace(month, made_on=first.made_on)


def _answer_due(settings: Settings) -> Callable[[datetime], datetime | None]:
    """The end of the fifth working day after a broadcast; None where no calendar reaches."""
    calendar = WorkCalendar(settings.calendar)

    def due(aired: datetime) -> datetime | None:
        day = calendar.add(aired.astimezone(office.CITY_TIME).date(), ANSWER_DAYS)
        return datetime.combine(day, time(18), office.CITY_TIME) if day else None

    return due


def _directory(
    settings: Settings, named: Named, units: tuple[Unit, ...], regions: tuple[Region, ...]
) -> Directory:
    return composed(
        office.now(settings),
        settings,
        regions,
        topics=_topics(named.names.topics),
        units=tuple(_unit(one, named.names.units) for one in sorted(units, key=lambda one: one.unit_id)),
    )


def _unit(unit: Unit, slugs: Mapping[str, str]) -> PublishedUnit:
    return PublishedUnit(
        slug=slugs[unit.unit_id],
        name=unit.name,
        level=unit.level,
        parent=slugs.get(unit.parent_id or ""),
        short_name=unit.short_name,
        spoken_name=unit.spoken_name,
        region_code=unit.region_code,
        public_phone=unit.public_phone,
    )


def _topics(slugs: Mapping[str, str]) -> tuple[PublishedTopic, ...]:
    """Second levels under their first; a first level has the slug its children begin with."""
    found: dict[str, PublishedTopic] = {}
    for path, slug in slugs.items():
        above, _, name = path.rpartition("/")
        if above:
            parent = slug.rpartition("-")[0]
            found[parent] = PublishedTopic(slug=parent, name=above)
            found[slug] = PublishedTopic(slug=slug, name=name, parent=parent)
        else:
            found[slug] = PublishedTopic(slug=slug, name=path)
    return tuple(found[slug] for slug in sorted(found))
