"""The whole sets of an edition: every case in one file a form, made at night (`publish data`).

They are files in content/ with a record of what they know. Those that could tell of a case that is withdrawn
since, or say what was corrected for privacy since, aren't published: they leave output/ with the same build.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from publish.errors import PublishError
from publish.model.published import PublishedSets, WholeFile
from publish.site.addresses import DATA
from publish.site.edition import Edition
from publish.site.page import Output
from publish.site.revised import CORRECTED, Revision

FOLDER = f"{DATA}sets/"
SLUG = "whole"
FILES = "files"
"""Folder of content/sets/ that they lie in."""


def stale(held: PublishedSets, revised: Iterable[Revision]) -> bool:
    """Whether something was withdrawn, or corrected for privacy, that these sets don't know of."""
    return any(one.place > held.place and (one.act != CORRECTED or one.why == "privacy") for one in revised)


def standing(edition: Edition) -> PublishedSets | None:
    """The sets that may be public; None where there are none."""
    if SLUG not in edition.content.sets:
        return None
    held = edition.content.sets[SLUG]
    return None if stale(held, edition.every_revision()) or _lost(edition, held) else held


def _lost(edition: Edition, held: PublishedSets) -> bool:
    """Whether a month has fewer cases than they tell of: none of its cases may be gone without a word."""
    return any(edition.count(f"month/{month}") < cases for month, cases in held.months.items())


def set_file(name: str) -> str:
    """data/sets/cases.csv"""
    return f"{FOLDER}{name}"


def outputs(edition: Edition) -> Iterator[Output]:
    """The files, as they lie in content/."""
    held = standing(edition)
    for file in held.files if held else ():
        body = partial(_body, edition.settings.paths.content / "sets" / FILES, file)
        yield Output(path=set_file(file.name), body=body, sources=(f"set:{SLUG}",))


def _body(folder: Path, file: WholeFile) -> bytes:
    """Raises `PublishError` SITE-012 for another file than was made."""
    place = folder / file.name
    data = place.read_bytes() if place.is_file() else b""
    if hashlib.sha256(data).hexdigest() != file.sha256:
        raise PublishError("SITE-012", f"sets/files/{file.name}")
    return data
