"""`withdraw --now`: a public matter is taken back, made unreachable and proven gone, in one go.

Where all that is public passed every gate and nothing waits to be built, taking one matter away can bring
nothing new to light: what changes is built and released at once, and the whole check follows (`sweep`). Where
something else waits, every gate is passed first; where one of them stays closed, what is public now goes out
again without the matter.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

import msgspec

from publish.checks import forms, gone
from publish.checks.gone import Place, Sought, Survey
from publish.errors import GateError, Issue, issue
from publish.ledger.ledger import Ledger
from publish.model.records import EpisodeFacts
from publish.release import seal, shelf, twins
from publish.release.manifest import Manifest
from publish.release.targets import sending
from publish.release.targets.sending import TargetError
from publish.settings import Settings
from publish.site import engine
from publish.site import manifest as built_manifest
from publish.site import seal as of_build
from publish.site.content import ContentError
from publish.site.job import left
from publish.site.prose import ProseError
from publish.stages import (
    build,
    check,
    confirm,
    emergency,
    office,
    outputs,
    people,
    publicly,
    pull,
    release,
    tombstones,
    write,
)  # fmt: skip
from publish.stages.approved import approved
from publish.stages.audio import Recordings
from publish.stages.report import Report, Track, silent
from publish.text import files
from publish.text.aside import aside
from publish.text.records import encode, place_of, texts

KINDS = {gone.NUMBER: "编号", gone.WORDS: "文字", gone.UNREAD: "读不了的文件"}
PROOF = "transparency/"
TOMBSTONES = ("gone/", "changes/", "data/changes/", "feeds/", PROOF)
"""Where the number of a withdrawn matter is told."""


class Before(msgspec.Struct, frozen=True):
    """What there was: `clean` where the output is what the content makes, and passed every gate; its words,
    None where a run before this one erased them."""

    clean: bool
    words: tuple[str, ...] | None


class Shown(msgspec.Struct, frozen=True):
    """What a release changed: files that were written, and those that are gone. `gates`: whether it is what
    the line made, and passed them; else it is what was public, less the matter. `issues`: where it did not
    arrive; `found`: what stands in the output, where that was looked at."""

    written: frozenset[str]
    removed: frozenset[str]
    gates: bool = True
    issues: tuple[Issue, ...] = ()
    found: Manifest | None = None


def urgent(
    settings: Settings,
    number: str,
    reason: str,
    user: str,
    tell: Callable[[Report], None],
    sweeping: bool = True,
    track: Track = silent,
) -> Report:
    """`withdraw`, told at once, and `sweep` after it where the matter is gone; both in one report."""
    done, wanted = withdraw(settings, number, reason, user, track)
    if done.refused or not sweeping:
        return done
    tell(done)
    swept = sweep(settings, wanted, track)
    said = () if swept.refused else ("全面复查也没有发现它。",)
    return msgspec.structs.replace(swept, verb="withdraw", counts=done.counts | swept.counts, said=said)


def withdraw(
    settings: Settings, number: str, reason: str, user: str, track: Track = silent
) -> tuple[Report, Sought]:
    """Withdraw, release, and prove it; what was looked for is for `sweep`. The report's issues are what is
    left of the matter in public: with any, it is not gone. Doing it again finishes what was interrupted.

    Raises `LedgerError` LEDGER-027 where this shell may not act as that user, -030 for an unknown number.
    """
    people.acting(settings, user)
    before = _before(settings, number)
    wanted = Sought(number, gone.runs(before.words or ()), partial(_others, settings))
    survey = aside(partial(_survey, settings, wanted))
    _record(settings, number, reason, user)
    shown = _shown(settings, number, before, track)
    searched, found = _found(settings, wanted, shown, survey())
    counts = {"withdrawn": 1, "changed": len(shown.written), "searched": searched}
    notices = tuple(_notices(number, before, shown))
    said = () if found else ("已经撤下：公开处查不到它的编号（墓碑页除外）和文字。",)
    report = Report(verb="withdraw", counts=counts, issues=tuple(found), notices=notices, said=said)
    return report, wanted


def sweep(settings: Settings, wanted: Sought, track: Track = silent) -> Report:
    """What `withdraw` left for later: content/ written whole, built, passed through every gate and released;
    then every public file is read as a reader would and searched once more."""
    issues: list[Issue] = []
    for stage in (write.write, build.build, check.check):
        issues += stage(settings, track=track).issues
    if not issues:
        issues += release.release(settings).issues
    searched, traces = gone.traces(_place(settings), wanted, thorough=True)
    issues += map(_issue, traces)
    return Report(verb="sweep", counts={"searched": searched}, issues=tuple(issues))


def _notices(number: str, before: Before, shown: Shown) -> Iterator[Issue]:
    if not before.words:
        yield issue("WITHDRAW-005", number)
    if not shown.gates:
        yield issue("WITHDRAW-006", number, count=len(shown.removed))


def _before(settings: Settings, number: str) -> Before:
    """Built once more: where nothing waited, nothing changes, and what was sealed still is."""
    refused = build.build(settings).refused
    with left(settings.paths.output) as built:
        clean = not refused and _sealed(settings, built)
    record = pull.record_of(settings.paths.content, number)
    return Before(clean, tuple(texts(record)) if record else None)


def _sealed(settings: Settings, built: built_manifest.Manifest | None) -> bool:
    """Whether what stands in the output passed every gate; by its name, else file by file."""
    output, releases = settings.paths.output, settings.paths.releases
    if seal.vouches(releases, of_build.name(output)):
        return True
    return built is not None and seal.holds(releases, outputs.manifest(outputs.standing(output, built)))


def _record(settings: Settings, number: str, reason: str, user: str) -> None:
    with office.ledger_of(settings) as ledger:
        ledger.begin_run("withdraw")
        due = confirm.due(settings, office.now(settings))
        ledger.withdraw(number, reason, user, urgent=True, due=due)


def _shown(settings: Settings, number: str, before: Before, track: Track) -> Shown:
    """Write, build and release without the matter, by the shortest way that is open."""
    for way in (_straight, _checked) if before.clean else (_checked,):
        with suppress(GateError):  # something else waits, too
            shown = way(settings, track)
            if shown:
                told = release.release(settings, found=shown.found).issues
                return msgspec.structs.replace(shown, issues=told)
    lost, issues = emergency.take_away(settings, number)
    return Shown(frozenset(), lost, gates=False, issues=issues)


def _checked(settings: Settings, track: Track) -> Shown | None:
    """Write everything, build, and pass every gate; None where one is closed."""
    write.write(settings, track=track)
    try:
        shown = _built(settings)
    except (ContentError, ProseError):
        return None
    return None if check.check(settings, track=track).refused else shown


def _straight(settings: Settings, track: Track) -> Shown | None:
    """Write, build and seal what removals change and nothing else; None where its form has a fault."""
    del track
    output = settings.paths.output
    _pulled(settings)
    shown = _built(settings)
    site = forms.Site(output, settings.site.base)
    if any(forms.look(site, path).faults for path in sorted(shown.written)):
        return None
    with left(output) as built:
        found = outputs.noted(built) if built else None
    if not found:
        return None
    seal.put(settings.paths.releases, found, of_build.name(output))
    return msgspec.structs.replace(shown, found=found)


def _pulled(settings: Settings) -> None:
    """Every matter that is withdrawn leaves content/: this one, and any that still waits there."""
    content = settings.paths.content
    silence = partial(Recordings(settings.paths.audio).told, gone=True)
    with office.ledger_of(settings) as ledger, left(settings.paths.output) as built:
        stones = (one.number for one in ledger.public.tombstones())
        for number in [each for each in stones if pull.record_of(content, each)]:
            users = built.using([f"{outputs.CASE}{number}"]) if built else ()
            pull.pull(content, number, users, _told_on_air(ledger, number), silence)
            for stone in filter(None, map(ledger.public.tombstone, pull.stones(content, number))):
                record = tombstones.published(stone)
                files.write(content / place_of(record), encode(record))


def _told_on_air(ledger: Ledger, number: str) -> list[str]:
    """The records of the episodes that told of it, below content/."""
    stone = ledger.public.tombstone(number)
    told = (one.facts for one in approved(ledger, EpisodeFacts) if stone and stone.source in one.facts.cases)
    return [f"episodes/{facts.programme}/{facts.number}.json" for facts in told]


def _built(settings: Settings) -> Shown:
    done = build.made(settings)
    return Shown(frozenset(done.written), frozenset(done.removed))


def _survey(settings: Settings, wanted: Sought) -> Survey:
    """What is public before anything changes is searched while the rest is done."""
    public = shelf.current(settings.paths.releases)
    return gone.survey(_place(settings), wanted) if public else Survey()


def _found(settings: Settings, wanted: Sought, shown: Shown, before: Survey) -> tuple[int, list[Issue]]:
    """How many public files were searched, and what is left."""
    place = _place(settings)
    searched, traces = gone.traces(place, wanted, before=before)
    found = [*shown.issues, *map(_issue, traces), *_elsewhere(settings, place.root)]
    if settings.release.public:
        digests = {path: _digest(place.root / path) for path in shown.written}
        found += publicly.remains(settings.release.public, shown.removed, digests)
    return searched, found


def _elsewhere(settings: Settings, public: Path) -> Iterator[Issue]:
    """What other places hold that the public release does not."""
    for name, target in settings.release.targets.items():
        try:
            yield from (
                issue("WITHDRAW-007", f"{name}: {path}") for path in sending.differing(target, public)
            )
        except TargetError as error:
            yield issue("WITHDRAW-008", name, detail=str(error))


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _issue(trace: gone.Trace) -> Issue:
    return issue("WITHDRAW-001", trace.path, kind=KINDS[trace.kind])


def _place(settings: Settings) -> Place:
    """The public tree. The proof beside it holds numbers, paths and hashes alone."""
    root = shelf.current(settings.paths.releases)
    if root is None:
        raise AssertionError("released")
    return Place(
        root,
        tombstone=lambda path: path.startswith(TOMBSTONES),
        raw=lambda path: path.startswith(PROOF),
        twins=twins.SUFFIXES,
    )


def _others(settings: Settings, pages: Sequence[str]) -> Iterator[str]:
    """All that is published besides, and the templates: the matters of these pages first, all matters last,
    for they are many."""
    content = settings.paths.content
    yield from map(str, pull.cases_of(content, pages))
    for root in (engine.THEME, settings.paths.prose, content):
        for folder, folders, names in os.walk(root):
            if folder == str(content):
                folders.sort(key="cases".__eq__)
            yield from (f"{folder}/{name}" for name in names)
