"""What the processes of the concurrency tests do; each opens the ledger for itself."""

from __future__ import annotations

import sys

from ledger_records import opened, record, records

from publish.errors import LedgerError
from publish.model.texts import RedactedText


def file(url: str, count: int) -> int:
    with opened(url) as ledger:
        return ledger.file(records(ledger, range(count))).new


def open_and_key(url: str) -> str:
    with opened(url, seed=None) as ledger:
        return ledger.source_key("case", "K1")


def sign_until_done(url: str, user: str, count: int) -> int:
    with opened(url) as ledger:
        signed = 0
        while signed < count:
            signed += ledger.sign_all(user).signed
        return signed


def sign_each(url: str, user: str, count: int) -> int:
    """How many of the candidates this user was the first to sign."""
    with opened(url) as ledger:
        return sum(_signed(lambda name: ledger.sign(name, user), number + 1) for number in range(count))


def settle_field(url: str, field: str, count: int) -> None:
    with opened(url) as ledger:
        for number in range(count):
            ledger.settle(f"C-{number + 1:06d}", {field: RedactedText(f"{field} settled")}, "chen")


def number_all(url: str) -> list[str]:
    with opened(url) as ledger:
        items = list(ledger.reviewed("case"))
        return [ledger.number(item.source, "DC", 2022) for item in items]


def _signed(sign: object, number: int) -> bool:
    try:
        sign(f"C-{number:06d}")  # type: ignore[operator]
    except LedgerError as error:
        if error.issue.code != "LEDGER-021":
            raise
        return False
    return True


def _file_and_tell(url: str, begin: int) -> None:
    """File one record after another, saying each aloud once it is confirmed."""
    with opened(url) as ledger:
        for key in range(begin, begin + 100_000):
            ledger.file([record(ledger, f"K{key}")])
            print(key, flush=True)


def _file_many(url: str, _begin: int) -> None:
    with opened(url) as ledger:
        print("begun", flush=True)
        ledger.file(records(ledger, range(1_000_000)))


if __name__ == "__main__":
    {"tell": _file_and_tell, "many": _file_many}[sys.argv[1]](sys.argv[2], int(sys.argv[3]))
