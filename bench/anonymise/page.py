"""docs/reference/anonymiser.md, written wholly from one run."""

from __future__ import annotations

import os
import platform
from collections.abc import Collection, Sequence
from datetime import datetime
from pathlib import Path

from bench.anonymise import engines, rivals, sets, show, speed
from bench.anonymise.measure import Measured, measure
from bench.anonymise.model import KEEP, STRUCTURED
from bench.anonymise.score import Tally, total
from bench.anonymise.sets import Set, Wanted

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "anonymiser.md"
TITLES = {
    "fill": "Invented data in real texts",
    "known": "People the store knows",
    "frames dev": "Complaint sentences, families whose misses were looked at",
    "frames held-out": "Complaint sentences, families held out",
}
HEAD = """# The anonymiser in figures

`publish bench anonymise --write`, {day}, {machine}, seed {seed}. Written wholly by that run.

How it is counted:

- *Covered*: every letter, digit and 汉字 of what is private lies in replaced stretches. A name counts
  only when the whole of it is covered; of an official's name the surname may stay.
- *Exact*: one replaced stretch begins and ends where the private one does.
- *Well-formed* is the plain way of writing; *mangled* is spaced, broken over lines, in 汉字 digits,
  full-width, mistyped and the like.
- *Over-masked*: characters replaced that belong to nothing private. What policy decides (a community,
  王女士, a mark of illness or of a minor) is neither a miss nor over-masking.
- *Kept*: not one character of a public fact was touched.

Real texts lie outside this repository; into a part of them invented people are written from a seed, at the
places where people write such things (the set `fill`). Known parties: the set `known`. Families of invented
sentences are `frames`; those held out use names and ways of writing that no other set shows, and their
misses can't be printed. Annotated sets have one annotator.
"""
LATER = """## Not measured here

What reviewers change at the desk will be a set of its own once the desk keeps its corrections: every stretch
a reviewer masks by hand is a miss, every stretch set free an over-masking.
"""


def write(wanted: Wanted) -> None:
    """Measure everything and write the page."""
    found = sets.load(wanted)
    read = engines.ours()
    measured = [measure(one, read) for one in found]
    parts = [_head(wanted), _targets(measured), _against(found, measured), _speed(wanted)]
    parts += [f"## {_title(one)}\n\n{show.section(one)}\n" for one in measured]
    parts += [_misses(measured), LATER]
    PAGE.write_text("\n".join(parts), "utf-8")


def _head(wanted: Wanted) -> str:
    machine = f"{os.cpu_count()} cores ({platform.machine()}), Python {platform.python_version()}"
    return HEAD.format(day=f"{datetime.now().astimezone():%Y-%m-%d}", machine=machine, seed=wanted.seed)


def _title(one: Measured) -> str:
    return TITLES.get(one.name, f"Annotated: {one.name}")


_EXACTING = ("ADDRESS_DOOR", "BIRTH_OR_AGE", "PLATE")


def _targets(measured: Sequence[Measured]) -> str:
    """What is to be reached beside what was, on the generated sets."""
    columns = ("to be reached", *(one.name for one in measured if one.name in TITLES))
    chosen = [one for one in measured if one.name in TITLES]
    rows = [
        ["structured, well-formed: 100 %", *(_share(one, STRUCTURED, False) for one in chosen)],
        ["structured, mangled: ≥ 99 %", *(_share(one, STRUCTURED, True) for one in chosen)],
        ["doors, births, plates: ≥ 99 %", *(_share(one, _EXACTING, None) for one in chosen)],
        ["names: ≥ 99.5 % (known: 100 %)", *(_share(one, ("PERSON",), None) for one in chosen)],
        ["over-masking: ≤ 1.5 %", *(_over(one) for one in chosen)],
        ["public facts kept: ≥ 99.5 %", *(_kept(one) for one in chosen)],
    ]
    return f"## Against the mark\n\n{show.table(columns, rows)}\n"


def _share(one: Measured, kinds: Collection[str], mangled: bool | None) -> str:
    tally = total(
        found
        for (kind, _, bad), found in one.score.shapes.items()
        if kind in kinds and mangled in (None, bad)
    )
    return f"{show.percent(tally.covered, tally.n)} ({tally.n})"


def _over(one: Measured) -> str:
    return show.percent(one.score.other_masked, one.score.other_characters)


def _kept(one: Measured) -> str:
    tally = total(found for (kind, _, _), found in one.score.shapes.items() if kind in KEEP)
    return f"{show.percent(tally.kept, tally.n)} ({tally.n})"


def _against(found: Sequence[Set], measured: Sequence[Measured]) -> str:
    """Persons' names, ours and the others'."""
    pairs = [pair for pair in zip(found, measured, strict=True) if _compared(*pair)]
    rows = [_rival_row("ours", own) for _, own in pairs]
    for name in rivals.NAMES:
        try:
            read = rivals.load(name)
        except ImportError:
            continue
        rows += [_rival_row(name, measure(one, read)) for one, _ in pairs]
    columns = ("set", "engine", "names", "covered %", "other characters masked %", "characters a CPU-second")
    note = (
        "Ours masks every kind, the others names alone; `known` gives ours the parties, the others nothing."
    )
    rows.sort(key=lambda row: (row[0], row[1] != "ours"))
    return f"## Names, against others\n\n{show.table(columns, rows)}\n\n{note}\n"


def _compared(one: Set, own: Measured) -> bool:
    return "PERSON" in own.score.kinds and not one.own


def _rival_row(name: str, one: Measured) -> list[str]:
    persons = one.score.kinds.get("PERSON", Tally())
    covered = show.percent(persons.covered, persons.n)
    return [one.name, name, str(persons.n), covered, _over(one), f"{one.rate:,.0f}"]


def _speed(wanted: Wanted) -> str:
    rows = [
        _speed_row(engine, texts, speed.taken(mode, which, wanted.count, wanted.seed))
        for which, texts in speed.TEXTS.items()
        for mode, engine in speed.MODES.items()
    ]
    columns = ("engine", "texts", "characters a CPU-second", "peak memory of the process", "characters read")
    return f"## Speed and memory, one process\n\n{show.table(columns, rows)}\n"


def _speed_row(engine: str, texts: str, taken: speed.Taken) -> list[str]:
    return [engine, texts, f"{taken.rate:,.0f}", f"{taken.peak_mb:,} MB", f"{taken.characters:,}"]


def _misses(measured: Sequence[Measured]) -> str:
    words = "A kind, then its ways of writing: how many of how many were missed (public facts: touched)."
    return f"## Misses in the abstract\n\n{words}\n\n" + "\n".join(map(_abstract, measured))


def _abstract(one: Measured) -> str:
    missed = show.missed(one.score)
    lines = [f"- {kind}: {', '.join(ways)}" for kind, ways in missed.items()]
    return "\n".join([f"### {_title(one)}\n", *(lines or ["None."]), ""])
