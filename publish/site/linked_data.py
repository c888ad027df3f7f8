"""What a page is, for machines: JSON-LD in the words of schema.org, made of what the page itself shows.

A `What` names the type and adds what is told of that type alone; everything that all pages have in common
(title, address, what it is part of, who publishes it, the crumbs) is added here. Days are RFC 3339.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

import msgspec

from publish.site.views import CallRow, CaseRow, DossierCard, EpisodeRow, Link, PolicyRow
from publish.text.dates import rfc3339
from publish.text.markup import Markup, embedded

CONTEXT, LANGUAGE = "https://schema.org", "zh-CN"
KEPT = 4096

Facts = Mapping[str, object]


class What(NamedTuple):
    """What a page is, or is about: a type of schema.org, and facts in its words."""

    type: str
    facts: Facts


class Form(NamedTuple):
    """How a type is told: the word for its title, the type of the page above it (None: part of nothing),
    what the organiser is to it; `page`: it is the page itself, not something a page is about."""

    title: str = "name"
    above: str | None = None
    organiser: tuple[str, ...] = ()
    page: bool = False


FORMS = {
    "WebSite": Form(organiser=("publisher",), page=True),
    "WebPage": Form(above="WebPage", page=True),
    "CollectionPage": Form(above="CollectionPage", page=True),
    "SearchResultsPage": Form(above="SearchResultsPage", page=True),
    "QAPage": Form(above="CollectionPage", organiser=("publisher",), page=True),
    "Article": Form(title="headline", above="CollectionPage", organiser=("author", "publisher")),
    "Dataset": Form(above="Dataset", organiser=("creator",)),
    "Legislation": Form(),
    "RadioSeries": Form(),
    "RadioEpisode": Form(),
}
PAGES = {"home": "WebSite", "call": "WebPage", "survey": "WebPage", "prose": "WebPage", "gone": "WebPage",
         "missing": "WebPage", "verify": "WebPage", "reading": "WebPage",
         "search": "SearchResultsPage"}  # fmt: skip
"""Kind of page → its type; the others are collections."""


def case(row: CaseRow) -> What:
    """What the office tells of a matter."""
    return What("Article", _of_case(row))


def answered(row: CaseRow, asked: str, answer: str) -> What:
    """A letter and its reply."""
    told = _known(
        text=answer,
        datePublished=rfc3339(row.published_at),
        author=_named("GovernmentOrganization", row.unit_name),
    )
    question = {
        "@type": "Question",
        "name": row.title,
        "text": asked,
        "answerCount": 1,
        "acceptedAnswer": {"@type": "Answer", **told},
    }
    return What("QAPage", {**_of_case(row), "mainEntity": question})


def _of_case(row: CaseRow) -> Facts:
    return _known(
        identifier=row.number,
        datePublished=rfc3339(row.published_at),
        dateModified=rfc3339(row.modified_at),
        about=_named("Thing", row.topic_name),
        contentLocation=_named("AdministrativeArea", row.district_name),
    )


def service(name: str, organiser: str, city: str, phone: str | None) -> What:
    """The front: the site, and what it is a service of."""
    served = _known(
        provider=_named("GovernmentOrganization", organiser),
        areaServed=_named("AdministrativeArea", city),
        availableChannel=_channel(phone) if phone else None,
    )
    return What("WebSite", {"about": {"@type": "GovernmentService", "name": name, **served}})


def _channel(phone: str) -> Facts:
    return {"@type": "ServiceChannel", "servicePhone": {"@type": "ContactPoint", "telephone": phone}}


def policy(row: PolicyRow, link: str | None) -> What:
    """`link`: where the document itself stands."""
    facts = _known(
        legislationIdentifier=row.doc_number,
        datePublished=rfc3339(row.issued_on),
        legislationPassedBy=_named("GovernmentOrganization", row.unit_name),
        sameAs=link,
    )
    return What("Legislation", facts)


def dossier(card: DossierCard) -> What:
    return What("CollectionPage", _known(temporalCoverage=_span(card.opened_on, card.closed_on)))


def call(row: CallRow) -> What:
    """A call for leads or a questionnaire."""
    return What("WebPage", _known(temporalCoverage=_span(row.opens_on, row.closes_on)))


def prose(published_on: date | None) -> What:
    return What("WebPage", _known(datePublished=rfc3339(published_on) if published_on else None))


def series(name: str, description: str, station: str | None) -> What:
    """A radio programme."""
    facts = _known(name=name, description=description, publisher=_named("Organization", station))
    return What("RadioSeries", facts)


def episode(row: EpisodeRow, series: str, station: str | None, media: str | None) -> What:
    """A broadcast of the programme whose page has the address `series`; `media`: where it can be heard."""
    facts = _known(
        name=row.title,
        episodeNumber=row.number,
        partOfSeries=_named("RadioSeries", row.programme_name, url=series),
        datePublished=rfc3339(row.airs_at),
        duration=f"PT{row.minutes}M",
        publisher=_named("Organization", station),
        associatedMedia={"@type": "AudioObject", "contentUrl": media} if media else None,
    )
    return What("RadioEpisode", facts)


def data(
    description: str, city: str, licence: str, files: Iterable[tuple[str, str]], month: str | None = None
) -> What:
    """The open data of a city, or counts of all its months or one; `files`: media type, address of each."""
    facts = _known(
        description=description,
        temporalCoverage=month,
        spatialCoverage=_named("AdministrativeArea", city),
        license=licence,
        isAccessibleForFree=True,
        distribution=[
            {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": address}
            for kind, address in files
        ],
    )
    return What("Dataset", facts)


class LinkedData:
    """The blocks of one site: its `name`, `root` (put before links) and `organiser`; `home` is its front."""

    def __init__(self, name: str, root: str, home: str, organiser: str) -> None:
        self._root = root
        self._site = _raw(_named("WebSite", name, url=root + home))
        self._organiser = _raw(_named("GovernmentOrganization", organiser))
        self._above, self._item = lru_cache(KEPT)(self._page_above), lru_cache(KEPT)(self._crumb)

    def block(self, kind: str, title: str, url: str, crumbs: tuple[Link, ...], what: What | None) -> Markup:
        """The content of the page's `<script type="application/ld+json">`."""
        graph = [self._node(what or What(PAGES.get(kind, "CollectionPage"), {}), title, url, crumbs)]
        if len(crumbs) > 1:
            graph.append({"@type": "BreadcrumbList", "itemListElement": self._trail(url, crumbs)})
        return embedded({"@context": CONTEXT, "@graph": graph})

    def _node(self, what: What, title: str, url: str, crumbs: tuple[Link, ...]) -> dict[str, object]:
        form = FORMS[what.type]
        node: dict[str, object] = {"@type": what.type, form.title: title, "url": url}
        if not form.page:
            node["mainEntityOfPage"] = url
        node["inLanguage"] = LANGUAGE
        for role in form.organiser:
            node[role] = self._organiser
        if form.above and len(crumbs) > 1:
            node["isPartOf"] = self._above(crumbs[-2], form.above) if len(crumbs) > 2 else self._site
        node.update(what.facts)
        return node

    def _trail(self, url: str, crumbs: tuple[Link, ...]) -> list[object]:
        above = [self._item(position, link) for position, link in enumerate(crumbs[:-1], 1)]
        return [*above, _list_item(len(crumbs), crumbs[-1].label, url)]

    def _crumb(self, position: int, link: Link) -> msgspec.Raw:
        return _raw(_list_item(position, link.label, self._root + link.href))

    def _page_above(self, link: Link, kind: str) -> msgspec.Raw:
        return _raw(_named(kind, link.label, url=self._root + link.href))


def _list_item(position: int, label: str, url: str) -> Facts:
    return {"@type": "ListItem", "position": position, "name": label, "item": url}


def _named(kind: str, name: str | None, **facts: str) -> Facts | None:
    return {"@type": kind, "name": name, **facts} if name else None


def _known(**facts: object) -> Facts:
    return {name: fact for name, fact in facts.items() if fact is not None}


def _span(first: date | None, last: date | None) -> str | None:
    """ISO 8601: 2022-03-01/2022-06-30, with .. for what isn't known."""
    days = [rfc3339(day) if day else ".." for day in (first, last)]
    return "/".join(days) if first or last else None


def _raw(data: object) -> msgspec.Raw:
    return msgspec.Raw(msgspec.json.encode(data))
