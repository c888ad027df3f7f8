"""metadata.json: what Datasette tells of the SQLite database beside it (https://docs.datasette.io/en/stable/metadata)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import msgspec

from publish.site.edition import Edition
from publish.site.open_package import DESCRIPTION, case_table
from publish.site.open_sets import set_file
from publish.site.open_sqlite import NAME
from publish.site.open_tables import MONTHLY, TABLES, Table
from publish.site.page import Output

METADATA = set_file("metadata.json")
LABELS = ("name", "title", "question")
"""Fields that stand for a row where another table names it, the first there is."""
FACETS = {"cases": ("column_name", "outcome", "district_name", "topic_name", "revisit")}


def outputs(edition: Edition) -> Iterator[Output]:
    """The file, whether there are sets or not: it is small, and tells of no case."""
    yield Output(path=METADATA, body=partial(_metadata, edition), sources=("settings",))


def _metadata(edition: Edition) -> bytes:
    site, licence = edition.settings.site, edition.settings.open_data.licence
    facts = {
        "title": f"{site.name}：开放数据",
        "description": DESCRIPTION,
        "license": licence.title,
        "license_url": licence.url,
        "source": site.name,
        "source_url": edition.addresses.absolute("index.html"),
        "databases": {
            NAME.partition(".")[0]: {
                "tables": {table.name: _table(table) for table in (case_table(), *TABLES, MONTHLY)}
            }
        },
    }
    return msgspec.json.format(msgspec.json.encode(facts), indent=1) + b"\n"


def _table(table: Table) -> dict[str, Any]:
    names = [field.name for field in table.fields]
    label = next((name for name in LABELS if name in names), None)
    return {
        "title": table.title,
        "columns": {field.name: field.meaning for field in table.fields},
        **({"label_column": label} if label else {}),
        **({"facets": FACETS[table.name], "sort_desc": "published_at"} if table.name in FACETS else {}),
    }
