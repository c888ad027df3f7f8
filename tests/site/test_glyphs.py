"""Every character a reader or a host gets can be written with the fonts of a plain Debian."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest

from publish.checks import decode
from publish.radio.formats import registry
from publish.settings import load
from publish.stages.script import DEFAULT_FORMATS, episodes, pack_of
from tests import browser as at
from tests.wholeline import Line

if not at.chinese_fonts():
    pytest.skip("没有中文字体：缺字检查跳过", allow_module_level=True)

LAYOUT = frozenset("\t\n\r")
NOT_A_CHARACTER = {"Cc": "控制字符", "Cn": "未定义", "Co": "私用区", "Cs": "半个代理对"}
EVERY_NTH_EPISODE = 24


def unwritable(text: Iterable[str], chinese: frozenset[int], fallback: frozenset[int]) -> dict[str, str]:
    """Characters no reader can be sure to see → why. Han and full-width ones need the Chinese font."""
    found = {one: _fault(one, chinese, fallback) for one in sorted(frozenset(text) - LAYOUT)}
    return {f"U+{ord(one):04X}": fault for one, fault in found.items() if fault}


def _fault(one: str, chinese: frozenset[int], fallback: frozenset[int]) -> str:
    category = unicodedata.category(one)
    if category in NOT_A_CHARACTER or one == "\ufffd":
        return NOT_A_CHARACTER.get(category, "替换字符")
    wide = unicodedata.east_asian_width(one) in "WF"
    return "" if ord(one) in (chinese if wide else fallback) else "字体里没有"


@pytest.fixture(scope="module")
def chinese() -> frozenset[int]:
    """What the installed Chinese fonts can write."""
    return at.font_characters(":lang=zh-cn")


@pytest.fixture(scope="module")
def fallback() -> frozenset[int]:
    """What all installed fonts together can write."""
    return at.font_characters(":")


def _read(path: Path) -> str:
    return "".join(decode.texts(path))


def _said(suffix: str, body: bytes) -> str:
    """What a script says; the list marks of a docx are of a symbol font and must not be in use."""
    if suffix != ".docx":
        return "".join(decode.readings(suffix, body))
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if name.endswith(".xml")}
    assert b"<w:numPr" not in parts["word/document.xml"]
    del parts["word/numbering.xml"]
    return "".join(text for part in parts.values() for text in decode.readings(".xml", part))


def test_no_page_needs_a_glyph_that_is_not_there(
    full_line: Line, chinese: frozenset[int], fallback: frozenset[int]
) -> None:
    pages = sorted(full_line.output.rglob("*.html"))
    used = frozenset().union(*(_read(page) for page in pages))
    assert len(used) > 1500
    lacking = unwritable(used, chinese, fallback)
    assert lacking == {}, [str(page) for page in pages if unwritable(_read(page), chinese, fallback)][:5]


@pytest.mark.parametrize("form", DEFAULT_FORMATS)
def test_no_script_needs_a_glyph_that_is_not_there(
    full_line: Line, chinese: frozenset[int], fallback: frozenset[int], form: str
) -> None:
    content, writer = load(full_line.settings).paths.content, registry.named(form)
    sample = list(episodes(content))[::EVERY_NTH_EPISODE]
    assert len(sample) > 5
    for episode in sample:
        name = f"{episode.programme}/{episode.number}"
        body = writer.render(pack_of(content, name))
        assert unwritable(_said(writer.SUFFIX, body), chinese, fallback) == {}, name


@pytest.mark.parametrize(
    ("character", "fault"),
    [
        ("\ue000", "私用区"),
        ("\U000e0fff", "未定义"),
        ("\x07", "控制字符"),
        ("\ufffd", "替换字符"),
        ("\U0002ffff", "未定义"),
        ("\U00016f01", "字体里没有"),
    ],
)
def test_a_character_nobody_can_see_is_found(
    chinese: frozenset[int], fallback: frozenset[int], character: str, fault: str
) -> None:
    found = unwritable(f"回声{character}\n", chinese, fallback)
    assert found == {f"U+{ord(character):04X}": fault}
