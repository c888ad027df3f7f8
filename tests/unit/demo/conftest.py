"""One default demonstration for all tests of the room."""

import json
import sqlite3
from types import SimpleNamespace

import pytest

from publish.demo.make import make


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    directory = tmp_path_factory.mktemp("demo")
    report = make(directory)
    connection = sqlite3.connect(f"file:{directory / 'store.sqlite3'}?mode=ro", uri=True)
    connection.row_factory = sqlite3.Row

    def rows(sql, *values):
        return connection.execute(sql, values).fetchall()

    def lines(name):
        return [json.loads(line) for line in (directory / name).read_text("utf-8").splitlines()]

    yield SimpleNamespace(
        directory=directory, report=report, rows=rows,
        gold=lines("gold.jsonl"), decisions=lines("decisions.jsonl"),
    )  # fmt: skip
    connection.close()
