"""The feeds directory: everything one can subscribe to, in every format; the units on a page of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from publish.site import subscriptions
from publish.site.addresses import feed_stem
from publish.site.edition import Edition
from publish.site.page import Page
from publish.site.record_views import FeedEntry, FeedGroup, FeedsView
from publish.site.subscriptions import PROGRAMMES, Group, Offer
from publish.site.views import FeedLink, Head, Link
from publish.site.workshop import Workshop

TITLE, LEAD = "订阅", "用阅读器订阅您关心的区县、主题、单位和节目，有新事项会自动收到。"
UNITS, UNITS_LEAD = "按承办单位订阅", "办过公开事项的单位，都可以单独订阅。"
FRONT, FRONT_UNITS = "feeds/index.html", "feeds/units/index.html"
OPML, PAIR = ".opml", ".atom.xml"


def pages(shop: Workshop) -> Iterator[Page]:
    yield Page(
        path=FRONT,
        template="feeds",
        head=partial(_head, shop, FRONT, TITLE, LEAD),
        view=partial(_view, shop, FRONT, subscriptions.groups),
    )
    yield Page(
        path=FRONT_UNITS,
        template="feeds",
        head=partial(_head, shop, FRONT_UNITS, UNITS, UNITS_LEAD),
        view=partial(_view, shop, FRONT_UNITS, subscriptions.units),
    )


def _head(shop: Workshop, path: str, title: str, lead: str) -> Head:
    crumbs = () if path == FRONT else (shop.link(TITLE, FRONT),)
    feeds = shop.feeds("site", shop.edition.settings.site.name)
    return shop.heads.column(path, kind="feeds", title=title, lead=lead, crumbs=crumbs, feeds=feeds)


def _view(shop: Workshop, path: str, groups: Callable[[Edition], tuple[Group, ...]]) -> FeedsView:
    front = path == FRONT
    return FeedsView(
        heading=TITLE if front else UNITS,
        is_front=front,
        groups=tuple(_group(shop, group, front) for group in groups(shop.edition) if group.offers),
        opml=_opml(shop, "all" if front else "units"),
        units=shop.link(UNITS, FRONT_UNITS) if front else None,
    )


def _opml(shop: Workshop, name: str) -> str:
    return shop.edition.href(feed_stem(name) + OPML)


def _group(shop: Workshop, group: Group, front: bool) -> FeedGroup:
    opml = _opml(shop, group.slug) if front else None
    return FeedGroup(
        group.slug, group.label, opml, tuple(_entry(shop, group.slug, offer) for offer in group.offers)
    )


def _entry(shop: Workshop, kind: str, offer: Offer) -> FeedEntry:
    slug = offer.stem.rpartition("/")[2]
    feeds = shop.podcasts(slug, offer.label) if kind == PROGRAMMES else _rss_first(shop, offer)
    topics = tuple(_topic(shop, offer, topic) for topic in offer.topics)
    return FeedEntry(offer.label, shop.edition.href(offer.page), feeds, topics)


def _rss_first(shop: Workshop, offer: Offer) -> tuple[FeedLink, ...]:
    """The format every reader knows comes first."""
    return tuple(sorted(shop.feeds(offer.stem, offer.label), key=lambda one: "rss" not in one.type))


def _topic(shop: Workshop, offer: Offer, topic: str) -> Link:
    return shop.link(shop.edition.topics[topic].name, f"{feed_stem(offer.stem)}/{topic}{PAIR}")
