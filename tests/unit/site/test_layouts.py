"""The templates a template needs are found from its text, and never too few of them."""

from __future__ import annotations

import pytest

from publish.site.engine import THEME
from publish.site.layouts import layouts, needed

TEXTS = {
    "page.html": '{% extends "base.html" %}{%- import "m.html" as m -%}{{ url("other.html") }}',
    "base.html": "{% include 'foot.html' ignore missing %}{% from \"m.html\" import a, b with context %}",
    "m.html": "{{ 'other.html' }}",
    "other.html": "",
}


def test_templates_are_followed_through_every_kind_of_tag_and_may_be_missing() -> None:
    assert needed(TEXTS, "page.html") == {"page.html", "base.html", "foot.html", "m.html"}
    assert needed(TEXTS, "other.html") == {"other.html"}


@pytest.mark.parametrize(
    "text",
    ["{% include name %}", '{% include ["a.html", "b.html"] %}', '{% extends "base.html" if x else y %}',
     '{% import folder ~ "m.html" as m %}', '{% include "m" ~ name %}'],
)  # fmt: skip
def test_a_computed_name_may_be_any_template(text: str) -> None:
    assert needed(TEXTS | {"page.html": text}, "page.html") == {*TEXTS}


def test_every_page_of_the_theme_needs_the_base_and_no_other_page() -> None:
    held = layouts(THEME)
    pages = {name for name in held if name.startswith("pages/")}
    assert len(pages) > 15
    for page in pages:
        assert "base.html" in held[page]
        assert pages & {*held[page]} == {page}
