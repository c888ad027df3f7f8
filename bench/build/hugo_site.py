"""Hugo's configuration, and the fronts of the site that no record makes."""

from __future__ import annotations

from pathlib import Path

from bench.build.fields import Fields
from bench.build.lists import LISTS, PAIRS
from bench.build.names import Names
from bench.build.opened import PLAIN
from bench.build.ours import SITE, STATIC, shared_text
from publish.site import words
from publish.site.open_words import MEANINGS
from publish.site.pages import data, feeds, site_map, statistics

THEME = Path(__file__).parent / "themes" / "hugo"
FEEDS = ["html", "rss", "atom", "jsonfeed"]
FRONTS = {
    "districts": ("按区县看", "directory", "每个区县公开了哪些事。"),
    "topics": ("按主题看", "directory", "找一件与您相似的事。"),
    "units": (
        "承办单位名录：办了哪些事，办得多快",
        "directory",
        "市、区县、镇街、村社四级单位，各自办了哪些事，办得多快。",
    ),
    "months": ("按月份看", "directory", "每个月公开的事项。"),
    "programmes": ("广播节目", "programmes", "办成了的事，在节目里讲给您听；没讲完的，五个工作日内答复。"),
    "dossiers": ("专题：从一件事到一类事", "dossiers", "一条线索查到底，一项政策补上，一批同类问题解决。"),
    "policies": ("政策文件：因群众和企业的反映而出台", "policies", "因群众和企业的反映而出台或修订的政策。"),
    "calls": ("线索征集与问卷", "calls", "请您提供线索，也请您说说感受。"),
    "statistics": (statistics.TITLE, "statistics", statistics.LEAD),
    "data": (data.TITLE, "data", data.LEAD),
    "feeds": ("订阅", "feeds", "用阅读器订阅您关心的区县、主题和节目，有新事项会自动收到。"),
}
CRUMBS = {folder: words.KINDS[kind] for kind, folder in LISTS.items()} | {
    "dossiers": "专题",
    "policies": "政策",
}
"""What the fronts of lists are called above the lists."""
OWN = (
    ("sitemap/index.html", site_map.TITLE, "sitemap"),
    ("reading.html", site_map.READING_TITLE, "reading"),
    ("feeds/units/index.html", feeds.UNITS, "fedunits"),
)
"""Pages that stand alone: address, title, type."""
RECORD = ["html", "rss", "atom", "jsonfeed"]
CASE = ["html", "atom", "object"]


def config(names: Names) -> Fields:
    """hugo.json"""
    columns = [
        {"slug": one.slug, "name": one.name, "description": one.description} for one in names.columns.values()
    ]
    fields = [{"name": name, "meaning": meaning} for name, meaning in MEANINGS.items()]
    plain = {"isPlainText": True}
    part = {**plain, "noUgly": True, "notAlternative": True, "baseName": "cases"}
    feed = {"isPlainText": False, "noUgly": False, "rel": "alternate", "baseName": "index"}
    return {
        "baseURL": SITE["url"] + "/",
        "title": SITE["name"],
        "locale": "zh-CN",
        "defaultContentLanguage": "zh",
        "hasCJKLanguage": True,
        "timeZone": "Asia/Shanghai",
        "buildFuture": True,
        "disablePathToLower": True,
        "enableRobotsTXT": True,
        "publishDir": "output",
        "themesDir": str(THEME.parent),
        "theme": THEME.name,
        "staticDir": [],
        "module": {
            "mounts": [
                {"source": str(STATIC), "target": "static/static"},
                {"source": "content", "target": "content"},
            ]
        },
        "pagination": {"pagerSize": 20, "disableAliases": True},
        "taxonomies": {**LISTS, "pair": PAIRS},
        "uglyURLs": {**dict.fromkeys(names.columns, True), "dossiers": True, "policies": True},
        "permalinks": {"page": dict.fromkeys(names.columns, "/cases/:contentbasename")},
        "mediaTypes": {
            "application/rss+xml": {"suffixes": ["rss.xml", "xml"]},
            "application/atom+xml": {"suffixes": ["atom.xml", "xml"]},
            "application/podcast+xml": {"suffixes": ["podcast.xml", "xml"]},
            "application/feed+json": {"suffixes": ["feed.json", "json"]},
            "application/jsonl": {"suffixes": ["jsonl"]},
        },
        "outputFormats": {
            "rss": {**feed, "mediaType": "application/rss+xml"},
            "atom": {**feed, "mediaType": "application/atom+xml"},
            "podcast": {**feed, "mediaType": "application/podcast+xml"},
            "jsonfeed": {**feed, **plain, "mediaType": "application/feed+json"},
            "object": {**plain, "mediaType": "application/json"},
            "table": {**part, "mediaType": "text/csv"},
            "lines": {**part, "mediaType": "application/jsonl"},
        },
        "outputs": {
            "home": FEEDS,
            "section": ["html"],
            "taxonomy": ["html"],
            "term": ["html"],
            "page": ["html"],
        },
        "markup": {"goldmark": {"extensions": {"typographer": {"disable": True}, "linkify": False}}},
        "params": {
            "site": SITE,
            "city": "重庆市",
            "levels": list(words.LEVELS.values()),
            "columns": columns,
            "plain": PLAIN,
            "demo": True,
            "fields": fields,
            "how": shared_text("how_counted"),
            "reading": shared_text("reading"),
        },
    }
