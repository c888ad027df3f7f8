"""Figures and misses for the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from bench.anonymise.measure import Measured
from bench.anonymise.model import KEEP, MASK, NEUTRAL
from bench.anonymise.score import Miss, Over, Score, Tally

AROUND = 14
KIND_COLUMNS = (
    "kind",
    "n",
    "covered %",
    "exact %",
    "well-formed % (n)",
    "mangled % (n)",
    "flagged, not masked %",
)
DOUBT_COLUMNS = ("policy decides", "n", "masked %", "flagged, not masked %")
FAMILY_COLUMNS = ("family", "private", "covered %", "names", "covered %", "public", "kept %")
KEEP_COLUMNS = ("must stay", "n", "kept %")


def percent(part: int, of: int) -> str:
    """Two decimals; a dash for nothing."""
    return f"{100 * part / of:.2f}" if of else "—"


def kinds(score: Score) -> list[list[str]]:
    """One row a kind that must be covered."""
    return [_kind(kind, score.kinds[kind], score) for kind in sorted(score.kinds) if kind in MASK]


def _kind(kind: str, tally: Tally, score: Score) -> list[str]:
    plain, mangled = score.part(kind, False), score.part(kind, True)
    return [
        kind,
        str(tally.n),
        percent(tally.covered, tally.n),
        percent(tally.exact, tally.n),
        _share(plain),
        _share(mangled),
        percent(tally.flagged, tally.n),
    ]


def _share(tally: Tally) -> str:
    return f"{percent(tally.covered, tally.n)} ({tally.n})" if tally.n else "—"


def doubts(score: Score) -> list[list[str]]:
    """One row a kind that policy leaves to a reviewer."""
    found = [(kind, tally) for kind, tally in sorted(score.kinds.items()) if kind in NEUTRAL]
    return [
        [kind, str(one.n), percent(one.covered, one.n), percent(one.flagged, one.n)] for kind, one in found
    ]


def keeps(score: Score) -> list[list[str]]:
    """One row a sort of fact that must stay."""
    sorts: dict[str, Tally] = {}
    for (kind, shape, _), tally in score.shapes.items():
        if kind in KEEP:
            name = f"{kind} {shape}".strip()
            found = sorts.setdefault(name, Tally())
            found.n, found.kept = found.n + tally.n, found.kept + tally.kept
    return [[name, str(tally.n), percent(tally.kept, tally.n)] for name, tally in sorted(sorts.items())]


def summary(score: Score) -> list[str]:
    """Over-masking and whole documents, a line each."""
    other = percent(score.other_masked, score.other_characters)
    public = percent(score.public_masked, score.public_characters)
    kinds = ", ".join(f"{kind} {count}" for kind, count in score.over_kinds.most_common()) or "none"
    safe = percent(score.documents_safe, score.documents)
    return [
        f"- over-masked: {other} % of {score.other_characters:,} other characters, "
        f"{public} % of {score.public_characters:,} characters of public facts",
        f"- characters over-masked by kind claimed: {kinds}",
        f"- records with everything private covered: {safe} % of {score.documents}",
    ]


def missed(score: Score) -> dict[str, list[str]]:
    """Misses in the abstract: kind → way of writing, how many of how many."""
    found: dict[str, list[str]] = {}
    for (kind, shape, mangled), tally in sorted(score.shapes.items()):
        bad = tally.n - (tally.covered if kind in MASK else tally.kept)
        if kind in MASK | KEEP and bad:
            way = f"{shape or 'any'}{' (mangled)' if mangled else ''}"
            found.setdefault(kind, []).append(f"{way} {bad} of {tally.n}")
    return found


def families(score: Score) -> list[list[str]]:
    """One row a family: everything private, names, public facts."""
    names = sorted({family for family, _ in score.families})
    return [[name, *_family(score, name)] for name in names]


def _family(score: Score, name: str) -> list[str]:
    private, person, public = (
        score.families.get((name, group), Tally()) for group in ("private", "PERSON", "public")
    )
    return [
        str(private.n), percent(private.covered, private.n), str(person.n), percent(person.covered, person.n),
        str(public.n), percent(public.kept, public.n),
    ]  # fmt: skip


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def miss(found: Miss) -> str:
    """One miss with what stands around it: 【】 the mark, ⟦⟧ what was masked beside it."""
    start, end = found.mark.start, found.mark.end
    low, high = max(0, start - AROUND), min(len(found.text), end + AROUND)
    around = _plain(f"{found.text[low:start]}【{found.text[start:end]}】{found.text[end:high]}")
    near = [f"{kind}:{_plain(found.text[a:b])}" for a, b, kind in found.masked if a < high and low < b]
    head = f"{found.mark.kind} [{found.mark.shape}] {found.sample}/{found.field}"
    return f"{head}: {around}   masked: {near or '—'}"


def over(found: Over) -> str:
    """One stretch masked in vain."""
    low, high = max(0, found.start - AROUND), found.end + AROUND
    before, after = found.text[low : found.start], found.text[found.end : high]
    text = f"{before}⟦{found.text[found.start : found.end]}⟧{after}"
    return f"over {found.kind} {found.sample}/{found.field}: {_plain(text)}"


def _plain(text: str) -> str:
    return text.replace("\n", "⏎").replace("\t", "⇥").replace("\u200b", "␣0")


def section(measured: Measured) -> str:
    """All tables of one set, as Markdown."""
    scored = measured.score
    tables = [
        (KIND_COLUMNS, kinds(scored)), (KEEP_COLUMNS, keeps(scored)), (DOUBT_COLUMNS, doubts(scored)),
        (FAMILY_COLUMNS, families(scored)),
    ]  # fmt: skip
    shown = [table(columns, rows) for columns, rows in tables if rows]
    size = f"{measured.records:,} records, {measured.characters:,} characters."
    return "\n\n".join([size, *shown, "\n".join(summary(scored))])


def plain(measured: Measured) -> dict[str, Any]:
    """The figures of one set for machines: no text of it."""
    scored = measured.score
    return {
        "set": measured.name, "records": measured.records, "characters": measured.characters,
        "characters_per_cpu_second": round(measured.rate), "kinds": scored.kinds,
        "well_formed": {kind: scored.part(kind, False) for kind in scored.kinds},
        "mangled": {kind: scored.part(kind, True) for kind in scored.kinds},
        "families": {"/".join(key): tally for key, tally in scored.families.items()},
        "other_characters": scored.other_characters, "other_masked": scored.other_masked,
        "public_characters": scored.public_characters, "public_masked": scored.public_masked,
        "documents": scored.documents, "documents_safe": scored.documents_safe,
    }  # fmt: skip
