"""`withdraw --now`: gone from everything public, proven, whatever else is under way."""

from __future__ import annotations

import functools
import http.server
import json
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from publish.release import twins
from publish.site.search import shard
from tests.line.conftest import ROOT, Line

DONE = "公开处查不到它的编号"
WITHDRAW = ("--reason", "privacy", "--now", "--as", "chen")


def _told(line: Line) -> str:
    """A matter that an episode and another matter tell of."""
    episodes = [
        json.loads(path.read_bytes()) for path in sorted((line.folder / "content/episodes").rglob("*.json"))
    ]
    aired = {number for episode in episodes for number in episode.get("cases", ())}
    cases = [
        json.loads(path.read_bytes()) for path in sorted((line.folder / "content/cases").rglob("*.json"))
    ]
    return next(case["number"] for case in cases if case.get("related") and case["number"] in aired)


def _withdraw(line: Line, number: str, *more: str) -> subprocess.CompletedProcess[str]:
    return line.publish("withdraw", number, *WITHDRAW, *more, check=False)


def _public(line: Line, number: str) -> dict[str, int]:
    """Files of the public release that name a number, tombstones apart."""
    root = (line.folder / "releases/current").resolve()
    told = ("gone/", "changes/", "data/changes/", "feeds/", "transparency/")
    paths = (path for path in root.rglob("*") if path.is_file() and path.suffix not in (".gz", ".br"))
    named = {path.relative_to(root).as_posix(): path.read_bytes().count(number.encode()) for path in paths}
    return {path: count for path, count in named.items() if count and not path.startswith(told)}


def _content(line: Line) -> dict[str, object]:
    """Every record, without the units of questions on air: one may be told again that stood hidden for the
    sake of the matter."""
    found = {}
    for path in sorted((line.folder / "content").rglob("*.json")):
        record = json.loads(path.read_bytes())
        for question in record.get("questions", ()) if "programme" in record else ():
            question.pop("unit", None)
        found[path.relative_to(line.folder).as_posix()] = record
    return found


def test_it_is_gone_and_everything_else_is_what_the_whole_line_would_make(line: Line) -> None:
    number = _told(line)
    done = _withdraw(line, number, "--no-sweep")
    assert done.returncode == 0, done.stderr
    assert DONE in done.stderr
    assert not _public(line, number)
    made, written = line.digest("output"), _content(line)
    line.publish("build", "--fresh")
    assert line.digest("output") == made
    line.publish("write")
    assert _content(line) == written


def test_whole_sets_go_with_it_from_content_releases_and_targets(line: Line) -> None:
    line.settings.write_text(
        f"{line.settings.read_text()}\nrelease:\n  targets:\n    disk: {{kind: local, path: disk}}\n"
    )
    line.stages("data", "check", "release")
    assert len(_sets(line, "releases")) == len(_sets(line, "disk")) == len(_sets(line, "output")) == 4
    done = _withdraw(line, _told(line), "--no-sweep")
    assert done.returncode == 0, done.stderr
    assert not _sets(line, "content", "output", "releases", "disk")
    line.stages("data", "check", "release")
    assert len(_sets(line, "releases")) == len(_sets(line, "disk")) == 4


def _sets(line: Line, *folders: str) -> list[Path]:
    """Whole sets that lie below these folders, in any release."""
    suffixes = (".csv", ".jsonl", ".parquet", ".sqlite")
    found = (path for folder in folders for path in (line.folder / folder).rglob("sets/**/*"))
    return [path for path in found if path.suffix in suffixes and not path.is_symlink()]


def test_the_sweep_after_it_finds_nothing_and_a_third_party_can_verify_the_site(line: Line) -> None:
    done = _withdraw(line, _told(line))
    assert done.returncode == 0, done.stderr
    assert "全面复查也没有发现它" in done.stderr
    assert line.publish("verify", str(line.folder / "releases/current")).returncode == 0


def test_a_second_officer_is_asked_and_may_confirm(line: Line) -> None:
    number = _told(line)
    _withdraw(line, number, "--no-sweep")
    assert line.publish("withdraw", number, "--confirm", "--as", "chen", check=False).returncode == 1
    assert line.publish("withdraw", number, "--confirm", "--as", "zhou").returncode == 0


def test_done_again_it_finds_it_gone_and_says_what_it_could_not_look_for(line: Line) -> None:
    number = _told(line)
    _withdraw(line, number, "--no-sweep")
    again = _withdraw(line, number, "--no-sweep")
    assert again.returncode == 0, again.stderr
    assert "WITHDRAW-005" in again.stderr


def test_what_waits_to_be_built_passes_the_gates_first(line: Line) -> None:
    number = _told(line)
    _prose(line, "窗口开放时间有调整。")
    done = _withdraw(line, number, "--no-sweep")
    assert done.returncode == 0, done.stderr
    assert "窗口开放时间有调整" in (line.folder / "releases/current/notices/2022-07-now.html").read_text(
        "utf-8"
    )
    assert not _public(line, number)


def test_where_a_gate_is_closed_what_is_public_goes_out_again_without_it(line: Line) -> None:
    number = _told(line)
    _prose(line, "[没有去处](/nowhere.html)")
    done = _withdraw(line, number, "--no-sweep")
    assert done.returncode == 0, done.stderr
    assert "WITHDRAW-006" in done.stderr
    assert not _public(line, number)
    assert not (line.folder / "releases/current/notices/2022-07-now.html").exists()
    assert line.publish("verify", str(line.folder / "releases/current")).returncode == 0


def test_words_that_stay_in_the_public_place_are_found_and_named(line: Line) -> None:
    number = _told(line)
    words = json.loads(next((line.folder / "content/cases").rglob(f"{number}.json")).read_bytes())["result"]
    text = words if isinstance(words, str) else "".join(words)
    current = (line.folder / "releases/current").resolve()
    page = current / "about/index.html" if (current / "about/index.html").exists() else current / "404.html"
    page.chmod(0o644)
    planted = page.read_bytes().replace(b"</body>", f"<p>{text}</p></body>".encode())
    page.unlink()
    page.write_bytes(planted)
    done = _withdraw(line, number, "--no-sweep")
    assert done.returncode == 1
    assert "WITHDRAW-001" in done.stderr
    assert DONE not in done.stderr
    assert text[:12] not in done.stderr


def _prose(line: Line, text: str) -> None:
    """A notice somebody is writing."""
    settings = line.settings.read_text("utf-8")
    prose = line.folder / "prose"
    if not prose.exists():
        shutil.copytree(ROOT / "content", prose, ignore=shutil.ignore_patterns("cases"))
        lines = [
            f"  prose: {prose}" if each.lstrip().startswith("prose:") else each
            for each in settings.split("\n")
        ]
        line.settings.write_text("\n".join(lines), "utf-8")
    (prose / "notices").mkdir(exist_ok=True)
    head = "title: 通知\ndate: 2022-07-20\n"
    (prose / "notices/2022-07-now.md").write_text(f"{head}\n{text}\n", "utf-8")


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()


def _readers_get(line: Line, url: str) -> None:
    with line.settings.open("a", encoding="utf-8") as file:
        file.write(f"release:\n  public: {url}\n")


def test_readers_are_asked_for_too_and_get_nothing_of_it(line: Line) -> None:
    with _served(line.folder / "releases/current") as url:
        _readers_get(line, url)
        done = _withdraw(line, _told(line), "--no-sweep")
    assert done.returncode == 0, done.stderr


def test_a_cache_that_still_shows_it_keeps_the_word_done_back(line: Line) -> None:
    with _served((line.folder / "releases/current").resolve()) as url:  # the old release, for ever
        _readers_get(line, url)
        done = _withdraw(line, _told(line), "--no-sweep")
    assert done.returncode == 1
    assert "WITHDRAW-004" in done.stderr
    assert DONE not in done.stderr


def test_another_place_is_asked_whether_it_has_let_go(line: Line, tmp_path: Path) -> None:
    other = tmp_path / "other"
    with line.settings.open("a", encoding="utf-8") as file:
        file.write(f"release:\n  targets:\n    disk: {{kind: local, path: {other}}}\n")
    line.publish("release")
    number = _told(line)
    shutil.copyfile(next((other / "current").rglob(f"cases/{number}.html")), tmp_path / "copy.html")
    assert _withdraw(line, number, "--no-sweep").returncode == 0
    shutil.copyfile(tmp_path / "copy.html", other / "current/about.html")
    again = _withdraw(line, number, "--no-sweep")
    assert again.returncode == 1
    assert "WITHDRAW-007" in again.stderr


def test_a_public_address_that_does_not_answer_proves_nothing(line: Line) -> None:
    _readers_get(line, "http://127.0.0.1:9")
    done = _withdraw(line, _told(line), "--no-sweep")
    assert done.returncode == 1
    assert "WITHDRAW-003" in done.stderr


def test_killed_at_any_moment_it_is_finished_by_the_same_command(small_line: Line, tmp_path: Path) -> None:
    dice = random.Random(20221123)
    for seed in range(3):
        line = small_line.copy(tmp_path / f"killed-{seed}")
        number = _told(line)
        command = [
            sys.executable,
            "-m",
            "publish",
            "--settings",
            str(line.settings),
            "withdraw",
            number,
            *WITHDRAW,
        ]
        process = subprocess.Popen(command, cwd=ROOT, stdout=-3, stderr=-3, start_new_session=True)
        time.sleep(dice.uniform(0.3, 4.0))
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert line.publish("verify", str(line.folder / "releases/current")).returncode == 0
        assert _withdraw(line, number).returncode == 0
        assert not _public(line, number)


@pytest.mark.parametrize("wrong", [("--now",), ("--now", "--confirm"), ("--reason", "privacy", "--confirm")])
def test_a_wrong_combination_is_refused_before_anything_is_done(line: Line, wrong: tuple[str, ...]) -> None:
    assert line.publish("withdraw", "DC-2022-000001", "--as", "chen", *wrong, check=False).returncode == 2


def test_an_unknown_number_is_one_line(line: Line) -> None:
    done = _withdraw(line, "DC-2022-999999")
    assert done.returncode == 1
    assert "LEDGER-030" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_withdrawal_that_waits_goes_out_with_it(line: Line) -> None:
    number = _told(line)
    other = next(
        path.stem for path in sorted((line.folder / "content/cases").rglob("*.json")) if path.stem != number
    )
    line.publish("withdraw", other, "--reason", "error", "--as", "wu")
    done = _withdraw(line, number, "--no-sweep")
    assert done.returncode == 0, done.stderr
    assert not _public(line, number)
    assert not _public(line, other)


def test_no_file_of_the_search_tells_a_word_of_it_nor_which_terms_it_had(line: Line) -> None:
    case = _oldest(line)
    place = case["places"]["all"]
    assert _searched(line, place) == {".jsonl", ".grams"}
    assert _withdraw(line, case["number"], "--no-sweep").returncode == 0
    assert not _searched(line, place)
    search = (line.folder / "releases/current").resolve() / "search"
    named = [path for path in search.rglob("*") if path.is_file() and case["number"].encode() in _plain(path)]
    assert not named


def test_an_older_release_keeps_nothing_of_it_to_be_searched(line: Line) -> None:
    before = (line.folder / "releases/current").resolve()
    case = _oldest(line)
    assert _withdraw(line, case["number"], "--no-sweep").returncode == 0
    kept = [path for path in (before / "search").rglob("*") if path.suffix in (".grams", ".jsonl")]
    assert not [path for path in kept if _holds(path, case["places"]["all"])]


def _oldest(line: Line) -> dict[str, Any]:
    """A matter that lies in a segment of the search."""
    cases = [json.loads(path.read_bytes()) for path in (line.folder / "content/cases").rglob("*.json")]
    return min((case for case in cases if case.get("result")), key=lambda case: case["places"]["all"])


def _searched(line: Line, place: int) -> set[str]:
    """Kinds of files of the public search that say something of a place."""
    search = (line.folder / "releases/current").resolve() / "search"
    files = (path for path in search.rglob("*") if path.suffix in (".grams", ".jsonl"))
    return {path.suffix for path in files if _holds(path, place)}


def _holds(path: Path, place: int) -> bool:
    """Whether a file of the search says something of a place."""
    if path.suffix == ".jsonl":
        return any(json.loads(each)["place"] == place for each in path.read_text("utf-8").splitlines())
    first, size = map(int, path.parent.name.split("-"))
    terms = shard.unpacked(path.read_bytes(), size)
    return any(case + first == place for _, cases in terms for case, _ in cases)


def _plain(path: Path) -> bytes:
    data = path.read_bytes()
    return twins.unpacked(path.suffix, data) if path.suffix in twins.SUFFIXES else data
