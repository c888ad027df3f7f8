"""Rows of a driver to rows of the contract, checked.

The hot loop of the export: a plan a relation, made once; no reflection per row.
"""

from __future__ import annotations

import typing
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from itertools import groupby
from types import NoneType

import msgspec

from publish.model.contract import KEYS, RELATIONS, Row
from publish.model.texts import RawText
from publish.store.check import check
from publish.store.rejected import Rejected, RowError
from publish.store.rules import TEXT_LIMIT
from publish.store.values import CONVERTERS, Convert, text
from publish.text.clean import is_clean

Values = Sequence[object]
Where = Callable[[str], str]
"""Column → the mapping's file and line, "" where there is no mapping."""


def nowhere(_column: str) -> str:
    return ""


class Plan(msgspec.Struct, frozen=True):
    """How a relation's row is read: positions of its columns by what is done to them."""

    relation: str
    make: type[Row]
    names: tuple[str, ...]
    texts: tuple[int, ...]
    others: tuple[tuple[int, Convert], ...]
    required: tuple[int, ...]
    key: tuple[int, ...]


@cache
def plan(relation: str) -> Plan:
    """The plan of `relation`; columns stand in the order of the contract's fields."""
    make = RELATIONS[relation]
    fields = msgspec.structs.fields(make)
    names = tuple(field.name for field in fields)
    types = {name: base_type(kind) for name, kind in typing.get_type_hints(make).items()}
    return Plan(
        relation=relation,
        make=make,
        names=names,
        texts=tuple(i for i, name in enumerate(names) if types[name] is str),
        others=tuple((i, CONVERTERS[types[name]]) for i, name in enumerate(names) if types[name] is not str),
        required=tuple(i for i, field in enumerate(fields) if field.required),
        key=tuple(names.index(name) for name in KEYS[relation]),
    )


def base_type(kind: object) -> type:
    """`datetime` for `datetime | None`, `str` for `RawText`."""
    kind = next((part for part in typing.get_args(kind) if part is not NoneType), kind)
    return str if kind is RawText else typing.cast(type, kind)


def decode(how: Plan, row: Values) -> Row:
    """One row of the contract. Raises `RowError` with the first thing that is wrong."""
    values = list(row)
    for i in how.texts:
        value = values[i]
        if value is not None:
            if value.__class__ is str and len(value) <= TEXT_LIMIT and is_clean(value):
                values[i] = value.strip() or None
            else:
                values[i] = text(value, how.names[i])
    for i, convert in how.others:
        if values[i] is not None and values[i] != "":
            values[i] = convert(values[i], how.names[i])
        else:
            values[i] = None
    for i in how.required:
        if values[i] is None:
            raise RowError("STORE-101", column=how.names[i])
    return how.make(**dict(zip(how.names, values, strict=True)))


def read(relation: str, rows: Iterable[Values], where: Where = nowhere) -> Iterator[Row | Rejected]:
    """Decode and check `rows`, which come sorted by key; rows with one key are all set aside."""
    how = plan(relation)
    for key, group in groupby(rows, key=partial(_key, how.key)):
        members = list(group)
        if len(members) > 1:
            bad = RowError("STORE-108", count=len(members))
            yield bad.rejected(relation, shown(key), where(how.names[how.key[0]]))
        else:
            yield read_one(how, members[0], where)


def read_one(how: Plan, row: Values, where: Where = nowhere) -> Row | Rejected:
    """One row, decoded and checked, or set aside."""
    try:
        result = decode(how, row)
        check(how.relation, result)
        return result
    except RowError as bad:
        return bad.rejected(how.relation, shown(_key(how.key, row)), where(bad.column))


def _key(positions: tuple[int, ...], row: Values) -> tuple[object, ...]:
    return tuple(row[i] for i in positions)


def shown(key: Iterable[object]) -> str:
    """A key on one line, for the place of an issue: short, nothing invisible in it."""
    words = (str(part) if part is not None else "NULL" for part in key)
    return "".join(c if c.isprintable() else "�" for c in "/".join(words)[:120])
