"""Cases as entries of feeds; what an entry says is what its page says."""

from __future__ import annotations

from publish.feeds.base import Entry, tag
from publish.model.published import Correction, PublishedCase, PublishedWithdrawal
from publish.site import words
from publish.site.addresses import case_file, gone_file
from publish.site.rows import case_excerpt
from publish.site.workshop import Workshop
from publish.text.dates import chinese_date
from publish.text.markup import escape, paragraphs

KEPT_ENTRIES = 128
PARTS = ("反映的问题", "办理结果", "督查点评")
"""Headings of what was asked, what was done about it and what the office says to it."""


class Entries:
    """Makes the entries of one edition: a case with its text, in a few words, or by its last correction; and
    what stands for one that was withdrawn. All of one case have one id."""

    def __init__(self, shop: Workshop) -> None:
        self._edition, self._site = shop.edition, shop.edition.settings.site
        self._names = shop.edition.uses.kept(self._named, KEPT_ENTRIES)

    def full(self, number: str) -> Entry:
        """With all its text."""
        return self._entry(number, _body(self._edition.case(number)))

    def brief(self, number: str) -> Entry:
        """In a few words."""
        return self._entry(number, None)

    def corrected(self, number: str) -> Entry:
        """By its last correction: what was corrected, when and why."""
        case = self._edition.case(number)
        told = _correction(case.corrections[-1]) if case.corrections else case_excerpt(case)
        return self._entry(number, None, told)

    def gone(self, one: PublishedWithdrawal) -> Entry:
        """The id it had, and no word of what it said."""
        badge, sentence, _ = words.GONE[one.act]
        return Entry(
            id=tag(self._site.url, f"case/{one.number}"),
            title=badge,
            href=self._absolute(gone_file(one.number)),
            published=one.withdrawn_at,
            summary=f"{one.number}：{sentence}。原因：{words.REASONS[one.reason]}。",
        )

    def _entry(self, number: str, html: str | None, summary: str | None = None) -> Entry:
        case = self._edition.case(number)
        return Entry(
            id=tag(self._site.url, f"case/{number}"),
            title=case.title,
            href=self._absolute(case_file(number)),
            published=case.published_at,
            updated=case.modified_at,
            summary=case_excerpt(case) if summary is None else summary,
            html=html,
            categories=self._names((case.column, case.topic, case.district)),
        )

    def _named(self, codes: tuple[str, str | None, str | None]) -> tuple[str, ...]:
        column, topic, district = codes
        edition = self._edition
        held = (edition.columns[column].name, edition.topic_link(topic)[0], edition.region_link(district)[0])
        return tuple(name for name in held if name)

    def _absolute(self, path: str) -> str:
        return self._edition.addresses.absolute(path)


def _body(case: PublishedCase) -> str:
    texts = (case.appeal or case.summary, case.result, case.comment)
    held = (
        f"<h2>{heading}</h2>\n{paragraphs(text)}" for heading, text in zip(PARTS, texts, strict=True) if text
    )
    return "\n".join((*(f"<p>{escape(_correction(one))}</p>" for one in reversed(case.corrections)), *held))


def _correction(one: Correction) -> str:
    """That, when and why it was corrected; what changed stands on the page."""
    reason = f"：{one.reason}" if one.reason else ""
    return f"{words.CORRECTIONS[one.kind]}（{chinese_date(one.at)}）{reason}"
