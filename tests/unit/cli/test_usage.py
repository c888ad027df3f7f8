"""A verb called wrongly: code, place, reason and cure in Chinese, exit code 2, never a traceback."""

from __future__ import annotations

import errno
import json
import re
import sys
from pathlib import Path

import click
import pytest

from publish.cli.broken import broken
from publish.cli.console import COUNTS
from publish.cli.main import main
from publish.cli.names import EPISODE, NUMBER

ROOT = Path(__file__).parents[3]
ISSUE = re.compile(r"\[[A-Z]+-\d{3}\] [^：]+：.+。 处理办法：.+。\n")

SETTINGS = """
profile: demonstration
site: {name: 回声, url: "http://127.0.0.1:8000", organiser: 某市}
store: {url: "sqlite:///store.sqlite3"}
"""


def _call(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["publish", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    return int(str(ended.value.code))


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("exprt",), "USAGE-001", "export"),
        (("zzzzzz",), "USAGE-001", "publish --help"),
        (("takedown", "answr"), "USAGE-001", "answer"),
        (("export", "--ful"), "USAGE-002", "--full"),
        (("demo",), "USAGE-003", "publish demo --help"),
        (("withdraw", "DC-2021-000001"), "USAGE-003", "--as"),
        (("demo", "--cases", "x", "d"), "USAGE-004", "不小于 1 的数"),
        (("rollback", "x"), "USAGE-004", "整数"),
        (("embargo", "C-000001", "--until", "x"), "USAGE-004", "2026-12-01T09:00"),
        (("withdraw", "DC-2021-000001", "--as", "wu", "--reason", "x"), "USAGE-004", "privacy、error"),
        (("anonymise", "missing.jsonl"), "USAGE-004", "读得了的文件"),
        (("--settings", "/", "zzzzzz"), "USAGE-001", "publish --help"),
        (("withdraw", "DC-2021-000001", "--as"), "USAGE-005", "--as"),
        (("check", "x"), "USAGE-006", "publish check"),
        (("check", "--full=3"), "USAGE-006", "publish"),
        (("approve", "--as", "chen"), "USAGE-007", "二者取一"),
        (("units", "--user", "a b"), "USAGE-007", "账号名"),
        (("units", "--user", ""), "USAGE-007", "账号名"),
    ],
)
def test_a_wrong_call_is_said_with_code_place_reason_and_cure(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    code: str,
    words: str,
) -> None:
    assert _call(monkeypatch, *arguments) == 2
    out, said = capsys.readouterr()
    assert (out, said.count("\n")) == ("", 1)
    assert ISSUE.fullmatch(said), said
    assert said.startswith(f"[{code}]")
    assert words in said


def test_a_machine_is_told_in_json(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _call(monkeypatch, "--json", "check", "x") == 2
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "USAGE-006"


def test_a_group_called_bare_shows_its_verbs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _call(monkeypatch, "takedown") == 2
    assert "answer" in capsys.readouterr().err


def test_a_place_that_cannot_be_written_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "publish.yml").write_text(SETTINGS)
    below = tmp_path / "publish.yml/units"
    assert _call(monkeypatch, "--settings", str(tmp_path / "publish.yml"), "units", str(below)) == 1
    assert re.fullmatch(r"\[LINE-004\] .+/publish\.yml/units：.+不是目录.+\n", capsys.readouterr().err)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("watch: {minutes: oft}", "watch.minutes：设置的值不合要求：应是整数，写的是文字"),
        ("watch: {minutes: 0}", "不小于 1"),
        ("watch: [1]", "应是一组“名称: 值”"),
        ("profile: prodution", "没有 'prodution' 这个选择"),
        ("clock: gestern", "clock：设置的值不合要求：时间要写成"),
        ("wache: 1", "最相近的是 watch"),
    ],
)
def test_a_wrong_setting_is_explained_in_chinese(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    line: str,
    words: str,
) -> None:
    kept = [one for one in SETTINGS.splitlines() if one.partition(":")[0] != line.partition(":")[0]]
    (tmp_path / "publish.yml").write_text("\n".join([*kept, line]))
    assert _call(monkeypatch, "--settings", str(tmp_path / "publish.yml"), "units") == 2
    said = capsys.readouterr().err
    assert ISSUE.fullmatch(said), said
    assert words in said


def test_what_nobody_foresaw_tells_kind_and_line_and_never_its_words() -> None:
    try:
        NUMBER.convert(_Unwilling(), None, None)
    except ValueError as error:
        said = str(broken(error).issue)
    assert "LINE-005" in said
    assert "publish/cli/names.py:" in said
    assert "ValueError" in said
    assert "王桂芳" not in said


def test_the_system_says_no_in_chinese() -> None:
    said = broken(OSError(errno.ENOSPC, "No space left on device", "/srv/x")).issue
    assert (said.code, said.place) == ("LINE-004", "/srv/x")
    assert "磁盘已满" in said.reason


def test_numbers_are_read_as_a_chinese_keyboard_writes_them() -> None:
    assert NUMBER.convert("ｄｃ－２０２２－０００１３９ ", None, None) == "DC-2022-000139"
    assert EPISODE.convert("ｚｈｏｕｗｕ／１２", None, None) == "zhouwu/12"
    assert isinstance(NUMBER, click.ParamType)


def test_a_template_is_never_written_over_another_file(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    mine = tmp_path / "station.docx"
    assert _call(monkeypatch, "episode", "template", str(mine)) == 0
    mine.write_bytes(b"ours")
    for place in (mine, tmp_path / "publish.yml"):
        assert _call(monkeypatch, "episode", "template", str(place)) == 2
    assert (mine.read_bytes(), (tmp_path / "publish.yml").exists()) == (b"ours", False)
    assert "RADIO-043" in capsys.readouterr().err


def test_every_count_has_a_chinese_name() -> None:
    texts = [path.read_text("utf-8") for path in (ROOT / "publish/stages").rglob("*.py")]
    named = [found for text in texts for found in re.findall(r"counts\s*=\s*\{([^}]*)\}", text)]
    keys = {key for found in named for key in re.findall(r'"([a-z_]+)":', found)}
    assert len(keys) > 20
    assert keys <= set(COUNTS)


class _Unwilling:
    def __str__(self) -> str:
        raise ValueError("王桂芳 13812345678")
