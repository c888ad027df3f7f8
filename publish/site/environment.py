"""Renders pages and fragments of one edition with the theme's templates."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from publish.errors import PublishError
from publish.site.addresses import list_folder, page_file
from publish.site.edition import Edition
from publish.site.qr import Codes
from publish.site.views import Head, Link, View
from publish.text.markup import Markup

if TYPE_CHECKING:
    from publish.site.templates import Templates

KEPT_LINKS = 1024


class Renderer:
    """Renders with the templates below `theme`; nothing is loaded before the first page."""

    def __init__(self, edition: Edition, theme: Path, demo: bool) -> None:
        self._edition, self._theme, self._demo = edition, theme, demo
        self._template = cache(self._load)

    def load(self) -> None:
        """Load the templates now: once for all the processes that are forked later."""
        self._templates.load()

    def page(self, template: str, view: View, head: Head) -> bytes:
        """The page as UTF-8. Raises `PublishError` SITE-010 when the template fails."""
        names = _fields(view)
        names["page"] = head
        return self._render(f"pages/{template}.html", names).encode()

    def fragment(self, template: str, row: View) -> Markup:
        """A row as trusted HTML, without the blanks around it."""
        return Markup(self._render(template, {"row": row}).strip())

    def _render(self, name: str, names: dict[str, Any]) -> str:
        from jinja2 import TemplateError, TemplateSyntaxError

        self._edition.uses.note(f"layout:{name}")
        try:
            return self._template(name)(names)
        except (TemplateError, AttributeError) as error:
            place = error.name if isinstance(error, TemplateSyntaxError) else name
            raise PublishError("SITE-010", f"theme/templates/{place}", detail=_short(error)) from error

    def _load(self, name: str) -> Callable[[dict[str, Any]], str]:
        return self._templates.renderer(name)

    @cached_property
    def _templates(self) -> Templates:
        from publish.site.templates import Templates

        edition = self._edition
        shared = {
            "site": edition.settings.site,
            "demo": self._demo,
            "url": lru_cache(KEPT_LINKS)(edition.href),
            "answer_days": edition.settings.duty.takedown_workdays,
            "qr": Codes().code,
            "columns": tuple(_column(edition, slug) for slug in edition.columns),
        }
        return Templates(self._theme, shared)


def _column(edition: Edition, slug: str) -> Link:
    return Link(edition.columns[slug].name, edition.href(page_file(list_folder(f"column/{slug}"), None)))


def _fields(view: View) -> dict[str, Any]:
    return {name: getattr(view, name) for name in view.__struct_fields__}


def _short(error: Exception) -> str:
    line = getattr(error, "lineno", None)
    return f"{type(error).__name__}: {error}{f' ({line})' if line else ''}"[:300]
