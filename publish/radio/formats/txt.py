"""Plain text for a prompter: one sentence a line.

Lines that begin with ■ or ▷ are not read, nor is what stands in half-width brackets: how the figure before
it was written, or the pinyin of the character before it.
"""

from __future__ import annotations

from collections.abc import Iterator

from publish.radio.formats import sheet
from publish.radio.rundown import Item, Rundown

NAME = "txt"
SUFFIX = ".txt"


def render(rundown: Rundown) -> bytes:
    """The script in UTF-8."""
    facts = "　".join(f"{name} {value}" for name, value in sheet.head(rundown))
    lines = [f"■ {sheet.title(rundown)}", f"▷ {facts}", *(f"▷ {words}" for words in rundown.never)]
    lines += [f"▷ {note}" for note in rundown.notes]
    for item in rundown.items:
        lines += ["", *_item(item)]
    return ("\n".join(lines) + "\n").encode()


def _item(item: Item) -> Iterator[str]:
    yield f"■ {sheet.heading(item)}"
    for part in item.parts:
        if len(item.parts) > 1:
            yield f"▷ {sheet.part_heading(part)}"
        for line in part.lines:
            yield sheet.glossed(line)
            yield from (f"▷ {warning}" for warning in sheet.warnings(line.text))
        if part.talk:
            yield f"▷ {sheet.talk(part)}"
    yield f"▷ 时间有余：{sheet.glossed(item.pad)}"
    yield f"▷ 时间不够：{sheet.glossed(item.cut)}"
