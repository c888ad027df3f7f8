"""From an older ledger to the present one, step by step (Alembic); a new ledger is made whole at once."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, select

from publish.ledger import schema

HERE = Path(__file__).parent


def upgrade(conn: Connection) -> None:
    """Bring the ledger at `conn` to `schema.VERSION`, inside the transaction that is open."""
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    script = ScriptDirectory(str(HERE))
    _stamp(conn)
    with EnvironmentContext(
        Config(),
        script,
        fn=lambda found, _: script._upgrade_revs(schema.VERSION, found),
        destination_rev=schema.VERSION,
    ) as environment:
        environment.configure(connection=conn)
        environment.run_migrations()
    table = schema.meta
    conn.execute(table.update().where(table.c.name == "schema").values(value=schema.VERSION))


def _stamp(conn: Connection) -> None:
    """A ledger older than Alembic's table says its version in `meta` alone."""
    if inspect(conn).has_table("alembic_version"):
        return
    schema.alembic_version.create(conn)
    found = conn.scalar(select(schema.meta.c.value).where(schema.meta.c.name == "schema"))
    conn.execute(schema.alembic_version.insert(), {"version_num": found})
