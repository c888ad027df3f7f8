"""A template's parts are found from its text, and never too few of them."""

from __future__ import annotations

import pytest

from publish.site.engine import THEME
from publish.site.parts import digest, parts, read

TEXTS = {
    "page.html": '{% extends "base.html" %}{%- import "m.html" as m -%}{# {% include "never.html" %} #}',
    "base.html": "{% include 'foot.html' ignore missing %}{% from \"m.html\" import a, b with context %}",
    "foot.html": "",
    "m.html": "{{ 'other.html' }}",
    "other.html": "",
}


def test_parts_are_followed_through_every_kind_of_tag() -> None:
    assert parts(TEXTS, "page.html") == {"page.html", "base.html", "foot.html", "m.html"}
    assert parts(TEXTS, "foot.html") == {"foot.html"}


@pytest.mark.parametrize(
    "text",
    ["{% include name %}", '{% include ["a.html", "b.html"] %}', '{% extends "base.html" if x else y %}',
     '{% import folder ~ "m.html" as m %}', '{% include "m" ~ name %}'],
)  # fmt: skip
def test_a_computed_name_may_be_any_template(text: str) -> None:
    assert parts(TEXTS | {"page.html": text}, "page.html") == {*TEXTS}


def test_a_change_to_a_part_changes_the_digest_and_a_change_elsewhere_does_not() -> None:
    before = digest(TEXTS, "page.html")
    assert digest(TEXTS | {"m.html": "x"}, "page.html") != before
    assert digest(TEXTS | {"other.html": "x"}, "page.html") == before


def test_every_page_of_the_theme_is_made_of_some_templates_and_of_no_other_page() -> None:
    texts = read(THEME / "templates")
    pages = {name for name in texts if name.startswith("pages/")}
    for page in pages:
        assert "base.html" in parts(texts, page)
        assert parts(texts, page) & pages == {page}
