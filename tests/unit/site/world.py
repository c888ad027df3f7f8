"""A small office whose content, directory, theme and settings change from one build to the next."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any, TypeVar

import fixtures_content
import msgspec
from plain_theme import write as write_theme

from publish.model.published import Directory, Published, PublishedCase
from publish.model.texts import PublicText as T
from publish.settings import load
from publish.site import manifest, memory, seal
from publish.site.manifest import Entry, Manifest
from publish.site.report import BuildReport
from publish.text.records import encode, place_of

P = TypeVar("P", bound=Published)
CASES = 14
replace = msgspec.structs.replace
Build = Callable[..., BuildReport]


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below `folder`; of a link, where it leads."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_symlink() or not path.is_dir())
    return {path.relative_to(folder).as_posix(): _bytes(path) for path in found}


def _bytes(path: Path) -> bytes:
    return b"link " + bytes(path.readlink()) if path.is_symlink() else path.read_bytes()


class World:
    """The inputs of a build below `folder`, as records and as files."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.office, self.theme = folder, folder / "office", folder / "theme"
        self.office.mkdir(parents=True)
        self.withdrawn: dict[str, PublishedCase] = {}
        self.records: dict[str, Published] = {}
        self.numbers, self._revised = 0, 100
        self._last, self._free = Counter[str](), dict[str, list[int]]()
        write_theme(self.theme)
        fixtures_content.write(self.office, [])
        self.settings = load(self.office / "publish.yml")
        self.directory = fixtures_content.directory(demonstration=False)
        dice = Random(0)
        for _ in range(CASES):
            self.new_case(dice)
        for record in fixtures_content.records(CASES):
            if not isinstance(record, (PublishedCase, Directory)) and not _late_episode(record):
                self.put(record)

    # --- records -----------------------------------------------------------------------------------

    @property
    def directory(self) -> Directory:
        return self._directory

    @directory.setter
    def directory(self, directory: Directory) -> None:
        self._directory = directory
        self._write(directory)

    def put(self, record: Published) -> None:
        """Come, or be another one from now on."""
        self.records[place_of(record)] = record
        self._write(record)

    def drop(self, record: Published) -> None:
        del self.records[place_of(record)]
        (self.settings.paths.content / place_of(record)).unlink()

    def all(self, kind: type[P]) -> list[P]:
        return [record for record in self.records.values() if isinstance(record, kind)]

    def cases(self) -> list[PublishedCase]:
        """From the oldest place to the newest."""
        return sorted(self.all(PublishedCase), key=lambda case: case.places["all"])

    def _write(self, record: Published) -> None:
        path = self.settings.paths.content / place_of(record)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(encode(record))

    # --- cases -------------------------------------------------------------------------------------

    def new_case(self, dice: Random, free: bool = False, days: int = 0, **fields: Any) -> PublishedCase:
        """One more case; `free`: at places that were left out before; `days`: published that much later."""
        index, self.numbers = self.numbers, self.numbers + 1
        column = "liuyan" if index % 3 == 2 else "huisheng"
        plain = fixtures_content.case(index, {}, column)
        at = plain.published_at + timedelta(days=days)
        fields = {"title": T(f"第{index}号事项的题目\t{dice.randrange(10)}"), "modified_at": at} | fields
        made = replace(plain, published_at=at, **fields)
        placed = replace(made, places={name: self._place(name, dice, free) for name in lists_of(made)})
        self.put(placed)
        return placed

    def moved(self, case: PublishedCase, dice: Random, **fields: Any) -> PublishedCase:
        """The case with other codes: new places in its new lists, none in those it left."""
        made = replace(case, **fields)
        kept = {name: place for name, place in case.places.items() if name in lists_of(made)}
        new = {name: self._place(name, dice) for name in lists_of(made) if name not in kept}
        return replace(made, places=kept | new)

    def _place(self, name: str, dice: Random, free: bool = False) -> int:
        left = self._free.setdefault(name, [])
        if free and left:
            return left.pop(dice.randrange(len(left)))
        self._last[name] += 1
        if dice.random() < 0.15:  # a place that is given out later
            left.append(self._last[name])
            self._last[name] += 1
        return self._last[name]

    def revised(self) -> int:
        """The next place among corrections and withdrawals."""
        self._revised += 1
        return self._revised

    # --- builds ------------------------------------------------------------------------------------

    @property
    def output(self) -> Path:
        return self.settings.paths.output

    @property
    def beside(self) -> tuple[Path, Path, Path]:
        """What builds keep beside output/."""
        return manifest.place(self.output), memory.place(self.output), seal.place(self.output)

    def fresh(self, build: Build) -> dict[str, bytes]:
        """What a build elsewhere makes of the same inputs, knowing nothing."""
        other = self.folder / "fresh"
        for path in (manifest.place(other), memory.place(other), seal.place(other)):
            path.unlink(missing_ok=True)
        shutil.rmtree(other, ignore_errors=True)
        build(replace(self.settings, paths=replace(self.settings.paths, output=other)))
        return tree(other)


def entries(output: Path) -> dict[str, Entry]:
    """The manifest of a build, which has to be whole."""
    assert seal.holds(output, (memory.place(output), manifest.place(output)))
    held = Manifest(output)
    found = {path: held.get(path) for path in sorted(held)}
    held.close()
    return {path: each for path, each in found.items() if each is not None}


def lists_of(case: PublishedCase) -> list[str]:
    """The lists a case is in, as the ledger names them."""
    names = {"column": case.column, "district": case.district, "unit": case.unit,
             "month": f"{case.published_at:%Y-%m}"}  # fmt: skip
    topics = dict.fromkeys((case.topic, case.topic[:4] if case.topic else None))
    found = ["all", *(f"{kind}/{code}" for kind, code in names.items() if code)]
    return [*found, *(f"topic/{topic}" for topic in topics if topic)]


def pick(dice: Random, among: Iterable[P]) -> P | None:
    """One of them; None where there is none."""
    held = list(among)
    return dice.choice(held) if held else None


def _late_episode(record: Published) -> bool:
    return getattr(record, "programme", "") == "zhouwu" and getattr(record, "number", 0) > 5
