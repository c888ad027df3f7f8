"""`python -m bench anonymise [PATH…]`: figures on every set, or the misses of one kind."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec

from bench.anonymise import engines, page, sets, show, taught
from bench.anonymise.measure import Measured, measure
from bench.anonymise.sets import Set, Wanted

SEALED = "留作检验的句式只给数字，不看漏掉了什么；请用 --families dev。"

NOTHING = (
    "没有可量的文本：../shared/data 与 demo/gold.jsonl 都不在。"
    "先运行 publish demo demo，或用 --data 指定文件夹。"
)


def run(arguments: Sequence[str]) -> int:
    """0 when measured; 2 for wrong usage."""
    given = _parsed(arguments)
    wanted = _wanted(given)
    if wrong := _wrong(wanted.sets, given):
        print(wrong, file=sys.stderr)
        return 2
    if given.write:
        page.write(wanted)
        return 0
    found = [*_from_the_desk(given), *sets.load(wanted)]
    if not found and given.desk is None:
        print(NOTHING, file=sys.stderr)
        return 2
    if not found:
        return 0
    read = engines.ours("rules" if given.without_statistics else "names")
    for one in found:
        _shown(measure(one, read), given)
    return 0


def _from_the_desk(given: argparse.Namespace) -> list[Set]:
    """The lines of an office's ledger; what its readers corrected is told at once."""
    if given.desk is None:
        return []
    corrections, lines = taught.read(given.desk)
    if given.json:
        print(msgspec.json.encode({"set": "corrections", "kinds": corrections}).decode())
    else:
        print(f"\n## corrections of the desk\n\n{taught.table(corrections)}")
    return [lines] if lines.samples else []


def _wanted(given: argparse.Namespace) -> Wanted:
    """All sets, unless some or paths are named; where misses are to be seen, none that is sealed."""
    named = tuple(given.set.split(",")) if given.set else () if given.paths or given.desk else sets.NAMES
    return Wanted(
        sets=named,
        paths=tuple(given.paths),
        seed=given.seed,
        count=given.n,
        data=given.data,
        families="dev" if given.misses or given.shapes else given.families,
    )


def _wrong(asked: Sequence[str], given: argparse.Namespace) -> str:
    if unknown := [name for name in asked if name not in sets.NAMES]:
        return f"没有这个测量集：{'、'.join(unknown)}。可用：{'、'.join(sets.NAMES)}"
    if missing := [path for path in given.paths if not path.exists()]:
        return f"找不到：{'、'.join(map(str, missing))}"
    return SEALED if (given.misses or given.shapes) and given.families == "held-out" else ""


def _shown(measured: Measured, given: argparse.Namespace) -> None:
    if given.json:
        print(msgspec.json.encode(show.plain(measured)).decode())
        return
    if given.misses:
        print(f"\n## {measured.name}", *_misses(measured, given.misses)[: given.limit], sep="\n")
        return
    print(f"\n## {measured.name}: {measured.rate:,.0f} characters a CPU-second\n\n{show.section(measured)}")
    if given.shapes:
        print(
            "",
            *(f"{kind}: {', '.join(ways)}" for kind, ways in show.missed(measured.score).items()),
            sep="\n",
        )


def _misses(measured: Measured, kind: str) -> list[str]:
    """Misses with what stands around them; PermissionError for a sealed set."""
    if measured.sealed:
        raise PermissionError(SEALED)
    if kind == "OVER":
        return [show.over(over) for over in measured.score.over]
    return [show.miss(miss) for miss in measured.score.misses if kind in ("ALL", miss.mark.kind)]


def _parsed(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench anonymise", description=__doc__)
    parser.add_argument("paths", nargs="*", type=Path, help="annotated files or folders, measured too")
    parser.add_argument("--set", help=f"comma-separated: {', '.join(sets.NAMES)}; default all")
    parser.add_argument(
        "--desk", type=Path, metavar="SETTINGS", help="what the readers of this office corrected"
    )
    parser.add_argument("--n", type=int, default=600, help="records of a generated set")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--families", choices=("dev", "held-out", "all"), default="all")
    parser.add_argument("--misses", metavar="KIND", help="misses of a kind, ALL, or OVER for over-masking")
    parser.add_argument("--limit", type=int, default=40, help="of misses")
    parser.add_argument("--shapes", action="store_true", help="misses by kind and way of writing")
    parser.add_argument("--without-statistics", action="store_true")
    parser.add_argument("--data", type=Path, help="folder of the real texts; default ../shared/data")
    parser.add_argument("--json", action="store_true", help="one object a set, for machines")
    parser.add_argument("--write", action="store_true", help="write docs/reference/anonymiser.md")
    return parser.parse_args(arguments)
