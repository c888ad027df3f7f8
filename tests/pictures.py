"""`python -m tests.pictures OUTPUT_DIR`: the pictures of docs/pictures, taken from a built site.

Serves OUTPUT_DIR on loopback and photographs an example of every type of page (`tests/site/page_types.py`)
on a phone and at a desk, and the case page in the dark, in 长者模式 and on paper; writes the page that
shows them, docs/reference/pages.md. Needs Chromium and a Chinese font; no other host is called.
"""

from __future__ import annotations

import io
import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tests.site.page_types import examples

DOCS = Path(__file__).parents[1] / "docs"
PICTURES, PAGE = DOCS / "pictures", DOCS / "reference/pages.md"
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
WIDTHS = {390: 844, 1280: 900}
LARGEST = 100_000  # bytes of one picture
QUALITIES = (55, 40, 25)
MODES = {
    "dark": "深色：`prefers-color-scheme: dark`, or the switch",
    "elder": "长者模式",
    "print": "on paper",
}
KEPT = '{"mode": "elder"}'
HEAD = """# Every type of page

Made by `python -m tests.pictures output` from the demonstration (`make site`). Each type on a phone
(390 px) and at a desk (1280 px), as a window shows it before the first scroll. All people are invented.
"""


class Shot(NamedTuple):
    """A picture to take: `mode` is a key of `MODES`, or empty."""

    kind: str
    path: str
    width: int
    mode: str = ""

    @property
    def file(self) -> str:
        return f"{self.kind.replace(' ', '-')}-{self.width}{'-' + self.mode if self.mode else ''}.webp"


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
def browser() -> Iterator[Browser]:
    """Raises `SystemExit` where there is no Chromium."""
    chromium = shutil.which("chromium")
    if not chromium:
        raise SystemExit("没有 Chromium，不能截图：在 Debian 上以 root 运行 make tools。")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield opened
        opened.close()


def shots(output: Path) -> list[Shot]:
    """Every type of page at both widths, and the case page in every mode."""
    found = examples(output) | {"result": newest_case(output)}
    made = [Shot(kind, path, width) for kind, path in found.items() for width in WIDTHS]
    return made + [Shot("result", found["result"], width, mode) for mode in MODES for width in WIDTHS]


def newest_case(output: Path) -> str:
    """Path of the newest case page of 督查回声."""
    return max((output / "cases").glob("DC-*.html")).relative_to(output).as_posix()


def photograph(opened: Browser, site: str, shot: Shot) -> bytes:
    """What a window shows, as WebP. Raises `SystemExit` for what can't be opened or is too large."""
    context = opened.new_context(
        viewport={"width": shot.width, "height": WIDTHS[shot.width]},
        color_scheme="dark" if shot.mode == "dark" else "light",
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
    )
    if shot.mode == "elder":
        context.add_init_script(f"localStorage.setItem('huisheng-reading', '{KEPT}')")
    page = context.new_page()
    page.emulate_media(media="print" if shot.mode == "print" else "screen")
    answer = page.goto(f"{site}/{shot.path}", wait_until="networkidle")
    if answer is None or not answer.ok:
        raise SystemExit(f"打不开 {shot.path}")
    page.evaluate("document.fonts.ready")
    taken = page.screenshot()
    context.close()
    return _small(taken, shot.file)


def _small(taken: bytes, name: str) -> bytes:
    for quality in QUALITIES:
        made = io.BytesIO()
        Image.open(io.BytesIO(taken)).convert("RGB").save(made, "WEBP", quality=quality, method=6)
        if made.tell() <= LARGEST:
            return made.getvalue()
    raise SystemExit(f"{name} 超过 {LARGEST} 字节。")


def told(taken: list[Shot]) -> str:
    """The page that shows the pictures."""
    lines = [HEAD]
    for shot in taken:
        if shot.width == min(WIDTHS):
            heading = f"{shot.kind}: {MODES[shot.mode]}" if shot.mode else shot.kind
            lines.append(f"## {heading}\n\n`{shot.path}`\n")
        lines.append(f"![{shot.kind}, {shot.width} px](../pictures/{shot.file})\n")
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    if len(arguments) != 1 or not (Path(arguments[0]) / "index.html").is_file():
        print("用法：python -m tests.pictures OUTPUT_DIR（先 make site）", file=sys.stderr)
        return 2
    output = Path(arguments[0])
    PICTURES.mkdir(parents=True, exist_ok=True)
    taken = shots(output)
    with serving(output) as site, browser() as opened:
        for shot in taken:
            (PICTURES / shot.file).write_bytes(photograph(opened, site, shot))
    for old in set(PICTURES.glob("*.webp")) - {PICTURES / shot.file for shot in taken}:
        old.unlink()
    PAGE.write_text(told(taken), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
