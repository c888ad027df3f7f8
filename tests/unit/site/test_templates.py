"""Templates made one piece mean what they meant in pieces; `once` and `printed` never change a page."""

# ruff: noqa: E501 - a template reads better on one line
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from publish.errors import PublishError
from publish.site import case_views, record_views
from publish.site.compiled import digest
from publish.site.templates import Kept, Templates
from publish.site.views import View
from publish.text import cache
from publish.text.markup import printed

GLOBALS = {"site": "站", "demo": True, "url": str, "columns": ()}

PIECES = {
    "base.html": "<b>{% block head %}底{% endblock %}|{% include 'foot.html' %}|{% block body %}{% endblock %}</b>",
    "foot.html": "{% set mine = '脚' %}{{ mine }}{{ title }}{% for x in rows %}{{ loop.index }}{{ x }}{% endfor %}",
    "m.html": """{% macro word(text, mark="*") %}{{ mark }}{{ text }}{% endmacro %}
{% macro twice(text) %}{{ word(text) }}{{ word(text, mark=text) }}{% endmacro %}
{% macro sees() %}{{ site }}{% endmacro %}
{% macro each(rows) %}{% for row in rows %}{% include 'row.html' %}{% endfor %}{% endmacro %}
{% macro calls() %}[{{ caller() }}]{% endmacro %}
{% set held = '持' %}{% macro reads() %}{{ held }}{% endmacro %}""",
    "n.html": "{% macro word(text) %}n{{ text }}{% endmacro %}{% macro usual(text=site) %}{{ text }}{% endmacro %}",
    "row.html": "({{ row }})",
}
PAGES = (
    "{% extends 'base.html' %}{% set title = '题' %}{% block body %}{{ title }}{% endblock %}",
    "{% extends 'base.html' %}无人见{% block head %}{{ super() }}头{% endblock %}",
    "{% extends 'base.html' %}{% block body %}{{ self.head() }}{% endblock %}",
    "{% import 'm.html' as m %}{{ m.word(title) }}{{ m.twice('<') }}{{ m.word(text=title, mark='&') }}",
    "{% import 'm.html' as m %}{% set text = '外' %}{{ m.twice(text ~ title) }}{{ text }}",
    "{% import 'm.html' as m %}{{ m.each(rows) }}{% for row in rows %}{{ m.each(rows) }}{{ row }}{% endfor %}",
    "{% import 'm.html' as m %}{% set site = '别处' %}{{ m.sees() }}{{ site }}",
    "{% import 'm.html' as m %}{% call m.calls() %}{{ title }}{% endcall %}{{ m.reads() }}",
    "{% import 'm.html' as m %}{{ m.word('是') if rows else '非' }}{{ m.word('长') | length }}",
    "{% from 'm.html' import word %}{{ word(title) }}",
    "{% import 'm.html' as m %}{% for m in rows %}{{ m }}{% endfor %}",
    "{% macro own(x) %}<i>{{ x }}</i>{% endmacro %}{{ own(title) }}{% set t = own('a') %}{{ t }}",
    "{% macro late(x) %}{% for y in x %}{{ loop.index }}{{ y }}{% else %}空{% endfor %}{% endmacro %}"
    "{% for z in rows %}{{ late(rows) }}{{ loop.index }}{% endfor %}{{ late([]) }}",
    "{% include 'foot.html' %}{{ mine is defined }}",
    "{% if rows %}{% import 'm.html' as m %}{% else %}{% import 'n.html' as m %}{% endif %}{{ m.word(title) }}",
    "{% import 'n.html' as m %}{{ m.word(1) }}{% import 'm.html' as m %}{{ m.word(2) }}",
    "{% macro a() %}1{% endmacro %}{% macro b() %}{{ a() }}{% endmacro %}{% macro a() %}2{% endmacro %}{{ b() }}",
    "{% import 'n.html' as n %}{% set site = '此处' %}{{ n.usual() }}{{ n.word(1) }}",
    "{% extends 'base.html' %}{% import 'm.html' as m %}{% block body %}{% block head %}{{ m.word(1) }}{% endblock %}{% endblock %}",
    "{% include ['none.html', 'row.html'] %}{% include 'none.html' ignore missing %}",
    "{% if title %}{% include 'foot.html' %}{% elif rows %}1{% else %}{% include 'row.html' %}{% endif %}",
)  # fmt: skip
NAMES: dict[str, Any] = {"title": "<题>", "rows": ["a", "&"], "row": "行"}


def _templates(theme: Path, texts: dict[str, str]) -> Templates:
    for name, text in texts.items():
        path = theme / "templates" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return Templates(theme, GLOBALS)


@pytest.fixture(autouse=True)
def _apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Compiled templates of these tests stay out of the user's cache."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.mark.parametrize("page", PAGES)
def test_a_template_prints_what_plain_jinja_prints(tmp_path: Path, page: str) -> None:
    texts = PIECES | {"page.html": page}
    plain = jinja2.Environment(
        loader=jinja2.DictLoader(texts), autoescape=True, undefined=jinja2.StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    plain.globals |= GLOBALS
    made = _templates(tmp_path / "theme", texts).get_template("page.html").render(NAMES)
    assert made == plain.get_template("page.html").render(NAMES)


def test_a_base_and_its_pieces_become_one_function(tmp_path: Path) -> None:
    templates = _templates(tmp_path / "theme", PIECES)
    code = templates.compile(PAGES[0], raw=True)
    assert "get_template" not in code
    assert "block_" not in code


def test_an_undefined_name_is_an_error_in_every_piece(tmp_path: Path) -> None:
    texts = PIECES | {"page.html": "{% import 'm.html' as m %}{{ m.word(nothing) }}"}
    with pytest.raises(jinja2.UndefinedError):
        _templates(tmp_path / "theme", texts).get_template("page.html").render()


def test_a_field_that_is_not_there_is_an_error(run: Callable[[], object], theme: Path) -> None:
    (theme / "templates" / "pages" / "case.html").write_text("{{ row.titel }}", "utf-8")
    with pytest.raises(PublishError, match=r"SITE-010.*pages/case\.html.*titel"):
        run()


def test_no_view_hides_a_name_that_all_templates_share() -> None:
    views = [
        each
        for module in (case_views, record_views)
        for each in vars(module).values()
        if isinstance(each, type) and issubclass(each, View) and each.__name__.endswith("View")
    ]
    assert len(views) > 15
    for view in views:
        assert not {*view.__struct_fields__} & {*GLOBALS, "page"}, view


def test_once_renders_once_for_each_value(tmp_path: Path) -> None:
    asked: list[str] = []
    texts = {"page.html": "{% once kind=kind[:1] %}{{ site.append(kind) or kind }}{% endonce %}{{ kind }};"}
    templates = _templates(tmp_path / "theme", texts)
    templates.globals["site"] = asked
    page = templates.get_template("page.html")
    assert "".join(page.render(kind=kind) for kind in ("ab", "ac", "b<")) == "aab;aac;bb&lt;;"
    assert asked == ["a", "b"]


def test_two_once_blocks_on_a_line_are_two(tmp_path: Path) -> None:
    page = (
        "{% once %}a{{ site }}{% endonce %}{% once %}b{% import 'm.html' as m %}{{ m.sees() }}{% endonce %}"
    )
    made = _templates(tmp_path / "theme", PIECES | {"page.html": page}).get_template("page.html")
    assert [made.render(), made.render()] == ["a站b站", "a站b站"]


def test_once_takes_equal_values_of_two_kinds_for_two(tmp_path: Path) -> None:
    page = _templates(tmp_path / "theme", {"page.html": "{% once x=x %}{{ x }}{% endonce %}"}).get_template(
        "page.html"
    )
    assert [page.render(x=x) for x in (Markup("<b>"), "<b>", 1, True, 1.0)] == [
        "<b>", "&lt;b&gt;", "1", "True", "1.0",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("{% once %}{{ title }}{% endonce %}", "title must be given"),
        ("{% once kind=title %}{{ kind }}{{ row.title }}{% endonce %}", "row must be given"),
        ("{% once %}{% include 'foot.html' %}{% endonce %}", "sees every name"),
        ("{% once %}{% import 'm.html' as m with context %}{% endonce %}", "sees every name"),
        ("{% once %}{% block body %}{% endblock %}{% endonce %}", "sees every name"),
    ],
)
def test_once_refuses_what_could_change_under_it(tmp_path: Path, page: str, said: str) -> None:
    templates = _templates(tmp_path / "theme", PIECES | {"page.html": page})
    with pytest.raises(jinja2.TemplateSyntaxError, match=said):
        templates.get_template("page.html")


def test_what_once_keeps_does_not_grow_without_end() -> None:
    kept = Kept()
    for number in range(3 * Kept.LIMIT):
        kept.keep((number,), Markup("x"))
    assert len(kept) <= Kept.LIMIT


@given(st.one_of(st.text(), st.text().map(Markup), st.integers(), st.none(), st.floats(), st.booleans()))
def test_what_is_printed_is_escaped_as_markupsafe_escapes_it(value: object) -> None:
    assert printed(value) == str(escape(value))


def test_compiled_templates_are_found_again_and_a_torn_entry_is_made_anew(tmp_path: Path) -> None:
    texts = {"pages/a.html": "{{ site }}", "macros/b.html": "{% macro x() %}{% endmacro %}"}
    assert _templates(tmp_path / "theme", texts).get_template("pages/a.html").render() == "站"
    (entry,) = (tmp_path / "cache" / "huisheng").glob("theme-*")
    whole = entry.read_bytes()
    entry.write_bytes(whole[:-9])
    assert _templates(tmp_path / "theme", texts).get_template("pages/a.html").render() == "站"
    assert entry.read_bytes() == whole


def test_an_entry_of_another_user_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.put("theme-x", b"code")
    assert cache.get("theme-x") == b"code"
    monkeypatch.setattr("os.getuid", lambda: 1 + (tmp_path / "cache").stat().st_uid)
    assert cache.get("theme-x") is None


def test_another_text_another_shared_name_another_entry() -> None:
    one = digest({"a": "x"}, ("site",))
    assert (
        len(
            {
                one,
                digest({"a": "y"}, ("site",)),
                digest({"a": "x"}, ("site", "b")),
                digest({"ax": ""}, ("site",)),
            }
        )
        == 4
    )
