"""The policy file: strict, whole by what comes with the program, and never a word that is masked again."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from publish.anonymise import policy, wording
from publish.errors import UsageError

REFERENCE = Path(__file__).parents[3] / "docs/reference/policy.md"


def written(directory: Path, text: str) -> Path:
    path = directory / "policy.yaml"
    path.write_text(text, "utf-8")
    return path


def test_what_a_file_leaves_out_is_as_in_the_one_that_comes_with_the_program(tmp_path: Path) -> None:
    found = policy.load(written(tmp_path, "titles: keep\nwords:\n  PHONE: （电话略）\n"))
    assert (found.titles, found.words["PHONE"]) == ("keep", "（电话略）")
    assert found.words["EMAIL"] == policy.load().words["EMAIL"]
    assert found.counters == policy.load().counters


def test_an_empty_file_changes_nothing(tmp_path: Path) -> None:
    assert policy.load(written(tmp_path, "# nothing yet\n")) == policy.load()


@pytest.mark.parametrize(
    ("text", "nearest"),
    [("counter: 甲乙", "counters"), ("words:\n  PHONES: （略）", "words.PHONE"), ("3: 甲", "person")],
)
def test_an_unknown_key_is_named_with_the_nearest_known(tmp_path: Path, text: str, nearest: str) -> None:
    with pytest.raises(UsageError) as refused:
        policy.load(written(tmp_path, text))
    assert refused.value.issue.code == "ANONYMISE-006"
    assert nearest in refused.value.issue.cure or text.startswith("3")


@pytest.mark.parametrize(
    "text",
    [
        "titles: maybe",
        "by_length: 3",
        "words: 某",
        "tails: 超市",
        "address: door",
        "- 甲",
        "counters: 甲",
        "counters: 甲甲乙",
    ],
)
def test_a_value_of_the_wrong_kind_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(UsageError) as refused:
        policy.load(written(tmp_path, text))
    assert refused.value.issue.code in ("ANONYMISE-002", "ANONYMISE-007")


@pytest.mark.parametrize(
    "text",
    [
        "nameless: 王小芳",  # a name
        "words:\n  PHONE: 电话13812345678",  # a number
        "labelled: ［已隐去",  # an open bracket
        "minor: ''",
        "firm: 一个名字非常非常非常长的公司",
        "nameless: 张女士",
    ],
)
def test_a_word_that_would_be_masked_again_or_break_the_sentence_is_refused(
    tmp_path: Path, text: str
) -> None:
    with pytest.raises(UsageError) as refused:
        policy.load(written(tmp_path, text))
    assert refused.value.issue.code == "ANONYMISE-007"


def test_no_word_that_comes_with_the_program_is_masked_again() -> None:
    assert list(wording.faults(policy.spoken(policy.load()))) == []


def test_the_reference_names_every_key_and_every_word() -> None:
    text = REFERENCE.read_text("utf-8")
    keys = yaml.safe_load(policy.DEFAULT.read_text("utf-8"))
    assert [key for key in [*keys, *keys["words"]] if f"`{key}`" not in text] == []
