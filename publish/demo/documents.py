"""Policies, dossiers, calls for leads and the questionnaire: handwritten, with dates and units."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import TypeVar

import msgspec

HERE = Path(__file__).parent
T = TypeVar("T")


class Policy(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    title: str
    issued_on: date
    office: str
    doc_number: str
    topics: tuple[str, ...]
    summary: str


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    kind: str
    at: date
    office: str
    text: str
    number: float | None = None
    measure: str | None = None


class Dossier(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`frames`: how the ids of the frames begin whose matters belong to it.

    Such matters come up between the two days of `season`, `weight` times as often as others.
    """

    id: str
    title: str
    summary: str
    opened_on: date
    closed_on: date | None
    frames: tuple[str, ...]
    season: tuple[date, date]
    weight: int
    policies: tuple[str, ...]
    steps: tuple[Step, ...]


class Call(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    title: str
    opens_on: date
    closes_on: date
    body: str


class Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    question: str
    options: tuple[tuple[str, int], ...]


class Survey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    title: str
    opened_on: date
    closed_on: date
    answers: int
    questions: tuple[Question, ...]


class Library(msgspec.Struct, frozen=True):
    policies: tuple[Policy, ...]
    dossiers: tuple[Dossier, ...]
    calls: tuple[Call, ...]
    surveys: tuple[Survey, ...]


@cache
def library() -> Library:
    return Library(
        policies=_read("policies", Policy), dossiers=_read("dossiers", Dossier),
        calls=_read("calls", Call), surveys=_read("surveys", Survey),
    )  # fmt: skip


def texts() -> dict[str, list[tuple[str, dict[str, str]]]]:
    """Record kind → (key, field path → text), everything a reviewer reads of the library."""
    found = library()
    return {
        "policy": [(one.id, {"title": one.title, "summary": one.summary}) for one in found.policies],
        "dossier": [(one.id, _dossier_texts(one)) for one in found.dossiers],
        "call": [(one.id, {"title": one.title, "body": one.body}) for one in found.calls],
        "survey": [(one.id, _survey_texts(one)) for one in found.surveys],
    }


def policies_for(topic: str, disclosed_on: date) -> list[str]:
    """The policies that bear on a topic and were issued by then, or soon after."""
    return [
        policy.id
        for policy in library().policies
        if topic in policy.topics and policy.issued_on <= disclosed_on + timedelta(days=30)
    ]


def _read(name: str, kind: type[T]) -> tuple[T, ...]:
    return msgspec.yaml.decode((HERE / f"{name}.yaml").read_bytes(), type=tuple[kind, ...])  # type: ignore[valid-type]


def _dossier_texts(one: Dossier) -> dict[str, str]:
    steps = {f"steps/{n}/text": step.text for n, step in enumerate(one.steps, 1)}
    return {"title": one.title, "summary": one.summary, **steps}


def _survey_texts(one: Survey) -> dict[str, str]:
    found = {"title": one.title}
    for i, question in enumerate(one.questions):
        found[f"questions/{i}"] = question.question
        found |= {f"questions/{i}/options/{j}": option for j, (option, _) in enumerate(question.options)}
    return found
