"""An episode with a recording of our own: its page, files and feed, and what is left when it is taken off."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import fixtures_content
import msgspec
import pytest
from lxml import etree
from lxml import html as lxml_html

from publish.errors import PublishError
from publish.model.published import Chapter, Directory, OpenQuestion, PublishedCase, PublishedEpisode
from publish.model.texts import PublicText as T
from publish.settings import Settings, load
from publish.site.manifest import Manifest
from publish.stages import build as stage
from publish.text.records import decode, encode, place_of

FILE, SOUND = "zhouwu/4-0123abcd.mp3", b"ID3 sound"
PAGE, FEED = "programmes/zhouwu/4.html", "feeds/programmes/zhouwu.podcast.xml"
PODCAST = {"p": "https://podcastindex.org/namespace/1.0"}
replace = msgspec.structs.replace
Put = Callable[..., PublishedEpisode]


@pytest.fixture
def office(tmp_path: Path) -> Settings:
    fixtures_content.write(tmp_path, fixtures_content.records(30))
    return load(tmp_path / "publish.yml")


@pytest.fixture
def put(office: Settings) -> Put:
    """Change the fourth episode of zhouwu, and build."""

    def change(**fields: object) -> PublishedEpisode:
        path = office.paths.content / "episodes/zhouwu/4.json"
        episode = replace(decode(PublishedEpisode, path.read_bytes()), **fields)
        path.write_bytes(encode(episode))
        assert not stage.build(office).refused
        return episode

    return change


@pytest.fixture
def heard(office: Settings, put: Put) -> PublishedEpisode:
    """The episode with a recording that has three chapters."""
    path = office.paths.audio / FILE
    path.parent.mkdir(parents=True)
    path.write_bytes(SOUND)
    cases = decode(PublishedEpisode, (office.paths.content / "episodes/zhouwu/4.json").read_bytes()).cases
    chapters = (Chapter(start=0, title="开场 <b>"), Chapter(start=95, case=cases[0]),
                Chapter(start=3700, title="结束"))  # fmt: skip
    return put(audio_file=FILE, audio_bytes=len(SOUND), audio_seconds=3725, chapters=chapters)


def page(office: Settings, path: str = PAGE) -> lxml_html.HtmlElement:
    return lxml_html.fromstring((office.paths.output / path).read_bytes())


def item(office: Settings) -> etree._Element:
    feed = etree.fromstring((office.paths.output / FEED).read_bytes())
    (found,) = (one for one in feed.iter("item") if one.findtext("guid", "").endswith("zhouwu/4"))
    return found


def case_of(office: Settings, number: str) -> PublishedCase:
    return decode(PublishedCase, (office.paths.content / f"cases/{number[3:7]}/{number}.json").read_bytes())


def test_the_recording_is_a_file_of_the_site_and_names_every_matter_it_tells_of(
    office: Settings, heard: PublishedEpisode
) -> None:
    assert (office.paths.output / "media" / FILE).read_bytes() == SOUND
    held = Manifest(office.paths.output)
    entry = held.get(f"media/{FILE}")
    held.close()
    assert entry is not None
    assert {f"case:{number}" for number in heard.cases} <= set(entry.sources)


def test_the_page_plays_it_without_a_script_and_loads_nothing_before_it_is_asked(
    office: Settings, heard: PublishedEpisode
) -> None:
    (audio,) = page(office).xpath("//audio")
    assert dict(audio.attrib) == {"controls": "", "preload": "none", "src": f"/media/{FILE}"}
    links = page(office).xpath("//ol[@class='chapters']//a[@class='chapter-at']/@href")
    assert links == [f"/media/{FILE}#t={at}" for at in (0, 95, 3700)]


def test_a_page_runs_only_the_sites_own_scripts_and_fetches_from_the_site_alone(
    office: Settings, heard: PublishedEpisode
) -> None:
    ran, policies = {}, {}
    for path in office.paths.output.rglob("*.html"):
        tree, name = lxml_html.fromstring(path.read_bytes()), path.relative_to(office.paths.output).as_posix()
        (policies[name],) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        ran[name] = {Path(each).name for each in tree.xpath("//script/@src")} - {"reading.js"}
    assert (ran[PAGE], ran["verify.html"]) == ({"player.js"}, {"verify.js"})
    assert set().union(*ran.values()) <= {
        "player.js", "verify.js", "search.js", "search-index.js", "search-names.js", "units.js", "feeds.js",
    }  # fmt: skip
    assert not any(some for name, some in ran.items() if name.startswith("cases/"))
    assert all(
        "script-src 'self'; connect-src 'self';" in policy and "unsafe" not in policy
        for policy in policies.values()
    )


def test_a_chapter_of_a_matter_has_its_title_and_leads_to_it(
    office: Settings, heard: PublishedEpisode
) -> None:
    case = case_of(office, heard.cases[0])
    (link,) = page(office).xpath(f"//ol[@class='chapters']//a[@href='/cases/{case.number}.html']")
    assert link.text == case.title
    path = office.paths.content / place_of(case)
    path.write_bytes(encode(replace(case, title=T("改了题目"))))
    stage.build(office)
    told = json.loads((office.paths.output / "media/zhouwu/4.chapters.json").read_bytes())
    assert told["version"] == "1.2.0"
    assert [(each["startTime"], each["title"]) for each in told["chapters"]] == [
        (0, "开场 <b>"), (95, "改了题目"), (3700, "结束"),
    ]  # fmt: skip
    assert told["chapters"][1]["url"] == f"http://127.0.0.1:8000/cases/{case.number}.html"


def test_the_matter_leads_back_to_the_episode(office: Settings, heard: PublishedEpisode) -> None:
    leading = [n for n in heard.cases if "zhouwu/4" in case_of(office, n).episodes]
    assert leading
    for number in leading:
        assert page(office, f"cases/{number}.html").xpath(f"//a[@href='/{PAGE}']")


def test_the_feed_has_the_enclosure_the_chapters_and_who_may_be_named(
    office: Settings, heard: PublishedEpisode
) -> None:
    found = item(office)
    assert dict(found.find("enclosure").attrib) == {
        "url": f"http://127.0.0.1:8000/media/{FILE}", "length": str(len(SOUND)), "type": "audio/mpeg",
    }  # fmt: skip
    chapters = found.find("p:chapters", PODCAST)
    assert chapters.get("type") == "application/json+chapters"
    assert (office.paths.output / chapters.get("url").partition("8000/")[2]).is_file()
    people = [(one.get("role"), one.text) for one in found.findall("p:person", PODCAST)]
    assert people == [("host", "主持人小晴"), ("guest", "周明")]


def test_a_recording_taken_off_leaves_a_sentence_and_no_file_enclosure_or_chapter(
    office: Settings, heard: PublishedEpisode, put: Put
) -> None:
    put(audio_file=None, audio_bytes=None, audio_seconds=None, chapters=(), audio_off=True)
    assert not (office.paths.output / "media").exists()
    tree = page(office)
    assert not tree.xpath("//audio | //ol[@class='chapters'] | //script[contains(@src, 'player')]")
    assert "录音已停止提供" in tree.xpath("string(//p[@class='taken-off'])")
    assert item(office).find("enclosure") is None
    assert item(office).find("p:chapters", PODCAST) is None


def test_a_recording_that_is_not_there_stops_the_build(
    office: Settings, heard: PublishedEpisode, put: Put
) -> None:
    with pytest.raises(PublishError, match="SITE-011"):
        put(audio_file="zhouwu/4-ffffffff.mp3")
    assert (office.paths.output / "media" / FILE).read_bytes() == SOUND


def test_a_recording_on_another_host_is_a_link(office: Settings, put: Put) -> None:
    put(audio_url="https://audio.example.gov.cn/4.mp3")
    tree = page(office)
    assert not tree.xpath("//audio")
    assert tree.xpath("//a[@href='https://audio.example.gov.cn/4.mp3'][@rel='external']")


# --- the clock ------------------------------------------------------------------------------------------


def set_clock(office: Settings, days: int) -> tuple[str, ...]:
    """Move the edition's time; what was written then."""
    path = office.paths.content / "directory.json"
    directory = decode(Directory, path.read_bytes())
    path.write_bytes(encode(replace(directory, now=directory.now + timedelta(days=days))))
    before = {each: each.stat().st_mtime_ns for each in office.paths.output.rglob("*.*")}
    stage.build(office)
    return tuple(
        each.relative_to(office.paths.output).as_posix()
        for each in office.paths.output.rglob("*.*")
        if before.get(each) != each.stat().st_mtime_ns
    )


@pytest.mark.parametrize(
    ("due", "answered", "state", "said"),
    [
        (7, 3, "answered", r"第\d+个工作日答复"),
        (7, 0, "answered", "播出当天答复"),
        (7, 20, "late", r"超期\d+个工作日后答复"),
        (900, None, "open", r"应于2024年\d+月\d+日前答复"),
        (7, None, "overdue", r"应于2022年2月11日前答复，已超期，至今没有答复"),
        (None, None, "open", "答复期限未定"),
    ],
)
def test_a_question_says_plainly_where_it_stands(
    office: Settings, put: Put, due: int | None, answered: int | None, state: str, said: str
) -> None:
    aired = decode(PublishedEpisode, (office.paths.content / "episodes/zhouwu/4.json").read_bytes()).airs_at
    asked = OpenQuestion(
        question=T("水箱归谁洗？"),
        answer_due_at=None if due is None else aired + timedelta(days=due),
        answered_at=None if answered is None else aired + timedelta(days=answered),
    )
    put(questions=(asked,))
    (shown,) = page(office).xpath("//ol[@class='questions']/li")
    assert shown.get("class") == f"is-{state}"
    assert re.fullmatch(said, shown.xpath("string(.//span[@class='due'])"))


def test_a_question_becomes_overdue_on_its_own_page_alone(office: Settings, put: Put) -> None:
    now = decode(Directory, (office.paths.content / "directory.json").read_bytes()).now
    put(questions=(OpenQuestion(question=T("归谁管？"), answer_due_at=now + timedelta(hours=30)),))
    assert page(office).xpath("//li[@class='is-open']")
    assert PAGE not in set_clock(office, 1)
    changed = set_clock(office, 1)
    assert page(office).xpath("//li[@class='is-overdue']")
    assert [path for path in changed if path.startswith("programmes/zhouwu/")] == [PAGE]


def test_what_is_to_come_stands_on_top_and_in_the_calendar_until_it_was_on_air(
    office: Settings, put: Put
) -> None:
    now = decode(Directory, (office.paths.content / "directory.json").read_bytes()).now
    coming = PublishedEpisode(programme="zhouwu", number=26, minutes=40, airs_at=now + timedelta(days=1))
    (office.paths.content / place_of(coming)).write_bytes(encode(coming))
    put()
    front = page(office, "programmes/zhouwu/index.html")
    assert front.xpath("//h2[.='即将播出']/following::a[1]/@href") == ["/programmes/zhouwu/26.html"]
    assert "尚未播出" in page(office, "programmes/zhouwu/26.html").text_content()
    calendar = (office.paths.output / "feeds/programmes/zhouwu.ics").read_bytes()
    assert b"UID:zhouwu-26@127.0.0.1\r\nDTSTAMP:20220727T160000Z" in calendar
    assert "zhouwu/26" not in (office.paths.output / FEED).read_text("utf-8")
    set_clock(office, 2)
    assert not page(office, "programmes/zhouwu/index.html").xpath("//h2[.='即将播出']")
    assert "尚未播出" not in page(office, "programmes/zhouwu/26.html").text_content()
    assert "zhouwu/26" in (office.paths.output / FEED).read_text("utf-8")
