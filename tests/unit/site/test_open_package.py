"""What describes the data tells the truth: bytes, SHA-256, schemas, addresses; security.txt, RFC 9116."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import fixtures_content
import msgspec
import pytest

from publish.model.published import Directory
from publish.settings import Security, Settings
from publish.site.open_package import case_table
from publish.site.open_tables import MONTHLY, TABLES
from publish.stages.build import build
from publish.stages.whole import data
from publish.text.records import decode, encode

MAIL = "mailto:safe@example.invalid"


@pytest.fixture
def folder(settings: Settings) -> Path:
    """The data of a site with its whole sets."""
    data(settings)
    return settings.paths.output / "data"


def _package(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "datapackage.json").read_bytes())
    return found


def test_every_file_has_the_bytes_and_the_digest_it_is_said_to_have(folder: Path) -> None:
    for one in _package(folder)["resources"]:
        body = (folder / one["path"]).read_bytes()
        assert one["bytes"] == len(body)
        assert one["hash"] == f"sha256:{hashlib.sha256(body).hexdigest()}"


def test_every_file_of_data_is_in_the_package_but_what_describes_and_the_days(folder: Path) -> None:
    told = {one["path"] for one in _package(folder)["resources"]}
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    others = {"index.html", "datapackage.json", "catalog.jsonld", "sets/metadata.json"}
    assert {path for path in there - told - others if not path.startswith(("changes/", "schemas/"))} == set()
    assert told <= there


def test_a_table_has_the_columns_and_values_of_its_schema(folder: Path) -> None:
    for one in _package(folder)["resources"]:
        if one["profile"] == "tabular-data-resource":
            fields = json.loads((folder / one["schema"]).read_bytes())["fields"]
            with (folder / one["path"]).open(encoding="utf-8-sig", newline="") as file:
                rows = list(csv.reader(file))
            assert rows[0] == [field["name"] for field in fields]
            for row in rows[1:]:
                assert all(_fits(field, cell) for field, cell in zip(fields, row, strict=True)), row


def _fits(field: dict[str, Any], cell: str) -> bool:
    if not cell:
        return not field.get("constraints", {}).get("required")
    patterns = {"integer": r"-?\d+", "number": r"-?\d+(\.\d+)?", "boolean": "true|false",
                "date": r"\d{4}-\d\d-\d\d", "datetime": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00",
                "yearmonth": r"\d{4}-\d\d"}  # fmt: skip
    return re.fullmatch(patterns.get(field["type"], r"(?s).*"), cell) is not None


def test_every_key_of_another_table_is_there(folder: Path) -> None:
    package = {one["name"]: one for one in _package(folder)["resources"]}
    for one in package.values():
        schema = json.loads((folder / one["schema"]).read_bytes()) if "schema" in one else {}
        for key in schema.get("foreignKeys", ()):
            home = package[key["reference"]["resource"] or one["name"]]
            known = set(_column(folder / home["path"], key["reference"]["fields"]))
            assert set(_column(folder / one["path"], key["fields"])) - {""} <= known, (one["name"], key)


def _column(path: Path, name: str) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [row[name] for row in csv.DictReader(file)]


def test_every_schema_tells_each_field_with_its_meaning(folder: Path) -> None:
    for table in (case_table(), *TABLES, MONTHLY):
        fields = json.loads((folder / "schemas" / f"{table.name}.json").read_bytes())["fields"]
        assert [(one["name"], one["description"]) for one in fields] == [
            (field.name, field.meaning) for field in table.fields
        ]


def test_every_address_of_the_catalogue_is_a_file(folder: Path) -> None:
    catalogue = json.loads((folder / "catalog.jsonld").read_bytes())
    files = [one["dcat:downloadURL"]["@id"] for each in catalogue["dcat:dataset"]
             for one in each.get("dcat:distribution", ())]  # fmt: skip
    assert len(files) > 20
    for address in files:
        assert (folder.parent / address.removeprefix("http://127.0.0.1:8000/")).is_file()


def test_the_catalogue_does_not_change_with_a_new_case(settings: Settings) -> None:
    build(settings)
    place = settings.paths.output / "data" / "catalog.jsonld"
    before = place.read_bytes()
    new = fixtures_content.cases(61)[-1]
    (settings.paths.content / "cases" / "2022" / f"{new.number}.json").write_bytes(encode(new))
    build(settings)
    assert place.read_bytes() == before


NAME = re.compile(r"[-a-z0-9._/]+")
TYPES = {
    "any", "array", "boolean", "date", "datetime", "duration", "geojson", "geopoint", "integer", "number",
    "object", "string", "time", "year", "yearmonth",
}  # fmt: skip
"""Types of Table Schema 1."""


def test_the_package_keeps_the_rules_of_data_packages(folder: Path) -> None:
    """Data Package, Data Resource and Table Schema 1 (specs.frictionlessdata.io)."""
    package = _package(folder)
    resources = package["resources"]
    names = [package["name"], *(one["name"] for one in resources)]
    assert [name for name in names if not NAME.fullmatch(name)] == []
    assert len(names) == len(set(names))
    assert all({"name", "path"} & one.keys() for one in package["licenses"])
    for one in resources:
        assert "data" not in one
        assert not one["path"].startswith(("/", "."))
        assert (one["profile"] == "tabular-data-resource") == ("schema" in one)


def test_every_schema_keeps_the_rules_and_no_row_is_there_twice(folder: Path) -> None:
    tables = [one for one in _package(folder)["resources"] if "schema" in one]
    assert len(tables) > 10
    for one in tables:
        schema = json.loads((folder / one["schema"]).read_bytes())
        fields = {field["name"]: field for field in schema["fields"]}
        assert len(fields) == len(schema["fields"])
        assert {field["type"] for field in fields.values()} <= TYPES
        assert {each["fields"] for each in schema.get("foreignKeys", ())} <= fields.keys()
        keys = list(zip(*(_column(folder / one["path"], name) for name in schema["primaryKey"]), strict=True))
        assert len(keys) == len(set(keys)), one["name"]


def _security(settings: Settings) -> dict[str, str]:
    text = (settings.paths.output / ".well-known" / "security.txt").read_text("utf-8")
    return dict(line.split(": ", 1) for line in text.splitlines())


def test_security_txt_has_a_contact_and_ends_within_a_year_of_the_editions_day(settings: Settings) -> None:
    told = msgspec.structs.replace(settings, security=Security(contact=MAIL, policy="https://x.invalid/p"))
    build(told)
    found = _security(told)
    assert (found["Contact"], found["Policy"]) == (MAIL, "https://x.invalid/p")
    assert found["Canonical"] == "http://127.0.0.1:8000/.well-known/security.txt"
    left = datetime.fromisoformat(found["Expires"]) - fixtures_content.NOW
    assert timedelta(days=150) < left < timedelta(days=365)


def test_it_changes_once_a_month_and_not_every_day(settings: Settings) -> None:
    told = msgspec.structs.replace(settings, security=Security(contact=MAIL))
    build(told)
    before = _security(told)
    place = settings.paths.content / "directory.json"
    for days, same in ((2, True), (10, False)):
        now = fixtures_content.NOW + timedelta(days=days)
        held = decode(Directory, place.read_bytes())
        place.write_bytes(encode(msgspec.structs.replace(held, now=now)))
        build(told)
        assert (_security(told) == before) is same


def test_without_anybody_to_tell_there_is_no_such_file(settings: Settings) -> None:
    nobody = msgspec.structs.replace(settings, site=msgspec.structs.replace(settings.site, mail=None))
    build(nobody)
    assert not (settings.paths.output / ".well-known").exists()


def test_robots_may_read_all_and_find_the_sitemap(settings: Settings) -> None:
    build(settings)
    text = (settings.paths.output / "robots.txt").read_text("utf-8")
    assert text == "User-agent: *\nAllow: /\n\nSitemap: http://127.0.0.1:8000/sitemap.xml\n"
