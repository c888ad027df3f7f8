"""Public texts as Markdown that reads as the same text in every dialect."""

from __future__ import annotations

import re

from publish.model.published import PublishedCase

SPECIAL = re.compile(r"([\\`*_{}\[\]#~|!])")
HEAD = re.compile(r"^([-+=:]|\d+(?=[.)]))")
PARTS = (("反映的问题", "asked"), ("办理结果", "result"), ("督查点评", "comment"))


def body(case: PublishedCase) -> str:
    """The three texts of a case under their headings."""
    texts = {"asked": case.appeal or case.summary, "result": case.result, "comment": case.comment}
    held = (f"## {heading}\n\n{paragraphs(texts[name])}" for heading, name in PARTS if texts[name])
    return "\n\n".join(held) + "\n"


def paragraphs(text: str | None) -> str:
    """Each line that is not blank as a paragraph."""
    lines = (line.strip() for line in (text or "").splitlines())
    return "\n\n".join(_line(line) for line in lines if line)


def _line(text: str) -> str:
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = SPECIAL.sub(r"\\\1", text)
    return HEAD.sub(lambda found: "".join(f"&#{ord(sign)};" for sign in found.group()), text)
