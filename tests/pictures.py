"""`python -m tests.pictures OUTPUT_DIR`: the README's pictures, taken from a built site.

Serves OUTPUT_DIR on loopback and photographs what a window shows: the home page at 1280 px, the
newest case of 督查回声 at 390 px. Needs Chromium and a Chinese font; no other host is called.
"""

from __future__ import annotations

import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import BrowserContext, sync_playwright

PICTURES = Path(__file__).parents[1] / "docs/pictures"
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
LARGEST = 400_000  # bytes of one picture


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the visits are our own."""


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address of `folder` on a free loopback port."""
    handler = partial(_Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()


@contextmanager
def window(width: int, height: int, scale: float = 1) -> Iterator[BrowserContext]:
    """A browser with an empty profile. Raises `SystemExit` where there is no Chromium."""
    chromium = shutil.which("chromium")
    if not chromium:
        raise SystemExit("没有 Chromium，不能截图：在 Debian 上以 root 运行 make tools。")
    with TemporaryDirectory() as profile, sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            profile,
            executable_path=chromium,
            args=list(FLAGS),
            viewport={"width": width, "height": height},
            device_scale_factor=scale,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
        )
        try:
            yield context
        finally:
            context.close()


def take(context: BrowserContext, address: str, picture: Path) -> None:
    """Photograph what the window shows of `address`. Raises `SystemExit` for a picture too large."""
    page = context.new_page()
    answer = page.goto(address, wait_until="load")
    if answer is None or not answer.ok:
        raise SystemExit(f"打不开 {address}")
    page.evaluate("document.fonts.ready")
    page.screenshot(path=picture)
    page.close()
    if picture.stat().st_size > LARGEST:
        raise SystemExit(f"{picture.name} 超过 {LARGEST} 字节。")


def newest_case(output: Path) -> str:
    """Path of the newest case page of 督查回声."""
    return max((output / "cases").glob("DC-*.html")).relative_to(output).as_posix()


def main(arguments: list[str]) -> int:
    if len(arguments) != 1 or not (Path(arguments[0]) / "index.html").is_file():
        print("用法：python -m tests.pictures OUTPUT_DIR（先 make site）", file=sys.stderr)
        return 2
    output = Path(arguments[0])
    PICTURES.mkdir(parents=True, exist_ok=True)
    with serving(output) as site:
        with window(1280, 800) as desk:
            take(desk, f"{site}/index.html", PICTURES / "home-1280.png")
        with window(390, 844, scale=2) as phone:
            take(phone, f"{site}/{newest_case(output)}", PICTURES / "case-390.png")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
