"""Hugo's configuration, and the fronts of the site that no record makes."""

from __future__ import annotations

from pathlib import Path

from bench.build.fields import Fields, Names
from bench.build.lists import LISTS
from bench.build.opened import PLAIN
from bench.build.ours import SITE, STATIC
from publish.site import words
from publish.site.open_words import MEANINGS
from publish.site.pages import data, statistics

THEME = Path(__file__).parent / "themes" / "hugo"
FEEDS = ["html", "rss", "atom", "jsonfeed"]
FRONTS = {
    "districts": ("按区县看", "directory", "每个区县公开了哪些事。"),
    "topics": ("按主题看", "directory", "找一件与您相似的事。"),
    "units": ("按承办单位看", "directory", "市、区县、镇街、村社四级单位，各自办了哪些事。"),
    "months": ("按月份看", "directory", "每个月公开的事项。"),
    "programmes": ("广播节目", "programmes", "办成了的事，在节目里讲给您听；没讲完的，五个工作日内答复。"),
    "dossiers": ("专题", "dossiers", "一条线索查到底，一项政策补上，一批同类问题解决。"),
    "policies": ("政策", "policies", "因群众和企业的反映而出台或修订的政策。"),
    "calls": ("线索征集与问卷", "calls", "请您提供线索，也请您说说感受。"),
    "statistics": (statistics.TITLE, "statistics", statistics.LEAD),
    "data": (data.TITLE, "data", data.LEAD),
    "feeds": ("订阅", "feeds", "用阅读器订阅您关心的区县、主题和节目，有新事项会自动收到。"),
}
CRUMBS = {folder: words.KINDS[kind] for kind, folder in LISTS.items()}
"""What the fronts of lists are called above the lists."""


def config(names: Names) -> Fields:
    """hugo.json"""
    columns = [
        {"slug": one.slug, "name": one.name, "description": one.description} for one in names.columns.values()
    ]
    fields = [{"name": name, "meaning": meaning} for name, meaning in MEANINGS.items()]
    plain = {"isPlainText": True}
    part = {**plain, "noUgly": True, "notAlternative": True, "baseName": "cases"}
    feed = {"isPlainText": False, "noUgly": True, "rel": "alternate"}
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
        "taxonomies": LISTS,
        "mediaTypes": {
            "application/atom+xml": {"suffixes": ["xml"]},
            "application/podcast+xml": {"suffixes": ["xml"]},
            "application/feed+json": {"suffixes": ["json"]},
            "application/jsonl": {"suffixes": ["jsonl"]},
        },
        "outputFormats": {
            "rss": {**feed, "mediaType": "application/rss+xml", "baseName": "index.rss"},
            "atom": {**feed, "mediaType": "application/atom+xml", "baseName": "index.atom"},
            "podcast": {**feed, "mediaType": "application/podcast+xml", "baseName": "index.podcast"},
            "jsonfeed": {**feed, **plain, "mediaType": "application/feed+json", "baseName": "index.feed"},
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
            "columns": columns,
            "plain": PLAIN,
            "demo": True,
            "fields": fields,
        },
    }
