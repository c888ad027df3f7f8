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

from publish.text import cache

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


class Sieve:
    """One compiled automaton for many expressions."""

    def __init__(self, regexes: Sequence[re.Pattern[str]], database: hyperscan.Database) -> None:
        self._patterns = [regex.pattern for regex in regexes]
        self._database = database

    def sift(self, text: str) -> frozenset[str] | None:
        """The patterns of the expressions that may match; None where that can't be told of this text."""
        try:
            data = text.encode()
        except UnicodeEncodeError:  # half of a surrogate pair: no UTF-8, and nothing the scan knows
            return None
        found: set[str] = set()
        self._database.scan(data, match_event_handler=lambda at, *_: found.add(self._patterns[at]))
        return frozenset(found)


def kept(regexes: Iterable[re.Pattern[str]]) -> Sieve | None:
    """The sieve of these expressions if an earlier run made it on this machine."""
    ordered = _ordered(regexes)
    body = cache.get(_name(ordered))
    if body is None:
        return None
    try:
        database = hyperscan.loadb(body, hyperscan.HS_MODE_BLOCK)
        database.scratch = hyperscan.Scratch(database)
    except hyperscan.HyperscanError:  # made by another processor
        return None
    return Sieve(ordered, database)


def made(regexes: Iterable[re.Pattern[str]]) -> Sieve:
    """The sieve of these expressions, which takes a second or two, and keeps it for later runs."""
    ordered = _ordered(regexes)
    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    database.compile(
        expressions=[_NAMED.sub("(?:", regex.pattern).encode() for regex in ordered],
        ids=list(range(len(ordered))),
        flags=[_flags(regex) for regex in ordered],
    )
    cache.put(_name(ordered), hyperscan.dumpb(database))
    return Sieve(ordered, database)


def _ordered(regexes: Iterable[re.Pattern[str]]) -> list[re.Pattern[str]]:
    return sorted(set(regexes), key=lambda regex: (regex.pattern, regex.flags))


def _name(ordered: Sequence[re.Pattern[str]]) -> str:
    spelt = repr([version("hyperscan"), *((regex.pattern, regex.flags) for regex in ordered)])
    return f"sieve-{hashlib.sha256(spelt.encode()).hexdigest()[:32]}"


def _flags(regex: re.Pattern[str]) -> int:
    return _FLAGS | sum(theirs for ours, theirs in _SAME.items() if regex.flags & ours)
