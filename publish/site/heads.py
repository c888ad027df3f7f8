"""The head of every page: title, description, crumbs, feeds, linked data, and the government page labels.

Labels follow 《政府网站发展指引》 (国办发〔2017〕47号), annex "网页标签规范": the home page
carries the site's labels; a column or list page those and the column's; an article all three.
"""

from __future__ import annotations

from datetime import date, datetime, time
from urllib.parse import urlsplit

from publish.site.addresses import LIST_FOLDERS
from publish.site.edition import Edition
from publish.site.linked_data import LinkedData, What
from publish.site.views import FeedLink, Head, Link
from publish.text.dates import BEIJING, label_time
from publish.text.markup import excerpt

TYPES = {
    "督查回声": "工作动态",
    "留言选登": "互动交流",
    "线索征集与问卷": "互动交流",
    "政策": "政策文件",
    "统计": "数据发布",
}
OTHER_TYPE = "信息公开"


class Heads:
    """Makes the heads of one edition."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        site = edition.settings.site
        self._home = Link("首页", edition.href("index.html"))
        self._demo = edition.demonstration
        self._linked = LinkedData(site.name, site.url.rstrip("/"), self._home.href, site.organiser)
        self._site_labels = {"SiteName": site.name, "SiteDomain": urlsplit(site.url).netloc}
        if site.id_code:
            self._site_labels["SiteIDCode"] = site.id_code

    @property
    def demo(self) -> bool:
        return self._demo

    def home(self, feeds: tuple[FeedLink, ...] = ()) -> Head:
        site = self._edition.settings.site
        text = f"{site.name}：群众和企业的事，办得怎么样，公开给您看。{site.organiser}主办。"
        return self._head(
            "index.html", "home", title=site.name, description=text, crumbs=(), labels={}, feeds=feeds
        )

    def column(
        self,
        path: str,
        *,
        kind: str,
        title: str,
        lead: str,
        crumbs: tuple[Link, ...] = (),
        feeds: tuple[FeedLink, ...] = (),
        what: What | None = None,
        noindex: bool = False,
    ) -> Head:
        """A list, directory or standing page: labelled as a column of the site. `what` it is, where that is
        more than a list."""
        labels = _column_labels(title, lead)
        return self._head(
            path,
            kind,
            title=title,
            description=lead or title,
            crumbs=crumbs,
            labels=labels,
            feeds=feeds,
            what=what,
            noindex=noindex,
        )

    def article(
        self,
        path: str,
        *,
        kind: str,
        title: str,
        text: str,
        column: Link,
        published: datetime | date | None,
        source: str | None = None,
        keywords: tuple[str | None, ...] = (),
        crumbs: tuple[Link, ...] = (),
        feeds: tuple[FeedLink, ...] = (),
        what: What | None = None,
    ) -> Head:
        """A page with content of its own. `source`: the body it comes from (else the organiser)."""
        about = excerpt(text, 120)
        labels = _column_labels(column.label, "") | {"ArticleTitle": title}
        if published is not None:
            labels["PubDate"] = label_time(_moment(published))
        labels["ContentSource"] = source or self._edition.settings.site.organiser
        labels["Keywords"] = ";".join(dict.fromkeys(word for word in keywords if word)) or column.label
        labels |= {"Description": about or title, "Url": self._edition.addresses.absolute(path)}
        return self._head(
            path,
            kind,
            title=title,
            description=about or title,
            crumbs=(column, *crumbs),
            labels=labels,
            feeds=feeds,
            what=what,
        )

    def _head(
        self,
        path: str,
        kind: str,
        *,
        title: str,
        description: str,
        crumbs: tuple[Link, ...],
        labels: dict[str, str],
        feeds: tuple[FeedLink, ...],
        what: What | None = None,
        noindex: bool = False,
    ) -> Head:
        here = Link(title, self._edition.href(path))
        trail = (self._home, *crumbs, here) if path != "index.html" else (here,)
        canonical = self._edition.addresses.absolute(path)
        return Head(
            title=title,
            description=excerpt(description, 150),
            path=f"/{path}",
            canonical=canonical,
            kind=kind,
            section=_section(path),
            crumbs=trail,
            labels=self._site_labels | labels,
            linked=self._linked.block(kind, title, canonical, trail, what),
            feeds=feeds,
            noindex=self._demo or noindex,
        )


def _section(path: str) -> str:
    """The place of the navigation a page belongs to: a column, or a folder at the top."""
    top, *below = path.split("/")
    if not below:
        return "/"
    return f"/{top}/{below[0]}/" if top == LIST_FOLDERS["column"] else f"/{top}/"


def _column_labels(name: str, description: str) -> dict[str, str]:
    labels = {"ColumnName": name, "ColumnType": TYPES.get(name, OTHER_TYPE)}
    return labels | ({"ColumnDescription": excerpt(description, 120)} if description else {})


def _moment(at: datetime | date) -> datetime:
    return at if isinstance(at, datetime) else datetime.combine(at, time(), BEIJING)
