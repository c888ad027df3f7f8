"""A record on its way out: from what the store says to what a person approved.

`CaseFile` → `RedactedCase` → `ReviewedCase` → `published.PublishedCase`; the same three steps for
every other kind that carries free text. Facts are codes and times; every free text lies in
`texts` under a stable field path ("title", "appeal", "events/3/note", "steps/2/text").
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Generic, Literal, NewType, TypeVar

import msgspec

from publish.model.cells import FULL, Level
from publish.model.contract import (
    Call,
    Case,
    CaseLink,
    Dossier,
    DossierStep,
    Episode,
    EpisodeGuest,
    EpisodeQuestion,
    Event,
    Party,
    Policy,
    Survey,
    SurveyAnswer,
)
from publish.model.texts import PublicText, RedactedText

SourceKey = NewType("SourceKey", str)
"""A store key under the ledger's secret (HMAC-SHA-256, hex): says nothing, finds its record."""

Told = Literal["city", "district", "town"]
"""The finest place a record names: a matter cut to less is not shown together with it."""

RecordKind = Literal["case", "episode", "dossier", "policy", "call", "survey"]


# --- what the store gives, gathered per record -------------------------------------------------


class CaseFile(msgspec.Struct, frozen=True, kw_only=True):
    """A matter with everything below it."""

    case: Case
    parties: tuple[Party, ...] = ()
    linked_parties: tuple[Party, ...] = ()
    events: tuple[Event, ...] = ()
    links: tuple[CaseLink, ...] = ()
    policy_ids: tuple[str, ...] = ()
    dossier_ids: tuple[str, ...] = ()


class DossierFile(msgspec.Struct, frozen=True, kw_only=True):
    dossier: Dossier
    steps: tuple[DossierStep, ...] = ()
    case_ids: tuple[str, ...] = ()
    policy_ids: tuple[str, ...] = ()
    parties: tuple[Party, ...] = ()


class PolicyFile(msgspec.Struct, frozen=True, kw_only=True):
    policy: Policy
    case_ids: tuple[str, ...] = ()


class CallFile(msgspec.Struct, frozen=True, kw_only=True):
    call: Call


class SurveyFile(msgspec.Struct, frozen=True, kw_only=True):
    survey: Survey
    answers: tuple[SurveyAnswer, ...] = ()


class EpisodeFile(msgspec.Struct, frozen=True, kw_only=True):
    """An episode, its matters in order of airing, and the private parties of those matters."""

    episode: Episode
    case_ids: tuple[str, ...] = ()
    guests: tuple[EpisodeGuest, ...] = ()
    questions: tuple[EpisodeQuestion, ...] = ()
    parties: tuple[Party, ...] = ()


# --- facts: what remains beside the texts ------------------------------------------------------


class Workdays(msgspec.Struct, frozen=True, kw_only=True):
    """Working days after submission, in place of times that may not be told; None: none, or not known."""

    accepted: int | None = None
    due: int | None = None
    closed: int | None = None
    revisited: int | None = None


class EventFact(msgspec.Struct, frozen=True, kw_only=True):
    """`at` None: its day may not be told, `workday` counts from the submission. `unit_level` stands for
    a unit that may not be told."""

    seq: int
    at: datetime | None
    kind: str
    unit_id: str | None = None
    workday: int | None = None
    unit_level: str | None = None


class CaseFacts(msgspec.Struct, frozen=True, kw_only=True, tag="case"):
    """A matter without its words, no finer than `level`. `related` names only same problems and follow-ups.

    Where dates were cut, `period` ("2022-Q2", "2022") and `workdays` stand in place of every time;
    `unit_level` stands for a unit that may not be told. `stands_apart`: even so fewer matters than the
    office's k look the same.
    """

    column: str
    channel: str | None
    handed_down: bool
    topic: str | None
    region_code: str | None
    unit_id: str | None
    applicant_kind: str
    submitted_at: datetime | None
    accepted_at: datetime | None
    due_at: datetime | None
    closed_at: datetime | None
    outcome: str
    satisfaction: int | None
    revisit_at: datetime | None
    revisit_outcome: str | None
    consent: str
    disclosed_at: datetime
    basis: str | None
    events: tuple[EventFact, ...] = ()
    related: tuple[SourceKey, ...] = ()
    policies: tuple[SourceKey, ...] = ()
    dossiers: tuple[SourceKey, ...] = ()
    level: Level = FULL
    period: str | None = None
    workdays: Workdays | None = None
    unit_level: str | None = None
    stands_apart: bool = False


class StepFact(msgspec.Struct, frozen=True, kw_only=True):
    seq: int
    kind: str
    at: date | None = None
    unit_id: str | None = None
    number: float | None = None
    measure: str | None = None


class DossierFacts(msgspec.Struct, frozen=True, kw_only=True, tag="dossier"):
    opened_on: date | None
    closed_on: date | None
    steps: tuple[StepFact, ...] = ()
    cases: tuple[SourceKey, ...] = ()
    policies: tuple[SourceKey, ...] = ()
    told: Told = "city"


class PolicyFacts(msgspec.Struct, frozen=True, kw_only=True, tag="policy"):
    issued_on: date
    unit_id: str | None
    doc_number: str | None
    url: str | None
    told: Told = "city"


class CallFacts(msgspec.Struct, frozen=True, kw_only=True, tag="call"):
    opens_on: date
    closes_on: date | None


class SurveyFacts(msgspec.Struct, frozen=True, kw_only=True, tag="survey"):
    """`counts[i][j]` belongs to texts "questions/i/options/j"."""

    opened_on: date
    closed_on: date | None
    answers: int
    counts: tuple[tuple[int, ...], ...] = ()


class GuestFact(msgspec.Struct, frozen=True, kw_only=True):
    seq: int
    name: str | None  # None unless the guest may be named
    title: str | None
    unit_id: str | None = None


class QuestionFact(msgspec.Struct, frozen=True, kw_only=True):
    seq: int
    at_second: int | None
    unit_id: str | None
    answered_at: datetime | None


class EpisodeFacts(msgspec.Struct, frozen=True, kw_only=True, tag="episode"):
    programme: str
    number: int
    airs_at: datetime
    minutes: int
    host: str | None  # None unless the host may be named
    director: str | None
    repeat_of: SourceKey | None
    season: int | None
    audio_url: str | None
    audio_bytes: int | None
    audio_seconds: int | None
    transcript_url: str | None
    cases: tuple[SourceKey, ...] = ()
    guests: tuple[GuestFact, ...] = ()
    questions: tuple[QuestionFact, ...] = ()
    told: Told = "city"


Facts = CaseFacts | DossierFacts | PolicyFacts | CallFacts | SurveyFacts | EpisodeFacts
F_co = TypeVar("F_co", bound=Facts, covariant=True)


# --- redacted, reviewed -------------------------------------------------------------------------


class Outline(msgspec.Struct, frozen=True, kw_only=True):
    """What orders the readers' queue, whatever of it may be told: the district (GB/T 2260), the day the
    matter was closed, and the end of the 20th working day after it (政府信息公开条例 art. 26)."""

    district: str | None = None
    closed_on: date | None = None
    due_on: date | None = None


class Redacted(msgspec.Struct, Generic[F_co], frozen=True, kw_only=True):
    """What the anonymiser made of a record: a candidate for review.

    `source_hash` changes when the row, anything below it or its parties change. `outline` goes to the
    queue and is kept with no words.
    """

    kind: RecordKind
    source: SourceKey
    source_hash: str
    facts: F_co
    texts: dict[str, RedactedText]
    gates: tuple[str, ...] = ()  # codes of closed gates, e.g. "GATE-CONSENT"
    outline: Outline | msgspec.UnsetType = msgspec.UNSET


class Reviewed(msgspec.Struct, Generic[F_co], frozen=True, kw_only=True):
    """What the readers approved; everything public is made from this alone."""

    kind: RecordKind
    source: SourceKey
    facts: F_co
    texts: dict[str, PublicText]
    approved_at: datetime


RedactedCase = Redacted[CaseFacts]
ReviewedCase = Reviewed[CaseFacts]
