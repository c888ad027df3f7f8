"""One self-contained page: opens anywhere, prints on A4, loads nothing and runs nothing."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import jinja2

from publish.radio.formats import sheet
from publish.radio.pack import Pack

NAME = "html"
SUFFIX = ".html"
TEMPLATES = Path(__file__).parent.parent / "templates"


def render(pack: Pack) -> bytes:
    """The script in UTF-8."""
    return _template().render(pack=pack, sheet=sheet).encode()


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("script.html")
