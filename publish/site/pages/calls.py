"""Calls for leads and questionnaires."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import TypedDict

from markupsafe import Markup

from publish.model.published import PublishedCall, PublishedSurvey, Question
from publish.site import linked_data
from publish.site.addresses import record_file
from publish.site.page import Page
from publish.site.prose import ProsePage
from publish.site.record_views import CallsView, CallView, OptionView, SurveyQuestion, SurveyView
from publish.site.rows import call_row
from publish.site.views import CallRow, Head
from publish.site.workshop import Workshop

TITLE, LEAD = "线索征集与问卷", "请您提供线索，也请您说说感受。"
FRONT = "calls/index.html"


class Result(TypedDict):
    """What came of a call, in the fields of its view."""

    result: Markup
    result_on: date | None


def pages(shop: Workshop) -> Iterator[Page]:
    content = shop.edition.content
    yield Page(
        path=FRONT,
        template="calls",
        head=partial(shop.heads.column, FRONT, kind="calls", title=TITLE, lead=LEAD),
        view=partial(_all, shop),
    )
    yield from (_page(shop, "call", slug) for slug in content.calls)
    yield from (_page(shop, "survey", slug) for slug in content.surveys)


def _all(shop: Workshop) -> CallsView:
    content = shop.edition.content
    asked: list[PublishedCall | PublishedSurvey] = [*content.calls.values(), *content.surveys.values()]
    rows = _newest_first([call_row(shop.edition, each) for each in asked])
    return CallsView(
        current=tuple(row for row in rows if row.open), past=tuple(row for row in rows if not row.open)
    )


def _newest_first(rows: list[CallRow]) -> tuple[CallRow, ...]:
    return tuple(sorted(rows, key=lambda row: (row.opens_on, row.href), reverse=True))


def _page(shop: Workshop, kind: str, slug: str) -> Page:
    path = record_file(f"{kind}s", slug)
    return Page(
        path=path,
        template=kind,
        head=partial(_head, shop, path, kind, slug),
        view=partial(_call if kind == "call" else _survey, shop, slug),
    )


def _head(shop: Workshop, path: str, kind: str, slug: str) -> Head:
    item = shop.edition.content.calls[slug] if kind == "call" else shop.edition.content.surveys[slug]
    row = call_row(shop.edition, item)
    return shop.heads.article(
        path,
        kind=kind,
        title=item.title,
        text=item.body if isinstance(item, PublishedCall) else item.title,
        column=shop.link(TITLE, FRONT),
        published=row.opens_on,
        what=linked_data.call(row),
    )


def _call(shop: Workshop, slug: str) -> CallView:
    call = shop.edition.content.calls[slug]
    note = shop.edition.came_of("call", slug, str(call.title))
    return CallView(call=call, row=call_row(shop.edition, call), **_result(note))


def _result(note: ProsePage | None) -> Result:
    if note is None:
        return {"result": Markup(""), "result_on": None}
    return {"result": Markup(note.html), "result_on": note.published_on}


def _survey(shop: Workshop, slug: str) -> SurveyView:
    survey = shop.edition.content.surveys[slug]
    return SurveyView(
        survey=survey,
        row=call_row(shop.edition, survey),
        questions=tuple(_question(question) for question in survey.questions),
        **_result(shop.edition.came_of("survey", slug, str(survey.title))),
    )


def _question(question: Question) -> SurveyQuestion:
    total = sum(option.count for option in question.options)
    most = max((option.count for option in question.options), default=0)
    return SurveyQuestion(
        question.text,
        total,
        tuple(
            OptionView(
                option.text,
                option.count,
                round(100 * option.count / total, 1) if total else 0.0,
                0 < option.count == most,
            )
            for option in question.options
        ),
    )
