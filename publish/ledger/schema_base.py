"""What every table of the ledger is made with: one metadata, one order of text, the guards."""

from __future__ import annotations

from sqlalchemy import DDL, Column, Integer, MetaData, String, Table, event
from sqlalchemy.dialects import postgresql

metadata = MetaData()
TEXT = String().with_variant(postgresql.TEXT(collation="C"), "postgresql")  # one order everywhere


def seq() -> Column[int]:
    """The chain row that covers a fact."""
    return Column("seq", Integer, nullable=False)


def seq_key() -> Column[int]:
    """The same as part of a primary key."""
    return Column("seq", Integer, primary_key=True, autoincrement=False)


_REFUSE_SQLITE = (
    "CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table} "
    "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
)
_FUNCTION_PG = (
    "CREATE OR REPLACE FUNCTION ledger_append_only() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$"
)
_REFUSE_PG = (
    "CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table} "
    "FOR EACH STATEMENT EXECUTE FUNCTION ledger_append_only()"
)


def guard(table: Table, *verbs: str) -> None:
    """Triggers that refuse these verbs on a table, made with it."""
    for verb in verbs:
        if verb != "TRUNCATE":
            _on(table, "after_create", "sqlite", _REFUSE_SQLITE.format(table=table.name, verb=verb))
        _on(table, "after_create", "postgresql", _REFUSE_PG.format(table=table.name, verb=verb))


def _on(target: MetaData | Table, when: str, dialect: str, statement: str) -> None:
    ddl = DDL(statement)  # type: ignore[no-untyped-call]  # SQLAlchemy's own gap
    event.listen(target, when, ddl.execute_if(dialect=dialect))


_on(metadata, "before_create", "postgresql", _FUNCTION_PG)
