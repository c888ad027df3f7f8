"""The other records that carry text: dossiers, policies, calls, surveys, episodes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from publish.model import contract as c
from publish.model.records import CallFile, DossierFile, EpisodeFile, PolicyFile, SurveyFile
from publish.store.reader import NAMES, Below, Reader
from publish.store.rejected import Rejected, RowError

R = TypeVar("R", bound=c.Row)
F = TypeVar("F", DossierFile, PolicyFile, SurveyFile, EpisodeFile)


def dossier_files(reader: Reader) -> Iterator[DossierFile | Rejected]:
    """Dossiers with their steps and matters, by dossier_id."""
    rows = list(reader.rows(c.Dossier))
    keys = [row.dossier_id for row in _good(rows)]
    steps = reader.below(c.DossierStep, "dossier_id", keys)
    cases = reader.below(c.DossierCase, "dossier_id", keys)
    policies = reader.below(c.DossierPolicy, "dossier_id", keys)
    parties = _parties(reader, cases)
    for row in rows:
        if isinstance(row, Rejected):
            yield row
            continue
        key = row.dossier_id
        case_ids = [link.case_id for link in cases.under(key)]
        file = DossierFile(
            dossier=row,
            steps=steps.under(key),
            case_ids=tuple(case_ids),
            policy_ids=tuple(link.policy_id for link in policies.under(key)),
            parties=_of(parties, case_ids),
        )
        bad = _bad(key, steps, cases, policies) or _bad_party(case_ids, parties)
        yield _sound(file, c.Dossier, key, bad, reader)


def policy_files(reader: Reader) -> Iterator[PolicyFile | Rejected]:
    """Policies with their matters, by policy_id."""
    rows = list(reader.rows(c.Policy))
    cases = reader.below(c.CasePolicy, "policy_id", [row.policy_id for row in _good(rows)])
    for row in rows:
        if isinstance(row, Rejected):
            yield row
            continue
        file = PolicyFile(policy=row, case_ids=tuple(link.case_id for link in cases.under(row.policy_id)))
        yield _sound(file, c.Policy, row.policy_id, _bad(row.policy_id, cases), reader)


def call_files(reader: Reader) -> Iterator[CallFile | Rejected]:
    """Public calls for leads, by call_id."""
    for row in reader.rows(c.Call):
        yield row if isinstance(row, Rejected) else CallFile(call=row)


def survey_files(reader: Reader) -> Iterator[SurveyFile | Rejected]:
    """Questionnaires, by survey_id; the answers in the order in which the store gives them."""
    answers = reader.unsorted(c.SurveyAnswer, "survey_id")
    for row in reader.rows(c.Survey):
        if isinstance(row, Rejected):
            yield row
            continue
        file = SurveyFile(survey=row, answers=answers.under(row.survey_id))
        yield _sound(file, c.Survey, row.survey_id, _bad(row.survey_id, answers), reader)


def episode_files(reader: Reader) -> Iterator[EpisodeFile | Rejected]:
    """Episodes with matters in order of airing, guests and open questions, by episode_id."""
    rows = list(reader.rows(c.Episode))
    keys = [row.episode_id for row in _good(rows)]
    cases = reader.below(c.EpisodeCase, "episode_id", keys)
    guests = reader.below(c.EpisodeGuest, "episode_id", keys)
    questions = reader.below(c.EpisodeQuestion, "episode_id", keys)
    parties = _parties(reader, cases)
    for row in rows:
        if isinstance(row, Rejected):
            yield row
            continue
        key = row.episode_id
        case_ids = [link.case_id for link in cases.under(key)]
        file = EpisodeFile(
            episode=row,
            case_ids=tuple(case_ids),
            guests=guests.under(key),
            questions=questions.under(key),
            parties=_of(parties, case_ids),
        )
        bad = _bad(key, cases, guests, questions) or _bad_party(case_ids, parties)
        yield _sound(file, c.Episode, key, bad, reader)


def _good(rows: Iterable[R | Rejected]) -> list[R]:
    return [row for row in rows if not isinstance(row, Rejected)]


def _parties(reader: Reader, cases: Below[Any]) -> Below[c.Party]:
    """The parties of every matter in `cases`."""
    keys = sorted({link.case_id for links in cases.values() for link in links})
    return reader.below(c.Party, "case_id", keys)


def _of(parties: Below[c.Party], case_ids: Sequence[str]) -> tuple[c.Party, ...]:
    return tuple(party for case_id in dict.fromkeys(case_ids) for party in parties.under(case_id))


def _bad(key: str, *below: Below[Any]) -> Rejected | None:
    return next((part.bad[key] for part in below if key in part.bad), None)


def _bad_party(case_ids: Sequence[str], parties: Below[c.Party]) -> Rejected | None:
    return next((parties.bad[case_id] for case_id in case_ids if case_id in parties.bad), None)


def _sound(file: F, kind: type[c.Row], key: str, bad: Rejected | None, reader: Reader) -> F | Rejected:
    """`file`, or what is wrong below it."""
    if bad is None:
        return file
    name = NAMES[kind]
    relation = reader.relations[name]
    return below_is_bad(bad).rejected(name, key, relation.where() if relation else "")


def below_is_bad(bad: Rejected) -> RowError:
    """The fault of a record below which `bad` was set aside."""
    return RowError(
        "STORE-113", relation=f"{bad.relation}/{bad.key}", fault=bad.issue.code, cure=bad.issue.cure
    )
