"""The JSON-LD of every kind of page, as the theme prints it: sound, within schema.org, and nothing that the
page doesn't show."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import fixtures_content
import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html
from plain_theme import VIEWS

from publish.settings import load
from publish.site.engine import build
from publish.site.linked_data import LinkedData, What
from publish.site.views import Link
from publish.text.dates import chinese_date
from publish.text.markup import embedded

CASE, HOSTILE = "cases/DC-2021-000001.html", "cases/DC-2021-000008.html"
LETTER = "cases/LY-2021-000003.html"
TYPES = {
    "index.html": "WebSite",
    "404.html": "WebPage",
    "verify.html": "WebPage",
    CASE: "Article",
    LETTER: "QAPage",
    "columns/huisheng/index.html": "CollectionPage",
    "columns/huisheng/page-1.html": "CollectionPage",
    "districts/index.html": "CollectionPage",
    "months/index.html": "CollectionPage",
    "units/index.html": "CollectionPage",
    "units/500101.html": "CollectionPage",
    "dossiers/index.html": "CollectionPage",
    "dossiers/d-01.html": "CollectionPage",
    "policies/index.html": "CollectionPage",
    "policies/p-002.html": "Legislation",
    "programmes/index.html": "CollectionPage",
    "programmes/zhouwu/index.html": "RadioSeries",
    "programmes/zhouwu/page-1.html": "CollectionPage",
    "programmes/zhouwu/3.html": "RadioEpisode",
    "calls/index.html": "CollectionPage",
    "calls/c-01.html": "WebPage",
    "surveys/s-01.html": "WebPage",
    "statistics/index.html": "Dataset",
    "statistics/2022-06.html": "Dataset",
    "statistics/recurring/index.html": "CollectionPage",
    "statistics/business.html": "CollectionPage",
    "data/index.html": "Dataset",
    "feeds/index.html": "CollectionPage",
    "changes/index.html": "CollectionPage",
    "changes/2022-06.html": "CollectionPage",
    "gone/DC-2021-000901.html": "WebPage",
    "sitemap/index.html": "CollectionPage",
    "reading.html": "WebPage",
    "search/index.html": "SearchResultsPage",
    "about/index.html": "WebPage",
    "about/method.html": "WebPage",
}
THING = {"name", "url", "mainEntityOfPage", "identifier", "sameAs", "description"}
WORK = THING | {
    "inLanguage", "isPartOf", "author", "creator", "publisher", "datePublished", "dateModified", "headline",
    "about", "contentLocation", "temporalCoverage", "spatialCoverage", "associatedMedia",
}  # fmt: skip
VOCABULARY = {
    "WebSite": WORK,
    "WebPage": WORK,
    "QAPage": WORK | {"mainEntity"},
    "Question": WORK | {"text", "answerCount", "acceptedAnswer"},
    "Answer": WORK | {"text"},
    "GovernmentService": THING | {"provider", "areaServed", "availableChannel"},
    "ServiceChannel": THING | {"servicePhone"},
    "ContactPoint": THING | {"telephone"},
    "DataDownload": WORK | {"contentUrl", "encodingFormat"},
    "CollectionPage": WORK,
    "SearchResultsPage": WORK,
    "Article": WORK,
    "Dataset": WORK | {"distribution", "license", "isAccessibleForFree"},
    "Legislation": WORK | {"legislationIdentifier", "legislationPassedBy"},
    "RadioSeries": WORK,
    "RadioEpisode": WORK | {"episodeNumber", "partOfSeries", "duration"},
    "AudioObject": WORK | {"contentUrl"},
    "BreadcrumbList": THING | {"itemListElement"},
    "ListItem": THING | {"position", "item"},
    "GovernmentOrganization": THING,
    "Organization": THING,
    "AdministrativeArea": THING,
    "Thing": THING,
}
"""Type → its words, of those this site has use for."""
ADDRESSES = {"url", "item", "mainEntityOfPage", "contentUrl", "sameAs", "license"}
UNSEEN = {"@type", "inLanguage", "encodingFormat"} | ADDRESSES
DATES = {"datePublished", "dateModified"}
RFC3339 = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d\+08:00)?")
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.S)
ENDINGS = ("</script>", "<!--<script", "]]>&\u2028\u2029", "\\u003c")
ANYTHING = st.recursive(
    st.text() | st.sampled_from(ENDINGS) | st.integers(-9, 9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory, cache_folder: Path) -> Path:
    """60 invented cases and all other records in the theme of the product."""
    folder = tmp_path_factory.mktemp("linked")
    fixtures_content.write(folder, fixtures_content.records(60))
    settings = load(folder / "publish.yml")
    prose = settings.paths.prose / "pages"
    prose.mkdir(parents=True, exist_ok=True)
    (prose / "about.md").write_text("Title: 关于\n\n本站。", "utf-8")
    (prose / "method.md").write_text("Title: 办法\nDate: 2022-07-01\n\n本站。", "utf-8")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("XDG_CACHE_HOME", str(cache_folder))
        build(settings)
    return settings.paths.output


@pytest.fixture(scope="module")
def pages(output: Path) -> dict[str, str]:
    """Every page as it is written, by its path."""
    return {path.relative_to(output).as_posix(): path.read_text("utf-8") for path in output.rglob("*.html")}


def _graph(page: str) -> list[dict[str, Any]]:
    (block,) = BLOCK.findall(page)
    data = json.loads(block)
    assert data["@context"] == "https://schema.org"
    graph: list[dict[str, Any]] = data["@graph"]
    return graph


def _nodes(held: object) -> Iterator[dict[str, Any]]:
    """Every node, those inside others too."""
    if isinstance(held, dict):
        yield held
    for each in held.values() if isinstance(held, dict) else held if isinstance(held, list) else ():
        yield from _nodes(each)


def _facts(pages: dict[str, str], words: set[str]) -> Iterator[tuple[str, str]]:
    for path, page in pages.items():
        for node in _nodes(_graph(page)):
            yield from (
                (path, fact) for word, fact in node.items() if word in words and isinstance(fact, str)
            )


def _canonical(page: str) -> str:
    return re.findall(r'<link rel="canonical" href="([^"]*)">', page)[0]


@pytest.mark.parametrize("path", TYPES)
def test_a_page_says_first_what_it_is(pages: dict[str, str], path: str) -> None:
    assert _graph(pages[path])[0]["@type"] == TYPES[path]


def test_every_template_of_a_page_has_its_kind_looked_at(pages: dict[str, str]) -> None:
    kinds = {re.findall(r'<body class="kind-(\w+)"', pages[path])[0] for path in TYPES}
    assert kinds == {re.findall(r'<body class="kind-(\w+)"', page)[0] for page in pages.values()} - {
        "district", "topic", "unit", "month",
    }  # fmt: skip
    assert len(kinds) >= len(VIEWS) - 1  # a column is shown as a list


def test_every_page_has_one_block_with_the_address_of_the_page(pages: dict[str, str]) -> None:
    assert len(pages) > 100
    for path, page in pages.items():
        first, *rest = _graph(page)
        assert page.count("<script type=") == 1, path
        assert first["url"] == _canonical(page), path
        assert first.get("mainEntityOfPage", first["url"]) == first["url"], path
        assert [node["@type"] for node in rest] == ["BreadcrumbList"] * (path != "index.html"), path


def test_the_breadcrumbs_are_those_that_are_seen(pages: dict[str, str]) -> None:
    for path, page in pages.items():
        tree = lxml_html.fromstring(page)
        seen = [
            (link.text, f"http://127.0.0.1:8000{link.get('href')}")
            for link in tree.xpath("//nav[@class='crumbs']//a")
        ]
        seen += [
            (last.text, _canonical(page)) for last in tree.xpath("//nav[@class='crumbs']//li[@aria-current]")
        ]
        told = [node for node in _nodes(_graph(page)) if node["@type"] == "ListItem"]
        assert [(each["name"], each["item"]) for each in told] == seen, path
        assert [each["position"] for each in told] == [*range(1, len(seen) + 1)], path


def test_every_address_is_absolute(pages: dict[str, str]) -> None:
    strange = {fact for _, fact in _facts(pages, ADDRESSES) if not re.match(r"https?://[^/]+/", fact)}
    assert strange == set()


def test_every_address_of_this_site_is_a_page_or_a_file_of_it(pages: dict[str, str], output: Path) -> None:
    own = {fact for _, fact in _facts(pages, ADDRESSES) if fact.startswith("http://127.0.0.1:8000/")}
    data = {f"http://127.0.0.1:8000/{path.relative_to(output)}" for path in output.glob("data/**/*")}
    assert own <= {_canonical(page) for page in pages.values()} | data


def test_every_date_is_a_day_or_a_moment_with_its_offset(pages: dict[str, str]) -> None:
    told = list(_facts(pages, DATES))
    assert len(told) > 100
    assert [each for each in told if not RFC3339.fullmatch(each[1])] == []


def test_no_node_has_a_word_that_schema_org_has_not_for_its_type(pages: dict[str, str]) -> None:
    for path, page in pages.items():
        for node in _nodes(_graph(page)):
            assert node.keys() - {"@type"} <= VOCABULARY[node["@type"]], path


def test_no_fact_is_told_that_the_page_does_not_show(pages: dict[str, str]) -> None:
    """Names and numbers stand on the page as they are, days in Chinese, minutes with their measure."""
    for path, page in pages.items():
        shown = unescape(BLOCK.sub("", page))
        for node in _nodes(_graph(page)):
            for word, fact in node.items():
                if isinstance(fact, str) and word not in UNSEEN:
                    assert all(each in shown for each in _as_shown(word, fact)), (path, word, fact)


def _as_shown(word: str, fact: str) -> list[str]:
    if word == "duration":
        return [f"{fact[2:-1]}分钟"]
    if word in DATES:
        return [_day(fact)]
    if word == "temporalCoverage":
        return [_day(day) for day in fact.split("/") if day != ".."] if "/" in fact else [fact]
    return fact.splitlines()


def _day(text: str) -> str:
    return chinese_date(date.fromisoformat(text[:10]))


def test_a_case_is_an_article_of_its_column(pages: dict[str, str]) -> None:
    case = next(each for each in fixtures_content.cases(60) if f"cases/{each.number}.html" == CASE)
    told = _graph(pages[CASE])[0]
    organiser = {"@type": "GovernmentOrganization", "name": told["author"]["name"]}
    assert told == {
        "@type": "Article",
        "headline": case.title,
        "url": f"http://127.0.0.1:8000/{CASE}",
        "mainEntityOfPage": f"http://127.0.0.1:8000/{CASE}",
        "inLanguage": "zh-CN",
        "author": organiser,
        "publisher": organiser,
        "isPartOf": {"@type": "CollectionPage", "name": "督查回声", "url": "http://127.0.0.1:8000/columns/huisheng/"},
        "identifier": case.number,
        "datePublished": case.published_at.isoformat(),
        "dateModified": case.modified_at.isoformat(),
        "about": {"@type": "Thing", "name": "供水"},
        "contentLocation": {"@type": "AdministrativeArea", "name": told["contentLocation"]["name"]},
    }  # fmt: skip
    assert list(told)[:3] == ["@type", "headline", "url"]


def test_a_letter_is_a_question_with_its_answer(pages: dict[str, str]) -> None:
    case = next(each for each in fixtures_content.cases(60) if f"cases/{each.number}.html" == LETTER)
    told = _graph(pages[LETTER])[0]["mainEntity"]
    assert (told["name"], told["text"]) == (case.title, case.appeal)
    assert told["acceptedAnswer"]["text"] == case.result
    assert told["answerCount"] == 1


def test_the_front_is_a_government_service_of_its_organiser(pages: dict[str, str]) -> None:
    told = _graph(pages["index.html"])[0]
    assert told["about"]["@type"] == "GovernmentService"
    assert told["about"]["provider"] == told["publisher"]


def test_the_open_data_lead_to_their_files_and_licence(pages: dict[str, str], output: Path) -> None:
    told = _graph(pages["data/index.html"])[0]
    found = {one["contentUrl"].rpartition("/")[2] for one in told["distribution"]}
    assert found == {path.name for path in output.glob("data/2*")}
    assert told["license"].startswith("https://creativecommons.org/licenses/by/4.0/")


def test_a_policy_has_its_document_number_its_day_and_where_it_stands(pages: dict[str, str]) -> None:
    policy = next(each for each in fixtures_content.records(60) if getattr(each, "slug", "") == "p-002")
    told = _graph(pages["policies/p-002.html"])[0]
    assert told["datePublished"] == str(policy.issued_on)  # type: ignore[attr-defined]
    assert told["legislationPassedBy"]["name"] == "重庆市市场监督管理局"
    assert told["sameAs"] == "https://www.example.gov.cn/zcwj/p-002.html"
    assert told.get("legislationIdentifier") == policy.doc_number  # type: ignore[attr-defined]


def test_only_an_episode_that_can_be_heard_has_media(pages: dict[str, str]) -> None:
    heard, silent = (_graph(pages[f"programmes/zhouwu/{number}.html"])[0] for number in (3, 2))
    assert heard["associatedMedia"] == {
        "@type": "AudioObject",
        "contentUrl": "https://audio.example.gov.cn/zhouwu.mp3",
    }
    assert "associatedMedia" not in silent
    assert (silent["episodeNumber"], silent["duration"]) == (2, "PT40M")
    assert silent["partOfSeries"]["url"] == _graph(pages["programmes/zhouwu/index.html"])[0]["url"]


def test_a_month_of_statistics_is_a_data_set_within_that_of_all_months(pages: dict[str, str]) -> None:
    path = next(path for path in pages if re.fullmatch(r"statistics/2.*\.html", path))
    told = _graph(pages[path])[0]
    assert told["temporalCoverage"] == Path(path).stem
    assert told["isPartOf"]["@type"] == "Dataset"


def test_statistics_lead_to_the_files_of_their_months_and_their_licence(
    pages: dict[str, str], output: Path
) -> None:
    data = _graph(pages["data/index.html"])[0]
    for path, forms in (("statistics/index.html", "*.csv"), ("statistics/2022-06.html", "2022-06.*")):
        told = _graph(pages[path])[0]
        found = {one["contentUrl"].partition("8000/")[2] for one in told["distribution"]}
        assert found == {
            each.relative_to(output).as_posix() for each in output.glob(f"data/statistics/{forms}")
        }
        assert told["license"] == data["license"]
        assert told["isAccessibleForFree"]


def test_what_stands_right_below_the_home_page_is_part_of_the_site(pages: dict[str, str]) -> None:
    site = _graph(pages["index.html"])[0]
    assert site["publisher"]["@type"] == "GovernmentOrganization"
    for path in ("columns/huisheng/index.html", "statistics/index.html", "404.html"):
        whole = {"@type": "WebSite", "name": site["name"], "url": site["url"]}
        assert _graph(pages[path])[0]["isPartOf"] == whole


def test_an_older_page_of_a_list_is_part_of_its_front(pages: dict[str, str]) -> None:
    told = _graph(pages["columns/huisheng/page-1.html"])[0]
    assert told["isPartOf"]["url"] == _graph(pages["columns/huisheng/index.html"])[0]["url"]


def test_a_title_cannot_leave_the_block(pages: dict[str, str]) -> None:
    assert _graph(pages[HOSTILE])[0]["headline"] == fixtures_content.HOSTILE[0]
    tree = html5lib.parse(pages[HOSTILE], namespaceHTMLElements=False)
    assert [one.get("type") for one in tree.findall(".//script")] == ["application/ld+json", "module"]


@given(ANYTHING)
def test_nothing_that_is_embedded_can_end_the_element_or_a_line(data: object) -> None:
    made = embedded(data)
    assert not set("<>&\u2028\u2029\n") & set(made)
    assert json.loads(made) == data


@given(st.text(min_size=1), st.text(min_size=1))
def test_whatever_the_title_a_page_has_one_block_that_says_it(title: str, name: str) -> None:
    crumbs = (Link("首页", "/"), Link(name, "/x/"), Link(title, "/x/y.html"))
    made = LinkedData("站", "https://a.example", "/", name).block(
        "case", title, "https://a.example/x/y.html", crumbs, What("Article", {"identifier": title})
    )
    page = f'<!DOCTYPE html><title>题</title><script type="application/ld+json">{made}</script><p>文</p>'
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    (script,) = tree.findall(".//script")
    first, trail = json.loads(made)["@graph"]
    assert [first["headline"], first["identifier"], trail["itemListElement"][-1]["name"]] == [title] * 3
    assert [first["isPartOf"]["name"], first["publisher"]["name"]] == [name] * 2
    assert json.loads(script.text or "") == json.loads(made)
    assert [each.text for each in tree.iter("p")] == ["文"]
