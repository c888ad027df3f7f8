"""What may stand in a log: names of ours, codes, public numbers, counts. Anything else is left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from publish.errors import Issue

CODE = re.compile(r"[A-Z]{2,12}(?:-[A-Z0-9]{1,16}){1,4}")
PLACE = re.compile(r"[A-Z]{1,6}-[0-9]{4}-[0-9]{6}|C-[0-9]{6,9}|T-[0-9]{6,9}")
"""A public number, a candidate, a request for removal."""
NAME = re.compile(r"[a-z][a-z_ -]{0,40}")
KIND = re.compile(r"[A-Za-z][A-Za-z0-9]{0,60}")
PLACES = 20


def codes(issues: Iterable[Issue]) -> dict[str, int]:
    """How often each code was said."""
    found = Counter(one.code for one in issues if CODE.fullmatch(one.code))
    return dict(sorted(found.items()))


def places(issues: Iterable[Issue]) -> tuple[str, ...]:
    """The first places that are numbers of ours; a path, a relation or a field may bear anything."""
    found = dict.fromkeys(one.place for one in issues if PLACE.fullmatch(one.place))
    return tuple(found)[:PLACES]


def counts(given: Mapping[str, int]) -> dict[str, int]:
    """Counts under names of ours."""
    return {name: int(value) for name, value in given.items() if NAME.fullmatch(name)}


def name(given: str) -> str:
    """A verb; what is none is nameless."""
    return given if NAME.fullmatch(given) else "-"


def kind(error: BaseException) -> str:
    """The class of an unforeseen error; never its message, which may quote what it failed on."""
    found = type(error).__name__
    return found if KIND.fullmatch(found) and found.isascii() else "-"
