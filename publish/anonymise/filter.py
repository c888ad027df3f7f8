"""The stand-alone filter: one JSON object a line in, one out, in the same order.

`Work` is what a process, here or in a cluster, makes of a batch of lines; `run` reads, spreads and
writes. What comes out depends on the lines alone, not on who did them.
"""

from __future__ import annotations

import pickle
import signal
import socket
import threading
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import cached_property
from typing import BinaryIO, Protocol

import msgspec

from publish.anonymise import lines, row
from publish.anonymise.edition import edition
from publish.anonymise.engine import Anonymiser, Job
from publish.anonymise.explain import ExplainedFlag, ExplainedSpan, Why, explained
from publish.anonymise.row import RefusalError, Row
from publish.errors import Issue, PublishError, issue
from publish.model.spans import Flag, Span
from publish.model.texts import RedactedText

_ALONE = threading.Lock()
"""One batch at a time in a process: a cluster's worker may run several threads over one engine."""


class Outcome(msgspec.Struct, frozen=True):
    """One line out; offsets are code points of the line's input text."""

    id: msgspec.Raw
    text: str
    spans: tuple[Span, ...]
    flags: tuple[Flag, ...]


class Told(msgspec.Struct, frozen=True):
    """One line out with its reasons: `Outcome`, and what was left although it was claimed."""

    id: msgspec.Raw
    text: str
    spans: tuple[ExplainedSpan, ...]
    flags: tuple[ExplainedFlag, ...]
    kept: tuple[Why, ...]


class Refused(msgspec.Struct, frozen=True):
    """A line set aside: its number and why; nothing of what stands in it."""

    line: int
    code: str
    context: dict[str, str]

    def issue(self) -> Issue:
        return issue(self.code, f"第 {self.line} 行", **self.context)


class Answer(msgspec.Struct, frozen=True):
    """What became of a batch: lines to write as they are, lines refused, bytes that were read."""

    done: int
    out: bytes
    refused: tuple[Refused, ...]
    size: int

    def __repr__(self) -> str:
        return f"Answer({self.done} lines)"


class Counts(msgspec.Struct):
    """What a run has done so far."""

    lines: int = 0
    refused: int = 0


class Work:
    """Anonymises batches. The engine is made where it is used, once in each process."""

    def __init__(self, anonymiser: Anonymiser, explain: bool = False) -> None:
        self._engine, self._explain = anonymiser, explain

    def __repr__(self) -> str:
        return "Work()"

    def ready(self) -> Work:
        """With all loaded that is needed: processes forked from this one share it."""
        self._engine.text("。")
        return self

    def __call__(self, batch: lines.Batch) -> Answer:
        """A line that can't be taken is refused; the others go on. Raises `PublishError` alone."""
        rows: list[tuple[int, Row]] = []
        refused: list[Refused] = []
        for number, line in enumerate(batch.lines, batch.first):
            try:
                rows += [(number, one) for one in _read(line)]
            except RefusalError as refusal:
                refused.append(Refused(number, refusal.code, refusal.context))
        with _ALONE:
            out = list(self._written(rows, refused))
        return Answer(len(out), b"".join(out), tuple(sorted(refused, key=lambda one: one.line)), batch.size)

    def _written(self, rows: Sequence[tuple[int, Row]], refused: list[Refused]) -> Iterator[bytes]:
        try:
            yield from self._lines([one for _, one in rows])
        except PublishError:
            raise
        except Exception as error:  # whatever one line does to the engine must not cost the others
            if len(rows) == 1:
                refused.append(Refused(rows[0][0], "ANONYMISE-012", {"detail": type(error).__name__}))
                return
            for single in rows:
                yield from self._written([single], refused)

    def _lines(self, rows: Sequence[Row]) -> list[bytes]:
        jobs = [Job({"text": one.text}, one.known) for one in rows]
        done = self._engine.records(jobs)
        return [self._line(*one) for one in zip(rows, jobs, done, strict=True)]

    def _line(self, given: Row, job: Job, done: Mapping[str, RedactedText]) -> bytes:
        text = done["text"]
        out: Outcome | Told = Outcome(given.id, text.text, text.spans, text.flags)
        if self._explain:
            why = explained(self._engine, job, done)["text"]
            out = Told(given.id, text.text, why.spans, why.flags, why.kept)
        return msgspec.json.encode(out) + b"\n"


class Elsewhere:
    """Work for another machine, which must have the same program: else no two would agree.

    The work travels sealed and is opened where the program was found to be the same.
    """

    def __init__(self, work: Work, program: str) -> None:
        self._sealed, self._program = pickle.dumps(work), program

    def __repr__(self) -> str:
        return "Elsewhere()"

    @cached_property
    def _work(self) -> Work:
        work: Work = pickle.loads(self._sealed)
        return work

    def __call__(self, batch: lines.Batch) -> Answer:
        """As `Work` does. Raises `PublishError` CLUSTER-007 where the program is another one."""
        if self._program != edition():
            raise PublishError("CLUSTER-007", socket.gethostname())
        return self._work(batch)


Take = Callable[[lines.Batch], Answer]


class Spread(Protocol):
    """`text.spread.in_order` or `text.cluster.in_order`, without the question of where."""

    def __call__(self, work: Take, items: Iterable[lines.Batch]) -> Generator[Answer, None, None]: ...


def here(work: Take, items: Iterable[lines.Batch]) -> Generator[Answer, None, None]:
    """In this process."""
    yield from map(work, items)


def run(
    source: BinaryIO,
    out: BinaryIO,
    work: Take | None = None,
    spread: Spread = here,
    tell: Callable[[Refused], None] = lambda _: None,
    advance: Callable[[int], None] = lambda _: None,
) -> Counts:
    """Anonymise every good line of `source` to `out`; `tell` hears what is wrong with the others.

    `advance` hears how many bytes were dealt with. Memory is bounded: nothing is read before there
    is room for it, and what is done is written at once.
    """
    counts = Counts()
    with closing(spread(work or Work(Anonymiser()), lines.batches(source))) as answers:
        for answer in answers:
            _put(out, answer.out)
            for refused in answer.refused:
                tell(refused)
            counts.lines += answer.done
            counts.refused += len(answer.refused)
            advance(answer.size)
    return counts


def _put(out: BinaryIO, done: bytes) -> None:
    """Whole lines: Ctrl-C is heard when they are written."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        out.write(done)
        out.flush()
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def _read(line: bytes | None) -> Iterator[Row]:
    if line is None:
        raise RefusalError("ANONYMISE-011", limit=f"{lines.LONGEST // 1024 // 1024} MB")
    if line.strip().removeprefix(row.BOM):
        yield row.read(line)
