"""`publish anonymise` as somebody runs it who has a file, a pipe, a policy, a cluster."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from publish.cli.main import INTERRUPTED
from tests.cluster import Cluster, cluster
from tests.line.conftest import ROOT

COMMAND = [sys.executable, "-m", "publish", "anonymise"]
NAMES = ("王建国", "欧阳晓梅", "赵小红", "陈志强")


def lines(count: int) -> bytes:
    """Complaints of invented persons, each line another one."""
    rows = []
    for n in range(count):
        name, phone = NAMES[n % len(NAMES)], 13800000000 + n * 7919
        text = (
            f"我叫{name}，住{n % 40 + 1}栋{n % 30 + 1}-{n % 6 + 1}，电话{phone}。楼下餐馆第{n}次深夜排油烟。"
        )
        rows.append({"id": n, "text": text, "known": [{"name": name, "phone": str(phone)}]})
    return b"".join(json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows)


def filtered(
    given: bytes, *options: str, env: Mapping[str, str] | None = None, cwd: Path = ROOT
) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **(env or {})}
    return subprocess.run(
        [*COMMAND, *options], input=given, capture_output=True, check=False, cwd=cwd, env=environment
    )


def rows(done: subprocess.CompletedProcess[bytes]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture(scope="module")
def alone() -> bytes:
    """What one process makes of 700 lines."""
    done = filtered(lines(700), "--workers", "1")
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    pytest.importorskip("distributed")
    with cluster(tmp_path_factory.mktemp("cluster")) as made:
        yield made


def test_lines_go_out_in_order_with_their_ids_and_without_their_persons(alone: bytes) -> None:
    found = [json.loads(line) for line in alone.splitlines()]
    assert [row["id"] for row in found] == list(range(700))
    assert not any(name in row["text"] for row in found for name in NAMES)


def test_two_processes_make_the_bytes_that_one_makes(alone: bytes) -> None:
    assert filtered(lines(700), "--workers", "2").stdout == alone


def test_a_file_makes_the_bytes_that_a_pipe_makes(alone: bytes, tmp_path: Path) -> None:
    file = tmp_path / "in.jsonl"
    file.write_bytes(lines(700))
    done = filtered(b"", str(file))
    assert (done.returncode, done.stdout == alone) == (0, True)


def test_a_cluster_makes_the_bytes_that_one_process_makes_and_logs_no_text(
    alone: bytes, two: Cluster
) -> None:
    done = filtered(lines(700), "--scheduler", two.address)
    assert (done.returncode, done.stderr, done.stdout == alone) == (0, b"", True)
    assert not any(name in two.said() for name in NAMES)


def test_a_cluster_worker_killed_in_the_middle_loses_nothing(alone: bytes, tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    file = tmp_path / "in.jsonl"
    file.write_bytes(lines(700) * 4)
    with cluster(tmp_path / "cluster") as made:
        command = [*COMMAND, "--scheduler", made.address, str(file)]
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT, bufsize=0
        )
        assert process.stdout is not None
        first = process.stdout.readline()
        made.workers[0].kill()
        out, said = process.communicate()
    assert (process.returncode, said, first + out == alone * 4) == (0, b"", True)


def test_a_cluster_with_another_program_is_refused(two: Cluster, tmp_path: Path) -> None:
    copied = tmp_path / "publish"
    shutil.copytree(ROOT / "publish", copied)
    with (copied / "anonymise/overlaps.py").open("a") as file:
        file.write("# another program\n")
    done = filtered(lines(3), "--scheduler", two.address, env={"PYTHONPATH": str(tmp_path)}, cwd=tmp_path)
    assert done.returncode == 1
    assert b"CLUSTER-007" in done.stderr
    assert done.stdout == b""


def test_bad_lines_are_told_by_number_without_their_text_and_listed(tmp_path: Path) -> None:
    list_of = tmp_path / "rejects.jsonl"
    secret = "13912345678"
    bad = f'{{"id": 1, "text": {secret}}}\n{{"{secret}\n'.encode() + b"\xff\xfe\n\n"
    done = filtered(lines(2) + bad + lines(1), "--rejects", str(list_of))
    assert done.returncode == 1
    assert [row["id"] for row in rows(done)] == [0, 1, 0]
    said, listed = (
        done.stderr.decode(),
        [json.loads(line) for line in list_of.read_text("utf-8").splitlines()],
    )
    assert [one["line"] for one in listed] == [3, 4, 5]
    assert [one["code"] for one in listed] == ["ANONYMISE-004", "ANONYMISE-003", "ANONYMISE-010"]
    assert all(set(one) == {"line", "code", "place", "reason", "cure"} for one in listed)
    assert all(f"[{one['code']}] 第 {one['line']} 行" in said for one in listed)
    assert secret not in said + list_of.read_text("utf-8")


def test_of_many_bad_lines_the_first_are_told_and_the_rest_counted(tmp_path: Path) -> None:
    done = filtered(b"{\n" * 500 + lines(1))
    said = done.stderr.decode()
    assert (done.returncode, said.count("ANONYMISE-003"), len(rows(done))) == (1, 20, 1)
    assert "另有 480 行" in said


def test_where_nothing_is_set_aside_no_list_is_left(tmp_path: Path) -> None:
    list_of = tmp_path / "rejects.jsonl"
    list_of.write_text("of an earlier run")
    assert filtered(lines(2), "--rejects", str(list_of)).returncode == 0
    assert not list_of.exists()


def test_the_list_of_bad_lines_is_never_written_over_the_input(tmp_path: Path) -> None:
    file = tmp_path / "in.jsonl"
    file.write_bytes(lines(2))
    done = filtered(b"", str(file), "--rejects", str(file))
    assert (done.returncode, b"ANONYMISE-013" in done.stderr) == (2, True)
    assert file.read_bytes() == lines(2)


def test_an_office_says_in_its_policy_what_stands_instead(tmp_path: Path) -> None:
    policy = tmp_path / "policy.yaml"
    policy.write_text("words: {EMAIL: ［电子邮箱略］}\n", "utf-8")
    given = json.dumps({"id": 1, "text": "请发到 zhang.san@example.com 邮箱"}).encode()
    done = filtered(given, "--policy", str(policy))
    assert "［电子邮箱略］" in rows(done)[0]["text"]


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("lables: x\n", "labelled"),
        ("words: {PHON: 略}\n", "PHONE"),
        ("words: {PHONE: 12345678}\n", "ANONYMISE-"),
        ("words: {PHONE: tel}\n", "字母"),
        ("minor: 王芳\n", "再次隐去"),
        ("[", "ANONYMISE-002"),
    ],
)
def test_a_policy_that_can_not_be_is_refused_before_anything_is_read(
    written: str, says: str, tmp_path: Path
) -> None:
    policy = tmp_path / "policy.yaml"
    policy.write_text(written, "utf-8")
    done = filtered(lines(1), "--policy", str(policy))
    said = done.stderr.decode()
    assert (done.returncode, done.stdout, "处理办法" in said, "Traceback" in said) == (2, b"", True, False)
    assert says in said


def test_a_policy_that_is_not_there_is_refused(tmp_path: Path) -> None:
    done = filtered(lines(1), "--policy", str(tmp_path / "none.yaml"))
    assert (done.returncode, b"ANONYMISE-001" in done.stderr) == (2, True)


def test_an_explanation_names_what_claimed_and_what_spared_and_no_word_of_the_text() -> None:
    text = "我叫王建国，电话13912345678，已拨打热线023-12345。"
    given = json.dumps({"id": 1, "text": text, "known": [{"name": "王建国"}]}).encode()
    plain, told = rows(filtered(given))[0], rows(filtered(given, "--explain"))[0]
    assert told["text"] == plain["text"]
    stripped = [{key: value for key, value in span.items() if key != "why"} for span in told["spans"]]
    assert stripped == plain["spans"]
    first = told["spans"][0]["why"]
    assert {"known", "statistical"} <= {why["recognizer"] for why in first}
    assert next(why for why in first if why["recognizer"] == "known")["rule"] == "parties"
    assert 0.5 <= next(why for why in first if why["recognizer"] == "statistical")["posterior"] <= 1
    assert all(
        why["rule"].startswith("mobile") for why in told["spans"][1]["why"] if why["recognizer"] == "mobile"
    )
    reasons = json.dumps([span["why"] for span in told["spans"]] + told["kept"], ensure_ascii=False)
    assert not any(secret in reasons for secret in ("王建国", "13912345678"))


def test_a_reader_who_has_read_enough_ends_it_without_a_word(tmp_path: Path) -> None:
    file, said = tmp_path / "in.jsonl", tmp_path / "said"
    file.write_bytes(lines(3000))
    command = f"{' '.join(COMMAND)} --workers 2 {file} 2>{said} | head -1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=True, cwd=ROOT, timeout=60)
    first, code = done.stdout.splitlines()
    assert (json.loads(first)["id"], code, said.read_text()) == (0, b"0", "")


def test_ctrl_c_is_answered_in_one_line_and_what_was_written_is_whole(tmp_path: Path) -> None:
    file = tmp_path / "in.jsonl"
    file.write_bytes(lines(20_000))
    hear = signal.signal(signal.SIGINT, signal.default_int_handler)
    process = subprocess.Popen(
        [*COMMAND, "--workers", "2", str(file)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT, bufsize=0, start_new_session=True,
    )  # fmt: skip
    signal.signal(signal.SIGINT, hear)
    assert process.stdout is not None
    process.stdout.readline()
    os.killpg(process.pid, signal.SIGINT)
    out, said = process.communicate(timeout=120)
    assert process.returncode == INTERRUPTED
    assert (said.decode().count("\n"), said.decode().startswith("已中断")) == (1, True)
    assert all(json.loads(line) for line in out.splitlines())


def test_a_slow_reader_holds_back_a_stream_without_end(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [*COMMAND, "--workers", "2"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=-3, cwd=ROOT
    )
    assert process.stdin is not None
    os.set_blocking(process.stdin.fileno(), False)
    line, taken, last = b'{"id": 1, "text": "x"}\n', 0, time.monotonic()
    while time.monotonic() - last < 4:
        try:
            taken += os.write(process.stdin.fileno(), line * 1000)
            last = time.monotonic()
        except BlockingIOError:
            time.sleep(0.05)
        assert taken < 1_000_000
    process.kill()
    process.communicate()
    assert taken > 50_000


@pytest.mark.parametrize("char", ["王", "1", "x"])
def test_a_text_of_200_000_characters_takes_seconds(char: str) -> None:
    start = time.monotonic()
    done = filtered(json.dumps({"id": 1, "text": char * 200_000}).encode())
    assert (done.returncode, len(rows(done))) == (0, 1)
    assert time.monotonic() - start < 60


def test_nothing_in_is_nothing_out() -> None:
    for nothing in (b"", b"\n\n", b"\xef\xbb\xbf\r\n"):
        done = filtered(nothing)
        assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_a_cluster_and_a_number_of_processes_can_not_both_be_asked_for() -> None:
    done = filtered(lines(1), "--scheduler", "tcp://127.0.0.1:1", "--workers", "2")
    assert (done.returncode, b"ANONYMISE-014" in done.stderr) == (2, True)


def test_without_workers_asked_for_the_settings_say_how_many(tmp_path: Path) -> None:
    settings = tmp_path / "publish.yml"
    settings.write_text("site: {name: x, url: 'https://example.org', organiser: x}\nstore: {url: 'sqlite:///x'}\n"
                        "profile: demonstration\nworkres: 1\n", "utf-8")  # fmt: skip
    done = filtered(lines(1), "--settings", str(settings))
    assert (done.returncode, b"workers" in done.stderr) == (2, True)
    settings.write_text(settings.read_text("utf-8").replace("workres", "workers"), "utf-8")
    assert filtered(lines(1), "--settings", str(settings)).returncode == 0
