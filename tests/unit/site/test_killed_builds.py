"""Killed with -9 at any moment, on all cores, a build leaves whole files and the next one finishes it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import case_changes
import other_changes
import pytest
from world import World, entries, replace, tree

from publish.site import seal
from publish.stages.build import build

ROOT = Path(__file__).parents[3]
CASES = 120
LONGEST_SECONDS = 0.8  # a build that makes everything, on one core
CHANGES = [
    change
    for name, change in {**case_changes.CHANGES, **other_changes.CHANGES}.items()
    if name not in ("edit_a_template", "edit_a_static_file", "change_a_setting", "touch_an_input")
]
"""What is not of the theme, which here is the real one, nor of the settings, which are read from a file."""


def _killed(world: World, after: float, all_of_them: bool) -> None:
    """A build that lives so long from its first file on, or is done by then; its workers are killed, too, or
    left to themselves."""
    command = [sys.executable, "-m", "publish", "--settings", str(world.settings.file), "build"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=-3, stderr=-3, start_new_session=True)
    *kept, vouched = world.beside
    while process.poll() is None and (vouched.exists() or not all(path.exists() for path in kept)):
        time.sleep(0.001)
    time.sleep(after)
    if all_of_them:
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()


def _whole(output: Path) -> None:
    """No file that a reader could meet is torn."""
    for path in output.rglob("*.html"):
        if not path.name.startswith("."):
            assert path.read_text("utf-8").rstrip().endswith("</html>"), path


def _checked(world: World) -> None:
    build(world.settings)
    left = tree(world.output)
    other = replace(world.settings, paths=replace(world.settings.paths, output=world.folder / "fresh"))
    seal.take_off(other.paths.output)
    build(other, fresh=True)
    assert left == tree(other.paths.output)
    names = {path.name for path in world.office.glob(".publish-*")}
    assert names == {".publish-output.manifest", ".publish-output.memory", ".publish-output.seal"}
    assert {path: each.size for path, each in entries(world.output).items()} == {
        path: len(data) for path, data in left.items()
    }


def _rename_a_column(world: World, dice: Random) -> None:
    """Every page has to be made again."""
    first, *others = world.directory.columns
    columns = (replace(first, name=f"督查回声{dice.randrange(99)}"), *others)
    world.directory = replace(world.directory, columns=columns)


def _trial(seed: int, folder: Path) -> None:
    dice, world = Random(seed), World(folder)
    for _ in range(CASES):
        world.new_case(dice)
    for _ in range(3):
        for _ in range(2):
            dice.choice(CHANGES)(world, dice)
            _rename_a_column(world, dice)
            _killed(world, dice.uniform(0, LONGEST_SECONDS), dice.random() < 0.5)
            _whole(world.output)
        dice.choice(CHANGES)(world, dice)
        _checked(world)


def test_a_killed_build_is_finished_by_the_next(tmp_path: Path) -> None:
    _trial(0, tmp_path / "world")


@pytest.mark.proof
@pytest.mark.parametrize("seed", range(100, 140))
def test_builds_killed_six_times_end_with_the_bytes_of_a_fresh_one(seed: int, tmp_path: Path) -> None:
    _trial(seed, tmp_path / "world")
