"""Bad input: one clear line each, that record set aside, and the others go on."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable

import pytest
import yaml

from publish.settings import FOOTER
from tests.line.conftest import SMALL, Line, made

FIRST = (
    "(SELECT case_id FROM cases WHERE disclosure = 'approved' AND closed_at IS NOT NULL"
    " ORDER BY case_id LIMIT 1)"
)


def _spoil(line: Line, sql: str, *values: object) -> None:
    with sqlite3.connect(line.folder / "store.sqlite3") as store:
        store.execute(sql, values)
    store.close()


def _exported(line: Line) -> tuple[set[str], dict[str, int]]:
    done = line.publish("export", "--json", check=False)
    report = json.loads(done.stdout)
    return {issue["code"] for issue in report["issues"]}, report["counts"]


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> dict[str, int]:
    """What an export of the sound store counts."""
    _, counts = _exported(made(tmp_path_factory.mktemp("good") / "whole", *SMALL))
    return counts


@pytest.mark.parametrize(
    ("sql", "values"),
    [
        (f"UPDATE cases SET outcome = 'wonderful' WHERE case_id = {FIRST}", ()),
        (f"UPDATE cases SET closed_at = '2019-01-01T00:00:00+08:00' WHERE case_id = {FIRST}", ()),
        (f"UPDATE cases SET submitted_at = 'yesterday' WHERE case_id = {FIRST}", ()),
        (f"UPDATE cases SET appeal = ? WHERE case_id = {FIRST}", ("长" * 200_001,)),
        (f"UPDATE cases SET result = NULL, column_slug = 'liuyan' WHERE case_id = {FIRST}", ()),
    ],
    ids=["unknown code", "time runs backwards", "no time at all", "too long", "no reply"],
)
def test_a_bad_row_is_set_aside_with_its_reason_and_the_others_go_on(
    fresh: Callable[..., Line], good: dict[str, int], sql: str, values: tuple[object, ...]
) -> None:
    spoilt = fresh("spoilt")
    _spoil(spoilt, sql, *values)
    codes, counts = _exported(spoilt)
    assert counts["new"] == good["new"] - 1
    assert counts["rejected"] == good["rejected"] + 1
    set_aside = [json.loads(one) for one in (spoilt.folder / "quarantine/export.jsonl").open("rb")]
    assert {row["issue"]["code"] for row in set_aside} == codes
    assert all(row["issue"]["cure"] for row in set_aside)


def test_a_party_that_cannot_be_read_sets_aside_all_that_needs_its_identifiers(
    fresh: Callable[..., Line], good: dict[str, int]
) -> None:
    """Fails shut: without them neither the matter nor those linked with it can be anonymised."""
    line = fresh()
    _spoil(line, f"UPDATE parties SET role = 'king' WHERE case_id = {FIRST}")
    codes, counts = _exported(line)
    assert codes
    assert good["new"] * 0.9 < counts["new"] < good["new"]


def test_nul_and_control_characters_are_dropped_and_the_matter_goes_on(fresh: Callable[..., Line]) -> None:
    line = fresh()
    _spoil(line, f"UPDATE cases SET appeal = 'a' || char(0) || char(7) || appeal WHERE case_id = {FIRST}")
    line.publish("run")
    assert not [
        p for p in line.output.rglob("*.html") if b"\x00" in p.read_bytes() or b"\x07" in p.read_bytes()
    ]


def test_hostile_text_is_shown_and_never_obeyed(fresh: Callable[..., Line]) -> None:
    line = fresh()
    hostile = "<script>alert(1)</script> {{ 7*7 }} **粗** [x](javascript:alert(1)) ]]> &amp; ../../etc"
    _spoil(line, "UPDATE cases SET appeal = ? WHERE disclosure = 'approved'", hostile)
    line.publish("run")
    pages = [path.read_text("utf-8") for path in line.output.rglob("*.html")]
    assert any("&lt;script&gt;alert(1)&lt;/script&gt; {{ 7*7 }} **粗**" in page for page in pages)
    assert not any("<script>alert" in page or 'href="javascript' in page for page in pages)


def test_a_missing_store_is_one_line_with_a_cure(fresh: Callable[..., Line]) -> None:
    line = fresh()
    (line.folder / "store.sqlite3").unlink()
    done = line.publish("export", check=False)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "STORE-" in done.stderr
    assert "处理办法" in done.stderr


def test_a_store_without_a_relation_it_must_have_is_refused(fresh: Callable[..., Line]) -> None:
    line = fresh()
    _spoil(line, "ALTER TABLE cases RENAME COLUMN title TO heading")
    done = line.publish("export", check=False)
    assert (done.returncode, "title" in done.stderr) == (1, True)


def test_a_locked_store_is_one_line(fresh: Callable[..., Line]) -> None:
    line = fresh()
    text = line.settings.read_text("utf-8").replace("store:\n", "store:\n  timeout_seconds: 1\n")
    line.settings.write_text(text, "utf-8")
    with sqlite3.connect(line.folder / "store.sqlite3") as holder:
        holder.execute("PRAGMA locking_mode = EXCLUSIVE")
        holder.execute("BEGIN EXCLUSIVE")
        done = line.publish("export", check=False)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "STORE-" in done.stderr


def test_a_unit_cycle_is_named_and_the_rest_goes_on(fresh: Callable[..., Line]) -> None:
    line = fresh()
    with sqlite3.connect(line.folder / "store.sqlite3") as store:
        a, b = [row[0] for row in store.execute("SELECT unit_id FROM units WHERE level = 'village' LIMIT 2")]
        store.execute("UPDATE units SET parent_id = ? WHERE unit_id = ?", (b, a))
        store.execute("UPDATE units SET parent_id = ? WHERE unit_id = ?", (a, b))
    done = line.publish("export", check=False)
    assert done.stderr.count("STORE-110") == 2
    assert line.publish("run").returncode == 0


def test_an_unknown_setting_names_the_nearest_one(fresh: Callable[..., Line]) -> None:
    line = fresh()
    line.settings.write_text(line.settings.read_text("utf-8") + "ledgr: {url: x}\n", "utf-8")
    done = line.publish("export", check=False)
    assert done.returncode == 2
    assert "ledger" in done.stderr


def test_a_demonstration_store_refuses_a_production_profile(fresh: Callable[..., Line]) -> None:
    line = fresh()
    settings = yaml.safe_load(line.settings.read_text("utf-8"))
    settings["profile"] = "production"
    settings["review"] = {}
    settings["site"] |= dict.fromkeys(FOOTER, "https://x.example.cn")
    line.settings.write_text(yaml.safe_dump(settings, allow_unicode=True), "utf-8")
    done = line.publish("export", check=False)
    assert (done.returncode, "SETTINGS-008" in done.stderr) == (2, True)


def test_a_matter_of_an_unknown_column_is_set_aside(fresh: Callable[..., Line]) -> None:
    line = fresh()
    _spoil(line, f"UPDATE cases SET column_slug = 'echo' WHERE case_id = {FIRST}")
    codes, _ = _exported(line)
    assert "EXPORT-001" in codes
