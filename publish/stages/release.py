"""checked output ──release──▶ public, by one rename."""

from __future__ import annotations

from publish.release import local, manifest, seal
from publish.settings import Settings
from publish.stages import office
from publish.stages.report import Report


def release(settings: Settings, dry_run: bool = False) -> Report:
    """Make the sealed output the current release. Raises `GateError` where no seal covers it."""
    releases, output = settings.paths.releases, settings.paths.output
    found = manifest.of(output)
    seal.demand(releases, found)
    if not dry_run:
        with office.ledger_of(settings) as ledger:
            ledger.begin_run("release")
            withdrawn = [one.number for one in ledger.published("withdrawn")]
        local.publish(output, releases, found, withdrawn)
    size = sum(entry.size for entry in found.entries)
    return Report(verb="release", counts={"files": len(found.entries), "bytes": size})
