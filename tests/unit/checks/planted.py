"""Leaks of many kinds and in many encodings: a name, the file it is planted in, and its bytes.

Every one holds exactly one thing that must not be there: of Zhang He-ming, of the stranger or of the witness
(`people.py`).
"""

# ruff: noqa: E501 - a leak a line reads as the table it is

from __future__ import annotations

import base64
import gzip
import io
import json
import quopri
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import brotli
import msgspec
from docx import Document
from openpyxl import Workbook
from PIL import Image, PngImagePlugin
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from tests.unit.checks.people import NUMBER, STORE_KEY

PHONE, STRANGERS, NAME = "13900001234", "13600009876", "张鹤鸣"


class Planted(msgspec.Struct, frozen=True):
    """A leak: what it is called, the file's name, how its bytes are made, what kind must be told."""

    name: str
    file: str
    make: Callable[[], str | bytes]
    kind: str = "电话"


def page(text: str) -> Callable[[], str]:
    return lambda: f"<!doctype html><title>x</title>\n<p>{NUMBER}</p>\n{text}\n"


def said(text: str | bytes) -> Callable[[], str | bytes]:
    return lambda: text


def b64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


WRITTEN = (
    Planted("a phone in running text", "a.html", page(f"<p>来电{PHONE}。</p>")),
    Planted("full-width digits", "a.html", page("<p>１３９００００１２３４</p>")),
    Planted("blanks and hyphens", "a.html", page("<p>139-0000 1234</p>")),
    Planted("digits split by tags", "a.html", page("<p>1<b>39</b>000<span class='x'>0123</span>4</p>")),
    Planted("digits split by a comment", "a.html", page("<p>139<!-- x -->00001234</p>")),
    Planted("invisible characters between digits", "a.html", page("<p>139\u200b0000\u2060\u00ad1234</p>")),
    Planted("combining marks on digits", "a.html", page("<p>1\u03363\u03369\u033600001234</p>")),
    Planted("汉字 digits", "a.html", page("<p>一三九零零〇〇壹贰叁肆</p>")),
    Planted("digits as soldiers say them", "a.html", page("<p>幺三勾洞洞洞洞幺两三四</p>")),
    Planted("circled digits", "a.html", page("<p>①③⑨⓪⓪⓪⓪①②③④</p>")),
    Planted("superscript digits", "a.html", page("<p>¹³⁹⁰⁰⁰⁰¹²³⁴</p>")),
    Planted("the country before a phone", "a.html", page("<p>+86 13900001234</p>")),
    Planted("the country glued to a phone", "a.html", page("<p>008613900001234</p>")),
    Planted("decimal entities", "a.html", page("<p>&#49;&#51;&#57;00001234</p>")),
    Planted("hexadecimal entities without semicolons", "a.html", page("<p>&#x31&#x33&#x39 00001234</p>")),
    Planted("entities escaped twice", "a.html", page("<p>&amp;#49;&amp;#51;900001234</p>")),
    Planted("an attribute", "a.html", page(f'<img alt="x > {PHONE}" src="/a.png">')),
    Planted("the name of an attribute", "a.html", page(f"<p data-{PHONE}>x</p>")),
    Planted("a comment", "a.html", page(f"<!-- {PHONE}\n -->")),
    Planted("a description for search engines", "a.html", page(f'<meta name="description" content="{PHONE}">')),
    Planted("linked data in a script", "a.html", page('<script type="application/ld+json">{"a":"\\u5f20\\u9e64\\u9e23"}</script>'), "姓名"),
    Planted("percent signs in an address", "a.html", page('<a href="/?q=139%30%30%30%301234">x</a>')),
    Planted("a name in percent signs", "a.html", page('<a href="/?q=%E5%BC%A0%E9%B9%A4%E9%B8%A3">x</a>'), "姓名"),
    Planted("base64 in an attribute", "a.html", page(f'<p data-x="{b64("tel:" + PHONE)}">x</p>')),
    Planted("base64 twice", "a.html", page(f"<p>{b64(b64(PHONE))}</p>")),
    Planted("base64 of addresses, in a path", "a.html", page(f'<a href="/x/{b64("？？张鹤鸣").translate(str.maketrans("+/", "-_"))}">x</a>'), "姓名"),
    Planted("base64 of markup of entities", "a.html", page(f"<p>{b64('<i>139</i>&#48;&#48;001234')}</p>")),
    Planted("base64 in lines", "a.txt", said(base64.encodebytes(("一" * 60 + PHONE).encode()))),
    Planted("quoted-printable", "a.ics", lambda: quopri.encodestring(f"SUMMARY:{NAME} {NUMBER}".encode()), "姓名"),
    Planted("a folded line of a calendar", "a.ics", said("BEGIN:VCALENDAR\r\nSUMMARY:139000\r\n 01234\r\n")),
    Planted("escapes of JSON", "a.json", lambda: json.dumps({"number": NUMBER, "text": NAME}), "姓名"),
    Planted("a key of JSON", "a.json", lambda: json.dumps({PHONE: 1})),
    Planted("a number of JSON", "a.json", said('{"n": 13900001234}')),
    Planted("a line of JSONL", "a.jsonl", lambda: json.dumps([NUMBER]) + "\n" + json.dumps([NUMBER, NAME]), "姓名"),
    Planted("a cell of two lines", "a.csv", said(f'a,b\r\n{NUMBER},"139\n00001234"\r\n')),
    Planted("escapes of a style sheet", "a.css", said('p::after{content:"\\5f20\\9e64\\9e23"}'), "姓名"),
    Planted("escapes of a script", "a.js", said('let a = "\\x31\\u{33}9" + "\\x31390000\\u0031234"')),
    Planted("markup escaped in a feed", "a.xml", said(f"<rss><description>&lt;p&gt;{NUMBER} 张&lt;b&gt;鹤鸣&lt;/b&gt;</description></rss>"), "姓名"),
    Planted("markup in CDATA", "a.xml", said("<rss><description><![CDATA[139<b>0000</b>1234]]></description></rss>")),
    Planted("a sitemap", "sitemap.xml", said(f"<urlset><url><loc>https://x/{PHONE}.html</loc></url></urlset>")),
    Planted("a subscription list", "a.opml", said(f'<opml><body><outline text="{PHONE}"/></body></opml>')),
    Planted("a drawing's title", "a.svg", said(f"<svg><title>{PHONE}</title></svg>")),
    Planted("a file's name", f"x/{PHONE}.txt", said("x")),
    Planted("a folder's name", f"{PHONE}/x.txt", said("x")),
)  # fmt: skip

KINDS = (
    Planted("a stranger's phone on a page about others", "a.html", page(f"<p>{STRANGERS}</p>")),
    Planted("an identity number with a small x", "a.html", page("<p>500101 19900307 001x</p>"), "证件号码"),
    Planted("a card number in fours", "a.html", page("<p>6222 0212 3456 7890 123</p>"), "银行卡号"),
    Planted("a plate with its dot", "a.html", page("<p>渝 A·F12345</p>"), "车牌"),
    Planted("an address of mail in capitals", "a.html", page('<a href="mailto:HEMING@EXAMPLE.CN">x</a>'), "邮箱"),
    Planted("a long account of a stranger", "a.html", page("<p>GF 2018-71317</p>"), "账号"),
    Planted("a short account in its own matter", "a.html", page("<p>户号77012</p>"), "账号"),
    Planted("a WeChat name in its own matter", "a.html", page("<p>微信 heming_1990</p>"), "微信号"),
    Planted("a QQ number in its own matter", "a.html", page("<p>QQ：812345678</p>"), "QQ号"),
    Planted("a birth date in words", "a.html", page("<p>生于一九九〇年三月七日</p>"), "出生日期"),
    Planted("a birth date in figures", "a.html", page("<p>1990-03-07</p>"), "出生日期"),
    Planted("a door", "a.html", page("<p>三栋二单元5-1</p>"), "住址"),
    Planted("a door of a linked matter", "a.html", page("<p>23栋1403室</p>"), "住址"),
    Planted("a name parted by blanks", "a.html", page("<p>张 鹤　鸣</p>"), "姓名"),
    Planted("a rare name on a page about others", "a.html", said("<p>据李青萍说</p>"), "姓名"),
    Planted("the name of a firm", "a.html", page("<p>重庆鹤鸣山货商行</p>"), "单位名称"),
    Planted("a key of the store", "a.html", page(f"<p data-id='{STORE_KEY.lower()}'>x</p>"), "案件库编号"),
)  # fmt: skip


def zipped(name: str, data: str | bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return buffer.getvalue()


def _saved(thing: Any) -> bytes:
    buffer = io.BytesIO()
    thing.save(buffer)
    return buffer.getvalue()


def _letter(author: str = "x", *runs: str) -> bytes:
    letter = Document()
    letter.core_properties.author = author
    paragraph = letter.add_paragraph(f"{NUMBER} ")
    for run in runs:
        paragraph.add_run(run).bold = True
    return _saved(letter)


def _sheet() -> bytes:
    book = Workbook()
    book.create_sheet("x").append([NUMBER, PHONE])
    book["x"].sheet_state = "hidden"
    return _saved(book)


def _pdf(text: str, author: str = "x") -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.setAuthor(author)
    canvas.setFont("STSong-Light", 12)
    canvas.drawString(72, 700, text)
    canvas.save()
    return buffer.getvalue()


def _database(*statements: str) -> bytes:
    database = sqlite3.connect(":memory:")
    database.execute("pragma secure_delete = off")
    for statement in statements:
        database.execute(statement)
    database.commit()
    return database.serialize()


def _picture(kind: str, **options: Any) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (4, 4)).save(buffer, kind, **options)
    return buffer.getvalue()


def _png() -> bytes:
    written = PngImagePlugin.PngInfo()
    written.add_itxt("Comment", PHONE, zip=True)
    return _picture("PNG", pnginfo=written)


def _jpeg() -> bytes:
    exif = Image.Exif()
    exif[0x010E] = PHONE
    return _picture("JPEG", exif=exif)


def _mp3() -> bytes:
    body = b"\1" + NAME.encode("utf-16")
    tag = b"TPE1" + len(body).to_bytes(4) + b"\0\0" + body
    return b"ID3\3\0\0\0\0\0" + bytes([len(tag)]) + tag + (b"\xff\xfb\x90\0" + bytes(413)) * 8


PACKED = (
    Planted("a gzip twin that is not its page", "a.html.gz", lambda: gzip.compress(PHONE.encode(), mtime=0)),
    Planted("a Brotli twin that is not its page", "a.html.br", lambda: brotli.compress(PHONE.encode())),
    Planted("an archive in an archive", "a.zip", lambda: zipped("b.zip", zipped("c.txt", PHONE))),
    Planted("a name inside an archive", "a.zip", lambda: zipped(f"{PHONE}.txt", "x")),
    Planted("runs of a Word document", "a.docx", lambda: _letter("x", "张", "鹤", "鸣"), "姓名"),
    Planted("the author of a Word document", "a.docx", lambda: _letter(PHONE)),
    Planted("a hidden sheet", "a.xlsx", _sheet),
    Planted("a page of a PDF", "a.pdf", lambda: _pdf(f"来电 {PHONE}")),
    Planted("a Chinese name in a PDF", "a.pdf", lambda: _pdf(f"{NUMBER} {NAME}"), "姓名"),
    Planted("the author of a PDF", "a.pdf", lambda: _pdf(NUMBER, NAME), "姓名"),
    Planted("a cell of a database", "a.sqlite", lambda: _database("create table t(a)", f"insert into t values('{PHONE}')")),
    Planted("a search table", "a.db", lambda: _database("create virtual table t using fts5(a)", f"insert into t values('{PHONE}')")),
    Planted("a deleted row of a database", "a.sqlite", lambda: _database("create table t(a)", f"insert into t values('来电{PHONE}')", "delete from t")),
    Planted("EXIF of a photograph", "a.jpg", _jpeg),
    Planted("a packed text of a picture", "a.png", _png),
    Planted("bytes behind a picture", "a.png", lambda: _picture("PNG") + PHONE.encode()),
    Planted("XMP of a picture", "a.webp", lambda: _picture("WEBP", xmp=f"<x>{PHONE}</x>".encode())),
    Planted("a comment of a GIF", "a.gif", lambda: _picture("GIF", comment=PHONE.encode())),
    Planted("a tag of a recording", "a.mp3", _mp3, "姓名"),
)  # fmt: skip


def planted() -> Iterator[Planted]:
    """All of them."""
    yield from (*WRITTEN, *KINDS, *PACKED)
