"""What was corrected and withdrawn, as pages, feeds and data: said once, in order, and no word more."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from pathlib import Path

import fixtures_content
import msgspec
import pytest
from playwright.sync_api import Browser
from world import tree

from publish.ledger.reasons import ACTS
from publish.model.published import (
    Correction,
    Difference,
    Published,
    PublishedCase,
    PublishedRevisions,
    PublishedWithdrawal,
    Revised,
)
from publish.model.texts import PublicText as T
from publish.settings import Settings
from publish.site import words
from publish.stages import corrections, quarters
from publish.stages.build import build
from publish.text.records import encode, place_of
from tests import browser as at

NOW = fixtures_content.NOW
FIRST = "家住三楼，半个月来水龙头放出来的水一直发黄。"
REVISED = "半个月来水龙头放出来的水一直发黄。"


def _put(settings: Settings, *records: Published) -> None:
    for record in records:
        path = settings.paths.content / place_of(record)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(encode(record))


def _gone(place: int, days: int = 10, **fields: str | None) -> PublishedWithdrawal:
    known = {"act": "removed", "reason": "privacy", "column": "huisheng", "unit": "u-0002"} | fields
    at = NOW - timedelta(days=days)
    return PublishedWithdrawal(number=f"DC-2021-{900 + place:06d}", place=place, withdrawn_at=at, **known)


def _corrected(case: PublishedCase, *made: Correction) -> tuple[Published, Published]:
    told = tuple(Revised(place=one.place, kind=one.kind, at=one.at) for one in made)
    changed = msgspec.structs.replace(case, corrections=made, modified_at=made[-1].at)
    return changed, PublishedRevisions(number=case.number, revised=told)


def _correction(place: int, kind: str = "fact", days: int = 5) -> Correction:
    private = kind == "privacy"
    return Correction(
        place=place,
        kind=kind,
        since=NOW - timedelta(days=100),
        at=NOW - timedelta(days=days),
        reason=None if private else T("住址写进了原文，经核实更正"),
        changes=()
        if private
        else (
            Difference(field="appeal", first=T(FIRST), revised=T(REVISED)),
            Difference(field="outcome", first=T("solved"), revised=T("partly")),
        ),
    )


@pytest.fixture
def case() -> PublishedCase:
    return fixtures_content.cases(60)[30]


def _page(settings: Settings, path: str) -> str:
    return (settings.paths.output / path).read_text("utf-8")


def test_every_reason_of_the_ledger_has_its_words_and_every_act_its_page() -> None:
    assert set(words.REASONS) == set(ACTS)
    assert set(words.GONE) == set(ACTS.values())


def test_removed_withdrawn_replaced_and_expired_are_said_differently(settings: Settings) -> None:
    pairs = (
        ("removed", "court"),
        ("withdrawn", "gone"),
        ("superseded", "superseded"),
        ("expired", "expired"),
    )
    _put(settings, *(_gone(9 + n, act=act, reason=why) for n, (act, why) in enumerate(pairs)))
    build(settings)
    headings = set()
    for place, (_, why) in enumerate(pairs, 9):
        page = _page(settings, f"gone/DC-2021-{900 + place:06d}.html")
        headings |= set(re.findall(r"<h1>(.*?)</h1>", page))
        assert words.REASONS[why] in page
        assert "万州区水务局" in page
        assert '<meta name="robots" content="noindex' in page
    assert len(headings) == 4


def test_a_tombstone_of_an_error_leads_to_what_came_back_and_that_names_it(
    settings: Settings, case: PublishedCase
) -> None:
    stone = _gone(9, act="withdrawn", reason="error", replaced_by=case.number)
    _put(settings, stone, msgspec.structs.replace(case, replaces=stone.number))
    build(settings)
    assert f'href="/cases/{case.number}.html"' in _page(settings, f"gone/{stone.number}.html")
    assert f'href="/gone/{stone.number}.html"' in _page(settings, f"cases/{case.number}.html")
    (settings.paths.content / place_of(case)).unlink()
    build(settings)
    assert case.number not in _page(settings, f"gone/{stone.number}.html")


def test_nothing_but_its_tombstone_names_a_withdrawn_number(settings: Settings) -> None:
    build(settings)
    number = "DC-2021-000901"
    found = {path for path, data in tree(settings.paths.output).items() if number.encode() in data}
    kinds = (
        "gone/", "changes/", "data/changes/", "feeds/site.", "feeds/changes.", "feeds/columns/huisheng.",
        "feeds/units/u-0002.", "feeds/districts/500101.",
    )  # fmt: skip
    assert found
    assert all(path.startswith(kinds) for path in found)
    assert (
        number
        not in b"".join(
            data for path, data in tree(settings.paths.output).items() if "sitemap" in path
        ).decode()
    )


def test_first_and_revised_wording_stand_side_by_side_with_days_and_reason(
    settings: Settings, case: PublishedCase
) -> None:
    _put(settings, *_corrected(case, _correction(9)))
    build(settings)
    page = _page(settings, f"cases/{case.number}.html")
    assert f"<del>{FIRST}</del>" in page
    assert f"<ins>{REVISED}</ins>" in page
    assert "<del>已解决</del>" in page
    assert "<ins>部分解决</ins>" in page
    assert "原因：住址写进了原文，经核实更正" in page
    assert page.count(">2022年4月19日</time>起") == 2
    assert page.count(">2022年7月23日</time>起") == 2


def test_a_correction_for_privacy_says_that_it_was_and_no_more(
    settings: Settings, case: PublishedCase
) -> None:
    _put(settings, *_corrected(case, _correction(9, "privacy")))
    build(settings)
    part = (
        _page(settings, f"cases/{case.number}.html")
        .partition('id="corrections"')[2]
        .partition("</section>")[0]
    )
    assert "为保护个人信息" in part
    assert "<del>" not in part
    assert "原因" not in part


def test_an_update_tells_what_is_new_and_not_what_it_replaced(
    settings: Settings, case: PublishedCase
) -> None:
    new = (Difference(field="result", revised=T("回头看时水仍然清。")),)
    made = msgspec.structs.replace(_correction(9, "update"), reason=None, changes=new)
    _put(settings, *_corrected(case, made))
    build(settings)
    part = (
        _page(settings, f"cases/{case.number}.html")
        .partition('id="corrections"')[2]
        .partition("</section>")[0]
    )
    assert "内容更新" in part
    assert "<ins>回头看时水仍然清。</ins>" in part
    assert "原文" not in part


def test_changes_are_paged_by_their_places_and_a_later_one_leaves_old_pages_alone(settings: Settings) -> None:
    _put(settings, *(_gone(place) for place in range(3, 45)))
    build(settings)
    before = tree(settings.paths.output)
    assert {path for path in before if path.startswith("changes/page-")} == {
        f"changes/page-{number}.html" for number in (1, 2, 3)
    }
    _put(settings, _gone(45))
    build(settings)
    after = tree(settings.paths.output)
    changed = {path for path in after if after[path] != before.get(path) and path.startswith("changes/page")}
    assert changed == {"changes/page-3.html"}


def test_a_feed_tells_of_a_withdrawal_for_ninety_days(settings: Settings) -> None:
    _put(settings, _gone(9, days=89), _gone(10, days=90))
    build(settings)
    for name in ("site", "columns/huisheng", "changes"):
        told = _page(settings, f"feeds/{name}.atom.xml")
        assert "case/DC-2021-000909" in told
        assert "case/DC-2021-000910" not in told
    assert "DC-2021-000909" not in _page(settings, "feeds/columns/liuyan.atom.xml")


def test_a_unit_and_its_district_are_told_and_no_other_list_that_a_tombstone_does_not_name(
    settings: Settings,
) -> None:
    _put(settings, _gone(9, days=3))
    build(settings)
    told = {
        path.relative_to(settings.paths.output / "feeds").as_posix()
        for path in (settings.paths.output / "feeds").rglob("*.rss.xml")
        if b"DC-2021-000909" in path.read_bytes()
    }
    lists = ("site", "changes", "columns/huisheng", "units/u-0002", "districts/500101")
    assert told == {f"{name}.rss.xml" for name in lists}
    assert "<title>已移除</title>" in _page(settings, "feeds/units/u-0002.rss.xml")
    assert "<at:deleted-entry" in _page(settings, "feeds/districts/500101.atom.xml")
    assert "DC-2021-000909" not in _page(settings, "feeds/districts/500101/t-01.atom.xml")


def test_the_days_lines_tell_each_act_once_and_of_the_withdrawn_nothing_else(
    settings: Settings, case: PublishedCase
) -> None:
    _put(settings, *_corrected(case, _correction(9)))
    build(settings)
    lines = [json.loads(line) for line in _days(settings, "2022-07")]
    assert [one["act"] for one in lines if one["number"] == case.number][-1:] == ["corrected"]
    assert [one["at"] for one in lines] == sorted(one["at"] for one in lines)
    (gone,) = [json.loads(line) for line in _days(settings, "2022-06-28") if "DC-2021-000901" in line]
    assert gone == {
        "act": "removed", "number": "DC-2021-000901", "at": "2022-06-28T18:00:00+08:00",
        "url": "http://127.0.0.1:8000/gone/DC-2021-000901.html", "column": "huisheng", "unit": "u-0002",
        "reason": "privacy",
    }  # fmt: skip


def _days(settings: Settings, begin: str) -> list[str]:
    """The lines of the days that begin so, oldest first."""
    files = sorted((settings.paths.output / "data" / "changes").glob(f"{begin}*.jsonl"))
    return [line for path in files for line in path.read_text("utf-8").splitlines()]


def test_every_addition_of_the_data_stands_in_the_changes(settings: Settings) -> None:
    build(settings)
    folder = settings.paths.output / "data"
    added = [
        json.loads(line)["number"]
        for path in sorted((folder / "changes").glob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
        if '"added"' in line
    ]
    held = [
        json.loads(line)["number"]
        for path in sorted(folder.glob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
    ]
    assert sorted(added) == sorted(held)


def test_an_empty_quarter_says_so_and_a_full_one_counts(settings: Settings) -> None:
    build(settings)
    empty, full = (_page(settings, f"changes/{name}.html") for name in ("2021-Q3", "2022-Q2"))
    for sentence in ("没有新公开的事项", "没有更正", "没有撤回", "没有收到撤下请求"):
        assert sentence in empty
    assert "共 17 件" in full
    assert "一半在 3 个工作日以内，最长 3 个工作日" in full
    assert "还有 1 件在办" in full


@pytest.mark.parametrize(
    ("first", "revised", "expected"),
    [
        ("甲。乙。丙。", "甲。丁。丙。", [("乙。", "丁。")]),
        ("甲。", "甲。乙。", [("", "乙。")]),
        ("甲。乙。", "甲。", [("乙。", "")]),
        ("甲。\n乙。", "甲。\n乙。", []),
        ("甲", "乙", [("甲", "乙")]),
    ],
)
def test_what_changed_is_told_in_whole_sentences(
    first: str, revised: str, expected: list[tuple[str, str]]
) -> None:
    assert list(corrections.hunks(first, revised)) == expected


def test_quarters_run_up_to_the_one_that_is_not_closed() -> None:
    assert list(quarters.between("2021-Q3", "2022-Q2")) == ["2021-Q3", "2021-Q4", "2022-Q1"]
    assert quarters.quarter_of(NOW) == "2022-Q3"
    assert [quarters.before(name) for name in ("2022-Q3", "2022-Q1")] == ["2022-Q2", "2021-Q4"]


@pytest.mark.parametrize("width", [390, 1280])
def test_tombstones_and_corrections_can_be_read_by_everybody(
    settings: Settings, case: PublishedCase, chromium: Browser, width: int
) -> None:
    _put(settings, *_corrected(case, _correction(9), _correction(10, "privacy")))
    build(settings)
    paths = (
        "gone/DC-2021-000901.html",
        f"cases/{case.number}.html",
        "changes/index.html",
        "changes/2022-Q2.html",
    )
    with at.Site(Path(settings.paths.output)) as site:
        for path in paths:
            with at.tab(chromium, site, width) as (page, complaints):
                page.goto(site.url(path))
                assert at.overhang(page) == "", path
                assert at.barriers(page) == [], path
                assert list(complaints) == [], path
