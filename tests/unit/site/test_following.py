"""Whoever follows the changes by day with the client of the docs has what is published, exactly."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import plain_theme
import pytest
from world import World

from publish.model.published import PublishedCase, PublishedRevisions, PublishedWithdrawal, Revised
from publish.model.texts import PublicText as T
from publish.site import templates
from publish.site.engine import build
from publish.text.dates import BEIJING

HOW = Path(__file__).parents[3] / "docs" / "how-to" / "follow-the-data.md"
SITE = "http://127.0.0.1:8000/"
Follow = Callable[..., dict[str, Any]]


@pytest.fixture(scope="module")
def follow() -> Follow:
    """The client as it stands in the docs."""
    (code,) = re.findall(r"```python\n(.*?)```", HOW.read_text("utf-8"), re.S)
    held: dict[str, Any] = {}
    exec(code, held)
    found: Follow = held["follow"]
    return found


class Copy:
    """Somebody's copy of the site of a world, and how many files were fetched for it."""

    def __init__(self, world: World, follow: Follow) -> None:
        self._world, self._follow = world, follow
        self.fetched: list[str] = []
        self.state: dict[str, Any] = {"days": {}, "cases": {}}

    def run(self) -> None:
        build(self._world.settings, theme=self._world.theme)
        self.fetched.clear()
        self._follow(SITE, self.state, self._fetch)

    def _fetch(self, url: str) -> bytes:
        path = url.removeprefix(SITE)
        self.fetched.append(path)
        return (self._world.settings.paths.output / path).read_bytes()

    def is_right(self) -> bool:
        """Whether it holds every published case as it is now, and no other."""
        lines = [
            msgspec.json.decode(line)
            for path in (self._world.settings.paths.output / "data").glob("2*.jsonl")
            for line in path.read_bytes().splitlines()
        ]
        return bool(self.state["cases"] == {line["number"]: line for line in lines})


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setitem(templates.FILTERS, "say", plain_theme.say)
    return World(tmp_path)


def _withdraw(world: World, case: PublishedCase, place: int) -> None:
    world.drop(case)
    for one in world.all(PublishedRevisions):
        if one.number == case.number:
            world.drop(one)
    at = world.directory.now.astimezone(BEIJING)
    world.put(PublishedWithdrawal(number=case.number, place=place, act="removed", reason="privacy",
                                  withdrawn_at=at, column=case.column))  # fmt: skip


def _correct(world: World, case: PublishedCase, place: int) -> None:
    at = world.directory.now.astimezone(BEIJING)
    world.put(msgspec.structs.replace(case, title=T(f"更正之后{place}"), modified_at=at))
    held = [one for one in world.all(PublishedRevisions) if one.number == case.number]
    before = held[0].revised if held else ()
    revised = (*before, Revised(place=place, kind="wording", at=at))
    world.put(PublishedRevisions(number=case.number, revised=revised))


def test_a_corrected_case_is_fetched_again(world: World, follow: Follow) -> None:
    copy = Copy(world, follow)
    copy.run()
    case = world.cases()[2]
    _correct(world, case, 500)
    copy.run()
    assert copy.state["cases"][case.number]["title"] == "更正之后500"
    assert copy.is_right()


def test_a_copy_from_nothing_is_what_is_published(world: World, follow: Follow) -> None:
    copy = Copy(world, follow)
    copy.run()
    assert copy.state["cases"]
    assert copy.is_right()


def test_nothing_changed_costs_one_file(world: World, follow: Follow) -> None:
    copy = Copy(world, follow)
    copy.run()
    copy.run()
    assert copy.fetched == ["data/changes/index.json"]
    assert copy.is_right()


def test_a_withdrawn_case_leaves_the_copy(world: World, follow: Follow) -> None:
    copy = Copy(world, follow)
    copy.run()
    case = world.cases()[3]
    _withdraw(world, case, 500)
    copy.run()
    assert case.number not in copy.state["cases"]
    assert case.number not in str(copy.fetched)
    assert copy.is_right()


@pytest.mark.parametrize("seed", range(3))
def test_a_copy_follows_whatever_happens(world: World, follow: Follow, seed: int) -> None:
    dice, copy = Random(seed), Copy(world, follow)
    for nth in range(12):
        for _ in range(dice.randrange(4)):
            world.new_case(dice, days=dice.randrange(90))
        if dice.random() < 0.6:
            _withdraw(world, dice.choice(world.cases()), 500 + nth)
        elif dice.random() < 0.5:
            _correct(world, dice.choice(world.cases()), 500 + nth)
        copy.run()
        assert copy.is_right()


def test_a_file_that_is_not_the_one_listed_is_refused(world: World, follow: Follow) -> None:
    copy = Copy(world, follow)
    build(world.settings, theme=world.theme)
    day = min((world.settings.paths.output / "data" / "changes").glob("2*.jsonl"))
    day.write_bytes(b"{}\n")
    with pytest.raises(OSError, match=day.stem):
        follow(SITE, copy.state, copy._fetch)
