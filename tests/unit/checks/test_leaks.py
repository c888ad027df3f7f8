"""The leak gate finds what must not be there, however it is written, and nothing else."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from publish.checks import leaks
from publish.checks.context import CheckContext, Private
from publish.model.contract import Party

NUMBER = "DC-2022-000007"
ZHANG = Party(
    case_id="c1",
    seq=1,
    role="applicant",
    name="张鹤鸣",
    phone="13900001234",
    id_number="500101199003070018",
    plate="渝A·F12345",
    email="heming@example.cn",
    wechat="heming_1990",
    address="重庆市渝中区松涛路18号云岭苑3栋2单元5-1",
    bank_account="6222021234567890123",
    account_number="8899001122",
)
STRANGER = Party(case_id="c2", seq=1, role="applicant", name="李青萍", phone="13600009876")


def _context(tmp_path: Path, *extra: Private) -> CheckContext:
    for name in ("output", "content"):
        (tmp_path / name).mkdir(exist_ok=True)
    known = (Private(ZHANG, NUMBER), Private(STRANGER), *extra)

    def private() -> Iterator[Private]:
        yield from known

    return CheckContext(
        output=tmp_path / "output",
        content=tmp_path / "content",
        base="/",
        private=private,
        published={NUMBER: "x"},
    )


def _found(tmp_path: Path, text: str | bytes, name: str = "page.html") -> list[str]:
    context = _context(tmp_path)
    data = text.encode() if isinstance(text, str) else text
    (tmp_path / "output" / name).write_bytes(data)
    return [issue.reason for issue in leaks.check(context)]


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
        "身份证500101199003070018",
        "500101 19900307 0018",
        "车牌渝A·F12345",
        "渝AF12345",
        "渝 A F12345",
        "heming@example.cn",
        "HEMING@EXAMPLE.CN",
        "卡号6222 0212 3456 7890 123",
        "户号8899001122",
    ],
)
def test_a_strong_identifier_is_found_anywhere_in_any_form(tmp_path: Path, written: str) -> None:
    assert _found(tmp_path, f"<p>{written}</p>")


def test_a_strangers_phone_is_found_on_a_page_that_is_not_about_them(tmp_path: Path) -> None:
    assert _found(tmp_path, f"<p>{NUMBER} 13600009876</p>")


@pytest.mark.parametrize("written", ["张鹤鸣", "张 鹤 鸣", "张&#40548;鸣", "微信heming_1990", "3栋2单元5-1"])
def test_a_weak_identifier_is_found_in_what_is_made_from_its_own_matter(tmp_path: Path, written: str) -> None:
    assert _found(tmp_path, f"<p>{NUMBER} {written}</p>")


def test_an_escaped_json_file_is_read_as_a_reader_would(tmp_path: Path) -> None:
    assert _found(tmp_path, json.dumps({"number": NUMBER, "text": "张鹤鸣"}), "data.json")


def test_a_word_document_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "script.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", f"<w>{NUMBER} 张鹤<r/>鸣</w>")
    assert _found(tmp_path, path.read_bytes(), "script.docx")


def test_a_file_name_is_read_too(tmp_path: Path) -> None:
    assert _found(tmp_path, "x", "13900001234.html")


def test_a_file_that_cannot_be_read_closes_the_gate(tmp_path: Path) -> None:
    context = _context(tmp_path)
    (tmp_path / "output" / "blob.bin").write_bytes(b"\x00")
    assert [issue.code for issue in leaks.check(context)] == ["CHECK-002"]


def test_a_clean_page_with_hotlines_dates_and_document_numbers_passes(tmp_path: Path) -> None:
    clean = f"<p>{NUMBER}：2022年3月5日，渝府办〔2022〕15号，拨打12345或023-63899999，退费13900元。</p>"
    assert not _found(tmp_path, clean)


def test_someone_who_may_be_named_is_no_private_party(tmp_path: Path) -> None:
    named = Party(case_id="c1", seq=2, role="spokesperson", name="王发言", may_be_named=True)
    context = _context(tmp_path, Private(named, NUMBER))
    (tmp_path / "output" / "page.html").write_text(f"<p>{NUMBER} 王发言</p>", "utf-8")
    assert not list(leaks.check(context))


def test_a_finding_never_repeats_the_value(tmp_path: Path) -> None:
    found = _found(tmp_path, f"<p>{NUMBER} 13900001234 张鹤鸣</p>")
    assert not any("139" in reason or "鹤鸣" in reason for reason in found)


OTHER = "DC-2022-000008"
ROWS = {"csv": ("number,text\r\n{},{}\r\n{},{}\r\n"), "jsonl": ('["{}","{}"]\n["{}","{}"]\n')}


@pytest.mark.parametrize("suffix", ROWS)
@pytest.mark.parametrize("written", ["heming_1990", "3栋2单元5-1"])
def test_each_line_of_open_data_is_read_for_its_own_matter(tmp_path: Path, suffix: str, written: str) -> None:
    own = ROWS[suffix].format(OTHER, "已办结", NUMBER, written)
    others = ROWS[suffix].format(OTHER, written, NUMBER, "已办结")
    assert len(_found(tmp_path, own, f"2022-05.{suffix}")) == 1
    assert _found(tmp_path, others, f"2022-05.{suffix}") == []


@pytest.mark.parametrize("suffix", ROWS)
def test_a_phone_stands_in_no_line_of_open_data(tmp_path: Path, suffix: str) -> None:
    text = ROWS[suffix].format(OTHER, "电话13900001234", NUMBER, "已办结")
    assert len(_found(tmp_path, text, f"2022-05.{suffix}")) == 1
