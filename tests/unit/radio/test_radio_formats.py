"""The printed forms: the same words in each, the same bytes twice, nothing loaded from anywhere."""

from __future__ import annotations

import io
import json
import re
import zipfile
from typing import Any

import docx
import html5lib
import msgspec
import pypdf
import pytest
from radio_invented import CASES, DIRECTORY, MINSHENG, POLICIES, ZHOUWU, case

from publish.errors import PublishError
from publish.model.published import PublishedEpisode
from publish.model.texts import PublicText
from publish.radio.formats import pdf, registry, sheet
from publish.radio.pack import Pack
from publish.radio.packing import pack
from publish.radio.programme import named
from tests import browser
from tests.radio_reference import GOLDEN, SCHEMA, schema

PRINTED = ("docx", "html", "txt")
FONTS = browser.chinese_fonts() & set(pdf.FAMILIES)
SHOWN = (*PRINTED, "srt")
FORMS = [
    pytest.param(name, marks=pytest.mark.skipif(name == "pdf" and not FONTS, reason="没有中文字体：PDF 跳过"))
    for name in registry.forms()
]
EPISODES = {"zhouwu": ZHOUWU, "minsheng": MINSHENG}


def packed(episode: PublishedEpisode = ZHOUWU) -> Pack:
    return pack(episode, CASES, named(episode.programme), DIRECTORY, POLICIES)


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def shown_in(name: str, made: bytes) -> str:
    """All the form shows, one paragraph of Word a line."""
    if name == "docx":
        paragraphs = docx.Document(io.BytesIO(made)).element.body.iter(f"{W}p")
        return "\n".join("".join(map(_text, one.iter(f"{W}t"))) for one in paragraphs)
    if name == "pdf":
        return "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made)).pages)
    if name == "html":
        return "".join(html5lib.parse(made.decode(), namespaceHTMLElements=False).itertext())
    return made.decode()


def words_of(name: str, made: bytes) -> str:
    """What is read: without written forms and pinyin, which stand in half-width brackets."""
    return re.sub(r"\([^()]*\)", "", shown_in(name, made))


def _text(element: Any) -> str:
    """A text of Word; pinyin stands before its character there, so it is set in brackets."""
    over = next(element.iterancestors(f"{W}rt"), None)
    return f"({element.text})" if over is not None else element.text or ""


@pytest.mark.parametrize("form", ["txt", "json"])
@pytest.mark.parametrize("slug", EPISODES)
def test_the_script_of_an_invented_episode_reads_as_it_did(slug: str, form: str) -> None:
    """After a wanted change: `python -m tests.radio_reference`, and look at the difference."""
    made = registry.named(form).render(packed(EPISODES[slug])).decode()
    assert made == (GOLDEN / f"{slug}.{form}").read_text("utf-8")


def test_the_schema_is_that_of_the_pack() -> None:
    """After a change of the structs: `python -m tests.radio_reference`."""
    assert SCHEMA.read_bytes() == schema()


@pytest.mark.parametrize("slug", EPISODES)
def test_a_golden_pack_keeps_the_schema(slug: str) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    made = json.loads((GOLDEN / f"{slug}.json").read_text("utf-8"))
    jsonschema.validate(made, json.loads(SCHEMA.read_text("utf-8")))


@pytest.mark.parametrize("name", json.loads(SCHEMA.read_text("utf-8"))["$defs"])
def test_every_field_of_a_pack_is_named_on_its_page(name: str) -> None:
    page = (SCHEMA.parent / "radio-pack.md").read_text("utf-8")
    fields = json.loads(SCHEMA.read_text("utf-8"))["$defs"][name].get("properties", {})
    assert [field for field in fields if f"`{field}`" not in page] == []


@pytest.mark.parametrize("name", PRINTED)
def test_every_form_holds_every_sentence_and_every_time(name: str) -> None:
    shown = packed()
    words = words_of(name, registry.named(name).render(shown))
    for item in shown.items:
        assert sheet.moment(item) in words
        for line in (line for part in item.parts for line in part.sentences):
            assert line.text in words


@pytest.mark.parametrize("name", SHOWN)
def test_every_form_shows_how_each_figure_was_written(name: str) -> None:
    shown = packed()
    words = shown_in(name, registry.named(name).render(shown))
    lines = [line for item in shown.items for part in item.parts for line in part.sentences]
    found = [
        (line.text[one.start : one.end], one.shown)
        for line in lines
        for one in line.marks
        if one.kind == "figure"
    ]
    figures = [(said, written) for said, written in found if re.search(r"\d", written)]
    assert len(figures) > 15
    for said, written in figures:
        assert f"{said}({written})" in words


@pytest.mark.parametrize("name", PRINTED)
def test_every_form_shows_pinyin_and_what_is_easily_misheard(name: str) -> None:
    title = PublicText("綦江区定金何时能退")
    held = case("DC-2022-000700", title=title)
    made = pack(
        msgspec.structs.replace(ZHOUWU, cases=(held.number,)), {held.number: held}, named("zhouwu"), DIRECTORY
    )
    words = shown_in(name, registry.named(name).render(made))
    assert "綦(qí)" in words or "(qí)綦" in words
    assert "易误听：定金，不是“订金”" in words


@pytest.mark.parametrize("name", FORMS)
def test_every_form_has_the_same_bytes_twice(name: str) -> None:
    assert registry.named(name).render(packed()) == registry.named(name).render(packed())


@pytest.mark.parametrize("name", FORMS)
def test_no_form_says_who_a_matter_is_about(name: str) -> None:
    words = words_of(name, registry.named(name).render(packed()))
    assert not re.search(r"王某|王先生|刘女士|李某|张某|138", words)
    assert "一位市民" in words


@pytest.mark.parametrize("name", FORMS)
def test_markup_in_a_text_stays_text(name: str) -> None:
    title = PublicText("<script>alert(1)</script>停水&停电{{ 7*7 }}\x00\x0b")
    hostile = case("DC-2022-000666", title=title, appeal=title, result=title)
    episode = PublishedEpisode(
        programme="zhouwu",
        number=1,
        airs_at=ZHOUWU.airs_at,
        minutes=40,
        title=title,
        host="<b>\x00林岫",
        cases=(hostile.number,),
    )
    made = registry.named(name).render(pack(episode, {hostile.number: hostile}, named("zhouwu"), DIRECTORY))
    assert b"<script>" not in made
    assert "<b>林岫" in words_of(name, made)


def test_the_page_is_whole_and_loads_nothing() -> None:
    made = registry.named("html").render(packed()).decode()
    html5lib.HTMLParser(strict=True).parse(made)
    assert not re.search(r"<(?:link|img|iframe)|(?:src|href)=|@import|url\(", made)


def test_the_document_carries_the_ledgers_time_and_chinese_fonts() -> None:
    made = registry.named("docx").render(packed())
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        assert {entry.date_time for entry in package.infolist()} == {DIRECTORY.now.timetuple()[:6]}
        assert 'w:eastAsia="宋体"' in package.read("word/styles.xml").decode()
    core = docx.Document(io.BytesIO(made)).core_properties
    assert (core.author, core.created.year) == ("", 2022)


def test_the_prompter_has_one_sentence_a_line() -> None:
    for line in registry.named("txt").render(packed()).decode().splitlines():
        if line and line[0] not in "■▷":
            assert len(re.findall(r"[。！？](?!$)", line)) <= 3, line
            assert line[-1] in "。！？"


def test_an_unknown_form_names_those_there_are() -> None:
    with pytest.raises(PublishError, match=r"RADIO-004.*docx、.*txt"):
        registry.named("odt")


def test_the_json_is_the_whole_pack() -> None:
    made = registry.named("json").render(packed())
    assert msgspec.json.decode(made, type=Pack, strict=True) == packed()


def test_subtitles_stand_at_their_planned_time_and_never_overlap() -> None:
    shown = packed()
    spans = re.findall(r"(\S+) --> (\S+)", registry.named("srt").render(shown).decode())
    times = [_ms(stamp) for span in spans for stamp in span]
    assert times == sorted(times)
    assert times[-1] <= shown.timing.slot * 1000
    starts = {(item.total - item.seconds) * 1000 for item in shown.items}
    assert starts <= set(times)


def _ms(stamp: str) -> int:
    hours, minutes, seconds, rest = map(int, re.split("[:,]", stamp))
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest
