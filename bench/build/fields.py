"""Records as plain fields for generators that know no codes: names beside slugs, labels, counted days.

Worked out before anything is timed, in favour of the others: `publish build` works them out itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any, cast

import msgspec

from bench.build.names import CALENDAR, Names
from bench.build.ours import SITE
from publish.model.published import (
    PublishedCase,
    PublishedDossier,
    PublishedEpisode,
    PublishedPolicy,
    WorkdaySpans,
)
from publish.settings import Duty
from publish.site import words
from publish.site.case_views import TimelineView
from publish.site.edition import Edition
from publish.site.qr import Codes
from publish.site.rows import case_excerpt
from publish.site.timeline import in_time, timeline
from publish.stages.happened import happenings
from publish.text.dates import chinese_date, chinese_period, local, rfc3339
from publish.text.markup import excerpt, gist
from publish.text.web import web_address

Fields = dict[str, Any]
GIST = 110
REPLIES = "liuyan"
"""The column whose matters are a letter and its reply."""
IN_TIME = {True: "在期限内", False: "超过期限", None: None}
REACH = {"lead": 1, "inspection": 2, "policy": 3, "batch": 4, "revisit": 4}
"""How far the echo of a dossier's step reaches."""
ANSWER_DAYS = Duty().takedown_workdays
CODES = Codes()


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
        "asked_gist": gist(case.summary or asked, GIST),
        "result_gist": gist(case.result or "办理单位尚未公开办理过程。", GIST),
        "description": case_excerpt(case),
        "label_time": f"{local(case.published_at):%Y-%m-%d %H:%M}",
        "words": ";".join(filter(None, (topic, district, words.OUTCOMES[case.outcome]))),
        "facts": [[term, value] for term, value in _facts(names, case) if value],
        "timeline": [_event(entry) for entry in timeline(cast(Edition, names), case)],
        "in_time": IN_TIME[in_time(case)],
        "answer_days": ANSWER_DAYS,
        "to_accept": _span(case.submitted_at, case.accepted_at, (case.workdays or WorkdaySpans()).accepted),
        "qr": qr(f"cases/{case.number}.html"),
        "answered": case.column == REPLIES and bool(case.appeal and case.result),
        "updates": [_update(*each) for each in sorted(happenings(case), key=itemgetter(1), reverse=True)],
    }


def _event(entry: TimelineView) -> Fields:
    return {
        "at": entry.at and entry.at.isoformat(),
        "nth": entry.nth,
        "day": entry.day,
        "kind": entry.kind,
        "badge": entry.badge,
        "label": entry.label if entry.label != entry.badge else None,
        "late": entry.late and entry.kind == "closed",
        "pause": entry.pause,
        "unit": entry.unit_href,
        "unit_name": entry.unit_name,
        "note": entry.note.split("\n") if entry.note else [],
    }


def _update(name: str, at: datetime, title: str, summary: str) -> Fields:
    return {"name": name, "at": rfc3339(at), "title": title, "summary": summary or title}


def qr(path: str) -> Fields:
    """The QR code of a page's address, drawn beforehand."""
    code = CODES.code(f"{SITE['url']}/{path}")
    return {"size": code.size, "path": code.path} if code else {}


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


def _span(start: datetime | None, end: datetime | None, told: int | None) -> int | None:
    """Working days, where they are known."""
    if told is not None:
        return told
    return CALENDAR.count(local(start).date(), local(end).date()) if start and end else None


def _days(case: PublishedCase) -> int | None:
    start, end = case.accepted_at or case.submitted_at, case.closed_at
    if case.workdays and case.workdays.closed is not None:
        return max(0, case.workdays.closed - (case.workdays.accepted or 0))
    return CALENDAR.count(local(start).date(), local(end).date()) if start and end else None


def of_episode(names: Names, episode: PublishedEpisode) -> Fields:
    programme = names.programmes[episode.programme]
    plain: Fields = msgspec.to_builtins(episode)
    for each in (*plain.get("guests", ()), *plain.get("questions", ())):
        each["unit_name"] = names.unit(each.get("unit"))
    path = f"programmes/{episode.programme}/{episode.number}.html"
    return {**plain, "programme_name": programme.name, "source": programme.station,
            "description": programme.description, "qr": qr(path)}  # fmt: skip


def of_dossier(names: Names, dossier: PublishedDossier) -> Fields:
    plain: Fields = msgspec.to_builtins(dossier)
    for step, told in zip(dossier.steps, plain.get("steps", ()), strict=False):
        told["label"] = words.STEPS.get(step.kind, step.kind)
        told["rings"] = [4 + 7.5 * ring for ring in range(1, REACH.get(step.kind, 1))]
        told["unit_name"] = names.unit(step.unit)
        told["lines"] = (told.pop("text", None) or "").splitlines()
        number = told.pop("number", None)
        told["figure"] = None if number is None else f"{number:,.10g}"
    first, last = dossier.opened_on, dossier.closed_on
    days = (last - first).days if first and last and last > first else None
    chain = [label for label, _ in groupby(words.STEPS.get(step.kind, "") for step in dossier.steps)]
    return {**plain, "description": excerpt(dossier.summary, 120), "chain": chain, "days": days,
            "qr": qr(f"dossiers/{dossier.slug}.html")}  # fmt: skip


def of_policy(names: Names, policy: PublishedPolicy) -> Fields:
    plain: Fields = msgspec.to_builtins(policy)
    return {**plain, "unit_name": names.unit(policy.unit), "description": excerpt(policy.summary, 120),
            "link": web_address(policy.url), "index": f"{policy.issued_on.year}-{policy.slug.upper()}",
            "qr": qr(f"policies/{policy.slug}.html")}  # fmt: skip
