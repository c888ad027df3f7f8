"""Figures for Prometheus, read by a strict reader of the format."""

from __future__ import annotations

import math
import stat
from pathlib import Path

import pytest
from exposition_parser import parse
from hypothesis import given
from hypothesis import strategies as st

from publish.monitor import exposition
from publish.monitor.exposition import Metric

VALUES = st.floats(allow_nan=False)


@given(
    st.dictionaries(st.text(max_size=20).map(lambda text: text.replace("\ud800", "")), VALUES, max_size=8),
    st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=40),
)
def test_whatever_stands_in_labels_and_help_is_read_back(values: dict[str, float], words: str) -> None:
    samples = tuple(({"stage": key, "a": "b"}, value) for key, value in values.items())
    text = exposition.text([Metric(name="huisheng_x", help=words.replace("\r", ""), samples=samples)])
    if not values:
        assert text == ""
        return
    found = parse(text.encode())
    assert found == {
        ("huisheng_x", frozenset({("stage", key), ("a", "b")})): value for key, value in values.items()
    }


def test_what_is_no_number_is_written_as_the_format_has_it() -> None:
    samples = (({"a": "1"}, math.inf), ({"a": "2"}, -math.inf), ({"a": "3"}, math.nan), ({"a": "4"}, 12.5))
    text = exposition.text([Metric(name="huisheng_x", help="数", samples=samples)])
    assert [line.split(" ")[1] for line in text.splitlines()[2:]] == ["+Inf", "-Inf", "NaN", "12.5"]


@pytest.mark.parametrize(
    "text",
    [
        "huisheng_x 1\n",
        "# TYPE huisheng_x gauge\nhuisheng_x 1",
        "# TYPE huisheng_x gauge\nhuisheng_x 1\nhuisheng_x 2\n",
        '# TYPE huisheng_x gauge\nhuisheng_x{a="\\x"} 1\n',
        '# TYPE huisheng_x gauge\nhuisheng_x{a="1",a="2"} 1\n',
        "# TYPE huisheng_x gauge\n# TYPE huisheng_x gauge\nhuisheng_x 1\n",
        "# TYPE huisheng_x gauge\n\nhuisheng_x 1\n",
    ],
)
def test_the_reader_of_these_tests_is_strict(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse(text.encode())


def test_the_collector_never_meets_a_half_made_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "huisheng.prom"
    metric = Metric(name="huisheng_x", help="数", samples=(({}, 1),))
    exposition.write(file, [metric])
    seen: list[list[str]] = []
    replace = Path.replace

    def watched(self: Path, target: Path) -> Path:
        seen.append([path.name for path in tmp_path.iterdir() if path.suffix == ".prom"])
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", watched)
    exposition.write(file, [metric, Metric(name="huisheng_y", help="数", samples=(({}, 2),))])
    assert seen == [["huisheng.prom"]]
    assert [path.name for path in tmp_path.iterdir()] == ["huisheng.prom"]
    assert stat.S_IMODE(file.stat().st_mode) == 0o644
    assert len(parse(file.read_bytes())) == 2
