"""The one place where text becomes HTML: citizens' text escaped, handwritten Markdown sanitised."""

from __future__ import annotations

import re
from collections.abc import Callable

import markupsafe
import msgspec
from markupsafe import Markup, escape

PROSE_TAGS = {
    "a", "abbr", "blockquote", "br", "caption", "code", "dd", "del", "div", "dl", "dt", "em", "h2",
    "h3", "h4", "hr", "kbd", "li", "ol", "p", "pre", "q", "s", "small", "span", "strong", "sub",
    "sup", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
PROSE_ATTRIBUTES = {"a": {"href", "title"}, "abbr": {"title"}, "th": {"scope"}, "ol": {"start"},
                    "h2": {"id"}, "h3": {"id"}, "h4": {"id"}}  # fmt: skip
PROSE_SCHEMES = {"http", "https", "mailto", "tel"}
UNSAFE = {sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
"""What could end a block of data in a page, or a line of it → its JSON escape."""
HELLO = r"(?:您|你|您们|你们|大家)好"
TITLE = r"(?:尊敬的|敬爱的|各位)?[\u4e00-\u9fff]{0,8}(?:领导|同志|书记|[市区县镇局]长|工作人员|老师)们?"
GREETING = re.compile(rf"(?:{TITLE}(?:[：:]\s?|[，,！!。\s]?(?={HELLO})))?(?:{HELLO}[！!，,。：:]\s?)?")
"""How letters begin."""

escaped: Callable[[str], str] = vars(markupsafe)["_escape_inner"]
"""What `escape` itself calls for a text."""


def printed(value: object) -> str:
    """What a template prints for `value`: its text escaped, `Markup` as it is. The same as `escape`, less
    the object that wraps every text: a page prints some two hundred."""
    if type(value) is str:
        return escaped(value)
    if type(value) is int:
        return str(value)
    return value if type(value) is Markup else escape(value)


def paragraphs(text: str | None) -> Markup:
    """Public text as escaped <p>, one a line that is not blank; None or blank gives nothing."""
    if not text:
        return Markup()
    lines = [f"<p>{line}</p>" for each in str(printed(text)).splitlines() if (line := each.strip())]
    return Markup("\n".join(lines))


def embedded(data: object) -> Markup:
    """JSON that may stand in a `<script>` of a data type: nothing in it can end the element."""
    text = msgspec.json.encode(data).decode()
    for sign, code in UNSAFE.items():
        if sign in text:
            text = text.replace(sign, code)
    return Markup(text)


def excerpt(text: str | None, length: int = 90) -> str:
    """The beginning of a text on one line, at most `length` code points, with … where it was cut."""
    line = " ".join((text or "").split())
    return line if len(line) <= length else line[: length - 1].rstrip("，。；：、 ") + "…"


def ungreeted(text: str) -> str:
    """A letter without its greeting; a text that is nothing else stays."""
    found = GREETING.match(text)
    return text[found.end() :] or text if found else text


def gist(text: str, length: int) -> str:
    """The first whole sentences behind a greeting, at most `length` code points; cut inside a sentence,
    with …, where that alone is longer."""
    flat = ungreeted(text.replace("\n", ""))
    if len(flat) <= length:
        return flat
    end = flat.rfind("。", 0, length) + 1
    return flat[:end] if end > length // 3 else flat[: length - 1] + "…"


def prose(source: str) -> Markup:
    """Handwritten Markdown as sanitised HTML: no script, style, image, form or foreign attribute."""
    import nh3  # costly, and most builds have no prose to convert
    from markdown import Markdown
    from markdown.extensions.toc import TocExtension

    # part, part_1, part_2: of a Chinese title nothing but the number would be left
    anchors = TocExtension(slugify=lambda *_: "part")
    converted = Markdown(extensions=["tables", "sane_lists", anchors, "attr_list"]).convert(source)
    clean = nh3.clean(
        converted, tags=PROSE_TAGS, attributes=PROSE_ATTRIBUTES, url_schemes=PROSE_SCHEMES, link_rel=None
    )
    return Markup(clean)


__all__ = [
    "Markup", "embedded", "escape", "escaped", "excerpt", "gist", "paragraphs", "printed", "prose",
    "ungreeted",
]  # fmt: skip
