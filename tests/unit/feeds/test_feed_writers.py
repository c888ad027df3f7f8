"""The writers: any text is well-formed XML, and feedgen says the same as ours."""

from __future__ import annotations

from datetime import UTC, datetime

import feedparser
import msgspec
import pytest
from feedgen.feed import FeedGenerator
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from markupsafe import Markup

from publish.feeds import atom, podcast, rss
from publish.feeds.base import Entry, Feed, changed, newest, tag, updated
from publish.feeds.registry import formats_for, rendered
from publish.feeds.samples import EMPTY, FEED, HARD, PODCAST
from publish.feeds.xml import fit, html_of, line
from publish.text.dates import BEIJING

AT = datetime(2022, 3, 1, 9, tzinfo=BEIJING)
NASTY = st.text(
    alphabet=st.one_of(
        st.characters(), st.sampled_from("\x00\x08\x0b\x1f\x7f\x85\u2028\ufffe\uffff\ud800]]>&<\"'😀\r")
    )
)


def entry(**given: object) -> Entry:
    fields = {"id": "tag:h,2021:case/1", "title": "题", "href": "https://h/1", "published": AT}
    return Entry(**{**fields, **given})  # type: ignore[arg-type]


@given(NASTY, NASTY, NASTY)
def test_any_text_stays_well_formed_and_comes_back_in_rss_and_atom(
    title: str, summary: str, html: str
) -> None:
    hard = entry(title=title, summary=summary, html=html, categories=(title,))
    feed = msgspec.structs.replace(FEED, title=title, description=summary, entries=(hard,))
    root = etree.fromstring(rss.render(feed))
    assert root.findtext("channel/item/title") == (line(title) or "（无题）")
    root = etree.fromstring(atom.render(feed))
    assert (root.findtext("{*}entry/{*}content") or "") == fit(html)


def test_trusted_markup_is_escaped_once_like_any_text() -> None:
    html = "<p>甲 &amp; 乙</p>"
    marked, plain = entry(html=Markup(html)), entry(html=html, id="tag:h,2021:case/2")
    for form in (atom, rss):
        made = form.fragment(marked)
        assert "&lt;p&gt;甲 &amp;amp; 乙&lt;/p&gt;".encode() in made
        assert made == form.fragment(plain).replace(b"case/2", b"case/1")


@given(NASTY, NASTY)
def test_any_text_stays_well_formed_in_a_podcast(title: str, summary: str) -> None:
    episode = msgspec.structs.replace(PODCAST.entries[0], title=title, summary=summary)
    made = podcast.render(
        msgspec.structs.replace(PODCAST, title=f"题{title}", description=f"说{summary}", entries=(episode,))
    )
    assert etree.fromstring(made).findtext("channel/item/title") == (line(title) or "（无题）")


@pytest.mark.parametrize("feed", [FEED, HARD, EMPTY], ids=["ordinary", "hostile", "empty"])
def test_feedgen_writes_the_same_rss(feed: Feed) -> None:
    assert canonical(rss.render(feed)) == canonical(by_feedgen(feed).rss_str())


@pytest.mark.parametrize("feed", [FEED, HARD, EMPTY], ids=["ordinary", "hostile", "empty"])
def test_feedgen_writes_the_same_atom(feed: Feed) -> None:
    assert canonical(atom.render(feed)) == canonical(by_feedgen(feed, is_atom=True).atom_str())


def by_feedgen(feed: Feed, is_atom: bool = False) -> FeedGenerator:
    made = FeedGenerator()
    if not is_atom:
        made.load_extension("dc", atom=False)
        made.dc.dc_creator(line(feed.author))
    made.id(feed.id)
    made.title(line(feed.title))
    made.author(name=line(feed.author))
    made.managingEditor("")
    kind = atom.CONTENT_TYPE if is_atom else rss.CONTENT_TYPE
    alternate = {"href": feed.href, "rel": "alternate", "type": "text/html"}
    own = {"href": feed.self_href, "rel": "self", "type": kind}
    for link in (alternate, own) if is_atom else (own, alternate):
        made.link(**link)
    made.subtitle(line(feed.description))
    made.description(line(feed.description) if is_atom else html_of(feed.description))
    made.language("zh-CN")
    made.docs("")
    made.generator("回声")
    made.updated(updated(feed))
    for one in feed.entries:
        add(made.add_entry(order="append"), one, is_atom)
    return made


def add(item: object, one: Entry, is_atom: bool) -> None:
    item.id(one.id)
    item.title(line(one.title))
    item.link(href=one.href, rel="alternate", type="text/html")
    item.summary(line(one.summary) if is_atom else html_of(one.summary))
    item.content(fit(one.html or ""), type="html" if is_atom else None)
    for category in one.categories:
        item.category(term=line(category))
    item.published(one.published if one.published.tzinfo else one.published.replace(tzinfo=BEIJING))
    item.updated(changed(one))


def canonical(xml: bytes) -> bytes:
    """C14N without white space between elements, without unused namespaces and empty elements."""
    root = etree.fromstring(xml, etree.XMLParser(remove_blank_text=True))
    for element in list(root.iter()):
        element.tail = None
        if not len(element) and not (element.text or "").strip() and not element.attrib:
            element.getparent().remove(element)
    for link in root.iterfind("{*}entry/{*}link"):  # feedgen loses everything but href here
        for name in set(link.attrib) - {"href"}:
            del link.attrib[name]
    etree.cleanup_namespaces(root)
    return etree.tostring(root, method="c14n2", strip_text=True)


def test_a_feed_is_dated_by_its_newest_change_and_an_empty_one_by_the_first_day() -> None:
    late = entry(updated=AT.replace(month=5))
    assert updated(msgspec.structs.replace(FEED, entries=(entry(), late))) == AT.replace(month=5)
    assert updated(EMPTY) == datetime(2021, 7, 28, tzinfo=BEIJING)


def test_a_time_of_another_zone_is_told_in_the_citys() -> None:
    utc = entry(published=datetime(2022, 1, 1, 0, 30, tzinfo=UTC))
    assert "Sat, 01 Jan 2022 08:30:00 +0800" in rss.fragment(utc).decode()
    assert "<published>2022-01-01T08:30:00+08:00</published>" in atom.fragment(utc).decode()


def test_a_change_before_publication_does_not_date_an_entry_before_it() -> None:
    assert changed(entry(updated=AT.replace(year=2021))) == AT


def test_the_newest_fifty_come_newest_first_and_do_not_depend_on_the_order_given() -> None:
    entries = [entry(id=f"tag:h,2021:case/{n:03}", published=AT.replace(day=1 + n % 28)) for n in range(80)]
    shown = newest(entries)
    assert len(shown) == 50
    assert [e.published for e in shown] == sorted((e.published for e in shown), reverse=True)
    assert newest(reversed(entries)) == shown


def test_an_id_holds_the_host_without_its_port() -> None:
    assert tag("http://127.0.0.1:8000/", "case/DC-2022-000001") == "tag:127.0.0.1,2021:case/DC-2022-000001"


def test_every_format_of_a_feed_carries_its_own_address() -> None:
    stem = msgspec.structs.replace(FEED, self_href="https://h/feeds/site")
    written = {address: body for _, address, body in rendered(stem)}
    stems = {f"https://h/feeds/site{suffix}" for suffix in (".rss.xml", ".atom.xml", ".feed.json")}
    assert set(written) == stems
    for address, body in written.items():
        if address.endswith(".json"):
            assert msgspec.json.decode(body)["feed_url"] == address
        else:
            links = feedparser.parse(body).feed.links
            assert any(link.rel == "self" and link.href == address for link in links)


def test_a_podcast_is_rendered_by_the_podcast_format_alone() -> None:
    assert [module.NAME for module in formats_for(type(PODCAST))] == ["播客"]


def test_an_episode_without_audio_is_listed_without_an_enclosure() -> None:
    items = etree.fromstring(podcast.render(PODCAST)).findall("channel/item")
    assert [item.find("enclosure") is not None for item in items] == [True, False]
    assert items[1].findtext("guid") == "tag:huisheng.example,2021:programme/zhouwu/11"


def test_explicit_is_written_as_true_or_false() -> None:
    loud = podcast.render(msgspec.structs.replace(PODCAST, explicit=True)).decode()
    assert "<itunes:explicit>true</itunes:explicit>" in loud
    assert "<itunes:explicit>yes" not in loud
    assert ">no<" not in loud


def test_a_summary_with_markup_is_shown_as_text() -> None:
    shown = etree.fromstring(rss.render(HARD)).findall("channel/item/description")[1].text
    assert shown is not None
    assert "&lt;script&gt;" in shown
    assert "<script>" not in shown
