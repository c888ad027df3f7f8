"""Handwritten pages and notices."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from functools import partial

from publish.site.page import Page
from publish.site.prose import ProsePage, file_of
from publish.site.record_views import ProseView
from publish.site.views import Head
from publish.site.workshop import Workshop
from publish.text.dates import BEIJING


def pages(shop: Workshop) -> Iterator[Page]:
    for page in (*shop.edition.prose.pages, *shop.edition.prose.notices):
        changed = page.modified_on
        yield Page(
            path=file_of(page),
            template="prose",
            head=partial(_head, shop, page),
            sources=(f"prose:{page.place}",),
            view=partial(_view, page),
            modified_at=datetime.combine(changed, time(), BEIJING) if changed else None,
        )


def _view(page: ProsePage) -> ProseView:
    return ProseView(title=page.title, html=page.html, published_on=page.published_on)


def _head(shop: Workshop, page: ProsePage) -> Head:
    path, about = file_of(page), "about/index.html"
    if path == about:
        return shop.heads.column(path, kind="prose", title=page.title, lead=page.description)
    column = shop.link("公告" if path.startswith("notices/") else "关于", about)
    return shop.heads.article(
        path,
        kind="prose",
        title=page.title,
        text=page.description or page.title,
        column=column,
        published=page.published_on,
    )
