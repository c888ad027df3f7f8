"""Verifying over the network: a sound server, and servers that would do harm."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from publish.errors import UsageError
from publish.release.proof import reader, stamp
from publish.release.proof.verify import verify
from tests.browser import Site
from tests.unit.release.proof import made

ONE = "cases/DC-2022-000001.html"
Answer = Callable[[http.server.BaseHTTPRequestHandler, Path], None]


@pytest.fixture
def release(tmp_path: Path) -> Path:
    made.release(tmp_path / "1")
    return tmp_path / "1"


@contextmanager
def server(folder: Path, at: str, answer: Answer) -> Iterator[str]:
    """A server of a folder that answers in its own way for one path; its address."""

    class Handler(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *given: object) -> None:
            super().__init__(*given, directory=str(folder))  # type: ignore[arg-type]

        def do_GET(self) -> None:
            if self.path.lstrip("/") == at:
                answer(self, folder)
            else:
                super().do_GET()

        def log_message(self, format: str, *args: object) -> None:
            """Silent."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{running.server_address[1]}"
        finally:
            running.shutdown()
            thread.join()


def faults(address: str, release: Path, page: str | None = None) -> list[str]:
    key = made.signer(release.parent / "keys").key
    return [f"{each.code} {each.place}" for each in verify(reader.reader(address), key, None, page).issues]


def says(status: int, body: bytes = b"", **headers: str) -> Answer:
    def answer(handler: http.server.BaseHTTPRequestHandler, _: Path) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def _endless(handler: http.server.BaseHTTPRequestHandler, _: Path) -> None:
    handler.send_response(200)
    handler.end_headers()
    try:
        while True:
            handler.wfile.write(b"x" * 65536)
    except OSError:
        pass


def test_a_site_is_verified_over_the_network(release: Path) -> None:
    with Site(release) as site:
        assert faults(f"http://{site.host}", release) == []
        assert faults(f"http://{site.host}/", release, ONE) == []


def test_a_site_below_a_path_is_verified(release: Path) -> None:
    with Site(release.parent) as site:
        assert faults(f"http://{site.host}/1", release) == []


def test_tampered_and_dropped_pages_are_named_over_the_network(release: Path) -> None:
    (release / ONE).write_bytes(b"other")
    (release / "empty.txt").unlink()
    with Site(release) as site:
        assert sorted(faults(f"http://{site.host}", release)) == [f"PROOF-001 {ONE}", "PROOF-002 empty.txt"]


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_not_followed(release: Path, status: int) -> None:
    asked = []

    def elsewhere(handler: http.server.BaseHTTPRequestHandler, folder: Path) -> None:
        asked.append(handler.path)
        says(200, made.PAGES[ONE])(handler, folder)

    with (
        server(release, ONE, elsewhere) as other,
        server(release, ONE, says(status, Location=f"{other}/{ONE}")) as at,
    ):
        assert faults(at, release) == [f"PROOF-043 {ONE}"]
    assert asked == []


@pytest.mark.parametrize("status", [403, 500, 503])
def test_a_refusal_of_the_server_is_named(release: Path, status: int) -> None:
    with server(release, ONE, says(status)) as at:
        assert faults(at, release) == [f"PROOF-042 {ONE}"]


def test_a_page_without_end_is_read_no_further_than_it_may_be_long(release: Path) -> None:
    with server(release, ONE, _endless) as at:
        assert faults(at, release) == [f"PROOF-001 {ONE}"]


@pytest.mark.parametrize("place", [stamp.RELEASE, stamp.KEYS])
def test_a_proof_without_end_is_not_read_to_the_end(release: Path, place: str) -> None:
    with server(release, place, _endless) as at:
        assert f"PROOF-046 {place}" in faults(at, release)


def test_a_page_that_breaks_off_is_named(release: Path) -> None:
    with server(release, ONE, says(200, b"fir", Content_Length="5")) as at:
        assert faults(at, release) == [f"PROOF-041 {ONE}"]


def test_a_page_that_comes_packed_though_it_was_not_asked_for_is_named(release: Path) -> None:
    with server(release, ONE, says(200, b"x", Content_Encoding="gzip")) as at:
        assert faults(at, release) == [f"PROOF-045 {ONE}"]


def test_a_page_that_never_comes_is_given_up(release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "TIMEOUT_SECONDS", 0.3)
    done = threading.Event()

    def never(*_: object) -> None:
        done.wait(20)

    with server(release, ONE, never) as at:
        try:
            assert faults(at, release) == [f"PROOF-041 {ONE}"]
        finally:
            done.set()


def test_a_page_that_drips_is_given_up(release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "PATIENCE_SECONDS", 0)
    with Site(release) as site:
        assert faults(f"http://{site.host}", release) == [f"PROOF-041 {stamp.RELEASE}"]


def test_a_missing_shard_is_named(release: Path) -> None:
    with server(release, "transparency/pages/0.json", says(404)) as at:
        assert faults(at, release) == ["PROOF-005 transparency/pages/0.json"]


def test_a_site_without_any_proof_is_said_to_have_none(tmp_path: Path, release: Path) -> None:
    (tmp_path / "bare").mkdir()
    with Site(tmp_path / "bare") as site:
        assert faults(f"http://{site.host}", release) == [f"PROOF-005 {stamp.RELEASE}"]


def test_a_server_that_is_not_there_is_named(release: Path) -> None:
    with Site(release) as site:
        address = f"http://{site.host}"
    assert faults(address, release) == [f"PROOF-041 {stamp.RELEASE}"]


@pytest.mark.parametrize(
    "place",
    [
        "ftp://a/b",
        "file:///etc",
        "http://",
        "http://user:word@a/",
        "http://a/?q",
        "http://a/#f",
        "http://a:x/",
        "none",
    ],
)
def test_what_is_no_place_to_read_from_is_wrong_usage(place: str) -> None:
    with pytest.raises(UsageError, match="PROOF-040"):
        reader.reader(place)
