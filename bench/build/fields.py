"""Records as plain fields for generators that know no codes: names beside slugs, labels, counted days.

Worked out before anything is timed, in favour of the others: `publish build` works them out itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import msgspec

from publish.model.published import (
    Directory,
    PublishedCase,
    PublishedDossier,
    PublishedEpisode,
    PublishedPolicy,
    PublishedTopic,
    PublishedUnit,
    TimelineEntry,
    WorkdaySpans,
)
from publish.settings import Calendar
from publish.site import words
from publish.text.dates import chinese_date, chinese_period, local
from publish.text.markup import excerpt
from publish.text.web import web_address
from publish.text.workdays import WorkCalendar

Fields = dict[str, Any]
GREETINGS = ("您好！", "您好，", "您好。", "您好：", "你好！", "你好，")
GIST = 110


class Names:
    """What the directory's codes mean."""

    def __init__(self, directory: Directory) -> None:
        self.directory = directory
        self.columns = {one.slug: one for one in directory.columns}
        self.programmes = {one.slug: one for one in directory.programmes}
        self.regions = {one.code: one for one in directory.regions}
        self.topics = {one.slug: one for one in directory.topics}
        self.units = {one.slug: one for one in directory.units}
        self.below: defaultdict[str, list[str]] = defaultdict(list)
        held: tuple[PublishedUnit | PublishedTopic, ...] = (*directory.units, *directory.topics)
        for each in held:
            if each.parent:
                self.below[each.parent].append(each.slug)

    def unit(self, slug: str | None) -> str | None:
        return self.units[slug].name if slug in self.units else None

    def line_of(self, slug: str | None) -> Iterator[PublishedUnit]:
        """The unit and those above it."""
        while slug in self.units:
            yield self.units[slug]
            slug = self.units[slug].parent


CALENDAR = WorkCalendar(Calendar())


def of_case(names: Names, case: PublishedCase) -> Fields:
    """Everything a case page and a row print."""
    plain: Fields = msgspec.to_builtins(case)
    for long in ("appeal", "summary", "result", "comment", "title", "places", "published_at", "modified_at"):
        plain.pop(long, None)
    topic = getattr(names.topics.get(case.topic or ""), "name", None)
    district = getattr(names.regions.get(case.district or ""), "name", None)
    asked = case.appeal or case.summary or ""
    return {
        **plain,
        "column_name": names.columns[case.column].name,
        "outcome_label": words.OUTCOMES[case.outcome],
        "applicant_label": words.APPLICANTS[case.applicant_kind],
        "topic_name": topic,
        "district_name": district,
        "unit_name": names.unit(case.unit) or words.unit_kind(case.unit_level),
        "revisit_label": words.REVISITS.get(case.revisit_outcome or ""),
        "satisfaction_label": words.SATISFACTION.get(case.satisfaction or 0),
        "days": _days(case),
        "asked_by_office": case.appeal is None,
        "asked_gist": gist(case.summary or asked),
        "result_gist": gist(case.result or "办理单位尚未公开办理过程。"),
        "description": excerpt(asked or case.result),
        "label_time": f"{local(case.published_at):%Y-%m-%d %H:%M}",
        "words": ";".join(filter(None, (topic, district, words.OUTCOMES[case.outcome]))),
        "facts": [[term, value] for term, value in _facts(names, case) if value],
        "timeline": [_event(names, case, entry) for entry in case.timeline],
    }


def _event(names: Names, case: PublishedCase, entry: TimelineEntry) -> Fields:
    badge, label = words.EVENTS[entry.kind]
    return {
        "at": entry.at and entry.at.isoformat(),
        "nth": _nth(case.submitted_at, entry.at),
        "day": words.workday(entry.workday),
        "kind": entry.kind,
        "badge": badge,
        "label": label,
        "unit": entry.unit,
        "unit_name": names.unit(entry.unit) or words.unit_kind(entry.unit_level),
        "note": (entry.note or "").split("\n") if entry.note else [],
    }


def _facts(names: Names, case: PublishedCase) -> Iterator[tuple[str, str | None]]:
    """The register entry of a case page."""
    days = case.workdays or WorkdaySpans()
    yield "编号", case.number
    yield "反映人", words.APPLICANTS[case.applicant_kind]
    yield "渠道", case.channel
    yield "转办", "国务院“互联网+督查”平台" if case.handed_down else None
    yield "承办单位", names.unit(case.unit) or words.unit_kind(case.unit_level)
    yield "提出", _day(case.submitted_at) or (chinese_period(case.period) if case.period else None)
    yield "受理", _day(case.accepted_at) or words.workday(days.accepted)
    yield "期限", _day(case.due_at) or words.workday(days.due)
    yield "办结", _day(case.closed_at) or words.workday(days.closed)
    yield "公开", _day(case.published_at)
    yield "修订", _day(case.modified_at) if case.modified_at != case.published_at else None
    yield "公开依据", case.basis


def _day(at: datetime | None) -> str | None:
    return chinese_date(at) if at else None


def _nth(start: datetime | None, at: datetime | None) -> int | None:
    return (local(at).date() - local(start).date()).days + 1 if start and at else None


def _days(case: PublishedCase) -> int | None:
    start, end = case.accepted_at or case.submitted_at, case.closed_at
    if case.workdays and case.workdays.closed is not None:
        return max(0, case.workdays.closed - (case.workdays.accepted or 0))
    return CALENDAR.count(local(start).date(), local(end).date()) if start and end else None


def gist(text: str) -> str:
    """As the theme cuts it for the three answers."""
    flat = text.replace("\n", "")
    flat = flat[3:] if flat.startswith(GREETINGS) else flat
    cut = flat[:GIST].rfind("。") + 1
    return flat if len(flat) <= GIST else flat[:cut] if cut > GIST // 3 else flat[: GIST - 1] + "…"


def of_episode(names: Names, episode: PublishedEpisode) -> Fields:
    programme = names.programmes[episode.programme]
    plain: Fields = msgspec.to_builtins(episode)
    for each in (*plain.get("guests", ()), *plain.get("questions", ())):
        each["unit_name"] = names.unit(each.get("unit"))
    return {**plain, "programme_name": programme.name, "source": programme.station,
            "description": programme.description}  # fmt: skip


def of_dossier(names: Names, dossier: PublishedDossier) -> Fields:
    plain: Fields = msgspec.to_builtins(dossier)
    for step in plain.get("steps", ()):
        step["label"] = words.STEPS.get(step["kind"], step["kind"])
        step["unit_name"] = names.unit(step.get("unit"))
        step["lines"] = (step.pop("text", None) or "").splitlines()
        number = step.pop("number", None)
        step["figure"] = None if number is None else f"{number:,.10g} {step.get('measure') or ''}".strip()
    return {**plain, "description": excerpt(dossier.summary, 120)}


def of_policy(names: Names, policy: PublishedPolicy) -> Fields:
    plain: Fields = msgspec.to_builtins(policy)
    return {**plain, "unit_name": names.unit(policy.unit), "description": excerpt(policy.summary, 120),
            "link": web_address(policy.url)}  # fmt: skip
