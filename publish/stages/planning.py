"""`publish episode suggest|new|edit|list`: what goes on air, from what is public."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time

import msgspec

from publish.errors import UsageError
from publish.model.published import (
    Directory,
    Guest,
    MonthStatistics,
    PublishedCase,
    PublishedEpisode,
)
from publish.model.texts import PublicText, RawText
from publish.radio import programme as programmes
from publish.radio.suggest import Known, Suggestion, known
from publish.radio.suggest import suggest as chosen
from publish.settings import Settings
from publish.stages import plans
from publish.stages.office import CITY_TIME
from publish.stages.report import Report
from publish.stages.script import concerns, episodes, off_air, pack_made, read_all
from publish.text.dates import local
from publish.text.records import DIRECTORY, decode


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody wants of an episode; None: as it is, or as the programme has it.

    `cases` stands in place of all matters, `add` and `drop` change them, `order` only turns them round.
    `guests` are written 单位;职务;姓名.
    """

    number: int | None = None
    day: str | None = None
    at: str | None = None
    minutes: int | None = None
    title: str | None = None
    host: str | None = None
    director: str | None = None
    cases: tuple[str, ...] | None = None
    add: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    order: tuple[str, ...] | None = None
    guests: tuple[str, ...] | None = None
    suggested: int = 0
    theme: str = ""


def suggest(settings: Settings, programme: str, day: str, theme: str, count: int) -> tuple[Suggestion, ...]:
    """The matters for a broadcast. Raises `PublishError` RADIO-002, `UsageError` EPISODE-011."""
    programmes.named(programme)
    return chosen(_known(settings), programme, _day(day), theme=theme, count=count)


def new(settings: Settings, programme: str, wish: Wish) -> Report:
    """Plan an episode. Raises `UsageError` EPISODE-… for what can't be on air."""
    aired = everything(settings)
    before = [one for one in aired if one.programme == programme]
    shape = programmes.named(programme)
    blank = PublishedEpisode(
        programme=programme,
        number=_number(wish.number, before, programme),
        airs_at=_moment(wish, before),
        minutes=wish.minutes or shape.minutes,
    )
    if wish.suggested:
        found = chosen(
            _known(settings), programme, local(blank.airs_at).date(), theme=wish.theme, count=wish.suggested
        )
        wish = msgspec.structs.replace(wish, cases=tuple(one.number for one in found))
    return _kept(settings, _wished(settings, blank, wish))


def edit(settings: Settings, name: str, wish: Wish) -> Report:
    """Change a plan; raises `UsageError` EPISODE-010 for an episode that is not planned here."""
    plan = _plan(settings, name)
    moved = plan
    if wish.number and wish.number != plan.number:
        rest = [one for one in everything(settings) if one.programme == plan.programme]
        moved = msgspec.structs.replace(plan, number=_number(wish.number, rest, plan.programme))
    if wish.day or wish.at:
        moved = msgspec.structs.replace(moved, airs_at=_moment(wish, [plan]))
    report = _kept(settings, _wished(settings, moved, wish))
    if plans.name_of(moved) != name:
        plans.path_of(settings, name).unlink()
    return report


def drop(settings: Settings, name: str) -> Report:
    """Take a plan back; its page and script go with the next `write`."""
    _plan(settings, name)
    plans.path_of(settings, name).unlink()
    return Report(verb="episode edit", counts={"removed": 1})


def everything(settings: Settings) -> tuple[PublishedEpisode, ...]:
    """Every episode of content/ and of the plans; a plan counts before what was written of it."""
    found = {plans.name_of(one): one for one in episodes(settings.paths.content)}
    found |= {plans.name_of(one): one for one in plans.planned(settings)}
    return tuple(sorted(found.values(), key=lambda one: (one.programme, one.number)))


def _kept(settings: Settings, plan: PublishedEpisode) -> Report:
    """The plan on disk, with how long it would take; refuses what can't be on air."""
    cases = read_all(PublishedCase, settings.paths.content / "cases")
    for code, numbers in off_air(plan, cases):
        raise UsageError(code, plans.name_of(plan), numbers="、".join(numbers))
    made = pack_made(settings, plan, cases)
    plans.keep(settings, plan)
    said = (f"{plans.name_of(plan)}　{local(plan.airs_at):%Y-%m-%d %H:%M}　{len(plan.cases)} 件",)
    return Report(
        verb="episode",
        counts={"matters": len(plan.cases)},
        notices=concerns(plan, cases, made),
        said=said,
    )


def _wished(settings: Settings, plan: PublishedEpisode, wish: Wish) -> PublishedEpisode:
    """The plan with what was wished for."""
    given = {
        "minutes": wish.minutes,
        "title": _title(plans.name_of(plan), wish.title),
        "host": wish.host,
        "director": wish.director,
        "guests": _guests(settings, plan, wish.guests),
    }
    named = {name: value for name, value in given.items() if value is not None}
    return msgspec.structs.replace(plan, **named, cases=_cases(plan, wish))


def _cases(plan: PublishedEpisode, wish: Wish) -> tuple[str, ...]:
    cases = plan.cases if wish.cases is None else wish.cases
    if strange := [one for one in wish.drop if one not in cases]:
        raise UsageError("EPISODE-015", plans.name_of(plan), numbers="、".join(strange))
    cases = tuple(dict.fromkeys(one for one in (*cases, *wish.add) if one not in wish.drop))
    if wish.order is None:
        return cases
    if sorted(wish.order) != sorted(cases):
        raise UsageError("EPISODE-013", plans.name_of(plan))
    return wish.order


def _title(name: str, title: str | None) -> PublicText | None:
    """A title typed here passes the anonymiser: what it would mask is refused."""
    if not title:
        return None
    from publish.anonymise.engine import Anonymiser
    from publish.anonymise.public import PublicNames

    seen = Anonymiser(PublicNames()).record({"title": RawText(title)}, ())["title"]
    if seen.text != title:
        raise UsageError("EPISODE-008", name)
    return PublicText(title)


def _guests(
    settings: Settings, plan: PublishedEpisode, written: Sequence[str] | None
) -> tuple[Guest, ...] | None:
    if written is None:
        return None
    directory = decode(Directory, (settings.paths.content / DIRECTORY).read_bytes())
    slugs = {
        name: one.slug for one in directory.units for name in (one.slug, one.name, one.short_name) if name
    }
    return tuple(_guest(one, slugs, plans.name_of(plan)) for one in written)


def _guest(written: str, slugs: Mapping[str, str], place: str) -> Guest:
    """单位;职务;姓名;不具名: a guest who may not be named has no name here."""
    unit, title, name, unnamed, *more = (part.strip() for part in (*written.split(";"), "", "", "", ""))
    if unit not in slugs or not title or any(more):
        raise UsageError("EPISODE-007", place)
    if unnamed and name:
        raise UsageError("EPISODE-006", place)
    return Guest(name=name or None, title=title, unit=slugs[unit])


def _number(wanted: int | None, before: Iterable[PublishedEpisode], programme: str) -> int:
    """The number asked for, or the next one; numbers are never used twice."""
    used = {one.number for one in before}
    if wanted is not None and (wanted < 1 or wanted in used):
        raise UsageError("EPISODE-012", f"{programme}/{wanted}")
    return wanted or max(used, default=0) + 1


def _moment(wish: Wish, before: Sequence[PublishedEpisode]) -> datetime:
    """The day wished for, at the time wished for or that of the last episode."""
    last = local(before[-1].airs_at) if before else None
    day = _day(wish.day) if wish.day else last.date() if last else None
    if day is None:
        raise UsageError("EPISODE-011", "--date")
    try:
        at = time.fromisoformat(wish.at) if wish.at else last.time() if last else time(10)
    except ValueError:
        raise UsageError("EPISODE-011", "--time") from None
    return datetime.combine(day, at, CITY_TIME)


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise UsageError("EPISODE-011", "--date") from None


def _plan(settings: Settings, name: str) -> PublishedEpisode:
    path = plans.path_of(settings, name)
    slug, _, number = name.partition("/")
    if slug not in programmes.load() or not number.isdecimal() or not path.is_file():
        raise UsageError("EPISODE-010", name)
    return plans.read(path)


def _known(settings: Settings) -> Known:
    content = settings.paths.content
    return known(
        read_all(PublishedCase, content / "cases"),
        everything(settings),
        decode(Directory, (content / DIRECTORY).read_bytes()),
        read_all(MonthStatistics, content / "statistics").values(),
    )


__all__ = ["Wish", "drop", "edit", "everything", "new", "suggest"]
