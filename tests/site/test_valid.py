"""Pages, style sheets and pictures are valid by the Nu Html Checker and html-validate, not a warning left."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import npm
from tests.site.page_types import examples
from tests.wholeline import Line

needs_vnu = pytest.mark.skipif(bool(npm.missing("vnu-jar")), reason=npm.missing("vnu-jar"))
needs_html_validate = pytest.mark.skipif(
    bool(npm.missing("html-validate")), reason=npm.missing("html-validate")
)
FAULTY = """<!DOCTYPE html><html lang="zh-CN"><head><title>坏页</title></head><body>
<p id="a">一<p id="a">二<img src="x.png"><a>没有去处的链接</b></body></html>"""
SHEET = ".wide { widht: 3px; color: nocolour }"


@pytest.fixture(scope="module")
def some(full_line: Line) -> list[Path]:
    """One page of each type, and everything of the theme."""
    output = full_line.output
    theme = [path for path in (output / "static").rglob("*") if path.suffix in (".css", ".svg")]
    return [*(output / path for path in examples(output).values()), *theme]


@pytest.fixture
def faulty(tmp_path: Path) -> list[Path]:
    (tmp_path / "page.html").write_text(FAULTY, "utf-8")
    (tmp_path / "sheet.css").write_text(SHEET, "utf-8")
    return sorted(tmp_path.iterdir())


@needs_vnu
def test_vnu_finds_nothing_on_a_page_of_each_type_and_in_the_theme(some: list[Path]) -> None:
    assert npm.vnu(some) == []


@needs_html_validate
def test_html_validate_finds_nothing_on_a_page_of_each_type(some: list[Path]) -> None:
    assert npm.html_validate(path for path in some if path.suffix == ".html") == []


@needs_vnu
def test_vnu_would_say_what_is_wrong(faulty: list[Path]) -> None:
    said = "\n".join(npm.vnu(faulty))
    for fault in (
        "Duplicate ID “a”",
        "must have an “alt” attribute",
        "Stray end tag “b”",
        "“widht”",
        "“color”",
    ):
        assert fault in said, said


@needs_html_validate
def test_html_validate_would_say_what_is_wrong(faulty: list[Path]) -> None:
    said = "\n".join(npm.html_validate(path for path in faulty if path.suffix == ".html"))
    for fault in ("no-dup-id", "wcag/h37", "no-implicit-close"):
        assert fault in said, said


@pytest.mark.proof
@needs_vnu
def test_vnu_finds_nothing_in_the_whole_tree(full_line: Line) -> None:
    assert npm.vnu([full_line.output]) == []


@pytest.mark.proof
@needs_html_validate
def test_html_validate_finds_nothing_in_the_whole_tree(full_line: Line) -> None:
    pages = sorted(full_line.output.rglob("*.html"))
    assert len(pages) > 1500
    assert npm.html_validate(pages) == []
