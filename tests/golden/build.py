"""The golden line: a small invented store, run whole, and the files of it that are kept."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import create_engine

from publish import pipeline
from publish.settings import load
from publish.stages.script import script
from publish.store.schema import TABLES, create

HERE = Path(__file__).parent
EXPECTED = HERE / "expected"
EPISODE = "zhouwu/1"
SHARED = ("region_code", "topic", "submitted_at", "applicant_kind", "updated_at")
FELLOW = {"title": "没有提请公开的留言", "appeal": "没有提请公开的留言。", "disclosure": "none"}

KEPT = {
    "content": ("content", "**/*.json"),
    "site/cases": ("output/cases", "DC-2022-000002.html"),
    "site/columns": ("output/columns", "liuyan/index.html"),
    "site/notices": ("output/notices", "*.html"),
    "site/feeds": ("output/feeds", "site.*"),
    "site/data": ("output/data", "2*[lv]"),
    "site/data/changes": ("output/data/changes", "*"),
    "site/feeds/programmes": ("output/feeds/programmes", "zhouwu.*"),
    "site": ("output", "sitemap.xml"),
    "site/sitemaps": ("output/sitemaps", "*.xml"),
    "script": ("script", "*.txt"),
}
"""Folder below expected/ → folder of the line and which of its files are kept there."""


def run(folder: Path) -> Path:
    """Fill the store, run every stage and write a script in `folder`; returns the line's folder."""
    line = folder / "line"
    shutil.copytree(HERE / "line", line)
    _fill(line / "store.sqlite3")
    settings = load(line / "publish.yml")
    report = pipeline.run(settings, tell=lambda _: None)
    assert not report.issues, report.issues
    script(settings, EPISODE, ("txt", "html", "docx"), line / "script")
    return line


def kept(line: Path) -> dict[str, bytes]:
    """The files that are compared, by their path below expected/."""
    return dict(sorted(_kept(line)))


def expected() -> dict[str, bytes]:
    """What stands in expected/."""
    files = sorted(path for path in EXPECTED.rglob("*") if path.is_file())
    return {path.relative_to(EXPECTED).as_posix(): path.read_bytes() for path in files}


def _kept(line: Path) -> Iterator[tuple[str, bytes]]:
    for target, (source, pattern) in KEPT.items():
        found = sorted((line / source).glob(pattern))
        assert found, f"{source}/{pattern}"
        for path in found:
            yield f"{target}/{path.relative_to(line / source).as_posix()}", path.read_bytes()


def _fill(path: Path) -> None:
    rows: dict[str, list[dict[str, Any]]] = yaml.safe_load((HERE / "store.yaml").read_text("utf-8"))
    rows["cases"] += _fellows(rows)
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        create(connection)
        for relation, table in TABLES.items():
            for row in rows.get(relation, []):
                connection.execute(table.insert(), row)
    engine.dispose()


def _fellows(rows: dict[str, list[dict[str, Any]]]) -> Iterator[dict[str, Any]]:
    """Unpublished matters, four where no `number` is given, like those that `fellows` names."""
    known = {case["case_id"]: case for case in rows["cases"]}
    for given in rows["fellows"]:
        like = {name: known[given["of"]].get(name) for name in SHARED} | given
        for number in range(1, 1 + given.get("number", 4)):
            yield {"case_id": f"{like['of']}-{number}", **FELLOW, **{name: like[name] for name in SHARED}}
