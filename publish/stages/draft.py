"""What the store says of a record, taken apart: facts as codes, texts for the anonymiser.

A draft holds raw text and lives in memory only; `redacted` turns it into what may be read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from itertools import groupby
from typing import Generic, TypeVar

import msgspec

from publish.anonymise.combination.hiding import Cut
from publish.anonymise.combination.ladder import DISTRICT, TOWN, Chance
from publish.columns import gates
from publish.columns.catalogue import Column
from publish.model.contract import Case, DossierStep, Party
from publish.model.records import (
    CallFacts,
    CallFile,
    CaseFacts,
    CaseFile,
    DossierFacts,
    DossierFile,
    EpisodeFacts,
    EpisodeFile,
    EventFact,
    F_co,
    Facts,
    GuestFact,
    Outline,
    PolicyFacts,
    PolicyFile,
    QuestionFact,
    RecordKind,
    Redacted,
    SourceKey,
    StepFact,
    SurveyFacts,
    SurveyFile,
)
from publish.model.texts import RawText, RedactedText
from publish.stages.office import CITY_TIME

Due = Callable[[date], date | None]
KeyOf = Callable[[str, str], SourceKey]
"""A store key of a kind, under the ledger's secret."""

G = TypeVar("G", bound=Facts)


class Draft(msgspec.Struct, Generic[F_co], frozen=True, kw_only=True):
    """A record before the anonymiser; `parties` and `linked` are whom its texts may name.

    `linked` is the same for every record of those that hang together, its own parties among them.
    """

    kind: RecordKind
    source: SourceKey
    source_hash: str
    facts: F_co
    texts: dict[str, RawText]
    parties: tuple[Party, ...] = ()
    linked: tuple[Party, ...] = ()
    gates: tuple[str, ...] = ()
    towns: frozenset[str] = frozenset()
    chance: Chance | None = None
    cut: Cut | None = None
    outline: Outline | msgspec.UnsetType = msgspec.UNSET


def redacted(draft: Draft[F_co], texts: dict[str, RedactedText]) -> Redacted[F_co]:
    """The draft with the anonymiser's texts in place of the raw ones."""
    return Redacted(
        kind=draft.kind,
        source=draft.source,
        source_hash=draft.source_hash,
        facts=draft.facts,
        texts=texts,
        gates=draft.gates,
        outline=draft.outline,
    )


class Drafter:
    """Drafts records of every kind under one ledger's keys. `due`: the day by which what was closed on a
    day is to be disclosed; the queue is ordered by it."""

    def __init__(
        self, key_of: KeyOf, columns: Mapping[str, Column], now: datetime, due: Due = lambda _: None
    ) -> None:
        self._key = key_of
        self._columns = columns
        self._now = now
        self._due = due

    def case(self, file: CaseFile) -> Draft[CaseFacts]:
        """A matter; its closed gates stand in `gates`."""
        column = self._columns[file.case.column_slug or ""]
        facts = self._case_facts(file, column)
        draft = self._draft("case", file.case.case_id, file, facts, _case_texts(file, column))
        return msgspec.structs.replace(
            draft,
            parties=file.parties,
            linked=(*file.parties, *file.linked_parties) if file.links else (),
            gates=gates.closed(file, column, self._now),
            towns=_towns(file.case),
            outline=self._outline(file.case),
        )

    def _outline(self, case: Case) -> Outline:
        closed = case.closed_at and case.closed_at.astimezone(CITY_TIME).date()
        district = (case.region_code or "")[:DISTRICT] or None
        return Outline(district=district, closed_on=closed, due_on=closed and self._due(closed))

    def dossier(self, file: DossierFile) -> Draft[DossierFacts]:
        dossier = file.dossier
        facts = DossierFacts(
            opened_on=dossier.opened_on,
            closed_on=dossier.closed_on,
            steps=tuple(_step(step) for step in file.steps),
            cases=self._keys("case", file.case_ids),
            policies=self._keys("policy", file.policy_ids),
        )
        steps = {f"steps/{step.seq}/text": step.text for step in file.steps}
        texts = _present({"title": dossier.title, "summary": dossier.summary, **steps})
        return self._draft("dossier", dossier.dossier_id, file, facts, texts, file.parties)

    def policy(self, file: PolicyFile) -> Draft[PolicyFacts]:
        policy = file.policy
        facts = PolicyFacts(
            issued_on=policy.issued_on, unit_id=policy.unit_id, doc_number=policy.doc_number, url=policy.url
        )
        texts = _present({"title": policy.title, "summary": policy.summary})
        return self._draft("policy", policy.policy_id, policy, facts, texts)

    def call(self, file: CallFile) -> Draft[CallFacts]:
        call = file.call
        facts = CallFacts(opens_on=call.opens_on, closes_on=call.closes_on)
        texts = _present({"title": call.title, "body": call.body})
        return self._draft("call", call.call_id, file, facts, texts)

    def survey(self, file: SurveyFile) -> Draft[SurveyFacts]:
        survey, questions = file.survey, _questions(file)
        facts = SurveyFacts(
            opened_on=survey.opened_on,
            closed_on=survey.closed_on,
            answers=survey.answers,
            counts=tuple(tuple(count for _, count in options) for _, options in questions),
        )
        texts = {"title": survey.title}
        for i, (question, options) in enumerate(questions):
            texts[f"questions/{i}"] = question
            texts.update({f"questions/{i}/options/{j}": option for j, (option, _) in enumerate(options)})
        return self._draft("survey", survey.survey_id, file, facts, texts)

    def episode(self, file: EpisodeFile) -> Draft[EpisodeFacts]:
        """An episode; a host or guest who may not be named is dropped here, not masked later."""
        texts: dict[str, RawText | None] = {"title": file.episode.title}
        for question in file.questions:
            texts[f"questions/{question.seq}/question"] = question.question
            texts[f"questions/{question.seq}/answer"] = question.answer
        facts = self._episode_facts(file)
        return self._draft("episode", file.episode.episode_id, file, facts, _present(texts), file.parties)

    def _case_facts(self, file: CaseFile, column: Column) -> CaseFacts:
        case = file.case
        related = [link.other_id for link in file.links if link.kind != "same_person"]
        return CaseFacts(
            column=column.slug,
            channel=case.channel,
            handed_down=bool(case.handed_down),
            topic=case.topic,
            region_code=case.region_code,
            unit_id=case.unit_id,
            applicant_kind=case.applicant_kind or "citizen",
            submitted_at=case.submitted_at,
            accepted_at=case.accepted_at,
            due_at=case.due_at,
            closed_at=case.closed_at,
            outcome=case.outcome or "explained",
            satisfaction=case.satisfaction,
            revisit_at=case.revisit_at,
            revisit_outcome=case.revisit_outcome,
            consent=case.consent or "refused",
            disclosed_at=min(case.approved_at or self._now, self._now),
            basis=case.disclosure_basis,
            events=tuple(
                EventFact(seq=event.seq, at=event.at, kind=event.kind, unit_id=event.unit_id)
                for event in file.events
            ),
            related=self._keys("case", related),
            policies=self._keys("policy", file.policy_ids),
            dossiers=self._keys("dossier", file.dossier_ids),
        )

    def _episode_facts(self, file: EpisodeFile) -> EpisodeFacts:
        episode = file.episode
        return EpisodeFacts(
            programme=episode.programme,
            number=episode.number,
            airs_at=episode.airs_at,
            minutes=episode.minutes,
            host=episode.host if episode.host_may_be_named else None,
            director=episode.director,
            repeat_of=self._key("episode", episode.repeat_of) if episode.repeat_of else None,
            season=episode.season,
            audio_url=episode.audio_url,
            audio_bytes=episode.audio_bytes,
            audio_seconds=episode.audio_seconds,
            transcript_url=episode.transcript_url,
            cases=tuple(self._key("case", case_id) for case_id in file.case_ids),
            guests=tuple(
                GuestFact(
                    seq=guest.seq,
                    name=guest.name if guest.may_be_named else None,
                    title=guest.title,
                    unit_id=guest.unit_id,
                )
                for guest in file.guests
            ),
            questions=tuple(
                QuestionFact(seq=q.seq, at_second=q.at_second, unit_id=q.unit_id, answered_at=q.answered_at)
                for q in file.questions
            ),
        )

    def _keys(self, kind: str, ids: Iterable[str]) -> tuple[SourceKey, ...]:
        return tuple(sorted({self._key(kind, one) for one in ids}))

    def _hash(self, file: msgspec.Struct) -> str:
        """A fingerprint that says nothing: keyed, because a short text can be guessed."""
        digest = hashlib.sha256(msgspec.json.encode(_without_stamp(file))).hexdigest()
        return self._key("content", digest)

    def _draft(
        self,
        kind: RecordKind,
        key: str,
        file: msgspec.Struct,
        facts: G,
        texts: dict[str, RawText],
        parties: tuple[Party, ...] = (),
    ) -> Draft[G]:
        return Draft(
            kind=kind,
            source=self._key(kind, key),
            source_hash=self._hash(file),
            facts=facts,
            texts=texts,
            parties=parties,
        )


def _towns(case: Case) -> frozenset[str]:
    """Codes of the towns that the row itself names."""
    codes = (case.region_code or "", case.village_code or "")
    return frozenset(code[:TOWN] for code in codes if len(code) > DISTRICT)


def _without_stamp(file: msgspec.Struct) -> msgspec.Struct:
    """A row touched but not changed is the same row: `updated_at` does not count."""
    if not isinstance(file, CaseFile):
        return file
    case = msgspec.structs.replace(file.case, updated_at=file.case.submitted_at)
    return msgspec.structs.replace(file, case=case)


def _step(step: DossierStep) -> StepFact:
    return StepFact(
        seq=step.seq,
        kind=step.kind,
        at=step.at,
        unit_id=step.unit_id,
        number=step.number,
        measure=step.measure,
    )


def _case_texts(file: CaseFile, column: Column) -> dict[str, RawText]:
    case = file.case
    spoken = case.consent == "agreed" or column.unasked != "summary"
    texts: dict[str, RawText | None] = {
        "title": case.title,
        "appeal": case.appeal if spoken else None,
        "summary": case.summary,
        "result": case.result,
        "comment": case.comment,
    }
    texts.update({f"events/{event.seq}/note": event.note for event in file.events})
    return _present(texts)


def _present(texts: Mapping[str, RawText | None]) -> dict[str, RawText]:
    return {field: text for field, text in texts.items() if text}


def _questions(file: SurveyFile) -> list[tuple[RawText, list[tuple[RawText, int]]]]:
    """Questions and their options in the order the store gives them."""
    return [
        (question, [(row.option, row.count) for row in rows])
        for question, rows in groupby(file.answers, key=lambda row: row.question)
    ]
