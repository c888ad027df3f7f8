"""What changed for the feeds alone: which pairs of district and topic there are, and what tombstones tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from publish.site.casebook import Casebook, Moved, pairs_of
from publish.site.kept import differing
from publish.site.memory import Known
from publish.site.revised import Tombstones


def pairs(moved: Moved, cases: Casebook) -> Iterator[str]:
    """Districts and topics that a case of both came to or left, and whether a first came or a last left."""
    came = Counter(pair for _, new in moved.values() if new for pair in pairs_of(new))
    went = Counter(pair for old, _ in moved.values() if old for pair in pairs_of(old))
    touched = came.keys() | went.keys()
    yield from (f"pair:{district}/{topic}" for district, topic in touched)
    now = {(district, topic): count for district, topic, count in cases.pairs()} if touched else {}
    if any((now.get(pair, 0) > 0) != (now.get(pair, 0) > came[pair] - went[pair]) for pair in touched):
        yield "pairs"


def tombstones(before: Known, after: Known) -> Iterator[str]:
    """Lists that another tombstone than before tells of, by either directory."""
    files, moved = differing(before.withdrawn, after.withdrawn), _lie(before) != _lie(after)
    for known in (before, after):
        told = Tombstones(known.directory.held)
        for file, kept in known.withdrawn.items():
            if moved or file in files:
                yield from (f"gone:{name}" for name in told.lists(kept.held))


def _lie(known: Known) -> tuple[object, ...]:
    """Where units and divisions lie."""
    held = known.directory.held
    units = [(unit.slug, unit.region_code) for unit in held.units]
    return units, [(region.code, region.level, region.parent) for region in held.regions]
