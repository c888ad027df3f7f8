"""What is public now goes out again without one matter, where nothing newer passes the gates.

Every file that was made of the matter, or names it, is left out: lists may lack a page until the next release
that passes. A page that is missing harms less than one that must not be there.
"""

from __future__ import annotations

import msgspec

from publish.errors import Issue
from publish.release import erasure, manifest, shelf
from publish.settings import Settings
from publish.stages import office
from publish.stages.release import PAGE, erased, plan_of, put


def take_away(settings: Settings, number: str) -> tuple[frozenset[str], tuple[Issue, ...]]:
    """Release the public files again but for those that name a withdrawn number; the paths left out, and
    where that did not arrive. Without a public release there is nothing to do."""
    public = shelf.current(settings.paths.releases)
    if public is None:
        return frozenset(), ()
    held = shelf.read(public)
    with office.ledger_of(settings) as ledger:
        ledger.begin_run("release")
        pages = {entry.path for entry in held.entries}
        waiting = {each for each in erased(ledger).values() if PAGE.format(each) in pages}
        lost = frozenset(erasure.gaps(public, held, {}, frozenset((number, *waiting))))
        left = manifest.made(entry for entry in held.entries if entry.path not in lost)
        plan = msgspec.structs.replace(plan_of(settings, left, ledger), source=public)
        return lost, put(settings, plan, ledger).issues
