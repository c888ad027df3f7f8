"""What happens to other records, the directory, handwritten pages, theme and settings between two builds."""

# ruff: noqa: E501 - a table reads better with a row a line
from __future__ import annotations

import os
from datetime import date, timedelta
from pathlib import Path
from random import Random

from case_changes import Change
from world import World, pick, replace

from publish.model.published import (
    Chapter,
    MonthStatistics,
    OpenQuestion,
    Published,
    PublishedCall,
    PublishedDossier,
    PublishedEpisode,
    PublishedPolicy,
    PublishedSurvey,
    PublishedTopic,
    PublishedUnit,
    Quarter,
    Step,
    Table,
)
from publish.model.texts import PublicText as T

KINDS: tuple[type[Published], ...] = (
    PublishedEpisode, PublishedDossier, PublishedPolicy, PublishedCall, PublishedSurvey, MonthStatistics,
    Quarter,
)  # fmt: skip


def _some_cases(world: World, dice: Random) -> tuple[str, ...]:
    numbers = [case.number for case in world.cases()]
    return tuple(dice.sample(numbers, min(3, len(numbers))))


def new_record(world: World, dice: Random) -> None:
    made = dice.randrange(2, 9)
    cases, day = _some_cases(world, dice), date(2022, 1, 1) + timedelta(days=dice.randrange(365))
    title, unit = T(f"新的记录{dice.randrange(99)}"), f"u-000{dice.randrange(1, 8)}"
    world.put(dice.choice((
        PublishedEpisode(programme=dice.choice(("zhouwu", "minsheng")), number=made, minutes=9, title=title,
                         airs_at=world.directory.now + timedelta(days=dice.randrange(-9, 9)), cases=cases,
                         repeat_of=f"zhouwu/{dice.randrange(1, 7)}"),
        PublishedDossier(slug=f"d-0{made}", title=title, opened_on=day, cases=cases, policies=("p-001", "p-003"),
                         steps=(Step(kind="lead", unit=unit),)),
        PublishedPolicy(slug=f"p-00{made}", title=title, issued_on=day, cases=cases, unit=unit, dossiers=("d-01",)),
        PublishedCall(slug=f"c-0{made}", title=title, body=title, opens_on=day),
        PublishedSurvey(slug=f"s-0{made}", title=title, opened_on=day, answers=made, closed_on=day),
        Quarter(quarter=f"20{made + 10}-Q{dice.randrange(1, 5)}", added={"huisheng": made}, requests=made % 3),
        MonthStatistics(month=f"2022-0{made}", made_on=day, tables=(
            Table(name="outcome", columns=("matters",), rows=(("solved", (made,)), ("partly", ("*",)))),
            Table(name="district", columns=("solved",), rows=(("500101", (made,)), ("other", ("*",)))),
            Table(name="raised", columns=("500101",), rows=(("民生/供水", (5 * made,)), ("营商环境/印章", ("-",)))))),
    )))  # fmt: skip


def change_record(world: World, dice: Random) -> None:
    record = pick(dice, world.all(dice.choice(KINDS)))
    if isinstance(record, MonthStatistics):
        world.put(replace(record, tables=record.tables[: dice.randrange(2)]))
    elif isinstance(record, (PublishedEpisode, PublishedDossier, PublishedPolicy)):
        title = dice.choice((record.title, T(f"改过的{dice.randrange(99)}")))
        world.put(replace(record, title=title, cases=_some_cases(world, dice)))
    elif isinstance(record, Quarter):
        world.put(replace(record, requests=dice.randrange(9)))
    elif record is not None:
        world.put(replace(record, title=T(f"改过的{dice.randrange(99)}")))


def remove_record(world: World, dice: Random) -> None:
    record = pick(dice, world.all(dice.choice(KINDS)))
    if record is not None:
        world.drop(record)


def record_an_episode(world: World, dice: Random) -> None:
    """A recording of our own, with chapters and a question that is or is not answered; or none any more."""
    episode = pick(dice, world.all(PublishedEpisode))
    if episode is None:
        return
    file = f"{episode.programme}/{episode.number}-{dice.randrange(3)}.mp3"
    path = world.settings.paths.audio / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(file.encode())
    due = world.directory.now + timedelta(days=dice.randrange(-40, 40))
    chapters = (Chapter(start=0, title="开场"), *(Chapter(start=9, case=number) for number in episode.cases))
    heard = replace(episode, audio_file=file, audio_seconds=99, chapters=chapters[: dice.randrange(4)])
    silent = replace(episode, audio_file=None, audio_off=True, chapters=())
    asked = OpenQuestion(question=T("归谁管？"), answer_due_at=due, answered_at=dice.choice((None, due)))
    world.put(replace(dice.choice((heard, heard, silent)), questions=(asked,)))


# --- the directory -------------------------------------------------------------------------------------


def rename_an_entry(world: World, dice: Random) -> None:
    kind = dice.choice(("columns", "programmes", "regions", "topics", "units"))
    entries = list(getattr(world.directory, kind))
    at = dice.randrange(len(entries))
    entries[at] = replace(entries[at], name=f"{entries[at].name[:4]}新名{dice.randrange(99)}")
    world.directory = replace(world.directory, **{kind: tuple(entries)})


def move_a_unit(world: World, dice: Random) -> None:
    units = list(world.directory.units)
    at, above = dice.randrange(len(units)), dice.choice(units)
    units[at] = replace(units[at], parent=dice.choice((above.slug, None)), level=above.level)
    world.directory = replace(world.directory, units=tuple(units))


def new_entry(world: World, dice: Random) -> None:
    slug = f"t-0{dice.randrange(1, 4)}-1{dice.randrange(world.numbers + 3)}"
    topic = PublishedTopic(slug=slug, name=f"添{dice.randrange(99)}", parent=slug[:4])
    unit = PublishedUnit(slug=f"u-000{dice.randrange(7, 10)}", name="添的单位", level="town", parent="u-0001")
    held = world.directory
    topics = {one.slug: one for one in (*held.topics, topic)}
    units = {one.slug: one for one in (*held.units, unit)}
    world.directory = replace(held, topics=tuple(topics.values()), units=tuple(units.values()))


def drop_an_entry(world: World, dice: Random) -> None:
    kind = dice.choice(("regions", "topics", "units"))
    entries = list(getattr(world.directory, kind))
    if len(entries) > 2:
        entries.pop(dice.randrange(len(entries)))
        world.directory = replace(world.directory, **{kind: tuple(entries)})


def reorder_the_directory(world: World, dice: Random) -> None:
    kind = dice.choice(("columns", "programmes", "regions", "topics", "units"))
    entries = list(getattr(world.directory, kind))
    dice.shuffle(entries)
    world.directory = replace(world.directory, **{kind: tuple(entries)})


def set_the_clock(world: World, dice: Random) -> None:
    later = timedelta(days=dice.randrange(-30, 60))
    world.directory = replace(world.directory, now=world.directory.now + later)


def tell_it_is_a_demonstration(world: World, dice: Random) -> None:
    world.directory = replace(world.directory, demonstration=not world.directory.demonstration)


# --- by hand -------------------------------------------------------------------------------------------


def write_a_page(world: World, dice: Random) -> None:
    names = (
        "pages/extra",
        "pages/about",
        "notices/n-1",
        "notices/n-2",
        "dossier-notes/d-01",
        "dossier-notes/d-05",
    )
    path = world.settings.paths.prose / f"{dice.choice(names)}.md"
    if path.exists() and dice.random() < 0.4:
        path.unlink()
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f"Title: 手写{dice.randrange(99)}\nDate: 2022-0{dice.randrange(1, 9)}-01\n\n正文{dice.randrange(99)}"
    )


def edit_a_template(world: World, dice: Random) -> None:
    folder = world.theme / "templates"
    late = [folder / "partials" / "late.html", folder / "partials" / "late.txt"]
    path = dice.choice([*sorted(path for path in folder.rglob("*.*") if path.is_file()), *late])
    if path in late and path.exists():
        path.unlink()
        return
    text = path.read_text("utf-8") if path.exists() else ""
    path.write_text(
        text.replace("<i>", f"<i>{dice.randrange(99)}") + f"<!-- {dice.randrange(99)} -->", "utf-8"
    )


def edit_a_static_file(world: World, dice: Random) -> None:
    names = ("site.css", "deep/x.js", ".dot", ".well-known/x.txt", "deep/.x/y.js", "a b.css")
    path = world.theme / "static" / dice.choice(names)
    if path.exists() and dice.random() < 0.4:
        path.unlink()
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"/* {dice.randrange(99)} */")


def change_a_setting(world: World, dice: Random) -> None:
    site = replace(
        world.settings.site, **{dice.choice(("name", "organiser", "base")): f"x{dice.randrange(9)}"}
    )
    world.settings = replace(world.settings, site=site)


def touch_an_input(world: World, dice: Random) -> None:
    """Another time, the same bytes."""
    roots = (world.settings.paths.content, world.settings.paths.prose, world.theme)
    path = dice.choice([path for root in roots for path in sorted(root.rglob("*")) if path.is_file()])
    if dice.random() < 0.5:
        os.utime(path, (1_000_000_000, 1_000_000_000))
    else:
        path.write_bytes(path.read_bytes())


def leave_a_half_written_input(world: World, dice: Random) -> None:
    Path(world.settings.paths.content / "cases" / ".half.json").write_bytes(b"{")


CHANGES: dict[str, Change] = {
    each.__name__: each
    for each in (
        new_record, change_record, remove_record, record_an_episode, rename_an_entry, move_a_unit, new_entry, drop_an_entry,
        reorder_the_directory, set_the_clock, tell_it_is_a_demonstration, write_a_page, edit_a_template,
        edit_a_static_file, change_a_setting, touch_an_input, leave_a_half_written_input,
    )
}  # fmt: skip
