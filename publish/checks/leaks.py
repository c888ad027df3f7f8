"""The leak gate: no private person can be found in what is published.

Two sweeps over one reading of each file: strong identifiers of anyone in the whole store, and
every identifier of the parties of each matter the file was made from. A finding names the file
and the kind, never the value.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from publish.checks import decode
from publish.checks.context import CheckContext, files, place
from publish.checks.identifiers import Identifier, is_private, strong, weak
from publish.errors import Issue, issue
from publish.text import squash

_NUMBER = re.compile(r"\b[A-Z]{2}-\d{4}-\d{6}\b")
_NUMERAL = re.compile(r"[A-Z]*[0-9]{4}[0-9A-Z]*")
_PLATE = re.compile(r"[一-鿿][\s·.•\-]*[A-Z](?:[\s·.•\-]*[A-Z0-9]){5,6}")
_MAIL = re.compile(r"[A-Z0-9._%+\-]+@[A-Z0-9.\-]+")


def check(context: CheckContext) -> Iterator[Issue]:
    """Every file of the output and of content/ against everyone it must not name."""
    anywhere, own = _index(context)
    lengths = sorted({len(value) for value in anywhere})
    for root in (context.output, context.content):
        for path in files(root):
            if root == context.content and path.suffix == ".md":
                continue  # handwritten prose is read again as the page made of it
            yield from _check_file(root, path, anywhere, own, lengths)


def _check_file(
    root: Path,
    path: Path,
    anywhere: dict[str, str],
    own: dict[str, tuple[Identifier, ...]],
    lengths: list[int],
) -> Iterator[Issue]:
    where = place(root, path)
    try:
        written = [*decode.texts(path), str(path.relative_to(root))]
    except (ValueError, OSError) as error:
        yield issue("CHECK-002", where, detail=type(error).__name__)
        return
    kinds = {kind for text in written for kind in _found_anywhere(text, anywhere, lengths)}
    yield from (issue("CHECK-001", where, kind=kind, number="—") for kind in sorted(kinds))
    for number in sorted({found for text in written for found in _NUMBER.findall(text)}):
        for kind in sorted(_found_own(written, own.get(number, ()))):
            yield issue("CHECK-001", where, kind=kind, number=number)


def _index(context: CheckContext) -> tuple[dict[str, str], dict[str, tuple[Identifier, ...]]]:
    anywhere: dict[str, str] = {}
    own: defaultdict[str, set[Identifier]] = defaultdict(set)
    open_phones = {squash.key(phone) for phone in context.public_phones}
    open_names = {squash.key(name) for name in context.known_names}
    for private in context.private():
        if not is_private(private.party):
            continue
        found = [one for one in strong(private.party) if one.value not in open_phones]
        anywhere.update((one.value, one.column) for one in found)
        if private.number:
            named = (one for one in weak(private.party) if one.value not in open_names)
            own[private.number].update(found, named)
    return anywhere, {number: tuple(sorted(ids, key=repr)) for number, ids in own.items()}


def _found_anywhere(text: str, anywhere: dict[str, str], lengths: list[int]) -> Iterator[str]:
    """Windows of every identifier's length over what could hold one, looked up in a set."""
    for run in _runs(text):
        for length in lengths:
            for start in range(len(run) - length + 1):
                kind = anywhere.get(run[start : start + length])
                if kind:
                    yield kind


def _runs(text: str) -> Iterator[str]:
    """Numbers with their letters, plates and mail addresses, squeezed to keys."""
    plain = squash.squash(text).upper()
    for reading in (plain, squash.digits(plain)):
        yield from _NUMERAL.findall(reading)
    for shape in (_PLATE, _MAIL):
        yield from map(squash.key, shape.findall(plain))


def _found_own(written: list[str], identifiers: tuple[Identifier, ...]) -> set[str]:
    if not identifiers:
        return set()
    keys = [key for text in written for key in (squash.key(text), squash.key(squash.digits(text)))]
    return {one.column for one in identifiers if any(one.value in key for key in keys)}
