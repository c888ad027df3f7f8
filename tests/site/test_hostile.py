"""A site of the production profile below a path, whose every text means harm, and one with nothing in it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from playwright.sync_api import Browser

from publish.model.published import Published
from publish.settings import Settings
from publish.text.records import encode, place_of
from tests import browser as at
from tests import fixtures_content, npm
from tests.servers import missing, serving
from tests.site import production
from tests.site.page_types import examples
from tests.site.pages import PHONE, reading

if at.missing() or missing("nginx"):
    pytest.skip(at.missing() or missing("nginx"), allow_module_level=True)
pytestmark = pytest.mark.browser

BASE = "/echo/"
CASES = 24
SCRIPT = (
    "</title></textarea><script>alert(1)</script><img src=x onerror=alert(2)>\"'`&lt;{{ 7*7 }}{% raw %}]]>-->"
)
HARM = (
    SCRIPT,
    "\u202e倒过来写\u2066 隔离\u200f左右\u200e",
    "零\u200b宽\u200d连\ufeff字\u00ad符\u2028行",
    "长" * 400,
    "a" * 400,
    "家\U0001f468\u200d\U0001f469\u200d\U0001f467旗\U0001f3f4\u200d\u2620\ufe0f 👍🏽",
)
"""Script and quotes of every language a page speaks, marks of direction, characters without width, text that
can't be broken, Han and Latin, and emoji of several characters."""


TEXTS = {
    "title", "appeal", "summary", "result", "comment", "note", "text", "question", "answer", "body", "name",
    "short_name", "description", "host", "station", "channel", "doc_number", "measure", "basis",
}  # fmt: skip
"""Fields that people write."""


def _harmed(record: Any, turn: Iterator[int]) -> Any:
    """A record with one of `HARM` at the end of each of its texts."""
    fields = ((field.name, getattr(record, field.name)) for field in msgspec.structs.fields(record))
    return msgspec.structs.replace(record, **{name: _worse(name, value, turn) for name, value in fields})


def _worse(name: str, value: Any, turn: Iterator[int]) -> Any:
    if isinstance(value, msgspec.Struct):
        return _harmed(value, turn)
    if isinstance(value, tuple):
        return tuple(_worse(name, one, turn) for one in value)
    return f"{value}{HARM[next(turn) % len(HARM)]}" if value and name in TEXTS else value


def _content(folder: Path, items: list[Published]) -> Path:
    for item in items:
        path = folder / place_of(item)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(encode(item))
    return folder


@pytest.fixture(scope="module", params=["hostile", "empty"])
def settings(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp(request.param)
    turn = itertools.count()
    harmed = [_harmed(record, turn) for record in fixtures_content.records(CASES)]
    items = harmed if request.param == "hostile" else [fixtures_content.directory()]
    return production.made(_content(folder / "given", items), folder / "site", BASE)


@pytest.fixture(scope="module")
def site(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[at.Place]:
    with serving("nginx", settings, tmp_path_factory.mktemp("nginx")) as server:
        yield Below(settings.paths.output, server.address.removeprefix("http://"))


class Below(at.Place):
    """A site that lies below a path of its host."""

    def url(self, path: str) -> str:
        return super().url(BASE + path)


def test_every_type_of_page_keeps_its_shape_and_runs_nothing(chromium: Browser, site: at.Place) -> None:
    kinds = list(examples(site.folder))
    with reading(chromium, site, PHONE) as reader:
        seen = {kind: (reader.visit(kind), reader.barriers(kind)) for kind in kinds}
    found, barriers = ({kind: each[which] for kind, each in seen.items()} for which in (0, 1))
    assert len(found) > 15
    assert {kind: one.overhang for kind, one in found.items() if one.overhang} == {}
    assert {kind: one.complaints for kind, one in found.items() if one.complaints} == {}
    assert {kind: one.policy for kind, one in found.items() if one.policy} == {}
    assert {kind: one for kind, one in barriers.items() if one} == {}


@pytest.mark.skipif(bool(npm.missing("vnu-jar")), reason=npm.missing("vnu-jar"))
def test_every_page_is_valid(site: at.Place) -> None:
    assert npm.vnu([site.folder]) == []


@pytest.mark.skipif(bool(npm.missing("html-validate")), reason=npm.missing("html-validate"))
def test_html_validate_finds_nothing(site: at.Place) -> None:
    pages = [site.folder / path for path in examples(site.folder).values()]
    assert npm.html_validate(pages) == []
