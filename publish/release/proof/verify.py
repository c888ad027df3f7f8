"""Verifying a published site with nothing but a public key: the whole, or one page with its proofs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import msgspec

from publish.errors import Issue, issue
from publish.release.proof import note, shards, stamp, statement
from publish.release.proof.history import PLACE, History
from publish.release.proof.listing import Listing
from publish.release.proof.note import Key, MalformedError, Note
from publish.release.proof.reader import MissingError, Reader, UnreadError
from publish.release.proof.shards import Line
from publish.release.proof.statement import Checkpoint, Statement
from publish.release.proof.trust import Trust, trust

SHORT = 1 << 20
"""Bytes of the longest note, and of the list of keys."""
CASE = re.compile(r"cases/([A-Z]+-\d{4}-\d+)\b")


class Found(msgspec.Struct, kw_only=True):
    """What came out: faults, what is to be known besides, the steps that held, and the checkpoint, which a
    later verification is held to."""

    issues: list[Issue] = []
    notices: list[Issue] = []
    said: list[str] = []
    counts: dict[str, int] = {}
    checkpoint: bytes = b""


def verify(
    reader: Reader, key: Key | None = None, since: bytes | None = None, page: str | None = None
) -> Found:
    """Verify a site, or one page of it. `since`: a checkpoint seen earlier. Faults are found one by one, as
    far as what is left can still be read."""
    return _Verifier(reader, key, since, page).run()


class _Verifier:
    def __init__(self, reader: Reader, key: Key | None, since: bytes | None, page: str | None) -> None:
        self._reader = reader
        self._key = key
        self._since = since
        self._page = page
        self._found = Found()

    def run(self) -> Found:
        entry, said = self._statement()
        if entry is None or said is None:
            return self._found
        believed = self._trust(said)
        self._signed(believed, note.parse(entry), said, stamp.RELEASE)
        self._tell(f"第 {said.number} 版声明，{said.at.isoformat(sep=' ')} 签署，共 {said.files} 个文件")
        self._log(believed, entry, said)
        self._pages(believed, said)
        return self._found

    # --- statement and keys -----------------------------------------------------------------------

    def _statement(self) -> tuple[bytes | None, Statement | None]:
        entry = self._read(stamp.RELEASE, SHORT)
        if entry is None:
            return None, None
        try:
            text = note.parse(entry).text
            origin = text.split("\n", 1)[0].removesuffix("/release") + "/log"
            return entry, statement.read(text, origin)
        except MalformedError:
            self._fault("PROOF-006", stamp.RELEASE)
            return None, None

    def _trust(self, said: Statement) -> Trust:
        listed = self._read(stamp.KEYS, SHORT) or b""
        believed, faults = trust(listed, said.origin, self._key)
        self._found.issues += faults
        if statement.stated(listed[: said.keys[0]]) != said.keys and not faults:
            self._fault("PROOF-011", stamp.KEYS)
        if self._key is None:
            self._notice("PROOF-051", stamp.KEYS, key=believed.held[-1].key if believed.held else "-")
        return believed

    def _signed(self, believed: Trust, found: Note, said: Statement, place: str) -> None:
        if fault := believed.signed(found, said.at, place):
            self._found.issues.append(fault)

    # --- the log ----------------------------------------------------------------------------------

    def _log(self, believed: Trust, entry: bytes, said: Statement) -> None:
        data = self._read(PLACE, SHORT)
        checkpoint = self._checkpoint(data, PLACE)
        if data is None or checkpoint is None:
            return
        self._signed(believed, note.parse(data), said, PLACE)
        self._found.checkpoint = data
        if checkpoint.origin != said.origin:
            self._fault("PROOF-006", PLACE)
            return
        history = History(self._reader, checkpoint)
        steps = [history.holds, lambda: history.ends_with(entry)]
        if self._page is None:
            steps.append(lambda: history.told(believed.listed))
        if sum(not self._step(step) for step in steps) == 0:  # each is taken, whatever the others say
            self._tell(f"公开日志有 {checkpoint.size} 条，与签名的检查点一致，这一版是最后一条")
        self._seen(history)

    def _seen(self, history: History) -> None:
        if self._since is None:
            return
        saved = self._checkpoint(self._since, "--since")
        if saved and self._step(lambda: history.extends(saved)):
            self._tell(f"日志由上次保存的检查点（{saved.size} 条）接续而来，没有改写")

    def _checkpoint(self, data: bytes | None, place: str) -> Checkpoint | None:
        if data is None:
            return None
        try:
            return statement.checkpoint(note.parse(data).text)
        except MalformedError:
            self._fault("PROOF-006", place)
            return None

    # --- the pages --------------------------------------------------------------------------------

    def _pages(self, believed: Trust, said: Statement) -> None:
        listing = Listing(self._reader, said)
        if self._page is not None:
            self._step(lambda: self._one(listing, said, self._page or ""))
        elif self._step(listing.holds):
            self._tell("文件清单与签名声明一致")
            self._step(lambda: self._every(listing, believed, said))

    def _every(self, listing: Listing, believed: Trust, said: Statement) -> Iterator[Issue]:
        known, held, whole = dict[str, Line](), 0, True
        for shard in range(1 << said.bits):
            lines, faults = listing.lines(shard)
            yield from faults
            whole, held = whole and not faults, held + len(lines)
            yield from self._gaps(lines, believed, said)
            there = [line for line in lines if not line.number]
            known |= {line.path: line for line in there}
            yield from listing.pages(there)
        if whole and held != said.files:
            yield issue("PROOF-032", shards.PAGES)
        yield from listing.added(known)
        self._found.counts = {"files": len(known), "bytes": sum(line.size or 0 for line in known.values())}

    def _gaps(self, lines: list[Line], believed: Trust, said: Statement) -> Iterator[Issue]:
        """What was withdrawn from a kept release is no fault where the office has named and signed it."""
        lost = [line for line in lines if line.number]
        named = self._named(believed, said) if lost else {}
        for line in lost:
            if named.get(line.leaf) == line.number:
                self._withdrawn(line.number)
            else:
                yield issue("PROOF-034", line.number)

    def _withdrawn(self, number: str) -> None:
        """Said once, of however many files it was."""
        if number not in {each.place for each in self._found.notices}:
            self._notice("PROOF-050", number)

    def _named(self, believed: Trust, said: Statement) -> dict[str, str]:
        try:
            found = note.parse(self._reader.read(stamp.GAPS, shards.MOST_GAPS))
            gaps = statement.gaps(found.text, said.origin)
        except (MissingError, UnreadError, MalformedError):
            return {}
        fits = gaps.number == said.number and believed.signed(found, gaps.at, stamp.GAPS) is None
        return gaps.of if fits else {}

    def _one(self, listing: Listing, said: Statement, page: str) -> Iterator[Issue]:
        lines, faults = listing.lines(shards.shard_of(page, said.bits))
        yield from faults
        line = next((line for line in lines if line.path == page), None)
        if line is None:
            yield from self._unlisted(listing, page, said)
            return
        fault = listing.page(line)
        if fault:
            yield fault
        elif not faults:
            self._tell(f"页面 {page} 的内容与签名清单一致（SHA-256 {line.sha256}）")

    def _unlisted(self, listing: Listing, page: str, said: Statement) -> Iterator[Issue]:
        """A page without a line: withdrawn, smuggled in, or never there."""
        number = CASE.match(page)
        tombstone = f"gone/{number[1]}.html" if number else ""
        try:
            self._reader.read(page, 0)
        except (MissingError, UnreadError):
            lines, _ = listing.lines(shards.shard_of(tombstone, said.bits)) if tombstone else ([], [])
            if any(line.path == tombstone for line in lines):
                self._notice("PROOF-050", tombstone)
            else:
                yield issue("PROOF-007", page)
        else:
            yield issue("PROOF-003", page)

    # --- saying -----------------------------------------------------------------------------------

    def _step(self, step: Callable[[], Iterator[Issue]]) -> bool:
        """Go through one step; whether nothing speaks against it."""
        before = len(self._found.issues)
        try:
            self._found.issues.extend(step())
        except MissingError as error:
            self._fault("PROOF-005", str(error))
        except UnreadError as error:
            self._found.issues.append(error.issue)
        except MalformedError as error:
            self._fault("PROOF-006", str(error))
        return len(self._found.issues) == before

    def _read(self, path: str, limit: int) -> bytes | None:
        """A file of the proof; the fault is noted where there is none."""
        data = list[bytes]()

        def step() -> Iterator[Issue]:
            data.append(self._reader.read(path, limit))
            if len(data[0]) > limit:
                yield issue("PROOF-046", path)

        return data[0] if self._step(step) else None

    def _fault(self, code: str, place: str, **context: object) -> None:
        self._found.issues.append(issue(code, place, **context))

    def _notice(self, code: str, place: str, **context: object) -> None:
        self._found.notices.append(issue(code, place, **context))

    def _tell(self, line: str) -> None:
        self._found.said.append(line)
