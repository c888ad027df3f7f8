"""The scan that rules patterns out: it may name one too many, never one too few."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.anonymise import registry, sieve
from publish.anonymise.base import Hit, Pattern, Source
from publish.anonymise.finder import Finder
from publish.text import cache
from tests.marks import marked

RECOGNIZERS = registry.load()
EXAMPLES = tuple(
    marked(text)[0] for one in RECOGNIZERS for text in (*one.positives, *one.negatives, *one.near_misses)
)
SIEVED, PLAIN = Finder(RECOGNIZERS, worth=0), Finder(RECOGNIZERS, worth=10**12)


def found(finder: Finder, text: str) -> list[Hit]:
    return finder.hits([Source(text)], doubts=True)[0]


@pytest.mark.parametrize("text", EXAMPLES)
def test_an_example_is_found_alike_with_and_without_the_sieve(text: str) -> None:
    assert found(SIEVED, text) == found(PLAIN, text)


@given(st.lists(st.sampled_from(EXAMPLES) | st.text(max_size=4), max_size=6).map("".join))
def test_examples_run_together_are_found_alike_with_and_without_the_sieve(text: str) -> None:
    assert found(SIEVED, text) == found(PLAIN, text)


def test_half_of_a_surrogate_pair_is_no_reason_to_rule_anything_out() -> None:
    assert sieve.made([sieve.wanted(Pattern(re.compile("甲")))]).sift("\ud800") is None
    assert found(SIEVED, "电话13812345678\ud800") == found(PLAIN, "电话13812345678\ud800") != []


def test_most_patterns_are_ruled_out_of_a_plain_sentence() -> None:
    source = Source("路灯坏了很久,晚上很黑。")
    SIEVED.hits([source], doubts=True)
    assert source.possible is not None
    assert len(source.possible["folded"]) < len(RECOGNIZERS) / 4


def test_a_kept_sieve_is_the_made_one_and_a_torn_one_is_made_again(tmp_path: Path) -> None:
    patterns = [Pattern(re.compile("王[一-鿿]")), Pattern(re.compile(r"(?P<value>[0-9]{3})(?![0-9])"))]
    scanned = [sieve.wanted(one) for one in patterns]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path))
        assert sieve.kept(scanned) is None
        made = sieve.made(scanned)
        kept = sieve.kept(scanned)
        assert kept is not None
        assert (
            kept.sift("王芳123") == made.sift("王芳123") == frozenset(one.regex.pattern for one in patterns)
        )
        (entry,) = (tmp_path / "huisheng").iterdir()
        entry.write_bytes(entry.read_bytes()[:-1])
        assert sieve.kept(scanned) is None


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
        cache.put("entry", b"body")
        assert cache.get("entry") is None


def test_a_label_that_must_end_where_a_value_begins_is_scanned_for_anywhere() -> None:
    assert sieve.unended(r"(?:姓名|[$]户名$|\$号)[: ]{0,3}$") == r"(?:姓名|[$]户名|\$号)[: ]{0,3}"


@pytest.mark.parametrize(
    ("pattern", "wider"),
    [
        (r"王(?P<value>[一-鿿])(?=[,。]|$)", r"王(?:[一-鿿])(?:[,。]|$)"),
        (r"(?<=住)[0-9]{3,4}号", r"(?:住)[0-9]{3,4}号"),
        (r"[0-9]{1,12}号(?!线)", r"[0-9]{1,}号(?!线)"),
        (r"甲(?=乙)|丙(?=丁)", r"甲(?=乙)|丙(?=丁)"),
        (r"[()]甲(?:(?=乙)丙)", r"[()]甲(?:(?=乙)丙)"),
    ],
)
def test_what_surrounds_a_match_belongs_to_what_is_scanned_for(pattern: str, wider: str) -> None:
    assert sieve.widened(pattern) == wider
