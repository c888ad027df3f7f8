"""All feeds at once: as OPML, for a reader to take over, and as an index for programs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import msgspec

from publish.feeds import registry
from publish.feeds.base import Collection, Feed, Outline, PodcastFeed
from publish.site import subscriptions
from publish.site.addresses import feed_stem
from publish.site.edition import Edition
from publish.site.subscriptions import PROGRAMMES, UNITS, Group, Offer
from publish.site.workshop import Workshop

ALL = "all"
INDEX = "feeds/index.json"
TAKEN = ".rss.xml"
"""The format that every reader knows."""


class Offers:
    """The collections of one edition."""

    def __init__(self, shop: Workshop) -> None:
        self._edition, self._site = shop.edition, shop.edition.settings.site
        (podcast,) = registry.formats_for(PodcastFeed)
        self._podcast = podcast.SUFFIX

    def collections(self) -> Iterator[tuple[str, Callable[[], Collection]]]:
        """The stem of each file and what it holds: all feeds, the units', and every other group by itself."""
        yield feed_stem(ALL), partial(self._collection, ALL, "全部订阅源", _everything)
        yield feed_stem(UNITS), partial(self._collection, UNITS, "按承办单位订阅", subscriptions.units)
        for slug, label, _ in subscriptions.KINDS:
            yield feed_stem(slug), partial(self._collection, slug, f"按{label}订阅", partial(_only, slug))

    def index(self) -> bytes:
        """What there is, by code: names of districts and topics that have feeds, and in which districts there
        are feeds of which topics."""
        held = {group.slug: group.offers for group in subscriptions.groups(self._edition)}
        districts = {_slug(offer): offer for offer in held["districts"]}
        found = {
            "formats": [form.SUFFIX for form in registry.formats_for(Feed)],
            "columns": _names(held["columns"]),
            "districts": _names(held["districts"]),
            "topics": _names(held["topics"]),
            "pairs": {code: offer.topics for code, offer in districts.items() if offer.topics},
        }
        return msgspec.json.encode(found) + b"\n"

    def _collection(
        self, slug: str, title: str, groups: Callable[[Edition], tuple[Group, ...]]
    ) -> Collection:
        absolute = self._edition.addresses.absolute
        return Collection(
            title=f"{title} - {self._site.name}",
            href=absolute("feeds/index.html"),
            self_href=absolute(feed_stem(slug)),
            author=self._site.organiser,
            groups=tuple((group.label, tuple(self._outlines(group))) for group in groups(self._edition)),
        )

    def _outlines(self, group: Group) -> Iterator[Outline]:
        suffix = self._podcast if group.slug == PROGRAMMES else TAKEN
        absolute = self._edition.addresses.absolute
        for offer in group.offers:
            page = absolute(offer.page)
            yield Outline(offer.label, absolute(feed_stem(offer.stem) + suffix), page)


def _everything(edition: Edition) -> tuple[Group, ...]:
    return (*subscriptions.groups(edition), *subscriptions.units(edition))


def _only(slug: str, edition: Edition) -> tuple[Group, ...]:
    return tuple(
        Group(slug, label, tuple(offers(edition)))
        for each, label, offers in subscriptions.KINDS
        if each == slug
    )


def _slug(offer: Offer) -> str:
    return offer.stem.rpartition("/")[2]


def _names(offers: tuple[Offer, ...]) -> dict[str, str]:
    return {_slug(offer): offer.label for offer in offers}
