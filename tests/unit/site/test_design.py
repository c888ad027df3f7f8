"""The theme's design system: colours that can be read, components with examples, all of it by tokens."""

from __future__ import annotations

import re
from pathlib import Path

import html5lib
import msgspec
import pytest

from tests.styleguide import THEME, Component, Example, components, shown, write

CSS = THEME / "static/css"
SHEETS = sorted(CSS.rglob("*.css"))
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(")
MACRO = re.compile(r"{% macro (\w+)\(")
INNER = {
    "answers": set(), "chain": {"echo"}, "charts": {"stack", "count", "columns", "twin", "cartogram"},
    "files": {"one", "size", "fields"}, "lists": set(), "marks": set(), "nav": {"item", "items", "map"},
    "recurring": {"difference"},
}  # fmt: skip
"""Macros that another one's examples show, or that a page's own tests look at."""
TEXT, BOUND = 4.5, 3.0
"""Contrast of text, and of what tells one thing from another (WCAG 2.2, 1.4.3 and 1.4.11)."""
PAIRS = [
    (ink, paper, TEXT)
    for ink in ("ink", "ink-soft", "ink-faint", "accent", "amber", "red")
    for paper in ("paper", "paper-sunk")
] + [("on-notice", "notice", TEXT), ("rule-firm", "paper", 2.5)]
ELDER = 7.0


def blocks(sheet: Path) -> dict[str, dict[str, str]]:
    """Selector → its custom properties; the last block of a selector counts."""
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text("utf-8"), flags=re.S)
    found = re.findall(r"([^{}]+)\{([^{}]*)\}", text)
    return {
        " ".join(selector.split()): dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]+)", body))
        for selector, body in found
        if "--paper" in body and "print" not in selector
    }


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * each for each in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


TOKENS = blocks(CSS / "tokens.css")
DARK = TOKENS[':root[data-theme="dark"]']


def light() -> dict[str, str]:
    """The tokens by day: the first block of `:root`, not the one for paper."""
    text = (CSS / "tokens.css").read_text("utf-8")
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]+)", text[: text.index("@media")]))


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "paper", "least"), PAIRS)
def test_what_is_written_stands_out_from_its_ground(theme: str, ink: str, paper: str, least: float) -> None:
    tokens = light() if theme == "light" else DARK
    assert contrast(tokens[ink], tokens[paper]) >= least


def test_dark_is_the_same_by_the_system_and_by_the_switch() -> None:
    assert TOKENS[':root:not([data-theme="light"])'] == DARK
    assert set(DARK) == set(light())


@pytest.mark.parametrize("ink", ["ink", "ink-soft", "ink-faint", "accent", "amber", "red"])
def test_in_elder_mode_contrast_is_high_by_day_and_in_the_dark(ink: str) -> None:
    found = blocks(CSS / "components/elder.css")
    assert len(found) == 3
    for tokens in found.values():
        assert contrast(tokens[ink], tokens["paper"]) >= ELDER


def test_the_text_of_elder_mode_is_at_least_18_points() -> None:
    text = (CSS / "components/elder.css").read_text("utf-8")
    sizes = dict(re.findall(r"--(step-[s0-9]):\s*([\d.]+)rem", text))
    assert {"step-s", "step-0", "step-1", "step-4"} <= set(sizes)
    assert all(float(size) * 16 >= 24 for size in sizes.values())


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_a_component_takes_its_colours_from_the_tokens_and_nothing_from_elsewhere(sheet: Path) -> None:
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text("utf-8"), flags=re.S)
    text = re.sub(r'@import url\("[\w/]+\.css"\);', "", text)  # one of the site's own
    assert "@import" not in text
    assert not re.search(r"url\(|https?:", text)
    if sheet.name not in ("tokens.css", "elder.css", "print.css"):
        assert not COLOUR.findall(text)


@pytest.mark.parametrize(
    "path", sorted((THEME / "templates/macros").glob("*.html")), ids=lambda path: path.stem
)
def test_every_macro_has_an_example(path: Path) -> None:
    said = " ".join(component.show for component in components())
    macros = set(MACRO.findall(path.read_text("utf-8"))) - INNER.get(path.stem, set())
    assert not [name for name in macros if not re.search(rf"\.{name}\(", said)], path.name


@pytest.mark.parametrize("component", components(), ids=lambda component: component.name)
def test_a_component_shows_its_examples_as_sound_html(component: Component) -> None:
    assert component.examples
    for name, html in shown(component):
        parser = html5lib.HTMLParser(strict=True)
        parser.parse(f"<!DOCTYPE html><title>{name}</title><body><ol>{html}</ol>")
        assert html.strip()


def test_every_style_sheet_a_component_names_is_there_and_the_page_links_them(tmp_path: Path) -> None:
    text = write(tmp_path).read_text("utf-8")
    for component in components():
        for sheet in component.styles:
            assert (CSS / f"{sheet}.css").is_file(), component.name
            assert f"/static/css/{sheet}.css" in text


def test_an_example_with_a_field_too_many_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"name": "a", "with": {}, "wiht": {}}, Example)
