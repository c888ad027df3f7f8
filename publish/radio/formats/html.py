"""The prompter: one page for a tablet that needs no network, loads nothing and keeps nothing.

What it holds is what is said on air, with the times; who is host or director stands on the paper, not
here. Its style and script are its own and named by digest in its Content-Security-Policy, so that nothing
else can run in it, whatever stands in a text.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path

import jinja2
from markupsafe import Markup

from publish.radio.formats import sheet
from publish.radio.pack import Item, Pack

NAME = "html"
SUFFIX = ".html"
TEMPLATES = Path(__file__).parent.parent / "templates"


def render(pack: Pack) -> bytes:
    """The page in UTF-8."""
    style, script = _file("prompter.css"), _file("prompter.js")
    return (
        template("prompter.html")
        .render(
            pack=pack,
            sheet=sheet,
            must=must,
            seconds=seconds,
            airs_ms=round(pack.header.airs_at.timestamp() * 1000),
            style=Markup(style),
            script=Markup(script),
            style_hash=_hash(style),
            script_hash=_hash(script),
        )
        .encode()
    )


def must(item: Item) -> int:
    """Seconds of an item that can't be left out, rounded up."""
    held = sum(part.read_ms for part in item.parts if part.must) if item.must else 0
    return seconds(held)


def seconds(ms: int) -> int:
    """Whole seconds, rounded up."""
    return -(-ms // 1000)


@cache
def template(name: str) -> jinja2.Template:
    """A template of this room: autoescape on, unknown names are errors."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template(name)


@cache
def _file(name: str) -> str:
    """A file of ours that stands inside an element: it must not end it."""
    text = (TEMPLATES / name).read_text("utf-8")
    assert "</" not in text
    return text


def _hash(text: str) -> str:
    """As a Content-Security-Policy names an inline script or style."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
