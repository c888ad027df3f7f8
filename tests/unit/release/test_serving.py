"""nginx and Caddy as `publish server` configures them: what a visitor is answered."""

from __future__ import annotations

import gzip
import os
import threading
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import brotli
import pytest

from publish.release import local, shelf
from publish.release.serving import configure
from publish.settings import Paths, Settings, Store
from publish.settings import Site as SiteSettings
from tests.servers import Server, missing, serving
from tests.unit.release.trees import Site, nothing, page, plan, released

GONE, THERE = "DC-2022-000001", "DC-2022-000002"
FILES = {
    "feeds/site.atom.xml": "application/xml; charset=utf-8",
    "feeds/site.rss.xml": "application/xml; charset=utf-8",
    "static/xsl/feed.xsl": "application/xslt+xml; charset=utf-8",
    "feeds/site.feed.json": "application/feed+json; charset=utf-8",
    "feeds/programmes/zhouwu.ics": "text/calendar; charset=utf-8",
    "media/zhouwu/4.chapters.json": "application/json+chapters",
    "media/zhouwu/4-0123abcd.mp3": "audio/mpeg",
    "feeds/feeds.opml": "text/x-opml; charset=utf-8",
    "data/2022-05.csv": "text/csv; charset=utf-8",
    "data/2022-05.jsonl": "application/x-ndjson; charset=utf-8",
    "data/2022-05.parquet": "application/vnd.apache.parquet",
    "data/sets/huisheng.sqlite": "application/vnd.sqlite3",
    "data/catalog.jsonld": "application/ld+json; charset=utf-8",
    ".well-known/security.txt": "text/plain; charset=utf-8",
    "sitemap.xml": "application/xml; charset=utf-8",
    "robots.txt": "text/plain; charset=utf-8",
    "static/css/base.css": "text/css; charset=utf-8",
    "static/font.woff2": "font/woff2",
    "index.html": "text/html; charset=utf-8",
}


def settings_of(tmp_path: Path, base: str = "/") -> Settings:
    return Settings(
        site=SiteSettings(name="回声", url="http://127.0.0.1", organiser="督查室", base=base),
        store=Store(url="sqlite://"),
        paths=Paths(releases=tmp_path / "releases"),
        clock=datetime.fromisoformat("2022-07-28T18:00:00+08:00"),
    )


def _site(tmp_path: Path) -> Site:
    site = Site(tmp_path / "output")
    for path in FILES:
        site.put(path, path)
    for number in (GONE, THERE):
        site.put(f"cases/{number}.html", number, number)
        site.put(f"cases/{number}.json", number, number)
    site.put("cases/index.html", "全部事项")
    site.put("404.html", "没有找到这一页")
    site.put("static/css/site.0123abcd4567.css", "样式")
    return site


@pytest.fixture(params=["nginx", "caddy"])
def name(request: pytest.FixtureRequest) -> str:
    if missing(request.param):
        pytest.skip(missing(request.param))
    return str(request.param)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return _site(tmp_path)


@pytest.fixture(params=["/", "/huisheng/"])
def base(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def server(name: str, base: str, site: Site, tmp_path: Path) -> Iterator[Server]:
    released(site, tmp_path / "releases")
    with serving(name, settings_of(tmp_path, base), tmp_path / "server") as running:
        yield running


def _withdraw(site: Site, tmp_path: Path) -> None:
    for suffix in ("html", "json"):
        site.drop(f"cases/{GONE}.{suffix}")
    site.put(f"gone/{GONE}.html", f"{GONE} 已撤回")
    released(site, tmp_path / "releases", {GONE: GONE})


def test_every_kind_of_file_has_its_type(server: Server, base: str) -> None:
    for path, kind in FILES.items():
        answer = server.get(base + path)
        assert (answer.status, answer.headers["Content-Type"].lower()) == (200, kind), path
        assert answer.body == page(path)


def test_headers_stand_on_every_answer_errors_too(
    server: Server, base: str, site: Site, tmp_path: Path
) -> None:
    _withdraw(site, tmp_path)
    paths = ("", "feeds/site.atom.xml", "cases/" + THERE + ".html", "nothing", f"cases/{GONE}.html")
    for path in paths:
        headers = server.get(base + path).headers
        assert headers["Content-Security-Policy"] == configure.POLICY, path
        assert headers["X-Content-Type-Options"] == "nosniff", path
        assert headers["X-Frame-Options"] == "DENY", path
        assert headers["X-Robots-Tag"] == "noarchive", path
        assert headers["Referrer-Policy"] == "no-referrer", path
        abroad = "cross-origin" if path.startswith("feeds/") else "same-origin"
        assert headers["Cross-Origin-Resource-Policy"] == abroad, path
        assert "Cache-Control" in headers, path


def test_twins_are_served_packed_to_who_can_unpack_them(server: Server, base: str) -> None:
    plain = server.get(base)
    for name, unpack in (("br", brotli.decompress), ("gzip", gzip.decompress)):
        answer = server.get(base, Accept_Encoding=name)
        assert answer.headers["Content-Encoding"] == name
        assert answer.headers["Vary"] == "Accept-Encoding"
        assert len(answer.body) < len(plain.body)
        assert unpack(answer.body) == plain.body
    both = server.get(base, Accept_Encoding="gzip, br")
    assert both.headers["Content-Encoding"] == "br"


def test_a_page_that_did_not_change_is_not_sent_again(server: Server, base: str) -> None:
    for packing in ("identity", "br"):
        first = server.get(base, Accept_Encoding=packing)
        again = server.get(base, If_None_Match=first.headers["Etag" if "Etag" in first.headers else "ETag"],
                           Accept_Encoding=packing)  # fmt: skip
        assert (again.status, again.body) == (304, b"")
        since = server.get(base, If_Modified_Since=first.headers["Last-Modified"], Accept_Encoding=packing)
        assert (since.status, since.body) == (304, b"")


def test_names_with_a_digest_are_kept_for_ever_and_pages_for_a_minute(server: Server, base: str) -> None:
    assert "immutable" in server.get(base + "static/css/site.0123abcd4567.css").headers["Cache-Control"]
    assert server.get(base).headers["Cache-Control"] == "public, max-age=60, must-revalidate"
    assert server.get(base + "nothing").headers["Cache-Control"] == "no-cache"


def test_what_is_not_there_has_the_site_s_own_page(server: Server, base: str) -> None:
    for path in (base + "nothing", base + "cases/DC-2022-999999.html", base + "feeds/none.atom.xml"):
        answer = server.get(path)
        assert (answer.status, answer.body) == (404, page("没有找到这一页")), path


def test_folders_have_their_front_and_other_bases_nothing(server: Server, base: str) -> None:
    assert server.get(base + "cases/").body == page("全部事项")
    moved = server.get(base + "cases")
    assert moved.status in (301, 308)
    assert moved.headers["Location"].endswith(base + "cases/")
    if base != "/":
        assert server.get("/index.html").status == 404


def test_a_withdrawn_number_is_answered_410_at_once_and_without_a_reload(
    server: Server, base: str, site: Site, tmp_path: Path
) -> None:
    paths = [base + f"cases/{GONE}{rest}" for rest in (".html", ".json", "", ".feed.json", "/")]
    since = server.get(paths[0]).headers["Last-Modified"]
    _withdraw(site, tmp_path)
    for path in paths:
        for packing in ("identity", "br", "gzip"):
            answer = server.get(path, Accept_Encoding=packing, If_Modified_Since=since)
            assert answer.status == 410, path
    assert server.get(paths[0]).body == page(f"{GONE} 已撤回")
    assert server.get(base + f"cases/{THERE}.html").status == 200
    assert server.get(paths[0]).headers["Content-Type"] == "text/html; charset=utf-8"


def test_a_switch_is_seen_at_once_by_every_worker(
    server: Server, base: str, site: Site, tmp_path: Path
) -> None:
    for number in range(3):
        site.put("index.html", f"第 {number} 版")
        released(site, tmp_path / "releases")
        for packing in ("identity", "br", "gzip") * 6:
            answer = server.get(base, Accept_Encoding=packing)
            plain = {"br": brotli.decompress, "gzip": gzip.decompress}.get(packing, bytes)(answer.body)
            assert plain == page(f"第 {number} 版")


def test_while_releases_switch_a_page_is_the_old_the_new_or_gone(
    server: Server, base: str, site: Site, tmp_path: Path
) -> None:
    seen: set[int] = set()
    stop = threading.Event()

    def ask() -> None:
        while not stop.is_set():
            seen.add(server.get(base + f"cases/{GONE}.html").status)
            seen.add(server.get(base, Accept_Encoding="br").status * 1000)

    asking = [threading.Thread(target=ask) for _ in range(3)]
    for thread in asking:
        thread.start()
    for number in range(15):
        site.put("index.html", f"第 {number} 版")
        if number == 8:
            _withdraw(site, tmp_path)
        released(site, tmp_path / "releases", {GONE: GONE} if number >= 8 else {})
    stop.set()
    for thread in asking:
        thread.join()
    assert seen == {200, 410, 200_000}


def test_no_location_of_nginx_adds_a_header_of_its_own(tmp_path: Path) -> None:
    text = configure.nginx(settings_of(tmp_path), "80")
    inside = text.partition("\n    location ")[2]
    assert inside
    assert "add_header" not in inside


def test_the_folder_of_releases_may_be_read_through_the_link_alone(tmp_path: Path, site: Site) -> None:
    first = plan(site, tmp_path / "releases")
    local.show(first.releases, local.make(first, nothing))
    link = tmp_path / "releases" / shelf.CURRENT
    assert not os.path.isabs(os.readlink(link))  # noqa: PTH115, PTH117
