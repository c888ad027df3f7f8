"""`publish verify` and `publish keys` as a person calls them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from publish.cli.main import cli
from publish.release.proof import note
from tests.unit.release.proof import made
from tests.unit.release.proof.forgers import CHECKPOINT

ONE = "cases/DC-2022-000001.html"
SETTINGS = """
profile: {profile}
site: {{name: 回声, url: "https://echo.example.cn", organiser: 某市政府办公厅, id_code: "1", icp: "2",
  police: "3", phone: "12345", mail: a@example.cn, party_mark: "https://a.example.cn", faults: "https://a.example.cn"}}
store: {{url: "sqlite:///store.sqlite3"}}
"""


@pytest.fixture
def release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A release, and a folder without any settings to stand in."""
    made.release(tmp_path / "1")
    (tmp_path / "office.key").write_text(f"{made.signer(tmp_path / 'keys').key}\n")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    monkeypatch.delenv("PUBLISH_SETTINGS", raising=False)
    return tmp_path / "1"


def call(*words: object) -> Result:
    return CliRunner().invoke(cli, [str(word) for word in words])


def test_a_sound_site_exits_with_0_and_says_what_was_shown(release: Path) -> None:
    done = call("verify", release, "--key", release.parent / "office.key")
    assert done.exit_code == 0
    assert "第 1 版声明" in done.stderr
    assert "PROOF" not in done.stderr


def test_a_fault_exits_with_1_and_has_code_place_reason_and_cure(release: Path) -> None:
    (release / ONE).write_bytes(b"other")
    done = call("verify", release, "--key", release.parent / "office.key")
    assert done.exit_code == 1
    assert f"[PROOF-001] {ONE}：页面内容被改动" in done.stderr
    assert "处理办法：" in done.stderr


def test_a_program_reads_the_same_as_json(release: Path) -> None:
    (release / ONE).write_bytes(b"other")
    done = call("verify", release, "--json")
    told = json.loads(done.stdout)
    assert [each["code"] for each in told["issues"]] == ["PROOF-001"]
    assert [each["code"] for each in told["notices"]] == ["PROOF-051"]
    assert set(told["issues"][0]) == {"code", "place", "reason", "cure"}


@pytest.mark.parametrize("page", [ONE, f"/{ONE}", "", "/", "columns/huisheng/page-1.html?x#y"])
def test_a_page_may_be_named_as_it_stands_in_the_address(release: Path, page: str) -> None:
    assert call("verify", release, page).exit_code == 0


@pytest.mark.parametrize(
    "words", [["none"], ["ftp://a"], ["{site}", "../x"], ["{site}", "--key", "{site}/index.html"],
              ["{site}", "--key", "none"], ["{site}", "--since", "{site}/index.html"], []]
)  # fmt: skip
def test_wrong_usage_exits_with_2(release: Path, words: list[str]) -> None:
    assert call("verify", *(word.format(site=release) for word in words)).exit_code == 2


def test_a_checkpoint_is_saved_and_held_against_the_next_site(release: Path, tmp_path: Path) -> None:
    seen = tmp_path / "seen.txt"
    made.release(tmp_path / "2", release, hours=1)
    assert call("verify", tmp_path / "2", "--save", seen).exit_code == 0
    assert seen.read_bytes() == (tmp_path / "2" / CHECKPOINT).read_bytes()
    done = call("verify", release, "--since", seen, "--save", seen)
    assert done.exit_code == 1
    assert "PROOF-023" in done.stderr
    assert seen.read_bytes() == (tmp_path / "2" / CHECKPOINT).read_bytes()


@pytest.fixture(params=["demonstration", "production"])
def office(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "publish.yml").write_text(SETTINGS.format(profile=request.param), "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _shown(done: Result) -> str:
    """The public key that a verb shows."""
    assert done.exit_code == 0, done.stderr
    return next(word for word in done.stderr.split() if "+" in word).split("\u3000")[0]


def test_keys_are_made_rotated_and_revoked_by_commands(office: Path) -> None:
    first = note.key(_shown(call("keys", "make")))
    assert first.name == made.ORIGIN
    second = note.key(_shown(call("keys", "rotate")))
    done = call("keys", "revoke", first.id.hex(), "--since", "2022-07-28", "--reason", "leaked")
    assert done.exit_code == 0, done.stderr
    listed = call("keys", "list").stderr.splitlines()
    assert str(first) in listed[1]
    assert "自 2022-07-28 起吊销（泄露）" in listed[1]
    assert str(second) in listed[2]
    assert "在用" in listed[2]
    assert [path.name for path in (office / "keys").glob("*.pem")] == [f"{second.id.hex()}.pem"]


def test_what_keys_refuses_it_says_in_one_line(office: Path) -> None:
    assert "KEYS-001" in call("keys", "rotate").stderr
    first = note.key(_shown(call("keys", "make")))
    for words, code in (
        (["make"], "KEYS-005"),
        (["revoke", first.id.hex(), "--since", "2022-07-28", "--reason", "lost"], "KEYS-007"),
        (["revoke", "00000000", "--since", "2022-07-28", "--reason", "lost"], "KEYS-006"),
    ):
        done = call("keys", *words)
        assert (done.exit_code, code in done.stderr) == (1, True)
    assert call("keys", "revoke", "x", "--since", "28.7.", "--reason", "lost").exit_code == 2
    assert (office / "keys").stat().st_mode & 0o077 == 0


def test_no_private_key_is_ever_shown(office: Path) -> None:
    done = call("keys", "make")
    private = next((office / "keys").glob("*.pem")).read_text("ascii").split("\n")[1]
    assert private not in done.stdout + done.stderr
    assert "PRIVATE" not in done.stdout + done.stderr
