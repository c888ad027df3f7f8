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
from publish.site.unit_views import Standing
from publish.site.views import (
    CallRow,
    Counted,
    DossierCard,
    EpisodeRow,
    FeedLink,
    Link,
    Paged,
    PolicyRow,
    View,
)


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


class MonthOfChanges(NamedTuple):
    """How many corrections and withdrawals of each kind a month had."""

    label: str
    href: str
    total: int
    counts: tuple[int, ...]


class ChangesOfKind(NamedTuple):
    """The corrections or withdrawals of one kind in a month; `code` is their place on the page."""

    code: str
    label: str
    rows: tuple[ChangeRow, ...]


class ChangesMonthView(View, frozen=True, kw_only=True):
    """changes_month.html: all corrections and withdrawals of a month, kind by kind; `newer` and `older` are
    the months beside it that have some."""

    label: str
    total: int
    kinds: tuple[ChangesOfKind, ...]
    newer: Link | None
    older: Link | None


class ChangesView(Paged, frozen=True, kw_only=True):
    """changes.html: corrections and withdrawals, newest first, and on the front what was added last (rendered
    rows), `months` counted by `kinds` (code, word), the closed quarters and the data of the newest days."""

    rows: tuple[ChangeRow, ...]
    added: tuple[Markup, ...] = ()
    kinds: tuple[tuple[str, str], ...] = ()
    months: tuple[MonthOfChanges, ...] = ()
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
    """`number` and `measure` as they are printed ("4,181", "件投诉逐件梳理"), or None; `policies` were
    issued on the day of the step."""

    kind: str
    label: str
    at: date | None
    unit_name: str | None
    unit_href: str | None
    text: str | None
    number: str | None
    measure: str | None
    policies: tuple[Link, ...] = ()


class DossierView(View, frozen=True, kw_only=True):
    """dossier.html. `cases` are rendered rows, the newest of `card.cases`; `standing` is what all of them add
    up to; `note` is handwritten prose beside the dossier, or empty; `days`: from its opening to its closing.
    """

    dossier: PublishedDossier
    card: DossierCard
    steps: tuple[StepView, ...]
    policies: tuple[PolicyRow, ...]
    cases: tuple[Markup, ...]
    standing: Standing | None
    note: Markup
    days: int | None


class PoliciesView(View, frozen=True, kw_only=True):
    """policies.html: by year of issue, newest first, and by issuing body."""

    groups: tuple[tuple[str, tuple[PolicyRow, ...]], ...]
    bodies: tuple[tuple[Counted, tuple[PolicyRow, ...]], ...]


class PolicyView(View, frozen=True, kw_only=True):
    """policy.html. `index` is its number in this site's catalogue (索引号); `cases` are rendered rows,
    at most the newest 50 of `row.cases`; `standing` is what all of them add up to."""

    policy: PublishedPolicy
    row: PolicyRow
    index: str
    unit_href: str | None
    link: str | None
    cases: tuple[Markup, ...]
    standing: Standing | None
    dossiers: tuple[DossierCard, ...]


class ProgrammeView(Paged, frozen=True, kw_only=True):
    """programme.html: as a list, 20 a page by episode number; `rows` are rendered
    `partials/episode_row.html`. On the front `coming` are the next episodes, soonest first, and `podcast` and
    `calendar` whole addresses to subscribe to."""

    programme: PublishedProgramme
    rows: tuple[Markup, ...]
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
    """calls.html: those that are open, and those that are closed, newest first."""

    current: tuple[CallRow, ...]
    past: tuple[CallRow, ...]


class CallView(View, frozen=True, kw_only=True):
    """call.html. `result`: what came of it, told by hand, and when."""

    call: PublishedCall
    row: CallRow
    result: Markup
    result_on: date | None


class OptionView(NamedTuple):
    """`votes` as given; `percent` of the question's answers, one decimal; `most`: no other has more votes."""

    text: str
    votes: int
    percent: float
    most: bool


class SurveyQuestion(NamedTuple):
    text: str
    total: int
    options: tuple[OptionView, ...]


class SurveyView(View, frozen=True, kw_only=True):
    """survey.html. `result` as that of a call."""

    survey: PublishedSurvey
    row: CallRow
    questions: tuple[SurveyQuestion, ...]
    result: Markup
    result_on: date | None


class CountTable(View, frozen=True, kw_only=True):
    """Exact counts of published cases: `columns` head the numbers; a row is a label, its page (or
    None) and the numbers."""

    name: str
    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, str | None, tuple[int, ...]], ...]


class FeedEntry(NamedTuple):
    """One thing to subscribe to, in each format. `topics`: of a district, its feeds by topic."""

    label: str
    href: str
    feeds: tuple[FeedLink, ...]
    topics: tuple[Link, ...] = ()


class FeedGroup(NamedTuple):
    """`opml`: the address of all of them as OPML; None where the page has one for all."""

    slug: str
    label: str
    opml: str | None
    entries: tuple[FeedEntry, ...]


class FeedsView(View, frozen=True, kw_only=True):
    """feeds.html: all feeds but the units' (`is_front`), or those; `units` leads there."""

    heading: str
    is_front: bool
    groups: tuple[FeedGroup, ...]
    opml: str
    units: Link | None


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


class DataGroup(NamedTuple):
    """A table, or a month of figures, in its forms; `fields` of a table."""

    label: str
    name: str
    files: tuple[PartFile, ...]
    fields: tuple[DataField, ...] = ()


class DataView(View, frozen=True, kw_only=True):
    """data.html: the newest month first. `sets`: the whole sets, made at `sets_made_at`, where there are any;
    `described`: data package, catalogue, schemas; `days`: the address of the list of the days of changes."""

    parts: tuple[DataPart, ...]
    fields: tuple[DataField, ...]
    sets: tuple[PartFile, ...]
    sets_made_at: datetime | None
    tables: tuple[DataGroup, ...]
    figures: tuple[DataGroup, ...]
    figure_fields: tuple[DataField, ...]
    days: str
    described: tuple[Link, ...]
    licence: Link
    source: str


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


class PlaceGroup(NamedTuple):
    heading: str
    links: tuple[Link, ...]


class SiteMapView(View, frozen=True, kw_only=True):
    """site_map.html: the places of the site, in groups."""

    groups: tuple[PlaceGroup, ...]


class ReadingView(View, frozen=True, kw_only=True):
    """reading.html: says the same on every site."""


class Choice(NamedTuple):
    """A code that results may be narrowed to; `below`: of the second level."""

    code: str
    label: str
    below: bool = False


class Choices(NamedTuple):
    """A facet of the search: its name in addresses, its label, its codes."""

    name: str
    label: str
    choices: tuple[Choice, ...]


class SearchView(View, frozen=True, kw_only=True):
    """search.html"""

    choices: tuple[Choices, ...]
