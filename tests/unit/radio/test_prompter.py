"""The prompter in a real browser: countdowns to the second over a whole programme, and nothing loaded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import html5lib
import pytest
from playwright.sync_api import Browser, Page
from radio_invented import CASES, DIRECTORY, MINSHENG, POLICIES, ZHOUWU

from publish.radio.formats import html
from publish.radio.pack import Item, Pack
from publish.radio.packing import pack
from publish.radio.programme import named
from tests import browser as at

PACK = pack(ZHOUWU, CASES, named("zhouwu"), DIRECTORY, POLICIES)
MADE = html.render(PACK)
AIRS, ENDS = PACK.header.airs_at, PACK.timing.ends_at
ONE = timedelta(seconds=1)


def test_nothing_is_loaded_and_only_its_own_script_may_run() -> None:
    text = MADE.decode()
    html5lib.HTMLParser(strict=True).parse(text)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    assert policy is not None
    assert re.fullmatch(
        r"default-src 'none'; style-src 'sha256-[\w+/=]+'; script-src 'sha256-[\w+/=]+'; base-uri 'none'; "
        r"form-action 'none'",
        policy[1],
    )
    assert not re.search(r"<(?:link|img|iframe|object)|(?:src|href)=|@import|url\(|https?:", text)
    assert not re.search(r"fetch\(|XMLHttp|WebSocket|localStorage|sessionStorage|indexedDB|cookie", text)


def test_it_names_nobody_but_those_whose_name_is_said_on_air() -> None:
    said = "".join(one.text for item in PACK.items for part in item.parts for one in part.sentences)
    people = {PACK.header.host, PACK.header.director, *(guest.name for guest in PACK.header.guests)}
    for name in filter(None, people):
        assert name in said or name not in MADE.decode()


@pytest.fixture
def page(chromium: Browser, tmp_path: Path) -> Iterator[Page]:
    """The prompter from a file on a tablet without a network, a minute before the broadcast."""
    (tmp_path / "p.html").write_bytes(MADE)
    context = chromium.new_context(
        viewport={"width": 1024, "height": 768}, locale="en-US", timezone_id="America/New_York", offline=True
    )
    context.set_default_timeout(at.TIMEOUT_MS)
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.clock.install(time=AIRS - timedelta(seconds=60))
    page.goto((tmp_path / "p.html").as_uri())
    page.clock.pause_at(AIRS - timedelta(seconds=30))
    yield page
    context.close()
    assert faults == []


def shown(page: Page, *names: str) -> list[str]:
    return [str(page.locator(f"#{name}").text_content()) for name in names]


def state(page: Page, name: str) -> str:
    return str(page.locator(f"#{name}").get_attribute("class") or "")


def pass_until(page: Page, now: datetime, then: datetime) -> datetime:
    """Let the time go by."""
    if then > now:
        page.clock.run_for(round((then - now).total_seconds() * 1000))
    return then


def left(span: timedelta) -> str:
    total = int(span.total_seconds())
    return f"{'−' if total < 0 else ''}{abs(total) // 60:02}:{abs(total) % 60:02}"


def off(span: timedelta) -> str:
    total = int(span.total_seconds())
    minutes, rest = divmod(abs(total), 60)
    words = (f"{minutes}分" if minutes else "") + (f"{rest}秒" if rest or not minutes else "")
    return "正好" if not total else f"超出{words}" if total > 0 else f"富余{words}"


class Rehearsed:
    """What the countdowns should say, counted apart from the page."""

    def __init__(self) -> None:
        self.left = [timedelta(seconds=item.seconds) for item in PACK.items]
        self.current, self.since = 0, AIRS

    def expected(self, now: datetime) -> list[str]:
        in_item = self.left[self.current] - (now - self.since)
        ends = now + max(timedelta(), in_item) + sum(self.left[self.current + 1 :], timedelta())
        return [f"{now:%H:%M:%S}", left(in_item), left(ENDS - now), f"{ends:%H:%M:%S}", off(ends - ENDS)]

    def go(self, now: datetime) -> None:
        self.current, self.since = self.current + 1, now


SHOWN = ("clock", "item-left", "end-left", "end-at", "end-off")


def droppable() -> list[Item]:
    """The two items that go first, in the order of the rundown."""
    first = sorted((item for item in PACK.items if item.drop), key=lambda item: item.drop)[:2]
    return sorted(first, key=lambda item: item.number)


def test_countdowns_are_right_to_the_second_over_a_whole_programme_with_two_skips_and_a_pad(
    page: Page,
) -> None:
    skipped = {item.number for item in droppable()}
    assert len(skipped) == 2
    padded = next(item for item in PACK.items if item.kind == "matter")
    now = pass_until(page, AIRS - timedelta(seconds=30), AIRS)
    page.keyboard.press("Enter")
    page.keyboard.press(" ")  # the host reads ahead of the scroll; only keys move on
    told, seen = Rehearsed(), 0
    for place, item in enumerate(PACK.items):
        if item.number in skipped:
            page.keyboard.press("s")
            told.left[place] = timedelta()
            told.go(now)
            assert shown(page, *SHOWN) == told.expected(now)
            continue
        if item is padded:
            page.keyboard.press("p")
            told.left[place] += timedelta(seconds=-(-item.pad.ms // 1000))
        late = timedelta(seconds=7 if place % 3 == 0 else -4)  # hosts are never on the second
        ends = now + told.left[place] + late
        for moment in (now + ONE, now + (ends - now) / 2, ends):
            whole = moment.replace(microsecond=0)
            now = pass_until(page, now, whole)
            assert shown(page, *SHOWN) == told.expected(now), item.name
            seen += 1
        if place + 1 < len(PACK.items):
            page.keyboard.press("ArrowRight")
            told.go(now)
            assert shown(page, *SHOWN) == told.expected(now)
    assert seen > 25
    pass_until(page, now, ENDS)
    assert shown(page, "end-left") == ["00:00"]
    assert "red" in state(page, "end-left")


def test_an_item_turns_amber_thirty_seconds_before_its_end_and_red_at_it(page: Page) -> None:
    now = pass_until(page, AIRS - timedelta(seconds=30), AIRS)
    page.keyboard.press("Enter")
    page.keyboard.press(" ")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    length = timedelta(seconds=PACK.items[2].seconds)
    for moment, colour in ((31, ""), (30, "amber"), (1, "amber"), (0, "red"), (-5, "red")):
        now = pass_until(page, now, AIRS + length - timedelta(seconds=moment))
        assert state(page, "item-left").strip() == colour, moment
    assert shown(page, "item-left") == ["−00:05"]


def test_the_back_time_turns_amber_when_the_plan_runs_over_and_red_when_what_must_be_read_does(
    page: Page,
) -> None:
    now = pass_until(page, AIRS - timedelta(seconds=30), AIRS)
    page.keyboard.press("Enter")
    page.keyboard.press(" ")
    assert state(page, "end-left").strip() == ""
    now = pass_until(page, now, AIRS + timedelta(seconds=PACK.items[0].seconds + 10))
    assert state(page, "end-left").strip() == "amber"
    page.clock.fast_forward(round((PACK.items[1].latest_at - now).total_seconds() * 1000) + 2000)
    page.clock.run_for(400)
    assert state(page, "end-left").strip() == "red"


def test_away_from_its_time_it_is_a_rehearsal_of_the_whole_length(page: Page) -> None:
    then = AIRS + timedelta(hours=3)
    page.clock.pause_at(then)
    page.keyboard.press("Enter")
    page.clock.run_for(1000)
    assert shown(page, "end-left") == [left(timedelta(seconds=PACK.timing.slot - 1))]


def test_the_scroll_reads_at_the_hosts_rate_and_waits_where_talk_is_free(page: Page) -> None:
    pass_until(page, AIRS - timedelta(seconds=30), AIRS)
    page.keyboard.press("Enter")
    first = PACK.items[0].parts[0].sentences
    page.clock.run_for(sum(one.ms for one in first) + 20_000)
    below = page.locator(".item").first.locator(".say").last.bounding_box()
    assert below is not None
    assert below["y"] < 768 * 0.45
    talk = page.locator(".talk").first
    page.evaluate("document.querySelector('.talk').scrollIntoView({block: 'center'})")
    page.clock.run_for(12_000)
    assert page.locator("[data-do=roll]").get_attribute("aria-pressed") == "false"
    assert re.search(r"\d\d:\d\d", talk.locator("output").text_content() or "")
    page.keyboard.press(" ")
    assert page.locator("[data-do=roll]").get_attribute("aria-pressed") == "true"


def test_both_forms_of_a_number_are_a_key_away(page: Page) -> None:
    figure = page.locator(".fig").first
    forms = []
    for _ in range(4):
        forms.append([figure.locator(f".{part}").is_visible() for part in ("said", "was")])
        page.keyboard.press("f")
    assert forms == [[True, True], [True, False], [False, True], [True, True]]


def test_mirror_size_rate_and_panels_answer_to_keys_and_to_touch(page: Page) -> None:
    page.keyboard.press("m")
    assert page.evaluate("getComputedStyle(document.getElementById('text')).transform").startswith(
        "matrix(-1"
    )
    page.locator("[data-do=faster]").click()
    assert shown(page, "rate") == [f"{PACK.pace.rate + 10}字"]
    before = page.locator(".say").first.evaluate("one => parseFloat(getComputedStyle(one).fontSize)")
    page.locator("[data-do=bigger]").click()
    after = page.locator(".say").first.evaluate("one => parseFloat(getComputedStyle(one).fontSize)")
    assert after == pytest.approx(before * 1.1)
    page.keyboard.press("n")
    assert page.locator("#never").is_visible()
    page.keyboard.press("n")
    assert not page.locator("#never").is_visible()


@pytest.mark.parametrize("width", [390, 1024, 1280])
def test_it_fits_its_window_and_has_no_barrier(chromium: Browser, tmp_path: Path, width: int) -> None:
    (tmp_path / "p.html").write_bytes(MADE)
    context = chromium.new_context(viewport={"width": width, "height": 768}, bypass_csp=True)
    page = context.new_page()
    page.goto((tmp_path / "p.html").as_uri())
    assert at.overhang(page) == ""
    assert at.barriers(page, "dark") == []
    context.close()


def test_a_shorter_programme_has_its_own_length() -> None:
    made = html.render(pack(MINSHENG, CASES, named("minsheng"), DIRECTORY, POLICIES)).decode()
    assert f'data-slot="{MINSHENG.minutes * 60}"' in made


def sums(shown: Pack) -> int:
    return sum(item.seconds for item in shown.items)


def test_what_the_page_counts_with_sums_to_the_slot() -> None:
    told = [int(one) for one in re.findall(r'data-seconds="(\d+)"', MADE.decode())]
    assert sum(told) == sums(PACK) == PACK.timing.slot
