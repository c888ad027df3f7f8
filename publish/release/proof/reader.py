"""What is to be verified, read from a folder or from a web server that may be hostile.

Every read has a limit of bytes and, over the network, of time. No path leads out of the place that was named,
no redirect is followed.
"""

from __future__ import annotations

import http.client
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

from publish.errors import Issue, UsageError, issue

AGENT = "huisheng-verify"
TIMEOUT_SECONDS = 20
PATIENCE_SECONDS = 120
"""For one file, however slowly it comes."""
PIECE = 1 << 16
SCHEMES = ("http", "https")


class MissingError(Exception):
    """There is no such file."""


class UnreadError(Exception):
    """It could not be read as it must be; `issue` says why."""

    def __init__(self, code: str, place: str, **context: object) -> None:
        super().__init__(code)
        self.issue: Issue = issue(code, place, **context)


class Reader(Protocol):
    """A place that holds a published site."""

    name: str
    at_once: int
    """How many files may be asked for at the same time."""

    def read(self, path: str, limit: int) -> bytes:
        """At most `limit` + 1 bytes of a file, so that one more than allowed is seen. Raises
        `MissingError`, `UnreadError`."""

    def listing(self) -> Iterator[str] | None:
        """Every file there is; None where that can't be known."""


def reader(place: str) -> Reader:
    """PROOF-040: neither a folder nor an address."""
    if "://" in place:
        return Site(place)
    return Folder(Path(place))


class Folder:
    """A folder of this machine."""

    at_once = 1

    def __init__(self, root: Path) -> None:
        if not root.is_dir():
            raise UsageError("PROOF-040", str(root))
        self.name = str(root)
        self._root = root.resolve()

    def read(self, path: str, limit: int) -> bytes:
        """See `Reader`; a link that leads out of the folder is not followed."""
        file = self._root / path
        if not file.resolve().is_relative_to(self._root):
            raise UnreadError("PROOF-044", path)
        try:
            with file.open("rb") as opened:
                return opened.read(limit + 1)
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            raise MissingError(path) from None
        except OSError:
            raise UnreadError("PROOF-041", path) from None

    def listing(self) -> Iterator[str]:
        """See `Reader`."""
        found = (path for path in self._root.rglob("*") if path.is_symlink() or not path.is_dir())
        return (path.relative_to(self._root).as_posix() for path in found)


class Site:
    """A web server."""

    at_once = 8

    def __init__(self, address: str) -> None:
        try:
            parts = urllib.parse.urlsplit(address)
            sound = parts.scheme in SCHEMES and bool(parts.hostname) and parts.port != 0
        except ValueError:
            sound = False
        if not sound or parts.username or parts.query or parts.fragment:
            raise UsageError("PROOF-040", address)
        self.name = address
        self._root = address.rstrip("/") + "/"
        self._open = urllib.request.build_opener(_NoRedirect).open

    def read(self, path: str, limit: int) -> bytes:
        """See `Reader`."""
        headers = {"User-Agent": AGENT, "Accept-Encoding": "identity", "Cache-Control": "no-cache"}
        request = urllib.request.Request(self._root + urllib.parse.quote(path), headers=headers)
        try:
            with self._open(request, timeout=TIMEOUT_SECONDS) as response:
                return _taken(response, path, limit)
        except urllib.error.HTTPError as error:
            error.close()
            raise self._refused(error.code, path) from None
        except (OSError, http.client.HTTPException, ValueError):
            raise UnreadError("PROOF-041", path) from None

    def listing(self) -> None:
        """See `Reader`: a server does not say what it has."""

    def _refused(self, status: int, path: str) -> Exception:
        if status in (404, 410):
            return MissingError(path)
        if 300 <= status < 400:
            return UnreadError("PROOF-043", path)
        return UnreadError("PROOF-042", path, status=status)


def _taken(response: Any, path: str, limit: int) -> bytes:
    """The body, as long as it is allowed to be and comes in time."""
    if response.headers.get("Content-Encoding", "identity") not in ("identity", ""):
        raise UnreadError("PROOF-045", path)
    expected, until = response.headers.get("Content-Length"), time.monotonic() + PATIENCE_SECONDS
    data = bytearray()
    while len(data) <= limit and (piece := response.read(min(PIECE, limit + 1 - len(data)))):
        data += piece
        if time.monotonic() > until:
            raise UnreadError("PROOF-041", path)
    if expected and expected.isdigit() and len(data) <= limit and len(data) < int(expected):
        raise UnreadError("PROOF-041", path)
    return bytes(data)


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect is an answer, not an order."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None
