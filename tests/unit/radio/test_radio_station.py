"""A station's own Word template: every place it may name, and every fault said in one line."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import docx
import msgspec
import pytest
from radio_invented import CASES, DIRECTORY, POLICIES, ZHOUWU

from publish.errors import PublishError
from publish.radio import station
from publish.radio.packing import pack
from publish.radio.programme import named

PACK = pack(ZHOUWU, CASES, named("zhouwu"), DIRECTORY, POLICIES)
DOC = Path(__file__).parents[3] / "docs/how-to/make-a-station-template.md"


def template(folder: Path, *paragraphs: str) -> Path:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(str(folder / "t.docx"))
    return folder / "t.docx"


def shown(made: bytes) -> str:
    return "\n".join(
        "".join(one.text or "" for one in paragraph.iter("{*}t"))
        for paragraph in docx.Document(io.BytesIO(made)).element.body.iter("{*}p")
    )


@pytest.fixture
def example(tmp_path: Path) -> Path:
    (tmp_path / "e.docx").write_bytes(station.example())
    return tmp_path / "e.docx"


def test_the_template_to_begin_with_says_all_that_is_read(example: Path) -> None:
    words = re.sub(r"\([^()]*\)", "", shown(station.render(PACK, example)))
    words = re.sub(r"[a-zāáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜü]+", "", words)
    for item in PACK.items:
        assert f"{item.starts_at:%H:%M:%S}" in words
        for line in (line for part in item.parts for line in part.sentences):
            assert re.sub("[a-z]+", "", line.text) in words


def test_it_is_the_same_bytes_twice_with_the_ledgers_time_inside(example: Path) -> None:
    made = station.render(PACK, example)
    assert made == station.render(PACK, example)
    assert station.example() == station.example()
    at = DIRECTORY.now
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        assert {entry.date_time for entry in package.infolist()} == {at.timetuple()[:6]}
    core = docx.Document(io.BytesIO(made)).core_properties
    assert (core.author, core.title) == ("", "《周五面对面》第12期 主持稿")


def test_chinese_and_latin_have_each_their_own_face(example: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(station.render(PACK, example))) as package:
        styles, body = (package.read(f"word/{name}.xml").decode() for name in ("styles", "document"))
    assert 'w:eastAsia="宋体"' in styles
    assert 'w:lang w:eastAsia="zh-CN"' in styles
    assert '<w:rFonts w:hint="eastAsia"/>' in body
    assert "<w:ruby>" in body


def test_a_text_is_never_markup_or_code(tmp_path: Path) -> None:
    hostile = '<w:t>x</w:t> & {{ 7*7 }} {% raw %} "引"'
    header = msgspec.structs.replace(PACK.header, title=hostile)
    made = station.render(
        msgspec.structs.replace(PACK, header=header), template(tmp_path, "{{ 主题 }}", "{{ 标题 }}")
    )
    assert hostile in shown(made)


def test_every_place_of_the_how_to_can_be_named_and_no_other_exists(tmp_path: Path) -> None:
    told = set(re.findall(r"^\| `([^`]+)` \|", DOC.read_text("utf-8"), re.MULTILINE))
    places = station.places(PACK)
    item = places["各项"][0]
    held = {
        *places, *(f"项.{name}" for name in item), *(f"段.{name}" for name in item["各段"][0]),
        *(f"句.{name}" for name in item["补一句"]),
    }  # fmt: skip
    assert told == held


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ 主持 }}", "没有“主持”这个空位"),
        ("{% for 项 in 各项 %}{{ 项.名字 }}{% endfor %}", "没有“名字”这个空位"),
        ("{% for 项 in 各项 %}", "endfor"),
        ("{{ 标题 ", "TemplateSyntaxError"),
        ("{{ ''.__class__.__mro__ }}", "RADIO-042"),
        ("{{ 标题 | nosuch }}", "nosuch"),
        ("{{ 1 / 0 }}", "ZeroDivisionError"),
        ("{% for x in range(999999999) %}x{% endfor %}", "OverflowError"),
    ],
)
def test_a_fault_of_a_template_is_one_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(PublishError, match="RADIO-042") as caught:
        station.render(PACK, template(tmp_path, text))
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)
    assert "Traceback" not in str(caught.value)


@pytest.mark.parametrize("held", [b"", b"text", b"PK\3\4 torn"])
def test_what_is_no_word_document_is_refused_in_one_line(tmp_path: Path, held: bytes) -> None:
    (tmp_path / "t.docx").write_bytes(held)
    with pytest.raises(PublishError, match="RADIO-041") as caught:
        station.render(PACK, tmp_path / "t.docx")
    assert "\n" not in str(caught.value)


def test_a_zip_that_is_no_document_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "t.docx", "w") as package:
        package.writestr("a.txt", "x")
    with pytest.raises(PublishError, match="RADIO-041"):
        station.render(PACK, tmp_path / "t.docx")
