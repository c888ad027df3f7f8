"""The objects of one bucket below one prefix: put, listed, deleted, their old versions forgotten.

Who we are comes from the environment or from the profile that is named, never from publish.yml; nothing of
it, and no message of the store's own, is ever shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import boto3
import botocore.config
import botocore.exceptions

from publish.release.serving import kinds
from publish.release.targets.sending import TargetError
from publish.settings import S3Target

AT_ONCE = 1000
"""Objects that S3 lists, and deletes, in one request."""
NOT_THERE = ("404", "NoSuchKey")
UNVERSIONED = ("NotImplemented", "MethodNotAllowed", "501", "405")


class Objects:
    """Paths are those of the site; keys begin with the prefix, and with the folder `below` it."""

    def __init__(self, target: S3Target, below: str = "") -> None:
        self._target, self._client = target, _client(target)
        self._root = _folder(target.prefix)
        self._prefix = self._root + _folder(below)

    def get(self, path: str) -> bytes | None:
        """The bytes of one; None where there is none."""
        try:
            found = self._client.get_object(Bucket=self._target.bucket, Key=self._prefix + path)
            return bytes(found["Body"].read())
        except botocore.exceptions.ClientError as error:
            if code(error) in NOT_THERE:
                return None
            raise

    def put(self, path: str, data: bytes, cache: str | None = None) -> None:
        """One whole object, with its type and how long it may be kept."""
        self._client.put_object(
            Bucket=self._target.bucket,
            Key=self._prefix + path,
            Body=data,
            ContentType=kinds.kind(path),
            CacheControl=cache or kinds.cache(path, self._target.max_age),
        )

    def copy(self, below: str, path: str) -> None:
        """Take an object from another folder below the target's prefix, within the store."""
        source = {"Bucket": self._target.bucket, "Key": self._root + _folder(below) + path}
        self._client.copy_object(Bucket=self._target.bucket, Key=self._prefix + path, CopySource=source)

    def folders(self) -> Iterator[str]:
        """Names right below the prefix that have objects below them."""
        pages = self._client.get_paginator("list_objects_v2")
        for page in pages.paginate(Bucket=self._target.bucket, Prefix=self._prefix, Delimiter="/"):
            for each in page.get("CommonPrefixes", ()):
                yield each["Prefix"][len(self._prefix) : -1]

    def tags(self, below: str = "") -> Iterator[tuple[str, str]]:
        """Path and ETag of every object."""
        pages = self._client.get_paginator("list_objects_v2")
        for page in pages.paginate(Bucket=self._target.bucket, Prefix=self._prefix + below):
            for each in page.get("Contents", ()):
                yield each["Key"][len(self._prefix) :], str(each["ETag"]).strip('"')

    def delete(self, paths: Iterable[str]) -> None:
        self._delete([{"Key": self._prefix + path} for path in paths])

    def forget_versions(self) -> None:
        """Leave no version but the latest of anything: any of them may show what was withdrawn."""
        pages = self._client.get_paginator("list_object_versions")
        try:
            for page in pages.paginate(Bucket=self._target.bucket, Prefix=self._prefix):
                old = [each for each in page.get("Versions", ()) if not each["IsLatest"]]
                every = (*old, *page.get("DeleteMarkers", ()))
                self._delete([{"Key": each["Key"], "VersionId": each["VersionId"]} for each in every])
        except botocore.exceptions.ClientError as error:
            if code(error) not in UNVERSIONED:
                raise

    def each(self, work: Callable[[str], None], paths: list[str]) -> None:
        """Work on some at once; the first that fails is raised."""
        with ThreadPoolExecutor(self._target.at_once) as crew:
            for _ in crew.map(work, paths):
                pass

    def _delete(self, objects: list[dict[str, str]]) -> None:
        for at in range(0, len(objects), AT_ONCE):
            some = {"Objects": objects[at : at + AT_ONCE], "Quiet": True}
            done = self._client.delete_objects(Bucket=self._target.bucket, Delete=some)
            if done.get("Errors"):
                raise TargetError(f"DeleteObjects：{done['Errors'][0].get('Code', '?')}")


def _folder(name: str) -> str:
    return f"{name.strip('/')}/" if name.strip("/") else ""


def code(error: botocore.exceptions.ClientError) -> str:
    """Why the store refused, as it names it."""
    return str(error.response.get("Error", {}).get("Code", "?"))


def _client(target: S3Target) -> Any:
    config = botocore.config.Config(
        connect_timeout=target.timeout_seconds,
        read_timeout=target.timeout_seconds,
        retries={"max_attempts": target.retries + 1, "mode": "standard"},
        max_pool_connections=target.at_once,
        s3={"addressing_style": "path" if target.endpoint else "auto"},
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    )
    session = boto3.session.Session(profile_name=target.profile, region_name=target.region)
    return session.client("s3", endpoint_url=target.endpoint, config=config)
