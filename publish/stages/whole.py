"""`publish data`: the whole sets, made of the parts that are in output/, and published beside them.

    output/data/2022-05.jsonl … ──▶ content/sets/files/cases.csv … ──build──▶ output/data/sets/

Each case of the parts stands once in every set. Sets are made beside those that stand and take their place,
and their record comes last: what a killed run leaves is not known to anybody, and is made anew.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from publish.model.published import Directory, PublishedSets, WholeFile
from publish.settings import Settings
from publish.site.addresses import DATA
from publish.site.job import left
from publish.site.manifest import Manifest
from publish.site.open_case import OpenCase, csv_head
from publish.site.open_files import FOLDER as TABLES_FOLDER
from publish.site.open_files import STATISTICS, table_file
from publish.site.open_tables import MONTHLY, TABLES
from publish.site.parts import CSV, JSONL, part_file
from publish.stages import build, sets
from publish.stages.report import Report, Track, silent
from publish.text import files
from publish.text.dates import local
from publish.text.records import DIRECTORY, decode, encode

MAKING = ".making"
FOLDERS = (DATA, TABLES_FOLDER, STATISTICS)
"""Where what they are made of lies."""
LINES = JSONL.suffix


def data(settings: Settings, track: Track = silent) -> Report:
    """Build, make the whole sets of what was built, and build them in. Where nothing changed since they were
    made, they stay. Refuses what `build` refuses."""
    done = build.build(settings, track=track)
    if done.refused:
        return done
    made = _made(settings, track)
    done = build.build(settings, track=track)
    size = sum(one.bytes for one in made.files)
    counts = {"cases": sum(made.months.values()), "files": len(made.files), "bytes": size}
    return msgspec.structs.replace(done, verb="data", counts=counts)


def due(settings: Settings, today: date) -> bool:
    """Whether there are none that were made today."""
    held = sets.record(settings.paths.content)
    return held is None or local(held.made_at).date() != today


def _made(settings: Settings, track: Track) -> PublishedSets:
    content, output = settings.paths.content, settings.paths.output
    with left(output) as built:
        if built is None:
            raise AssertionError("built just now")
        sources = _sources(built)
    about = hashlib.sha256(msgspec.json.encode(sorted(sources.items()))).hexdigest()
    held = sets.record(content)
    if held and held.about == about and not sets.stale(held, sets.revised(content)):
        return held
    maker = Maker(output, content / sets.FOLDER / MAKING, sources)
    for make in track(maker.makers(), "全量数据", len(maker.makers())):
        make()
    return _put(content, maker, about)


def _sources(built: Manifest) -> dict[str, str]:
    """The lines they are made of, with their SHA-256."""
    paths = [path for folder in FOLDERS for path in built.below(folder.rstrip("/")) if path.endswith(LINES)]
    entries = [entry for entry in map(built.get, sorted(paths)) if entry]
    return {entry.path: entry.sha256 for entry in entries}


class Maker:
    """Makes the sets in a folder of its own, of the lines below `output` that are named."""

    def __init__(self, output: Path, folder: Path, sources: Iterable[str]) -> None:
        self._output, self._sources, self.folder = output, tuple(sources), folder
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        parts = (path for path in self._sources if path.rpartition("/")[0] + "/" == DATA)
        self._months = [path[len(DATA) : -len(LINES)] for path in parts]
        self.counts: dict[str, int] = {}

    def makers(self) -> tuple[Callable[[], None], ...]:
        """One a form."""
        return self._csv, self._jsonl, self._parquet, self._sqlite

    def _csv(self) -> None:
        """The parts one behind the other; the row of names once."""
        head = csv_head()
        with (self.folder / "cases.csv").open("wb") as file:
            file.write(head)
            for month in self._months:
                file.write((self._output / part_file(month, CSV)).read_bytes()[len(head) :])

    def _jsonl(self) -> None:
        with (self.folder / "cases.jsonl").open("wb") as file:
            for month in self._months:
                lines = (self._output / part_file(month, JSONL)).read_bytes()
                self.counts[month] = lines.count(b"\n")
                file.write(lines)

    def _parquet(self) -> None:
        from publish.site import open_parquet

        with (self.folder / "cases.parquet").open("wb") as file:
            open_parquet.write(map(self._cases, self._months), file)

    def _sqlite(self) -> None:
        from publish.site.open_sqlite import NAME, Book

        with Book(self.folder / NAME) as book:
            for table in TABLES:
                book.fill(table, self._rows(table_file(table, LINES)))
            for path in self._sources:
                if path.startswith(STATISTICS):
                    book.fill(MONTHLY, self._rows(path))
            for month in self._months:
                book.add(self._cases(month))

    def _cases(self, month: str) -> list[OpenCase]:
        return [_CASE.decode(line) for line in self._lines(part_file(month, JSONL))]

    def _rows(self, path: str) -> list[dict[str, Any]]:
        return [msgspec.json.decode(line) for line in self._lines(path)]

    def _lines(self, path: str) -> list[bytes]:
        return (self._output / path).read_bytes().splitlines()


_CASE = msgspec.json.Decoder(OpenCase)


def _put(content: Path, maker: Maker, about: str) -> PublishedSets:
    """In place of those that stood, whose record goes first."""
    folder = content / sets.FOLDER
    place = folder / f"{sets.SLUG}.json"
    made = PublishedSets(
        slug=sets.SLUG,
        made_at=decode(Directory, (content / DIRECTORY).read_bytes()).now,
        place=max((one.place for one in sets.revised(content)), default=0),
        months=maker.counts,
        files=tuple(map(_file, sorted(maker.folder.iterdir()))),
        about=about,
    )
    place.unlink(missing_ok=True)
    shutil.rmtree(folder / sets.FILES, ignore_errors=True)
    maker.folder.rename(folder / sets.FILES)
    files.write(place, encode(made))
    return made


def _file(path: Path) -> WholeFile:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return WholeFile(name=path.name, bytes=path.stat().st_size, sha256=digest)
