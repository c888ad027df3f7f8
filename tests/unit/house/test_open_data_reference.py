"""The reference of the open data has every table as the program has it."""

from __future__ import annotations

from tests import open_data_reference


def test_the_page_is_as_it_would_be_written() -> None:
    assert open_data_reference.PAGE.read_text("utf-8") == open_data_reference.page()
