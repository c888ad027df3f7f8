"""The sets by name, and what each is measured on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from bench.anonymise import carriers, fill, frames, gold, known
from bench.anonymise.model import Sample

NAMES = ("fill", "known", "frames", "gold", "ner")


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What a call asks for. `count`: samples of a generated set; `paths`: annotated files and folders."""

    sets: tuple[str, ...] = NAMES
    paths: tuple[Path, ...] = ()
    seed: int = 1
    count: int = 600
    families: str = "all"
    data: Path | None = None


class Set(msgspec.Struct, frozen=True):
    """A named set. `sealed`: only figures of it may be shown; `own`: the product's own demonstration, on
    which rivals aren't run."""

    name: str
    samples: Sequence[Sample]
    sealed: bool = False
    own: bool = False


def load(wanted: Wanted) -> list[Set]:
    """Every set asked for that is there; an absent data folder leaves its sets out."""
    found = [one for name in wanted.sets for one in _named(name, wanted)]
    found += [Set(path.stem, gold.read(path)) for given in wanted.paths for path in gold.files(given)]
    return [one for one in found if one.samples]


def _named(name: str, wanted: Wanted) -> list[Set]:
    if name == "fill":
        return [Set("fill", fill.samples(wanted.count, wanted.seed, wanted.data))]
    if name == "known":
        return [Set("known", known.samples(wanted.count, wanted.seed, wanted.data))]
    if name == "frames":
        return _frames(wanted)
    folder = wanted.data or carriers.SHARED
    paths = {"gold": [folder / "pii"], "ner": [folder / "ner"]}[name]
    found = [path for given in paths if given.exists() for path in gold.files(given)]
    if name == "gold" and carriers.DEMONSTRATION.is_file():
        found.append(carriers.DEMONSTRATION)
    return [Set(_title(path), gold.read(path), own=path == carriers.DEMONSTRATION) for path in found]


def _title(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def _frames(wanted: Wanted) -> list[Set]:
    halves = {"dev": False, "held-out": True}
    asked = [half for half in halves if wanted.families in ("all", half)]
    return [
        Set(f"frames {half}", frames.samples(half, wanted.count, wanted.seed), sealed=halves[half])
        for half in asked
    ]
