"""How far the combination test generalises what is published, and how long it takes to count a store.

    python -m bench combination [DIR …]

Each DIR holds a store with its publish.yml (as `publish demo` writes it); without one a demonstration is
made. Nothing is anonymised and nothing is filed: the level depends on the counts and on the towns that
units and texts name. Writes docs/reference/combination.md.
"""

from __future__ import annotations

import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import msgspec

from publish.anonymise.combination.atlas import Atlas
from publish.anonymise.combination.ladder import Counts
from publish.columns import catalogue
from publish.demo.make import make
from publish.model.contract import Region, Unit
from publish.model.records import CaseFacts, CaseFile, SourceKey
from publish.settings import Settings, load
from publish.stages import office
from publish.stages.combination import LEVELS, Binder, cell_of, level_name
from publish.stages.draft import Drafter
from publish.store.adapter import Store

NAME = "combination"
PAGE = Path(__file__).parents[1] / "docs" / "reference" / "combination.md"
SHOWN = {
    "full": "as the store has it",
    "district": "district",
    "city": "city",
    "topic": "city, first level of the topic",
    "quarter": "city, first level, quarter",
    "year": "city, first level, year",
    "apart": "the same, and still fewer than k: a person decides",
}
HEAD = """# The combination test in figures

Written by `python -m bench combination` on {day:%Y-%m-%d}; nothing else writes this page. What the test
is and why stands in [decision 0009](../explanation/decisions/0009-combination-test.md).

Matters that may be published (approved, resolved, every gate open), by what may be shown of them at
k = {k}. A matter is generalised one line further down until at least k matters of the whole store,
published or not, share its region, its topic, its time and its kind of applicant. The first store is
the demonstration, a thin sample of a year; a whole year has far more of each kind.
"""


class Measured(msgspec.Struct, frozen=True):
    """One store: matters, those that may be published by level, processor seconds to count and settle."""

    matters: int
    levels: Counter[str]
    counting: float
    settling: float


def run(arguments: Sequence[str]) -> int:
    """Measure the stores and write the page; 1 where more than 259 of 559 of the first are flagged."""
    if arguments:
        measured = [_measured(load(Path(folder) / "publish.yml")) for folder in arguments]
        k = load(Path(arguments[0]) / "publish.yml").privacy.k
    else:
        with tempfile.TemporaryDirectory() as folder:
            make(Path(folder))
            settings = load(Path(folder) / "publish.yml")
            measured, k = [_measured(settings)], settings.privacy.k
    PAGE.write_text("\n".join(_page(measured, k)), "utf-8")
    levels = measured[0].levels
    return int(levels["apart"] * 559 > levels.total() * 259)


def _measured(settings: Settings) -> Measured:
    with office.store_of(settings) as store:
        start = time.process_time()
        cells = store.cells()
        counted = time.process_time()
        levels = Counter(level_name(facts) for facts in _settled(store, Counts(cells), settings))
        return Measured(sum(cells.values()), levels, counted - start, time.process_time() - counted)


def _settled(store: Store, counts: Counts, settings: Settings) -> Iterator[CaseFacts]:
    regions = tuple(row for row in store.regions() if isinstance(row, Region))
    units = tuple(row for row in store.units() if isinstance(row, Unit))
    binder = Binder(Atlas(regions, units), settings)
    columns = catalogue.load()
    drafter = Drafter(_key, columns, settings.clock or datetime.now(office.CITY_TIME))
    for file in store.case_files():
        if not isinstance(file, CaseFile) or file.case.column_slug not in columns:
            continue
        draft = drafter.case(file)
        if file.case.consent != "refused" and not draft.gates:
            chance = counts.chance(cell_of(draft.facts), settings.privacy.k)
            bound = binder.bind(msgspec.structs.replace(draft, chance=chance)).facts
            assert isinstance(bound, CaseFacts)
            yield bound


def _key(kind: str, key: str) -> SourceKey:
    return SourceKey(sha256(f"{kind}/{key}".encode()).hexdigest())


def _page(measured: Sequence[Measured], k: int) -> Iterator[str]:
    yield HEAD.format(day=datetime.now().astimezone(), k=k)
    titles = [f"store of {one.matters:,}" for one in measured]
    yield f"| shown | {' | '.join(titles)} |"
    yield "| --- |" + " --- |" * len(measured)
    for name in LEVELS:
        yield f"| {SHOWN[name]} | {' | '.join(_share(one.levels, name) for one in measured)} |"
    yield f"| all | {' | '.join(f'{one.levels.total():,}' for one in measured)} |"
    yield ""
    for one in measured:
        yield (
            f"Counting {one.matters:,} matters takes {one.counting:.1f} s of processor time, once in a run"
            f" with a new matter; settling {one.levels.total():,} takes {one.settling:.1f} s, reading"
            " included.\n"
        )
    yield ""


def _share(levels: Counter[str], name: str) -> str:
    return f"{levels[name]:,} ({levels[name] / max(1, levels.total()):.0%})"
