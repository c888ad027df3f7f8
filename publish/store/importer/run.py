"""`publish import`: a file of messages and replies into a store, whole or not at all, and again the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b
from itertools import islice
from operator import itemgetter
from pathlib import Path

import msgspec
from sqlalchemy import Connection

from publish.errors import Issue, StoreError, issue
from publish.model.contract import Row
from publish.store.importer import convert, files, write
from publish.store.importer.files import Line, Source
from publish.store.importer.plan import Plan, load
from publish.store.nodes import nearest
from publish.store.rejected import Rejected, RowError

BATCH = 500
ATTACHMENTS = ("附件", "照片", "图片", "相片", "视频", "录音", "文件", "photo", "image", "attachment")

Progress = Callable[[int], None]


class ImportReport(msgspec.Struct, frozen=True, kw_only=True):
    """What came of an import. `lines` = `written` + `repeated` + those in `rejected`."""

    file: str
    store: str
    lines: int
    written: int
    repeated: int
    rejected: tuple[Rejected, ...]
    left_out: tuple[str, ...]
    notices: tuple[Issue, ...] = ()


class Seen(msgspec.Struct):
    """What a first look at the file told: its headings, and the lines of every key."""

    headings: dict[str, None]
    contents: dict[str, list[bytes]]

    def conflicts(self, key: str | None) -> int:
        """How many lines have `key`, if they don't all say the same; else 0."""
        lines = self.contents.get(key, []) if key else []
        return len(lines) if len(set(lines)) > 1 else 0


def import_file(
    path: Path, mapping: Path, store: str, *, dry_run: bool = False, progress: Progress | None = None
) -> ImportReport:
    """Import `path` by the mapping file `mapping` into the store at the URL `store`.

    Atomic, and idempotent: a matter that is there is replaced with everything below it that the
    mapping speaks of. Bad lines are set aside in the report. Raises `StoreError` before anything
    is written when the file or the mapping is wrong.
    """
    plan = load(mapping)
    source = files.opened(path, plan.sheet)
    seen = _look(source, plan)
    _check_headings(source, seen, plan)
    tally = Tally(source, plan, seen, progress)
    with write.target(store, keep=not dry_run) as connection:
        for relation, rows in plan.tables.items():
            write.replace(connection, relation, rows)
        for batch in _batches(tally.matters()):
            _write(connection, plan, batch)
    return tally.report(store)


class Tally:
    """Goes through the lines once and counts what becomes of them."""

    def __init__(self, source: Source, plan: Plan, seen: Seen, progress: Progress | None) -> None:
        self.source, self.plan, self.seen, self.progress = source, plan, seen, progress
        self.lines = self.repeated = self.written = 0
        self.rejected: list[Rejected] = []
        self._done: set[str] = set()

    def matters(self) -> Iterator[convert.Made]:
        """The rows of every good line."""
        for line in self.source.lines():
            self.lines += 1
            try:
                made = self._made(line)
            except RowError as error:
                self.rejected.append(self._set_aside(line, error))
            else:
                self.written += bool(made)
                self.repeated += not made
                if made:
                    yield made
            if self.progress:
                self.progress(self.lines)

    def _made(self, line: Line) -> convert.Made:
        if line.cells is None:
            raise RowError("IMPORT-101")
        key = convert.key(line, self.plan)
        if count := self.seen.conflicts(key):
            raise RowError("IMPORT-105", count=count)
        if key in self._done:
            return []
        made = convert.rows(line, self.plan)
        if key:
            self._done.add(key)
        return made

    def _set_aside(self, line: Line, error: RowError) -> Rejected:
        key = convert.key(line, self.plan) if line.cells else None
        return error.rejected("cases", key or f"line-{line.number}", f"{self.source.path.name}:{line.number}")

    def report(self, store: str) -> ImportReport:
        """The counts, and the headings nobody asked for."""
        used = {heading for cell in self.plan.cells() for heading in cell.headings}
        left_out = tuple(heading for heading in self.seen.headings if heading and heading not in used)
        return ImportReport(
            file=str(self.source.path),
            store=store,
            lines=self.lines,
            written=self.written,
            repeated=self.repeated,
            rejected=tuple(self.rejected),
            left_out=left_out,
            notices=tuple(_notices(left_out, self.source.path)),
        )


def _look(source: Source, plan: Plan) -> Seen:
    seen = Seen(dict.fromkeys(source.headings or ()), {})
    for line in source.lines():
        if source.headings is None:
            seen.headings.update(dict.fromkeys(line.cells or ()))
        key = convert.key(line, plan)
        if key:
            seen.contents.setdefault(key, []).append(_digest(line))
    return seen


def _digest(line: Line) -> bytes:
    content = repr(sorted((line.cells or {}).items(), key=itemgetter(0)))
    return blake2b(content.encode(errors="replace"), digest_size=16).digest()


def _check_headings(source: Source, seen: Seen, plan: Plan) -> None:
    if not seen.headings:
        raise StoreError("IMPORT-006", str(source.path))
    for cell in plan.cells():
        for heading in cell.headings:
            _check_heading(heading, f"{plan.path}:{cell.line}", source, seen)


def _check_heading(heading: str, place: str, source: Source, seen: Seen) -> None:
    count = source.headings.count(heading) if source.headings else 1
    if heading not in seen.headings:
        close = nearest(heading, [known for known in seen.headings if known])
        raise StoreError("IMPORT-007", place, heading=heading, nearest=close)
    if count > 1:
        raise StoreError("IMPORT-008", place, heading=heading, count=count)


def _write(connection: Connection, plan: Plan, batch: list[convert.Made]) -> None:
    by_relation: dict[str, list[Row]] = {name: [] for name in ("cases", *(name for name, _ in plan.below))}
    for made in batch:
        for relation, row in made:
            by_relation[relation].append(row)
    keys = [str(getattr(row, "case_id")) for row in by_relation["cases"]]  # noqa: B009 (typed as Row)
    for relation, rows in by_relation.items():
        if relation != "cases":
            write.clear(connection, relation, keys)
        write.replace(connection, relation, rows)


def _batches(matters: Iterable[convert.Made]) -> Iterator[list[convert.Made]]:
    matters = iter(matters)
    while batch := list(islice(matters, BATCH)):
        yield batch


def _notices(left_out: Iterable[str], path: Path) -> Iterator[Issue]:
    found = [heading for heading in left_out if any(word in heading.lower() for word in ATTACHMENTS)]
    if found:
        yield issue("IMPORT-201", str(path), headings="”“".join(found))
