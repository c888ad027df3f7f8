"""A sheet of messages and replies becomes a store: whole or not at all, and a second time the same."""

from __future__ import annotations

import csv
import json
import os
import signal
import sqlite3
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from conftest import ROOT, SAMPLES

from publish.errors import StoreError
from publish.model.records import CaseFile
from publish.settings import Store as Settings
from publish.store.adapter import open_store
from publish.store.importer.run import ImportReport, import_file

SAMPLE = SAMPLES / "import.yml"
MESSAGES = ROOT.parent / "shared" / "data" / "messages"
HEADINGS = ("留言编号", "留言用户", "留言主题", "留言时间", "留言详情", "答复意见", "答复时间")
ROWS = (
    (
        "101",
        "UU001",
        "路灯不亮",
        "2016/7/21 14:11:46",
        "一_x000D_\n二\u00a0三\u200b",
        "已修好。",
        "2016/8/8 9:42:37",
    ),
    ("102", "UU002", "路灯不亮", "2016/7/22", "*强调* _下划_ <b>1.", "1. 已办。", "2016-07-23 10:00:00"),
    ("103", "", "噪声", "2016年7月21日 14:11", "夜里施工", "", ""),
)


def write_xlsx(
    path: Path, rows: tuple[tuple[object, ...], ...] = ROWS, headings: tuple[str, ...] = HEADINGS
) -> Path:
    book = openpyxl.Workbook()
    for row in (headings, *rows):
        book.active.append([cell if cell != "" else None for cell in row])  # type: ignore[union-attr]
    book.save(path)
    return path


def write_csv(path: Path, encoding: str, rows: tuple[tuple[object, ...], ...] = ROWS) -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows((HEADINGS, *rows))
    return path


def write_jsonl(path: Path, rows: tuple[tuple[object, ...], ...] = ROWS) -> Path:
    lines = [json.dumps(dict(zip(HEADINGS, row, strict=True)), ensure_ascii=False) for row in rows]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def imported(
    path: Path, mapping: Path = SAMPLE, name: str = "store.sqlite3", **options: bool
) -> ImportReport:
    return import_file(path, mapping, f"sqlite:///{path.parent / name}", **options)


def dump(path: Path) -> list[str]:
    with sqlite3.connect(path) as connection:
        return list(connection.iterdump())


def cases(folder: Path, name: str = "store.sqlite3") -> dict[str, sqlite3.Row]:
    connection = sqlite3.connect(folder / name)
    connection.row_factory = sqlite3.Row
    return {row["case_id"]: row for row in connection.execute("SELECT * FROM cases ORDER BY case_id")}


def codes(report: ImportReport) -> list[tuple[str, str]]:
    return [(row.key, row.issue.code) for row in report.rejected]


def test_a_sheet_becomes_matters_that_can_be_exported(tmp_path: Path) -> None:
    report = imported(write_xlsx(tmp_path / "m.xlsx"))
    assert (report.lines, report.written, report.rejected) == (3, 3, ())
    with open_store(Settings(url=report.store)) as store:
        store.check()
        one, two = (file for file in store.case_files() if isinstance(file, CaseFile))
    assert one.case.appeal == "一\n二 三"
    assert one.case.updated_at == one.case.closed_at == datetime.fromisoformat("2016-08-08T09:42:37+08:00")
    assert [party.name for party in one.parties] == ["UU001"]
    assert [event.kind for event in one.events] == ["submitted", "replied"]
    assert two.case.submitted_at == datetime.fromisoformat("2016-07-22T00:00:00+08:00")


def test_a_message_without_a_reply_stays_open(tmp_path: Path) -> None:
    imported(write_xlsx(tmp_path / "m.xlsx"))
    row = cases(tmp_path)["103"]
    assert (row["outcome"], row["closed_at"], row["result"]) == (None, None, None)
    assert row["updated_at"] == "2016-07-21T14:11:00+08:00"


def test_every_kind_of_file_makes_the_same_store(tmp_path: Path) -> None:
    files = (
        write_xlsx(tmp_path / "a.xlsx"),
        write_csv(tmp_path / "b.csv", "utf-8-sig"),
        write_csv(tmp_path / "c.csv", "gb18030"),
        write_csv(tmp_path / "d.csv", "utf-16"),
        write_jsonl(tmp_path / "e.jsonl"),
    )
    for path in files:
        assert imported(path, name=f"{path.stem}.sqlite3").rejected == ()
    first, *others = (dump(tmp_path / f"{path.stem}.sqlite3") for path in files)
    assert all(other == first for other in others)


def test_the_same_file_twice_makes_the_same_store(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "m.xlsx")
    imported(path)
    once = dump(tmp_path / "store.sqlite3")
    imported(path)
    assert dump(tmp_path / "store.sqlite3") == once


def test_a_changed_row_takes_the_place_of_the_old_one_with_all_below_it(tmp_path: Path) -> None:
    imported(write_xlsx(tmp_path / "m.xlsx"))
    changed = (("101", "", "改过", *ROWS[0][3:]), *ROWS[1:])
    imported(write_xlsx(tmp_path / "m.xlsx", changed))
    assert cases(tmp_path)["101"]["title"] == "改过"
    with sqlite3.connect(tmp_path / "store.sqlite3") as connection:
        assert connection.execute("SELECT count(*) FROM parties WHERE case_id = '101'").fetchone() == (0,)
        assert connection.execute("SELECT count(*) FROM events").fetchone() == (5,)


def test_numbers_and_dates_of_a_spreadsheet_are_read_as_people_meant_them(tmp_path: Path) -> None:
    rows = (
        (10023.0, "U", "标题", datetime(2016, 7, 21, 14, 11), "正文", 12345.0, 42573.5),  # noqa: DTZ001
        (10024, "U", "标题", "42572.25", "正文", "答复", "２０１６／７／２３　９：００：００"),
        (10025, "U", "标题", "2016.7.21", "正文", "答复", "2016年7月22日9时05分"),
    )
    assert imported(write_xlsx(tmp_path / "m.xlsx", rows)).rejected == ()
    found = cases(tmp_path)
    assert sorted(found) == ["10023", "10024", "10025"]
    assert found["10023"]["result"] == "12345"
    assert [found["10023"][name] for name in ("submitted_at", "closed_at")] == [
        "2016-07-21T14:11:00+08:00", "2016-07-22T12:00:00+08:00",
    ]  # fmt: skip
    assert [found["10024"][name] for name in ("submitted_at", "closed_at")] == [
        "2016-07-21T06:00:00+08:00", "2016-07-23T09:00:00+08:00",
    ]  # fmt: skip
    assert found["10025"]["closed_at"] == "2016-07-22T09:05:00+08:00"


@pytest.mark.parametrize(
    ("place", "value", "code"),
    [
        (0, "", "STORE-101"),
        (0, 5.0e17, "IMPORT-104"),
        (2, "", "STORE-101"),
        (3, "七月里", "IMPORT-102"),
        (3, "2017/1/1", "STORE-104"),
        (3, 9_999_999.0, "IMPORT-102"),
        (4, "长" * 100_001, "STORE-106"),
        (4, "正\x07文", "STORE-105"),
    ],
)
def test_a_bad_line_is_set_aside_and_the_others_go_on(
    tmp_path: Path, place: int, value: object, code: str
) -> None:
    bad = tuple(value if i == place else cell for i, cell in enumerate(ROWS[0]))
    report = imported(write_jsonl(tmp_path / "m.jsonl", (bad, *ROWS[1:])))
    assert [row.issue.code for row in report.rejected] == [code]
    assert "m.jsonl:1" in report.rejected[0].issue.place
    assert sorted(cases(tmp_path)) == ["102", "103"]


def test_a_line_that_is_no_json_is_set_aside(tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "m.jsonl")
    path.write_bytes(b'{"half": \n[1]\n\xff\xfe\n' + path.read_bytes())
    report = imported(path)
    assert codes(report) == [(f"line-{n}", "IMPORT-101") for n in (1, 2, 3)]
    assert (report.lines, report.written) == (6, 3)


def test_lines_with_one_key_are_set_aside_when_they_differ_and_counted_once_when_not(tmp_path: Path) -> None:
    other = (*ROWS[1][:2], "别的标题", *ROWS[1][3:])
    report = imported(write_csv(tmp_path / "m.csv", "utf-8", (ROWS[0], ROWS[0], ROWS[1], other, ROWS[2])))
    assert codes(report) == [("102", "IMPORT-105")] * 2
    assert (report.lines, report.written, report.repeated) == (5, 2, 1)


def test_an_interrupted_import_leaves_no_store_behind(tmp_path: Path) -> None:
    def stop(_line: int) -> None:
        raise KeyboardInterrupt

    path = write_xlsx(tmp_path / "m.xlsx")
    with pytest.raises(KeyboardInterrupt):
        import_file(path, SAMPLE, f"sqlite:///{tmp_path / 's.sqlite3'}", progress=stop)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["m.xlsx"]


@pytest.mark.parametrize("before", [False, True])
def test_a_killed_import_leaves_the_store_as_it_was_and_the_next_one_finishes(
    tmp_path: Path, before: bool
) -> None:
    path, store = write_xlsx(tmp_path / "m.xlsx"), tmp_path / "store.sqlite3"
    if before:
        imported(write_xlsx(tmp_path / "old.xlsx", ROWS[:1]))
        kept = dump(store)
    killing = (
        "import os, signal, sys\nfrom pathlib import Path\nfrom publish.store.importer import run\n"
        "run.BATCH = 1\nkill = lambda n: n == 3 and os.kill(os.getpid(), signal.SIGKILL)\n"
        "run.import_file(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], progress=kill)\n"
    )
    command = [sys.executable, "-c", killing, str(path), str(SAMPLE), f"sqlite:///{store}"]
    done = subprocess.run(command, cwd=ROOT, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)})
    assert done.returncode == -signal.SIGKILL
    assert dump(store) == kept if before else not store.exists()
    imported(path)
    assert sorted(cases(tmp_path)) == ["101", "102", "103"]
    assert not list(tmp_path.glob("*.importing*"))


def test_a_dry_run_reports_and_writes_nothing(tmp_path: Path) -> None:
    assert imported(write_xlsx(tmp_path / "m.xlsx"), dry_run=True).written == 3
    assert not (tmp_path / "store.sqlite3").exists()


def test_columns_nobody_maps_are_told_and_attachments_by_name(tmp_path: Path) -> None:
    rows = tuple((*row, "x.jpg", "热") for row in ROWS)
    report = imported(write_xlsx(tmp_path / "m.xlsx", rows, (*HEADINGS, "现场照片", "天气")))
    assert report.left_out == ("现场照片", "天气")
    assert [notice.code for notice in report.notices] == ["IMPORT-201"]
    assert "现场照片" in report.notices[0].reason


BASE = """\
relations:
  cases:
    case_id: 留言编号
    title: 留言主题
    appeal: 留言详情
    submitted_at: 留言时间
"""


def mapped(tmp_path: Path, extra: str) -> Path:
    path = tmp_path / "i.yml"
    path.write_text(BASE + extra, "utf-8")
    return path


REST = "    updated_at: 留言时间\n    disclosure: {constant: none}\n"


def test_codes_are_translated_and_one_that_is_not_known_is_set_aside(tmp_path: Path) -> None:
    extra = (
        REST
        + "    outcome: {column: 答复意见, codes: {已修好。: solved, 1. 已办。: 2}, default: explained}\n"
    )
    path = write_xlsx(tmp_path / "m.xlsx")
    assert codes(imported(path, mapped(tmp_path, extra))) == [("102", "STORE-102")]
    assert {key: row["outcome"] for key, row in cases(tmp_path).items()} == {
        "101": "solved",
        "103": "explained",
    }
    strict = extra.replace(", 1. 已办。: 2}, default: explained", "}")
    assert codes(imported(path, mapped(tmp_path, strict))) == [("102", "IMPORT-103")]


@pytest.mark.parametrize(
    ("extra", "code", "line", "word"),
    [
        (REST + "    result: 答复意\n", "IMPORT-007", 9, "答复意见"),
        (REST + "    reslt: 答复意见\n", "IMPORT-011", 9, "result"),
        (REST + "    result: {column: 答复意见, constant: x}\n", "IMPORT-010", 9, "constant"),
        (REST + "    result: {columns: 答复意见}\n", "IMPORT-011", 9, "column"),
        ("    disclosure: {constant: none}\n", "IMPORT-012", 3, "updated_at"),
        (REST + "  parties:\n    - name: 留言用户\n", "IMPORT-012", 10, "role"),
        (
            REST + "tables:\n  units:\n    - {unit_id: a, name: 某局, level: planet}\n",
            "IMPORT-013",
            11,
            "level",
        ),
        (REST + "timezone: Asia/Chongqin\n", "IMPORT-014", 9, "Chongqin"),
        (REST + "sheets: 一\n", "IMPORT-011", 9, "sheet"),
        (REST + "sheet: 一\n", "IMPORT-004", 0, "Sheet"),
    ],
)
def test_a_wrong_import_mapping_is_refused_with_its_line_and_nothing_is_written(
    tmp_path: Path, extra: str, code: str, line: int, word: str
) -> None:
    with pytest.raises(StoreError) as caught:
        imported(write_xlsx(tmp_path / "m.xlsx"), mapped(tmp_path, extra))
    assert caught.value.issue.code == code
    assert word in str(caught.value)
    assert f"i.yml:{line}" in caught.value.issue.place or not line
    assert not (tmp_path / "store.sqlite3").exists()


def test_a_heading_that_stands_twice_is_refused(tmp_path: Path) -> None:
    rows = tuple((*row, "x") for row in ROWS)
    with pytest.raises(StoreError) as caught:
        imported(write_xlsx(tmp_path / "m.xlsx", rows, (*HEADINGS, "留言主题")))
    assert caught.value.issue.code == "IMPORT-008"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("none.xlsx", None, "IMPORT-001"),
        ("a.docx", b"x", "IMPORT-002"),
        ("a.xlsx", b"not a sheet", "IMPORT-003"),
        ("a.csv", b"\xff\xff\xff\xff", "IMPORT-005"),
        ("a.csv", b"", "IMPORT-006"),
        ("a.jsonl", b"", "IMPORT-006"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_clear_line(
    tmp_path: Path, name: str, content: bytes | None, code: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(StoreError) as caught:
        imported(tmp_path / name)
    assert caught.value.issue.code == code


def test_a_target_that_is_no_store_is_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "store.sqlite3") as connection:
        connection.execute("CREATE TABLE cases (something_else TEXT)")
    before = dump(tmp_path / "store.sqlite3")
    with pytest.raises(StoreError) as caught:
        imported(write_xlsx(tmp_path / "m.xlsx"))
    assert caught.value.issue.code == "IMPORT-015"
    assert dump(tmp_path / "store.sqlite3") == before


def test_a_sheet_goes_into_postgresql_as_well(tmp_path: Path, database: str) -> None:
    path = write_xlsx(tmp_path / "m.xlsx")
    for _ in range(2):
        import_file(path, SAMPLE, database)
    imported(path)
    with open_store(Settings(url=database)) as left, open_store(Settings(url=imported(path).store)) as right:
        assert list(left.case_files()) == list(right.case_files())


@pytest.mark.skipif(not MESSAGES.is_dir(), reason="the 600 real messages are not here")
def test_all_600_real_messages_come_through(tmp_path: Path) -> None:
    for name in ("messages_600.xlsx", "messages_600.jsonl"):
        report = import_file(MESSAGES / name, SAMPLE, f"sqlite:///{tmp_path / name}.sqlite3")
        assert (report.lines, report.written, report.repeated, len(report.rejected)) == (600, 600, 0, 0)
        with open_store(Settings(url=report.store)) as store:
            files = [file for file in store.case_files() if isinstance(file, CaseFile)]
        assert len(files) == 600
        assert not any("_x000D_" in (file.case.appeal + (file.case.result or "")) for file in files)
    first, second = (
        dump(tmp_path / f"{name}.sqlite3") for name in ("messages_600.xlsx", "messages_600.jsonl")
    )
    assert first == second
