"""The contract as SQLAlchemy tables, for the stores that this product fills itself (import, tests).

SQLite keeps times as ISO 8601 text with +08:00, PostgreSQL as timestamps with time zone.
"""

from __future__ import annotations

import typing
from datetime import date, datetime

import msgspec
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Date,
    DateTime,
    Dialect,
    Float,
    Index,
    MetaData,
    Table,
    Text,
    TypeDecorator,
)
from sqlalchemy.types import TypeEngine

from publish.model.contract import KEYS, RELATIONS, Row
from publish.store.decode import base_type
from publish.store.values import day, moment

INDEXES = (
    ("cases", "disclosure"),
    ("case_links", "other_id"),
    ("case_policies", "policy_id"),
    ("dossier_cases", "case_id"),
    ("episode_cases", "case_id"),
)
"""What the export asks for beside the keys."""


class Moment(TypeDecorator[datetime]):
    """A time: ISO text on SQLite, timestamptz on PostgreSQL."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[typing.Any]:
        return dialect.type_descriptor(Text() if dialect.name == "sqlite" else DateTime(timezone=True))

    def process_bind_param(self, value: object, dialect: Dialect) -> object:
        return value.isoformat() if isinstance(value, datetime) and dialect.name == "sqlite" else value

    def process_result_value(self, value: object, dialect: Dialect) -> datetime | None:  # noqa: ARG002 (SQLAlchemy names it)
        return None if value is None else moment(value, "")


class Day(TypeDecorator[date]):
    """A day: ISO text on SQLite, date on PostgreSQL."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[typing.Any]:
        return dialect.type_descriptor(Text() if dialect.name == "sqlite" else Date())

    def process_bind_param(self, value: object, dialect: Dialect) -> object:
        return value.isoformat() if isinstance(value, date) and dialect.name == "sqlite" else value

    def process_result_value(self, value: object, dialect: Dialect) -> date | None:  # noqa: ARG002 (SQLAlchemy names it)
        return None if value is None else day(value, "")


TYPES: dict[type, type[TypeEngine[typing.Any]]] = {
    str: Text, int: BigInteger, float: Float, bool: Boolean, datetime: Moment, date: Day,
}  # fmt: skip


def _table(metadata: MetaData, name: str, struct: type[Row]) -> Table:
    hints = typing.get_type_hints(struct)
    columns = [
        Column(
            field.name,
            TYPES[base_type(hints[field.name])](),
            primary_key=field.name in KEYS[name],
            nullable=not field.required,
            autoincrement=False,
        )
        for field in msgspec.structs.fields(struct)
    ]
    return Table(name, metadata, *columns)


METADATA = MetaData()
TABLES: dict[str, Table] = {name: _table(METADATA, name, struct) for name, struct in RELATIONS.items()}
"""Relation → table."""
for _relation, _column in INDEXES:
    Index(f"ix_{_relation}_{_column}", TABLES[_relation].c[_column])


def create(connection: Connection) -> None:
    """Create what is missing of the contract's tables."""
    METADATA.create_all(connection)
