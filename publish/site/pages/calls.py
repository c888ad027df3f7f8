"""Calls for leads and questionnaires."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from publish.model.published import PublishedCall, PublishedSurvey, Question
from publish.site.addresses import record_file
from publish.site.page import Page
from publish.site.record_views import CallsView, CallView, OptionView, SurveyQuestion, SurveyView
from publish.site.rows import call_row
from publish.site.views import CallRow
from publish.site.workshop import Workshop

TITLE, LEAD = "线索征集与问卷", "请您提供线索，也请您说说感受。"
FRONT = "calls/index.html"


def pages(shop: Workshop) -> Iterator[Page]:
    content = shop.edition.content
    yield Page(
        path=FRONT,
        template="calls",
        head=partial(shop.heads.column, FRONT, kind="calls", title=TITLE, lead=LEAD),
        sources=(
            "clock",
            *(f"call:{it}" for it in content.calls),
            *(f"survey:{it}" for it in content.surveys),
        ),
        view=partial(_all, shop),
    )
    yield from (_page(shop, call) for call in content.calls.values())
    yield from (_page(shop, survey) for survey in content.surveys.values())


def _all(shop: Workshop) -> CallsView:
    content = shop.edition.content
    return CallsView(
        calls=_newest_first([call_row(shop.edition, call) for call in content.calls.values()]),
        surveys=_newest_first([call_row(shop.edition, survey) for survey in content.surveys.values()]),
    )


def _newest_first(rows: list[CallRow]) -> tuple[CallRow, ...]:
    return tuple(sorted(rows, key=lambda row: (row.opens_on, row.href), reverse=True))


def _page(shop: Workshop, item: PublishedCall | PublishedSurvey) -> Page:
    survey = isinstance(item, PublishedSurvey)
    kind, folder = ("survey", "surveys") if survey else ("call", "calls")
    path = record_file(folder, item.slug)
    return Page(
        path=path,
        template=kind,
        head=lambda: shop.heads.article(
            path,
            kind=kind,
            title=item.title,
            text=item.body if isinstance(item, PublishedCall) else item.title,
            column=shop.link(TITLE, FRONT),
            published=item.opens_on if isinstance(item, PublishedCall) else item.opened_on,
        ),
        sources=("clock", f"{kind}:{item.slug}"),
        view=lambda: _survey(shop, item) if isinstance(item, PublishedSurvey) else _call(shop, item),
    )


def _call(shop: Workshop, call: PublishedCall) -> CallView:
    return CallView(call=call, row=call_row(shop.edition, call))


def _survey(shop: Workshop, survey: PublishedSurvey) -> SurveyView:
    return SurveyView(
        survey=survey,
        row=call_row(shop.edition, survey),
        questions=tuple(_question(question) for question in survey.questions),
    )


def _question(question: Question) -> SurveyQuestion:
    total = sum(option.count for option in question.options)
    return SurveyQuestion(
        question.text,
        total,
        tuple(
            OptionView(option.text, option.count, round(100 * option.count / total, 1) if total else 0.0)
            for option in question.options
        ),
    )
