"""The one place where text becomes HTML: citizens' text escaped, handwritten Markdown sanitised."""

from __future__ import annotations

import nh3
from markdown import Markdown
from markupsafe import Markup, escape

PROSE_TAGS = {
    "a", "abbr", "blockquote", "br", "caption", "code", "dd", "del", "div", "dl", "dt", "em", "h2",
    "h3", "h4", "hr", "kbd", "li", "ol", "p", "pre", "q", "s", "small", "span", "strong", "sub",
    "sup", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
PROSE_ATTRIBUTES = {"a": {"href", "title"}, "abbr": {"title"}, "th": {"scope"}, "ol": {"start"},
                    "h2": {"id"}, "h3": {"id"}, "h4": {"id"}}  # fmt: skip
PROSE_SCHEMES = {"http", "https", "mailto", "tel"}


def paragraphs(text: str | None) -> Markup:
    """Public text as escaped <p>, one a line that is not blank; None or blank gives nothing."""
    lines = (line.strip() for line in (text or "").splitlines())
    return Markup("\n").join(Markup("<p>{}</p>").format(line) for line in lines if line)


def excerpt(text: str | None, length: int = 90) -> str:
    """The beginning of a text on one line, at most `length` code points, with … where it was cut."""
    line = " ".join((text or "").split())
    return line if len(line) <= length else line[: length - 1].rstrip("，。；：、 ") + "…"


def prose(source: str) -> Markup:
    """Handwritten Markdown as sanitised HTML: no script, style, image, form or foreign attribute."""
    converted = Markdown(extensions=["tables", "sane_lists", "toc", "attr_list"]).convert(source)
    clean = nh3.clean(
        converted, tags=PROSE_TAGS, attributes=PROSE_ATTRIBUTES, url_schemes=PROSE_SCHEMES, link_rel=None
    )
    return Markup(clean)


__all__ = ["Markup", "escape", "excerpt", "paragraphs", "prose"]
