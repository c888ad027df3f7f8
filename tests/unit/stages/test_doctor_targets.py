"""Whether the places releases go to are there: a folder, an sshd of our own, a bucket of moto's."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from publish.settings import LocalTarget, Release, RsyncTarget, S3Target, Settings, Site, Store, Target
from publish.stages.doctor import doctor
from publish.stages.doctor.registry import CHECKS
from tests import sshd
from tests.servers import free_port


def _look(folder: Path, target: Target) -> list[str]:
    """Codes, faults before warnings."""
    settings = Settings(
        site=Site(name="督查回声", url="http://127.0.0.1", organiser="督查室"),
        store=Store(url="sqlite://"),
        release=Release(targets={"www": target}),
        file=folder / "publish.yml",
    )
    found = doctor(settings, checks=[one for one in CHECKS if one.name == "targets"])
    assert all(one.place == "www" for one in (*found.issues, *found.notices))
    return [one.code for one in (*found.issues, *found.notices)]


def _state(folder: Path) -> list[str]:
    return sorted(str(path) for path in folder.rglob("*"))


def test_a_folder_that_can_be_made_is_in_order_and_not_made(tmp_path: Path) -> None:
    assert _look(tmp_path, LocalTarget(path=tmp_path / "www/site")) == []
    assert _state(tmp_path) == []
    (tmp_path / "file").touch()
    assert _look(tmp_path, LocalTarget(path=tmp_path / "file/site")) == ["DOCTOR-070"]


def test_another_machine_is_asked_over_ssh_and_nothing_is_written_there(tmp_path: Path) -> None:
    if sshd.missing():
        pytest.skip(sshd.missing())
    there = tmp_path / "there and elsewhere"
    there.mkdir()
    (there / "file").touch()
    with sshd.listening(tmp_path / "sshd") as (config, _):
        before = _state(there)
        target = RsyncTarget(host="target", path=str(there), config=config)
        assert _look(tmp_path, target) == []
        assert _look(tmp_path, msgspec.structs.replace(target, path=f"{there}/none")) == ["DOCTOR-071"]
        assert _state(there) == before
        (tmp_path / "sshd/me").unlink()
        assert _look(tmp_path, target) == ["DOCTOR-070"]
    assert _look(tmp_path, RsyncTarget(host="127.0.0.1", port=free_port(), path="/")) == ["DOCTOR-070"]


def test_a_target_whose_program_is_not_there_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert _look(tmp_path, RsyncTarget(host="127.0.0.1", path="/")) == ["DOCTOR-111"]


def test_a_bucket_is_asked_for_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import boto3
    from moto.server import ThreadedMotoServer

    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    target = S3Target(bucket="asked-for", endpoint=f"http://{host}:{port}")
    try:
        assert _look(tmp_path, target) == ["DOCTOR-070"]
        boto3.client("s3", endpoint_url=target.endpoint).create_bucket(Bucket="asked-for")
        assert _look(tmp_path, target) == []
    finally:
        server.stop()
    assert _look(tmp_path, target) == ["DOCTOR-070"]
