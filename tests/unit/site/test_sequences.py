"""Whatever happens between two builds and during one, the next leaves what a fresh build would leave."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import case_changes
import other_changes
import plain_theme
import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)
from meddling import WAYS, killed_at
from world import World, entries, tree

from publish.settings import Settings
from publish.site import case_lists, casebook, engine, inputs, paging, press, sitemap, templates
from publish.site.pages import home, lists, policies
from publish.site.report import BuildReport
from publish.stages import airtime, channels
from publish.stages import build as stage

CHANGES = case_changes.CHANGES | other_changes.CHANGES
SMALL = (
    (paging, "PER_PAGE", 3), (casebook, "CASES_A_PART", 5), (sitemap, "PAGES_A_PART", 50),
    (lists, "OLDER_SHOWN", 2), (home, "LATEST_CASES", 2), (policies, "CASES_SHOWN", 2),
    (channels, "LIMIT", 4), (airtime, "EPISODES", 4), (press, "PIECE", 7),
    (case_lists, "BLOCK", 5), (inputs, "YOUNG", 0),
)  # fmt: skip
"""Bounds so low that a few cases pass them; a file is known by its stamp at once."""

changes = st.lists(st.tuples(st.sampled_from(sorted(CHANGES)), st.integers(0, 999)), min_size=1, max_size=3)
ways = st.lists(st.tuples(st.sampled_from(sorted(WAYS)), st.integers(0, 999)), min_size=1, max_size=3)
presses = st.sampled_from(("alone", "alone", "forked"))


class Sequence(RuleBasedStateMachine):
    """Builds, and what happens between them."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="huisheng-"))
        self.patch = pytest.MonkeyPatch()
        for module, name, value in SMALL:
            self.patch.setattr(module, name, value)
        self.patch.setitem(templates.FILTERS, "say", plain_theme.say)
        self.world, self.expected, self.idle = World(self.folder), None, False

    @initialize(how=presses)
    def first_build(self, how: str) -> None:
        self.build(how)

    @rule(what=changes, how=presses)
    def change(self, what: list[tuple[str, int]], how: str) -> None:
        self.do(what)
        self.build(how)

    @rule(what=changes, how=presses)
    def change_more(self, what: list[tuple[str, int]], how: str) -> None:
        self.change(what, how)

    @rule(what=ways, how=presses)
    def meddle(self, what: list[tuple[str, int]], how: str) -> None:
        for name, number in what:
            WAYS[name](self.world, Random(number))
        self.build(how)

    @rule(what=changes, nth=st.integers(1, 80), then=st.just([]) | changes, how=presses)
    def kill(self, what: list[tuple[str, int]], nth: int, then: list[tuple[str, int]], how: str) -> None:
        self.do(what)
        with killed_at(nth, self.folder):
            self.made(self.world.settings)
        self.do(then)
        self.build(how)

    @rule()
    @precondition(lambda self: not self.idle)
    def nothing(self) -> None:
        before = {path: path.lstat().st_mtime_ns for path in self.world.output.rglob("*")}
        report = self.build("alone")
        assert (report.written, report.removed) == ((), ())
        assert {path: path.lstat().st_mtime_ns for path in self.world.output.rglob("*")} == before
        self.idle = True

    def do(self, what: list[tuple[str, int]]) -> None:
        self.expected = None
        for name, number in what:
            CHANGES[name](self.world, Random(number))

    def made(self, of: Settings) -> BuildReport:
        return engine.build(of, stage.formats(), stage.feeds, theme=self.world.theme)

    def build(self, how: str) -> BuildReport:
        world = self.world
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(press, "FEW", 3 if how == "forked" else 100_000)
            report = self.made(world.settings)
        self.idle = False
        self.expected = self.expected or world.fresh(self.made)
        left, expected = tree(world.output), self.expected
        different = [name for name in left.keys() & expected.keys() if left[name] != expected[name]]
        assert not different, differences(different, left, expected)
        assert (left.keys() - expected.keys(), expected.keys() - left.keys()) == (set(), set())
        assert folders(world.output) == folders(world.folder / "fresh")
        self.true_manifest(left)
        self.nothing_private()
        return report

    def true_manifest(self, left: dict[str, bytes]) -> None:
        held = entries(self.world.output)
        assert {path: (each.size, each.sha256) for path, each in held.items()} == {
            path: (len(data), hashlib.sha256(data).hexdigest()) for path, data in left.items()
        }

    def nothing_private(self) -> None:
        kept = [path.read_bytes() for path in self.world.beside]
        inputs_now = b"".join(path.read_bytes() for path in self.world.settings.paths.content.rglob("*.json"))
        gone = [number.encode() for number in self.world.withdrawn if number.encode() not in inputs_now]
        for word in ("号事项的题目".encode(), "更正后的题目".encode(), "家住三楼".encode(), *gone):
            assert not any(word in data for data in kept)

    def teardown(self) -> None:
        self.patch.undo()
        shutil.rmtree(self.folder)


def folders(root: Path) -> set[str]:
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_dir()}


def differences(names: list[str], left: dict[str, bytes], expected: dict[str, bytes]) -> str:
    """The first place at which each of a few files differs."""
    return "\n".join(partial(_difference, left, expected)(name) for name in sorted(names)[:4])


def _difference(left: dict[str, bytes], expected: dict[str, bytes], name: str) -> str:
    one, two = left[name].decode("utf-8", "replace"), expected[name].decode("utf-8", "replace")
    at = next(
        (at for at, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two))
    )
    return f"{name}@{at}: {one[max(0, at - 60) : at + 60]!r} for {two[max(0, at - 60) : at + 60]!r}"


def _run(number: int, sequences: int, steps: int) -> None:
    bounds: dict[str, Any] = {
        "max_examples": sequences, "stateful_step_count": steps, "deadline": None, "database": None,
        "suppress_health_check": list(HealthCheck), "phases": (Phase.generate,),
    }  # fmt: skip
    run_state_machine_as_test(seed(number)(type("Sequence", (Sequence,), {})), settings=settings(**bounds))


def test_after_any_sequence_of_changes_output_is_that_of_a_fresh_build() -> None:
    _run(1, sequences=10, steps=12)


@pytest.mark.proof
@pytest.mark.parametrize("number", range(100, 140))
def test_ten_sequences_of_changes_each_end_with_the_bytes_of_a_fresh_build(number: int) -> None:
    _run(number, sequences=10, steps=12)
