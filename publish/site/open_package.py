"""The data package: datapackage.json with bytes, SHA-256 and schema of every file, and the schemas beside it.

After the Data Package Standard (https://datapackage.org, profiles "data-package" and "tabular-data-package",
version 1) and Table Schema. It tells of other files, so it is made when they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

import msgspec

from publish.site.addresses import DATA
from publish.site.edition import Edition
from publish.site.figures import updated
from publish.site.open_resources import CASES, Resource, resources
from publish.site.open_sqlite import KEYS
from publish.site.open_tables import MONTHLY, TABLES, Field, Table
from publish.site.open_words import MEANINGS, TYPES
from publish.site.page import Output
from publish.site.parts import Sizes
from publish.text.dates import rfc3339

PACKAGE = f"{DATA}datapackage.json"
SCHEMAS = f"{DATA}schemas/"
NAME = "huisheng"
DESCRIPTION = "本站公开的每一件事项，以及事项之外的各种数据表。"
ZONED = "%Y-%m-%dT%H:%M:%S%z"
NEEDED = ("number", "url", "title", "column", "column_name", "published_at", "modified_at", "outcome",
          "applicant", "handed_down")  # fmt: skip
"""Fields that every case has."""
Facts = dict[str, Any]


def outputs(edition: Edition, sizes: Sizes) -> Iterator[Output]:
    """The schemas, and the package."""
    for table in (case_table(), *TABLES, MONTHLY):
        body = partial(_json, schema(table, NEEDED if table.name == CASES else ()))
        yield Output(path=f"{SCHEMAS}{table.name}.json", body=body, sources=("settings",))
    yield Output(path=PACKAGE, body=partial(_package, edition, sizes), sources=("anything",), late=True)


def case_table() -> Table:
    """The fields of a case as a table: what CSV has."""
    fields = tuple(
        Field(name, meaning, TYPES[name], KEYS.get(name))
        for name, meaning in MEANINGS.items()
        if TYPES[name] != "steps"
    )
    return Table(CASES, "公开的事项", 1, fields, lambda _: ())


def schema(table: Table, needed: Sequence[str] = ()) -> Facts:
    """The Table Schema of a table."""
    keys = [field.name for field in table.fields[: table.key]]
    foreign = [
        {"fields": field.name, "reference": {"resource": _home(table, field), "fields": field.of[1]}}
        for field in table.fields
        if field.of
    ]
    fields = [_field(field, field.name in needed) for field in table.fields]
    found: Facts = {"fields": fields, "primaryKey": keys}
    return found | ({"foreignKeys": foreign} if foreign else {})


def _home(table: Table, field: Field) -> str:
    """The resource that a key is of; "" is the table itself."""
    name = field.of[0] if field.of else ""
    return "" if name == table.name else f"tables-{name}-csv"


def _field(field: Field, needed: bool) -> Facts:
    told: Facts = {"name": field.name, "type": "string" if field.type == "list" else field.type}
    if field.type == "datetime":
        told["format"] = ZONED
    told["description"] = field.meaning
    return told | ({"constraints": {"required": True}} if needed else {})


def _package(edition: Edition, sizes: Sizes) -> bytes:
    site, licence = edition.settings.site, edition.settings.open_data.licence
    changed = updated(edition)
    return _json({
        "profile": "data-package",
        "name": NAME,
        "id": edition.addresses.absolute(PACKAGE),
        "title": f"{site.name}：开放数据",
        "description": DESCRIPTION,
        "homepage": edition.addresses.absolute(f"{DATA}index.html"),
        **({"version": rfc3339(changed)} if changed else {}),
        "licenses": [{"name": licence.name, "title": licence.title, "path": licence.url}],
        "sources": [{"title": site.name, "path": edition.addresses.absolute("index.html")}],
        "contributors": [{"title": site.organiser, "role": "publisher"}],
        "resources": [_resource(each, sizes) for each in resources(edition) if each.group != "changes"],
    })  # fmt: skip


def _resource(one: Resource, sizes: Sizes) -> Facts:
    size, table = sizes.of(one.path), one.suffix == ".csv"
    return {
        "profile": "tabular-data-resource" if table else "data-resource",
        "name": one.name,
        "path": one.below,
        "title": one.title,
        "format": one.suffix[1:],
        "mediatype": one.type,
        **({"encoding": "utf-8"} if one.suffix in (".csv", ".jsonl", ".json") else {}),
        "bytes": size.bytes,
        "hash": f"sha256:{size.sha256}",
        **({"schema": f"schemas/{one.table}.json"} if table else {}),
    }


def _json(facts: Facts) -> bytes:
    return msgspec.json.format(msgspec.json.encode(facts), indent=1) + b"\n"
