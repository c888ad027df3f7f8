"""Handwritten pages and notices."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from functools import partial

from markupsafe import Markup

from publish.site import linked_data
from publish.site.page import Page
from publish.site.prose import file_of
from publish.site.record_views import ProseView
from publish.site.views import Head
from publish.site.workshop import Workshop
from publish.text.dates import BEIJING


def pages(shop: Workshop) -> Iterator[Page]:
    for page in (*shop.edition.prose.pages, *shop.edition.prose.notices):
        yield Page(
            path=file_of(page),
            template="prose",
            head=partial(_head, shop, page.place),
            view=partial(_view, shop, page.place),
            modified_at=partial(_moment, page.modified_on),
        )


def _moment(changed: date | None) -> datetime | None:
    return datetime.combine(changed, time(), BEIJING) if changed else None


def _view(shop: Workshop, place: str) -> ProseView:
    page = shop.edition.handwritten(place)
    return ProseView(title=page.title, html=Markup(page.html), published_on=page.published_on)


def _head(shop: Workshop, place: str) -> Head:
    page = shop.edition.handwritten(place)
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
        what=linked_data.prose(page.published_on),
    )
