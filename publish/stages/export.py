"""case store ──export──▶ candidates in the ledger.

Reads what is approved and resolved, anonymises what is new or changed, files it; then compares
every source the ledger knows with the store, and withdraws what is gone, taken back or refused.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from typing import TypeVar

import msgspec

from publish.anonymise.combination.atlas import Atlas
from publish.anonymise.engine import Anonymiser, Job
from publish.anonymise.public import PublicNames
from publish.columns import catalogue, gates
from publish.errors import issue
from publish.ledger.ledger import Ledger
from publish.model.contract import Region, Unit
from publish.model.records import CaseFacts, CaseFile, Facts, Redacted, SourceKey
from publish.settings import Settings
from publish.stages import office, quarantine
from publish.stages.combination import LEVELS, Binder, Likes, Marked, level_name
from publish.stages.draft import Draft, Drafter, redacted
from publish.stages.lessons import Lessons
from publish.stages.quarantine import SetAside
from publish.stages.report import Report, Track, silent
from publish.store.adapter import Store
from publish.store.rejected import Rejected
from publish.text.spread import batches, in_order
from publish.text.workdays import WorkCalendar

T = TypeVar("T")
AnyDraft = Draft[Facts]
KINDS = ("policy", "dossier", "call", "survey", "episode")
PERSONAL = frozenset(map(gates.code, ("consent", "minor", "third_party")))
"""Gates that protect a person: closed on what is public already, they take it back."""


class Tally(msgspec.Struct):
    """What was seen on the way; filled while records stream through."""

    set_aside: list[SetAside] = msgspec.field(default_factory=list)
    seen: set[SourceKey] = msgspec.field(default_factory=set)
    barred: set[SourceKey] = msgspec.field(default_factory=set)
    cases: int = 0
    others: int = 0
    closed: int = 0
    levels: Counter[str] = msgspec.field(default_factory=Counter)


class Tools(msgspec.Struct, frozen=True):
    """What goes into every process."""

    anonymiser: Anonymiser
    binder: Binder
    lessons: Lessons


def export(settings: Settings, full: bool = False, dry_run: bool = False, track: Track = silent) -> Report:
    """File every publishable record as a candidate. Issues are the rows set aside.

    `full` anonymises again what did not change. Raises `StoreError` and `LedgerError`.
    """
    tally = Tally()
    with office.store_of(settings) as store, office.ledger_of(settings) as ledger:
        drafts = track(_drafts(store, ledger, settings, tally), "导出")
        if dry_run:
            counts = {"cases": 0, "new": sum(1 for _ in drafts)}
            return _report(tally, counts)
        ledger.begin_run("export")
        tools = _tools(store, ledger, settings, tally)
        marked = _marked(drafts, ledger, Likes(store, ledger, settings.privacy.k), full)
        filed = ledger.file(_counted(_redacted(tools, marked, settings.workers), tally), again=full)
        gone = _vanish(store, ledger, tally)
    quarantine.write(settings.paths.quarantine, "export", tally.set_aside)
    levels = {f"level_{name}": tally.levels[name] for name in LEVELS if tally.levels[name]}
    return _report(tally, {**msgspec.structs.asdict(filed), "vanished": gone, **levels})


def again(store: Store, ledger: Ledger, settings: Settings, draft: AnyDraft) -> Redacted[Facts]:
    """One record through the anonymiser and the combination test by itself, as an export would take it."""
    likes = Likes(store, ledger, settings.privacy.k)
    (done,) = _redact(_tools(store, ledger, settings, Tally()), list(likes.weighed([(draft, False)])))
    return done


def _tools(store: Store, ledger: Ledger, settings: Settings, tally: Tally) -> Tools:
    regions, units = tuple(_kept(store.regions(), tally)), tuple(_kept(store.units(), tally))
    anonymiser = Anonymiser(_public_names(store, regions, units))
    return Tools(anonymiser, Binder(Atlas(regions, units), settings), Lessons(ledger.terms()))


def _public_names(store: Store, regions: Iterable[Region], units: Iterable[Unit]) -> PublicNames:
    """What is public by right: the units' names, the divisions, the phones offices publish."""
    names = {name for unit in units for name in (unit.name, unit.short_name) if name}
    places = {region.name for region in regions}
    return PublicNames(bodies=frozenset(names), places=frozenset(places), phones=store.public_phones())


def _drafts(store: Store, ledger: Ledger, settings: Settings, tally: Tally) -> Iterator[AnyDraft]:
    columns, overridden = catalogue.load(), ledger.overridden()
    calendar = WorkCalendar(settings.calendar)
    drafter = Drafter(ledger.source_key, columns, office.now(settings), calendar.disclosed_by)
    for file in _kept(store.case_files(), tally):
        slug = file.case.column_slug
        if slug and slug not in columns:
            tally.set_aside.append(_unknown_column(file, columns))
        elif slug and file.case.consent != "refused":
            tally.cases += 1
            draft = drafter.case(file)
            tally.closed += bool(draft.gates)
            if PERSONAL & set(draft.gates) - overridden.get(draft.source, frozenset()):
                tally.barred.add(draft.source)
            yield draft
    for kind in KINDS:
        for other in _kept(getattr(store, f"{kind}_files")(), tally):
            tally.others += 1
            draft = getattr(drafter, kind)(other)
            tally.seen.add(draft.source)
            yield draft


def _unknown_column(file: CaseFile, columns: Iterable[str]) -> SetAside:
    place = f"cases/{file.case.case_id}"
    found = issue("EXPORT-001", place, known="、".join(columns))
    return SetAside(relation="cases", key=file.case.case_id, issue=found)


def _kept(rows: Iterable[T | Rejected], tally: Tally) -> Iterator[T]:
    """Good rows; a bad one is noted and does not stop them."""
    for row in rows:
        if isinstance(row, Rejected):
            tally.set_aside.append(SetAside(relation=row.relation, key=row.key, issue=row.issue))
        else:
            yield row


def _redacted(tools: Tools, marked: Iterable[Marked], count: int | None) -> Iterator[Redacted[Facts]]:
    """Drafts in order, redacted by all cores in batches: the sentences of one go through the networks
    together. What the ledger knows keeps the words it has there."""
    for done in in_order(partial(_redact, tools), batches(marked), count):
        yield from done


def _marked(drafts: Iterable[AnyDraft], ledger: Ledger, likes: Likes, full: bool) -> Iterator[Marked]:
    for batch in batches(drafts):
        pairs = [(draft.source, draft.source_hash) for draft in batch]
        same = frozenset() if full else ledger.unchanged(pairs)
        yield from likes.weighed([(draft, draft.source in same) for draft in batch])


def _redact(tools: Tools, batch: list[Marked]) -> list[Redacted[Facts]]:
    drafts = [draft for draft, known in batch if not known]
    new = [tools.binder.bind(draft) for draft in drafts]
    texts = tools.anonymiser.records(
        [Job(draft.texts, draft.parties, draft.linked, tools.lessons.of(draft)) for draft in drafts]
    )
    hidden = (
        redacted(draft, tools.binder.hide(draft, found)) for draft, found in zip(new, texts, strict=True)
    )
    return [redacted(draft, {}) if known else next(hidden) for draft, known in batch]


def _counted(records: Iterable[Redacted[Facts]], tally: Tally) -> Iterator[Redacted[Facts]]:
    """Passes records through and counts the levels that new matters reached."""
    for record in records:
        if record.texts and isinstance(record.facts, CaseFacts):
            tally.levels[level_name(record.facts)] += 1
        yield record


def _vanish(store: Store, ledger: Ledger, tally: Tally) -> int:
    """Withdraw what the ledger knows and the store no longer gives, and what is public and barred."""
    filed = {source for source, state in ledger.sources() if state != "withdrawn"}
    reasons: dict[SourceKey, str] = dict.fromkeys(filed - tally.seen, "gone")
    for state in store.states():
        source = ledger.source_key("case", state.case_id)
        if source in reasons:
            reason = _left(state.disclosure, state.consent)
            if reason:
                reasons[source] = reason
            else:
                del reasons[source]
    public = (one.source for one in ledger.published("published"))
    reasons.update((source, "withdrawn") for source in public if source in tally.barred)
    for row in tally.set_aside:  # a row that can't be read today is not a row that is gone
        for kind in KINDS:
            reasons.pop(ledger.source_key(kind, row.key), None)
    return sum(
        ledger.vanish(sorted(s for s, why in reasons.items() if why == reason), reason).candidates
        for reason in sorted(set(reasons.values()))
    )


def _left(disclosure: str | None, consent: str | None) -> str | None:
    if consent == "refused":
        return "refused"
    return None if disclosure == "approved" else "withdrawn"


def _report(tally: Tally, counts: dict[str, int]) -> Report:
    issues = tuple(row.issue for row in tally.set_aside)
    seen = {"cases": tally.cases, "others": tally.others, "closed": tally.closed}
    return Report(verb="export", counts={**seen, **counts, "rejected": len(issues)}, issues=issues)
