"""What happens to cases between two builds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from random import Random

from world import World, lists_of, pick, replace

from publish.model.published import (
    Correction,
    Difference,
    PublishedCase,
    PublishedDossier,
    PublishedEpisode,
    PublishedPolicy,
    PublishedRevisions,
    PublishedTopic,
    PublishedUnit,
    PublishedWithdrawal,
    Revised,
)
from publish.model.texts import PublicText as T

Change = Callable[[World, Random], None]
FACTS = ("outcome", "revisit_outcome", "summary", "result", "satisfaction", "modified_at", "closed_at")


def new_newest(world: World, dice: Random) -> None:
    world.new_case(dice)


def new_with_an_old_date_and_a_free_place(world: World, dice: Random) -> None:
    world.new_case(dice, free=True, days=-dice.randrange(300))


def new_first_of_a_month(world: World, dice: Random) -> None:
    world.new_case(dice, days=40 * dice.randrange(1, 60))


def new_first_of_a_unit(world: World, dice: Random) -> None:
    above = pick(dice, world.directory.units)
    unit = PublishedUnit(
        slug=f"u-1{world.numbers:03d}", name=f"新单位{world.numbers}", level="town",
        parent=above.slug if above else None,
    )  # fmt: skip
    world.directory = replace(world.directory, units=(*world.directory.units, unit))
    world.new_case(dice, unit=unit.slug)


def new_first_of_a_topic(world: World, dice: Random) -> None:
    topic = PublishedTopic(slug=f"t-01-1{world.numbers}", name=f"新主题{world.numbers}", parent="t-01")
    if dice.random() < 0.7:
        world.directory = replace(world.directory, topics=(*world.directory.topics, topic))
    world.new_case(dice, topic=topic.slug)


def correct_title(world: World, dice: Random) -> None:
    for case in _some(world, dice):
        world.put(replace(case, title=T(f"更正后的题目{case.number}之{dice.randrange(100)}")))


def correct_a_fact(world: World, dice: Random) -> None:
    for case in _some(world, dice):
        fact, other = dice.choice(FACTS), pick(dice, world.cases())
        world.put(replace(case, **{fact: getattr(other, fact)}))


def correct_modified_at(world: World, dice: Random) -> None:
    for case in _some(world, dice):
        world.put(replace(case, modified_at=case.modified_at + timedelta(days=dice.randrange(1, 900))))


def move_to_another_unit(world: World, dice: Random) -> None:
    for case in _some(world, dice):
        unit = pick(dice, world.directory.units)
        world.put(world.moved(case, dice, unit=unit.slug if unit and dice.random() < 0.8 else None))


def move_to_another_topic(world: World, dice: Random) -> None:
    for case in _some(world, dice):
        topic = pick(dice, world.directory.topics)
        world.put(world.moved(case, dice, topic=topic.slug if topic and dice.random() < 0.8 else None))


def move_to_another_district(world: World, dice: Random) -> None:
    for case in _some(world, dice):
        region = pick(dice, world.directory.regions)
        world.put(world.moved(case, dice, district=region.code if region and dice.random() < 0.8 else None))


def change_codes_but_no_place(world: World, dice: Random) -> None:
    for case in _some(world, dice):
        unit, topic = pick(dice, world.directory.units), pick(dice, world.directory.topics)
        world.put(replace(case, unit=unit and unit.slug, topic=topic and topic.slug))


def trade_places(world: World, dice: Random) -> None:
    held = world.cases()
    if len(held) > 1:
        one, two = dice.sample(held, 2)
        for name in one.places.keys() & two.places.keys():
            first, second = one.places | {name: two.places[name]}, two.places | {name: one.places[name]}
            one, two = replace(one, places=first), replace(two, places=second)
        world.put(one)
        world.put(two)


def refer_to_others(world: World, dice: Random) -> None:
    numbers = [case.number for case in world.cases()] + [*world.withdrawn] + ["DC-2029-000001"]
    for case in _some(world, dice):
        world.put(replace(
            case,
            related=tuple(dice.sample(numbers, min(3, len(numbers)))),
            policies=_few(dice, [*(one.slug for one in world.all(PublishedPolicy)), "p-009"]),
            dossiers=_few(dice, [*(one.slug for one in world.all(PublishedDossier)), "d-09"]),
            episodes=_few(dice, [f"{one.programme}/{one.number}" for one in world.all(PublishedEpisode)]),
        ))  # fmt: skip


def withdraw_newest(world: World, dice: Random) -> None:
    _withdraw(world, dice, world.cases()[-1:])


def withdraw_oldest(world: World, dice: Random) -> None:
    _withdraw(world, dice, world.cases()[:1])


def withdraw_any(world: World, dice: Random) -> None:
    _withdraw(world, dice, _some(world, dice))


def withdraw_a_whole_list(world: World, dice: Random) -> None:
    held = world.cases()
    names = sorted({name for case in held for name in lists_of(case) if not name.startswith(("all", "col"))})
    if names:
        name = dice.choice(names)
        _withdraw(world, dice, [case for case in held if name in lists_of(case)])


def withdraw_a_whole_page(world: World, dice: Random) -> None:
    held, size = world.cases(), 3
    if held:
        page = (dice.choice(held).places["all"] - 1) // size
        _withdraw(world, dice, [case for case in held if (case.places["all"] - 1) // size == page])


def bring_one_back(world: World, dice: Random) -> None:
    if world.withdrawn:
        case = world.withdrawn.pop(dice.choice(sorted(world.withdrawn)))
        for stone in world.all(PublishedWithdrawal):
            if stone.number == case.number:
                world.drop(stone)
        world.put(case)


def _withdraw(world: World, dice: Random, cases: list[PublishedCase]) -> None:
    everywhere = dice.random() < 0.8
    for case in cases:
        world.withdrawn[case.number] = case
        world.drop(case)
        if everywhere:
            _forget(world, case.number)
        if dice.random() < 0.7:
            _entomb(world, dice, case)


def correct_with_a_record(world: World, dice: Random) -> None:
    """As a correction that came into force is written: on the page, and beside it without a word."""
    for case in _some(world, dice):
        at = world.directory.now - timedelta(days=dice.randrange(200))
        private, word = dice.random() < 0.3, T(f"更正后的题目{dice.randrange(9)}")
        changes = () if private else (Difference(field="title", first=case.title, revised=word),)
        kind, reason = ("privacy", None) if private else ("fact", word)
        made = Correction(
            place=world.revised(), kind=kind, since=case.modified_at, at=at, reason=reason, changes=changes
        )
        held = (*case.corrections, made)
        world.put(replace(case, title=word, modified_at=max(case.modified_at, at), corrections=held))
        told = tuple(Revised(place=one.place, kind=one.kind, at=one.at) for one in held)
        world.put(PublishedRevisions(number=case.number, revised=told))


def _entomb(world: World, dice: Random, case: PublishedCase) -> None:
    """What stands in its place; its corrections are told no more."""
    act, reason = dice.choice((("removed", "privacy"), ("withdrawn", "error"), ("expired", "expired")))
    others = [one.number for one in world.cases()]
    after = dice.choice(others) if others and reason == "error" else None
    at = world.directory.now - timedelta(days=dice.randrange(200))
    world.put(PublishedWithdrawal(
        number=case.number, place=world.revised(), act=act, reason=reason, withdrawn_at=at,
        column=case.column, unit=case.unit, replaced_by=after,
    ))  # fmt: skip
    if after:
        world.put(replace(next(one for one in world.cases() if one.number == after), replaces=case.number))
    for told in world.all(PublishedRevisions):
        if told.number == case.number:
            world.drop(told)


def _forget(world: World, number: str) -> None:
    """As `publish write` does it: no record names the case any more."""
    for record in list(world.records.values()):
        for field in ("related", "cases"):
            named = getattr(record, field, ())
            if number in named:
                world.put(replace(record, **{field: tuple(one for one in named if one != number)}))


def _some(world: World, dice: Random) -> list[PublishedCase]:
    held = world.cases()
    return dice.sample(held, min(len(held), dice.choice((1, 1, 2))))


def _few(dice: Random, names: list[str]) -> tuple[str, ...]:
    return tuple(dice.sample(names, min(2, len(names))))


CHANGES: dict[str, Change] = {
    each.__name__: each
    for each in (
        new_newest, new_with_an_old_date_and_a_free_place, new_first_of_a_month, new_first_of_a_unit,
        new_first_of_a_topic, correct_title, correct_a_fact, correct_modified_at, move_to_another_unit,
        move_to_another_topic, move_to_another_district, change_codes_but_no_place, trade_places,
        refer_to_others, withdraw_newest, withdraw_oldest, withdraw_any, withdraw_a_whole_list,
        withdraw_a_whole_page, bring_one_back, correct_with_a_record,
    )
}  # fmt: skip
