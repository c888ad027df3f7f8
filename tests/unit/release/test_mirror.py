"""Releases sent by rsync: over ssh to an sshd of our own, and onto another disk."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from publish.release import shelf
from publish.release.targets import sending
from publish.settings import LocalTarget, RsyncTarget
from tests import sshd
from tests.unit.release.trees import Site, released

NUMBER = "DC-2022-000001"
Place = LocalTarget | RsyncTarget


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    if sshd.missing():
        pytest.skip(sshd.missing())
    with sshd.listening(tmp_path_factory.mktemp("sshd")) as (config, _):
        yield config


@pytest.fixture(params=["ssh", "disk"])
def target(request: pytest.FixtureRequest, tmp_path: Path, config: Path) -> Place:
    if request.param == "disk":
        return LocalTarget(path=tmp_path / "there and elsewhere")
    return RsyncTarget(host="target", path=str(tmp_path / "there and elsewhere"), config=config)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    made = Site(tmp_path / "output")
    made.put(f"cases/{NUMBER}.html", "一件", NUMBER)
    made.put("index.html", "首页", NUMBER)
    made.put("static/css/base.css", "样式")
    return made


def _send(
    target: Place, public: Path, erased: dict[str, str] | None = None, force: bool = False
) -> list[str]:
    issues = sending.send("www", target, public.parent, public, erased or {}, force)
    return [str(each) for each in issues]


def same(one: Path, other: Path) -> None:
    """Two folders hold the same files."""
    trees = [{path.relative_to(root) for path in root.rglob("*")} for root in (one, other)]
    assert trees[0] == trees[1]
    for path in one.rglob("*"):
        assert path.is_dir() or path.read_bytes() == (other / path.relative_to(one)).read_bytes(), path


def _there(target: Place) -> Path:
    return Path(target.path)


def test_the_target_has_the_release_and_switches_to_it(target: Place, site: Site, tmp_path: Path) -> None:
    first = released(site, tmp_path / "releases")
    assert _send(target, first) == []
    same(first, _there(target) / "current")
    site.put("index.html", "页首", NUMBER)
    second = released(site, tmp_path / "releases")
    assert _send(target, second) == []
    same(second, _there(target) / "current")
    link = "static/css/base.css"
    assert (_there(target) / first.name / link).samefile(_there(target) / second.name / link)


def test_what_was_withdrawn_leaves_the_kept_releases_there_too(
    target: Place, site: Site, tmp_path: Path
) -> None:
    first = released(site, tmp_path / "releases")
    _send(target, first)
    site.drop(f"cases/{NUMBER}.html")
    site.put("index.html", "空了")
    site.put(f"gone/{NUMBER}.html", f"{NUMBER} 已撤回")
    second = released(site, tmp_path / "releases", {NUMBER: NUMBER})
    assert _send(target, second, {NUMBER: NUMBER}) == []
    same(first, _there(target) / first.name)
    held = [
        path for path in _there(target).rglob("*") if path.is_file() and NUMBER.encode() in path.read_bytes()
    ]
    assert {path.name for path in held} <= {f"{NUMBER}.html"}
    assert all(path.parent.name == "gone" for path in held)


def test_half_a_release_there_is_gone_on_from_and_others_are_cleared_away(
    target: Place, site: Site, tmp_path: Path
) -> None:
    first = released(site, tmp_path / "releases")
    _there(target).mkdir(parents=True)
    (_there(target) / ".next-000009-000000000000").mkdir()
    mine = _there(target) / f".next-{first.name}"
    mine.mkdir()
    (mine / "index.html").write_text("半")
    assert _send(target, first) == []
    assert sorted(path.name for path in _there(target).iterdir()) == [first.name, "current"]
    same(first, _there(target) / "current")


def test_only_so_many_are_kept_there(target: Place, site: Site, tmp_path: Path) -> None:
    for number in range(4):
        site.put("index.html", f"{number}")
        _send(target, released(site, tmp_path / "releases"))
    kept = sorted(path.name for path in _there(target).iterdir() if shelf.NAME.fullmatch(path.name))
    assert kept == sorted(path.name for path in shelf.numbers(tmp_path / "releases").values())


def test_a_target_that_has_everything_is_not_asked_but_when_it_is_named(
    target: Place, site: Site, tmp_path: Path
) -> None:
    first = released(site, tmp_path / "releases")
    _send(target, first)
    (_there(target) / first.name / "index.html").unlink()
    _send(target, first)
    assert not (_there(target) / first.name / "index.html").exists()
    _send(target, first, force=True)
    same(first, _there(target) / first.name)


def test_a_target_that_refuses_is_named_and_made_up_for_later(
    site: Site, tmp_path: Path, config: Path
) -> None:
    first = released(site, tmp_path / "releases")
    wrong = RsyncTarget(host="nobody@target", path=str(tmp_path / "there"), config=config, timeout_seconds=5)
    assert ["RELEASE-030" in said and "www" in said for said in _send(wrong, first)] == [True]
    assert ["RELEASE-031" in said for said in _send(wrong, first, {NUMBER: NUMBER})] == [True]
    right = RsyncTarget(host="target", path=str(tmp_path / "there"), config=config)
    assert _send(right, first) == []
    same(first, tmp_path / "there" / "current")


def test_what_is_not_there_as_it_is_here_is_told(target: Place, site: Site, tmp_path: Path) -> None:
    public = released(site, tmp_path / "releases")
    assert _send(target, public) == []
    assert sending.differing(target, public) == []
    there = _there(target) / "current"
    page = there / "index.html"
    times = page.stat()
    page.write_bytes(page.read_bytes()[::-1])
    os.utime(page, ns=(times.st_atime_ns, times.st_mtime_ns))
    (there / f"cases/{NUMBER}.html").unlink()
    (there / "left.html").write_text("旧", "utf-8")
    told = sending.differing(target, public)
    assert {"index.html", f"cases/{NUMBER}.html"} <= set(told)
    assert any("left.html" in path for path in told)
