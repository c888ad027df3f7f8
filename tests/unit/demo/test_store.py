"""The store as the issue asks for it: exact counts, gates that must stop, times that run forward."""

import sqlite3
from collections import Counter
from datetime import date, datetime, timedelta

import msgspec
import pytest

from publish.columns import catalogue, gates
from publish.demo import frames, regions, units
from publish.demo.make import make
from publish.demo.matter import Maker
from publish.demo.plan import Plan
from publish.demo.timeline import CALENDAR, NOW
from publish.errors import UsageError
from publish.model.contract import KEYS, RELATIONS
from publish.model.records import CaseFile


@pytest.fixture(scope="module")
def matters():
    maker = Maker(plan := Plan(2000, None, 2021), frames.load())
    return [maker.make(number) for number in range(plan.cases)]


def _closed(matter):
    file = CaseFile(case=matter.case, parties=tuple(matter.parties), events=tuple(matter.events))
    return gates.closed(file, catalogue.load()[matter.case.column_slug], NOW)


def _is_candidate(case):
    return case.disclosure == "approved" and case.outcome and case.closed_at


def test_exactly_139_and_420_matters_pass_every_gate(matters):
    passing = [m.case.column_slug for m in matters if _is_candidate(m.case) and not _closed(m)]
    assert Counter(passing) == {"huisheng": 139, "liuyan": 420}


def test_every_gate_stops_at_least_one_matter(matters):
    stopped = {code for m in matters if _is_candidate(m.case) for code in _closed(m)}
    assert stopped == {gates.code(name) for name in gates.GATES}


def test_each_stopped_matter_is_stopped_by_its_own_gate_alone(matters):
    for matter in matters:
        if matter.fate.gate and _is_candidate(matter.case):
            assert len(_closed(matter)) == 1, matter.fate.gate


def test_some_approved_matters_are_unresolved_and_some_are_withdrawn(matters):
    approved = [m.case for m in matters if m.case.disclosure == "approved"]
    assert any(case.closed_at is None and case.outcome is None for case in approved)
    assert any(m.case.disclosure == "withdrawn" for m in matters)


def test_what_is_approved_was_closed_called_back_and_revisited_before(matters):
    for matter in matters:
        case = matter.case
        if case.approved_at and case.closed_at:
            assert max(event.at for event in matter.events) <= case.approved_at <= NOW
            assert case.approved_at.weekday() < 7
            assert CALENDAR.is_workday(case.approved_at.date())


def test_times_run_forward_and_never_past_now(matters):
    for matter in matters:
        case = matter.case
        steps = [t for t in (case.submitted_at, case.accepted_at, case.closed_at, case.revisit_at) if t]
        assert steps == sorted(steps)
        assert all(event.at <= NOW for event in matter.events)
        assert case.updated_at >= max(event.at for event in matter.events)


def test_the_duty_clock_is_in_the_events(matters):
    kinds = Counter(event.kind for matter in matters for event in matter.events)
    assert all(kinds[kind] > 20 for kind in ("arrived", "warned", "urgent", "overdue", "revisited"))


def test_about_ninety_five_of_a_hundred_are_resolved(matters):
    resolved = sum(m.case.outcome in ("solved", "partly", "explained") for m in matters)
    assert 0.93 <= resolved / len(matters) <= 0.97


def test_no_minor_stands_in_a_matter_that_passes(matters):
    assert not any(p.is_minor for m in matters if m.fate.passes for p in m.parties)


def test_matters_know_the_same_person_the_same_problem_and_follow_ups(demo):
    kinds = {row["kind"] for row in demo.rows("SELECT kind FROM case_links")}
    assert kinds == {"same_person", "same_problem", "follow_up"}
    orphans = demo.rows(
        "SELECT 1 FROM case_links l LEFT JOIN cases c ON c.case_id = l.other_id WHERE c.case_id IS NULL"
    )
    assert not orphans


def test_the_same_person_has_the_same_name_and_telephone(demo):
    pairs = demo.rows(
        "SELECT a.name, a.phone, b.name, b.phone FROM case_links l"
        " JOIN parties a ON a.case_id = l.case_id AND a.role = 'applicant'"
        " JOIN parties b ON b.case_id = l.other_id AND b.role = 'applicant' WHERE l.kind = 'same_person'"
    )
    assert pairs
    assert all((a, b) == (c, d) for a, b, c, d in pairs)


def test_the_city_has_its_38_districts_and_300_units_on_four_levels(demo):
    real = demo.rows("SELECT code FROM regions WHERE level = 'district'")
    assert len(real) == 38
    assert all(len(row["code"]) == 6 and row["code"].startswith("500") for row in real)
    levels = Counter(row["level"] for row in demo.rows("SELECT level FROM units"))
    assert set(levels) == {"city", "district", "town", "village"}
    assert sum(levels.values()) >= 300


def test_every_unit_has_a_parent_that_stands_before_it_and_a_line_of_its_own():
    seen = set()
    for unit in units.rows():
        assert unit.parent_id is None or unit.parent_id in seen
        seen.add(unit.unit_id)
    assert len({unit.public_phone for unit in units.rows()}) == len(units.rows())


def test_invented_places_have_different_names():
    names = [town.name for district in regions.districts() for town in district.towns]
    assert len(names) == len(set(names))


def test_every_relation_of_the_contract_is_a_table_with_rows(demo):
    for name, struct in RELATIONS.items():
        found = demo.rows(f"SELECT * FROM {name} LIMIT 1")
        assert tuple(found[0].keys()) == struct.__struct_fields__
        assert all(key in struct.__struct_fields__ for key in KEYS[name])


def test_all_rows_can_be_read_as_the_contract(demo):
    for name, struct in RELATIONS.items():
        for row in demo.rows(f"SELECT * FROM {name} LIMIT 300"):
            msgspec.convert(dict(row), struct, strict=False)


def test_columns_are_the_products_own(demo):
    slugs = {row[0] for row in demo.rows("SELECT DISTINCT column_slug FROM cases")}
    assert slugs == {None, "huisheng", "liuyan"}


def test_times_carry_their_offset(demo):
    assert all(row[0].endswith("+08:00") for row in demo.rows("SELECT at FROM events"))
    assert all(datetime.fromisoformat(row[0]).utcoffset() == timedelta(hours=8)
               for row in demo.rows("SELECT updated_at FROM cases LIMIT 50"))  # fmt: skip


def test_the_questionnaire_has_9135_answers_to_each_question(demo):
    assert [row["answers"] for row in demo.rows("SELECT answers FROM surveys")] == [9135]
    sums = demo.rows("SELECT sum(count) AS n FROM survey_answers GROUP BY question")
    assert {row["n"] for row in sums} == {9135}


def test_six_dossiers_have_matters_policies_and_steps_on_working_days(demo):
    dossiers = [row[0] for row in demo.rows("SELECT dossier_id FROM dossiers")]
    assert len(dossiers) == 6
    for table in ("dossier_cases", "dossier_policies", "dossier_steps"):
        assert {row[0] for row in demo.rows(f"SELECT dossier_id FROM {table}")} == set(dossiers)
    for row in demo.rows("SELECT at FROM dossier_steps UNION SELECT issued_on FROM policies"):
        assert CALENDAR.is_workday(date.fromisoformat(row[0])), row[0]


def test_three_calls_ask_for_leads(demo):
    assert len(demo.rows("SELECT 1 FROM calls")) == 3


def test_the_same_seed_writes_the_same_bytes_and_another_does_not(tmp_path):
    for name, seed in (("a", 5), ("b", 5), ("c", 6)):
        make(tmp_path / name, 120, 30, seed)
    for name in ("store.sqlite3", "gold.jsonl", "decisions.jsonl", "publish.yml", "users.yml"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()
    assert (tmp_path / "a/gold.jsonl").read_bytes() != (tmp_path / "c/gold.jsonl").read_bytes()


def test_more_can_be_approved_in_the_same_proportion(tmp_path):
    report = make(tmp_path, 600, 300)
    assert report.approved == {"huisheng": 75, "liuyan": 225}


@pytest.mark.parametrize(("cases", "approved"), [(0, None), (10, -1), (100, 90)])
def test_numbers_that_cannot_be_are_refused_in_one_line(tmp_path, cases, approved):
    with pytest.raises(UsageError):
        make(tmp_path / "demo", cases, approved)
    assert not (tmp_path / "demo").exists()


def test_a_file_in_the_place_of_the_directory_is_refused_in_one_line(tmp_path):
    (tmp_path / "demo").write_text("", "utf-8")
    with pytest.raises(UsageError, match="DEMO-006"):
        make(tmp_path / "demo", 10)


@pytest.mark.parametrize("settings", ["profile: production\n", "a: [\n", "- a\n"])
def test_the_folder_of_an_office_is_never_written_over(tmp_path, settings):
    (tmp_path / "publish.yml").write_text(settings)
    (tmp_path / "store.sqlite3").write_bytes(b"theirs")
    with pytest.raises(UsageError, match="DEMO-007"):
        make(tmp_path, 10)
    assert (tmp_path / "store.sqlite3").read_bytes() == b"theirs"
    assert (tmp_path / "publish.yml").read_text() == settings


def test_an_imported_store_is_never_written_over(tmp_path):
    (tmp_path / "store.sqlite3").write_bytes(b"imported")
    with pytest.raises(UsageError, match="DEMO-007"):
        make(tmp_path, 10)
    assert (tmp_path / "store.sqlite3").read_bytes() == b"imported"


def test_a_demonstration_may_be_made_anew_in_its_place(tmp_path):
    make(tmp_path, 10)
    before = (tmp_path / "store.sqlite3").read_bytes()
    make(tmp_path, 20)
    assert (tmp_path / "store.sqlite3").read_bytes() != before


def test_a_demonstration_of_one_matter_works(tmp_path):
    assert make(tmp_path, 1).cases == 1


def test_a_failure_on_the_way_leaves_the_old_files_alone(tmp_path):
    make(tmp_path, 20, 2)
    before = (tmp_path / "store.sqlite3").read_bytes()

    def fails(_done, _total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make(tmp_path, 40, 4, progress=fails)
    assert (tmp_path / "store.sqlite3").read_bytes() == before
    assert not list(tmp_path.glob("*.part"))


def test_a_new_store_is_whole(demo):
    assert demo.rows("PRAGMA integrity_check")[0][0] == "ok"
    assert isinstance(demo.rows("SELECT 1")[0], sqlite3.Row)
