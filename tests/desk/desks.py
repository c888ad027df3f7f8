"""A real desk in a process of its own, readers with a keyboard and a browser, and what they see."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
from playwright.sync_api import Browser, BrowserContext, Page, TimeoutError, expect

from publish.settings import load
from publish.stages import office
from tests import browser as at
from tests.wholeline import ROOT, Line

PASSWORD = "青石板 路口 17 盏灯"
READERS = {
    "chen": ("陈审", ["first"]),
    "sun": ("孙审", ["first"]),
    "zhou": ("周核", ["second"]),
    "wu": ("吴签", ["final"]),
}
PATIENCE_SECONDS = 30


class Running:
    """`publish review` on a free port of this machine."""

    def __init__(self, line: Line, port: int = 0) -> None:
        self.line = line
        self.port = port or free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.trust: ssl.SSLContext | bool = True
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> Running:
        command = [sys.executable, "-m", "publish", "--settings", str(self.line.settings), "review"]
        self.said = self.line.folder / f"desk-{self.port}.log"
        with self.said.open("a") as said:
            self._process = subprocess.Popen(
                [*command, "--port", str(self.port)], cwd=ROOT, stderr=said, text=True, env={**os.environ}
            )
        self._wait()
        return self

    def _wait(self) -> None:
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until:
            with contextlib.suppress(httpx.HTTPError):
                if httpx.get(f"{self.url}/alive", verify=self.trust).status_code == 204:
                    return
            assert self._process
            assert self._process.poll() is None, self.said.read_text("utf-8")
            time.sleep(0.1)
        raise AssertionError(self.said.read_text("utf-8"))

    def stop(self, sign: signal.Signals = signal.SIGINT) -> None:
        if self._process and self._process.poll() is None:
            self._process.send_signal(sign)
            self._process.wait(timeout=PATIENCE_SECONDS)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def enrol(line: Line) -> None:
    """The readers with their passwords, in the ledger of a line."""
    settings = load(line.settings)
    with office.ledger_of(settings) as ledger:
        ledger.begin_run("users")
        for name, (display, roles) in READERS.items():
            ledger.add_user(name, display, roles)
            ledger.desk(office.now(settings)).set_password(name, PASSWORD)


class Reader:
    """One person at one browser; everything is done by keys."""

    def __init__(self, desk: Running, context: BrowserContext, name: str) -> None:
        self.desk, self.context, self.name = desk, context, name
        self.page: Page = context.new_page()
        self.wrong: list[str] = []
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.strokes = 0

    def sign_in(self) -> Reader:
        self.page.goto(f"{self.desk.url}/login")
        expect(self.page.locator("#name")).to_be_focused(timeout=at.TIMEOUT_MS)  # comes with the first frame
        self.page.keyboard.type(self.name)
        self.page.keyboard.press("Tab")
        self.page.keyboard.type(PASSWORD)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(f"{self.desk.url}/")
        return self

    def press(self, *keys: str) -> None:
        """Keys that the page answers by itself."""
        for key in keys:
            self.strokes += 1
            self.page.keyboard.press(key)

    def type(self, words: str) -> None:
        self.page.keyboard.type(words)

    def stroke(self, *keys: str) -> None:
        """Keys of which each changes the sheet: waits for the sheet to come back."""
        for key in keys:
            with self.page.expect_response(lambda answer: "/matters/" in answer.url):
                self.press(key)
            self.page.wait_for_function("() => !document.querySelector('.htmx-request, .htmx-swapping')")

    def go(self, *keys: str) -> None:
        """Keys of which each leads to another page."""
        for key in keys:
            try:
                with self.page.expect_navigation():
                    self.press(key)
            except TimeoutError as error:
                raise AssertionError(f"{key}: {self.page.url} {self.notice}") from error

    def open(self, matter: str) -> None:
        """Find a matter by its name, from any page."""
        self.press("/")
        self.type(matter)
        self.go("Enter")

    @property
    def matter(self) -> str:
        return str(self.page.get_attribute("#work", "data-matter"))

    @property
    def next(self) -> str:
        """The next open place, "" when nothing is open."""
        return self.page.get_attribute("#work", "data-next") or ""

    @property
    def revision(self) -> int:
        """How often the sheet was kept."""
        return int(self.page.get_attribute("#work", "data-revision") or 0)

    @property
    def doubts(self) -> int:
        return self.page.locator(".list .flag").count()

    @property
    def public(self) -> list[str]:
        """The public texts as the sheet shows them."""
        return self.page.eval_on_selector_all(".public-text", "all => all.map(one => one.value)")  # type: ignore[no-any-return]

    @property
    def notice(self) -> str:
        return self.page.inner_text("#notice")

    def settle_doubts(self) -> None:
        """Mask every open doubt: the cautious hand."""
        while self.doubts:
            before = self.doubts
            self.stroke("a")
            assert self.doubts < before, self.notice

    def sign(self) -> None:
        """Sign, and find oneself at the next matter; a blind pass is handed in first."""
        if self.page.locator("[data-key=s]").inner_text().startswith("交盲审"):
            self.press("s")
            self.stroke("Enter")
            self.go("Enter")
        self.press("s")
        self.go("Enter")


@contextlib.contextmanager
def reader(browser: Browser, desk: Running, name: str, width: int = 1280, **options: Any) -> Iterator[Reader]:
    """A signed-in reader at a fresh browser."""
    context = browser.new_context(
        viewport={"width": width, "height": at.WIDTHS[width]}, locale="zh-CN", **options
    )
    context.set_default_timeout(at.TIMEOUT_MS)
    context.add_init_script(at.WATCH_POLICY)
    try:
        yield Reader(desk, context, name).sign_in()
    finally:
        context.close()


@contextlib.contextmanager
def running(line: Line) -> Iterator[Running]:
    """A desk on a line that was exported."""
    desk = Running(line).start()
    try:
        yield desk
    finally:
        desk.stop()


def copied(line: Line, folder: Path) -> Line:
    """A line of a test's own, with its readers."""
    own = line.copy(folder / "demo")
    enrol(own)
    return own
