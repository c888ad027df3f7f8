"""What becomes of what is public, at the ledger: tombstones, corrections, embargoes, requests to take
something down, second officers, releases. `ledger.public` gives one.

Errors are `LedgerError` LEDGER-…; times come from the ledger's `now`, days are the city's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Literal

import msgspec

from publish.ledger import amendments, confirmations, embargoes, releases, takedowns, tombstones
from publish.ledger.amendments import Amendment
from publish.ledger.confirmations import Urgent
from publish.ledger.embargoes import Embargo
from publish.ledger.pen import Book, kept_secret
from publish.ledger.releases import Kind, Released
from publish.ledger.takedowns import Takedown, TakedownWords
from publish.ledger.tombstones import Tombstone
from publish.model.records import Facts, Redacted
from publish.model.texts import RedactedText


class Erased(msgspec.Struct, frozen=True, kw_only=True):
    """What a number showed before `at` must be shown by no release that is kept."""

    number: str
    at: datetime
    why: Literal["withdrawn", "privacy"]


class Public:
    """One open ledger, seen from what is public; see the module's overview."""

    def __init__(self, book: Book) -> None:
        self._book = book

    # --- what is gone -----------------------------------------------------------------------------

    def tombstones(self) -> Iterator[Tombstone]:
        """What stands in place of each withdrawn number, in order of number."""
        return tombstones.every(self._book)

    def tombstone(self, number: str) -> Tombstone | None:
        """None: the number is not withdrawn."""
        return tombstones.one(self._book, number)

    def replaces(self) -> dict[str, str]:
        """New number → the withdrawn one in whose place it came."""
        return {one.replaced_by: one.number for one in self.tombstones() if one.replaced_by}

    def erased(self) -> tuple[Erased, ...]:
        """What no release made before its time may still show: the withdrawn, and what was corrected for
        privacy; in order of time."""
        found = [Erased(number=one.number, at=one.at, why="withdrawn") for one in self.tombstones()]
        for one in self.corrections():
            if one.kind == "privacy" and one.in_force_at:
                found.append(Erased(number=one.number, at=one.in_force_at, why="privacy"))
        return tuple(sorted(found, key=lambda one: (one.at, one.number)))

    def salt_key(self) -> bytes:
        """The key that salts what is published of a page in its proof, 32 bytes. Each withdrawal and each
        correction for privacy replaces it by its hash: what was salted before can't be guessed any more."""
        with self._book.database.read() as conn:
            return bytes.fromhex(kept_secret(conn, "epoch"))

    # --- what is corrected ------------------------------------------------------------------------

    def open_correction(
        self, number: str, kind: str, reason: str, user: str, texts: Mapping[str, RedactedText] = {}
    ) -> Amendment:
        """Open a correction (wording, fact, privacy) of a public matter: its words, those of `texts` put in,
        go through all readers again, and the last signature puts it in force. The page stays until then.

        LEDGER-013, -020, -030, -032, -054; -061: no reason; -095: not public; -096: one waits already.
        """
        return amendments.opened(self._book, number, kind, reason, user, texts)

    def corrections(self, number: str | None = None) -> tuple[Amendment, ...]:
        """Of all matters or one, in the order they were opened."""
        return amendments.every(self._book, number)

    def wordings(self, given: Iterable[Amendment]) -> dict[int, Redacted[Facts]]:
        """The records before and after, by version; erased ones are left out."""
        return amendments.wordings(self._book, given)

    # --- not before -------------------------------------------------------------------------------

    def embargo(self, candidate: str, until: datetime, user: str) -> None:
        """Not public before `until`; a later word replaces an earlier one. LEDGER-010, -011, -020;
        -090: public already."""
        embargoes.embargo(self._book, candidate, until, user)

    def lift_embargo(self, candidate: str, user: str) -> None:
        """May be public from now on. LEDGER-010, -011, -020."""
        embargoes.lift(self._book, candidate, user)

    def embargoes(self) -> tuple[Embargo, ...]:
        """Those not lifted, by their time; also those whose time has come."""
        return embargoes.every(self._book)

    # --- requests to take something down ------------------------------------------------------------

    def takedown_log(
        self,
        number: str | None,
        words: str,
        contact: str,
        due: date | None,
        user: str,
        received_on: date | None = None,
    ) -> str:
        """A new request, T-000001; its words and contact can be erased. LEDGER-020, -030."""
        said = TakedownWords(words=words, contact=contact)
        return takedowns.log(self._book, number, said, due, user, received_on)

    def takedowns(self) -> tuple[Takedown, ...]:
        """In the order they came in."""
        return takedowns.every(self._book)

    def takedown_words(self, takedown: str) -> TakedownWords | None:
        """None: erased. LEDGER-093: no such request."""
        return takedowns.words(self._book, takedown)

    def takedown_answer(self, takedown: str, outcome: str, ground: str | None, user: str) -> None:
        """`outcome`: withdrawn, corrected, refused; `ground`: a code. LEDGER-020, -032, -093; -094: twice."""
        takedowns.answer(self._book, takedown, outcome, ground, user)

    def takedown_erase(self, takedown: str, user: str | None = None) -> None:
        """Erase the words and the contact; None: the run. LEDGER-020, -093; -094: erased already."""
        takedowns.erase(self._book, takedown, user)

    # --- second officers --------------------------------------------------------------------------

    def urgent(self) -> tuple[Urgent, ...]:
        """What one officer withdrew alone, in order, and who confirmed it."""
        return confirmations.every(self._book)

    def confirm_withdrawal(self, number: str, user: str) -> None:
        """A second officer's word; twice changes nothing. LEDGER-020, -030; -091: the same officer;
        -092: nobody was asked."""
        confirmations.confirm(self._book, number, user)

    # --- releases ---------------------------------------------------------------------------------

    def released(
        self, release: int, digest: str, root: str, kind: Kind = "release", of: int | None = None
    ) -> None:
        """Enter a release; the same again changes nothing. LEDGER-099: the number is another one's."""
        releases.add(self._book, release, digest, root, kind, of)

    def releases(self) -> tuple[Released, ...]:
        """In order of number."""
        return releases.every(self._book)
