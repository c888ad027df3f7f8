"""The leak gate finds what must not be there, however it is written, and nothing else."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from publish.checks.context import Private
from publish.model.contract import Party
from tests.unit.checks.people import NUMBER, OTHER, found


@pytest.mark.parametrize(
    "written",
    [
        "电话13900001234。",
        "139 0000 1234",
        "139-0000-1234",
        "１３９００００１２３４",
        "一三九零零零零一二三四",
        "幺三九〇〇〇〇幺二三四",
        "139&#48;&#48;001234",
        "139<b>0000</b>1234",
        "1390000\u200b1234",
        "139%30%30001234",
        '<a href="tel:13900001234">x</a>',
        "身份证50010119900307001X",
        "500101 19900307 001x",
        "车牌渝A·F12345",
        "渝AF12345",
        "渝 A F12345",
        "heming@example.cn",
        "HEMING@EXAMPLE.CN",
        "卡号6222 0212 3456 7890 123",
        "户号GF-2018-71317",
    ],
)
def test_a_strong_identifier_is_found_anywhere_in_any_form(tmp_path: Path, written: str) -> None:
    assert found(tmp_path, f"<p>{written}</p>")


def test_a_strangers_phone_is_found_on_a_page_that_is_not_about_them(tmp_path: Path) -> None:
    assert found(tmp_path, f"<p>{NUMBER} 13600009876</p>")


@pytest.mark.parametrize("written", ["张鹤鸣", "张 鹤 鸣", "张&#40548;鸣", "微信heming_1990", "3栋2单元5-1"])
def test_a_weak_identifier_is_found_in_what_is_made_from_its_own_matter(tmp_path: Path, written: str) -> None:
    assert found(tmp_path, f"<p>{NUMBER} {written}</p>")


def test_an_escaped_json_file_is_read_as_a_reader_would(tmp_path: Path) -> None:
    assert found(tmp_path, json.dumps({"number": NUMBER, "text": "张鹤鸣"}), "data.json")


def test_a_word_document_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "script.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", f"<w>{NUMBER} 张鹤<r/>鸣</w>")
    assert found(tmp_path, path.read_bytes(), "script.docx")


def test_a_file_name_is_read_too(tmp_path: Path) -> None:
    assert found(tmp_path, "x", "13900001234.html")


def test_a_file_that_cannot_be_read_closes_the_gate(tmp_path: Path) -> None:
    assert [issue.code for issue in found(tmp_path, b"\x00", "blob.bin")] == ["CHECK-002"]


def test_a_clean_page_with_hotlines_dates_and_document_numbers_passes(tmp_path: Path) -> None:
    clean = f"<p>{NUMBER}：2022年3月5日，渝府办〔2022〕15号，拨打12345或023-63899999，退费13900元。</p>"
    assert not found(tmp_path, clean)


def test_someone_who_may_be_named_is_no_private_party(tmp_path: Path) -> None:
    named = Party(case_id="c1", seq=2, role="spokesperson", name="王发言", may_be_named=True)
    assert not found(tmp_path, f"<p>{NUMBER} 王发言</p>", "page.html", Private(named, NUMBER))


def test_a_finding_never_repeats_the_value(tmp_path: Path) -> None:
    issues = found(tmp_path, f"<p>{NUMBER} 13900001234 张鹤鸣</p>")
    assert issues
    assert not any("139" in str(each) or "鹤鸣" in str(each) for each in issues)


ROWS = {"csv": ("number,text\r\n{},{}\r\n{},{}\r\n"), "jsonl": ('["{}","{}"]\n["{}","{}"]\n')}


@pytest.mark.parametrize("suffix", ROWS)
@pytest.mark.parametrize("written", ["heming_1990", "3栋2单元5-1"])
def test_each_line_of_open_data_is_read_for_its_own_matter(tmp_path: Path, suffix: str, written: str) -> None:
    own = ROWS[suffix].format(OTHER, "已办结", NUMBER, written)
    others = ROWS[suffix].format(OTHER, written, NUMBER, "已办结")
    assert len(found(tmp_path, own, f"2022-05.{suffix}")) == 1
    assert found(tmp_path, others, f"2022-05.{suffix}") == []


@pytest.mark.parametrize("suffix", ROWS)
def test_a_phone_stands_in_no_line_of_open_data(tmp_path: Path, suffix: str) -> None:
    text = ROWS[suffix].format(OTHER, "电话13900001234", NUMBER, "已办结")
    assert len(found(tmp_path, text, f"2022-05.{suffix}")) == 1
