"""The whole sets in content/: what may stay there, and what must go at once.

A whole set tells of every case there was when it was made. So it goes with the first case that is withdrawn,
or corrected for privacy, after that; the next night makes it anew (`whole.py`).
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec

from publish.model.published import PublishedRevisions, PublishedSets, PublishedWithdrawal
from publish.site.open_sets import FILES, SLUG, stale
from publish.site.revised import Revision, revisions
from publish.text.records import FOLDERS, decode

FOLDER = "sets"
__all__ = ["FILES", "FOLDER", "SLUG", "clear", "clear_stale", "record", "revised", "stale"]
REVISED = ("withdrawn", "revisions")


def record(content: Path) -> PublishedSets | None:
    """What is known of the whole sets; None where there are none, or nothing can be told of them."""
    try:
        return decode(PublishedSets, (content / FOLDER / f"{SLUG}.json").read_bytes())
    except (OSError, msgspec.MsgspecError):
        return None


def clear(content: Path) -> None:
    """Take every whole set away."""
    shutil.rmtree(content / FOLDER, ignore_errors=True)


def clear_stale(content: Path) -> None:
    """Take them away where they may tell what is not told any more; a set without a record, too."""
    if not (content / FOLDER).exists():
        return
    held = record(content)
    if held is None or stale(held, revised(content)):
        clear(content)


def revised(content: Path) -> Iterator[Revision]:
    """Every correction and withdrawal that content/ tells of."""
    for folder in REVISED:
        kind = FOLDERS[folder]
        for path in (content / folder).glob("*.json"):
            found = decode(kind, path.read_bytes())
            if isinstance(found, PublishedWithdrawal | PublishedRevisions):
                yield from revisions(found)
