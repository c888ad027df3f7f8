"""Which patterns can match in a text at all: all of them looked for at once, in one scan.

Hyperscan (Vectorscan on other processors than Intel's) compiles the patterns themselves, in its
prefilter mode: what it can't express it widens, so that it may name a pattern too many but never one
too few. Python's own expressions then say what is claimed, as they do without it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from importlib.metadata import version

import hyperscan

from publish.anonymise.base import Pattern
from publish.text import cache

Wanted = tuple[str, str, int]  # a pattern's expression, what is compiled for it, flags
_FLAGS = (
    hyperscan.HS_FLAG_PREFILTER
    | hyperscan.HS_FLAG_SINGLEMATCH
    | hyperscan.HS_FLAG_ALLOWEMPTY
    | hyperscan.HS_FLAG_UTF8
    | hyperscan.HS_FLAG_UCP
)
_SAME = {
    re.IGNORECASE: hyperscan.HS_FLAG_CASELESS,
    re.MULTILINE: hyperscan.HS_FLAG_MULTILINE,
    re.DOTALL: hyperscan.HS_FLAG_DOTALL,
}
_NAMED = re.compile(r"\(\?P<\w+>")
_REPEAT = re.compile(r"(?<!\\)\{([0-9]+),([0-9]+)\}")
_FEW = 3  # times more than it must that something may come before the automaton forgets to count
_TOKEN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()]|[^\\\[()]+", re.DOTALL)


class Sieve:
    """One compiled automaton for the expressions of many patterns."""

    def __init__(self, names: Sequence[str], database: hyperscan.Database) -> None:
        self._names = names
        self._database = database

    def sift(self, text: str) -> frozenset[str] | None:
        """The expressions that may match; None where that can't be told of this text."""
        try:
            data = text.encode()
        except UnicodeEncodeError:  # half of a surrogate pair: no UTF-8, and nothing the scan knows
            return None
        found: set[str] = set()
        self._database.scan(data, match_event_handler=lambda at, *_: found.add(self._names[at]))
        return frozenset(found)


def wanted(pattern: Pattern) -> Wanted:
    """What to scan for to know whether `pattern` can match."""
    return pattern.regex.pattern, pattern.sign or widened(pattern.regex.pattern), _flags(pattern.regex)


def label(before: re.Pattern[str]) -> Wanted:
    """What to scan for to know whether anything can stand behind `before`."""
    return before.pattern, unended(widened(before.pattern)), _flags(before)


def kept(scanned: Iterable[Wanted]) -> Sieve | None:
    """The sieve for what is wanted if an earlier run made it on this machine."""
    scanned = sorted(set(scanned))
    body = cache.get(_name(scanned))
    if body is None:
        return None
    try:
        database = hyperscan.loadb(body, hyperscan.HS_MODE_BLOCK)
        database.scratch = hyperscan.Scratch(database)
    except hyperscan.HyperscanError:  # made by another processor
        return None
    return Sieve([name for name, _, _ in scanned], database)


def made(scanned: Iterable[Wanted]) -> Sieve:
    """The sieve for what is wanted, which takes some seconds, and keeps it for later runs."""
    scanned = sorted(set(scanned))
    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    database.compile(
        expressions=[expression.encode() for _, expression, _ in scanned],
        ids=list(range(len(scanned))),
        flags=[flags for _, _, flags in scanned],
    )
    cache.put(_name(scanned), hyperscan.dumpb(database))
    return Sieve([name for name, _, _ in scanned], database)


def widened(pattern: str) -> str:
    """An expression that matches somewhere in every text `pattern` matches in, and is cheap to compile.

    What a match must be followed by, or preceded by, belongs to it; what may come up to so many times may
    come any number of times.
    """
    pattern = _NAMED.sub("(?:", pattern)
    if pattern.startswith("(?<=") and "|" not in _outside(pattern):
        pattern = f"(?:{pattern[4:]}"
    opening = _last_group(pattern)
    if pattern[opening:].startswith("(?=") and "|" not in _outside(pattern):
        pattern = f"{pattern[:opening]}(?:{pattern[opening + 3 :]}"
    return _REPEAT.sub(_uncounted, pattern)


def unended(pattern: str) -> str:
    """The expression without its claims that the text ends."""
    return "".join(
        token if token[0] in "\\[" else token.replace("$", "") for token in _TOKEN.findall(pattern)
    )


def _outside(pattern: str) -> str:
    """What stands outside all groups and sets."""
    depth, parts = 0, []
    for token in _TOKEN.findall(pattern):
        depth += (token == "(") - (token == ")")
        parts.append("" if depth or token in "()" or token[0] in "\\[" else token)
    return "".join(parts)


def _last_group(pattern: str) -> int:
    """Where the group opens that the expression ends with; its length where it ends with none."""
    openings: list[int] = []
    opening = len(pattern)
    for token in _TOKEN.finditer(pattern):
        if token[0] == "(":
            openings.append(token.start())
        elif token[0] == ")":
            opening = openings.pop()
            if token.end() == len(pattern):
                return opening
    return len(pattern)


def _uncounted(repeat: re.Match[str]) -> str:
    least, most = int(repeat[1]), int(repeat[2])
    return repeat[0] if most - least <= _FEW else f"{{{least},}}"


def _name(scanned: Sequence[Wanted]) -> str:
    spelt = repr((version("hyperscan"), scanned))
    return f"sieve-{hashlib.sha256(spelt.encode()).hexdigest()[:32]}"


def _flags(regex: re.Pattern[str]) -> int:
    return _FLAGS | sum(theirs for ours, theirs in _SAME.items() if regex.flags & ours)
