"""A small site of the invented content, with a theme of a few lines."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from publish.settings import Settings, load
from publish.site.engine import build
from publish.site.report import BuildReport

sys.path.insert(0, str(Path(__file__).parents[2]))
import fixtures_content

PAGE = """<title>{{ page.title }}</title>
{% for k, v in page.labels.items() %}
<meta name="{{ k }}" content="{{ v }}">
{% endfor %}
{% block body %}{% endblock %}"""
TEMPLATES = {
    "base.html": PAGE,
    "partials/case_row.html": '<li><a href="{{ row.href }}">{{ row.title }}</a> {{ row.excerpt }}</li>\n',
    "partials/episode_row.html": '<li><a href="{{ row.href }}">{{ row.title }}</a></li>\n',
    "pages/case.html": "{{ asked|paragraphs }}{{ case.result|paragraphs }}{% for r in related %}{{ r.title }}"
    "{% endfor %}{{ newer.label if newer }}|{{ older.label if older }}",
    "pages/list.html": "{{ heading }}{% for row in rows %}{{ row }}{% endfor %}"
    "[{{ newer }}|{{ older }}]{{ total }}",
    "pages/programme.html": "{% for row in rows %}{{ row }}{% endfor %}",
    "pages/episode.html": "{% for row in cases %}{{ row }}{% endfor %}",
    "pages/dossier.html": "{% for row in cases %}{{ row }}{% endfor %}{{ note }}",
    "pages/policy.html": "{{ link }}{% for row in cases %}{{ row }}{% endfor %}",
    "pages/prose.html": "<h1>{{ title }}</h1>{{ html }}",
    "pages/home.html": "{{ figures.published }}",
}
NAMES = (
    "404", "business", "call", "calls", "changes", "changes_month", "data", "directory", "dossiers",
    "feeds", "gone", "policies", "programmes", "quarter", "reading", "recurring", "search", "site_map",
    "statistics", "statistics_month", "survey", "unit_directory", "units", "verify",
)  # fmt: skip


@pytest.fixture(scope="session")
def cache_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the themes of these tests are kept compiled: they would push a real one out of the user's."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def _apart(cache_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache_folder))


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    """A theme that shows what matters to these tests."""
    folder = tmp_path / "theme"
    texts = {f"pages/{name}.html": "{{ page.title }}" for name in NAMES} | TEMPLATES
    for name, text in texts.items():
        if name.startswith("pages/"):
            text = '{% extends "base.html" %}{% block body %}' + text + "{% endblock %}"  # noqa: PLW2901
        path = folder / "templates" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (folder / "static").mkdir()
    (folder / "static" / "site.css").write_text("body{}")
    return folder


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of a site with 60 invented cases."""
    folder = tmp_path / "office"
    folder.mkdir()
    fixtures_content.write(folder, fixtures_content.records(60))
    return load(folder / "publish.yml")


@pytest.fixture
def run(settings: Settings, theme: Path) -> Callable[[], BuildReport]:
    """Builds the site once more."""
    return lambda: build(settings, theme=theme)
