"""Every feed of the demonstration in readers of other people: newsboat, gpodder and feedsmith."""

from __future__ import annotations

import io
import json
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterable
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

import podcastparser
import pytest

from tests import npm
from tests.browser import Site
from tests.site import feed_rules

SECONDS = 120
READ = """
import {readFileSync} from 'node:fs';
import {parseFeed, parseOpml} from 'feedsmith';
const told = {};
for (const path of readFileSync(0, 'utf-8').split('\\n')) {
  if (path.endsWith('.opml')) {
    const {body} = parseOpml(readFileSync(path, 'utf-8'));
    told[path] = body.outlines.flatMap(group => group.outlines ?? []).map(one => [one.xmlUrl, one.text]);
    continue;
  }
  const {format, feed} = parseFeed(readFileSync(path, 'utf-8'));
  const entries = feed.items ?? feed.entries ?? [];
  told[path] = {format, entries: entries.map(one => [
    one.guid?.value ?? one.id, one.title?.value ?? one.title,
    one.pubDate ?? one.published ?? one.date_published,
  ])};
}
console.log(JSON.stringify(told));
"""


def absent(program: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(not shutil.which(program), reason=f"没有 {program}：这种阅读器的测试跳过")


def feeds(output: Path, *patterns: str) -> list[Path]:
    return [path for pattern in patterns for path in sorted((output / "feeds").rglob(pattern))]


def instant(date: str) -> float:
    """A moment by either of the forms that feeds use."""
    read = datetime.fromisoformat if date[0].isdigit() else parsedate_to_datetime
    return read(date).timestamp()


@pytest.mark.skipif(not (npm.MODULES / "feedsmith").is_dir(), reason="没有 feedsmith：这种阅读器的测试跳过")
def test_feedsmith_reads_every_feed_and_every_collection(output: Path) -> None:
    paths = feeds(output, "*.xml", "*.feed.json", "*.opml")
    done = subprocess.run(
        ["node", "--input-type=module", "-e", READ], cwd=npm.TOOLS, input="\n".join(map(str, paths)),
        capture_output=True, text=True, check=True, timeout=SECONDS,
    )  # fmt: skip
    found = json.loads(done.stdout)
    for path in paths:
        if path.suffix == ".opml":
            assert found[str(path)], path
            continue
        expected = [(one.id, one.title, instant(one.published)) for one in feed_rules.of(path)]
        read = found[str(path)]
        assert read["format"] == {"a": "atom", "r": "rss", "p": "rss", "f": "json"}[path.suffixes[-2][1]], (
            path
        )
        assert [(one[0], one[1], instant(one[2])) for one in read["entries"]] == expected, path


def test_podcastparser_which_gpodder_reads_with_reads_every_feed(output: Path) -> None:
    for path in feeds(output, "*.rss.xml", "*.atom.xml", "*.podcast.xml"):
        read = podcastparser.parse(f"http://h/{path.name}", io.BytesIO(path.read_bytes()))
        entries = {one.id: one for one in feed_rules.of(path)}
        for episode in read["episodes"]:
            one = entries[episode["guid"]]
            assert (episode["title"], episode["published"]) == (one.title, instant(one.published)), path
        if ".podcast." in path.name:
            assert read["cover_url"].endswith(f"/static/img/covers/{path.name.partition('.')[0]}.png")
            assert len(read["episodes"]) == len(entries)


def newsboat(folder: Path, urls: Iterable[str]) -> set[tuple[str, str, int]]:
    """Id, title and date of what newsboat finds at these addresses; it keeps an id once for all feeds."""
    folder.mkdir()
    (folder / "urls").write_text("\n".join(urls) + "\n", "utf-8")
    (folder / "config").write_text("reload-threads 4\nmax-items 0\n", "utf-8")
    command = ["newsboat", "-u", "urls", "-c", "cache.db", "-C", "config", "-x", "reload"]
    home = {"HOME": str(folder), "PATH": os.environ["PATH"]}
    subprocess.run(command, env=home, cwd=folder, check=True, capture_output=True, timeout=SECONDS)
    with sqlite3.connect(folder / "cache.db") as cache:
        return set(cache.execute("select guid, title, pubDate from rss_item"))


def told(paths: Iterable[Path]) -> set[tuple[str, str, int]]:
    return {(one.id, one.title, int(instant(one.published))) for path in paths for one in feed_rules.of(path)}


def largest(paths: Iterable[Path]) -> list[Path]:
    """The largest feed of each kind and format."""
    kinds = {(path.parent.name, "".join(path.suffixes)): path for path in sorted(paths, key=_size)}
    return sorted(kinds.values(), key=_size)[-30:]


def _size(path: Path) -> int:
    return path.stat().st_size


@absent("newsboat")
def test_newsboat_reads_every_feed_with_titles_and_dates(site: Site, tmp_path: Path) -> None:
    def url(path: Path) -> str:
        return site.url(path.relative_to(site.folder).as_posix())

    paths = feeds(site.folder, "*.rss.xml", "*.atom.xml", "*.podcast.xml")
    assert newsboat(tmp_path / "every", map(url, paths)) == told(paths)
    for number, path in enumerate(largest(paths)):
        assert newsboat(tmp_path / str(number), [url(path)]) == told([path]), path


@absent("gpo")
def test_gpodder_takes_the_programmes_over_by_opml_and_lists_every_episode(
    site: Site, tmp_path: Path
) -> None:
    def gpo(*words: str) -> str:
        home = {"GPODDER_HOME": str(tmp_path), "HOME": str(tmp_path), "PATH": os.environ["PATH"]}
        command = ["gpo", *words]
        return subprocess.run(
            command, env=home, capture_output=True, text=True, check=True, timeout=SECONDS
        ).stdout

    opml = (site.folder / "feeds/programmes.opml").read_text("utf-8")
    (tmp_path / "all.opml").write_text(opml.replace("http://127.0.0.1:8000", f"http://{site.host}"), "utf-8")
    gpo("import", str(tmp_path / "all.opml"))
    podcasts = feeds(site.folder, "*.podcast.xml")
    listed = gpo("list")
    database = sqlite3.connect(tmp_path / "Database")
    for path in podcasts:
        url = site.url(path.relative_to(site.folder).as_posix())
        assert url in listed
        question = "select e.guid, e.title, e.published from episode e join podcast p on p.id = e.podcast_id"
        found = set(database.execute(f"{question} where p.url = ?", (url,)))
        assert found == {(one.id, one.title, int(instant(one.published))) for one in feed_rules.of(path)}
        (cover,) = database.execute("select cover_url from podcast where url = ?", (url,)).fetchone()
        assert cover.endswith(f"/static/img/covers/{path.name.partition('.')[0]}.png")
