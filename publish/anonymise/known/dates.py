"""A known birth date in every way of writing it; other dates stay."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.anonymise.base import Hit, Rank, Source
from publish.model.contract import Party
from publish.text import fold

Birth = tuple[int, int, int]

_S = "[ ]?"
_MONTHED = (
    rf"(?:19|20)?[0-9]{{2}}{_S}年[ \n]{{0,2}}[0-9十]{{1,3}}{_S}月"
    rf"(?:[ \n]{{0,2}}[0-9十]{{1,3}}{_S}[日号]?(?![0-9十]))?"
)
_DAY = rf"(?:19|20)?[0-9]{{2}}{_S}[-./、]{_S}[0-9]{{1,2}}{_S}[-./、]{_S}[0-9]{{1,2}}"
_MONTH = rf"(?:19|20)[0-9]{{2}}{_S}[-./]{_S}[0-9]{{1,2}}"
DATE = rf"(?<![0-9])(?:{_MONTHED}|{_DAY}|{_MONTH}|(?:19|20)[0-9]{{6}})(?![0-9])"
"""A date with a year, in the view of digits."""
_DATE = re.compile(DATE)
_PART = re.compile(r"[0-9十]+")


def births(party: Party) -> Iterator[Birth]:
    """The birth date, and the one inside a citizen's number."""
    if party.birth_date:
        yield from filter(None, (_parsed(fold.digits(fold.fold(party.birth_date))),))
    number = fold.bare(party.id_number or "")
    if re.fullmatch(r"[0-9]{17}[0-9x]", number):
        yield from filter(None, (_parsed(number[6:14]),))


def hits(source: Source, known: frozenset[Birth]) -> Iterator[Hit]:
    """Every date of the text that is somebody's known birth date."""
    if known:
        partial = {(year, month, 0) for year, month, _ in known}
        for match in _DATE.finditer(source.digits):
            if _parsed(match[0]) in known | partial:
                yield Hit(*match.span(), "BIRTH_OR_AGE", 1.0, "known", Rank.KNOWN)


def _parsed(written: str) -> Birth | None:
    """Year, month and day (0 where none is given)."""
    parts = _PART.findall(written)
    if len(parts) == 1 and len(parts[0]) == 8:
        parts = [parts[0][:4], parts[0][4:6], parts[0][6:]]
    if len(parts) < 2:
        return None
    year, month, day = (number(part) for part in [*parts, "0"][:3])
    return (year + 1900 if 30 < year < 100 else year + 2000 if year <= 30 else year), month, day


def number(written: str) -> int:
    """A number below a hundred in digits and 十; 0 where it is none."""
    tens, ten, ones = written.partition("十")
    if not ten:
        return int(written) if written.isdigit() else 0
    return (int(tens) if tens.isdigit() else 1) * 10 + (int(ones) if ones.isdigit() else 0)
