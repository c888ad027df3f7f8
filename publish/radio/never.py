"""What is not asked and not guessed on air, and what the host says when a caller says it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

import msgspec

from publish.model.published import PublishedCase
from publish.radio.ear import WORDS
from publish.radio.pack import Never
from publish.radio.programme import Programme
from publish.radio.rundown import Rundown


class Hidden(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One entry of words/never.yaml."""

    kind: str
    what: str
    bridge: str
    find: str = ""
    always: bool = False

    def stands_in(self, text: str) -> bool:
        """Whether a matter's text hides this."""
        return self.always or bool(re.search(self.find, text))


@cache
def hidden() -> tuple[Hidden, ...]:
    """The kinds of what is hidden, the worst first."""
    return msgspec.yaml.decode((WORDS / "never.yaml").read_bytes(), type=tuple[Hidden, ...])


def never(rundown: Rundown, cases: Mapping[str, PublishedCase], programme: Programme) -> tuple[Never, ...]:
    """The list of one broadcast: the programme's own, guests who are not named, then each matter's."""
    general = (Never(kind="any", what=what, bridge=bridge) for what, bridge in programme.phrases.never)
    read = {item.number: cases[item.case] for item in rundown.items if item.case}
    return (*general, *_guests(rundown), *_of_matters(read))


def _guests(rundown: Rundown) -> Iterator[Never]:
    for guest in rundown.guests:
        if guest.name is None:
            yield Never(kind="guest", what=f"{guest.said}的姓名", bridge=f"今天请到的是{guest.said}。")


def _of_matters(read: Mapping[int, PublishedCase]) -> Iterator[Never]:
    """One entry a kind, with the items it belongs to; where and when, as far as the record hides them."""
    texts = {number: "\n".join(_texts(case)) for number, case in read.items()}
    for one in hidden():
        items = tuple(number for number, text in texts.items() if one.stands_in(text))
        if items:
            yield Never(kind=one.kind, what=one.what, bridge=one.bridge, items=items)


def _texts(case: PublishedCase) -> Iterator[str]:
    """What was approved, and a sign for each fact that may not be told."""
    yield from filter(None, (case.title, case.summary, case.appeal, case.result, case.comment))
    if case.district is None:
        yield "某区"
    if case.submitted_at is None:
        yield "某月某日"
