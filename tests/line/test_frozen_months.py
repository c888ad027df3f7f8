"""A closed month is told once: no later run, and no lost file, makes a second version of it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from publish.demo.make import make
from publish.settings import Settings, load
from publish.stages.write import write

MORE = """
INSERT INTO cases (case_id, title, appeal, submitted_at, accepted_at, closed_at, outcome, region_code,
                   topic, channel, disclosure, updated_at)
SELECT case_id || ?, title, appeal, submitted_at, accepted_at, closed_at, outcome, region_code,
       topic, channel, 'none', updated_at FROM cases
"""


@pytest.fixture
def office(tmp_path: Path) -> Settings:
    """A demonstration whose months are written."""
    make(tmp_path, cases=300)
    settings = load(tmp_path / "publish.yml")
    write(settings)
    return settings


def months(settings: Settings) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (settings.paths.content / "statistics").glob("*.json")}


def grow(settings: Settings) -> None:
    """Every matter of the store comes once more, in the months that are over."""
    with sqlite3.connect(settings.file.parent / "store.sqlite3") as store:
        store.execute(MORE, ("x",))


def test_what_is_added_to_a_closed_month_later_does_not_change_its_file(office: Settings) -> None:
    before = months(office)
    assert len(before) == 11
    grow(office)
    write(office)
    assert months(office) == before


def test_a_lost_month_comes_back_as_it_was(office: Settings) -> None:
    before = months(office)
    for path in (office.paths.content / "statistics").glob("2022-0[56].json"):
        path.unlink()
    assert write(office).notices == ()
    assert months(office) == before


def test_a_lost_month_is_not_told_in_another_way(office: Settings) -> None:
    before = months(office)
    for path in (office.paths.content / "statistics").glob("*.json"):
        path.unlink()
    grow(office)
    found = {each.place: each.code for each in write(office).notices}
    assert found == {f"statistics/{name}": "LINE-003" for name in before if f"statistics/{name}" in found}
    assert len(found) >= 10
    assert set(months(office)) == set(before) - {place.partition("/")[2] for place in found}
    assert all(before[name] == data for name, data in months(office).items())
