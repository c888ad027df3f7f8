"""Programme files: strict, and wrong ones say where."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from publish.errors import PublishError
from publish.radio.programme import HERE, load, named, read


def test_the_two_programmes_are_found_with_their_lengths() -> None:
    assert {slug: programme.minutes for slug, programme in load().items()} == {"zhouwu": 40, "minsheng": 30}


def test_a_programme_says_of_itself_what_the_directory_publishes() -> None:
    assert named("zhouwu").published().name == "周五面对面"


def test_an_unknown_programme_names_the_nearest_one() -> None:
    with pytest.raises(PublishError, match=r"RADIO-002.*zhouwu"):
        named("zhouwo")


BROKEN = {
    "an unknown key": {"colour": "red"},
    "a missing name": {"name": None},
    "shares that do not sum": {"segments": []},
    "a phrase with an unknown field": {"phrases": {"closing": ["再见，{caller}。"]}},
    "a phrase with a broken brace": {"phrases": {"closing": ["再见，{。"]}},
    "a slot of no length": {"minutes": 0},
    "a rate nobody speaks at": {"rate": 4000},
}


@pytest.mark.parametrize("change", BROKEN.values(), ids=BROKEN.keys())
def test_a_programme_file_is_refused_for(change: dict[str, object], tmp_path: Path) -> None:
    raw = yaml.safe_load((HERE / "programmes" / "zhouwu.yaml").read_text("utf-8"))
    path = tmp_path / "zhouwu.yaml"
    path.write_text(yaml.safe_dump({**raw, **change}, allow_unicode=True), "utf-8")
    with pytest.raises(PublishError, match=r"RADIO-001\] zhouwu.yaml"):
        read(path)


@pytest.mark.parametrize("text", ["", "[]", "name: [", "\x00"])
def test_a_file_that_is_no_programme_is_one_clear_line(text: str, tmp_path: Path) -> None:
    path = tmp_path / "leer.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(PublishError, match="RADIO-001") as caught:
        read(path)
    assert "\n" not in str(caught.value)
