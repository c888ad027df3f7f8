"""What lies in content/: public records, one file each, and the directories beside them.

Every string here is public. References are public numbers and slugs only.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Final, Literal

import msgspec

from publish.model.texts import PublicText


class Published(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Base of every record in content/."""


class TimelineEntry(Published, frozen=True, kw_only=True):
    """`kind` as in the contract's events; `unit` is a slug.

    Where the day may not be told, `workday` is the working day after submission; where the unit may
    not be told, `unit_level` is its level.
    """

    at: datetime | None = None
    kind: str
    unit: str | None = None
    note: PublicText | None = None
    workday: int | None = None
    unit_level: str | None = None


class WorkdaySpans(Published, frozen=True, kw_only=True):
    """Working days after submission."""

    accepted: int | None = None
    due: int | None = None
    closed: int | None = None
    revisited: int | None = None


class Difference(Published, frozen=True, kw_only=True):
    """One stretch of a field that was corrected: whole sentences as they were first, and as they are now.
    `field`: of the case, or "note" of its timeline. None: there was, or is, nothing."""

    field: str
    first: PublicText | None = None
    revised: PublicText | None = None


class Correction(Published, frozen=True, kw_only=True):
    """A correction of a published case. `kind`: wording, fact, privacy, or update (approved anew
    without one; tells what is new alone); `since`: from when on the first
    wording stood; `at`: when the revised one took its place. One for privacy, and any before it, tells
    neither reason nor words. `place`: among all corrections and withdrawals, for good."""

    place: int
    kind: str
    since: datetime
    at: datetime
    reason: PublicText | None = None
    changes: tuple[Difference, ...] = ()


class PublishedCase(Published, frozen=True, kw_only=True):
    """One published matter. `places` gives its permanent place (from 1) in each of its lists.

    Lists are named "all", "column/huisheng", "district/500101", "topic/t-03", "unit/u-0042",
    "month/2022-05" (month of publication).

    Where the dates of the procedure may not be told, `period` ("2022-Q2" or "2022") and `workdays`
    stand in place of all of them; `unit_level` stands for a unit that may not be told.
    """

    number: str
    column: str
    title: PublicText
    applicant_kind: str
    submitted_at: datetime | None = None
    published_at: datetime
    modified_at: datetime
    outcome: str
    places: dict[str, int]
    appeal: PublicText | None = None  # None: consent not asked, `summary` stands for it
    summary: PublicText | None = None
    result: PublicText | None = None
    comment: PublicText | None = None
    channel: str | None = None
    handed_down: bool = False
    topic: str | None = None  # slug of the topic's second level where there is one
    district: str | None = None  # GB/T 2260, six digits
    unit: str | None = None  # slug
    accepted_at: datetime | None = None
    due_at: datetime | None = None
    closed_at: datetime | None = None
    satisfaction: int | None = None
    revisit_at: datetime | None = None
    revisit_outcome: str | None = None
    timeline: tuple[TimelineEntry, ...] = ()
    related: tuple[str, ...] = ()  # numbers
    policies: tuple[str, ...] = ()  # slugs
    dossiers: tuple[str, ...] = ()  # slugs
    episodes: tuple[str, ...] = ()  # "programme/number"
    basis: str | None = None
    period: str | None = None
    workdays: WorkdaySpans | None = None
    unit_level: str | None = None
    corrections: tuple[Correction, ...] = ()
    replaces: str | None = None  # number that was withdrawn for an error, or superseded


class Step(Published, frozen=True, kw_only=True):
    kind: str
    at: date | None = None
    unit: str | None = None
    text: PublicText | None = None
    number: float | None = None
    measure: str | None = None


class PublishedDossier(Published, frozen=True, kw_only=True):
    slug: str
    title: PublicText
    summary: PublicText | None = None
    opened_on: date | None = None
    closed_on: date | None = None
    steps: tuple[Step, ...] = ()
    cases: tuple[str, ...] = ()
    policies: tuple[str, ...] = ()


class PublishedPolicy(Published, frozen=True, kw_only=True):
    slug: str
    title: PublicText
    issued_on: date
    unit: str | None = None
    doc_number: str | None = None
    url: str | None = None
    summary: PublicText | None = None
    cases: tuple[str, ...] = ()
    dossiers: tuple[str, ...] = ()


class PublishedCall(Published, frozen=True, kw_only=True):
    slug: str
    title: PublicText
    body: PublicText
    opens_on: date
    closes_on: date | None = None


class Option(Published, frozen=True, kw_only=True):
    text: PublicText
    count: int


class Question(Published, frozen=True, kw_only=True):
    text: PublicText
    options: tuple[Option, ...]


class PublishedSurvey(Published, frozen=True, kw_only=True):
    slug: str
    title: PublicText
    opened_on: date
    answers: int
    closed_on: date | None = None
    questions: tuple[Question, ...] = ()


class Guest(Published, frozen=True, kw_only=True):
    name: str | None = None
    title: str | None = None
    unit: str | None = None


class OpenQuestion(Published, frozen=True, kw_only=True):
    question: PublicText
    at_second: int | None = None
    answer: PublicText | None = None
    unit: str | None = None
    answered_at: datetime | None = None
    answer_due_at: datetime | None = None  # five working days after airing; None: undetermined


class Chapter(Published, frozen=True, kw_only=True):
    """A stretch of a recording, from its `start` in seconds. One that tells of a matter has that matter's
    title, whatever it is called later."""

    start: int
    title: str | None = None
    case: str | None = None


class PublishedEpisode(Published, frozen=True, kw_only=True):
    """`cases` are numbers in order of airing; a withdrawn or not (yet) public one is left out.

    `audio_file`: a recording of our own below paths.audio, which stands before `audio_url`; `audio_off`:
    there was a recording, and it told of a matter that is not public any more.
    """

    programme: str
    number: int
    airs_at: datetime
    minutes: int
    title: PublicText | None = None
    host: str | None = None
    director: str | None = None
    repeat_of: str | None = None  # "programme/number"
    season: int | None = None
    audio_url: str | None = None
    audio_bytes: int | None = None
    audio_seconds: int | None = None
    transcript_url: str | None = None
    cases: tuple[str, ...] = ()
    guests: tuple[Guest, ...] = ()
    questions: tuple[OpenQuestion, ...] = ()
    audio_file: str | None = None
    audio_off: bool = False
    chapters: tuple[Chapter, ...] = ()


class PublishedUnit(Published, frozen=True, kw_only=True):
    slug: str
    name: str
    level: str
    parent: str | None = None
    short_name: str | None = None
    spoken_name: str | None = None
    region_code: str | None = None
    public_phone: str | None = None


class PublishedRegion(Published, frozen=True, kw_only=True):
    code: str
    name: str
    level: str
    parent: str | None = None


class PublishedTopic(Published, frozen=True, kw_only=True):
    slug: str
    name: str
    parent: str | None = None


class PublishedColumn(Published, frozen=True, kw_only=True):
    slug: str
    name: str
    prefix: str
    description: str


class PublishedProgramme(Published, frozen=True, kw_only=True):
    slug: str
    name: str
    description: str
    minutes: int
    schedule: str
    station: str | None = None
    hotline: str | None = None


HIDDEN: Final = "*"
"""A count of 1 to 7."""
WITHHELD: Final = "-"
"""A count of any size that isn't told, so that no hidden one follows from it."""

Cell = int | Literal["*", "-"]
"""A whole-store count as it may be public: rounded to 5, `HIDDEN` or `WITHHELD`; days are exact."""


class Table(Published, frozen=True, kw_only=True):
    """A suppressed cross table, a cell for every row and column."""

    name: str  # e.g. "district", "topic", "outcome", "channel", "due"
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]


class MonthStatistics(Published, frozen=True, kw_only=True):
    """Whole-store figures of one closed month; written once, on `made_on`, never revised. The last month of a
    quarter also has the quarter's tables, which begin with "raised"."""

    month: str  # "2022-05"
    made_on: date
    tables: tuple[Table, ...]


class PublishedWithdrawal(Published, frozen=True, kw_only=True):
    """What stands in place of a withdrawn number, and all that is told of it. `act`: removed, withdrawn,
    superseded or expired; `unit`: slug; `replaced_by`: number."""

    number: str
    place: int
    act: str
    reason: str
    withdrawn_at: datetime
    column: str | None = None
    unit: str | None = None
    replaced_by: str | None = None


class Revised(Published, frozen=True, kw_only=True):
    """One correction, without a word."""

    place: int
    kind: str
    at: datetime


class PublishedRevisions(Published, frozen=True, kw_only=True):
    """The corrections of one case, so that lists of them need not read every case."""

    number: str
    revised: tuple[Revised, ...]


class Quarter(Published, frozen=True, kw_only=True):
    """What a closed quarter added, corrected and withdrawn, and requests that came in; written once, never
    revised. Counts by column, by kind and by reason; `days`: working days from a request to its answer, one
    each, in order; `open`: not answered when the quarter was written."""

    quarter: str  # "2022-Q2"
    added: dict[str, int] = {}
    corrected: dict[str, int] = {}
    withdrawn: dict[str, int] = {}
    withdrawn_by_column: dict[str, int] = {}
    requests: int = 0
    answered: dict[str, int] = {}
    days: tuple[int, ...] = ()
    open: int = 0


class WholeFile(Published, frozen=True, kw_only=True):
    """One of the whole sets: its name, bytes, SHA-256."""

    name: str
    bytes: int
    sha256: str


class PublishedSets(Published, frozen=True, kw_only=True):
    """The whole sets that lie beside this record, as they were made: every case of every month in one file a
    form. `months`: month → its cases in them; `place`: the last of all corrections and withdrawals that they
    know of; `about`: SHA-256 of what they were made of."""

    slug: str
    made_at: datetime
    place: int
    months: dict[str, int]
    files: tuple[WholeFile, ...]
    about: str = ""


class Directory(Published, frozen=True, kw_only=True):
    """content/directory.json: what the records' slugs and codes mean, and the site's own time."""

    now: datetime
    demonstration: bool
    columns: tuple[PublishedColumn, ...]
    programmes: tuple[PublishedProgramme, ...]
    regions: tuple[PublishedRegion, ...]
    topics: tuple[PublishedTopic, ...]
    units: tuple[PublishedUnit, ...]


PublishedItem = (
    PublishedCase | PublishedDossier | PublishedPolicy | PublishedCall | PublishedSurvey | PublishedEpisode
)
