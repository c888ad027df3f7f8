"""Open data by month of publication: the cases of a month in one file a form, in the order of their places.

The newest month is open; a closed one changes only when one of its own cases does. A part notes the month,
not its cases: `changes.py` names the months of all that moved. The lines of a case are made where its page
is made and kept on disk for the parts; where nobody kept them, the part reads the case again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from io import BytesIO
from typing import NamedTuple

import msgspec

from publish.site.addresses import DATA, case_file
from publish.site.edition import Edition
from publish.site.manifest import Manifest
from publish.site.open_case import OpenCase, csv_head, csv_line, json_line, open_case
from publish.site.output import Made
from publish.site.page import Output
from publish.site.spool import Spool

LISTS = "month/"


class Lines(msgspec.Struct, frozen=True):
    """A form with a line a case: the bytes before the first, and a case's line."""

    head: Callable[[], bytes]
    line: Callable[[OpenCase], bytes]


class Form(msgspec.Struct, frozen=True):
    """A form of the data: its suffix and media type. `lines` None: one that is made whole
    (`open_parquet.py`), of closed months alone."""

    name: str
    suffix: str
    type: str
    lines: Lines | None = None


TABLE = Lines(csv_head, csv_line)
OBJECTS = Lines(bytes, json_line)
CSV = Form("CSV", ".csv", "text/csv", TABLE)
JSONL = Form("JSONL", ".jsonl", "application/jsonl", OBJECTS)
PARQUET = Form("Parquet", ".parquet", "application/vnd.apache.parquet")
FORMS = (CSV, JSONL, PARQUET)
KEPT = (TABLE, OBJECTS)
"""Forms whose lines are kept for the parts."""
KEPT_CASES = 128


class KeptLines(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A case's line in each form, and the names they were made of."""

    lines: tuple[memoryview, ...]
    names: tuple[str, ...]


_DECODER = msgspec.msgpack.Decoder(KeptLines)


def part_file(month: str, form: Form) -> str:
    """data/2022-05.csv"""
    return f"{DATA}{month}{form.suffix}"


class Parts:
    """The parts of one edition."""

    def __init__(self, edition: Edition, spool: Spool) -> None:
        self._edition, self._spool = edition, spool
        self._names = Meanings(edition)
        self._open = edition.uses.kept(self._opened, KEPT_CASES)

    def case(self, number: str) -> bytes:
        """A case by itself, as one object of JSON."""
        self._edition.uses.note(f"case:{number}")
        return json_line(self._open(number))

    def outputs(self) -> Iterator[Output]:
        """Every part there is, oldest month first."""
        for month, form in held(months(self._edition)):
            body = partial(self._part, month, form.lines) if form.lines else partial(self._packed, month)
            yield Output(path=part_file(month, form), body=body, apart=form.lines is None)

    def _part(self, month: str, lines: Lines) -> bytes:
        nth, made = KEPT.index(lines), BytesIO()  # it gives its own buffer away: a month is there once
        made.write(lines.head())
        for number in self._edition.of_month(month):
            made.write(self._line(number, nth))
        return made.getvalue()

    def _packed(self, month: str) -> bytes:
        from publish.site import open_parquet  # what it needs takes long to load

        return open_parquet.packed(self._object(number) for number in self._edition.of_month(month))

    def _object(self, number: str) -> OpenCase:
        return _OBJECT.decode(self._line(number, KEPT.index(OBJECTS)))

    def _line(self, number: str, nth: int) -> bytes | memoryview:
        held = self._spool.part("data", number)
        if held is None:
            return KEPT[nth].line(self._open(number))
        kept = _DECODER.decode(held)
        self._edition.uses.note_all(kept.names)
        return kept.lines[nth]

    def _opened(self, number: str) -> OpenCase:
        return open_case(self._edition.told(number), self._names)

    def kept(self, number: str) -> bytes:
        """The lines of a case, for the processes that make the parts."""
        case, names = self._edition.uses.noted(partial(self._open, number))
        return msgspec.msgpack.encode((tuple(each.line(case) for each in KEPT), tuple(names)))


_OBJECT = msgspec.json.Decoder(OpenCase)


def held(months: Sequence[str]) -> Iterator[tuple[str, Form]]:
    """The parts there are of these months, of which the last is open."""
    for month in months:
        yield from ((month, form) for form in FORMS if form.lines or month != months[-1])


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


class Size(NamedTuple):
    """Bytes and SHA-256 of a file."""

    bytes: int = 0
    sha256: str = ""


class Sizes:
    """Sizes of the data: of what was made in this build, and of what the last one left."""

    def __init__(self, manifest: Manifest) -> None:
        self._manifest = manifest
        self._made: dict[str, Size] = {}

    def learn(self, made: Iterable[Made]) -> Iterator[Made]:
        """Passes what was made through."""
        for each in made:
            if each.entry.path.startswith(DATA):
                self._made[each.entry.path] = Size(each.entry.size, each.entry.sha256)
            yield each

    def of(self, path: str) -> Size:
        """The size of a file; 0 where there is none."""
        held = self._made.get(path)
        if held is None:
            entry = self._manifest.get(path)
            held = Size(entry.size, entry.sha256) if entry else Size()
        return held
