"""Lines through the anonymiser, on the cores of this machine or on a cluster."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import BinaryIO

import msgspec

from publish.anonymise import filter as line_filter
from publish.anonymise import policy
from publish.anonymise.edition import edition
from publish.anonymise.engine import Anonymiser
from publish.anonymise.filter import Elsewhere, Refused, Spread, Take, Work
from publish.errors import UsageError
from publish.text import cluster, spread


class How(msgspec.Struct, frozen=True, kw_only=True):
    """How a run is to go. `workers` None: every core; `scheduler`: a Dask cluster's, instead of them."""

    policy: Path = policy.DEFAULT
    explain: bool = False
    workers: int | None = None
    scheduler: str | None = None
    rejects: Path | None = None


def anonymise(
    source: BinaryIO,
    out: BinaryIO,
    how: How,
    tell: Callable[[Refused], None],
    advance: Callable[[int], None] = lambda _: None,
) -> line_filter.Counts:
    """JSONL in, JSONL out, order and ids kept; `tell` hears of every line set aside.

    Raises `UsageError` for a policy, a list of rejects or a combination that can't be; `PublishError`
    for a cluster that does not answer.
    """
    if how.scheduler and how.workers:
        raise UsageError("ANONYMISE-014", "--scheduler")
    work = _work(how)
    with _rejects(how.rejects, source) as note:

        def refused(one: Refused) -> None:
            note(one)
            tell(one)

        return line_filter.run(source, out, work, _spread(how), refused, advance)


def _work(how: How) -> Take:
    work = Work(Anonymiser(rules=policy.load(how.policy)), how.explain)
    return Elsewhere(work, edition()) if how.scheduler else work.ready()


def _spread(how: How) -> Spread:
    if how.scheduler:
        return partial(cluster.in_order, address=how.scheduler)
    return partial(spread.in_order, workers=how.workers)


@contextmanager
def _rejects(path: Path | None, source: BinaryIO) -> Iterator[Callable[[Refused], None]]:
    """The list of lines set aside, one JSON object each; no file where there are none."""
    if not path:
        yield lambda _: None
        return
    if _same(path, source):
        raise UsageError("ANONYMISE-013", str(path), detail="与输入是同一个文件")
    try:
        file = path.open("wb")
    except OSError as error:
        raise UsageError("ANONYMISE-013", str(path), detail=error.strerror) from None
    with file:
        yield lambda one: _note(file, one)
        empty = not file.tell()
    if empty:
        path.unlink()


def _same(path: Path, source: BinaryIO) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(source.fileno()))
    except OSError:  # one of the two is no file
        return False


def _note(file: BinaryIO, refused: Refused) -> None:
    file.write(msgspec.json.encode({"line": refused.line, **msgspec.structs.asdict(refused.issue())}) + b"\n")
    file.flush()
