"""Every key has a button, every button that names a key is in the key map, and the reference tells all."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from publish.desk import keys, words
from publish.desk.ops import Act
from publish.model.spans import Kind
from tests.desk_keys_reference import PAGE, page

TEMPLATES = Path(__file__).parents[3] / "publish/desk/templates"
BUTTONS = "".join(path.read_text("utf-8") for path in TEMPLATES.rglob("*.html"))
NATIVE = {"j", "k", "Enter"}
"""In the queue these are links' own: from row to row, and open."""


@pytest.mark.parametrize("key", sorted({one.key for _, group in keys.GROUPS for one in group}))
def test_a_key_has_a_button(key: str) -> None:
    assert key in NATIVE or f'data-key="{key}"' in BUTTONS


def test_a_button_names_no_key_that_the_map_does_not_have() -> None:
    known = {one.key for _, group in keys.GROUPS for one in group}
    assert set(re.findall(r'data-key="([^"]+)"', BUTTONS)) <= known


def test_the_reference_tells_the_keys() -> None:
    assert PAGE.read_text("utf-8") == page()


def test_every_kind_has_a_name_and_a_colour_and_every_choice_a_letter() -> None:
    assert set(words.KINDS) == set(words.GROUPS) == set(get_args(Kind))
    assert len(words.CHOICES) <= len(keys.KINDS) == len(set(keys.KINDS))


def test_every_stroke_has_a_name() -> None:
    assert set(words.STROKES) == set(get_args(Act))
