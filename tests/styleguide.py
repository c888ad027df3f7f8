"""Every component of the theme with its examples, on one page: `python -m tests.styleguide FOLDER`.

A component is an entry of theme/components/*.yaml: a name, a sentence, the style sheets it needs, how a
template shows it, and examples as data. The page is made for the tests and for whoever changes the theme;
it is no page of the site.
"""

from __future__ import annotations

import shutil
import sys
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import yaml
from markupsafe import Markup

from publish.settings import Site
from publish.site import case_views, record_views, statistics_views, views
from publish.site.qr import Codes
from publish.site.templates import Templates
from publish.site.views import Link

THEME = Path(__file__).parents[1] / "theme"
PAGE = "styleguide.html"
SITE = Site(
    name="回声", url="https://huisheng.example.cn", organiser="某市人民政府督查室", phone="023-00000000",
    mail="huisheng@example.cn",
)  # fmt: skip
FRAME = """{% extends "base.html" %}
{% set styles = sheets %}
{% block content %}
<header class="page-head"><h1>样式</h1><p class="lead">主题的每一个部件和它的例子。</p></header>
{% for component, examples in shown %}
<section class="section">
<h2>{{ component.name }}</h2>
<p class="lead">{{ component.about }}</p>
{% for name, html in examples %}
<p class="kicker">{{ name }}</p>
{{ html }}
{% endfor %}
</section>
{% endfor %}
{% endblock %}
"""


class Numbered(msgspec.Struct, frozen=True):
    """What 「这里有我的信息」 reads of a case."""

    number: str


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    given: dict[str, Any] = msgspec.field(name="with")


class Component(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`types`: names given → the type of their data, with * for several of them."""

    name: str
    about: str
    show: str
    examples: tuple[Example, ...]
    styles: tuple[str, ...] = ()
    types: dict[str, str] = {}


@cache
def components() -> tuple[Component, ...]:
    """All components, by file and in the file's order. Raises `ValidationError` for a wrong entry."""
    files = sorted((THEME / "components").glob("*.yaml"))
    read = (yaml.safe_load(path.read_text("utf-8")) for path in files)
    return tuple(
        component for entries in read for component in msgspec.convert(entries, tuple[Component, ...])
    )


def shown(component: Component) -> list[tuple[str, Markup]]:
    """The examples of a component, rendered as the site's templates are."""
    template = _templates().from_string(component.show)
    return [
        (one.name, Markup(template.render(**_typed(component, one.given))))  # our own theme's
        for one in component.examples
    ]


def write(folder: Path) -> Path:
    """The page and the theme's files below `folder`."""
    shutil.copytree(THEME / "static", folder / "static", dirs_exist_ok=True)
    sheets = sorted({sheet for component in components() for sheet in component.styles})
    head = views.Head(
        title="样式", description="样式", path=f"/{PAGE}", canonical=f"{SITE.url}/{PAGE}", kind="styleguide",
        section="/", linked=Markup("{}"), noindex=True,
    )  # fmt: skip
    made = [(component, shown(component)) for component in components()]
    text = _templates().from_string(FRAME).render(sheets=sheets, shown=made, page=head)
    (folder / PAGE).write_text(text, "utf-8")
    return folder / PAGE


@cache
def _templates() -> Templates:
    shared: dict[str, object] = {
        "site": SITE, "demo": True, "url": lambda path: path, "answer_days": 5, "qr": Codes().code,
        "columns": (Link("督查回声", "/columns/huisheng/"), Link("留言选登", "/columns/liuyan/")),
    }  # fmt: skip
    return Templates(THEME, shared)


def _typed(component: Component, given: dict[str, Any]) -> dict[str, Any]:
    return {name: _value(component.types.get(name), value) for name, value in given.items()}


def _value(kind: str | None, value: Any) -> Any:
    if kind is None or value is None:
        return value
    if kind.endswith("*"):
        return tuple(_value(kind[:-1], each) for each in value)
    if kind == "Markup":
        return Markup(value)  # the example's own
    return msgspec.convert(value, _type(kind), strict=False)


def _type(kind: str) -> Any:
    if kind == "CountRow":
        return tuple[str, str | None, tuple[int, ...]]
    if kind == "Group":
        return tuple[views.Counted, tuple[views.Counted, ...]]
    if kind in ("datetime", "date", "Numbered"):
        return {"datetime": datetime, "date": date, "Numbered": Numbered}[kind]
    rooms = (views, case_views, record_views, statistics_views)
    return next(getattr(room, kind) for room in rooms if hasattr(room, kind))


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    print(write(target))
