"""One matter on air: lead-in, the problem, what was done, the outcome, questions to follow."""

from __future__ import annotations

from datetime import datetime

from publish.model.published import PublishedCase
from publish.radio import asking, numbers
from publish.radio.budget import Demand
from publish.radio.draft import Draft, cut, pad, read_units
from publish.radio.programme import Segment
from publish.radio.reader import Reader
from publish.radio.rundown import Line, Part, Source
from publish.radio.scene import Scene, voice, written
from publish.radio.steps import Voice
from publish.text.dates import local

QUESTIONS_FROM = 75_000
"""Milliseconds a matter must have before it gets questions."""

ENDED = ("solved", "explained")
"""Outcomes of which it is told how many days they took."""

QUESTIONS = 2
"""Follow-up questions in the script; a further one may fill time."""

TALK = (8, 24)
"""Units of five seconds a guest has for the questions: wanted, most."""


def draft(case: PublishedCase, place: int, budget: int, segment: Segment, where: Scene) -> Draft:
    """The `place`-th matter (from 0) in `budget` milliseconds of reading."""
    who = voice(case, where)
    fields = _fields(case, place, who, where)
    readers = _readers(case, who, where)
    parts = _parts(case, place, budget, fields, readers, where)
    read = read_units(parts)
    want, most = TALK if parts[-1].kind == "questions" and where.guests else (0, 0)
    lines = [line for part in parts for line in part.lines]
    whole_ms = sum(reader.worth() for reader in readers.values())
    return Draft(
        kind="matter",
        name=f"{segment.name}{numbers.cardinal(place + 1)}",
        brief=fields["title"],
        form=segment.form,
        owner=segment.owner,
        must=segment.must,
        parts=parts,
        pad=_pad(case, place, readers, lines, where),
        cut=_cut(case, place, fields, where),
        demand=Demand(read, read + want, read + most, read + most),
        note=_note(whole_ms, lines),
        whole_ms=whole_ms,
        case=case.number,
    )


def whole(case: PublishedCase, where: Scene) -> int:
    """Milliseconds of all that is worth reading of a matter, phrases apart."""
    return sum(reader.worth() for reader in _readers(case, voice(case, where), where).values())


def title(case: PublishedCase, who: Voice, where: Scene) -> str:
    """The matter's title for the ear, its topic where the title can't be said; figures are read later."""
    said = written(case.title, who).removeprefix("关于")
    for end in ("的投诉", "的问题", "的诉求", "的举报", "的咨询", "的反映"):
        said = said.removesuffix(end) if len(said) > 8 else said
    topic = where.topics.get(case.topic or "", ("",))[0]
    return said or (f"{topic}方面的一件事" if topic else "一件群众反映的事")


def _readers(case: PublishedCase, who: Voice, where: Scene) -> dict[str, Reader]:
    fields = (
        ("problem", case.summary, "summary", "问题概述"),
        ("quote", case.appeal, "appeal", "群众反映"),
        ("done", case.result, "result", "办理结果"),
        ("comment", case.comment, "comment", "督查点评"),
    )
    return {
        name: Reader(text, who, where, kind=name, source=Source(case.number, field, label))
        for name, text, field, label in fields
    }


def _parts(
    case: PublishedCase,
    place: int,
    budget: int,
    fields: dict[str, str],
    readers: dict[str, Reader],
    where: Scene,
) -> tuple[Part, ...]:
    lead = Part(kind="lead", name="导语", lines=where.says(_lead(place, where), fields))
    told = _outcome(case, place, fields, where)
    asked = _questions(case, place, fields, where) if budget >= QUESTIONS_FROM else ()
    left = max(0, budget - _ms(lead.lines) - _ms(told) - _ms(asked))
    problem = _problem(place, left * 2 // 5, fields, readers, where)
    comment = _framed("comment", readers["comment"], place, left * 3 // 20, fields, where)
    done = _framed("done", readers["done"], place, left - _ms(problem) - _ms(comment), fields, where)
    found = (
        lead,
        Part(kind="problem", name="问题", lines=problem),
        Part(kind="done", name="办理", lines=done),
        Part(kind="outcome", name="结果", lines=told + comment),
        Part(kind="questions", name="追问", lines=asked, must=False),
    )
    return tuple(part for part in found if part.lines)


def _lead(place: int, where: Scene) -> tuple[str, str]:
    leads = where.phrases.lead
    return leads[min(place, len(leads) - 1)], where.turned(where.phrases.raised, place)


def _problem(
    place: int, budget: int, fields: dict[str, str], readers: dict[str, Reader], where: Scene
) -> tuple[Line, ...]:
    """The office's account, then the citizen's own words; the words alone where there is no account."""
    if not readers["problem"].sentences:
        return _framed("quote", readers["quote"], place, budget, fields, where)
    account = _framed("problem", readers["problem"], place, budget, fields, where)
    return account + _framed("quote", readers["quote"], place, budget - _ms(account), fields, where)


def _framed(
    name: str, reader: Reader, place: int, budget: int, fields: dict[str, str], where: Scene
) -> tuple[Line, ...]:
    """Sentences under their phrase; nothing where no sentence fits."""
    frame = where.say(where.turned(getattr(where.phrases, name), place), fields)
    text = reader.text(budget - frame.ms)
    return (frame, *text) if text else ()


def _outcome(case: PublishedCase, place: int, fields: dict[str, str], where: Scene) -> tuple[Line, ...]:
    phrases = where.phrases
    said = (
        phrases.outcome.get(case.outcome, ()),
        phrases.days if fields["days"] and case.outcome in ENDED else (),
        phrases.satisfied.get(str(case.satisfaction), ()),
        _revisited(case, where),
    )
    return where.says((where.turned(one, place) for one in said if one), fields)


def _questions(case: PublishedCase, place: int, fields: dict[str, str], where: Scene) -> tuple[Line, ...]:
    asked = asking.questions(case, place, where)[:QUESTIONS]
    if not asked:
        return ()
    asks = where.phrases.ask if where.guests else where.phrases.ask_unit
    return where.says((where.turned(asks, place), *asked), fields)


def _cut(case: PublishedCase, place: int, fields: dict[str, str], where: Scene) -> Line:
    """The line that ends a matter early: how it came out."""
    outcome = where.turned(where.phrases.outcome.get(case.outcome, ("",)), place)
    return cut("matter", where, {**fields, "outcome": outcome.format_map({**where.fields, **fields})})


def _pad(
    case: PublishedCase, place: int, readers: dict[str, Reader], lines: list[Line], where: Scene
) -> Line:
    """Something true to fill time with: a sentence not read, a question not asked, a phrase."""
    unread = readers["done"].rest(lines) or readers["problem"].rest(lines)
    unasked = asking.questions(case, place, where)[QUESTIONS:]
    if unread or not unasked:
        return unread or pad("matter", place, where)
    return where.say(unasked[0])


def _revisited(case: PublishedCase, where: Scene) -> tuple[str, ...]:
    """That it held is told only of what was mended."""
    held = case.revisit_outcome == "held" and case.outcome not in ("solved", "partly")
    return () if held else where.phrases.revisit.get(case.revisit_outcome or "", ())


def _fields(case: PublishedCase, place: int, who: Voice, where: Scene) -> dict[str, str]:
    orders = where.phrases.orders
    return {
        "order": orders[min(place, len(orders) - 1)],
        "title": title(case, who, where),
        "district": where.district(case.district),
        "unit": where.unit(case.unit),
        "complainant": who.complainant,
        "someone": "一家企业" if case.applicant_kind == "firm" else "一位市民",
        "month": month(case.submitted_at, where.airs_at)
        if case.submitted_at
        else period(case.period, where.airs_at),
        "channel": written(case.channel or "") or "网上留言",
        "days": days(case),
    }


def month(moment: datetime, seen_from: datetime) -> str:
    """今年三月, 去年十一月, 二零二零年五月."""
    at = local(moment)
    years = {seen_from.year: "今年", seen_from.year - 1: "去年"}
    return years.get(at.year, numbers.digits(str(at.year)) + "年") + numbers.cardinal(at.month) + "月"


def period(told: str | None, seen_from: datetime) -> str:
    """今年第二季度, 去年, 前段时间: when the month may not be told."""
    if not told:
        return "前段时间"
    year, _, quarter = told.partition("-Q")
    years = {seen_from.year: "今年", seen_from.year - 1: "去年"}
    spoken = years.get(int(year), numbers.digits(year) + "年")
    return spoken + (f"第{'一二三四'[int(quarter) - 1]}季度" if quarter else "")


def days(case: PublishedCase) -> str:
    """Days from acceptance to closing; empty where unknown or none."""
    if not (case.accepted_at and case.closed_at):
        return ""
    count = (local(case.closed_at).date() - local(case.accepted_at).date()).days
    return str(count) if count > 0 else ""


def _note(whole: int, read: list[Line]) -> str:
    from_record = sum(line.ms for line in read if line.source)
    return "原文较长，已择要" if whole > from_record * 3 // 2 + 1000 else ""


def _ms(lines: tuple[Line, ...]) -> int:
    return sum(line.ms for line in lines)
