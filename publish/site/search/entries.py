"""A case as the search knows it: one line of a block of texts."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from publish.model.published import PublishedCase
from publish.site.edition import Edition
from publish.text.dates import local


class Entry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """The texts in which is searched, and what a result shows. `names`: district, topic, unit, as far as they
    are told."""

    number: str
    place: int
    date: str
    column: str
    outcome: str
    district: str = ""
    topic: str = ""
    names: tuple[str, ...] = ()
    title: str
    appeal: str = ""
    summary: str = ""
    result: str = ""
    comment: str = ""
    notes: tuple[str, ...] = ()

    @property
    def texts(self) -> Iterator[str]:
        """All but the title."""
        yield from (self.appeal, self.summary, self.result, self.comment, *self.notes)


def entry(case: PublishedCase, edition: Edition) -> Entry:
    """A code that means nothing has no name."""
    topic, district = edition.topic_link(case.topic)[0], edition.region_link(case.district)[0]
    unit = edition.unit_link(case.unit)[0]
    return Entry(
        number=case.number,
        place=case.places["all"],
        date=local(case.published_at).date().isoformat(),
        column=case.column,
        outcome=case.outcome,
        district=case.district or "",
        topic=case.topic or "",
        names=tuple(name for name in (district, topic, unit) if name),
        title=case.title,
        appeal=case.appeal or "",
        summary=case.summary or "",
        result=case.result or "",
        comment=case.comment or "",
        notes=tuple(step.note for step in case.timeline if step.note),
    )


def bare(found: Entry) -> Entry:
    """The case without its texts."""
    return msgspec.structs.replace(found, title="", appeal="", summary="", result="", comment="", notes=())


def line(found: Entry) -> bytes:
    return _ENCODER.encode(found) + b"\n"


_ENCODER = msgspec.json.Encoder()
read = msgspec.json.Decoder(Entry).decode
