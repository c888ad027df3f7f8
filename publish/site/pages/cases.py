"""A case: what was asked, what happened when, what was done, what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial

from publish.model.published import Correction, Difference, PublishedCase
from publish.site import linked_data, words
from publish.site.addresses import case_data, case_file, list_folder, page_file
from publish.site.case_views import CaseView, CorrectionView, DifferenceView, Spans
from publish.site.heads import NAMED_TYPES, REPLIES
from publish.site.page import Later, Output
from publish.site.pages.gone import standing
from publish.site.timeline import in_time, timeline
from publish.site.views import CaseRow, FeedLink, Head, Link
from publish.site.workshop import Workshop
from publish.text.dates import chinese_date, chinese_period

DATA_TITLE = "这一件的数据（JSON）"


def outputs(shop: Workshop, numbers: Iterable[str]) -> Iterator[Output]:
    """The pages of these cases, and their data; the sitemap has parts of its own for them."""
    make, data = partial(_page, shop), shop.parts.case
    for number in numbers:
        yield Output(path=case_file(number), body=Later(make, number))
        yield Output(path=case_data(number), body=Later(data, number))


def _page(shop: Workshop, number: str) -> bytes:
    return shop.renderer.page("case", _view(shop, number), _head(shop, number))


def _head(shop: Workshop, number: str) -> Head:
    row = shop.rows.case(number)
    return shop.heads.article(
        case_file(number),
        kind="case",
        title=row.title,
        text=row.excerpt,
        column=shop.link(row.column_name, page_file(list_folder(f"column/{row.column}"), None)),
        published=row.published_at,
        source=row.unit_name,
        keywords=(row.topic_name, row.district_name, row.outcome_label),
        feeds=(*shop.updates(number), _data(shop, number)),
        what=_what(shop, row),
    )


def _data(shop: Workshop, number: str) -> FeedLink:
    """The case as JSON, which is no feed, and found in the same way."""
    return FeedLink(DATA_TITLE, shop.edition.href(case_data(number)), "application/json")


def _what(shop: Workshop, row: CaseRow) -> linked_data.What:
    """A letter with its reply is a question with its answer; everything else is a report."""
    case = shop.edition.case(row.number)
    if NAMED_TYPES.get(row.column_name) == REPLIES and case.appeal and case.result:
        return linked_data.answered(row, case.appeal, case.result)
    return linked_data.case(row)


def _view(shop: Workshop, number: str) -> CaseView:
    case, rows = shop.edition.case(number), shop.rows
    newer, older = shop.edition.near(number)
    return CaseView(
        case=case,
        row=rows.case(number),
        asked=case.appeal or case.summary or "",
        asked_by_office=case.appeal is None,
        channel=case.channel,
        satisfaction_label=words.SATISFACTION.get(case.satisfaction or 0),
        period=chinese_period(case.period) if case.period else None,
        spans=_spans(case),
        in_time=in_time(case),
        timeline=timeline(shop.edition, case),
        policies=rows.policy_links(case.policies),
        dossiers=rows.dossier_links(case.dossiers),
        episodes=rows.episodes(case.episodes),
        related=rows.cases(case.related),
        corrections=tuple(map(_correction, reversed(case.corrections))),
        replaces=standing(shop, case.replaces) if case.replaces else None,
        newer=_neighbour(shop, newer),
        older=_neighbour(shop, older),
    )


def _correction(one: Correction) -> CorrectionView:
    return CorrectionView(
        label=words.CORRECTIONS[one.kind],
        since=one.since,
        at=one.at,
        reason=one.reason,
        private=one.kind == "privacy",
        update=one.kind == "update",
        changes=tuple(map(_difference, one.changes)),
    )


def _difference(one: Difference) -> DifferenceView:
    first, revised = (_worded(one.field, text) for text in (one.first, one.revised))
    return DifferenceView(field=words.FIELDS.get(one.field, one.field), first=first, revised=revised)


def _worded(field: str, text: str | None) -> str | None:
    """A code or a day as the page says it."""
    if text and field.endswith("_at"):
        return chinese_date(date.fromisoformat(text))
    if text and field == "satisfaction":
        return words.SATISFACTION.get(int(text), text)
    return {"outcome": words.OUTCOMES, "revisit_outcome": words.REVISITS}.get(field, {}).get(text or "", text)


def _spans(case: PublishedCase) -> Spans:
    days = case.workdays
    return Spans(*map(words.workday, (days.accepted, days.due, days.closed))) if days else Spans()


def _neighbour(shop: Workshop, number: str | None) -> Link | None:
    return shop.link(shop.edition.case(number).title, case_file(number)) if number else None
