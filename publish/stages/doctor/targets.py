"""Where releases go: each target is asked whether it is there, and nothing is written to it."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from typing import Any

from publish.settings import LocalTarget, RsyncTarget, S3Target, Target
from publish.stages.doctor.base import Found, Patient, fault, warn

SECONDS = 10
NO_FOLDER = 23
"""rsync's exit code where the folder is not there (rsync(1)); the first release makes it."""


def reachable(patient: Patient) -> Iterator[Found]:
    """Each target answers within ten seconds; nothing is written to it."""
    for name, target in patient.settings.release.targets.items():
        yield from _asked(name, target)


def _asked(name: str, target: Target) -> Iterator[Found]:
    if isinstance(target, LocalTarget):
        return _local(name, target)
    return _rsync(name, target) if isinstance(target, RsyncTarget) else _bucket(name, target)


def _local(name: str, target: LocalTarget) -> Iterator[Found]:
    stands = target.path
    while not stands.exists() and stands != stands.parent:
        stands = stands.parent
    if not stands.is_dir() or not os.access(stands, os.W_OK | os.X_OK):
        yield fault("DOCTOR-070", name, detail=f"{target.path} 不能写")


def _rsync(name: str, target: RsyncTarget) -> Iterator[Found]:
    """A list of the folder itself, over the very connection that a release takes."""
    missing = [program for program in ("rsync", "ssh") if not shutil.which(program)]
    if missing:
        yield fault("DOCTOR-111", name, program="、".join(missing))
        return
    place = f"{target.host}:{target.path.rstrip('/')}/"
    command = ["rsync", "-s", "--list-only", "--exclude=*", f"--timeout={SECONDS}", "--rsh", _ssh(target)]
    try:
        done = subprocess.run([*command, place], capture_output=True, check=False, timeout=3 * SECONDS)
    except subprocess.TimeoutExpired:
        yield fault("DOCTOR-070", name, detail="没有回音")
        return
    if done.returncode == NO_FOLDER:
        yield warn("DOCTOR-071", name, folder=target.path)
    elif done.returncode:
        yield fault("DOCTOR-070", name, detail=f"rsync 退出码 {done.returncode}")


def _ssh(target: RsyncTarget) -> str:
    config = ["-F", str(target.config)] if target.config else []
    port = ["-p", str(target.port)] if target.port else []
    return shlex.join(["ssh", *config, *port, "-o", "BatchMode=yes", "-o", f"ConnectTimeout={SECONDS}"])


def _bucket(name: str, target: S3Target) -> Iterator[Found]:
    import boto3  # takes long to import
    import botocore.config
    import botocore.exceptions

    patience: dict[str, Any] = {"connect_timeout": SECONDS, "read_timeout": SECONDS}
    config = botocore.config.Config(
        **patience,
        retries={"max_attempts": 1},
        s3={"addressing_style": "path" if target.endpoint else "auto"},
    )
    try:
        session = boto3.session.Session(profile_name=target.profile, region_name=target.region)
        session.client("s3", endpoint_url=target.endpoint, config=config).head_bucket(Bucket=target.bucket)
    except botocore.exceptions.ClientError as error:
        code = str(error.response.get("Error", {}).get("Code", "?"))
        yield fault("DOCTOR-070", name, detail=f"HeadBucket：{code}")
    except botocore.exceptions.BotoCoreError as error:
        yield fault("DOCTOR-070", name, detail=type(error).__name__)
