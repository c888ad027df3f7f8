"""The case-store contract as types: one struct a relation, one field a column.

A field without a default is a required column; unknown extra columns are ignored by the reader.
Free text is `RawText`: it must pass the anonymiser before anything is made of it.
"""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from publish.model.texts import RawText


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """Base of every relation's row."""


class Case(Row, frozen=True, kw_only=True):
    """One matter a citizen or firm raised. `case_id` is the store's own key and never published."""

    case_id: str
    title: RawText
    appeal: RawText
    submitted_at: datetime
    disclosure: str
    updated_at: datetime
    column_slug: str | None = None
    result: RawText | None = None
    comment: RawText | None = None
    summary: RawText | None = None
    channel: str | None = None
    handed_down: bool | None = None
    topic: str | None = None
    region_code: str | None = None
    unit_id: str | None = None
    applicant_kind: str | None = None
    accepted_at: datetime | None = None
    due_at: datetime | None = None
    closed_at: datetime | None = None
    outcome: str | None = None
    satisfaction: int | None = None
    revisit_at: datetime | None = None
    revisit_outcome: str | None = None
    consent: str | None = None
    names_unit_critically: bool | None = None
    criticism_approval: str | None = None
    unit_notified_at: datetime | None = None
    third_party: str | None = None
    village_code: str | None = None
    trade: str | None = None
    approved_by: str | None = None
    approved_at: datetime | None = None
    disclosure_basis: str | None = None


class Party(Row, frozen=True, kw_only=True):
    """A person or firm in a matter. Known identifiers: the strongest recognizer of all."""

    case_id: str
    seq: int
    role: str
    kind: str | None = None
    name: str | None = None
    phone: str | None = None
    id_number: str | None = None
    address: str | None = None
    org_name: str | None = None
    email: str | None = None
    wechat: str | None = None
    qq: str | None = None
    plate: str | None = None
    bank_account: str | None = None
    account_number: str | None = None
    birth_date: str | None = None
    is_minor: bool | None = None
    may_be_named: bool | None = None


class Event(Row, frozen=True, kw_only=True):
    """One thing that happened to a matter."""

    case_id: str
    seq: int
    at: datetime
    kind: str
    unit_id: str | None = None
    note: RawText | None = None


class CaseLink(Row, frozen=True, kw_only=True):
    case_id: str
    other_id: str
    kind: str


class Unit(Row, frozen=True, kw_only=True):
    """A public body; its name is public."""

    unit_id: str
    name: str
    level: str
    parent_id: str | None = None
    short_name: str | None = None
    spoken_name: str | None = None
    region_code: str | None = None
    public_phone: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None


class Region(Row, frozen=True, kw_only=True):
    """A GB/T 2260 division or a 9-digit town below it."""

    code: str
    name: str
    level: str
    parent_code: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None


class Policy(Row, frozen=True, kw_only=True):
    policy_id: str
    title: RawText
    issued_on: date
    unit_id: str | None = None
    doc_number: str | None = None
    url: str | None = None
    summary: RawText | None = None


class CasePolicy(Row, frozen=True, kw_only=True):
    case_id: str
    policy_id: str


class Dossier(Row, frozen=True, kw_only=True):
    """点 → 面: from one lead to a policy and a batch of like problems."""

    dossier_id: str
    title: RawText
    summary: RawText | None = None
    opened_on: date | None = None
    closed_on: date | None = None


class DossierCase(Row, frozen=True, kw_only=True):
    dossier_id: str
    case_id: str


class DossierPolicy(Row, frozen=True, kw_only=True):
    dossier_id: str
    policy_id: str


class DossierStep(Row, frozen=True, kw_only=True):
    dossier_id: str
    seq: int
    kind: str
    at: date | None = None
    unit_id: str | None = None
    text: RawText | None = None
    number: float | None = None
    measure: str | None = None


class Call(Row, frozen=True, kw_only=True):
    """线索征集: a public call for leads."""

    call_id: str
    title: RawText
    body: RawText
    opens_on: date
    closes_on: date | None = None


class Survey(Row, frozen=True, kw_only=True):
    survey_id: str
    title: RawText
    opened_on: date
    answers: int
    closed_on: date | None = None


class SurveyAnswer(Row, frozen=True, kw_only=True):
    survey_id: str
    question: RawText
    option: RawText
    count: int


class Episode(Row, frozen=True, kw_only=True):
    """One broadcast of a radio programme; `minutes` is the length of its slot."""

    episode_id: str
    programme: str
    number: int
    airs_at: datetime
    minutes: int
    title: RawText | None = None
    host: str | None = None
    host_may_be_named: bool | None = None
    director: str | None = None
    repeat_of: str | None = None
    season: int | None = None
    audio_url: str | None = None
    audio_bytes: int | None = None
    audio_seconds: int | None = None
    transcript_url: str | None = None


class EpisodeCase(Row, frozen=True, kw_only=True):
    episode_id: str
    seq: int
    case_id: str


class EpisodeGuest(Row, frozen=True, kw_only=True):
    episode_id: str
    seq: int
    name: str | None = None
    title: str | None = None
    unit_id: str | None = None
    may_be_named: bool | None = None


class EpisodeQuestion(Row, frozen=True, kw_only=True):
    """A question left open on air, to be answered within five working days."""

    episode_id: str
    seq: int
    question: RawText
    at_second: int | None = None
    answer: RawText | None = None
    unit_id: str | None = None
    answered_at: datetime | None = None


RELATIONS: dict[str, type[Row]] = {
    "cases": Case, "parties": Party, "events": Event, "case_links": CaseLink,
    "units": Unit, "regions": Region,
    "policies": Policy, "case_policies": CasePolicy,
    "dossiers": Dossier, "dossier_cases": DossierCase, "dossier_policies": DossierPolicy,
    "dossier_steps": DossierStep,
    "calls": Call, "surveys": Survey, "survey_answers": SurveyAnswer,
    "episodes": Episode, "episode_cases": EpisodeCase, "episode_guests": EpisodeGuest,
    "episode_questions": EpisodeQuestion,
}  # fmt: skip
"""Relation name → row type, in the order a store is filled."""

KEYS: dict[str, tuple[str, ...]] = {
    "cases": ("case_id",), "parties": ("case_id", "seq"), "events": ("case_id", "seq"),
    "case_links": ("case_id", "other_id", "kind"), "units": ("unit_id",), "regions": ("code",),
    "policies": ("policy_id",), "case_policies": ("case_id", "policy_id"),
    "dossiers": ("dossier_id",), "dossier_cases": ("dossier_id", "case_id"),
    "dossier_policies": ("dossier_id", "policy_id"), "dossier_steps": ("dossier_id", "seq"),
    "calls": ("call_id",), "surveys": ("survey_id",),
    "survey_answers": ("survey_id", "question", "option"),
    "episodes": ("episode_id",), "episode_cases": ("episode_id", "seq"),
    "episode_guests": ("episode_id", "seq"), "episode_questions": ("episode_id", "seq"),
}  # fmt: skip
"""Relation name → the columns that name a row."""

DEMONSTRATION = "demonstration_only"
"""A table of this name marks an invented store: a production profile refuses it."""

OUTCOMES = ("solved", "partly", "explained", "unsolvable")
REVISIT_OUTCOMES = ("held", "slipped", "reopened")
CONSENTS = ("agreed", "refused", "not_asked")
DISCLOSURES = ("none", "proposed", "approved", "withdrawn")
APPLICANT_KINDS = ("citizen", "firm")
THIRD_PARTY = ("none", "consulted", "objected")
ROLES = ("applicant", "agent", "relative", "witness", "respondent", "staff", "spokesperson")
EVENT_KINDS = (
    "submitted", "dispatched", "arrived", "accepted", "warned", "urgent", "overdue", "transferred",
    "inspected", "replied", "closed", "called_back", "revisited", "reopened",
)  # fmt: skip
LINK_KINDS = ("same_person", "same_problem", "follow_up")
LEVELS = ("city", "district", "town", "village")
STEP_KINDS = ("lead", "inspection", "policy", "batch", "revisit")
