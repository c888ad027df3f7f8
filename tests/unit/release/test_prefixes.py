"""Releases in a bucket, each below a prefix of its own, with a pointer to the public one (moto's server)."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from publish.release import shelf
from publish.release.targets import objects, prefixes, sending
from publish.settings import S3Target
from tests.unit.release.buckets import BUCKET, NUMBER, CutError, body, cut, expected, linked, send, withdraw
from tests.unit.release.trees import Site, released

GONE = {NUMBER: NUMBER}


@pytest.fixture
def target(endpoint: str, client: Any) -> S3Target:
    return S3Target(
        bucket=BUCKET, prefix="www/", layout="prefix", endpoint=endpoint, timeout_seconds=10, retries=1
    )


def _keys(client: Any) -> set[str]:
    found = client.list_objects_v2(Bucket=BUCKET).get("Contents", ())
    return {each["Key"].removeprefix("www/") for each in found}


def _shown(client: Any) -> dict[str, bytes]:
    """What a front that follows the pointer hands out."""
    name = body(client, "www/current.txt").decode().strip()
    paths = [key.removeprefix(f"{name}/") for key in _keys(client) if key.startswith(f"{name}/")]
    return {path: body(client, f"www/{name}/{path}") for path in paths}


def test_a_release_has_a_prefix_of_its_own_and_the_pointer_is_never_cached(
    target: S3Target, client: Any, site: Site, tmp_path: Path
) -> None:
    public = released(site, tmp_path / "releases")
    assert send(target, public) == []
    assert _shown(client) == expected(public)
    assert client.head_object(Bucket=BUCKET, Key="www/current.txt")["CacheControl"] == "no-cache"
    page = client.head_object(Bucket=BUCKET, Key=f"www/{public.name}/index.html")
    assert page["ContentType"] == "text/html; charset=utf-8"
    assert sending.differing(target, public) == []


def test_what_did_not_change_is_copied_within_the_store(
    target: S3Target, client: Any, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = released(site, tmp_path / "releases")
    send(target, first)
    site.put("cases/DC-2022-000002.html", linked("改了", "index.html"))
    sent: list[str] = []
    put = objects.Objects.put
    monkeypatch.setattr(
        objects.Objects,
        "put",
        lambda self, path, *given, **how: (sent.append(path), put(self, path, *given, **how)),
    )
    second = released(site, tmp_path / "releases")
    assert send(target, second) == []
    assert sorted(sent) == ["cases/DC-2022-000002.html", "current.txt", "transparency/release"]
    assert _shown(client) == expected(second)
    kept = {key.partition("/")[0] for key in _keys(client)}
    assert kept == {first.name, second.name, "current.txt"}
    site.put("cases/DC-2022-000003.html", linked("也改了", "index.html"))
    third = released(site, tmp_path / "releases")
    send(target, third)
    assert {key.partition("/")[0] for key in _keys(client)} == {second.name, third.name, "current.txt"}
    page = client.head_object(Bucket=BUCKET, Key=f"www/{third.name}/index.html")
    assert page["ContentType"] == "text/html; charset=utf-8"  # a copy keeps it


def test_a_withdrawal_leaves_no_other_release_and_no_version(
    target: S3Target, client: Any, site: Site, tmp_path: Path
) -> None:
    client.put_bucket_versioning(Bucket=BUCKET, VersioningConfiguration={"Status": "Enabled"})
    send(target, released(site, tmp_path / "releases"))
    withdraw(site)
    public = released(site, tmp_path / "releases", GONE)
    assert send(target, public, GONE) == []
    assert _shown(client) == expected(public)
    for each in client.list_object_versions(Bucket=BUCKET)["Versions"]:
        assert each["Key"] in {f"www/{key}" for key in _keys(client)}
        assert NUMBER.encode() not in body(client, each["Key"], VersionId=each["VersionId"]), each["Key"]
    assert sending.differing(target, public) == []


def test_what_is_otherwise_there_is_told(target: S3Target, client: Any, site: Site, tmp_path: Path) -> None:
    public = released(site, tmp_path / "releases")
    send(target, public)
    client.put_object(Bucket=BUCKET, Key=f"www/{public.name}/index.html", Body=b"x")
    client.put_object(Bucket=BUCKET, Key=f"www/{public.name}/left.html", Body=b"x")
    client.put_object(Bucket=BUCKET, Key="www/000000-0123456789ab/left.html", Body=b"x")
    found = sending.differing(target, public)
    assert found == [
        "000000-0123456789ab/left.html", f"{public.name}/index.html", f"{public.name}/left.html"
    ]  # fmt: skip
    client.delete_object(Bucket=BUCKET, Key="www/current.txt")
    assert "current.txt" in sending.differing(target, public)
    assert send(target, public, GONE) == []  # anything left is made good by the next that must be sent
    assert sending.differing(target, public) == []


@pytest.mark.parametrize("after", range(0, 12, 2))
def test_cut_short_anywhere_the_front_shows_one_whole_release(
    after: int, target: S3Target, client: Any, site: Site, tmp_path: Path
) -> None:
    first = released(site, tmp_path / "releases")
    send(target, first)
    before = expected(first)
    withdraw(site)
    site.put("cases/DC-2022-000009.html", linked("新", "index.html"))
    second = released(site, tmp_path / "releases", GONE)
    with pytest.MonkeyPatch.context() as patch:
        cut(patch, after)
        with pytest.raises(CutError) if after < CHANGES else nullcontext():
            send(target, second, GONE)
    assert _shown(client) in (before, expected(second))
    assert send(target, second, GONE) == []
    assert _shown(client) == expected(second)
    assert {key.partition("/")[0] for key in _keys(client)} == {second.name, "current.txt"}
    assert prefixes.pointed(objects.Objects(target)) == shelf.current(tmp_path / "releases").name  # type: ignore[union-attr]


CHANGES = 8
"""Requests that change something in the release that is cut short above."""
