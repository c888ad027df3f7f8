"""The feeds directory: everything one can subscribe to, in every format."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from publish.site.addresses import list_folder, page_file
from publish.site.page import Page
from publish.site.record_views import FeedEntry, FeedsView
from publish.site.subjects import subject
from publish.site.workshop import Workshop

TITLE, LEAD = "订阅", "用阅读器订阅您关心的区县、主题和节目，有新事项会自动收到。"
FRONT = "feeds/index.html"
KINDS = (("column", "栏目"), ("district", "区县"), ("topic", "主题"))


def pages(shop: Workshop) -> Iterator[Page]:
    site = shop.edition.settings.site.name
    yield Page(
        path=FRONT,
        template="feeds",
        head=lambda: shop.heads.column(
            FRONT, kind="feeds", title=TITLE, lead=LEAD, feeds=shop.feeds("site", site)
        ),
        view=partial(_view, shop),
    )


def _view(shop: Workshop) -> FeedsView:
    site = shop.edition.settings.site.name
    whole = FeedEntry("全站", shop.edition.href("index.html"), shop.feeds("site", site))
    changed = FeedEntry(
        "更正与撤回", shop.edition.href("changes/index.html"), shop.feeds("changes", "更正与撤回")
    )
    groups: list[tuple[str, tuple[FeedEntry, ...]]] = [("全站", (whole, changed))]
    groups += [(label, tuple(_lists(shop, kind))) for kind, label in KINDS]
    return FeedsView(groups=(*groups, ("节目", tuple(_programmes(shop)))))


def _lists(shop: Workshop, kind: str) -> Iterator[FeedEntry]:
    for name in shop.edition.list_names(f"{kind}/"):
        heading, folder = subject(shop.edition, name).heading, list_folder(name)
        yield FeedEntry(heading, shop.edition.href(page_file(folder, None)), shop.feeds(folder, heading))


def _programmes(shop: Workshop) -> Iterator[FeedEntry]:
    for slug, programme in shop.edition.programmes.items():
        title, front = f"《{programme.name}》", page_file(f"programmes/{slug}", None)
        yield FeedEntry(title, shop.edition.href(front), shop.podcasts(slug, title))
