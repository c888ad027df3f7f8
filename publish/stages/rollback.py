"""A new release of older content, less everything withdrawn since; it passes the gates like any other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from publish.checks import forms, leaks, links, wellformed
from publish.checks.context import CheckContext
from publish.errors import GateError, Issue
from publish.ledger.ledger import Ledger
from publish.release import compose, erasure, shelf, tree
from publish.release.compose import Composed, Leads
from publish.settings import Settings
from publish.stages import office, proving
from publish.stages.check import context
from publish.stages.outputs import Standing
from publish.stages.release import erased, plan_of, put, writable
from publish.stages.report import Report
from publish.store.adapter import Store


def rollback(settings: Settings, number: int | None = None, dry_run: bool = False) -> Report:
    """Make the content of release `number` (None: the one before the public one) the current release.

    Raises `GateError`: RELEASE-005 where it is not kept, -007 where something withdrawn still stands in the
    public release.
    """
    releases = settings.paths.releases
    with office.store_of(settings) as store, office.ledger_of(settings) as ledger:
        old, public = _chosen(releases, number)
        _clear(settings, ledger, public)
        with _folder(releases) as folder, writable(releases):
            made = compose.compose(old, public, folder, _leads(settings))
            issues = tuple(_gates(settings, store, ledger, folder, made))
            if issues or dry_run:
                return _planned(made, issues)
            ledger.begin_run("rollback")
            plan = plan_of(settings, made.manifest, ledger)
            plan = msgspec.structs.replace(plan, source=folder, of=shelf.head(old).number)
            report = put(settings, plan, ledger)
    counts = {**report.counts, "present": made.present}
    return msgspec.structs.replace(report, verb="rollback", counts=counts)


def _chosen(releases: Path, number: int | None) -> tuple[Path, Path]:
    """The release to go back to, and the public one."""
    known, public = shelf.numbers(releases), shelf.current(releases)
    here = next((each for each, path in known.items() if path == public), None)
    below = [each for each in known if here is not None and each < here]
    wanted = number if number is not None else max(below, default=None)
    if public is None or here is None or wanted not in known:
        shown = "、".join(map(str, known)) or "无"
        raise GateError("RELEASE-005", str(number or releases), known=shown)
    return known[wanted], public


def _clear(settings: Settings, ledger: Ledger, public: Path) -> None:
    """Every kept release knows of every withdrawal."""
    taken_back = erased(ledger)
    if later := erasure.later(shelf.head(public), taken_back):
        raise GateError("RELEASE-007", "、".join(sorted(set(later.values()))))
    _, reissue = proving.proofs(settings, ledger)
    files = tree.known(shelf.read(public).entries)
    for release, lost in erasure.purge(settings.paths.releases, public, files, taken_back):
        reissue(release, lost)


@contextmanager
def _folder(releases: Path) -> Iterator[Path]:
    folder = releases / shelf.COMPOSED
    if folder.exists():
        shelf.remove(folder)
    folder.mkdir()
    try:
        yield folder
    finally:
        shelf.remove(folder)


def _leads(settings: Settings) -> Leads:
    base = settings.site.base

    def leads(root: Path, path: str) -> Iterator[str]:
        tree, _ = wellformed.parsed((root / path).read_bytes()) if path.endswith(".html") else (None, ())
        if tree is not None:
            found = links.leads(tree, base + path, base).values()
            yield from (address.partition("#")[0] for address in found if address)

    return leads


def _gates(settings: Settings, store: Store, ledger: Ledger, folder: Path, made: Composed) -> Iterator[Issue]:
    """Nobody private, and no link that leads nowhere. What the ledger says is newer than what stands here."""
    stands = {each.path: Standing(each.size, each.sha256, each.sources) for each in made.manifest.entries}
    looked: CheckContext = context(settings, store, ledger, stands, full=True)
    looked = msgspec.structs.replace(looked, output=folder, kept=None)
    for gate in (leaks.check, forms.check):
        yield from gate(looked)


def _planned(made: Composed, issues: tuple[Issue, ...]) -> Report:
    counts = {"files": len(made.manifest.entries), "present": made.present}
    return Report(verb="rollback", counts=counts, issues=issues)
