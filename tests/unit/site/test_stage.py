"""The stage with the real theme and feeds, and Pelican beside it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import feedparser
import msgspec
import pytest

from publish.settings import Settings
from publish.stages.alone import alone
from publish.stages.build import build

ROOT = Path(__file__).parents[3]


def _tree(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()
    }


def _pelican(settings: Settings) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pelican", "-s", "pelican.conf.py", "--fatal", "errors"],
        cwd=ROOT, env=os.environ | {"PUBLISH_SETTINGS": str(settings.file)}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip


def test_pelican_and_the_stage_write_the_same_bytes(settings: Settings) -> None:
    report = build(settings)
    assert not report.refused
    ours = _tree(settings.paths.output)
    for path in sorted(settings.paths.output.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    done = _pelican(settings)
    assert done.returncode == 0, done.stderr + done.stdout
    assert _tree(settings.paths.output) == ours
    assert "site.rss.xml" in {Path(name).name for name in ours}


def test_pelican_after_the_stage_touches_no_file(settings: Settings) -> None:
    build(settings)
    times = {path: path.stat().st_mtime_ns for path in settings.paths.output.rglob("*") if path.is_file()}
    assert _pelican(settings).returncode == 0
    assert {
        path: path.stat().st_mtime_ns for path in settings.paths.output.rglob("*") if path.is_file()
    } == times


def test_pelican_does_not_build_while_somebody_else_does(settings: Settings) -> None:
    with alone(settings.file):
        done = _pelican(settings)
    assert done.returncode == 1
    assert "LINE-001" in done.stderr + done.stdout
    assert not (settings.paths.output / "index.html").exists()


def test_a_torn_record_ends_both_with_a_refusal(settings: Settings) -> None:
    path = sorted((settings.paths.content / "cases").rglob("*.json"))[0]
    path.write_bytes(path.read_bytes()[:50])
    report = build(settings)
    assert [issue.code for issue in report.issues] == ["SITE-001"]
    assert not (settings.paths.output / "index.html").exists()
    done = _pelican(settings)
    assert done.returncode == 1
    assert "SITE-001" in done.stderr + done.stdout


def test_a_page_pelican_cannot_read_ends_it(settings: Settings) -> None:
    (settings.paths.prose / "pages" / "broken.md").write_bytes(b"\xff\xff")
    assert _pelican(settings).returncode == 1


@pytest.mark.parametrize("name", ["site", "columns/huisheng", "districts/500101", "topics/t-01"])
def test_feeds_carry_the_newest_cases_under_lasting_ids(settings: Settings, name: str) -> None:
    build(settings)
    for suffix in (".rss.xml", ".atom.xml"):
        feed = feedparser.parse((settings.paths.output / "feeds" / f"{name}{suffix}").read_bytes())
        assert not feed.bozo
        assert feed.entries
        assert all(entry.id.startswith("tag:127.0.0.1,2021:case/") for entry in feed.entries)
        assert len([entry for entry in feed.entries if "/gone/" not in entry.link]) <= 50


def test_the_podcast_feed_leaves_out_what_is_not_on_air_yet(settings: Settings) -> None:
    build(settings)
    feed = feedparser.parse((settings.paths.output / "feeds/programmes/zhouwu.podcast.xml").read_bytes())
    assert not feed.bozo
    assert len(feed.entries) == 25


def test_the_feeds_directory_names_every_feed(settings: Settings) -> None:
    build(settings)
    feeds = settings.paths.output / "feeds"
    page = "".join((feeds / name).read_text("utf-8") for name in ("index.html", "units/index.html"))
    named = {*feeds.rglob("*.xml"), *feeds.rglob("*.feed.json"), feeds / "all.opml"}
    for path in named - set(feeds.rglob("page-*")):
        assert f'"/{path.relative_to(settings.paths.output).as_posix()}"' in page


def test_every_demonstration_page_says_so_and_asks_not_to_be_indexed(settings: Settings) -> None:
    build(settings)
    for path in settings.paths.output.rglob("*.html"):
        text = path.read_text("utf-8")
        assert "演示数据，事项与人物均为虚构" in text, path
        assert 'content="noindex' in text, path


def test_every_address_on_a_page_has_a_file_and_leads_to_no_other_host(settings: Settings) -> None:
    build(settings)
    output = settings.paths.output
    for path in output.rglob("*.html"):
        for href in re.findall(r'(?:href|src)="([^"#?]+)["#?]', path.read_text("utf-8")):
            if href.startswith("/"):
                target = output / href.lstrip("/")
                assert (target / "index.html" if href.endswith("/") else target).is_file(), (path, href)
            elif not href.startswith("http://127.0.0.1:8000/"):
                assert not href.startswith("//"), (path, href)


def test_a_site_below_a_path_of_its_host_links_below_it(settings: Settings) -> None:
    site = msgspec.structs.replace(settings.site, base="/huisheng/")
    build(msgspec.structs.replace(settings, site=site))
    for path in settings.paths.output.rglob("*.html"):
        for href in re.findall(r'(?:href|src)="(/[^"]*)"', path.read_text("utf-8")):
            assert href.startswith("/huisheng/"), (path, href)
    robots = (settings.paths.output / "robots.txt").read_text("utf-8")
    assert "http://127.0.0.1:8000/huisheng/sitemap.xml" in robots
