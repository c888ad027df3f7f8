"""Whole sets hold every case once, and go with the first thing that must not be told any more."""

from __future__ import annotations

import csv
import io
import sqlite3
from datetime import timedelta
from pathlib import Path

import fixtures_content
import msgspec
import pytest
from world import tree

from publish.checks.decode import readings
from publish.errors import PublishError
from publish.model.published import (
    Published,
    PublishedCase,
    PublishedRevisions,
    PublishedSets,
    PublishedWithdrawal,
    Revised,
)
from publish.model.texts import PublicText as T
from publish.settings import Settings
from publish.site.open_sqlite import NAME
from publish.stages import pull, sets
from publish.stages.build import build
from publish.stages.whole import data, due
from publish.text.records import decode, encode, place_of

FILES = {"cases.csv", "cases.jsonl", "cases.parquet", NAME}
NOTES = "metadata.json"
LATER = 900
"""A place among corrections and withdrawals that comes after all others."""


@pytest.fixture
def made(settings: Settings) -> Settings:
    """A site with its whole sets."""
    assert not data(settings).refused
    return settings


def _sets(settings: Settings) -> dict[str, bytes]:
    found = tree(settings.paths.output / "data" / "sets")
    found.pop(NOTES)
    return found


def _put(settings: Settings, *records: Published) -> None:
    for record in records:
        path = settings.paths.content / place_of(record)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(encode(record))


def _case(nth: int = 3) -> PublishedCase:
    return fixtures_content.cases(60)[nth]


def _correct(settings: Settings, kind: str) -> None:
    """The case says something else, and that it was corrected."""
    case = msgspec.structs.replace(_case(), title=T("更正后的标题"))
    at = fixtures_content.NOW
    _put(settings, case, PublishedRevisions(
        number=case.number, revised=(Revised(place=LATER, kind=kind, at=at),)
    ))  # fmt: skip


def _withdraw(settings: Settings, gone: bool = True) -> None:
    case = _case()
    if gone:
        (settings.paths.content / place_of(case)).unlink()
    _put(settings, PublishedWithdrawal(
        number=case.number, place=LATER, act="removed", reason="privacy", withdrawn_at=fixtures_content.NOW
    ))  # fmt: skip


def test_every_set_holds_every_case_once_as_its_months_have_it(made: Settings) -> None:
    found = _sets(made)
    assert found.keys() == FILES
    months = {path: body for path, body in tree(made.paths.output / "data").items() if path.startswith("2")}
    lines = b"".join(body for path, body in months.items() if path.endswith(".jsonl"))
    assert found["cases.jsonl"] == lines
    numbers = [msgspec.json.decode(line)["number"] for line in lines.splitlines()]
    rows = csv.DictReader(io.StringIO(found["cases.csv"].decode("utf-8-sig"), newline=""), strict=True)
    assert [row["number"] for row in rows] == numbers
    assert len(numbers) == len(set(numbers)) == 60
    held = sqlite3.connect(made.paths.output / "data" / "sets" / NAME)
    assert [number for (number,) in held.execute("select number from cases order by rowid")] == numbers


def test_the_database_keeps_its_own_rules(made: Settings) -> None:
    held = sqlite3.connect(made.paths.output / "data" / "sets" / NAME)
    assert list(held.execute("pragma foreign_key_check")) == []
    assert list(held.execute("pragma integrity_check")) == [("ok",)]
    (count,) = held.execute("select count(*) from timeline").fetchone()
    lines = _sets(made)["cases.jsonl"].splitlines()
    assert count == sum(len(msgspec.json.decode(line).get("timeline", ())) for line in lines)
    assert held.execute("select count(*) from statistics").fetchone()[0] > 0


def test_made_again_of_the_same_they_are_the_same(made: Settings) -> None:
    before = _sets(made)
    sets.clear(made.paths.content)
    data(made)
    assert _sets(made) == before


def test_nothing_is_made_again_where_nothing_changed(made: Settings) -> None:
    place = made.paths.content / "sets" / "files" / NAME
    since = place.stat().st_ino
    data(made)
    assert place.stat().st_ino == since


def test_a_new_case_leaves_them_as_they_are_until_the_night(made: Settings) -> None:
    before, new = _sets(made), fixtures_content.cases(61)[-1]
    _put(made, new)
    build(made)
    assert _sets(made) == before
    data(made)
    assert all(any(new.number in text for text in readings(path, body)) for path, body in _sets(made).items())


def test_with_a_withdrawn_case_they_are_gone_at_once(made: Settings) -> None:
    _withdraw(made)
    build(made)
    assert _sets(made) == {}


@pytest.mark.parametrize("how", ["no tombstone", "no removal"])
def test_each_sign_of_a_withdrawal_is_enough_by_itself(made: Settings, how: str) -> None:
    if how == "no tombstone":
        (made.paths.content / place_of(_case())).unlink()
    else:
        _withdraw(made, gone=False)
    build(made)
    assert _sets(made) == {}


def test_a_correction_for_privacy_takes_them_away_and_one_of_wording_does_not(made: Settings) -> None:
    before = _sets(made)
    _correct(made, "wording")
    build(made)
    assert _sets(made) == before
    _correct(made, "privacy")
    build(made)
    assert _sets(made) == {}


def test_the_next_night_they_come_back_without_it(made: Settings) -> None:
    _withdraw(made)
    data(made)
    found = _sets(made)
    assert found.keys() == FILES
    for path, body in found.items():
        assert _case().number.encode() not in body
        assert not any(_case().number in text for text in readings(path, body))


def test_what_takes_a_case_out_of_content_takes_them_too(made: Settings) -> None:
    pull.pull(made.paths.content, _case().number, (), (), lambda episode: episode)
    assert not (made.paths.content / "sets").exists()


def test_what_writes_content_takes_stale_ones_away(made: Settings) -> None:
    sets.clear_stale(made.paths.content)
    assert (made.paths.content / "sets").exists()
    _withdraw(made)
    sets.clear_stale(made.paths.content)
    assert not (made.paths.content / "sets").exists()


def test_sets_without_a_record_are_nobodys(made: Settings) -> None:
    (made.paths.content / "sets" / "whole.json").unlink()
    build(made)
    assert _sets(made) == {}
    sets.clear_stale(made.paths.content)
    assert not (made.paths.content / "sets").exists()


def test_another_file_than_was_made_is_not_published(made: Settings) -> None:
    place: Path = made.paths.content / "sets" / "files" / "cases.csv"
    place.write_bytes(place.read_bytes() + b"x")
    with pytest.raises(PublishError, match="SITE-012"):
        build(made, fresh=True)


def test_they_are_due_once_a_day(settings: Settings) -> None:
    today = fixtures_content.NOW.date()
    assert due(settings, today)
    data(settings)
    assert not due(settings, today)
    assert due(settings, today + timedelta(days=1))


def test_their_record_is_read_as_it_was_written(made: Settings) -> None:
    place = made.paths.content / "sets" / "whole.json"
    held = decode(PublishedSets, place.read_bytes())
    assert sum(held.months.values()) == 60
    assert {file.name for file in held.files} == FILES
    assert encode(held) == place.read_bytes()
