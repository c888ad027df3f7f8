"""Every planted leak is found, named by its kind, and never repeated."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from publish.checks import leaks
from publish.text import unfold
from tests.unit.checks.people import context, found
from tests.unit.checks.planted import NAME, PHONE, Planted, planted, zipped

CASES = list(planted())


@pytest.mark.parametrize("leak", CASES, ids=[leak.name for leak in CASES])
def test_a_planted_leak_is_found(tmp_path: Path, leak: Planted) -> None:
    issues = found(tmp_path, leak.make(), leak.file)
    assert [issue.code for issue in issues] == ["CHECK-001"] * len(issues)
    assert any(f"类别 {leak.kind}" in issue.reason for issue in issues)
    for issue in issues:
        assert PHONE not in str(issue)
        assert NAME not in str(issue)


def test_no_two_leaks_are_the_same() -> None:
    assert len({leak.name for leak in CASES}) == len(CASES) >= 40


STEPS = {
    "entities": "entities escaped twice",
    "percents": "percent signs in an address",
    "quoted": "quoted-printable",
    "escapes": "escapes of a style sheet",
    "tags": "markup in CDATA",
    "encoded": "base64 in an attribute",
}


@pytest.mark.parametrize(("step", "name"), STEPS.items())
def test_without_a_step_of_decoding_its_leak_would_pass(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, name: str
) -> None:
    left = tuple(each for each in unfold.STEPS if each.__name__ != step)
    assert len(left) == len(unfold.STEPS) - 1
    leak = next(leak for leak in CASES if leak.name == name)
    if step == "tags":
        leak = Planted("", "a.json", lambda: '{"html": "139<b>0000</b>1234"}')
    assert found(tmp_path, leak.make(), leak.file)
    monkeypatch.setattr(unfold, "STEPS", left)
    assert not found(tmp_path, leak.make(), leak.file)


def test_a_finding_names_file_line_kind_matter_and_cure(tmp_path: Path) -> None:
    issue = found(tmp_path, "<p>x</p>\n\n<p>张鹤鸣</p>", "cases/a.html")[0]
    assert issue.place == "cases/a.html:3"
    assert "姓名" in issue.reason
    assert "DC-2022-000007" in issue.reason
    assert issue.cure


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("<p\nclass='a'>x</p>\n<p title='13900001234'>", ":3"),
        ("a\n\n139%30%30%30%301234", ":3"),
        ("<!--\n\n-->\n<p>MTM5MDAwMDEyMzQ=</p>", ":4"),
        ("&#10;&#10;\n13900001234", ":2"),
    ],
)
def test_the_line_is_that_of_the_file(tmp_path: Path, text: str, line: str) -> None:
    assert found(tmp_path, text)[0].place.endswith(line)


def test_a_name_of_a_file_that_is_itself_a_leak_is_not_told(tmp_path: Path) -> None:
    issues = found(tmp_path, f"<p>{NAME}</p>", f"cases/{PHONE}/{NAME}.html")
    assert {issue.place.rpartition(":")[0] for issue in issues} == {
        "cases/‹已遮盖›/‹已遮盖›（文件名）",
        "cases/‹已遮盖›/‹已遮盖›",
    }


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.bin", b"x"),
        ("a.parquet", b"PAR1"),
        ("a.html", "张鹤鸣".encode("gb18030")),
        ("a.html", "张鹤鸣".encode("utf-16")),
        ("a.xml", b'<!DOCTYPE x [<!ENTITY a "1390000">]><x>&a;1234</x>'),
        ("a.html.gz", b"\x1f\x8b\x08torn"),
        ("a.html.br", b"\xff\xff"),
        ("a.docx", b"PK\x03\x04torn"),
        ("a.pdf", b"%PDF-1.4 torn"),
        ("a.png", b"\x89PNG torn"),
        ("a.mp3", b"ID3 torn"),
        ("a.sqlite", b"SQLite format 3\x00torn"),
        ("a.csv", b'"a\n'),
    ],
)
def test_what_cannot_be_read_closes_the_gate_and_quotes_nothing(
    tmp_path: Path, name: str, data: bytes
) -> None:
    issues = found(tmp_path, data, name)
    assert [issue.code for issue in issues] == ["CHECK-002"]
    assert NAME not in str(issues[0])


def test_a_link_out_of_the_site_closes_the_gate(tmp_path: Path) -> None:
    (tmp_path / "output").mkdir()
    (tmp_path / "output" / "a.html").symlink_to(tmp_path)
    assert "CHECK-002" in {issue.code for issue in found(tmp_path, "x")}


def test_an_empty_folder_is_read_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "output" / PHONE).mkdir(parents=True)
    assert [issue.place for issue in found(tmp_path, "x")] == ["‹已遮盖›（文件名）:1"]


def test_a_file_the_build_made_of_a_matter_is_read_for_it_though_it_names_no_number(tmp_path: Path) -> None:
    text = "<p>三栋二单元5-1</p>"
    assert not found(tmp_path, text)
    assert found(tmp_path, text, made_of=lambda path: ["DC-2022-000007"])


@pytest.mark.parametrize(("name", "inside"), [("a.zip", f"{PHONE}.txt"), ("a.docx", f"word/{PHONE}.xml")])
def test_a_name_inside_an_archive_that_is_a_leak_is_not_told(tmp_path: Path, name: str, inside: str) -> None:
    issues = found(tmp_path, zipped(inside, f"<p>{NAME}</p>"), name)
    assert issues
    assert not any(PHONE in str(issue) or NAME in str(issue) for issue in issues)


def test_what_stands_in_place_of_a_suffix_is_not_told(tmp_path: Path) -> None:
    issues = found(tmp_path, "x", f"a.{PHONE}")
    assert {issue.code for issue in issues} == {"CHECK-002"}
    assert PHONE not in str(issues)


def test_an_unreadable_file_is_refused_though_nobody_is_wanted(tmp_path: Path) -> None:
    nobody = msgspec.structs.replace(context(tmp_path), private=lambda: iter(()), store_keys=lambda: iter(()))
    (tmp_path / "output" / "a.bin").write_bytes(b"x")
    assert [issue.code for issue in leaks.check(nobody)] == ["CHECK-002"]
