"""`python -m bench anonymise [PATH…]`: figures on every set, or the misses of one kind."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from bench.anonymise import engines, score, sets, show
from bench.anonymise.sets import Set, Wanted

BATCH = 200


def run(arguments: Sequence[str]) -> int:
    """0 when measured; 2 for wrong usage."""
    given = _parsed(arguments)
    asked = given.set.split(",") if given.set else ([] if given.paths else list(sets.NAMES))
    if unknown := [name for name in asked if name not in sets.NAMES]:
        return _refuse(f"没有这个测量集：{'、'.join(unknown)}。可用：{'、'.join(sets.NAMES)}")
    if missing := [path for path in given.paths if not path.exists()]:
        return _refuse(f"找不到：{'、'.join(map(str, missing))}")
    if given.misses and given.families == "held-out":
        return _refuse("留作检验的句式只给数字，不看漏掉了什么；请用 --families dev。")
    wanted = Wanted(
        sets=tuple(asked),
        paths=tuple(given.paths),
        seed=given.seed,
        count=given.n,
        data=given.data,
        families="dev" if given.misses else given.families,
    )
    read = engines.ours(statistics=not given.without_statistics)
    for one in sets.load(wanted):
        _measure(one, read, given)
    return 0


def _measure(one: Set, read: engines.Read, given: argparse.Namespace) -> None:
    read(one.samples[:1])  # whatever is loaded at first use
    started = time.process_time()
    outcomes = [
        found for at in range(0, len(one.samples), BATCH) for found in read(one.samples[at : at + BATCH])
    ]
    seconds = time.process_time() - started
    scored = score.score(one.samples, outcomes)
    if given.misses:
        _misses(one, scored, given)
        return
    characters = sum(len(piece.text) for sample in one.samples for piece in sample.texts.values())
    print(
        f"\n## {one.name}: {len(one.samples)} records, {characters:,} characters, {characters / seconds:,.0f} a CPU-second\n"
    )
    print(show.table(show.KIND_COLUMNS, show.kinds(scored)))
    if rows := show.keeps(scored):
        print(f"\n{show.table(show.KEEP_COLUMNS, rows)}")
    if rows := show.doubts(scored):
        print(f"\n{show.table(show.DOUBT_COLUMNS, rows)}")
    print("", *show.summary(scored), sep="\n")
    if scored.families:
        print(f"\n{show.table(('family', 'n', 'covered %'), show.families(scored))}")
    if given.shapes and not one.sealed:
        print("", *show.shapes(scored), sep="\n")


def _misses(one: Set, scored: score.Score, given: argparse.Namespace) -> None:
    if one.sealed:
        raise PermissionError(one.name)
    if given.misses == "OVER":
        found = [show.over(over) for over in scored.over]
    else:
        found = [show.miss(miss) for miss in scored.misses if given.misses in ("ALL", miss.mark.kind)]
    print(f"\n## {one.name}: {len(found)}")
    print(*found[: given.limit], sep="\n")


def _refuse(words: str) -> int:
    print(words, file=sys.stderr)
    return 2


def _parsed(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench anonymise", description=__doc__)
    parser.add_argument("paths", nargs="*", type=Path, help="annotated files or folders, measured too")
    parser.add_argument("--set", help=f"comma-separated: {', '.join(sets.NAMES)}; default all")
    parser.add_argument("--n", type=int, default=600, help="records of a generated set")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--families", choices=("dev", "held-out", "all"), default="all")
    parser.add_argument(
        "--misses", metavar="KIND", help="print the misses of a kind, ALL, or OVER for over-masking"
    )
    parser.add_argument("--limit", type=int, default=40)
    parser.add_argument("--shapes", action="store_true", help="misses by kind and way of writing")
    parser.add_argument("--without-statistics", action="store_true")
    parser.add_argument("--data", type=Path, help="folder of the real texts; default ../shared/data")
    return parser.parse_args(arguments)
