"""A folder of releases: linked, switched, kept, purged; what a cut-short run leaves is finished."""

from __future__ import annotations

import contextlib
import itertools
import os
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from publish.errors import GateError
from publish.release import local, shelf, twins
from tests.unit.release.trees import Site, forgotten, nothing, page, plan, released, whole


@pytest.fixture
def site(tmp_path: Path) -> Site:
    made = Site(tmp_path / "output")
    for number in range(1, 6):
        made.put(f"cases/DC-2022-{number:06d}.html", f"事项 {number}", f"DC-2022-{number:06d}")
    made.put("index.html", "首页", "DC-2022-000004", "DC-2022-000005")
    made.put("static/css/base.css", "样式")
    return made


def test_a_release_holds_the_output_and_its_twins(site: Site, tmp_path: Path) -> None:
    made = released(site, tmp_path / "releases")
    whole(made)
    assert shelf.current(tmp_path / "releases") == made
    assert (made / "index.html.br").is_file()


def test_what_did_not_change_is_the_same_file_as_before_and_never_that_of_the_output(
    site: Site, tmp_path: Path
) -> None:
    first = released(site, tmp_path / "releases")
    site.put("index.html", "新的首页")
    second = released(site, tmp_path / "releases")
    same, other = "static/css/base.css", "index.html"
    for suffix in ("", *twins.SUFFIXES):
        assert (first / (same + suffix)).samefile(second / (same + suffix))
        assert not (first / (other + suffix)).samefile(second / (other + suffix))
    assert not (site.root / same).samefile(second / same)
    whole(first)
    whole(second)


def test_the_same_output_twice_is_one_release(site: Site, tmp_path: Path) -> None:
    assert released(site, tmp_path / "releases") == released(site, tmp_path / "releases")


def test_the_same_output_in_two_places_makes_the_same_bytes(site: Site, tmp_path: Path) -> None:
    one, two = released(site, tmp_path / "one"), released(site, tmp_path / "two")
    assert one.name == two.name
    for path in one.rglob("*.*"):
        assert path.read_bytes() == (two / path.relative_to(one)).read_bytes()


def test_an_output_that_changed_since_the_manifest_is_not_released(site: Site, tmp_path: Path) -> None:
    given = plan(site, tmp_path / "releases")
    (site.root / "index.html").write_bytes(page("改过"))
    with pytest.raises(GateError, match="RELEASE-001"):
        local.make(given, nothing)
    assert shelf.current(tmp_path / "releases") is None


def test_the_last_few_are_kept_and_all_of_them_whole(site: Site, tmp_path: Path) -> None:
    dice = random.Random(7)
    for number in range(12):
        site.put(f"cases/DC-2022-{dice.randrange(1, 9):06d}.html", f"改 {number}")
        if dice.random() < 0.5:
            gone = dice.choice(sorted(site.root.glob("cases/*")))
            gone.unlink()
        if dice.random() < 0.3:
            site.put(f"deep/{number}/down/page.html", f"深 {number}")
        released(site, tmp_path / "releases", keep=4)
        kept = shelf.numbers(tmp_path / "releases")
        assert list(kept) == list(range(max(1, number - 2), number + 2))
        for path in kept.values():
            whole(path)


def test_a_file_that_became_too_small_for_twins_leaves_none_where_a_release_takes_the_place_of_another(
    site: Site, tmp_path: Path
) -> None:
    small = site.root / "data.jsonl"
    for text in ("大" * 200, "又大" * 200, "小"):
        small.write_text(text)
        whole(released(site, tmp_path / "releases", keep=2))
    assert small.stat().st_size < twins.SMALLEST


def test_a_file_of_the_same_size_and_second_gets_another_time(site: Site, tmp_path: Path) -> None:
    first = released(site, tmp_path / "releases")
    old = (first / "index.html").stat()
    site.put("index.html", "页首", "DC-2022-000004", "DC-2022-000005")
    os.utime(site.root / "index.html", (old.st_mtime, old.st_mtime))
    fresh = (released(site, tmp_path / "releases") / "index.html").stat()
    assert (fresh.st_size, int(fresh.st_mtime)) == (old.st_size, int(old.st_mtime) + 1)


# --- withdrawal -----------------------------------------------------------------------------------


def _withdrawn(site: Site, number: str) -> None:
    site.drop(f"cases/{number}.html")
    site.put("index.html", "首页少一件", "DC-2022-000004")
    site.put(f"gone/{number}.html", f"{number} 已撤回")


def test_a_withdrawal_leaves_no_kept_release_with_the_page_or_what_names_it(
    site: Site, tmp_path: Path
) -> None:
    number = "DC-2022-000005"
    site.put("feeds/site.xml", f"只在正文里说到 {number}")
    first = released(site, tmp_path / "releases")
    _withdrawn(site, number)
    site.put("feeds/site.xml", "没有了")
    second = released(site, tmp_path / "releases", {number: number})
    whole(first)
    whole(second)
    gone = {f"cases/{number}.html": number, "index.html": number, "feeds/site.xml": number}
    assert shelf.head(first).gaps == gone
    for path in first.rglob("*"):
        assert not path.is_file() or number.encode() not in path.read_bytes(), path
        assert number not in path.name
    assert (second / f"gone/{number}.html.gz").is_file()


def test_a_release_made_after_the_withdrawal_keeps_its_tombstones(site: Site, tmp_path: Path) -> None:
    number = "DC-2022-000005"
    _withdrawn(site, number)
    site.put("changes/index.html", f"{number} 已撤回", number)
    first = released(site, tmp_path / "releases", {number: number})
    site.put("changes/index.html", f"{number} 已撤回，另有一件", number)
    released(site, tmp_path / "releases", {number: number})
    assert not shelf.head(first).gaps
    whole(first)


@pytest.mark.parametrize("step", range(12))
def test_a_purge_cut_short_anywhere_is_finished_by_the_next(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    """Cut before each file it takes away and before each record it puts in place."""
    number = "DC-2022-000005"
    first = released(site, tmp_path / "releases")
    _withdrawn(site, number)
    given = plan(site, tmp_path / "releases", {number: number})
    made = local.make(given, nothing)
    local.show(given.releases, made)
    steps = itertools.count()
    with monkeypatch.context() as patch:
        for name in ("unlink", "replace"):
            patch.setattr(Path, name, _cut(getattr(Path, name), steps, step))
        cut = contextlib.suppress(KeyboardInterrupt) if step else pytest.raises(KeyboardInterrupt)
        with cut:
            local.tidy(given, made, forgotten)
    told: dict[str, str] = {}
    local.tidy(given, made, lambda release, lost: told.update(lost))
    assert not (first / f"cases/{number}.html").exists()
    assert step or f"cases/{number}.html" in told
    assert all(entry.path != f"cases/{number}.html" for entry in shelf.read(first).entries)
    assert (shelf.head(first).gaps, shelf.head(first).pending) == (
        {f"cases/{number}.html": number, "index.html": number},
        (),
    )
    assert number.encode() not in (tmp_path / f"releases/.{first.name}.files").read_bytes()
    whole(first)


def _cut(act: Callable[..., Any], steps: Iterator[int], last: int) -> Callable[..., Any]:
    def acting(path: Path, *arguments: Any, **named: Any) -> Any:
        if next(steps) == last:
            raise KeyboardInterrupt
        return act(path, *arguments, **named)

    return acting


# --- cut short ------------------------------------------------------------------------------------


def test_half_a_release_is_swept_away(site: Site, tmp_path: Path) -> None:
    first = released(site, tmp_path / "releases")
    (tmp_path / "releases" / shelf.NEXT / "cases").mkdir(parents=True)
    (tmp_path / "releases" / f"000009-{'0' * 12}").mkdir()
    shelf.note(tmp_path / "releases", shelf.read(first))
    site.put("index.html", "新")
    second = released(site, tmp_path / "releases")
    assert sorted(path.name for path in (tmp_path / "releases").iterdir()) == sorted(
        [each.name for each in (first, second)]
        + [f".{each.name}.{kind}" for each in (first, second) for kind in ("held", "files")]
        + ["current"]
    )


def test_a_release_made_but_not_switched_to_is_switched_to_by_the_next_run(
    site: Site, tmp_path: Path
) -> None:
    released(site, tmp_path / "releases")
    site.put("index.html", "新")
    made = local.make(plan(site, tmp_path / "releases"), nothing)
    assert shelf.current(tmp_path / "releases") != made
    assert released(site, tmp_path / "releases") == made
