"""Reviewed record → published record: source keys become numbers and slugs, nothing is added.

A reference to something not published is left out; that is how a withdrawn matter leaves the
pages of its neighbours, its dossier and its episodes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

import msgspec

from publish.model.cells import FULL, Level
from publish.model.published import (
    Correction,
    Guest,
    OpenQuestion,
    Option,
    PublishedCall,
    PublishedCase,
    PublishedDossier,
    PublishedEpisode,
    PublishedPolicy,
    PublishedSurvey,
    Question,
    Step,
    TimelineEntry,
    WorkdaySpans,
)
from publish.model.records import (
    CallFacts,
    CaseFacts,
    DossierFacts,
    EpisodeFacts,
    PolicyFacts,
    QuestionFact,
    Reviewed,
    SourceKey,
    SurveyFacts,
    Told,
)
from publish.model.texts import PublicText

FINENESS = ("city", "district", "town")
ANSWER_DAYS = 5  # working days to answer a question left open on air


class Names(msgspec.Struct, frozen=True, kw_only=True):
    """Public names of everything published: numbers of matters, slugs of the rest."""

    numbers: Mapping[SourceKey, str]
    on_air: frozenset[SourceKey]  # matters that may be on air: the citizen agreed
    dossiers: Mapping[SourceKey, str]
    policies: Mapping[SourceKey, str]
    calls: Mapping[SourceKey, str]
    surveys: Mapping[SourceKey, str]
    episodes: Mapping[SourceKey, str]  # "programme/number"
    units: Mapping[str, str]
    topics: Mapping[str, str]
    ranks: Mapping[str, Told] = {}  # unit → how fine a place it tells
    levels: Mapping[SourceKey, Level] = {}
    told: Mapping[SourceKey, Told] = {}
    gone: frozenset[SourceKey] = frozenset()  # matters that were public and were withdrawn

    def side_by_side(self, one: SourceKey, other: SourceKey) -> bool:
        """Whether two matters may name each other: the finer one would give back what the other lost."""
        return self.levels.get(one, FULL) == self.levels.get(other, FULL)

    def may_name(self, matter: SourceKey, other: SourceKey) -> bool:
        """Whether a matter and a dossier, policy or episode may name each other.

        A dossier or policy is about one second-level topic: a matter whose topic was cut stands in none.
        """
        level = self.levels.get(matter, FULL)
        if level.topic == "first" and (other in self.dossiers or other in self.policies):
            return False
        return may_stand(level, self.told.get(other, "city"))


def may_stand(level: Level, told: Told) -> bool:
    """Whether a matter shown at `level` may stand beside what names places as fine as `told`."""
    return FINENESS.index(told) <= FINENESS.index(level.region)


class Composer:
    """Composes published records from reviewed ones and their public names."""

    def __init__(
        self,
        names: Names,
        episodes_of: Mapping[SourceKey, tuple[str, ...]],
        answer_due: Callable[[datetime], datetime | None],
        heard: Callable[[PublishedEpisode, bool], PublishedEpisode],
        corrections: Mapping[str, tuple[Correction, ...]] = {},
        replaces: Mapping[str, str] = {},
    ) -> None:
        """`heard`: an episode with what may be heard of it, and whether one of its matters was withdrawn."""
        self._names = names
        self._episodes_of = episodes_of
        self._answer_due = answer_due
        self._heard = heard
        self._corrections = corrections
        self._replaces = replaces

    def case(
        self, record: Reviewed[CaseFacts], published_at: datetime, places: dict[str, int]
    ) -> PublishedCase:
        facts, text, names = record.facts, record.texts, self._names
        number = names.numbers[record.source]
        corrections = self._corrections.get(number, ())
        return PublishedCase(
            number=number,
            column=facts.column,
            title=text["title"],
            applicant_kind=facts.applicant_kind,
            submitted_at=facts.submitted_at,
            published_at=published_at,
            modified_at=max((published_at, *(one.at for one in corrections))),
            outcome=facts.outcome,
            places=places,
            appeal=text.get("appeal"),
            summary=text.get("summary"),
            result=text.get("result"),
            comment=text.get("comment"),
            channel=facts.channel,
            handed_down=facts.handed_down,
            topic=names.topics.get(facts.topic or ""),
            district=facts.region_code[:6] if facts.region_code else None,
            unit=names.units.get(facts.unit_id or ""),
            accepted_at=facts.accepted_at,
            due_at=facts.due_at,
            closed_at=facts.closed_at,
            satisfaction=facts.satisfaction,
            revisit_at=facts.revisit_at,
            revisit_outcome=facts.revisit_outcome,
            timeline=self._timeline(record),
            related=_sorted(
                names.numbers, (one for one in facts.related if names.side_by_side(record.source, one))
            ),
            policies=_sorted(names.policies, self._named(record.source, facts.policies)),
            dossiers=_sorted(names.dossiers, self._named(record.source, facts.dossiers)),
            episodes=self._episodes_of.get(record.source, ()) if record.source in names.on_air else (),
            basis=facts.basis,
            period=facts.period,
            workdays=WorkdaySpans(**msgspec.structs.asdict(facts.workdays)) if facts.workdays else None,
            unit_level=facts.unit_level,
            corrections=corrections,
            replaces=self._replaces.get(number),
        )

    def dossier(self, record: Reviewed[DossierFacts]) -> PublishedDossier:
        facts, text, names = record.facts, record.texts, self._names
        steps = tuple(
            Step(
                kind=step.kind,
                at=step.at,
                unit=names.units.get(step.unit_id or ""),
                text=text.get(f"steps/{step.seq}/text"),
                number=step.number,
                measure=step.measure,
            )
            for step in facts.steps
        )
        return PublishedDossier(
            slug=names.dossiers[record.source],
            title=text["title"],
            summary=text.get("summary"),
            opened_on=facts.opened_on,
            closed_on=facts.closed_on,
            steps=steps,
            cases=_sorted(names.numbers, self._naming(record.source, facts.cases)),
            policies=_sorted(names.policies, facts.policies),
        )

    def policy(
        self, record: Reviewed[PolicyFacts], cases: tuple[str, ...], dossiers: tuple[str, ...]
    ) -> PublishedPolicy:
        facts, text = record.facts, record.texts
        return PublishedPolicy(
            slug=self._names.policies[record.source],
            title=text["title"],
            issued_on=facts.issued_on,
            unit=self._names.units.get(facts.unit_id or ""),
            doc_number=facts.doc_number,
            url=facts.url,
            summary=text.get("summary"),
            cases=cases,
            dossiers=dossiers,
        )

    def call(self, record: Reviewed[CallFacts]) -> PublishedCall:
        facts, text = record.facts, record.texts
        slug = self._names.calls[record.source]
        return PublishedCall(
            slug=slug,
            title=text["title"],
            body=text["body"],
            opens_on=facts.opens_on,
            closes_on=facts.closes_on,
        )

    def survey(self, record: Reviewed[SurveyFacts]) -> PublishedSurvey:
        facts, text = record.facts, record.texts
        return PublishedSurvey(
            slug=self._names.surveys[record.source],
            title=text["title"],
            opened_on=facts.opened_on,
            closed_on=facts.closed_on,
            answers=facts.answers,
            questions=tuple(_question(text, i, counts) for i, counts in enumerate(facts.counts)),
        )

    def episode(self, record: Reviewed[EpisodeFacts]) -> PublishedEpisode:
        facts, names = record.facts, self._names
        aired = [source for source in self._naming(record.source, facts.cases) if source in names.on_air]
        levels = [names.levels.get(source, FULL) for source in aired]
        gone = not names.gone.isdisjoint(facts.cases)
        return self._heard(self._episode(record, aired, levels), gone)

    def _episode(
        self, record: Reviewed[EpisodeFacts], aired: list[SourceKey], levels: list[Level]
    ) -> PublishedEpisode:
        facts, names = record.facts, self._names
        return PublishedEpisode(
            programme=facts.programme,
            number=facts.number,
            airs_at=facts.airs_at,
            minutes=facts.minutes,
            title=record.texts.get("title"),
            host=facts.host,
            director=facts.director,
            repeat_of=names.episodes.get(facts.repeat_of) if facts.repeat_of else None,
            season=facts.season,
            audio_url=facts.audio_url,
            audio_bytes=facts.audio_bytes,
            audio_seconds=facts.audio_seconds,
            transcript_url=facts.transcript_url,
            cases=_known(names.numbers, aired),
            guests=tuple(
                Guest(name=guest.name, title=guest.title, unit=names.units.get(guest.unit_id or ""))
                for guest in facts.guests
            ),
            questions=tuple(self._question(record, one, levels) for one in facts.questions),
        )

    def _named(self, matter: SourceKey, others: Iterable[SourceKey]) -> list[SourceKey]:
        return [other for other in others if self._names.may_name(matter, other)]

    def _naming(self, other: SourceKey, matters: Iterable[SourceKey]) -> list[SourceKey]:
        """Matters of a dossier or an episode; one whose dossier link was cut is not named by it either."""
        return [matter for matter in matters if self._names.may_name(matter, other)]

    def _timeline(self, record: Reviewed[CaseFacts]) -> tuple[TimelineEntry, ...]:
        return tuple(
            TimelineEntry(
                at=event.at,
                kind=event.kind,
                unit=self._names.units.get(event.unit_id or ""),
                note=record.texts.get(f"events/{event.seq}/note"),
                workday=event.workday,
                unit_level=event.unit_level,
            )
            for event in record.facts.events
        )

    def _question(
        self, record: Reviewed[EpisodeFacts], question: QuestionFact, beside: Iterable[Level]
    ) -> OpenQuestion:
        """A question names no unit that tells where a matter beside it happened."""
        told = self._names.ranks.get(question.unit_id or "", "city")
        shown = all(may_stand(level, told) for level in beside)
        return OpenQuestion(
            question=record.texts[f"questions/{question.seq}/question"],
            at_second=question.at_second,
            answer=record.texts.get(f"questions/{question.seq}/answer"),
            unit=self._names.units.get(question.unit_id or "") if shown else None,
            answered_at=question.answered_at,
            answer_due_at=self._answer_due(record.facts.airs_at),
        )


def _known(names: Mapping[SourceKey, str], sources: Iterable[SourceKey]) -> tuple[str, ...]:
    return tuple(names[source] for source in sources if source in names)


def _question(text: Mapping[str, PublicText], i: int, counts: tuple[int, ...]) -> Question:
    options = tuple(
        Option(text=text[f"questions/{i}/options/{j}"], count=count) for j, count in enumerate(counts)
    )
    return Question(text=text[f"questions/{i}"], options=options)


def _sorted(names: Mapping[SourceKey, str], sources: Iterable[SourceKey]) -> tuple[str, ...]:
    return tuple(sorted(_known(names, sources)))
