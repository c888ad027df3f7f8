"""Another office's database, and a spreadsheet of real messages, go through the whole line."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import yaml

from tests import postgres
from tests.line.conftest import ROOT, Line

SAMPLES = ROOT / "docs" / "reference" / "samples"
FOREIGN = ROOT / "tests" / "unit" / "store" / "foreign" / "schema.sql"
MESSAGES = ROOT.parent / "shared" / "data" / "messages"
FIELDS = ("title", "appeal", "summary", "result", "comment")


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    try:
        with postgres.server() as url:
            yield url
    except postgres.NoPostgresError as reason:
        pytest.skip(str(reason))


def _database(server: str, name: str, sql: str = "") -> str:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")  # type: ignore[arg-type]
    url = server.replace("/postgres?", f"/{name}?")
    with psycopg.connect(url) as connection:
        connection.execute(sql or "SELECT 1")  # type: ignore[arg-type]
    return url.replace("postgresql://", "postgresql+psycopg://")


def _line(folder: Path, store: dict[str, object], keys: list[str], ledger: str | None = None) -> Line:
    """A line on `store` whose three readers find nothing more to hide."""
    folder.mkdir(parents=True)
    users = [
        {"name": n, "display": n, "roles": [r]}
        for n, r in zip("abc", ("first", "second", "final"), strict=True)
    ]
    (folder / "users.yml").write_text(yaml.safe_dump(users), "utf-8")
    lines = [
        json.dumps({"record": "case", "key": key, "field": field, "action": "clear"})
        for key in keys
        for field in FIELDS
    ]
    (folder / "decisions.jsonl").write_text("".join(f"{one}\n" for one in lines), "utf-8")
    settings = {
        "profile": "demonstration",
        "clock": "2022-07-28T18:00:00+08:00",
        "site": {"name": "回声", "url": "http://127.0.0.1:8000", "organiser": "试运行"},
        "store": store,
        "paths": {"prose": str(ROOT / "content")},
        "review": {"users": "users.yml", "decisions": "decisions.jsonl", "sign_as": ["a", "b", "c"]},
        **({"ledger": {"url": ledger}} if ledger else {}),
    }
    (folder / "publish.yml").write_text(yaml.safe_dump(settings, allow_unicode=True), "utf-8")
    return Line(folder)


def test_a_foreign_postgresql_schema_becomes_a_site_twice_the_same(server: str, tmp_path: Path) -> None:
    url = _database(server, "office", FOREIGN.read_text("utf-8"))
    store = {"url": url, "mapping": str(SAMPLES / "mapping.yml")}
    digests = []
    for name in ("one", "two"):
        line = _line(tmp_path / name, store, ["1001", "1002"], _database(server, f"ledger_{name}"))
        line.publish("run")
        assert [path.name for path in (line.output / "cases").glob("*.html")] == ["DC-2022-000001.html"]
        page = (line.output / "cases" / "DC-2022-000001.html").read_text("utf-8")
        assert "自来水连续三天发黄" in page
        assert "张小麦" not in page
        assert line.publish("ledger", "verify").returncode == 0
        digests.append(line.digest("content", "output"))
    assert digests[0] == digests[1]


@pytest.mark.skipif(not MESSAGES.is_dir(), reason="the real messages are not beside this checkout")
def test_every_real_message_goes_through_the_whole_line_the_same_from_either_file(tmp_path: Path) -> None:
    digests = []
    for name in ("messages_600.xlsx", "messages_600.jsonl"):
        url = f"sqlite:///{tmp_path}/{name}.sqlite3"
        importing = [sys.executable, "-m", "publish", "import", str(MESSAGES / name)]
        importing += ["--mapping", str(SAMPLES / "import.yml"), "--store", url]
        subprocess.run(importing, check=True, capture_output=True, cwd=ROOT)
        with sqlite3.connect(tmp_path / f"{name}.sqlite3") as store:
            keys = [row[0] for row in store.execute("SELECT case_id FROM cases")]
        line = _line(tmp_path / name, {"url": url}, keys)
        line.apart("run")
        assert len(list((line.output / "cases").glob("*.html"))) == 600
        digests.append(line.digest("content", "output"))
    assert digests[0] == digests[1]
