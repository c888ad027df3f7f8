"""The one place where text becomes HTML."""

from __future__ import annotations

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from publish.text.markup import excerpt, paragraphs, prose


def test_a_citizens_text_is_escaped_and_never_markup() -> None:
    made = paragraphs("<b>粗</b> **粗** {{ 7*7 }}\n1. 项")
    assert made == "<p>&lt;b&gt;粗&lt;/b&gt; **粗** {{ 7*7 }}</p>\n<p>1. 项</p>"


@given(st.text())
def test_no_text_makes_any_tag_but_paragraphs(text: str) -> None:
    assert set(re.findall(r"<[^>]*>", paragraphs(text))) <= {"<p>", "</p>"}


@given(st.text())
def test_paragraphs_lose_nothing_but_blanks(text: str) -> None:
    shown = html.unescape(re.sub(r"</?p>", "", paragraphs(text).replace("\n", "")))
    if not re.search(r"&[#\w]", text):
        assert "".join(shown.split()) == "".join("".join(text.splitlines()).split())


def test_blank_lines_make_no_paragraph() -> None:
    assert paragraphs("甲\n\n \n乙") == "<p>甲</p>\n<p>乙</p>"
    assert paragraphs(None) == ""


@given(st.text(), st.integers(2, 50))
def test_an_excerpt_is_one_line_and_no_longer_than_asked(text: str, length: int) -> None:
    cut = excerpt(text, length)
    assert len(cut) <= length
    assert len(cut.splitlines()) <= 1


def test_an_excerpt_says_that_it_was_cut() -> None:
    assert excerpt("一二三，四五六", 5) == "一二三…"
    assert excerpt("一二三", 5) == "一二三"


def test_prose_keeps_headings_links_and_tables() -> None:
    made = prose("## 题\n\n[去](../feeds/)\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |")
    assert "<h2" in made
    assert '<a href="../feeds/">去</a>' in made
    assert "<td>1</td>" in made


def test_prose_loses_scripts_handlers_styles_images_and_odd_addresses() -> None:
    made = prose(
        "<script>alert(1)</script><p onclick=x style=y>好</p><img src=http://a.b/c>"
        "[x](javascript:alert(1)) <iframe src=//a></iframe><form><input></form>"
    )
    for bad in ("script", "onclick", "style", "<img", "javascript", "iframe", "<form", "<input"):
        assert bad not in made
    assert "<p>好</p>" in made
