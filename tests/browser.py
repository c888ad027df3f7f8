"""A real Chromium on a folder of files, and what it complains of.

`Site` serves a folder on a loopback port under a strict Content-Security-Policy. `tab` opens a tab
whose `Complaints` grow as pages are opened in it: an empty list of complaints is a sound page.
"""

from __future__ import annotations

import functools
import http.server
import shutil
import subprocess
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, BrowserContext, Frame, Page, Playwright, Request, Response, expect

WIDTHS = {390: 844, 1280: 900}
"""Width of a window → its height, in CSS pixels: a phone and a desk."""
POLICY = "default-src 'self'"
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-dev-shm-usage",
)  # fmt: skip
WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
TIMEOUT_MS = 120_000
"""How long anything awaited may take: ample, for the machine may be busy."""
expect.set_options(timeout=TIMEOUT_MS)

WATCH_POLICY = """
window.policyBroken = [];
document.addEventListener('securitypolicyviolation', event =>
  window.policyBroken.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`));
"""
OVERHANG = """() => {
  const root = document.documentElement, width = root.clientWidth;
  if (root.scrollWidth <= width) return '';
  const beyond = one => one.getBoundingClientRect().right > width;
  const wide = [...document.querySelectorAll('body *')].filter(beyond);
  const name = one => [one.tagName.toLowerCase(), ...one.classList].join('.');
  return `${root.scrollWidth} px: ` + wide.slice(0, 5).map(name).join(', ');
}"""


def program() -> str | None:
    """Chromium's headless shell, the same engine for half the work, or else the whole browser."""
    return shutil.which("chromium-headless-shell") or shutil.which("chromium")


def missing() -> str:
    """What a browser test needs and this machine lacks, in one line; empty where nothing is."""
    if not program():
        return "没有 Chromium：浏览器测试跳过"
    return "" if chinese_fonts() else "没有中文字体：浏览器测试跳过"


@functools.cache
def chinese_fonts() -> frozenset[str]:
    """Families that fontconfig says can write simplified Chinese."""
    return frozenset(_fontconfig(":lang=zh-cn", "%{family[0]}\n"))


def font_characters(pattern: str) -> frozenset[int]:
    """Every code point of the installed fonts that match a fontconfig pattern."""
    ranges = {one for line in _fontconfig(pattern, "%{charset}\n") for one in line.split()}
    found: set[int] = set()
    for one in ranges:
        first, _, last = one.partition("-")
        found.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(found)


def _fontconfig(pattern: str, form: str) -> list[str]:
    if not shutil.which("fc-list"):
        return []
    command = ["fc-list", "--format", form, pattern]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()


class _Handler(http.server.SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Silent: the complaints say what failed."""


class Place:
    """A site that something serves at a host, and the folder its files lie in."""

    def __init__(self, folder: Path, host: str) -> None:
        self.folder, self.host = folder, host

    def url(self, path: str) -> str:
        return f"http://{self.host}/{path.removeprefix('/')}"


class Site(Place):
    """A folder on a loopback port."""

    def __init__(self, folder: Path) -> None:
        handler = functools.partial(_Handler, directory=str(folder))
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        super().__init__(folder, f"127.0.0.1:{self._server.server_address[1]}")

    def __enter__(self) -> Site:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()


def launch(playwright: Playwright) -> Browser:
    """The system's Chromium with a profile of its own, thrown away at the end."""
    return playwright.chromium.launch(executable_path=program(), headless=True, args=list(FLAGS))


class Complaints(list[str]):
    """What went wrong in a tab since it was opened."""

    def watch(self, context: BrowserContext, host: str) -> None:
        self._host = host
        self._navigations = Counter[Frame]()
        self._begun: dict[Request, int] = {}  # request → navigations of its frame until then
        context.on("request", self._request)
        context.on("requestfailed", self._failed)
        context.on("response", self._response)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.append(f"script: {error.error}"))

    def _request(self, request: Request) -> None:
        if not request.url.startswith(f"http://{self._host}/"):
            self.append(f"other host: {request.url}")
        self._navigations[request.frame] += request.is_navigation_request()
        self._begun[request] = self._navigations[request.frame]

    def _failed(self, request: Request) -> None:
        """What is cut off because the tab went on to another page is no fault of the page it left."""
        left = self._navigations[request.frame] > self._begun[request]
        if not (left and request.failure == "net::ERR_ABORTED"):
            self.append(f"failed: {request.url} {request.failure}")

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self.append(f"{response.status}: {response.url}")

    def _console(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.append(f"console {message.type}: {message.text}")


@contextmanager
def tab(browser: Browser, site: Place, width: int, **options: Any) -> Iterator[tuple[Page, Complaints]]:
    """A fresh tab of a window `width` pixels wide, and its complaints."""
    viewport = {"width": width, "height": WIDTHS[width]}
    context = browser.new_context(viewport=viewport, locale="zh-CN", **options)
    context.set_default_timeout(TIMEOUT_MS)
    context.add_init_script(WATCH_POLICY)
    complaints = Complaints()
    complaints.watch(context, site.host)
    try:
        page = context.new_page()
        yield page, complaints
        page.wait_for_load_state()  # closing would cut off what the last page still loads
    finally:
        context.close()


def overhang(page: Page) -> str:
    """How far a page is wider than its window and what makes it so; empty where it fits."""
    return str(page.evaluate(OVERHANG))


def policy_broken(page: Page) -> list[str]:
    """Violations of the Content-Security-Policy on this page."""
    return list(page.evaluate("window.policyBroken"))


def barriers(page: Page, scheme: str = "light") -> list[str]:
    """What axe-core finds against WCAG 2.2 A and AA, each with the places it stands at."""
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.evaluate(AXE_SCRIPT)
    run = "tags => axe.run({runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})"
    found = page.evaluate(run, list(WCAG))["violations"]
    return [
        f"{one['id']}: {node['target']} {node['failureSummary']}" for one in found for node in one["nodes"]
    ]
