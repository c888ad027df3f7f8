"""What looks like somebody and is nobody passes: an identifier counts only where it stands as one."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.checks.context import Private
from publish.model.contract import Party
from tests.unit.checks.people import NUMBER, OTHER, ZHANG, found

COMMON = tuple(
    Private(Party(case_id=f"c{n}", seq=1, role="applicant", name="王秀英", phone=f"1370000{n:04}"))
    for n in range(3)
)
HERE = Private(Party(case_id="h", seq=1, role="applicant", name="高峰"), NUMBER)
"""Somebody called like a common word."""
SHORT = Private(Party(case_id="s", seq=1, role="applicant", name="余波"))
CROSSING = Private(Party(case_id="s", seq=1, role="applicant", name="高小平"))
WORDS = frozenset({"高峰", "高峰期", "业余", "波动", "余波荡漾", "提高", "平台", "鹤鸣山", "张鹤鸣路"})


@pytest.mark.parametrize(
    "text",
    [
        "<p>单号5139000012345</p>",
        "<p>0139000012340</p>",
        "<td>139</td><td>00001234</td>",
        "<p>139</p><p>00001234</p>",
        "<p>139，0000，1234</p>",
        "<p>xheming@example.cnn</p>",
        f"<p>{NUMBER} 尾号177012、770123</p>",
        f"<p>{NUMBER} 微信heming_19901</p>",
        f"<p>{NUMBER}：2022年3月5日，渝府办〔2022〕15号，拨打12345或023-63899999，退费13900元。</p>",
        f"<p>{OTHER} 3栋2单元5-1</p>",
        f"<p>{OTHER} 户号77012，生于1990年3月7日</p>",
    ],
)
def test_a_number_is_not_cut_out_of_a_longer_one_nor_joined_over_a_border(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, text) == []


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (f"<p>{NUMBER} 用电高峰期</p>", HERE),
        (f"<p>{NUMBER} 早晚高峰时段</p>", HERE),
        (f"<p>{NUMBER} 住在张鹤鸣路</p>", HERE),
        ("<p>业余波动</p>", SHORT),
        ("<p>其余波及不到</p>", SHORT),
        ("<p>提高小平台的效率</p>", CROSSING),
    ],
)
def test_a_name_is_not_cut_out_of_words(tmp_path: Path, text: str, who: Private) -> None:
    assert found(tmp_path, text, "page.html", who, words=WORDS) == []


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (f"<p>{NUMBER} 高峰反映</p>", HERE),
        ("<p>当事人余波说</p>", SHORT),
        ("<p>余波</p>", SHORT),
        ("<p>居民高小平反映</p>", CROSSING),
        (f"<p>{NUMBER} 张鹤鸣叫了人</p>", HERE),
    ],
)
def test_where_it_stands_as_a_name_it_is_found(tmp_path: Path, text: str, who: Private) -> None:
    assert found(tmp_path, text, "page.html", who, words=WORDS)


def test_a_name_many_bear_is_found_in_its_own_matter_alone(tmp_path: Path) -> None:
    own = Private(COMMON[0].party, NUMBER)
    assert found(tmp_path, f"<p>{OTHER} 王秀英</p>", "page.html", own, *COMMON) == []
    assert found(tmp_path, f"<p>{NUMBER} 王秀英</p>", "page.html", own, *COMMON)


def _feed(*entries: str, tail: str = "") -> str:
    return "<feed>\n" + "".join(f"<entry>\n<p>{one}</p></entry>\n" for one in entries) + tail + "</feed>"


@pytest.mark.parametrize(
    ("feed", "line"),
    [
        (_feed(NUMBER, f"{OTHER} 属王秀英名下"), None),
        (_feed(OTHER, f"{NUMBER} 属王秀英名下"), 5),
        (_feed(NUMBER, "属王秀英名下"), 5),
        (_feed(NUMBER, tail="<title>属王秀英名下</title>"), 4),
        (_feed(f'<a href="/{NUMBER}" title="王秀英">x</a>'), 3),
        (_feed(f'{OTHER} <a href="/{NUMBER}">王秀英</a>'), 3),
    ],
)
def test_an_entry_of_a_feed_is_searched_for_the_matters_it_names(
    tmp_path: Path, feed: str, line: int | None
) -> None:
    """One that names none is searched for all that the file was made of."""
    own = Private(COMMON[0].party, NUMBER)
    places = [each.place for each in found(tmp_path, feed, "a.xml", own, *COMMON)]
    assert [int(place.rpartition(":")[2]) for place in places] == ([line] if line else [])


def test_one_person_in_many_matters_still_bears_a_rare_name(tmp_path: Path) -> None:
    again = tuple(
        Private(Party(case_id=f"c{n}", seq=1, role="applicant", name=ZHANG.name, phone=ZHANG.phone))
        for n in range(5)
    )
    assert found(tmp_path, "<p>张鹤鸣</p>", "page.html", *again)


@pytest.mark.parametrize("role", ["staff", "spokesperson"])
def test_an_official_who_may_be_named_is_no_finding_nor_is_a_namesake(tmp_path: Path, role: str) -> None:
    named = Private(Party(case_id="c1", seq=2, role=role, name="李青萍", may_be_named=True))
    assert found(tmp_path, "<p>李青萍</p>", "page.html", named) == []


def test_a_host_or_a_unit_that_bears_the_name_is_no_finding(tmp_path: Path) -> None:
    assert found(tmp_path, "<p>李青萍</p>", known_names=frozenset({"李青萍"})) == []


def test_a_firm_complained_of_is_found_in_its_own_matter_alone(tmp_path: Path) -> None:
    """It may be a utility, which stays in what others write."""
    party = Party(case_id="g", seq=2, role="respondent", org_name="渝山区燃气公司")
    assert found(tmp_path, f"<p>{OTHER} 渝山区燃气公司</p>", "page.html", Private(party, NUMBER)) == []
    assert found(tmp_path, f"<p>{NUMBER} 渝山区燃气公司</p>", "page.html", Private(party, NUMBER))


def test_a_published_telephone_is_no_finding(tmp_path: Path) -> None:
    office = Private(Party(case_id="c1", seq=2, role="respondent", phone="023-63899999"))
    assert found(tmp_path, "<p>63899999</p>", "page.html", office)
    assert (
        found(tmp_path, "<p>63899999</p>", "page.html", office, public_phones=frozenset({"023 6389 9999"}))
        == []
    )


def test_a_short_key_of_the_store_means_nothing_outside_it(tmp_path: Path) -> None:
    assert found(tmp_path, "<p>A-17 170017</p>", store_keys=lambda: iter(["A-17", "170017"])) == []


def test_a_twin_of_the_page_beside_it_is_not_read_twice(tmp_path: Path) -> None:
    import gzip

    page = b"<p>13900001234</p>"
    (tmp_path / "output").mkdir()
    (tmp_path / "output" / "page.html.gz").write_bytes(gzip.compress(page))
    places = [issue.place for issue in found(tmp_path, page)]
    assert places == ["page.html:1"]
