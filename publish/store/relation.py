"""One relation of the contract as SQL: the contract's own table, or the mapping's SELECT."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from publish.errors import StoreError
from publish.store.decode import plan
from publish.store.faults import DriverError
from publish.store.mapping import Mapping, Query
from publish.store.session import Session

TEXT_TYPES = {25: "text", 1043: "text", 1042: "text", 19: "text"}
KEY_TYPES = {20: "bigint", 21: "smallint", 23: "integer", 1700: "numeric", 2950: "uuid"} | TEXT_TYPES
TIME_TYPES = (1114, 1184)
"""PostgreSQL's type codes: how a key is compared, and which times it can compare itself."""


class Relation(msgspec.Struct, frozen=True):
    """A relation that was found in the store. `types`: its columns and the driver's type codes."""

    name: str
    source: str
    types: dict[str, int]
    postgres: bool
    query: Query | None = None
    file: str = ""

    def where(self, column: str = "") -> str:
        """The mapping's file and line for `column`; "" without a mapping."""
        return f"{self.file}:{self.query.line_of(column)}" if self.query else ""

    def column(self, name: str) -> str:
        """`name` as SQL, NULL where this store has no such column."""
        return f'r."{name}"' if name in self.types else "NULL"

    def select(self, condition: str = "", order: Sequence[str] = ()) -> str:
        """A SELECT of the contract's columns in the contract's order."""
        columns = ", ".join(f"{self.column(name)} AS {name}" for name in plan(self.name).names)
        by = ", ".join(self.sorted_by(name) for name in order)
        return (
            f"SELECT {columns} FROM {self.source} AS r"
            + (f" WHERE {condition}" if condition else "")
            + (f" ORDER BY {by}" if by else "")
        )

    def sorted_by(self, name: str) -> str:
        """`name` for ORDER BY: texts by code point, whatever the database's locale."""
        text = self.postgres and self.types.get(name) in TEXT_TYPES
        return self.column(name) + (' COLLATE "C"' if text else "")

    def among(self, name: str) -> str:
        """A condition: `name` is one of the keys bound as :hs_ids (see `bound`)."""
        if not self.postgres:
            return f"{self.column(name)} IN (SELECT value FROM json_each(:hs_ids))"
        kind = KEY_TYPES.get(self.types.get(name, 25), "text")
        return f"{self.column(name)} = ANY(CAST(:hs_ids AS {kind}[]))"

    def bound(self, keys: Sequence[str]) -> dict[str, object]:
        """The parameter of `among`."""
        return {"hs_ids": list(keys) if self.postgres else msgspec.json.encode(keys).decode()}

    @property
    def compares_time(self) -> bool:
        """Whether the database itself can compare `updated_at`."""
        return self.postgres and self.types.get("updated_at") in TIME_TYPES


def found(session: Session, name: str, mapping: Mapping | None) -> Relation | None:
    """The relation as this store has it, None where the mapping leaves it out.

    Raises `StoreError` naming relation, column and the mapping's line.
    """
    query = mapping.relations[name] if mapping else None
    if mapping and query is None:
        return None
    source = f"(\n{query.sql}\n)" if query else f'"{name}"'
    file = str(mapping.path) if mapping else ""
    try:
        types = dict(session.columns(source, name))
    except DriverError as error:
        raise _located(error, query, file, name) from None
    relation = Relation(name, source, types, session.postgres, query, file)
    _require_columns(relation, session.place)
    return relation


def _require_columns(relation: Relation, place: str) -> None:
    how = plan(relation.name)
    for i in how.required:
        if how.names[i] not in relation.types:
            where = f"{relation.file}:{relation.query.line}" if relation.query else place
            raise StoreError("STORE-005", where, relation=relation.name, column=how.names[i])


def _located(error: DriverError, query: Query | None, file: str, name: str) -> StoreError:
    """The same fault at the mapping's line; an unknown table in a mapping is a wrong SELECT."""
    if query is None or error.issue.code not in ("STORE-004", "STORE-006", "STORE-012"):
        return error
    line = query.line if error.named == "-" else query.line_of(error.named)
    if error.at is not None:
        line = query.first + query.sql.count("\n", 0, max(0, error.at - len("SELECT * FROM (\n")))
    return StoreError("STORE-006", f"{file}:{line}", relation=name, column=error.named, detail=error.detail)
