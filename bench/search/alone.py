"""The index of a site made by itself, to tell what it takes."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import msgspec

from publish.settings import Settings
from publish.site.content import content_of
from publish.site.edition import Edition
from publish.site.engine import THEME
from publish.site.feedlinks import Formats
from publish.site.intake import take
from publish.site.job import Past
from publish.site.lists import Lists
from publish.site.output import Writer, emit
from publish.site.prose import bound
from publish.site.search.files import Search
from publish.site.spool import Spool


class Alone(msgspec.Struct, frozen=True):
    """Processor seconds of one process, files and bytes."""

    cpu: float
    files: int
    size: int


def made_alone(settings: Settings) -> Alone:
    """Made and written into a folder of its own, which goes."""
    folder = settings.paths.output.parent / "search-alone"
    with Past(settings.paths.output, fresh=False) as past, Spool(folder) as spool:
        taken = take(settings, THEME, Formats(), past.memory)
        content = content_of(taken.known, past.memory.cases)
        lists = Lists(content.directory, past.memory.cases)
        prose = bound(kept.held for kept in taken.known.prose.values())
        edition = Edition(settings, content, prose, Formats(), lists)
        return _made(edition, spool, folder)


def _made(edition: Edition, spool: Spool, folder: Path) -> Alone:
    search, writer = Search(edition, spool), Writer(folder)
    began = time.process_time()
    made = [emit(output, writer, edition.uses).entry.size for output in search.outputs()]
    spent = time.process_time() - began
    shutil.rmtree(folder, ignore_errors=True)
    return Alone(spent, len(made), sum(made))
