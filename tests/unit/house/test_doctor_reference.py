"""The doctor's page is what its generator writes."""

from __future__ import annotations

from tests import doctor_reference


def test_the_page_of_the_doctor_is_up_to_date() -> None:
    assert doctor_reference.PAGE.read_text("utf-8") == doctor_reference.page()
