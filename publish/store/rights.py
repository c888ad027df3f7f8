"""Whether the account could write to the store, which we never do."""

from __future__ import annotations

import os

from sqlalchemy import make_url

from publish.store.session import Session

GRANTED = """
    SELECT count(*) FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
    AND has_schema_privilege(n.oid, 'USAGE')
    AND has_table_privilege(c.oid, 'INSERT,UPDATE,DELETE,TRUNCATE')
"""


def writable(session: Session) -> bool:
    """A table the account may write, or a file it may. The connection itself is read-only all the same."""
    if not session.postgres:
        return os.access(make_url(session.place).database or "", os.W_OK)
    ((count,),) = session.all(GRANTED, {}, "-")
    return bool(count)
