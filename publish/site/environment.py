"""The Jinja environment: autoescape everywhere, undefined names are errors, each template loaded once."""

from __future__ import annotations

from collections.abc import MutableMapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from publish.errors import PublishError
from publish.site.addresses import list_folder, page_file
from publish.site.edition import Edition
from publish.site.page import Page
from publish.site.views import Link, View
from publish.text import dates
from publish.text.markup import paragraphs

FILTERS = {
    "date": dates.chinese_date,
    "datetime": dates.chinese_datetime,
    "time": dates.chinese_time,
    "month": dates.chinese_month,
    "iso": dates.rfc3339,
    "paragraphs": paragraphs,
}


KEPT_LINKS = 1024


class Renderer:
    """Renders pages and fragments of one edition with the theme's templates."""

    def __init__(self, edition: Edition, theme: Path, demo: bool) -> None:
        self._templates: dict[str, jinja2.Template] = {}
        self._uses = edition.uses
        self._environment = _environment(theme / "templates")
        self._environment.globals |= {
            "site": edition.settings.site,
            "demo": demo,
            "url": lru_cache(KEPT_LINKS)(edition.href),
            "columns": tuple(_column(edition, slug) for slug in edition.columns),
        }

    def page(self, page: Page) -> bytes:
        """The page as UTF-8. Raises `PublishError` SITE-010 when the template fails."""
        names = _fields(page.view())
        names["page"] = page.head()
        return self._render(f"pages/{page.template}.html", names).encode()

    def fragment(self, template: str, row: View) -> Markup:
        """A row as trusted HTML, without the blanks around it."""
        return Markup(self._render(template, {"row": row}).strip())

    def _render(self, name: str, names: dict[str, Any]) -> str:
        self._uses.note_all((f"layout:{name}", "column", "demonstration"))
        try:
            return self._template(name).render(names)
        except jinja2.TemplateError as error:
            raise PublishError("SITE-010", f"theme/templates/{name}", detail=_short(error)) from error

    def _template(self, name: str) -> jinja2.Template:
        if name not in self._templates:
            self._templates[name] = self._environment.get_template(name)
        return self._templates[name]


def _column(edition: Edition, slug: str) -> Link:
    return Link(edition.columns[slug].name, edition.href(page_file(list_folder(f"column/{slug}"), None)))


class SiteEnvironment(jinja2.Environment):
    """Jinja with the globals of a template in one plain dict: a chain of maps, copied in Python for
    every include of every page, costs a tenth of the build."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return {**self.globals, **(d or {})}


def _environment(folder: Path) -> jinja2.Environment:
    environment = SiteEnvironment(
        loader=jinja2.FileSystemLoader(folder),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
    )
    environment.filters |= FILTERS
    return environment


def _fields(view: View) -> dict[str, Any]:
    return {name: getattr(view, name) for name in view.__struct_fields__}


def _short(error: Exception) -> str:
    line = getattr(error, "lineno", None)
    return f"{type(error).__name__}: {error}{f' ({line})' if line else ''}"[:300]
