"""`publish build`, as the line runs it."""

from __future__ import annotations

import compileall
import importlib.metadata
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import yaml

from bench.build import tools
from bench.build.content import Change
from publish.model.published import Published
from publish.stages.write import write_all
from publish.text.records import encode

SITE = {
    "name": "回声", "url": "https://huisheng.example", "organiser": "重庆市“互联网+督查”平台（演示）",
    "contractor": "演示技术支持单位", "phone": "023-12345（演示）", "mail": "huisheng@huisheng.example",
}  # fmt: skip
"""Every generator says this of the site."""
PROSE, STATIC = tools.ROOT / "content", tools.ROOT / "theme" / "static"
PARTS = {
    "reading": ("pages/reading", '<div class="prose">', "</div>"),
    "how_counted": ("partials/how_counted", "<ul>", "</ul>"),
}
"""Long texts that our templates hold: the template, and between what they stand."""


def shared_text(name: str) -> str:
    """A text of our templates, for the others' to print."""
    template, start, end = PARTS[name]
    text = (tools.ROOT / "theme" / "templates" / f"{template}.html").read_text("utf-8")
    return text.partition(start)[2].partition(end)[0].strip()


class Ours:
    """Content in `folder`/content; settings, output and whatever a build keeps in `folder`/ours."""

    name = "回声"

    def __init__(self, folder: Path) -> None:
        self.source, self._house = folder / "content", folder / "ours"
        self.output = self._house / "output"

    def version(self) -> str:
        return f"回声 {importlib.metadata.version('huisheng')}"

    def prepare(self, records: Iterable[Published]) -> None:
        write_all(self.source, iter(records))
        for part in ("pages", "notices"):
            if (PROSE / part).is_dir():
                shutil.copytree(PROSE / part, self.source / part, dirs_exist_ok=True)

    def change(self, change: Change) -> None:
        tools.put(self.source, ((place, encode(each)) for place, each in change.items() if each))
        tools.drop(self.source, (place for place, each in change.items() if each is None))

    def clear(self) -> None:
        tools.aside(self._house)
        self._house.mkdir(parents=True)
        compileall.compile_dir(tools.ROOT / "publish", quiet=1)  # as an installation leaves it
        settings = {
            "profile": "demonstration",
            "site": SITE,
            "store": {"url": "sqlite:///store.sqlite3"},
            "paths": {"content": "../content", "prose": "../content"},
        }
        self._settings.write_text(yaml.safe_dump(settings, allow_unicode=True), "utf-8")

    def command(self) -> Sequence[str]:
        return [sys.executable, "-m", "publish", "--settings", str(self._settings), "build"]

    def environment(self) -> Mapping[str, str]:
        return {"PYTHONPATH": str(tools.ROOT)}

    @property
    def _settings(self) -> Path:
        return self._house / "publish.yml"
