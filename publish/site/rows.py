"""Rows of lists: a case, an episode, a dossier, a policy or a call in a few words.

The HTML of a row is a fragment: rendered once, joined into every list the case is in.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Protocol

import msgspec
from markupsafe import Markup

from publish.model.published import (
    PublishedCall,
    PublishedCase,
    PublishedDossier,
    PublishedEpisode,
    PublishedPolicy,
    PublishedSurvey,
)
from publish.site import words
from publish.site.addresses import case_file, episode_file, record_file
from publish.site.edition import Edition
from publish.site.spool import Spool
from publish.site.views import (
    CallRow,
    CaseRow,
    DossierCard,
    DossierLink,
    EpisodeRow,
    PolicyLink,
    PolicyRow,
    View,
)
from publish.text.dates import chinese_date, local
from publish.text.markup import excerpt, ungreeted

KEPT = 512
"""Rows kept of each kind."""


class Fragment(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A row as HTML, the title of what it shows, and the names it was made of."""

    html: str
    title: str
    names: tuple[str, ...]


_ENCODER, _DECODER = msgspec.msgpack.Encoder(), msgspec.msgpack.Decoder(Fragment)


class Renderer(Protocol):
    """Renders a template with the fields of a view."""

    def fragment(self, template: str, row: View) -> Markup: ...


class Rows:
    """Makes rows of one edition; of those asked for last, none is made twice."""

    def __init__(self, edition: Edition, renderer: Renderer, spool: Spool) -> None:
        self._edition, self._renderer, self._spool = edition, renderer, spool
        kept = edition.uses.kept
        self.case = kept(self._case, KEPT)
        self.episode = kept(self._episode, KEPT)
        self._dossier, self._policy = kept(self._dossier_card, KEPT), kept(self._policy_row, KEPT)
        self._dossier_named = kept(self._dossier_link, KEPT)
        self._policy_named = kept(self._policy_link, KEPT)
        self._fragment = kept(self._case_fragment, KEPT)

    def _case(self, number: str) -> CaseRow:
        return case_row(self._edition, self._edition.case(number))

    def cases(self, numbers: tuple[str, ...]) -> tuple[CaseRow, ...]:
        """Rows of those numbers that are published, in the order given."""
        return tuple(self.case(number) for number in self._published(numbers))

    def case_fragment(self, number: str) -> Markup:
        """The row of a case as HTML: as another process kept it, or rendered now."""
        kept = self._held(number)
        if kept is None:
            return self._fragment(number)
        self._edition.uses.note_all(kept.names)
        return Markup(kept.html)

    def case_fragments(self, numbers: tuple[str, ...]) -> tuple[Markup, ...]:
        """As HTML the rows of those numbers that are published, in the order given."""
        return tuple(self.case_fragment(number) for number in self._published(numbers))

    def case_titles(self, numbers: tuple[str, ...]) -> list[str]:
        """The titles of those numbers that are published, in the order given."""
        return [self._case_title(number) for number in self._published(numbers)]

    def _case_title(self, number: str) -> str:
        kept = self._held(number)
        if kept is None:
            return self._edition.title(number)
        self._edition.uses.note(f"case:{number}")
        return kept.title

    def _published(self, numbers: tuple[str, ...]) -> Iterator[str]:
        return (number for number in numbers if number in self._edition.content.cases)

    def kept(self, number: str) -> bytes:
        """The row of a case, for other processes."""
        html, names = self._edition.uses.noted(lambda: self._fragment(number))
        return _ENCODER.encode(Fragment(str(html), self._edition.case(number).title, tuple(names)))

    def _held(self, number: str) -> Fragment | None:
        held = self._spool.part("row", number)
        return None if held is None else _DECODER.decode(held)

    def _case_fragment(self, number: str) -> Markup:
        return self._renderer.fragment("partials/case_row.html", self.case(number))

    def episode_fragment(self, name: str) -> Markup:
        return self._renderer.fragment("partials/episode_row.html", self.episode(name))

    def episodes(self, names: tuple[str, ...]) -> tuple[EpisodeRow, ...]:
        return tuple(self.episode(name) for name in self._edition.there("episodes", names))

    def dossiers(self, slugs: tuple[str, ...]) -> tuple[DossierCard, ...]:
        return tuple(self._dossier(slug) for slug in slugs if slug in self._edition.content.dossiers)

    def dossier_links(self, slugs: tuple[str, ...]) -> tuple[DossierLink, ...]:
        return tuple(map(self._dossier_named, self._edition.there("dossiers", slugs)))

    def policy_links(self, slugs: tuple[str, ...]) -> tuple[PolicyLink, ...]:
        return tuple(map(self._policy_named, self._edition.there("policies", slugs)))

    def policies(self, slugs: tuple[str, ...]) -> tuple[PolicyRow, ...]:
        return tuple(self._policy(slug) for slug in slugs if slug in self._edition.content.policies)

    def _episode(self, name: str) -> EpisodeRow:
        return episode_row(self._edition, self._edition.record("episodes", name))

    def _dossier_card(self, slug: str) -> DossierCard:
        return dossier_card(self._edition, self._edition.content.dossiers[slug])

    def _dossier_link(self, slug: str) -> DossierLink:
        return dossier_link(self._edition, self._edition.record("dossiers", slug))

    def _policy_link(self, slug: str) -> PolicyLink:
        return policy_link(self._edition, self._edition.record("policies", slug))

    def _policy_row(self, slug: str) -> PolicyRow:
        return policy_row(self._edition, self._edition.content.policies[slug])


def case_row(edition: Edition, case: PublishedCase) -> CaseRow:
    """The case in a few words; a code the directory doesn't know is left out."""
    district_name, district_href = edition.region_link(case.district)
    topic_name, topic_href = edition.topic_link(case.topic)
    unit_name, unit_href = edition.unit_link(case.unit)
    return CaseRow(
        number=case.number,
        href=edition.href(case_file(case.number)),
        title=case.title,
        excerpt=case_excerpt(case),
        column=case.column,
        column_name=edition.columns[case.column].name,
        outcome=case.outcome,
        outcome_label=words.OUTCOMES.get(case.outcome, case.outcome),
        published_at=case.published_at,
        modified_at=case.modified_at,
        applicant_label=words.APPLICANTS.get(case.applicant_kind, "群众"),
        district_name=district_name,
        district_href=district_href,
        topic_name=topic_name,
        topic_href=topic_href,
        unit_name=unit_name or words.unit_kind(case.unit_level),
        unit_href=unit_href,
        revisit=case.revisit_outcome,
        revisit_label=words.REVISITS.get(case.revisit_outcome or ""),
        closed_at=case.closed_at,
        days=_days(edition, case),
    )


def case_excerpt(case: PublishedCase) -> str:
    """What the case is about: the office's own short account where there is one, else how it begins."""
    return excerpt(case.summary or ungreeted(case.appeal or "") or case.result)


def _days(edition: Edition, case: PublishedCase) -> int | None:
    """Working days from acceptance to closing; from their spans where the days may not be told."""
    start, end = case.accepted_at or case.submitted_at, case.closed_at
    if case.workdays and case.workdays.closed is not None:
        return max(0, case.workdays.closed - (case.workdays.accepted or 0))
    if start is None or end is None:
        return None
    days = edition.calendar.count(local(start).date(), local(end).date())
    return days if days is not None and days >= 0 else None


def episode_row(edition: Edition, episode: PublishedEpisode) -> EpisodeRow:
    programme = edition.programmes[episode.programme]
    return EpisodeRow(
        programme=programme.slug,
        programme_name=programme.name,
        number=episode.number,
        href=edition.href(episode_file(programme.slug, episode.number)),
        title=episode.title or f"第{episode.number}期",
        airs_at=episode.airs_at,
        minutes=episode.minutes,
        repeat=episode.repeat_of is not None,
        audio=bool(episode.audio_url or episode.audio_file),
        coming=not edition.aired(episode),
    )


def dossier_link(edition: Edition, dossier: PublishedDossier) -> DossierLink:
    return DossierLink(
        slug=dossier.slug,
        href=edition.href(record_file("dossiers", dossier.slug)),
        title=dossier.title,
        policies=len(edition.there("policies", dossier.policies)),
        steps=len(dossier.steps),
    )


def dossier_card(edition: Edition, dossier: PublishedDossier) -> DossierCard:
    return DossierCard(
        **msgspec.structs.asdict(dossier_link(edition, dossier)),
        excerpt=excerpt(dossier.summary, 120),
        opened_on=dossier.opened_on,
        closed_on=dossier.closed_on,
        cases=edition.held("dossier", dossier.slug, dossier.cases),
        chain=tuple(label for label, _ in groupby(words.STEPS.get(step.kind, "") for step in dossier.steps)),
    )


def policy_link(edition: Edition, policy: PublishedPolicy) -> PolicyLink:
    return PolicyLink(
        slug=policy.slug,
        href=edition.href(record_file("policies", policy.slug)),
        title=policy.title,
        issued_on=policy.issued_on,
        doc_number=policy.doc_number,
        unit_name=edition.unit_link(policy.unit)[0],
    )


def policy_row(edition: Edition, policy: PublishedPolicy) -> PolicyRow:
    return PolicyRow(
        **msgspec.structs.asdict(policy_link(edition, policy)),
        cases=edition.held("policy", policy.slug, policy.cases),
    )


def call_row(edition: Edition, call: PublishedCall | PublishedSurvey) -> CallRow:
    """A call or a questionnaire; it is open until the end of its last day by the edition's clock."""
    survey = isinstance(call, PublishedSurvey)
    opens = call.opened_on if isinstance(call, PublishedSurvey) else call.opens_on
    closes = call.closed_on if isinstance(call, PublishedSurvey) else call.closes_on
    today = edition.today
    return CallRow(
        kind="survey" if survey else "call",
        kind_label="调查问卷" if survey else "线索征集",
        href=edition.href(record_file("surveys" if survey else "calls", call.slug)),
        title=call.title,
        opens_on=opens,
        closes_on=closes,
        open=opens <= today and (closes is None or today <= closes),
        answers=call.answers if isinstance(call, PublishedSurvey) else None,
        told=edition.came_of("survey" if survey else "call", call.slug, str(call.title)) is not None,
    )


def episode_title(row: EpisodeRow) -> str:
    """《周五面对面》第12期（2022年3月25日）"""
    return f"《{row.programme_name}》第{row.number}期（{chinese_date(row.airs_at)}）"
