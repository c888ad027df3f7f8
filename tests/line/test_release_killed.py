"""Killed at any change of run, release or withdrawal, with a folder here, rsync over ssh and a bucket to be
brought up to date: what is public stays one whole release, no decision is lost, and the next run finishes."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

import boto3
import pytest
import yaml

from publish import pipeline
from publish.release import shelf
from publish.release.proof import verify
from publish.release.proof.reader import reader
from publish.settings import Settings, load
from publish.stages import build, check, office, release, urgent, write
from tests import s3, sshd
from tests.line import killing
from tests.line.conftest import SMALL, Line, made
from tests.unit.release.test_mirror import same
from tests.unit.release.trees import whole

OFFICER = "wu"
IN_A_ROW = 4
FIRST = 400
"""Changes among which the first end is drawn, until one was seen to need fewer."""
Targets = dict[str, dict[str, object]]


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """An sshd and an S3 of our own: ssh_config, address."""
    if sshd.missing():
        pytest.skip(sshd.missing())
    given = {
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
        "AWS_DEFAULT_REGION": "us-east-1",
    }
    with (
        pytest.MonkeyPatch.context() as patch,
        s3.listening() as address,
        sshd.listening(tmp_path_factory.mktemp("sshd")) as (config, _),
    ):
        for name, value in given.items():
            patch.setenv(name, value)
        yield config, address


class World:
    """A line of its own, its targets, and what must be so after anything that was done to it."""

    def __init__(self, line: Line, config: Path, endpoint: str) -> None:
        self.folder, self.endpoint = line.folder, endpoint
        self.bucket = f"site-{abs(hash(str(line.folder)))}"
        self.client: Any = boto3.client("s3", endpoint_url=endpoint)
        self.client.create_bucket(Bucket=self.bucket)
        raw = yaml.safe_load(line.settings.read_text("utf-8"))
        raw["release"] = {"targets": self._targets(config), "keep": 3}
        line.settings.write_text(yaml.safe_dump(raw, allow_unicode=True), "utf-8")
        self.settings: Settings = load(line.settings)
        self.gone: list[str] = []
        self.begun: list[str] = []

    def _targets(self, config: Path) -> Targets:
        return {
            "www": {"kind": "rsync", "host": "target", "path": str(self.www), "config": str(config)},
            "cloud": {"kind": "s3", "bucket": self.bucket, "endpoint": self.endpoint, "retries": 0},
        }

    @property
    def www(self) -> Path:
        return self.folder / "www"

    @property
    def public(self) -> Path:
        found = shelf.current(self.settings.paths.releases)
        assert found
        return found

    # --- what is done --------------------------------------------------------------------------------

    def finish(self) -> None:
        """The line once more; everything is up to date then."""
        done = pipeline.run(self.settings, tell=lambda report: None)
        assert not done.refused, done.issues
        for number in self.begun:
            self._taken_back(number)
        self.gone += self.begun
        self.begun = []

    def act(self, dice: Random) -> Callable[[], None]:
        """Something an office does, to be killed at."""
        kind = dice.choice(("withdraw", "withdraw", "release", "run"))
        if kind == "withdraw":
            self.begun.append(self._some(dice))
            return self._withdraw(self.begun[-1])
        self._change(dice)
        if kind == "run":
            return lambda: _quiet(pipeline.run(self.settings, tell=lambda report: None))
        for stage in (write.write, build.build, check.check):
            assert not stage(self.settings).refused
        return lambda: _quiet(release.release(self.settings))

    def _withdraw(self, number: str) -> Callable[[], None]:
        def work() -> None:
            _quiet(
                urgent.urgent(self.settings, number, "privacy", OFFICER, lambda report: None, sweeping=False)
            )

        return work

    def _change(self, dice: Random) -> None:
        """A matter less, that the ledger knows of, and that is not out yet."""
        number = self._some(dice)
        with office.ledger_of(self.settings) as ledger:
            ledger.begin_run("withdraw")
            ledger.withdraw(number, "error", OFFICER)
        self.begun.append(number)

    def _some(self, dice: Random) -> str:
        with office.ledger_of(self.settings) as ledger:
            live = sorted(one.number for one in ledger.published("published"))
        return dice.choice([number for number in live if number not in self.begun])

    # --- what must be so -------------------------------------------------------------------------------

    def sound(self) -> None:
        """Every public place is one whole release, and what was gone has not come back."""
        for place in (self.public, self.www / "current"):
            found = verify.verify(reader(str(place)))
            assert [str(each) for each in found.issues] == [], place
            for number in self.gone:
                assert not (place / f"cases/{number}.html").exists()
        whole(self.public)
        self._bucket_sound()
        with office.ledger_of(self.settings) as ledger:
            assert list(ledger.verify()) == []

    def _bucket_sound(self) -> None:
        """No page there leads to what is not there, and what was gone is not."""
        there = self._keys()
        for number in self.gone:
            assert f"cases/{number}.html" not in there
        missing = [path.removesuffix("index.html").encode() for path in self._before() - there]
        for path in self._leading(missing) & there:
            body = self._body(path)
            assert not [address for address in missing if address in body], path

    def _leading(self, missing: list[bytes]) -> set[str]:
        """Pages of kept releases that lead to one of these."""
        found = set()
        for folder in shelf.numbers(self.settings.paths.releases).values() if missing else ():
            for entry in shelf.read(folder).entries:
                if entry.path.endswith(".html") and entry.path not in found:
                    data = (folder / entry.path).read_bytes()
                    found |= {entry.path} if any(address in data for address in missing) else set()
        return found

    def _before(self) -> set[str]:
        every = shelf.numbers(self.settings.paths.releases).values()
        return {entry.path for each in every for entry in shelf.read(each).entries}

    def _keys(self) -> set[str]:
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket)
        return {each["Key"] for page in pages for each in page.get("Contents", ())}

    def _body(self, path: str) -> bytes:
        return bytes(self.client.get_object(Bucket=self.bucket, Key=path)["Body"].read())

    def alike(self) -> None:
        """All places hold the same release."""
        same(self.public, self.www / "current")
        wanted = {entry.path for entry in shelf.read(self.public).entries}
        assert {key for key in self._keys() if not key.startswith("transparency/")} == wanted

    def _taken_back(self, number: str) -> None:
        with office.ledger_of(self.settings) as ledger:
            live = {one.number for one in ledger.published("published")}
        if number in live:  # killed before the ledger had it: the officer asks again
            self._withdraw(number)()


def _quiet(report: Any) -> None:
    assert not report.refused, [str(each) for each in report.issues]


def _trials(world: World, seed: int, count: int) -> None:
    """Killed four times in a row, then finished."""
    dice, longest, killed = Random(seed), dict[str, int](), 0
    for trial in range(1, count + 1):
        work = world.act(dice)
        last = dice.randrange(1, longest.get(work.__qualname__, FIRST))
        code, seen = killing.run(work, last, whole_group=dice.random() < 0.5)
        assert code in (None, 0)
        killed += code is None
        longest[work.__qualname__] = min(longest.get(work.__qualname__, FIRST), seen or FIRST)
        world.sound()
        if trial % IN_A_ROW == 0:
            world.finish()
            world.sound()
            world.alike()
    assert killed > count / 2


@pytest.fixture
def world(tmp_path: Path, places: tuple[Path, str]) -> World:
    line = made(tmp_path / "demo", "--cases", "160", "--approved", "80")
    line.publish("run")
    world = World(line, *places)
    world.finish()
    return world


def test_killed_at_random_changes_what_is_public_is_whole_and_the_next_run_finishes(world: World) -> None:
    _trials(world, 1, 20)


@pytest.mark.proof
@pytest.mark.parametrize("seed", range(100, 110))
def test_killed_fifty_times_what_is_public_is_whole_and_the_next_run_finishes(
    seed: int, tmp_path: Path, places: tuple[Path, str]
) -> None:
    line = made(tmp_path / "demo", *SMALL)
    line.publish("run")
    world = World(line, *places)
    world.finish()
    _trials(world, seed, 50)


# --- a disk that is full, a folder that can't be written ------------------------------------------


@contextmanager
def small_disk(folder: Path) -> Iterator[None]:
    """What is in `folder`, on a disk of its own with hardly any room left, where root may make one."""
    held = folder.with_name("held")
    folder.rename(held)
    folder.mkdir()
    room = sum(4096 * (1 + path.stat().st_size // 4096) for path in held.rglob("*") if path.is_file())
    options = f"size={room + 60_000}"
    mount = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        held.rename(folder.with_name("kept"))
        pytest.skip("不能挂载小磁盘：测试跳过")
    try:
        subprocess.run(["cp", "-a", f"{held}/.", str(folder)], check=True)
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def _refused(line: Line) -> None:
    settings = load(line.settings)
    before = shelf.current(settings.paths.releases)
    done = line.publish("release", check=False)
    assert (done.returncode, "RELEASE-004" in done.stderr) == (1, True), done.stderr
    assert shelf.current(settings.paths.releases) == before
    assert before
    assert verify.verify(reader(str(before))).issues == []


def _changed(line: Line) -> None:
    settings = load(line.settings)
    with office.ledger_of(settings) as ledger:
        number = min(one.number for one in ledger.published("published"))
    line.publish("withdraw", number, "--reason", "error", "--as", OFFICER)
    line.stages("write", "build", "check")


def test_a_full_disk_leaves_the_public_release_and_the_next_run_finishes(line: Line) -> None:
    _changed(line)
    releases = line.folder / "releases"
    with small_disk(releases):
        _refused(line)
        subprocess.run(["mount", "-o", "remount,size=1g", str(releases)], check=True)
        line.publish("release")
        public = shelf.current(releases)
        assert public
        assert verify.verify(reader(str(public))).issues == []
        assert shelf.head(public).number == 2


def test_a_folder_that_cannot_be_written_leaves_the_public_release(line: Line) -> None:
    _changed(line)
    releases = line.folder / "releases"
    with small_disk(releases):
        subprocess.run(["mount", "-o", "remount,ro", str(releases)], check=True)
        _refused(line)
        subprocess.run(["mount", "-o", "remount,rw,size=1g", str(releases)], check=True)
        line.publish("release")
