"""The pages of the statistics say what the frozen files say, and nothing beyond it."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from publish.model.published import HIDDEN, WITHHELD, MonthStatistics, Table
from publish.settings import Settings, load
from publish.site import charts, months
from publish.stages.build import build
from tests.fixtures_content import records, write

MADE = date(2022, 7, 28)


class Tables(HTMLParser):
    """The tables of a page by caption or label: rows of texts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self._open = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.tables.append([])
        elif tag == "tr" and self.tables:
            self.tables[-1].append([])
        elif tag in ("td", "th", "caption") and self.tables:
            self._open += 1
            if tag != "caption":
                self.tables[-1][-1].append("")
            else:
                self.tables[-1].append([""])

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "caption"):
            self._open -= 1

    def handle_data(self, data: str) -> None:
        if self._open and self.tables and self.tables[-1] and self.tables[-1][-1]:
            self.tables[-1][-1][-1] += data.strip()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("statistics")
    write(folder, records(60))
    settings: Settings = load(folder / "publish.yml")
    build(settings)
    return settings.paths.output / "statistics"


def read(site: Path, name: str) -> str:
    return (site / name).read_text("utf-8")


def rows(page: str, caption: str) -> dict[str, list[str]]:
    found = next(table for table in Tables(page).tables if table and table[0][0].startswith(caption))
    return {row[0]: row[1:] for row in found[1:] if row}


def test_a_month_shows_what_is_hidden_as_a_star_and_what_is_withheld_as_a_dash(site: Path) -> None:
    page = read(site, "2022-06.html")
    assert rows(page, "办结结果")["暂不能解决"] == ["*", "—"]
    assert rows(page, "按区县")["云阳县"] == ["800", "*", "120", "—"]


def test_totals_are_sums_of_the_shown_cells(site: Path) -> None:
    assert rows(read(site, "2022-06.html"), "按区县")["所示合计"] == ["2,030", "60", "420", "—"]


def test_what_is_put_together_stands_last(site: Path) -> None:
    assert list(rows(read(site, "2022-06.html"), "按区县"))[-2:] == ["其他", "所示合计"]


def test_no_percentage_is_told_where_a_part_is_hidden(site: Path) -> None:
    page = read(site, "2022-06.html")
    assert {
        row[-1] for name, row in rows(page, "办结结果").items() if row and name not in ("结果", "所示合计")
    } == {"—"}
    late = rows(page, "办理期限")
    assert late["市级"][-1] == "3%"
    assert late["区县级"][-1] == "—"


@pytest.mark.parametrize("name", ["2022-06.html", "index.html", "recurring/index.html", "business.html"])
def test_every_page_says_where_its_figures_come_from_and_how_they_were_made(site: Path, name: str) -> None:
    page = read(site, name)
    assert "全平台月度统计" in page
    assert "2022年7月28日制成" in page
    assert "怎么数的，不说明什么" in page


def test_every_chart_has_a_name_and_its_numbers_in_a_table(site: Path) -> None:
    page = read(site, "index.html")
    assert page.count('class="chart"') == 17
    assert len(re.findall(r'<svg viewBox="[^"]+" role="img" aria-label="[^"]+"', page)) == 18
    assert rows(page, "每月办结")["2022年6月"] == ["41,230", "1,200", "0", "*"]


def test_the_cartogram_says_that_it_is_no_map_and_when_its_list_was_made(site: Path) -> None:
    page = read(site, "2022-06.html")
    assert "示意图，非地图" in page
    assert "方格位置表：2022年7月28日" in page
    assert re.search(r">万州</text><text [^>]+>1,545</text>", page)


def test_recurring_problems_lead_to_published_matters_dossiers_and_policies(site: Path) -> None:
    page = read(site, "recurring/index.html")
    assert re.search(
        r'<a href="/topics/t-01-02/">供电</a></th><td><a href="/districts/500101/">万州区</a>', page
    )
    assert re.search(r"专题：<a href=\"/dossiers/d-\d+\.html\">", page)
    assert re.search(r"政策：<a href=\"/policies/p-\d+\.html\">", page)


def test_recurring_problems_are_ranked_and_rise_by_shown_numbers_alone(site: Path) -> None:
    tables = Tables(read(site, "recurring/index.html")).tables
    most, rising = ([row[:5] for row in table[1:] if len(row) > 1] for table in tables)
    assert most == [
        ["印章", "万州区", "60", "60", "0"],
        ["供电", "万州区", "40", "20", "+20"],
        ["印章", "云阳县", "15", "15", "0"],
    ]
    assert rising == [["供电", "万州区", "40", "20", "+20"]]


def test_the_business_environment_is_one_page_of_everything(site: Path) -> None:
    page = read(site, "business.html")
    for said in ("专题", "政策", "提得最多", "每月办结", "用了多久", "公开事项，按问题", "最近公开"):
        assert said in page, said


def test_a_tile_stands_for_each_of_the_districts_once() -> None:
    held = charts.tiles()
    assert len(held.tiles) == len(set(held.tiles.values())) == 38


def test_no_cartogram_is_drawn_of_a_city_whose_tiles_are_not_known() -> None:
    assert charts.cartogram("", {"110101": "东城区"}, {"110101": 5}, "") is None


def test_shares_need_a_base_and_every_part() -> None:
    assert months.percent(30, (30, 30)) == "50%"
    assert months.percent(20, (20, 25)) is None
    assert months.percent(300, (300, HIDDEN)) is None
    assert months.percent(300, (300, WITHHELD)) is None


def test_a_sum_is_of_what_is_shown() -> None:
    held = MonthStatistics(
        month="2022-06",
        made_on=MADE,
        tables=(
            Table(name="due", columns=("early", "missed"), rows=(("city", (10, HIDDEN)), ("town", (20, 0)))),
        ),
    )
    assert months.column_sum(held, "due", ("early", "missed")) == 30
    assert months.added((HIDDEN, 0)) == HIDDEN
    assert months.added((WITHHELD,)) == WITHHELD
    assert months.cell(held, "open", "open") == WITHHELD
