"""checked output ──release──▶ public, by one rename; kept releases lose what was withdrawn since."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from publish.errors import GateError, Issue
from publish.ledger.ledger import Ledger
from publish.release import caches, erasure, local, seal, shelf, tree
from publish.release.addresses import Site
from publish.release.erasure import Erased
from publish.release.local import Plan
from publish.release.manifest import Manifest
from publish.release.proof import keys
from publish.release.targets import sending
from publish.settings import Settings
from publish.site.job import left
from publish.stages import office, outputs, proving
from publish.stages.report import Report

PAGE = "cases/{}.html"


def release(
    settings: Settings, dry_run: bool = False, to: str | None = None, found: Manifest | None = None
) -> Report:
    """Make the sealed output the current release, everywhere; of the targets, only at `to` where that is
    given, whatever it was sent before. Raises `GateError`: RELEASE-002 where no seal covers it, -003 where it
    still holds what was withdrawn, -004 where nothing can be written, -006 where there is no such target,
    -008 where it still says what was corrected for privacy. `found`: what stands in the
    output, where that was looked at just now."""
    sending.chosen(settings.release.targets, to)
    found = found or _standing(settings)
    seal.demand(settings.paths.releases, found)
    with office.ledger_of(settings) as ledger:
        plan = plan_of(settings, found, ledger)
        _demand_gone(plan)
        if dry_run:
            return _planned(plan)
        ledger.begin_run("release")
        return put(settings, plan, ledger, to)


def _standing(settings: Settings) -> Manifest:
    with left(settings.paths.output) as built:
        return outputs.manifest(outputs.standing(settings.paths.output, built))


def plan_of(settings: Settings, found: Manifest, ledger: Ledger) -> Plan:
    """What to make public of output/."""
    return Plan(
        source=settings.paths.output,
        releases=settings.paths.releases,
        manifest=found,
        erased=erased(ledger),
        keep=settings.release.keep,
        after=proving.highest(ledger),
        keys=keys.published(settings.proof.keys),
    )


def erased(ledger: Ledger) -> Erased:
    """Everything that no kept release may show."""
    found = {}
    for one in ledger.public.erased():
        token = one.number if one.why == "withdrawn" else f"{one.number}@{one.at.isoformat()}"
        found[token] = one.number
    return found


def _demand_gone(plan: Plan) -> None:
    """Nothing withdrawn has a page, and no page corrected for privacy still says what it said before."""
    pages = {entry.path: entry.sha256 for entry in plan.manifest.entries}
    before = _before(plan)
    for token, number in plan.erased.items():
        page = PAGE.format(number)
        if token == number and page in pages:
            raise GateError("RELEASE-003", number)
        if token in before and page in pages and pages[page] == before[token]:
            raise GateError("RELEASE-008", number)


def _before(plan: Plan) -> dict[str, str]:
    """Corrections for privacy that the newest release does not know of → the page's digest there."""
    known = shelf.numbers(plan.releases)
    newest = known[max(known)] if known else None
    later = erasure.later(shelf.head(newest), plan.erased) if newest else {}
    corrected = {token: number for token, number in later.items() if token != number}
    if not newest or not corrected:
        return {}
    held = tree.known(shelf.read(newest).entries)
    pages = {token: held.get(PAGE.format(number)) for token, number in corrected.items()}
    return {token: entry.sha256 for token, entry in pages.items() if entry}


def put(settings: Settings, plan: Plan, ledger: Ledger, to: str | None = None) -> Report:
    """Make a release, file it, switch to it, clear the kept ones, send it on, tell the caches."""
    with writable(plan.releases):
        prove, reissue = proving.proofs(settings, ledger)
        made = local.make(plan, prove)
        proving.file(ledger, made)
        local.show(plan.releases, made)
        taken = local.tidy(plan, made, reissue)
        issues = tuple(_onward(settings, plan, made, to))
    size = sum(entry.size for entry in plan.manifest.entries)
    counts = {"release": shelf.head(made).number, "files": len(plan.manifest.entries), "bytes": size}
    return Report(verb="release", counts=counts | ({"taken": taken} if taken else {}), issues=issues)


def _onward(settings: Settings, plan: Plan, made: Path, to: str | None) -> Iterator[Issue]:
    """To the targets; caches forget only when everything they could ask is up to date."""
    failed = False
    for name, target in sending.chosen(settings.release.targets, to).items():
        for found in sending.send(name, target, plan.releases, made, plan.erased, force=to is not None):
            failed = True
            yield found
    if not failed:
        site = Site(settings.site.url, settings.site.base)
        held = tree.known(plan.manifest.entries)
        yield from caches.tell(settings.release.purge, site, plan.releases, made, held, plan.erased)


@contextmanager
def writable(releases: Path) -> Iterator[None]:
    """A full disk, a folder that can't be written: said in one line."""
    try:
        yield
    except OSError as error:
        detail = error.strerror or type(error).__name__
        raise GateError("RELEASE-004", str(releases), detail=detail) from error


def _planned(plan: Plan) -> Report:
    public = shelf.current(plan.releases)
    complete = public if public in shelf.numbers(plan.releases).values() else None
    before = tree.known(shelf.read(complete).entries) if complete else {}
    after = tree.known(plan.manifest.entries)
    changed = sum(before[path].sha256 != after[path].sha256 for path in before.keys() & after.keys())
    fresh = erasure.later(shelf.head(complete), plan.erased) if complete else {}
    counts = {
        "files": len(after), "new": len(after.keys() - before.keys()), "changed": changed,
        "removed": len(before.keys() - after.keys()), "withdrawn": len(fresh),
    }  # fmt: skip
    return Report(verb="release", counts=counts)
