"""Views of the pages that show other records, statistics, feeds and prose. See `views.py`."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from markupsafe import Markup

from publish.model.published import (
    PublishedCall,
    PublishedDossier,
    PublishedEpisode,
    PublishedPolicy,
    PublishedProgramme,
    PublishedSurvey,
)
from publish.site.case_views import Figures
from publish.site.views import CallRow, DossierCard, EpisodeRow, FeedLink, Link, PolicyRow, View


class GoneView(View, frozen=True, kw_only=True):
    """gone.html: what stands in place of a withdrawn number. `after`: the case that came in its place."""

    number: str
    heading: str
    next: str
    reason: str
    withdrawn_at: datetime
    unit_name: str | None
    after: Link | None


class ChangeRow(View, frozen=True, kw_only=True):
    """One correction or withdrawal. `title` None: withdrawn, nothing of it is told."""

    number: str
    href: str | None
    at: datetime
    label: str
    why: str
    title: str | None = None
    unit_name: str | None = None


class ChangesView(View, frozen=True, kw_only=True):
    """changes.html: corrections and withdrawals, newest first, and on the front what was added last (rendered
    rows), the closed quarters and the data of each month."""

    rows: tuple[ChangeRow, ...]
    is_front: bool
    number: int | None
    newer: str | None
    older: str | None
    pages: tuple[Link, ...] = ()
    total: int | None = None
    added: tuple[Markup, ...] = ()
    quarters: tuple[Link, ...] = ()
    feeds: tuple[FeedLink, ...] = ()
    data: tuple[Link, ...] = ()


class QuarterView(View, frozen=True, kw_only=True):
    """quarter.html: counts by column, kind and reason, each with its sum; `days`: how long answers took."""

    label: str
    added: tuple[tuple[str, int], ...]
    added_total: int
    corrected: tuple[tuple[str, int], ...]
    withdrawn: tuple[tuple[str, int], ...]
    by_column: tuple[tuple[str, int], ...]
    withdrawn_total: int
    requests: int
    answered: tuple[tuple[str, int], ...]
    open: int
    median: int | None
    longest: int | None


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
    """dossier.html. `cases` are rendered rows; `note` is handwritten prose beside the dossier, or empty."""

    dossier: PublishedDossier
    card: DossierCard
    steps: tuple[StepView, ...]
    policies: tuple[PolicyRow, ...]
    cases: tuple[Markup, ...]
    note: Markup


class PoliciesView(View, frozen=True, kw_only=True):
    """policies.html: by year of issue, newest first."""

    groups: tuple[tuple[str, tuple[PolicyRow, ...]], ...]


class PolicyView(View, frozen=True, kw_only=True):
    """policy.html. `cases` are rendered rows, at most the newest 50 of `row.cases`."""

    policy: PublishedPolicy
    row: PolicyRow
    unit_href: str | None
    link: str | None
    cases: tuple[Markup, ...]
    dossiers: tuple[DossierCard, ...]


class ProgrammeView(View, frozen=True, kw_only=True):
    """programme.html: as a list, 20 a page by episode number; `rows` are rendered
    `partials/episode_row.html`. On the front `coming` are the next episodes, soonest first, and `podcast` and
    `calendar` whole addresses to subscribe to."""

    programme: PublishedProgramme
    rows: tuple[Markup, ...]
    is_front: bool
    number: int | None
    newer: str | None
    older: str | None
    pages: tuple[Link, ...] = ()
    total: int | None = None
    feeds: tuple[FeedLink, ...] = ()
    coming: tuple[EpisodeRow, ...] = ()
    podcast: str | None = None
    calendar: str | None = None


class QuestionView(View, frozen=True, kw_only=True):
    """A question left open on air. `at` is "12:30" from the start, or None. `state`: answered, late (answered
    after its working days), open, overdue; `said` tells it in words."""

    question: str
    answer: str | None
    at: str | None
    unit_name: str | None
    unit_href: str | None
    answered_at: datetime | None
    answer_due_at: datetime | None
    state: str
    said: str


class ChapterView(View, frozen=True, kw_only=True):
    """A chapter: `at` as "12:30", `seconds` from the start, `case_href` of the matter it tells of."""

    at: str
    seconds: int
    title: str
    case_href: str | None


class RecordingView(View, frozen=True, kw_only=True):
    """A recording of our own: address, media type, length and size in words, and its chapters."""

    href: str
    type: str
    length: str | None
    size: str | None
    chapters: tuple[ChapterView, ...] = ()


class GuestView(View, frozen=True, kw_only=True):
    name: str | None
    title: str | None
    unit_name: str | None


class EpisodeView(View, frozen=True, kw_only=True):
    """episode.html. `cases` are rendered rows; `recording` is our own, `elsewhere` the checked address of one
    on another host; `taken_off`: there was one, and it told of a matter that is not public any more."""

    episode: PublishedEpisode
    row: EpisodeRow
    programme: PublishedProgramme
    programme_href: str
    cases: tuple[Markup, ...]
    guests: tuple[GuestView, ...]
    questions: tuple[QuestionView, ...]
    recording: RecordingView | None
    elsewhere: str | None
    taken_off: bool
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


class PartFile(NamedTuple):
    """One form of a month's data: "CSV", its address, its media type, its bytes."""

    name: str
    href: str
    type: str
    size: int


class DataPart(NamedTuple):
    """The cases published in a month; `open`: the newest month, in which more may come."""

    month: str
    href: str | None
    cases: int
    open: bool
    files: tuple[PartFile, ...]


class DataField(NamedTuple):
    """A field of the data and what it means."""

    name: str
    meaning: str


class DataView(View, frozen=True, kw_only=True):
    """data.html: the newest month first."""

    parts: tuple[DataPart, ...]
    fields: tuple[DataField, ...]


class ProseView(View, frozen=True, kw_only=True):
    """prose.html: a handwritten page or notice."""

    title: str
    html: Markup
    published_on: date | None


class MissingView(View, frozen=True, kw_only=True):
    """404.html: where one may go from here."""

    links: tuple[Link, ...]


class VerifyView(View, frozen=True, kw_only=True):
    """verify.html: says the same of every page; what it verifies it is told by its address."""
