"""What every template receives: the contract between the engine and the theme.

A page `pages/<name>.html` gets the fields of its view as top-level names, and beside them `page`
(a `Head`). For all templates alike there are the globals `site` (settings.site), `demo` (bool) and
`url(path)` (puts the site's base before a literal path such as "/static/css/site.css"), `columns`
(a `Link` a column, so that a new column needs no template), and the filters `date`, `datetime`,
`time`, `month`, `iso` (RFC 3339, for <time datetime>) and `paragraphs` (PublicText → escaped <p>).
Every `href` in a view is ready to use. There is no `now`: a page that
shows the time of the build would change with every build. Where a view has `updated`, that is the
newest change among what the page shows.

`Markup` is trusted HTML made by the engine or sanitised; every other text is escaped by Jinja.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

import msgspec
from markupsafe import Markup

from publish.model.published import (
    PublishedCall,
    PublishedCase,
    PublishedColumn,
    PublishedDossier,
    PublishedEpisode,
    PublishedPolicy,
    PublishedProgramme,
    PublishedSurvey,
)


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


class Head(View, frozen=True, kw_only=True):
    """`page` in every template: what stands in <head>, the trail of crumbs, the feeds.

    `path` is the site path ("/cases/DC-2022-000139.html"), `canonical` the absolute address.
    `labels` are the government page labels, one `<meta name="…" content="…">` each, in order.
    `crumbs` lead from the home page to this one; the last is the page itself.
    """

    title: str
    description: str
    path: str
    canonical: str
    kind: str
    crumbs: tuple[Link, ...] = ()
    labels: dict[str, str] = {}
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
    """One broadcast. Template `partials/episode_row.html` gets it as `row`."""

    programme: str
    programme_name: str
    number: int
    href: str
    title: str
    airs_at: datetime
    minutes: int
    cases: int
    repeat: bool = False
    audio: bool = False


class DossierCard(View, frozen=True, kw_only=True):
    slug: str
    href: str
    title: str
    excerpt: str
    opened_on: date | None
    closed_on: date | None
    cases: int
    policies: int
    steps: int


class PolicyRow(View, frozen=True, kw_only=True):
    slug: str
    href: str
    title: str
    issued_on: date
    doc_number: str | None
    unit_name: str | None
    cases: int


class CallRow(View, frozen=True, kw_only=True):
    """A call for leads (`kind` "call") or a questionnaire ("survey")."""

    kind: str
    kind_label: str
    href: str
    title: str
    opens_on: date
    closes_on: date | None
    open: bool
    answers: int | None = None


# --- pages ----------------------------------------------------------------------------------------


class ColumnLatest(View, frozen=True, kw_only=True):
    column: PublishedColumn
    href: str
    total: int
    rows: tuple[CaseRow, ...]


class ProgrammeCard(View, frozen=True, kw_only=True):
    programme: PublishedProgramme
    href: str
    total: int
    latest: tuple[EpisodeRow, ...]
    feed: FeedLink | None = None


class Figures(View, frozen=True, kw_only=True):
    """Exact counts of what is published. `held`: revisits that found the result still standing."""

    published: int
    solved: int
    revisited: int
    held: int
    districts: int
    units: int
    episodes: int
    policies: int


class HomeView(View, frozen=True, kw_only=True):
    """home.html"""

    figures: Figures
    latest: tuple[ColumnLatest, ...]
    dossiers: tuple[DossierCard, ...]
    programmes: tuple[ProgrammeCard, ...]
    calls: tuple[CallRow, ...]
    notices: tuple[Link, ...]
    districts: tuple[Counted, ...]
    topics: tuple[Counted, ...]
    months: tuple[Counted, ...]
    updated: datetime | None


class ListView(View, frozen=True, kw_only=True):
    """list.html: a column, district, topic, unit or month, newest first.

    `rows` are rendered `partials/case_row.html`, to be printed as they are. On the front
    (`is_front`) `total` and `children` are set; on old pages they are None and (): an old page must
    not change with every new case. `pages` are a few places to jump to (newest, oldest).
    """

    kind: str
    heading: str
    lead: str
    rows: tuple[Markup, ...]
    is_front: bool
    number: int | None
    newer: str | None
    older: str | None
    pages: tuple[Link, ...] = ()
    total: int | None = None
    children: tuple[Counted, ...] = ()
    feeds: tuple[FeedLink, ...] = ()
    parent: Link | None = None
    updated: datetime | None = None


class TimelineView(View, frozen=True, kw_only=True):
    """`badge` is the short word (报到 受理 预警 紧急 警报 办结 回访 回头看 …), `label` a sentence."""

    at: datetime
    kind: str
    label: str
    badge: str
    late: bool
    unit_name: str | None = None
    unit_href: str | None = None
    note: str | None = None


class CaseView(View, frozen=True, kw_only=True):
    """case.html. `asked` is the citizen's text, or the office's account where consent was not
    asked (`asked_by_office` True); `summary` only stands beside a citizen's text."""

    case: PublishedCase
    row: CaseRow
    asked: str
    asked_by_office: bool
    channel: str | None
    satisfaction_label: str | None
    timeline: tuple[TimelineView, ...]
    policies: tuple[PolicyRow, ...]
    dossiers: tuple[DossierCard, ...]
    episodes: tuple[EpisodeRow, ...]
    related: tuple[CaseRow, ...]
    newer: Link | None
    older: Link | None


class DirectoryView(View, frozen=True, kw_only=True):
    """directory.html: districts, topics, units (four levels), months."""

    kind: str
    heading: str
    lead: str
    groups: tuple[tuple[Counted, tuple[Counted, ...]], ...]


class DossiersView(View, frozen=True, kw_only=True):
    """dossiers.html"""

    dossiers: tuple[DossierCard, ...]


class StepView(View, frozen=True, kw_only=True):
    """`figure` is number and measure ready to print ("4,181 件"), or None."""

    kind: str
    label: str
    at: date | None
    unit_name: str | None
    unit_href: str | None
    text: str | None
    figure: str | None


class DossierView(View, frozen=True, kw_only=True):
    """dossier.html. `note` is handwritten prose beside the dossier, or empty."""

    dossier: PublishedDossier
    card: DossierCard
    steps: tuple[StepView, ...]
    policies: tuple[PolicyRow, ...]
    cases: tuple[CaseRow, ...]
    note: Markup


class PoliciesView(View, frozen=True, kw_only=True):
    """policies.html: by year of issue, newest first."""

    groups: tuple[tuple[str, tuple[PolicyRow, ...]], ...]


class PolicyView(View, frozen=True, kw_only=True):
    """policy.html. `cases` are at most the newest 50 of `row.cases`."""

    policy: PublishedPolicy
    row: PolicyRow
    unit_href: str | None
    link: str | None
    cases: tuple[CaseRow, ...]
    dossiers: tuple[DossierCard, ...]


class ProgrammeView(View, frozen=True, kw_only=True):
    """programme.html: as a list, 20 a page by episode number; `rows` are rendered
    `partials/episode_row.html`."""

    programme: PublishedProgramme
    rows: tuple[Markup, ...]
    is_front: bool
    number: int | None
    newer: str | None
    older: str | None
    pages: tuple[Link, ...] = ()
    total: int | None = None
    feeds: tuple[FeedLink, ...] = ()


class QuestionView(View, frozen=True, kw_only=True):
    """A question left open on air. `at` is "12:30" from the start, or None."""

    question: str
    answer: str | None
    at: str | None
    unit_name: str | None
    unit_href: str | None
    answered_at: datetime | None
    answer_due_at: datetime | None


class GuestView(View, frozen=True, kw_only=True):
    name: str | None
    title: str | None
    unit_name: str | None


class EpisodeView(View, frozen=True, kw_only=True):
    """episode.html. `media` is the checked audio address or None."""

    episode: PublishedEpisode
    row: EpisodeRow
    programme: PublishedProgramme
    programme_href: str
    cases: tuple[CaseRow, ...]
    guests: tuple[GuestView, ...]
    questions: tuple[QuestionView, ...]
    media: str | None
    transcript: str | None
    repeat_of: Link | None
    newer: Link | None
    older: Link | None


class CallsView(View, frozen=True, kw_only=True):
    """calls.html"""

    calls: tuple[CallRow, ...]
    surveys: tuple[CallRow, ...]


class CallView(View, frozen=True, kw_only=True):
    """call.html"""

    call: PublishedCall
    row: CallRow


class OptionView(NamedTuple):
    """`votes` as given; `percent` of the question's answers, one decimal."""

    text: str
    votes: int
    percent: float


class SurveyQuestion(NamedTuple):
    text: str
    total: int
    options: tuple[OptionView, ...]


class SurveyView(View, frozen=True, kw_only=True):
    """survey.html"""

    survey: PublishedSurvey
    row: CallRow
    questions: tuple[SurveyQuestion, ...]


class CountTable(View, frozen=True, kw_only=True):
    """Exact counts of published cases: `columns` head the numbers; a row is a label, its page (or
    None) and the numbers."""

    name: str
    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, str | None, tuple[int, ...]], ...]


class MonthTable(NamedTuple):
    """A suppressed table; `heading` in Chinese; None is a hidden small count."""

    name: str
    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int | None, ...]], ...]


class MonthView(View, frozen=True, kw_only=True):
    month: str
    label: str
    href: str
    tables: tuple[MonthTable, ...]


class StatisticsView(View, frozen=True, kw_only=True):
    """statistics.html: /statistics/index.html (`figures`, `published` and the newest month) and
    /statistics/<month>.html (`figures` None, `published` empty, that month)."""

    figures: Figures | None
    published: tuple[CountTable, ...]
    month: MonthView | None
    months: tuple[Link, ...]


class FeedEntry(NamedTuple):
    label: str
    href: str
    feeds: tuple[FeedLink, ...]


class FeedsView(View, frozen=True, kw_only=True):
    """feeds.html"""

    groups: tuple[tuple[str, tuple[FeedEntry, ...]], ...]


class ProseView(View, frozen=True, kw_only=True):
    """prose.html: a handwritten page or notice."""

    title: str
    html: Markup
    published_on: date | None


class MissingView(View, frozen=True, kw_only=True):
    """404.html: where one may go from here."""

    links: tuple[Link, ...]
