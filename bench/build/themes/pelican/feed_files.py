"""What stock Pelican has no feed for: a matter's updates, districts by topic, dossiers and policies; and
brief entries where ours are brief."""

import json
from collections import defaultdict
from pathlib import Path
from xml.sax.saxutils import escape

from data_files import feed, item, put
from pelican import signals
from pelican.utils import set_date_tzinfo
from pelican.writers import Writer

BY_NUMBER: dict = {}
ITEMS: dict = {}


class Brief(Writer):
    """As Pelican writes feeds, but in full only those of the site and its columns."""

    def _add_item_to_the_feed(self, feed, item) -> None:
        if "/feeds/site." in self.feed_url or "/feeds/columns/" in self.feed_url:
            super()._add_item_to_the_feed(feed, item)
            return
        zone = self.settings["TIMEZONE"]
        feed.add_item(
            title=item.title, link=f"{self.site_url}/{item.url}", description=item.summary, content=None,
            unique_id=f"tag:huisheng.example,2021:case/{item.slug}", author_name=getattr(item, "author", ""),
            categories=[item.category, *item.tags], pubdate=set_date_tzinfo(item.date, zone),
            updateddate=set_date_tzinfo(item.modified, zone),
        )  # fmt: skip


def of_articles(generator, writer) -> None:
    """Beside each matter its updates and its data; feeds of pairs, units and empty districts."""
    held, output = generator.context, Path(writer.output_path)
    pairs = defaultdict(list)
    for article in generator.articles:
        BY_NUMBER[article.slug] = article
        ITEMS[article.slug] = item(held, article, full=False)
        beside(held, output, article)
        for pair in pairs_of(held, article):
            pairs[pair].append(article)
    for (district, topic), articles in pairs.items():
        path = f"feeds/{district}/{topic.partition('/')[2]}.atom.xml"
        title = f"{held['NAMES']['tags'][district]['name']}·{held['NAMES']['tags'][topic]['name']}"
        writer.write_feed(articles, held, path, feed_title=title)
    for author, articles in generator.authors:
        feed(held, output / f"feeds/units/{author.slug}.feed.json", author.url, articles, ITEMS)
    filled = {tag.slug for tag in generator.tags}
    for code in held["NAMES"]["districts"]:
        if f"districts/{code}" not in filled:
            everywhere(
                writer, held, f"districts/{code}", held["NAMES"]["tags"][f"districts/{code}"]["name"], []
            )


def pairs_of(held: dict, article):
    tags = [tag.slug for tag in getattr(article, "tags", ())]
    topics = [tag for tag in tags if tag.startswith("topics/") and not held["NAMES"]["tags"][tag]["parent"]]
    return [(tag, topic) for tag in tags if tag.startswith("districts/") for topic in topics]


def beside(held: dict, output: Path, article) -> None:
    """The feed of what happened to a matter since, and the matter as JSON."""
    site, page = held["SITEURL"], f"{held['SITEURL']}/{article.url}"
    title, updates = escape(article.title), json.loads(article.data)["updates"]
    entries = "".join(
        f"<entry>\n<id>tag:huisheng.example,2021:case/{article.slug}/{one['name']}</id>\n"
        f"<title>{escape(one['title'])}</title>\n<updated>{one['at']}</updated>\n"
        f'<link href="{page}" rel="alternate" type="text/html"/>\n'
        f"<summary>{escape(one['summary'])}</summary>\n"
        f"<published>{one['at']}</published>\n</entry>\n"
        for one in updates
    )
    put(
        output / f"cases/{article.slug}.atom.xml",
        f'<?xml version="1.0" encoding="UTF-8"?>\n{SHEETS}'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">\n'
        f"<id>tag:huisheng.example,2021:case/{article.slug}/updates</id>\n<title>后续：{title}</title>\n"
        f"<updated>{updates[0]['at']}</updated>\n<author>\n<name>{held['OWN']['organiser']}</name>\n</author>\n"
        f'<link href="{page}" rel="alternate" type="text/html"/>\n'
        f'<link href="{site}/cases/{article.slug}.atom.xml" rel="self" type="application/atom+xml"/>\n'
        "<generator>Pelican</generator>\n"
        f"<subtitle>{article.slug} 公开以后的更正、回访和回头看。</subtitle>\n"
        f"{entries}</feed>\n",
    )
    put(output / f"cases/{article.slug}.json", f"{article.open}\n")


SHEETS = (
    '<?xml-stylesheet type="text/xsl" href="/static/xsl/feed.xsl"?>\n'
    '<?xml-stylesheet type="text/css" href="/static/css/feed.css"?>\n'
)


def of_pages(generator, writer) -> None:
    """The feeds of dossiers and policies: the matters they name."""
    for page in generator.pages:
        if page.template in ("dossier", "policy"):
            numbers = json.loads(page.data)["cases"]
            named = sorted((BY_NUMBER[each] for each in numbers if each in BY_NUMBER), key=lambda it: it.date)
            everywhere(writer, generator.context, page.url.removesuffix(".html"), page.title, named[::-1])


def everywhere(writer, held: dict, place: str, title: str, articles: list) -> None:
    """A feed in the three formats."""
    writer.write_feed(articles, held, f"feeds/{place}.atom.xml", feed_title=title)
    writer.write_feed(articles, held, f"feeds/{place}.rss.xml", feed_type="rss", feed_title=title)
    feed(held, Path(writer.output_path) / f"feeds/{place}.feed.json", f"{place}.html", articles, ITEMS)


def register() -> None:
    signals.get_writer.connect(lambda _: Brief, weak=False)
    signals.article_writer_finalized.connect(of_articles)
    signals.page_writer_finalized.connect(of_pages)
