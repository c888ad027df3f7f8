"""docs/reference/errors.md says what publish/messages/*.yaml says."""

from __future__ import annotations

import yaml

from tests import errors_reference


def test_the_page_is_the_one_the_messages_make() -> None:
    made = errors_reference.page()
    assert errors_reference.PAGE.read_text("utf-8") == made, "run: python -m tests.errors_reference"


def test_every_code_stands_on_the_page_once() -> None:
    page = errors_reference.PAGE.read_text("utf-8")
    for path in errors_reference.MESSAGES.glob("*.yaml"):
        for code in yaml.safe_load(path.read_text("utf-8")):
            assert page.count(f"| {code} |") == 1, code


def test_every_area_has_a_heading_of_its_own() -> None:
    areas = {path.stem for path in errors_reference.MESSAGES.glob("*.yaml")}
    assert areas == set(errors_reference.AREAS)
