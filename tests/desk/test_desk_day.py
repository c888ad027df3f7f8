"""A whole day at the desk, by keyboard alone: three readers, thirty matters, and what goes wrong in one."""

from __future__ import annotations

import re
import signal
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from publish.settings import load
from publish.stages import office
from tests.desk.desks import Reader, Running, reader

MATTERS = 30
pytestmark = pytest.mark.browser


@pytest.fixture
def chen(chromium: Browser, desk: Running) -> Iterator[Reader]:
    with reader(chromium, desk, "chen") as one:
        yield one
        assert one.wrong == []


def _round(one: Reader, wanted: int) -> list[str]:
    """Sign so many matters, one after the other, as the desk hands them out."""
    done: list[str] = []
    one.go("x")
    while len(done) < wanted:
        one.settle_doubts()
        done.append(one.matter)
        one.sign()
    return done


def test_three_readers_sign_thirty_matters_and_the_site_shows_them(chromium: Browser, desk: Running) -> None:
    with reader(chromium, desk, "chen") as chen:
        first = _round(chen, MATTERS)
    with reader(chromium, desk, "zhou") as zhou:
        second = _round(zhou, MATTERS)
    with reader(chromium, desk, "wu") as wu:
        last = _round(wu, MATTERS)
        expect(wu.page.locator("#notice .strip.bad")).to_have_count(0)
    assert len(set(first)) == MATTERS
    assert sorted(first) == sorted(second) == sorted(last)
    with office.ledger_of(load(desk.line.settings)) as ledger:
        approved = {one.id: one for one in ledger.candidates("approved")}
        assert sorted(approved) == sorted(first)
        assert list(ledger.verify()) == []
        titles = {one.record.texts["title"].text for one in approved.values() if one.kind == "case"}
    desk.line.stages("write", "build")
    pages = (desk.line.output / "cases").glob("*.html")
    shown = {re.search("<h1>([^<]*)</h1>", page.read_text("utf-8"))[1] for page in pages}  # type: ignore[index]
    assert {title.replace('"', "&#34;") for title in titles} == shown


def test_undoing_a_chain_leads_back_and_redoing_forward(chen: Reader) -> None:
    chen.go("x")
    while chen.page.locator(".list .pick").count() < 3:
        chen.go("n")
    filed = chen.public
    chen.stroke("a", "a", "u", "o")
    chen.press("e")
    chen.press("End")
    chen.type("（已核）")
    chen.stroke("Control+Enter")
    done = chen.public
    assert done != filed
    chen.stroke(*"zzzzz")
    assert chen.public == filed
    expect(chen.page.locator("[data-do=undo]")).to_have_attribute("aria-disabled", "true")
    chen.stroke(*"yyyyy")
    assert chen.public == done
    chen.stroke(*"zzzzz")


def test_two_readers_do_not_edit_one_matter_and_taking_over_is_on_record(
    chromium: Browser, desk: Running, chen: Reader
) -> None:
    chen.go("x")
    matter = chen.matter
    with reader(chromium, desk, "sun") as sun:
        sun.open(matter)
        expect(sun.page.locator(".strip.warn")).to_contain_text("陈审 正在办理")
        assert sun.page.locator("[data-do=accept]").count() == 0
        sun.go("l")
        sun.stroke("o")
        chen.stroke("o")
        expect(chen.page.locator("#notice")).to_contain_text("接手")
        chen.page.reload()
        expect(chen.page.locator(".strip.warn").first).to_contain_text("孙审 正在办理")
        sun.go("h")
        expect(sun.page.locator(".history")).to_contain_text("接手")


def test_a_refusal_sends_back_with_its_reason_and_all_sign_again(
    chromium: Browser, desk: Running, chen: Reader
) -> None:
    chen.go("x")
    chen.settle_doubts()
    matter = chen.matter
    chen.sign()
    with reader(chromium, desk, "zhou") as zhou:
        zhou.open(matter)
        zhou.press("r")
        zhou.type("办理结果与来信对不上，请核对")
        zhou.go("Control+Enter")
    chen.open(matter)
    expect(chen.page.locator(".strip.warn")).to_contain_text("退回过")
    chen.go("h")
    expect(chen.page.locator(".history")).to_contain_text("办理结果与来信对不上")
    chen.go("h")
    chen.press("s")
    chen.go("Enter")
    chen.open(matter)
    chen.settle_doubts()
    chen.sign()
    with office.ledger_of(load(desk.line.settings)) as ledger:
        found = ledger.candidate(matter)
    assert [(mark.user, mark.role) for mark in found.signatures] == [("chen", "first")]


def test_a_stroke_made_while_the_network_is_gone_is_done_once_when_it_is_back(chen: Reader) -> None:
    chen.go("x")
    before = chen.revision
    chen.context.set_offline(True)
    chen.press("o")
    expect(chen.page.locator("#offline")).to_be_visible()
    chen.press("o", "z")  # nothing builds on a stroke that is not kept
    chen.context.set_offline(False)
    expect(chen.page.locator("#offline")).to_be_hidden()
    expect(chen.page.locator("#work")).to_have_attribute("data-revision", str(before + 1))
    expect(chen.page.locator(".field .tag").first).to_contain_text("已通读")


def test_a_desk_that_was_killed_goes_on_where_the_reader_was(desk: Running, chen: Reader) -> None:
    chen.go("x")
    chen.stroke("o")
    kept = chen.revision
    desk.stop(signal.SIGKILL)
    chen.press("e")
    chen.press("End")
    chen.type("（断后续写）")
    chen.press("Control+Enter")
    expect(chen.page.locator("#offline")).to_be_visible()
    desk.start()
    expect(chen.page.locator("#offline")).to_be_hidden()
    expect(chen.page.locator("#work")).to_have_attribute("data-revision", str(kept + 1))
    assert "（断后续写）" in "".join(chen.public)


def test_ten_masked_stretches_take_twelve_keystrokes_at_most(chen: Reader) -> None:
    chen.go("x")
    for _ in range(80):
        if chen.page.locator(".list .pick").count() >= 10:
            break
        chen.go("n")
    chen.strokes = 0
    places = min(10, chen.page.locator(".list li:not(.seen)").count())
    for _ in range(places):
        chen.stroke("a")
    chen.settle_doubts()
    chen.sign()
    assert chen.strokes <= 12
