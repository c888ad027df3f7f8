"""Stock Pelican's settings for the measurement; the names of codes come from $BENCH_SITE.

Categories are columns, authors units, tags districts and topics, period archives months.
"""

import json
import os
from datetime import datetime
from pathlib import Path
from statistics import median

NAMES = json.loads(Path(os.environ["BENCH_SITE"]).read_text("utf-8"))
OWN = NAMES["site"]

SITENAME = OWN["name"]
SITEURL = OWN["url"]
TIMEZONE = "Asia/Shanghai"
DEFAULT_LANG = "zh"

ARTICLE_PATHS = ["cases"]
ARTICLE_URL = ARTICLE_SAVE_AS = "cases/{slug}.html"
CATEGORY_URL, CATEGORY_SAVE_AS = "columns/{slug}/", "columns/{slug}/index.html"
AUTHOR_URL, AUTHOR_SAVE_AS = "units/{slug}/", "units/{slug}/index.html"
TAG_URL, TAG_SAVE_AS = "{slug}/", "{slug}/index.html"
TAG_REGEX_SUBSTITUTIONS = AUTHOR_REGEX_SUBSTITUTIONS = CATEGORY_REGEX_SUBSTITUTIONS = []
MONTH_ARCHIVE_URL, MONTH_ARCHIVE_SAVE_AS = "months/{date:%Y-%m}/", "months/{date:%Y-%m}/index.html"
PAGINATED_TEMPLATES = {"tag": 20, "category": 20, "author": 20, "period_archives": 20}
DEFAULT_PAGINATION = 20

FEED_ALL_ATOM, FEED_ALL_RSS = "feeds/site.atom.xml", "feeds/site.rss.xml"
CATEGORY_FEED_ATOM, CATEGORY_FEED_RSS = "feeds/columns/{slug}.atom.xml", "feeds/columns/{slug}.rss.xml"
TAG_FEED_ATOM, TAG_FEED_RSS = "feeds/{slug}.atom.xml", "feeds/{slug}.rss.xml"
AUTHOR_FEED_ATOM, AUTHOR_FEED_RSS = "feeds/units/{slug}.atom.xml", "feeds/units/{slug}.rss.xml"
TRANSLATION_FEED_ATOM = None
FEED_MAX_ITEMS = 50
RSS_FEED_SUMMARY_ONLY = False

DIRECT_TEMPLATES = [
    "index", "districts", "topics", "units", "months", "dossiers", "policies", "calls", "programmes",
    "statistics", "feeds", "feed_units", "site_map", "reading", "data", "zhouwu", "minsheng",
    "zhouwu_podcast", "minsheng_podcast", "sitemap", "404",
]  # fmt: skip
DISTRICTS_SAVE_AS = "districts/index.html"
TOPICS_SAVE_AS = "topics/index.html"
UNITS_SAVE_AS = "units/index.html"
MONTHS_SAVE_AS = "months/index.html"
DOSSIERS_SAVE_AS = "dossiers/index.html"
POLICIES_SAVE_AS = "policies/index.html"
CALLS_SAVE_AS = "calls/index.html"
PROGRAMMES_SAVE_AS = "programmes/index.html"
STATISTICS_SAVE_AS = "statistics/index.html"
FEEDS_SAVE_AS = "feeds/index.html"
FEED_UNITS_SAVE_AS = "feeds/units/index.html"
SITE_MAP_SAVE_AS = "sitemap/index.html"
READING_SAVE_AS = "reading.html"
DATA_SAVE_AS = "data/index.html"
ZHOUWU_SAVE_AS = "programmes/zhouwu/index.html"
MINSHENG_SAVE_AS = "programmes/minsheng/index.html"
ZHOUWU_PODCAST_SAVE_AS = "feeds/programmes/zhouwu.podcast.xml"
MINSHENG_PODCAST_SAVE_AS = "feeds/programmes/minsheng.podcast.xml"
SITEMAP_SAVE_AS = "sitemap.xml"

PLUGIN_PATHS, PLUGINS = [str(Path(__file__).parent)], ["data_files", "feed_files"]
PLAIN = NAMES["plain"]

STATIC_PATHS = []
THEME_STATIC_PATHS = NAMES["static"]
THEME_STATIC_DIR = "static"
TYPOGRIFY = False
MARKDOWN = {"extension_configs": {"markdown.extensions.meta": {}}, "output_format": "html5"}
JINJA_ENVIRONMENT = {"trim_blocks": True, "lstrip_blocks": True, "extensions": []}


def day(text: str) -> str:
    """2022-07-28T18:00:00+08:00 as 2022年7月28日"""
    at = datetime.fromisoformat(str(text))
    return f"{at.year}年{at.month}月{at.day}日"


def moment(text: str) -> str:
    return f"{day(text)} {datetime.fromisoformat(text):%H:%M}"


BY_SLUG: dict = {}
NEAR: dict = {}


def by_slug(items: list, slug: str):
    """The article or page with this slug; a table is made of `items` once."""
    if id(items) not in BY_SLUG:
        BY_SLUG[id(items)] = {each.slug: each for each in items}
    return BY_SLUG[id(items)].get(slug)


def near(articles: list, article) -> tuple:
    """The next newer and the next older article of its category."""
    if not NEAR:
        for slug in {each.category.slug for each in articles}:
            held = [each for each in articles if each.category.slug == slug]
            for newer, each, older in zip([None, *held], held, [*held[1:], None], strict=False):
                NEAR[each.slug] = (newer, older)
    return NEAR[article.slug]


def tally(articles: list) -> dict:
    """Articles by outcome."""
    found: dict = {}
    for each in articles:
        found[each.outcome] = found.get(each.outcome, 0) + 1
    return found


def counted(articles: list, field: str, folder: str) -> list:
    """The twelve names that most articles have, with their pages and counts."""
    found: dict = {}
    for each in articles:
        slug = getattr(each, field, None)
        if slug:
            found[slug] = found.get(slug, 0) + 1
    held = NAMES["units"] if folder == "units" else NAMES["tags"]
    prefix = "" if folder == "units" else f"{folder}/"
    order = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
    return [(held[prefix + slug]["name"], f"/{folder}/{slug}/", count) for slug, count in order[:12]]


def middle(articles: list, field: str) -> str | None:
    """The median of twenty working days or more, in words."""
    days = [int(getattr(each, field)) for each in articles if getattr(each, field, None) is not None]
    return f"{median(days):g}个工作日" if len(days) >= 20 else None


def by_district(articles: list) -> list:
    """A link to the feed of each topic in each district: code, topic's slug, its name."""
    found = {(each.district, tag.slug) for each in articles if hasattr(each, "district") for tag in each.tags
             if tag.slug.startswith("topics/") and not NAMES["tags"][tag.slug]["parent"]}  # fmt: skip
    return [(code, slug, NAMES["tags"][slug]["name"]) for code, slug in sorted(found)]


def authors_by_slug(authors: list) -> list:
    return [(author.slug, articles) for author, articles in authors]


def newest(articles: list, numbers: list) -> list:
    """The articles of these numbers, newest first."""
    held = [found for number in numbers if (found := by_slug(articles, number))]
    return sorted(held, key=lambda each: each.date, reverse=True)


def node(name: str | None, kind: str, url: str | None = None) -> dict | None:
    """Something of a type of schema.org, by its name."""
    return known({"@type": kind, "name": name, "url": url}) if name else None


def known(facts: dict) -> dict:
    """What there is: a field that a record hasn't is undefined in a template."""
    return {word: fact for word, fact in facts.items() if fact}


def span(first: str | None, last: str | None) -> str | None:
    """ISO 8601: from a day to a day."""
    return f"{first or '..'}/{last or '..'}" if first or last else None


def dataset(title: str, month: str | None = None, description: str | None = None) -> dict:
    city = node("重庆市", "AdministrativeArea")
    return {"@type": "Dataset", "name": title, "description": description or STATISTICS, "creator": ORGANISER,
            "spatialCoverage": city, "temporalCoverage": month}  # fmt: skip


def linked(what: dict, url: str, above: list | None = None, label: str | None = None) -> str:
    """What a page is and its crumbs, as JSON-LD; `above`: names and addresses of the pages above it."""
    kind, front = what["@type"], url == f"{SITEURL}/"
    told = {**what, "url": url, "inLanguage": "zh-CN"}
    if kind not in PAGES:
        told["mainEntityOfPage"] = url
    crumbs = [("首页", f"{SITEURL}/"), *((name, SITEURL + href) for name, href in above or ())]
    if kind in WITHIN and not front:
        told["isPartOf"] = node(crumbs[-1][0], WITHIN[kind], crumbs[-1][1]) if above else WEBSITE
    crumbs.append((label or what.get("headline") or what["name"], url))
    trail = [
        {"@type": "ListItem", "position": position, "name": name, "item": item}
        for position, (name, item) in enumerate(crumbs, 1)
    ]
    graph = [known(told)] + ([] if front else [{"@type": "BreadcrumbList", "itemListElement": trail}])
    data = {"@context": "https://schema.org", "@graph": graph}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(UNSAFE)


PAGES = {"WebSite", "WebPage", "CollectionPage", "QAPage"}
WITHIN = {"WebPage": "WebPage", "CollectionPage": "CollectionPage", "Article": "CollectionPage",
          "QAPage": "CollectionPage",
          "Dataset": "Dataset"}  # fmt: skip
UNSAFE = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
ORGANISER, WEBSITE = (
    node(OWN["organiser"], "GovernmentOrganization"),
    node(SITENAME, "WebSite", f"{SITEURL}/"),
)
SERVICE = {"@type": "GovernmentService", "name": SITENAME, "provider": ORGANISER,
           "areaServed": node("重庆市", "AdministrativeArea"), "availableChannel": {"@type": "ServiceChannel",
           "servicePhone": {"@type": "ContactPoint", "telephone": OWN["phone"]}}}  # fmt: skip
STATISTICS = "本站公开事项的准确件数；以及全部事项的月度统计：小于8的数不显示，其余以5为单位取整。"

JINJA_FILTERS = {"record": json.loads, "day": day, "moment": moment, "linked": linked, "node": node}
JINJA_GLOBALS = {"names": NAMES, "own": OWN, "by_slug": by_slug, "near": near, "tally": tally,
                 "counted": counted, "middle": middle, "by_district": by_district, "newest": newest,
                 "authors_by_slug": authors_by_slug,
                 "organiser": ORGANISER, "service": SERVICE, "span": span, "dataset": dataset}  # fmt: skip
