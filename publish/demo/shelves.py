"""The library as rows of the store, and what binds it to published matters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from publish.demo import units
from publish.demo.documents import Call, Dossier, Policy, Question, Step, Survey, library
from publish.demo.units import city_lead
from publish.model import contract
from publish.model.contract import Row
from publish.model.texts import RawText

LARGEST_DOSSIER = 24
"""Matters a dossier shows; more would only repeat each other."""

T = TypeVar("T")


def rows() -> dict[str, list[Row]]:
    """The rows of the library by relation, without what binds them to matters."""
    found = library()
    return {
        "policies": [_policy(policy) for policy in found.policies],
        "dossiers": [_dossier(dossier) for dossier in found.dossiers],
        "dossier_policies": [
            contract.DossierPolicy(dossier_id=dossier.id, policy_id=policy)
            for dossier in found.dossiers
            for policy in dossier.policies
        ],
        "dossier_steps": [_step(dossier, n, step) for dossier in found.dossiers
                          for n, step in enumerate(dossier.steps, 1)],
        "calls": [_call(call) for call in found.calls],
        "surveys": [_survey(survey) for survey in found.surveys],
        "survey_answers": [_answer(survey, question, option) for survey in found.surveys
                           for question in survey.questions for option in question.options],
    }  # fmt: skip


def dossier_cases(by_frame: Iterable[tuple[str, str]]) -> list[Row]:
    """Rows for the dossiers from (frame id, case id) of what was published."""
    pairs = list(by_frame)
    return [
        contract.DossierCase(dossier_id=dossier.id, case_id=case_id)
        for dossier in library().dossiers
        for case_id in spread([c for frame, c in pairs if frame.startswith(dossier.frames)], LARGEST_DOSSIER)
    ]


def spread(items: list[T], most: int) -> list[T]:
    """At most so many of the items, evenly from first to last."""
    if len(items) <= most:
        return items
    return [items[n * len(items) // most] for n in range(most)]


def _policy(one: Policy) -> Row:
    return contract.Policy(
        policy_id=one.id, title=RawText(one.title), issued_on=one.issued_on,
        unit_id=city_lead(one.office).unit_id, doc_number=one.doc_number, summary=RawText(one.summary),
    )  # fmt: skip


def _dossier(one: Dossier) -> Row:
    return contract.Dossier(
        dossier_id=one.id, title=RawText(one.title), summary=RawText(one.summary),
        opened_on=one.opened_on, closed_on=one.closed_on,
    )  # fmt: skip


def _step(dossier: Dossier, seq: int, one: Step) -> Row:
    return contract.DossierStep(
        dossier_id=dossier.id, seq=seq, kind=one.kind, at=one.at,
        unit_id=units.CITY_UNIT if one.kind == "lead" else city_lead(one.office).unit_id,
        text=RawText(one.text), number=one.number, measure=one.measure,
    )  # fmt: skip


def _call(one: Call) -> Row:
    return contract.Call(
        call_id=one.id, title=RawText(one.title), body=RawText(one.body),
        opens_on=one.opens_on, closes_on=one.closes_on,
    )  # fmt: skip


def _survey(one: Survey) -> Row:
    return contract.Survey(
        survey_id=one.id, title=RawText(one.title), opened_on=one.opened_on,
        answers=one.answers, closed_on=one.closed_on,
    )  # fmt: skip


def _answer(survey: Survey, question: Question, option: tuple[str, int]) -> Row:
    return contract.SurveyAnswer(
        survey_id=survey.id, question=RawText(question.question), option=RawText(option[0]), count=option[1]
    )
