"""What the feed of a case tells of it, and which days."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from lxml import etree

from publish.model.published import Correction, PublishedCase, TimelineEntry
from publish.model.texts import PublicText as T
from publish.settings import Settings, load
from publish.stages.build import build
from publish.stages.happened import happenings
from publish.text.records import decode, encode, place_of
from tests import fixtures_content

ATOM = "{http://www.w3.org/2005/Atom}"
DAY = timedelta(days=1)


@pytest.fixture
def case() -> PublishedCase:
    found = fixtures_content.cases(3)[1]
    return msgspec.structs.replace(found, revisit_at=None, revisit_outcome=None, timeline=())


def _titles(case: PublishedCase) -> list[str]:
    return [title for _, _, title, _ in sorted(happenings(case), key=lambda one: one[1])]


def test_it_begins_with_the_publication(case: PublishedCase) -> None:
    assert [(name, at) for name, at, *_ in happenings(case)] == [("published", case.published_at)]


def test_a_correction_is_told_with_its_day_and_reason_and_without_a_word_of_what_it_changed(
    case: PublishedCase,
) -> None:
    at = case.published_at + 3 * DAY
    one = Correction(place=7, kind="fact", since=case.published_at, at=at, reason=T("日期写错了"))
    made = list(happenings(msgspec.structs.replace(case, corrections=(one,))))
    assert ("correction/7", at, f"事实更正：{case.title}", "日期写错了") in made


def test_steps_after_publication_are_told_and_those_before_it_are_not(case: PublishedCase) -> None:
    before, after = case.published_at - DAY, case.published_at + 5 * DAY
    steps = (
        TimelineEntry(at=before, kind="closed"),
        TimelineEntry(at=after, kind="called_back", note=T("不在摘要里的话")),
        TimelineEntry(kind="revisited", workday=30),
    )
    told = msgspec.structs.replace(case, timeline=steps, revisit_at=after, revisit_outcome="held")
    assert _titles(told) == [f"公开：{case.title}", f"回访：{case.title}"]
    assert "不在摘要里的话" not in "".join(text for *_, text in happenings(told))


def test_a_revisit_after_publication_is_told_with_what_it_found_and_once(case: PublishedCase) -> None:
    at = case.published_at + 30 * DAY
    seen = msgspec.structs.replace(case, revisit_at=at, revisit_outcome="held")
    assert list(happenings(seen))[-1] == (
        f"revisited/{at.isoformat()}", at, f"回头看：{case.title}", "回头看：再到现场核实。保持良好",
    )  # fmt: skip
    with_step = msgspec.structs.replace(seen, timeline=(TimelineEntry(at=at, kind="revisited"),))
    assert _titles(with_step) == _titles(seen)


def test_where_no_day_may_be_told_only_the_publication_is(case: PublishedCase) -> None:
    hidden = msgspec.structs.replace(
        case, period="2022-Q2", timeline=(TimelineEntry(kind="revisited", workday=40),)
    )
    assert _titles(hidden) == [f"公开：{case.title}"]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    fixtures_content.write(tmp_path, fixtures_content.records(45))
    return load(tmp_path / "publish.yml")


def _feed(settings: Settings, path: str) -> etree._Element:
    return etree.parse(settings.paths.output / path).getroot()


def test_a_correction_is_at_the_top_of_the_case_s_own_feed(settings: Settings) -> None:
    number = fixtures_content.cases(45)[1].number
    path = next((settings.paths.content / "cases").rglob(f"{number}.json"))
    held = decode(PublishedCase, path.read_bytes())
    at = held.published_at + 9 * DAY
    one = Correction(place=9, kind="wording", since=held.published_at, at=at)
    changed = msgspec.structs.replace(held, corrections=(one,), modified_at=at)
    (settings.paths.content / place_of(changed)).write_bytes(encode(changed))
    build(settings)
    entries = _feed(settings, f"cases/{number}.atom.xml").findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}id").partition(number)[2] for entry in entries] == [
        "/correction/9", "/published",
    ]  # fmt: skip


def test_an_archive_names_the_next_one_as_soon_as_that_is_full_and_not_before(settings: Settings) -> None:
    def next_of(page: int) -> str | None:
        links = _feed(settings, f"feeds/site/page-{page}.atom.xml").findall(f"{ATOM}link")
        return next((link.get("href") for link in links if link.get("rel") == "next-archive"), None)

    build(settings)
    assert next_of(1)
    assert next_of(2) is None
    assert not (settings.paths.output / "feeds/site/page-3.atom.xml").exists()
    more = [one for one in fixtures_content.cases(60) if one.places["all"] > 45]
    for one in more:
        place = settings.paths.content / place_of(one)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(encode(one))
    build(settings)
    assert next_of(2)
    assert next_of(3) is None
    newest = max(more, key=lambda one: one.places["all"])
    (settings.paths.content / place_of(newest)).unlink()
    build(settings)
    assert next_of(2) is None
    assert not (settings.paths.output / "feeds/site/page-3.atom.xml").exists()
