"""What a reader gets from the public address: nothing of what was withdrawn, what changed as it is now."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from publish.errors import Issue, issue

GONE = (404, 410)
SECONDS = 10
"""How long one answer is waited for."""
AT_ONCE = 8
LONGEST = 256 << 20
"""Bytes read of one answer."""


class _Stay(HTTPRedirectHandler):
    """An answer that sends elsewhere is an answer."""

    def redirect_request(self, *_: object) -> None:
        return None


_OPENER = build_opener(_Stay)


def remains(address: str, gone: Iterable[str], stands: Mapping[str, str]) -> Iterator[Issue]:
    """What the site at `address` still shows: an answer at a path that is `gone`, other bytes than those with
    the SHA-256 in `stands`. A server that can't be reached proves nothing, and is an issue, too."""
    asked = [(path, None) for path in sorted(gone)] + sorted(stands.items())
    with ThreadPoolExecutor(AT_ONCE) as threads:
        answers = threads.map(lambda each: _asked(address, *each), asked)
        yield from (found for found in answers if found)


def _asked(address: str, path: str, digest: str | None) -> Issue | None:
    try:
        status, found = _answer(f"{address.rstrip('/')}/{quote(path)}")
    except (URLError, HTTPException, OSError, ValueError) as error:
        return issue("WITHDRAW-003", path, detail=type(error).__name__)
    if digest is None:
        return None if status in GONE else issue("WITHDRAW-002", path, status=status)
    return None if status == 200 and found == digest else issue("WITHDRAW-004", path, status=status)


def _answer(url: str) -> tuple[int, str]:
    """Status and SHA-256 of what is sent."""
    if urlsplit(url).scheme not in ("http", "https"):
        raise ValueError(url)
    try:
        with _OPENER.open(Request(url), timeout=SECONDS) as answer:
            return answer.status, hashlib.sha256(answer.read(LONGEST)).hexdigest()
    except HTTPError as error:
        return error.code, ""
