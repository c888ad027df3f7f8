"""A bucket of moto's server, a small site for it, and a release that is cut short on its way there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from publish.release.targets import objects, sending
from publish.settings import S3Target
from tests.unit.release.trees import Site

NUMBER = "DC-2022-000001"
BUCKET = "site"


class CutError(BaseException):
    """The process was ended here."""


def linked(title: str, *links: str) -> str:
    """A page that leads to others."""
    return title + "".join(f'<a href="/{link}">{link}</a>' for link in links)


def send(target: S3Target, public: Path, erased: dict[str, str] | None = None) -> list[str]:
    """Send a release; what was complained of."""
    return [str(each) for each in sending.send("s3", target, public.parent, public, erased or {}, False)]


def body(client: Any, key: str, **which: str) -> bytes:
    """What an object holds."""
    return bytes(client.get_object(Bucket=BUCKET, Key=key, **which)["Body"].read())


def expected(public: Path) -> dict[str, bytes]:
    """What the bucket must hold of a release: all but the twins."""
    paths = [path for path in public.rglob("*") if path.is_file() and path.suffix not in (".gz", ".br")]
    return {path.relative_to(public).as_posix(): path.read_bytes() for path in paths}


def withdraw(site: Site) -> None:
    """A matter is gone from the site, with a tombstone."""
    site.drop(f"cases/{NUMBER}.html")
    site.put("index.html", linked("首页", *(f"cases/DC-2022-{n:06d}.html" for n in range(2, 5))))
    site.put("feeds/site.feed.json", "没有了")
    site.put(f"gone/{NUMBER}.html", linked("已撤回", "index.html"))


def cut(monkeypatch: pytest.MonkeyPatch, after: int) -> None:
    """The process ends at the `after`-th change."""
    left = [after]
    originals = {name: getattr(objects.Objects, name) for name in ("put", "delete")}

    def counted(name: str) -> Any:
        def act(self: objects.Objects, *given: Any, **how: Any) -> None:
            if left[0] <= 0:
                raise CutError
            left[0] -= 1
            originals[name](self, *given, **how)

        return act

    for name in originals:
        monkeypatch.setattr(objects.Objects, name, counted(name))
    monkeypatch.setattr(objects.Objects, "each", lambda self, work, paths: [work(path) for path in paths])
