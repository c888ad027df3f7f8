"""Questions left open on air: who owes an answer, until when, and whether it came in time."""

from __future__ import annotations

from datetime import date, datetime

from publish.model.published import OpenQuestion, PublishedEpisode
from publish.site.edition import Edition
from publish.site.record_views import QuestionView
from publish.text.dates import chinese_date, local

ANSWER_DAYS = 5
"""Working days to answer."""


def questions(edition: Edition, episode: PublishedEpisode) -> tuple[QuestionView, ...]:
    """The questions of an episode, in the order they were asked."""
    return tuple(_question(edition, episode, each) for each in episode.questions)


def _question(edition: Edition, episode: PublishedEpisode, each: OpenQuestion) -> QuestionView:
    unit_name, unit_href = edition.unit_link(each.unit)
    state = _state(edition, episode, each)
    return QuestionView(
        question=each.question,
        answer=each.answer,
        at=None if each.at_second is None else stopwatch(each.at_second),
        unit_name=unit_name,
        unit_href=unit_href,
        answered_at=each.answered_at,
        answer_due_at=each.answer_due_at,
        state=state,
        said=_said(edition, episode, each, state),
    )


def _state(edition: Edition, episode: PublishedEpisode, each: OpenQuestion) -> str:
    if each.answered_at is None:
        return "overdue" if edition.overdue(episode, each) else "open"
    return "late" if each.answer_due_at and each.answered_at > each.answer_due_at else "answered"


def _said(edition: Edition, episode: PublishedEpisode, each: OpenQuestion, state: str) -> str:
    if each.answered_at is not None:
        return _answered(edition.calendar.count(_day(episode.airs_at), _day(each.answered_at)), state)
    if each.answer_due_at is None:
        return "答复期限未定"
    due = chinese_date(each.answer_due_at)
    return f"应于{due}前答复，已超期，至今没有答复" if state == "overdue" else f"应于{due}前答复"


def _answered(days: int | None, state: str) -> str:
    """`days`: working days from the broadcast to the answer."""
    if days is None or days < 0:
        return "已答复"
    if state == "late" and days > ANSWER_DAYS:
        return f"超期{days - ANSWER_DAYS}个工作日后答复"
    if state == "late":
        return "超期答复"
    return f"第{days}个工作日答复" if days else "播出当天答复"


def _day(at: datetime) -> date:
    return local(at).date()


def stopwatch(seconds: int) -> str:
    """Seconds from the start as a player shows them: 12:30, 1:02:03."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes:02d}:{rest:02d}"
