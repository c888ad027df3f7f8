"""What helps people about: 站点地图 (`sitemap.xml` is for machines), and 阅读帮助 on how to read the site."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from publish.site.addresses import page_file
from publish.site.page import Page
from publish.site.prose import file_of
from publish.site.record_views import PlaceGroup, ReadingView, SiteMapView
from publish.site.views import Link
from publish.site.workshop import Workshop

FRONT, TITLE = "sitemap/index.html", "站点地图"
READING, READING_TITLE = "reading.html", "阅读帮助"
READING_LEAD = "长者模式、字号、深浅色、朗读、打印怎样用；看不到这些按钮时怎样办。"
LEAD = "本站有哪些栏目和目录，从哪里可以找到要看的事项。"
FIND = (
    ("搜索", "search/index.html"),
    ("按区县查看", "districts/index.html"),
    ("按主题查看", "topics/index.html"),
    ("按承办单位查看", "units/index.html"),
    ("按月查看", "months/index.html"),
)
KNOW = (
    ("统计", "statistics/index.html"),
    ("高频问题", "statistics/recurring/index.html"),
    ("营商环境", "statistics/business.html"),
    ("专题", "dossiers/index.html"),
    ("政策文件", "policies/index.html"),
    ("线索征集与问卷", "calls/index.html"),
)
USE = (
    ("订阅", "feeds/index.html"),
    ("开放数据", "data/index.html"),
    ("更正与撤回", "changes/index.html"),
    ("验证本站", "verify.html"),
    (READING_TITLE, READING),
)


def pages(shop: Workshop) -> Iterator[Page]:
    yield Page(
        path=FRONT,
        template="site_map",
        head=partial(shop.heads.column, FRONT, kind="sitemap", title=TITLE, lead=LEAD),
        view=partial(_view, shop),
    )
    yield Page(
        path=READING,
        template="reading",
        head=partial(shop.heads.column, READING, kind="reading", title=READING_TITLE, lead=READING_LEAD),
        view=ReadingView,
    )


def _view(shop: Workshop) -> SiteMapView:
    groups = (
        ("公开事项", _columns(shop)),
        ("查找事项", _links(shop, FIND)),
        ("办得怎么样", _links(shop, KNOW)),
        ("广播节目", _programmes(shop)),
        ("订阅与数据", _links(shop, USE)),
        ("关于本站", _prose(shop)),
    )
    return SiteMapView(groups=tuple(PlaceGroup(heading, links) for heading, links in groups if links))


def _links(shop: Workshop, places: tuple[tuple[str, str], ...]) -> tuple[Link, ...]:
    return tuple(shop.link(*place) for place in places)


def _columns(shop: Workshop) -> tuple[Link, ...]:
    columns = shop.edition.columns
    return tuple(shop.link(one.name, page_file(f"columns/{slug}", None)) for slug, one in columns.items())


def _programmes(shop: Workshop) -> tuple[Link, ...]:
    held = shop.edition.programmes
    all_of_them = shop.link("全部节目", "programmes/index.html")
    each = (shop.link(f"《{held[slug].name}》", page_file(f"programmes/{slug}", None)) for slug in held)
    return (*each, all_of_them)


def _prose(shop: Workshop) -> tuple[Link, ...]:
    return tuple(shop.link(page.title, file_of(page)) for page in shop.edition.prose.pages)
