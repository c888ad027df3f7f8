"""Open data by month of publication: the cases of a month in one file a form, in the order of their places.

The newest month is open; a closed one changes only when one of its own cases does. A part notes the month,
not its cases: `changes.py` names the months of all that moved. The lines of a case are made where its page
is made and kept on disk for the parts; where nobody kept them, the part reads the case again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from io import BytesIO

import msgspec

from publish.site.addresses import DATA, case_file
from publish.site.edition import Edition
from publish.site.manifest import Manifest
from publish.site.open_case import OpenCase, csv_head, csv_line, json_line, open_case
from publish.site.output import Made
from publish.site.page import Output
from publish.site.spool import Place, Spool

LISTS = "month/"


class Form(msgspec.Struct, frozen=True):
    """A form of the data: its suffix, media type, the bytes before the first case, and a case's line."""

    name: str
    suffix: str
    type: str
    head: Callable[[], bytes]
    line: Callable[[OpenCase], bytes]


FORMS = (
    Form("CSV", ".csv", "text/csv", csv_head, csv_line),
    Form("JSONL", ".jsonl", "application/jsonl", bytes, json_line),
)


class Lines(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A case's line in each form, and the names they were made of."""

    lines: tuple[memoryview, ...]
    names: tuple[str, ...]


_DECODER = msgspec.msgpack.Decoder(Lines)


def part_file(month: str, form: Form) -> str:
    """data/2022-05.csv"""
    return f"{DATA}{month}{form.suffix}"


class Parts:
    """The parts of one edition."""

    def __init__(self, edition: Edition, spool: Spool) -> None:
        self._edition, self._spool = edition, spool
        self._names = Meanings(edition)

    def outputs(self) -> Iterator[Output]:
        """Every part there is, oldest month first."""
        for month in months(self._edition):
            for form in FORMS:
                yield Output(path=part_file(month, form), body=partial(self._part, month, form))

    def _part(self, month: str, form: Form) -> bytes:
        nth, made = FORMS.index(form), BytesIO()  # it gives its own buffer away: a month is there once
        made.write(form.head())
        for number in self._edition.of_month(month):
            made.write(self._line(number, nth))
        return made.getvalue()

    def _line(self, number: str, nth: int) -> bytes | memoryview:
        held = self._spool.bytes(_key(number))
        if held is None:
            return FORMS[nth].line(self._open(number))
        kept = _DECODER.decode(held)
        self._edition.uses.note_all(kept.names)
        return kept.lines[nth]

    def _open(self, number: str) -> OpenCase:
        return open_case(self._edition.told(number), self._names)

    def spooled(self, numbers: Iterable[str]) -> list[tuple[str, Place]]:
        """Makes the lines of cases for the processes that make the parts."""
        return self._spool.keep((_key(number), self._kept(number)) for number in numbers)

    def _kept(self, number: str) -> bytes:
        case, names = self._edition.uses.noted(partial(self._open, number))
        return msgspec.msgpack.encode((tuple(form.line(case) for form in FORMS), tuple(names)))


def _key(number: str) -> str:
    return f"data:{number}"


def months(edition: Edition) -> list[str]:
    """The months in which a case was published, oldest first."""
    return [name.removeprefix(LISTS) for name in edition.list_names(LISTS)]


class Meanings:
    """What the codes of a case mean in an edition; what is asked is noted."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition

    def url(self, number: str) -> str:
        return self._edition.addresses.absolute(case_file(number))

    def column(self, slug: str) -> str:
        return self._edition.columns[slug].name

    def topic(self, slug: str | None) -> str | None:
        return self._edition.topic_link(slug)[0]

    def district(self, code: str | None) -> str | None:
        return self._edition.region_link(code)[0]

    def unit(self, slug: str | None) -> str | None:
        return self._edition.unit_link(slug)[0]

    def policies(self, slugs: tuple[str, ...]) -> tuple[str, ...]:
        return self._edition.there("policies", slugs)

    def dossiers(self, slugs: tuple[str, ...]) -> tuple[str, ...]:
        return self._edition.there("dossiers", slugs)

    def episodes(self, names: tuple[str, ...]) -> tuple[str, ...]:
        return self._edition.there("episodes", names)


class Sizes:
    """Bytes of the parts: of those made in this build, and of those the last one left."""

    def __init__(self, manifest: Manifest) -> None:
        self._manifest = manifest
        self._made: dict[str, int] = {}

    def learn(self, made: Iterable[Made]) -> Iterator[Made]:
        """Passes what was made through."""
        for each in made:
            if each.entry.path.startswith(DATA):
                self._made[each.entry.path] = each.entry.size
            yield each

    def of(self, path: str) -> int:
        """The bytes of a part; 0 where there is none."""
        held = self._made.get(path)
        if held is None:
            entry = self._manifest.get(path)
            held = entry.size if entry else 0
        return held
