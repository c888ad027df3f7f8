"""An S3 of moto's for all tests of releases, emptied before each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
import requests

from tests import s3
from tests.unit.release.buckets import BUCKET, NUMBER, linked
from tests.unit.release.trees import Site


@pytest.fixture(scope="session")
def endpoint() -> Iterator[str]:
    with s3.listening() as address:
        yield address


@pytest.fixture
def client(endpoint: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    requests.post(f"{endpoint}/moto-api/reset", timeout=10)
    made = boto3.client("s3", endpoint_url=endpoint)
    made.create_bucket(Bucket=BUCKET)
    return made


@pytest.fixture
def site(tmp_path: Path) -> Site:
    made = Site(tmp_path / "output")
    for number in range(1, 5):
        one = f"DC-2022-{number:06d}"
        made.put(f"cases/{one}.html", linked(one, "index.html"), one)
    made.put("index.html", linked("首页", *(f"cases/DC-2022-{n:06d}.html" for n in range(1, 5))), NUMBER)
    made.put("feeds/site.feed.json", f"{NUMBER}", NUMBER)
    made.put("static/css/base.css", "样式")
    return made
