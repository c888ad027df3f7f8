"""Another office's database is read through one file; a wrong one is refused by relation, column and line."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import msgspec
import psycopg
import pytest
from conftest import SAMPLES, Filling, matter

from publish import settings
from publish.errors import StoreError
from publish.model.contract import RELATIONS
from publish.model.records import CaseFile, EpisodeFile, SurveyFile
from publish.settings import Store as Settings
from publish.store.adapter import open_store
from publish.store.mapping import load
from publish.store.rejected import Rejected
from publish.store.relation import Relation

SAMPLE = SAMPLES / "mapping.yml"
TEXT, BIGINT = 25, 20  # PostgreSQL's type codes
FOREIGN = Path(__file__).parent / "foreign" / "schema.sql"


@pytest.fixture
def foreign(database: str) -> Settings:
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(FOREIGN.read_text("utf-8"))
    sample = settings.load(SAMPLES / "publish.yml").store
    assert sample.mapping == SAMPLE
    return msgspec.structs.replace(sample, url=database, page_rows=2)


def refused(path: Path, text: str, settings: Settings) -> StoreError:
    path.write_text(text, "utf-8")
    mapped = Settings(url=settings.url, mapping=path, timeout_seconds=5)
    with pytest.raises(StoreError) as caught, open_store(mapped) as store:
        store.check()
    return caught.value


def line_of(text: str, needle: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), 1) if needle in line)


def test_the_sample_maps_every_relation_of_the_contract() -> None:
    assert all(load(SAMPLE).relations[name] for name in RELATIONS)


def test_a_foreign_schema_gives_whole_matters(foreign: Settings) -> None:
    with open_store(foreign) as store:
        store.check()
        one, two, bad = store.case_files()
    assert isinstance(one, CaseFile)
    assert isinstance(two, CaseFile)
    assert (one.case.case_id, one.case.outcome, one.case.handed_down) == ("1001", "solved", True)
    assert one.case.submitted_at == datetime.fromisoformat("2022-03-05T09:12:00+08:00")
    assert [event.seq for event in one.events] == [1, 2, 9, 10]
    assert [(party.name or party.org_name) for party in one.parties] == ["张小麦", "青石管道工程队"]
    assert (one.parties[0].phone, one.parties[0].address) == ("13900000001", "青石路3栋2单元5-1")
    assert [party.name for party in one.linked_parties] == ["李小谷"]
    assert (one.policy_ids, one.dossier_ids) == (("11",), ("21",))
    assert two.case.consent == "not_asked"
    assert isinstance(bad, Rejected)


def test_a_code_without_translation_is_set_aside_at_the_mappings_line(foreign: Settings) -> None:
    with open_store(foreign) as store:
        bad = list(store.case_files())[-1]
    assert isinstance(bad, Rejected)
    assert (bad.key, bad.issue.code) == ("1004", "STORE-102")
    assert f"mapping.yml:{line_of(SAMPLE.read_text('utf-8'), 'AS outcome,')}" in bad.issue.place


def test_a_foreign_schema_gives_the_other_records(foreign: Settings) -> None:
    with open_store(foreign) as store:
        (dossier,), (policy,), (call,) = store.dossier_files(), store.policy_files(), store.call_files()
        (survey,), (episode,) = store.survey_files(), store.episode_files()
        phones = store.public_phones()
    assert not any(isinstance(row, Rejected) for row in (dossier, policy, call))
    assert isinstance(survey, SurveyFile)
    assert [(a.question, a.option) for a in survey.answers] == [
        ("总体评价", "满意"), ("总体评价", "不满意"), ("希望先改哪里", "水压"),
    ]  # fmt: skip
    assert isinstance(episode, EpisodeFile)
    assert episode.case_ids == ("1001", "1002")
    assert [party.name for party in episode.parties if party.name] == ["张小麦", "李小谷"]
    assert phones == {"023-00000001", "023-00000002"}


def test_the_database_itself_leaves_out_what_did_not_change(foreign: Settings) -> None:
    with open_store(foreign) as store:
        since = datetime.fromisoformat("2022-03-21T10:00:00+08:00")
        files = list(store.case_files(since))
    assert [file.case.case_id for file in files if isinstance(file, CaseFile)] == ["1002"]


@pytest.mark.parametrize(
    ("old", "new", "code", "relation", "column"),
    [
        ("标题 AS title,", "题名 AS title,", "STORE-006", "cases", "题名"),
        ("标题 AS title,", "标题 AS tittle,", "STORE-005", "cases", "title"),
        ("    FROM 当事人", "    FROM 当事方", "STORE-006", "parties", "当事方"),
        (
            "部门 AS unit_id,\n      备注 AS note",
            "部门 AS unit_id,,\n      备注 AS note",
            "STORE-006",
            "events",
            "-",
        ),
        ("步骤 AS seq,", "no_such(步骤) AS seq,", "STORE-006", "events", "no_such"),
    ],
)
def test_a_wrong_select_is_refused_with_relation_column_and_line(
    foreign: Settings, tmp_path: Path, old: str, new: str, code: str, relation: str, column: str
) -> None:
    text = SAMPLE.read_text("utf-8").replace(old, new)
    assert text != SAMPLE.read_text("utf-8")
    error = refused(tmp_path / "m.yml", text, foreign)
    needle = f"  {relation}:" if code == "STORE-005" else new.splitlines()[0]
    assert error.issue.code == code
    assert f"m.yml:{line_of(text, needle)}" in error.issue.place
    assert relation in error.issue.reason
    assert column in error.issue.reason


def simple(**relations: str) -> str:
    given = {"cases": "SELECT * FROM cases", "parties": "SELECT * FROM parties", **relations}
    return "relations:\n" + "".join(f"  {name}: {sql}\n" for name, sql in given.items())


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("relations: [", "STORE-014", 1),
        ("relation:\n  cases: SELECT 1\n", "STORE-015", 1),
        (simple(casess="SELECT 1"), "STORE-015", 4),
        (simple(cases=""), "STORE-016", 2),
        (simple(cases="DELETE FROM cases RETURNING *"), "STORE-017", 2),
        (simple(cases="SELECT * FROM cases; DROP TABLE cases"), "STORE-006", 2),
        ("relations:\n  cases: SELECT * FROM cases\n", "STORE-016", 2),
        (simple(events="SELECT case_id, seq, kind FROM events"), "STORE-005", 4),
        (simple(events="SELECT case_id, seq, at, sort FROM events"), "STORE-006", 4),
    ],
)
def test_a_mapping_file_that_is_wrong_is_refused_with_its_line(
    filling: Filling, tmp_path: Path, text: str, code: str, line: int
) -> None:
    error = refused(tmp_path / "m.yml", text, filling.settings)
    assert error.issue.code == code
    assert f"m.yml:{line}" in error.issue.place


def test_a_misspelt_relation_is_told_the_nearest(filling: Filling, tmp_path: Path) -> None:
    assert "episodes" in refused(tmp_path / "m.yml", simple(episods="SELECT 1"), filling.settings).issue.cure


def test_a_missing_mapping_file_is_named(filling: Filling, tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught:
        open_store(Settings(url=filling.settings.url, mapping=tmp_path / "none.yml"))
    assert caught.value.issue.code == "STORE-013"


def test_relations_an_office_does_not_have_read_as_empty(filling: Filling, tmp_path: Path) -> None:
    filling.add("cases", matter("A"))
    filling.add("policies", {"policy_id": "p", "title": "办法", "issued_on": date(2022, 4, 1)})
    path = tmp_path / "m.yml"
    path.write_text(simple(calls=""), "utf-8")
    with open_store(Settings(url=filling.settings.url, mapping=path)) as store:
        store.check()
        assert len(list(store.case_files())) == 1
        assert list(store.policy_files()) == []
        assert list(store.call_files()) == []
        assert store.units() == ()


def test_percent_signs_and_colons_of_a_select_reach_the_database_as_they_are(
    foreign: Settings, tmp_path: Path
) -> None:
    text = SAMPLE.read_text("utf-8").replace("NOT LIKE '%作废%'", "LIKE '%水%' AND 反映内容 LIKE '%100\\%%'")
    path = tmp_path / "m.yml"
    path.write_text(text, "utf-8")
    with open_store(Settings(url=foreign.url, mapping=path, timeout_seconds=5)) as store:
        assert [state.case_id for state in store.states()] == ["1001"]


def test_a_wrong_name_is_found_in_its_line_where_the_database_gives_no_position(
    filling: Filling, tmp_path: Path
) -> None:
    text = "relations:\n  parties:\n  cases: |\n    SELECT case_id,\n      titel AS title\n    FROM cases\n"
    error = refused(tmp_path / "m.yml", text, filling.settings)
    assert error.issue.code == "STORE-006"
    assert "m.yml:5" in error.issue.place
    assert "titel" in error.issue.reason


def test_postgresql_sorts_keys_by_code_point_whatever_its_locale() -> None:
    relation = Relation("cases", "cases", {"case_id": TEXT, "region_code": BIGINT}, postgres=True)
    assert relation.sorted_by("case_id") == 'r."case_id" COLLATE "C"'
    assert relation.sorted_by("region_code") == 'r."region_code"'
