"""The search in a real browser: asking, narrowing, paging, going back, and what it says when it cannot."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from publish.model.published import PublishedCase
from tests import browser as at
from tests import searching
from tests.wholeline import Line

if at.missing():
    pytest.skip(at.missing(), allow_module_level=True)
pytestmark = pytest.mark.browser
DONE = ".search-results[data-state=done]"
Opened = Callable[..., AbstractContextManager[Page]]


@pytest.fixture
def opened(chromium: Browser, site: at.Place) -> Opened:
    """Opens the search at an address; nothing may be complained of."""

    @contextmanager
    def open_it(query: str, width: int = 1280, sound: bool = True, **options: object) -> Iterator[Page]:
        with at.tab(chromium, site, width, **options) as (page, complaints):
            page.goto(site.url(f"search/{query}"))
            try:
                yield page
            except Exception as error:
                error.add_note(f"complaints: {complaints}")
                raise
            assert not sound or (not complaints and not at.policy_broken(page)), complaints

    return open_it


@pytest.fixture(scope="module")
def known(full_line: Line) -> searching.Known:
    return searching.Known(_cases(full_line))


def _cases(line: Line) -> list[PublishedCase]:
    return searching.cases(line.folder / "content")


def asked(question: str, **more: object) -> str:
    return f"?q={quote(question)}" + "".join(f"&{name}={value}" for name, value in more.items())


def numbers(page: Page) -> list[str]:
    page.locator(DONE).wait_for(state="attached")
    return page.locator("#search-rows .number").all_inner_texts()


def shows(page: Page, expected: list[str]) -> None:
    """Waits until these are shown, in this order; what was shown before may stand for a while."""
    expect(page.locator("#search-rows .number")).to_have_text(expected)


def said(page: Page) -> str:
    return page.locator("#search-status").inner_text()


def test_an_address_shows_what_is_found_with_marks_and_how_many_there_are(
    opened: Opened, known: searching.Known
) -> None:
    expected = known.expected("电话")
    with opened(asked("电话", page=2)) as page:
        assert numbers(page) == expected[10:20]
        assert said(page) == f"找到 {len(expected)} 件，第 2 页，共 {-(-len(expected) // 10)} 页"
        marks = page.locator("#search-rows .row").all()
        assert all("电话" in row.locator("mark").all_inner_texts() for row in marks)
        assert page.locator("#q").input_value() == "电话"
        assert page.title().startswith("电话_")


def test_by_the_keyboard_one_asks_turns_the_page_and_goes_back(
    opened: Opened, known: searching.Known
) -> None:
    expected = known.expected("燃气")
    with opened("") as page:
        page.locator("#q").focus()
        page.keyboard.type("燃气")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search/?q=*")
        shows(page, expected[:10])
        assert page.evaluate("document.activeElement.id") == "search-status"
        page.locator("#search-pager a[rel=next]").focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**page=2")
        shows(page, expected[10:20])
        page.go_back()
        shows(page, expected[:10])
        page.go_back()
        shows(page, [])
        assert page.locator("#q").input_value() == ""


def test_results_are_narrowed_and_the_address_keeps_it(
    opened: Opened, full_line: Line, known: searching.Known
) -> None:
    column = {case.number: case.column for case in _cases(full_line)}
    narrowed = [number for number in known.expected("电话") if column[number] == "huisheng"]
    with opened(asked("电话")) as page:
        numbers(page)
        option = page.locator("#f-column option[value=huisheng]").inner_text()
        page.locator("#f-column").select_option("huisheng")
        page.wait_for_url("**column=huisheng")
        shows(page, narrowed[:10])
        assert option == f"督查回声（{said(page).split()[1]}）"
        page.reload()
        numbers(page)
        assert page.locator("#f-column").input_value() == "huisheng"


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("", ""),
        ("%20", "请输入要找的字词。"),
        ("%E6%B0%B4", "太短了：请至少输入连着的两个字。"),
        ("%E5%99%AA%E5%99%AA%E5%99%AA", "没有找到含“噪噪噪”的事项。"),
    ],
)
def test_where_there_is_nothing_to_show_it_says_why(opened: Opened, question: str, sentence: str) -> None:
    with opened(f"?q={question}") as page:
        page.locator(DONE).wait_for(state="attached")
        assert said(page) == sentence
        assert not page.locator("#search-rows").is_visible()


def test_what_is_asked_is_never_markup(opened: Opened) -> None:
    with opened(asked("<img src=x onerror=alert(1)>")) as page:
        assert numbers(page) == []
        assert "<img" in said(page)
        assert page.locator("main img").count() == 0


def test_without_the_network_it_says_so_and_tries_again(opened: Opened, known: searching.Known) -> None:
    with opened("", sound=False) as page:
        page.route("**/*.grams", lambda route: route.abort())
        page.locator("#q").fill("燃气")
        page.locator("#search button").click()
        page.locator("#search-more button").wait_for()
        assert said(page) == "没有查成：搜索所需的文件没有读到。请检查网络后再试。"
        page.unroute("**/*.grams")
        page.locator("#search-more button").click()
        page.locator("#search-rows .row").first.wait_for()
        assert numbers(page) == known.expected("燃气")[:10]


def test_a_file_that_was_taken_away_leaves_the_rest_to_be_found(opened: Opened) -> None:
    with opened("", sound=False) as page:
        page.route("**/search/1-512/**", lambda route: route.fulfill(status=410))
        page.locator("#q").fill("燃气")
        page.keyboard.press("Enter")
        page.locator("#search-rows .row").first.wait_for()
        assert "有一部分事项正在更新" in page.locator("#search-more").inner_text()


def test_it_offers_the_feed_that_comes_nearest(opened: Opened) -> None:
    with opened(asked("燃气")) as page:
        numbers(page)
        offered = page.locator("#search-feed")
        assert "不只含有您输入的字词的" in offered.inner_text()
        assert (offered.locator("a").get_attribute("href") or "").endswith(".atom.xml")


def named(page: Page) -> dict[str, list[str]]:
    """What is offered above the results: kind → names."""
    page.locator(DONE).wait_for(state="attached")
    lines = page.locator("#search-names p").all()
    return {line.locator("b").inner_text(): line.locator("a").all_inner_texts() for line in lines}


def asks_for_units(page: Page) -> list[str]:
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if "names.json" in request.url else None)
    return sent


def test_a_question_that_is_part_of_a_name_leads_to_the_district_and_the_topic(opened: Opened) -> None:
    with opened(asked("九龙坡")) as page:
        assert named(page)["区县"] == ["九龙坡区"]
    with opened(asked("供水")) as page:
        assert "供水" in named(page)["主题"]
        page.locator("#search-names a", has_text="供水").first.click()
        page.wait_for_url("**/topics/t-*/")


def test_a_unit_is_found_by_its_name_and_its_place_in_the_directory_opens(
    opened: Opened, site: at.Place
) -> None:
    held = json.loads((site.folder / "units/names.json").read_text("utf-8"))
    slug, name, home = next(
        unit for unit in held["units"] if unit[1].endswith("水利局") and unit[2] != "500000"
    )
    with opened(asked(name)) as page:
        assert name in named(page)["单位"]
        page.locator("#search-names a", has_text=name).first.click()
        page.wait_for_url(f"**/units/{home}.html#{slug}")
    with opened(asked(f"{held['places'][home]} 水利局")) as page:
        assert name in named(page)["单位"]


def test_many_units_of_one_name_are_counted_and_the_directory_is_named(opened: Opened) -> None:
    with opened(asked("水利局")) as page:
        units = named(page)["单位"]
        assert len(units) == 6
        assert units[-1] == "到单位名录里找"


def test_names_of_units_are_fetched_only_for_what_may_be_one(opened: Opened) -> None:
    with opened("") as page:
        sent = asks_for_units(page)
        page.locator("#q").fill("漏水")
        page.keyboard.press("Enter")
        assert named(page) == {}
        assert sent == []
        page.locator("#q").fill("没有这个局")
        page.keyboard.press("Enter")
        page.wait_for_url("**%E5%B1%80")
        assert named(page) == {}
        assert len(sent) == 1


def test_without_the_names_of_units_results_stand_as_ever(opened: Opened, known: searching.Known) -> None:
    with opened("", sound=False) as page:
        page.route("**/names.json", lambda route: route.abort())
        page.locator("#q").fill("公司")
        page.keyboard.press("Enter")
        page.locator("#search-rows .row").first.wait_for()
        assert "单位" not in named(page)
        assert numbers(page) == known.expected("公司")[:10]


def test_without_a_script_it_leads_to_topics_and_districts(opened: Opened) -> None:
    with opened(asked("燃气"), java_script_enabled=False) as page:
        text = page.locator("main").inner_text()
        assert "没有脚本，可以从目录找" in text
        links = [link.get_attribute("href") for link in page.locator("noscript a").all()]
        assert {"/topics/", "/districts/"} <= {str(link).removesuffix("index.html") for link in links}


@pytest.mark.parametrize("width", at.WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_results_can_be_used_by_everybody(opened: Opened, width: int, scheme: str) -> None:
    with opened(asked("燃气 收费"), width=width) as page:
        numbers(page)
        assert at.barriers(page, scheme) == []
        assert not at.overhang(page)
