"""Walks the readers of the leak gate: what a format can hide must be read, and borders are kept."""

from __future__ import annotations

import pytest

from publish.checks import decode
from publish.checks.readers import registry
from publish.checks.readers.base import Example, UnreadableError
from publish.text.squeeze import squeeze
from publish.text.unfold import unfolded

CASES = [
    pytest.param(reader.SUFFIXES[0], example, id=f"{reader.NAME}-{place}")
    for reader in registry.readers()
    for place, example in enumerate(reader.examples())
]


def _read(suffix: str, data: bytes) -> list[str]:
    return [squeeze(one) for text in decode.read(f"x{suffix}", data) for one in unfolded(text.text)]


@pytest.mark.parametrize(("suffix", "example"), CASES)
def test_every_example_is_read_and_its_borders_are_kept(suffix: str, example: Example) -> None:
    found = _read(suffix, example.data)
    for wanted in example.reads:
        assert any(wanted in text for text in found), wanted
    for apart in example.apart:
        assert not any(apart in text for text in found), apart


@pytest.mark.parametrize("reader", registry.readers(), ids=lambda reader: reader.NAME)
def test_every_reader_refuses_what_is_not_its_own(reader: registry.Reader) -> None:
    with pytest.raises(UnreadableError):
        list(decode.read(f"x{reader.SUFFIXES[-1]}", b"\xff\xfe\x00\xd8\x80 no such file"))


def test_no_two_readers_claim_one_suffix() -> None:
    claimed = [suffix for reader in registry.readers() for suffix in reader.SUFFIXES]
    assert len(claimed) == len(set(claimed))
