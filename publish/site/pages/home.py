"""The home page: what is new, what it adds up to, where to go."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from publish.model.published import PublishedCall, PublishedSurvey
from publish.site import words
from publish.site.addresses import page_file
from publish.site.case_views import ColumnLatest, HomeView, LeadCase
from publish.site.figures import figures, updated
from publish.site.page import Page
from publish.site.pages.dossiers import newest_first
from publish.site.pages.programmes import programme_card
from publish.site.prose import file_of
from publish.site.record_views import MissingView, VerifyView
from publish.site.rows import call_row
from publish.site.subjects import counted
from publish.site.timeline import in_time
from publish.site.views import Counted, Link
from publish.site.workshop import Workshop

LATEST_CASES = 5
LATEST_EPISODES = 2
NOTICES = 5
VERIFY = "verify.html"
VERIFY_LEAD = "核对一个页面与签名发布的是不是同一份。"


def pages(shop: Workshop) -> Iterator[Page]:
    feeds = shop.feeds("site", shop.edition.settings.site.name)
    yield Page(
        path="index.html",
        template="home",
        head=lambda: shop.heads.home(feeds),
        view=partial(_view, shop),
        modified_at=partial(updated, shop.edition),
    )
    yield Page(
        path="404.html",
        template="404",
        head=lambda: shop.heads.column("404.html", kind="missing", title="没有找到这一页", lead=""),
        view=partial(_missing, shop),
        listed=False,
    )
    yield Page(
        path=VERIFY,
        template="verify",
        head=lambda: shop.heads.column(VERIFY, kind="verify", title="验证本页", lead=VERIFY_LEAD),
        view=VerifyView,
        listed=False,
    )


def _view(shop: Workshop) -> HomeView:
    edition = shop.edition
    content = edition.content
    asked: tuple[PublishedCall | PublishedSurvey, ...] = (*content.calls.values(), *content.surveys.values())
    lead = _lead(shop)
    calls = [row for row in (call_row(edition, each) for each in asked) if row.open]
    return HomeView(
        figures=figures(edition),
        lead=lead,
        latest=tuple(_latest(shop, slug, lead) for slug in edition.columns),
        dossiers=shop.rows.dossiers(newest_first(content.dossiers.values())),
        programmes=tuple(programme_card(shop, slug, LATEST_EPISODES) for slug in edition.programmes),
        calls=tuple(sorted(calls, key=lambda it: (it.opens_on, it.href), reverse=True)),
        notices=tuple(shop.link(page.title, file_of(page)) for page in edition.prose.notices[:NOTICES]),
        districts=_all_of(shop, "district"),
        topics=_all_of(shop, "topic", top=True),
        months=tuple(reversed(_all_of(shop, "month"))),
        updated=updated(edition),
    )


def _all_of(shop: Workshop, kind: str, top: bool = False) -> tuple[Counted, ...]:
    """Every list of a kind with its count; `top`: only topics of the first level, with all below."""
    edition = shop.edition
    names = edition.list_names(f"{kind}/")
    if top:
        names = [
            name for name in names if edition.topics[name.partition("/")[2]].parent not in edition.topics
        ]
    return tuple(counted(edition, name) for name in names)


def _lead(shop: Workshop) -> LeadCase | None:
    """The newest matter of the first column that has one."""
    fronts = (shop.edition.listing(f"column/{slug}").newest(1) for slug in shop.edition.columns)
    number = next((numbers[0] for numbers in fronts if numbers), None)
    if number is None:
        return None
    case = shop.edition.case(number)
    return LeadCase(
        row=shop.rows.case(number),
        asked=case.summary or case.appeal or "",
        done=case.result,
        revisit_at=case.revisit_at,
        satisfaction_label=words.SATISFACTION.get(case.satisfaction or 0),
        in_time=in_time(case),
    )


def _latest(shop: Workshop, slug: str, lead: LeadCase | None) -> ColumnLatest:
    """The newest of a column behind the one that leads the page."""
    held = shop.edition.listing(f"column/{slug}")
    newest, shown = held.newest(LATEST_CASES + 1), lead.row.number if lead else None
    return ColumnLatest(
        column=shop.edition.columns[slug],
        href=shop.edition.href(page_file(f"columns/{slug}", None)),
        total=len(held),
        rows=shop.rows.cases(tuple(each for each in newest if each != shown)[:LATEST_CASES]),
    )


def _missing(shop: Workshop) -> MissingView:
    columns: list[Link] = [
        shop.link(column.name, page_file(f"columns/{slug}", None))
        for slug, column in shop.edition.columns.items()
    ]
    standing = (
        ("首页", "index.html"),
        ("按区县看", "districts/index.html"),
        ("按主题看", "topics/index.html"),
        ("搜索", "search/index.html"),
        ("更正与撤回", "changes/index.html"),
        ("站点地图", "sitemap/index.html"),
    )
    return MissingView(links=(*(shop.link(*each) for each in standing), *columns))
