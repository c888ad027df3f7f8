"""A site of the production profile in a folder: released with its twins, to be served by a real nginx.

Its content is invented, the demonstration's or that of tests/fixtures_content; only the word of the
demonstration, and with it `noindex`, is gone.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import yaml

from publish.settings import Settings, load
from publish.stages.build import build
from tests.unit.release.trees import Site, released

ROOT = Path(__file__).parents[2]
GIVEN = {
    "profile": "production",
    "clock": "2022-07-28T18:00:00+08:00",
    "workers": 1,
    "store": {"url": "sqlite:///store.sqlite3"},
    "paths": {"prose": str(ROOT / "content")},
}
SITE = {
    "name": "回声",
    "url": "https://site.example",
    "organiser": "岚山市“互联网+督查”平台",
    "contractor": "样本技术支持单位",
    "city": "岚山市",
    "id_code": "9900000001",
    "icp": "样本ICP备20210001号",
    "police": "样本公网安备99000000000001号",
    "party_mark": "https://bszs.example/99",
    "faults": "https://zfwzgl.example/99",
    "phone": "12345",
    "mail": "huisheng@site.example",
}


def made(content: Path, folder: Path, base: str = "/") -> Settings:
    """The settings of a site below `folder`, built from a copy of `content` and released there. With a
    `base` it lies below a path of its host."""
    shutil.copytree(content, folder / "content")
    _no_demonstration(folder / "content" / "directory.json")
    (folder / "publish.yml").write_text(yaml.safe_dump({**GIVEN, "site": {**SITE, "base": base}}), "utf-8")
    settings = load(folder / "publish.yml")
    report = build(settings)
    assert not report.issues, report.issues
    released(Site(settings.paths.output), settings.paths.releases)
    return settings


def _no_demonstration(path: Path) -> None:
    held = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps({**held, "demonstration": False}, ensure_ascii=False), "utf-8")
