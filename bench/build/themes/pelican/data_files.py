"""What stock Pelican has no writer for: JSON Feed, and the matters of each month as CSV and JSONL."""

import csv
import json
from collections import defaultdict
from pathlib import Path

from pelican import signals

LIMIT = 50


def write(generator, writer) -> None:
    """After the pages of all articles: the feeds of the site, columns and tags, then the months."""
    held, output = generator.context, Path(writer.output_path)
    entries = {article.slug: item(held, article) for article in generator.articles}
    brief = {article.slug: item(held, article, full=False) for article in generator.articles}
    feed(held, output / "feeds" / "site.feed.json", "", generator.articles, entries)
    for category, articles in generator.categories:
        feed(held, output / f"feeds/columns/{category.slug}.feed.json", category.url, articles, entries)
    for tag, articles in generator.tags.items():
        feed(held, output / f"feeds/{tag.slug}.feed.json", tag.url, articles, brief)
    months = defaultdict(list)
    for article in reversed(generator.articles):
        months[article.date.strftime("%Y-%m")].append(article.open)
    for month, lines in months.items():
        data(held["PLAIN"], output / "data" / month, lines)


def item(held: dict, article, full: bool = True) -> dict:
    """One article as an item of a feed."""
    told = json.loads(article.data)
    tags = (told["column_name"], told["topic_name"], told["district_name"])
    return {
        "id": f"tag:huisheng.example,2021:case/{article.slug}", "url": f"{held['SITEURL']}/{article.url}",
        "title": article.title, "summary": article.excerpt,
        **({"content_html": article.content} if full else {"content_text": article.excerpt}),
        "date_published": article.date.isoformat(), "tags": [tag for tag in tags if tag],
    }  # fmt: skip


def feed(held: dict, path: Path, page: str, articles: list, entries: dict) -> None:
    own = f"{held['SITEURL']}/{path.relative_to(held['OUTPUT_PATH']).as_posix()}"
    told = {
        "version": "https://jsonfeed.org/version/1.1", "title": held["SITENAME"], "language": "zh-CN",
        "home_page_url": f"{held['SITEURL']}/{page}", "feed_url": own,
        "items": [entries[article.slug] for article in articles[:LIMIT]],
    }  # fmt: skip
    put(path, json.dumps(told, ensure_ascii=False))


def data(plain: list, stem: Path, lines: list) -> None:
    """A month's matters; a line is as the record has it."""
    put(stem.with_suffix(".jsonl"), "".join(f"{line}\n" for line in lines))
    lists = ("policies", "dossiers", "episodes")
    with stem.with_suffix(".csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)
        writer.writerow([*plain, "handed_down", *lists])
        for told in map(json.loads, lines):
            cells = [told.get(name, "") for name in plain]
            truth = "true" if told["handed_down"] else "false"
            writer.writerow([*cells, truth, *(";".join(told.get(name, ())) for name in lists)])


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def register() -> None:
    signals.article_writer_finalized.connect(write)
