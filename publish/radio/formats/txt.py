"""Plain text for a prompter: one sentence a line.

Lines that begin with ■ or ▷ are not read, nor is what stands in half-width brackets: how the figure before
it was written, or the pinyin of the character before it.
"""

from __future__ import annotations

from collections.abc import Iterator

from publish.radio.formats import sheet
from publish.radio.pack import Item, Pack

NAME = "txt"
SUFFIX = ".txt"


def render(pack: Pack) -> bytes:
    """The script in UTF-8."""
    facts = "　".join(f"{name} {value}" for name, value in sheet.head(pack))
    lines = [f"■ {sheet.title(pack)}", f"▷ {facts}", *(f"▷ {sheet.unsaid(one)}" for one in pack.never)]
    lines += [f"▷ {note}" for note in pack.notes]
    for item in pack.items:
        lines += ["", *_item(item)]
    return ("\n".join(lines) + "\n").encode()


def _item(item: Item) -> Iterator[str]:
    yield f"■ {sheet.heading(item)}"
    for part in item.parts:
        if len(item.parts) > 1:
            yield f"▷ {sheet.part_heading(part)}"
        for line in part.sentences:
            yield sheet.glossed(line)
            yield from (f"▷ {warning}" for warning in line.warnings)
        if part.talk:
            yield f"▷ {sheet.talk(part)}"
    yield f"▷ 时间有余：{sheet.glossed(item.pad)}"
    yield f"▷ 时间不够：{sheet.glossed(item.cut)}"
