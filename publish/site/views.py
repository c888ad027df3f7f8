"""What every template receives: the contract between the engine and the theme.

A page `pages/<name>.html` gets the fields of its view as top-level names, and beside them `page`
(a `Head`). For all templates alike there are the globals `site` (settings.site), `demo` (bool) and
`url(path)` (puts the site's base before a literal path such as "/static/css/site.css"), `columns`
(a `Link` a column, so that a new column needs no template), and the filters `date`, `datetime`,
`time`, `month`, `iso` (RFC 3339, for <time datetime>), `paragraphs` (PublicText → escaped <p>) and
`gist(n)` (its first whole sentences). docs/reference/theme.md has the rest.
Every `href` in a view is ready to use. There is no `now`: a page that
shows the time of the build would change with every build. Where a view has `updated`, that is the
newest change among what the page shows.

Views of whole pages are in `case_views.py` and `record_views.py`.

`Markup` is trusted HTML made by the engine or sanitised; every other text is escaped by Jinja.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

import msgspec
from markupsafe import Markup


class Link(NamedTuple):
    label: str
    href: str


class Counted(NamedTuple):
    """A link with a number of published cases; `href` is None where there is no page."""

    label: str
    href: str | None
    total: int


class FeedLink(NamedTuple):
    title: str
    href: str
    type: str


class View(msgspec.Struct, frozen=True, kw_only=True):
    """Base of every view."""


class Paged(View, frozen=True, kw_only=True):
    """Base of the views of lists that don't shift (rule 5): the front (`is_front`), or the page `number`
    counted from the oldest. `newer` and `older` are the pages beside it, `pages` a few places to jump to.
    `total` is told on the front alone: an old page must not change with every new entry.
    """

    is_front: bool
    number: int | None
    newer: str | None
    older: str | None
    pages: tuple[Link, ...] = ()
    total: int | None = None


class Head(View, frozen=True, kw_only=True):
    """`page` in every template: what stands in <head>, the trail of crumbs, the feeds.

    `path` is the site path ("/cases/DC-2022-000139.html"), `canonical` the absolute address, `section`
    the place of the navigation it belongs to ("/cases/", "/columns/huisheng/").
    `labels` are the government page labels, one `<meta name="…" content="…">` each, in order.
    `crumbs` lead from the home page to this one; the last is the page itself.
    `linked` is what the page is, as JSON-LD for a data block.
    """

    title: str
    description: str
    path: str
    canonical: str
    kind: str
    section: str
    crumbs: tuple[Link, ...] = ()
    labels: dict[str, str] = {}
    linked: Markup = Markup()
    feeds: tuple[FeedLink, ...] = ()
    noindex: bool = False


# --- fragments ------------------------------------------------------------------------------------


class CaseRow(View, frozen=True, kw_only=True):
    """One case in a list. Template `partials/case_row.html` gets it as `row` and is rendered once.

    `days`: working days from acceptance to closing; None where unknown.
    """

    number: str
    href: str
    title: str
    excerpt: str
    column: str
    column_name: str
    outcome: str
    outcome_label: str
    published_at: datetime
    modified_at: datetime
    applicant_label: str
    district_name: str | None = None
    district_href: str | None = None
    topic_name: str | None = None
    topic_href: str | None = None
    unit_name: str | None = None
    unit_href: str | None = None
    revisit: str | None = None
    revisit_label: str | None = None
    closed_at: datetime | None = None
    days: int | None = None


class EpisodeRow(View, frozen=True, kw_only=True):
    """One broadcast. Template `partials/episode_row.html` gets it as `row`. `coming`: not yet on air."""

    programme: str
    programme_name: str
    number: int
    href: str
    title: str
    airs_at: datetime
    minutes: int
    repeat: bool = False
    audio: bool = False
    coming: bool = False


class DossierLink(View, frozen=True, kw_only=True):
    """A dossier without its cases: a new one would change the page of every other."""

    slug: str
    href: str
    title: str
    policies: int
    steps: int


class DossierCard(DossierLink, frozen=True, kw_only=True):
    """A dossier in a few words; `chain` are the kinds of its steps in order, none twice running."""

    excerpt: str
    opened_on: date | None
    closed_on: date | None
    cases: int
    chain: tuple[str, ...] = ()


class PolicyLink(View, frozen=True, kw_only=True):
    """A policy without its cases."""

    slug: str
    href: str
    title: str
    issued_on: date
    doc_number: str | None
    unit_name: str | None


class PolicyRow(PolicyLink, frozen=True, kw_only=True):
    cases: int


class CallRow(View, frozen=True, kw_only=True):
    """A call for leads (`kind` "call") or a questionnaire ("survey"); `told`: what came of it is."""

    kind: str
    kind_label: str
    href: str
    title: str
    opens_on: date
    closes_on: date | None
    open: bool
    answers: int | None = None
    told: bool = False
