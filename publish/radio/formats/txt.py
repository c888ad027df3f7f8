"""Plain text for a prompter: one sentence a line; lines that begin with ■ or ▷ are not read."""

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
        yield from (line.text for line in part.lines)
        if part.talk:
            yield f"▷ {sheet.talk(part)}"
    yield f"▷ 时间有余：{item.pad.text}"
    yield f"▷ 时间不够：{item.cut.text}"
