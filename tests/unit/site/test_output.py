"""Files are written whole, only where their bytes are others, and never through a link."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from publish.site.output import Writer, standing, sweep
from publish.text.stamps import lines


@pytest.fixture
def output(tmp_path: Path) -> Path:
    Writer(tmp_path / "output").write("a/b/one.html", b"one")
    return tmp_path / "output"


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """Somebody else's folder, with files of the same names and bytes."""
    (tmp_path / "outside" / "b").mkdir(parents=True)
    (tmp_path / "outside" / "b" / "one.html").write_bytes(b"one")
    return tmp_path / "outside"


def _linked(output: Path, outside: Path) -> None:
    (output / "a" / "b" / "one.html").unlink()
    (output / "a" / "b").rmdir()
    (output / "a").rmdir()
    (output / "a").symlink_to(outside)


def test_a_file_is_written_once_and_keeps_its_time(output: Path) -> None:
    os.utime(output / "a/b/one.html", ns=(5, 5))
    assert Writer(output).write("a/b/one.html", b"one") == (False, 5)
    written, changed_at = Writer(output).write("a/b/one.html", b"two")
    assert (written, changed_at) == (True, (output / "a/b/one.html").stat().st_mtime_ns)


def test_a_file_behind_a_linked_folder_is_not_taken_for_ours(output: Path, outside: Path) -> None:
    _linked(output, outside)
    assert Writer(output).write("a/b/one.html", b"one")[0]
    assert not (output / "a").is_symlink()
    assert (output / "a/b/one.html").read_bytes() == b"one"


def test_what_stands_behind_a_linked_folder_is_left_alone(output: Path, outside: Path) -> None:
    _linked(output, outside)
    (outside / "b" / "one.html").unlink()
    (outside / "b").rmdir()
    (outside / "b").write_bytes(b"a file of theirs where a folder of ours belongs")
    Writer(output).write("a/b/one.html", b"one")
    assert (outside / "b").read_bytes().startswith(b"a file")


@pytest.mark.parametrize("place", ["a", "a/b"])
def test_a_file_gives_way_to_a_folder(tmp_path: Path, place: str) -> None:
    output = tmp_path / "output"
    (output / place).parent.mkdir(parents=True)
    (output / place).write_bytes(b"x")
    assert Writer(output).write("a/b/one.html", b"one")[0]
    assert (output / "a/b/one.html").read_bytes() == b"one"


def test_a_folder_gives_way_to_a_file_and_links_in_it_are_not_followed(output: Path, outside: Path) -> None:
    (output / "x" / "deep").mkdir(parents=True)
    (output / "x" / "deep" / "link").symlink_to(outside)
    assert Writer(output).write("x", b"one")[0]
    assert (output / "x").read_bytes() == b"one"
    assert (outside / "b" / "one.html").read_bytes() == b"one"


def test_what_stands_is_told_with_size_and_time_and_a_link_with_neither(output: Path, outside: Path) -> None:
    (output / "link").symlink_to(outside / "b" / "one.html")
    (output / "folder").symlink_to(outside)
    os.utime(output / "a/b/one.html", ns=(5, 5))
    held = standing(output)
    assert held.keys() == {"", "a/b"}
    assert held["a/b"] == "one.html/3/5"
    assert {line.rpartition("/")[0] for line in lines(held[""])} == {"link/-1", "folder/-1"}
    assert standing(output / "nowhere") == {}


def test_what_is_swept_takes_its_empty_folders_along_and_no_others(output: Path) -> None:
    Writer(output).write("a/two.html", b"two")
    assert sweep(output, ["a/b/one.html"]) == ["a/b/one.html"]
    assert not (output / "a" / "b").exists()
    assert (output / "a" / "two.html").exists()
    sweep(output, ["a/two.html"])
    assert list(output.iterdir()) == []


def test_a_half_written_file_is_swept_and_not_told_of(output: Path) -> None:
    (output / "a" / ".publish-tmp-x.html").write_bytes(b"half")
    assert sweep(output, ["a/.publish-tmp-x.html"]) == []
    assert list((output / "a").iterdir()) == [output / "a" / "b"]


@pytest.mark.parametrize("path", ["a/b", "a/b/one.html/deep/x", "gone.html"])
def test_what_is_no_file_any_more_is_passed_over(output: Path, path: str) -> None:
    sweep(output, [path])
    assert (output / "a/b/one.html").read_bytes() == b"one"


def test_a_folder_with_nothing_in_it_stands_and_can_be_swept(output: Path) -> None:
    (output / "empty" / "deep").mkdir(parents=True)
    assert standing(output).keys() == {"a/b", "empty/deep/"}
    sweep(output, ["empty/deep/"])
    assert [path.name for path in output.iterdir()] == ["a"]


def test_only_files_that_are_there_are_compared_and_a_folder_gives_way_all_the_same(output: Path) -> None:
    (output / "x").mkdir()
    writer = Writer(output, there={"a/b/one.html"})
    assert not writer.write("a/b/one.html", b"one")[0]
    assert writer.write("x", b"one")[0]
    assert (output / "x").read_bytes() == b"one"
