"""Invented feeds that every format renders in the tests: an ordinary one, a hostile one, a podcast."""

from __future__ import annotations

from datetime import datetime

import msgspec

from publish.feeds.base import (
    Archive,
    Broadcast,
    Collection,
    Entry,
    Episode,
    Feed,
    Outline,
    Person,
    PodcastFeed,
    Schedule,
    tag,
)
from publish.text.dates import BEIJING

SITE = "https://huisheng.example"
_AT = datetime(2022, 7, 28, 18, tzinfo=BEIJING)

_ORDINARY = Entry(
    id=tag(SITE, "case/DC-2022-000139"),
    title="快递代收点取件收费问题已整改",
    href=f"{SITE}/cases/DC-2022-000139.html",
    published=_AT,
    summary="乡镇快递代收点向群众收取一至十元取件费，现已停止。",
    html="<p>乡镇快递代收点向群众收取取件费。</p>\n<p>现已停止。</p>",
    categories=("督查回声", "民生"),
)

_HOSTILE = Entry(
    id=tag(SITE, "case/LY-2022-000007"),
    title='<script>alert("1")</script> A&B ]]> 😀\x00\x0b\ufffe 结尾\r\n换行',
    href=f"{SITE}/cases/LY-2022-000007.html?a=1&b=2",
    published=datetime(2022, 7, 1, 8, 30),  # noqa: DTZ001  # a time without zone is the city's own
    updated=datetime(2022, 6, 1, 8, 30, tzinfo=BEIJING),
    summary=']]> <b>粗</b> & "引号" <script>x</script>\x1b[0m \ud800 &amp; &nbsp;',
    html="<p>]]&gt; &lt;b&gt; &amp; 😀</p>",
    categories=('"引"&<号>', "民生"),
)

FEED = Feed(
    id=tag(SITE, "site"),
    title="回声",
    href=f"{SITE}/",
    self_href=f"{SITE}/feeds/site.xml",
    description="已经解决的事，都有回声。",
    author="某市人民政府督查室（演示）",
    entries=(_ORDINARY,),
)

HARD = Feed(
    id=tag(SITE, "column/liuyan"),
    title="留言 <选登> & ]]> \x07回声",
    href=f"{SITE}/columns/liuyan/?a=1&b=2",
    self_href=f"{SITE}/feeds/columns/liuyan.xml?a=1&b=2",
    description="<b>留言</b> & 答复 ]]>",
    author="督查室 <&>",
    entries=(_ORDINARY, _HOSTILE),
)

GONE = msgspec.structs.replace(
    FEED,
    gone=(
        Entry(
            id=tag(SITE, "case/DC-2022-000138"),
            title="已撤回",
            href=f"{SITE}/gone/DC-2022-000138.html",
            published=_AT,
            summary="DC-2022-000138 已撤回。",
        ),
    ),
)

ARCHIVED = msgspec.structs.replace(
    FEED,
    archive=Archive(
        current=f"{SITE}/feeds/site.atom.xml",
        older=f"{SITE}/feeds/site/page-6.atom.xml",
        newer=f"{SITE}/feeds/site/page-8.atom.xml?a=1&b=2",
    ),
)

STYLED = msgspec.structs.replace(FEED, styles=("/static/xsl/feed.xsl", "/static/css/feed.css"))

EMPTY = Feed(
    id=tag(SITE, "district/500101"),
    title="万州区",
    href=f"{SITE}/districts/500101/",
    self_href=f"{SITE}/feeds/districts/500101.xml",
    description="万州区的事。",
    author="督查室",
)

PODCAST = PodcastFeed(
    id=tag(SITE, "programme/zhouwu"),
    title="周五面对面",
    href=f"{SITE}/programmes/zhouwu/",
    self_href=f"{SITE}/feeds/programmes/zhouwu.podcast.xml",
    description="每周五，和职能部门面对面。",
    author="演示广播",
    owner_mail="radio@huisheng.example",
    entries=(
        Episode(
            id=tag(SITE, "programme/zhouwu/12"),
            title="第12期 快递取件收费",
            href=f"{SITE}/programmes/zhouwu/12.html",
            published=_AT,
            summary="本期谈快递 <取件> & 收费 ]]> 😀\x00",
            number=12,
            season=1,
            audio_url=f"{SITE}/audio/zhouwu-12.mp3?a=1&b=2",
            audio_bytes=38_160_000,
            audio_seconds=2385,
            transcript_url=f"{SITE}/media/zhouwu/12.srt?a=1&b=2",
            chapters_url=f"{SITE}/media/zhouwu/12.chapters.json",
            people=(Person("主持人 <小晴> & 同事", "host"), Person("周明", "guest")),
        ),
        Episode(
            id=tag(SITE, "programme/zhouwu/11"),
            title="第11期 转供电加价",
            href=f"{SITE}/programmes/zhouwu/11.html",
            published=datetime(2022, 7, 22, 10, tzinfo=BEIJING),
            summary="本期没有音频。",
            number=11,
        ),
    ),
)

SCHEDULE = Schedule(
    id=tag(SITE, "programme/zhouwu"),
    title="《周五面对面》",
    href=f"{SITE}/programmes/zhouwu/",
    self_href=f"{SITE}/feeds/programmes/zhouwu.ics",
    description="每周五，和职能部门面对面。",
    broadcasts=(
        Broadcast(
            uid="zhouwu-11@huisheng.example",
            title="《周五面对面》第11期：转供电加价",
            href=f"{SITE}/programmes/zhouwu/11.html",
            starts=datetime(2022, 7, 22, 10, tzinfo=BEIJING),
            minutes=40,
            stamp=_AT,
            summary="商铺用电; 物业加价, 退了没有\\n\n" + "很长的一行，" * 40,
        ),
        Broadcast(
            uid="zhouwu-12@huisheng.example",
            title="《周五面对面》第12期：<取件> & 收费, 一件; 一元😀\x00",
            href=f"{SITE}/programmes/zhouwu/12.html",
            starts=_AT,
            minutes=40,
            stamp=_AT,
            repeat=True,
        ),
    ),
)

COLLECTION = Collection(
    title="回声：全部订阅源",
    href=f"{SITE}/feeds/",
    self_href=f"{SITE}/feeds/all.opml",
    author="督查室 <&>",
    groups=(
        ("全站", (Outline("回声", f"{SITE}/feeds/site.rss.xml", f"{SITE}/"),)),
        (
            "区县 <&>",
            (Outline('云阳县 "&"\x00', f"{SITE}/feeds/districts/500235.rss.xml?a=1&b=2", f"{SITE}/"),),
        ),
    ),
)
