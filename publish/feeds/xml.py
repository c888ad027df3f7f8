"""Text on its way into XML 1.0: what can't stand there is dropped, the rest is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable

HEADER = '<?xml version="1.0" encoding="UTF-8"?>\n'

# The Char production of XML 1.0, less the C1 controls it discourages.
_UNFIT = re.compile("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BREAK = re.compile("\r\n?|[\x85\u2028\u2029]")


def fit(text: str) -> str:
    """The text with one kind of line break and without characters XML can't hold."""
    if text.replace("\n", " ").isprintable():
        return str(text)  # nearly always; plain, for `Markup` would be escaped twice
    return _UNFIT.sub("", _BREAK.sub("\n", text))


def line(text: str) -> str:
    """The text on one line, for titles and summaries."""
    return " ".join(fit(text).split())


def escape(text: str) -> str:
    """Fit text as character data; `]]>` and quotes included."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;")


def html_of(text: str) -> str:
    """Plain text as the HTML that shows it (an RSS description is read as HTML)."""
    return line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def styled(hrefs: Iterable[str]) -> str:
    """What a browser shows the document with, best first (W3C, xml-stylesheet): one that knows no XSLT any
    more takes the CSS."""
    return "".join(
        f'<?xml-stylesheet type="text/{href.rsplit(".", 1)[-1]}" href="{escape(href)}"?>\n' for href in hrefs
    )


def element(name: str, text: str, attributes: str = "") -> str:
    """One element on a line of its own; `attributes` begins with a space."""
    return f"<{name}{attributes}>{escape(text)}</{name}>\n"
