"""Releases sent to an S3-compatible bucket (moto's server on loopback)."""

from __future__ import annotations

import random
from contextlib import nullcontext
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from publish.release import shelf
from publish.release.serving import kinds
from publish.release.targets import bucket, objects, sending
from publish.settings import S3Target
from tests.unit.release.buckets import BUCKET, NUMBER, CutError, body, cut, expected, linked, send, withdraw
from tests.unit.release.trees import Site, released

CHANGES = 11
"""Requests that change something in the release that is cut short below."""


@pytest.fixture
def target(endpoint: str, client: Any) -> S3Target:
    return S3Target(bucket=BUCKET, prefix="www/", endpoint=endpoint, timeout_seconds=10, retries=1)


def held(client: Any) -> dict[str, bytes]:
    """Every object of the bucket but the note."""
    found = client.list_objects_v2(Bucket=BUCKET).get("Contents", ())
    keys = [each["Key"] for each in found if not each["Key"].endswith("state.json")]
    return {
        key.removeprefix("www/"): client.get_object(Bucket=BUCKET, Key=key)["Body"].read() for key in keys
    }


def test_the_bucket_holds_the_release_with_types_and_times_to_keep(
    target: S3Target, client: Any, site: Site, tmp_path: Path
) -> None:
    first = released(site, tmp_path / "releases")
    assert send(target, first) == []
    assert held(client) == expected(first)
    for path in expected(first):
        head = client.head_object(Bucket=BUCKET, Key=f"www/{path}")
        assert head["ContentType"] == kinds.kind(path)
        assert head["CacheControl"] == kinds.cache(path, 60)
        assert "ContentEncoding" not in head


def test_what_is_not_in_the_bucket_as_it_is_here_is_told(
    target: S3Target, client: Any, site: Site, tmp_path: Path
) -> None:
    public = released(site, tmp_path / "releases")
    assert send(target, public) == []
    assert sending.differing(target, public) == []
    client.put_object(Bucket=BUCKET, Key="www/index.html", Body=b"x")
    client.put_object(Bucket=BUCKET, Key="www/left.html", Body=b"x")
    client.delete_object(Bucket=BUCKET, Key="www/static/css/base.css")
    assert {"index.html", "left.html", "static/css/base.css"} == set(sending.differing(target, public))


def test_only_what_changed_is_sent_again(
    target: S3Target, client: Any, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(target, released(site, tmp_path / "releases"))
    site.put("cases/DC-2022-000002.html", linked("改了", "index.html"))
    sent: list[str] = []
    put = objects.Objects.put
    monkeypatch.setattr(
        objects.Objects, "put", lambda self, path, data: (sent.append(path), put(self, path, data))
    )
    second = released(site, tmp_path / "releases")
    assert send(target, second) == []
    assert sent == [bucket.STATE, "cases/DC-2022-000002.html", "transparency/release", bucket.STATE]
    assert held(client) == expected(second)


def test_a_bucket_nobody_here_knows_is_compared_object_by_object(
    target: S3Target, client: Any, site: Site, tmp_path: Path
) -> None:
    client.put_object(Bucket=BUCKET, Key="www/strange.html", Body=b"x")
    client.put_object(Bucket=BUCKET, Key="other/strange.html", Body=b"x")
    first = released(site, tmp_path / "releases")
    assert send(target, first) == []
    assert held(client) == {**expected(first), "other/strange.html": b"x"}


def test_a_withdrawal_leaves_nothing_in_a_bucket_that_keeps_versions(
    target: S3Target, client: Any, site: Site, tmp_path: Path
) -> None:
    client.put_bucket_versioning(Bucket=BUCKET, VersioningConfiguration={"Status": "Enabled"})
    send(target, released(site, tmp_path / "releases"))
    withdraw(site)
    second = released(site, tmp_path / "releases", {NUMBER: NUMBER})
    assert send(target, second, {NUMBER: NUMBER}) == []
    assert held(client) == expected(second)
    versions = client.list_object_versions(Bucket=BUCKET)
    assert "DeleteMarkers" not in versions
    for each in versions["Versions"]:
        held_there = body(client, each["Key"], VersionId=each["VersionId"])
        assert NUMBER.encode() not in held_there, each["Key"]
        assert f"cases/{NUMBER}" not in each["Key"]


def test_what_is_refused_is_said_without_anything_secret(
    target: S3Target, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = released(site, tmp_path / "releases")
    lost = S3Target(bucket="nowhere", endpoint=target.endpoint, retries=0)
    assert "NoSuchBucket" in send(lost, first)[0]
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIASECRET")
    closed = S3Target(bucket=BUCKET, endpoint="http://127.0.0.1:9", retries=0, timeout_seconds=1)
    said = send(closed, first, {NUMBER: NUMBER})[0]
    assert "RELEASE-031" in said
    assert "AKIASECRET" not in said
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    for name in ("AWS_SHARED_CREDENTIALS_FILE", "AWS_CONFIG_FILE"):
        monkeypatch.setenv(name, "/nonexistent")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    assert "NoCredentialsError" in send(target, first)[0]


# --- cut short ------------------------------------------------------------------------------------


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value.removeprefix("/") for name, value in attrs if name == "href" and value]


def broken(files: dict[str, bytes]) -> list[str]:
    """Links that lead nowhere, of pages a visitor of the front can come to."""
    lost, seen, left = [], {"index.html"}, ["index.html"]
    while left:
        path = left.pop()
        reader = _Links()
        reader.feed(files[path].decode())
        lost += [f"{path} → {link}" for link in reader.found if link not in files]
        fresh = {link for link in reader.found if link in files and link.endswith(".html")} - seen
        seen |= fresh
        left += fresh
    return lost


@pytest.mark.parametrize("after", range(12))
def test_cut_short_anywhere_no_link_is_broken_and_the_withdrawn_page_does_not_come_back(
    after: int, target: S3Target, client: Any, site: Site, tmp_path: Path
) -> None:
    dice = random.Random(after)
    first = released(site, tmp_path / "releases")
    send(target, first)
    withdraw(site)
    site.put("cases/DC-2022-000009.html", linked("新", "cases/DC-2022-000008.html", "index.html"))
    site.put("cases/DC-2022-000008.html", linked("新", "index.html"))
    site.drop("cases/DC-2022-000004.html")
    left = (f"cases/DC-2022-{n:06d}.html" for n in (2, 3, 8, 9))
    site.put("index.html", linked("首页", *left))
    second = released(site, tmp_path / "releases", {NUMBER: NUMBER})
    with pytest.MonkeyPatch.context() as patch:
        cut(patch, after)
        with pytest.raises(CutError) if after < CHANGES else nullcontext():
            send(target, second, {NUMBER: NUMBER})
    there = held(client)
    assert broken(there) == []
    if after >= 2:
        assert there.get(f"cases/{NUMBER}.html") in (None, expected(second)[f"gone/{NUMBER}.html"])
    if dice.random() < 0.5:  # the release that was begun may be kept no more
        site.put("cases/DC-2022-000002.html", linked("改", "index.html"))
        second = released(site, tmp_path / "releases", {NUMBER: NUMBER}, keep=1)
    assert send(target, second, {NUMBER: NUMBER}) == []
    assert held(client) == expected(second)
    assert len(shelf.numbers(tmp_path / "releases")) >= 1
