"""A programme's feed, built as the site builds it, as podcast readers of other people find it.

gpodder and newsboat fetch it from a loopback port. podcast-partytime and feedsmith are npm's; where npm can't
fetch them, or a program is absent, its test skips with one line.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import sqlite3
import subprocess
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import feedparser
import msgspec
import podcastparser
import pytest

from publish.model.published import Chapter, PublishedEpisode
from publish.settings import load
from publish.stages import build as stage
from publish.text.records import decode, encode
from tests import fixtures_content
from tests.browser import Site

FEED, PAGES = "feeds/programmes/zhouwu.podcast.xml", "programmes/zhouwu"
FILE, SOUND = "zhouwu/4-0123abcd.mp3", b"\xff\xfb\x90\0" + bytes(413)
GUID = "tag:127.0.0.1,2021:episode/zhouwu/4"
NPM = ("podcast-partytime@5.0.0", "feedsmith@3.0.1")
READ = """
import {readFileSync} from 'node:fs';
import partytime from 'podcast-partytime';
import {parseRssFeed} from 'feedsmith';
const parse = partytime.parseFeed ?? partytime;
const xml = readFileSync(process.argv[2], 'utf-8');
console.log('\\n' + JSON.stringify({partytime: parse(xml), feedsmith: parseRssFeed(xml)}));
"""
SECONDS = 60


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The invented content with one recording, served where its addresses say."""
    folder = tmp_path_factory.mktemp("readers")
    (folder / "output").mkdir()
    fixtures_content.write(folder, fixtures_content.records(12))
    with Site(folder / "output") as site:
        settings = folder / "publish.yml"
        text = settings.read_text("utf-8").replace("127.0.0.1:8000", site.host)
        settings.write_text(text.replace("site:\n", "site:\n  mail: radio@huisheng.example\n"), "utf-8")
        (folder / "audio/zhouwu").mkdir(parents=True)
        (folder / "audio" / FILE).write_bytes(SOUND)
        path = folder / "content/episodes/zhouwu/4.json"
        episode = decode(PublishedEpisode, path.read_bytes())
        path.write_bytes(encode(msgspec.structs.replace(
            episode, audio_file=FILE, audio_bytes=len(SOUND), audio_seconds=2390,
            chapters=(Chapter(start=0, title="开场"), Chapter(start=50, case=episode.cases[0])),
            transcript_url=f"http://{site.host}/zhouwu-4.srt",
        )))  # fmt: skip
        assert not stage.build(load(settings)).refused
        yield site


@pytest.fixture
def feed(site: Site) -> bytes:
    return (site.folder / FEED).read_bytes()


def absent(program: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(not shutil.which(program), reason=f"没有 {program}：这种阅读器的测试跳过")


def test_feedparser_takes_it_without_a_complaint_and_finds_the_recording(site: Site, feed: bytes) -> None:
    read = feedparser.parse(feed)
    assert read.bozo is False
    assert len(read.entries) == 25
    (entry,) = (one for one in read.entries if one.id == GUID)
    assert dict(entry.enclosures[0]) == {
        "href": site.url(f"media/{FILE}"), "length": str(len(SOUND)), "type": "audio/mpeg",
    }  # fmt: skip
    assert (entry.itunes_duration, entry.itunes_episode, entry.itunes_season) == ("2390", "4", "1")
    assert entry.published == "Fri, 04 Feb 2022 10:00:00 +0800"
    assert read.feed.publisher_detail.email == "radio@huisheng.example"


def test_podcastparser_finds_every_field_of_the_recording(site: Site, feed: bytes) -> None:
    read = podcastparser.parse(site.url(FEED), io.BytesIO(feed))
    assert (read["title"], read["link"]) == ("周五面对面 - 回声·督查公开（演示）", site.url(f"{PAGES}/"))
    assert (read["language"], read["type"], read["explicit"]) == ("zh-CN", "episodic", False)
    (found,) = (one for one in read["episodes"] if one["guid"] == GUID)
    assert found["enclosures"] == [
        {"url": site.url(f"media/{FILE}"), "file_size": len(SOUND), "mime_type": "audio/mpeg"}
    ]
    assert (found["total_time"], found["number"], found["published"]) == (2390, 4, 1643940000)
    assert found["link"] == site.url(f"{PAGES}/4.html")
    assert (found["season"], found["type"]) == (1, "full")


@pytest.fixture(scope="module")
def read_by_node(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bytes], Any]:
    """What the two readers of npm make of a feed."""
    if not (shutil.which("npm") and shutil.which("node")):
        pytest.skip("没有 npm：podcast-partytime 和 feedsmith 的测试跳过")
    folder = tmp_path_factory.mktemp("npm")
    command = ["npm", "install", "--no-audit", "--no-fund", "--silent", "--ignore-scripts", *NPM]
    try:
        subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=SECONDS)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        pytest.skip("npm 取不到 podcast-partytime 和 feedsmith：测试跳过")
    (folder / "read.mjs").write_text(READ, "utf-8")

    def read(feed: bytes) -> Any:
        (folder / "feed.xml").write_bytes(feed)
        made = subprocess.run(
            ["node", "read.mjs", "feed.xml"], cwd=folder, check=True, capture_output=True, timeout=SECONDS
        )
        return json.loads(made.stdout.decode().rstrip("\n").rpartition("\n")[2])

    return read


def test_podcast_partytime_gives_every_tag_of_the_podcast_namespace_back(
    site: Site, feed: bytes, read_by_node: Callable[[bytes], Any]
) -> None:
    read = read_by_node(feed)["partytime"]
    assert (read["medium"], read["locked"], read["podcastOwner"]) == (
        "podcast",
        True,
        "radio@huisheng.example",
    )
    assert read["guid"] == _guid(site)
    assert (read["explicit"], read["itunesType"], read["author"]) == (False, "episodic", "演示广播")
    (item,) = (one for one in read["items"] if one["guid"] == GUID)
    assert item["enclosure"] == {
        "url": site.url(f"media/{FILE}"), "length": len(SOUND), "type": "audio/mpeg",
    }  # fmt: skip
    assert (item["duration"], item["itunesEpisode"], item["itunesSeason"]) == (2390, 4, 1)
    assert item["podcastPeople"] == [
        {"name": "主持人小晴", "role": "Host", "group": "Cast"},
        {"name": "周明", "role": "Guest", "group": "Cast"},
    ]
    assert item["podcastChapters"] == {
        "url": site.url("media/zhouwu/4.chapters.json"), "type": "application/json+chapters",
    }  # fmt: skip
    assert item["podcastTranscripts"] == [
        {"url": site.url("zhouwu-4.srt"), "type": "application/srt", "language": "zh-CN"}
    ]
    assert (item["podcastSeason"], item["podcastEpisode"]) == ({"number": 1}, {"number": 4})


def test_feedsmith_gives_every_tag_back_as_it_was_written(
    site: Site, feed: bytes, read_by_node: Callable[[bytes], Any]
) -> None:
    read = read_by_node(feed)["feedsmith"]
    assert read["podcast"] == {
        "guid": _guid(site), "medium": "podcast",
        "locked": {"value": True, "owner": "radio@huisheng.example"},
    }  # fmt: skip
    assert read["itunes"]["explicit"] is False
    assert read["itunes"]["categories"] == [{"text": "Government"}]
    assert len(read["items"]) == 25
    (item,) = (one for one in read["items"] if one["guid"] == {"value": GUID, "isPermaLink": False})
    assert item["podcast"] == {
        "transcripts": [
            {"url": site.url("zhouwu-4.srt"), "type": "application/x-subrip", "language": "zh-CN"}
        ],
        "chapters": {"url": site.url("media/zhouwu/4.chapters.json"), "type": "application/json+chapters"},
        "persons": [
            {"display": "主持人小晴", "role": "host", "group": "cast"},
            {"display": "周明", "role": "guest", "group": "cast"},
        ],
        "season": {"number": 1},
        "episode": {"number": 4},
    }
    assert item["itunes"] == {
        "duration": 2390, "explicit": False, "episode": 4, "season": 1, "episodeType": "full",
    }  # fmt: skip


def _guid(site: Site) -> str:
    namespace = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
    return str(uuid.uuid5(namespace, f"{site.host}/{FEED}"))


@absent("gpo")
def test_gpodder_subscribes_updates_and_lists_the_episodes(site: Site, tmp_path: Path) -> None:
    def gpo(*words: str) -> str:
        home = {"GPODDER_HOME": str(tmp_path), "HOME": str(tmp_path), "PATH": os.environ["PATH"]}
        made = subprocess.run(
            ["gpo", *words], env=home, capture_output=True, text=True, check=True, timeout=SECONDS
        )
        return made.stdout

    assert "Successfully added" in gpo("subscribe", site.url(FEED))
    gpo("update")
    assert site.url(FEED) in gpo("list")
    listed = gpo("episodes")
    assert "第4期：2022年2月4日" in listed
    assert "第25期：从一桶浑水说起" in listed
    found = sqlite3.connect(tmp_path / "Database").execute(
        "select url, mime_type, file_size, total_time from episode where guid = ?", (GUID,)
    )
    assert found.fetchall() == [(site.url(f"media/{FILE}"), "audio/mpeg", len(SOUND), 2390)]


@absent("newsboat")
def test_newsboat_reloads_and_has_every_episode(site: Site, tmp_path: Path) -> None:
    (tmp_path / "urls").write_text(site.url(FEED) + "\n", "utf-8")
    command = ["newsboat", "-u", str(tmp_path / "urls"), "-c", str(tmp_path / "cache.db"), "-x"]
    home = {"HOME": str(tmp_path), "PATH": os.environ["PATH"]}
    subprocess.run([*command, "reload"], env=home, check=True, capture_output=True, timeout=SECONDS)
    told = subprocess.run(
        [*command, "print-unread"], env=home, check=True, capture_output=True, text=True, timeout=SECONDS
    )
    assert told.stdout.startswith("25 ")
    found = sqlite3.connect(tmp_path / "cache.db").execute(
        "select url, enclosure_url, enclosure_type, pubDate from rss_item where guid = ?", (GUID,)
    )
    media = (site.url(f"media/{FILE}"), "audio/mpeg", 1643940000)
    assert found.fetchall() == [(site.url(f"{PAGES}/4.html"), *media)]
