"""The head of every page: title, description, crumbs, feeds, linked data, and the government page labels.

Labels follow 《政府网站发展指引》 (国办发〔2017〕47号), annex 网页设计规范, its section on page labels: every
page carries the site's labels and its column's, an article its own, too.
"""

from __future__ import annotations

from datetime import date, datetime, time
from functools import lru_cache
from urllib.parse import urlsplit

from publish.site import linked_data
from publish.site.addresses import LIST_FOLDERS
from publish.site.edition import Edition
from publish.site.linked_data import LinkedData, What
from publish.site.views import FeedLink, Head, Link
from publish.text.dates import BEIJING, label_time
from publish.text.markup import excerpt

COLUMN_TYPES = frozenset(
    ("首页", "概况信息", "机构职能", "负责人信息", "工作动态", "政策文件", "信息公开指南", "信息公开目录",
     "信息公开年报", "依申请公开", "数据发布", "数据开放", "政策解读", "回应关切", "办事服务", "咨询投诉",
     "征集调查", "在线访谈")
)  # fmt: skip
"""What a ColumnType may be, by the same annex."""

KIND_TYPES = {
    "home": "首页",
    "case": "回应关切", "column": "回应关切", "dossier": "回应关切", "dossiers": "回应关切",
    "recurring": "回应关切",
    "policy": "政策文件", "policies": "政策文件",
    "call": "征集调查", "calls": "征集调查", "survey": "征集调查",
    "programme": "在线访谈", "programmes": "在线访谈", "episode": "在线访谈",
    "statistics": "数据发布", "monthly": "数据发布", "business": "数据发布", "data": "数据开放",
    "prose": "概况信息", "verify": "概况信息", "reading": "概况信息",
    "changes": "工作动态", "changes_month": "工作动态", "gone": "工作动态",
}  # fmt: skip
"""Kind of page → its type; lists and directories are a catalogue of what is disclosed."""
NAMED_TYPES = {"留言选登": "咨询投诉", "公告": "工作动态"}
"""Columns of another type than their kind."""
REPLIES = "咨询投诉"
"""The type of a column of letters and replies."""
OTHER_TYPE = "信息公开目录"
KEPT_LABELS = 512


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
        self._column_labels = lru_cache(KEPT_LABELS)(self._labels)

    @property
    def demo(self) -> bool:
        return self._demo

    def home(self, feeds: tuple[FeedLink, ...] = ()) -> Head:
        site = self._edition.settings.site
        text = f"{site.name}：群众和企业的事，办得怎么样，公开给您看。{site.organiser}主办。"
        labels = self._column_labels("home", "首页", text)
        what = linked_data.service(site.name, site.organiser, site.city, site.phone)
        return self._head(
            "index.html",
            "home",
            title=site.name,
            description=text,
            crumbs=(),
            labels=labels,
            feeds=feeds,
            what=what,
        )

    def column(
        self,
        path: str,
        *,
        kind: str,
        title: str,
        lead: str,
        name: str | None = None,
        crumbs: tuple[Link, ...] = (),
        feeds: tuple[FeedLink, ...] = (),
        what: What | None = None,
        noindex: bool = False,
    ) -> Head:
        """A list, directory or standing page: labelled as a column of the site. `name`: what crumbs and
        labels call it, where the title says more; `what` it is, where that is more than a list."""
        labels = self._column_labels(kind, name or title, lead)
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
            name=name,
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
        labels = self._column_labels(kind, column.label, "") | {"ArticleTitle": title}
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

    def _labels(self, kind: str, name: str, description: str) -> dict[str, str]:
        """The labels of a column, all of them demanded; not to be changed by who gets them."""
        site = self._edition.settings.site
        return {
            "ColumnName": name,
            "ColumnDescription": excerpt(description, 120)
            or f"{site.name}的“{name}”栏目，{site.organiser}主办。",
            "ColumnKeywords": ";".join(dict.fromkeys((name, site.name, "互联网+督查"))),
            "ColumnType": NAMED_TYPES.get(name) or KIND_TYPES.get(kind, OTHER_TYPE),
        }

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
        name: str | None = None,
    ) -> Head:
        here = Link(name or title, self._edition.href(path))
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


def _moment(at: datetime | date) -> datetime:
    return at if isinstance(at, datetime) else datetime.combine(at, time(), BEIJING)
