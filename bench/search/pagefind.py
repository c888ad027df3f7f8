"""Pagefind on the same texts, with a blank after every character: the rival."""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from html import escape
from pathlib import Path

from playwright.sync_api import Browser

from bench.build import watch
from bench.build.watch import Taken
from bench.search.asking import Answered
from publish.model.published import PublishedCase
from tests import searching

VERSION = "1.5.2"
ASK = """async question => {
  const index = await import("/pagefind/pagefind.js");
  const began = performance.now(), found = await index.search(question);
  const first = await Promise.all(found.results.slice(0, 10).map(each => each.data()));
  const at = performance.now() - began, resources = performance.getEntriesByType("resource");
  const moved = resources.reduce((sum, each) => sum + each.transferSize, 0);
  const all = await Promise.all(found.results.map(each => each.data()));
  return { at, moved, numbers: all.map(each => each.url.split("/").pop().replace(".html", "")) };
}"""


def install(work: Path) -> Path:
    """The program from the registry, in a folder of its own."""
    program = work / "node_modules/.bin/pagefind"
    if not program.exists():
        work.mkdir(parents=True, exist_ok=True)
        command = ["npm", "install", "--silent", "--no-audit", "--no-fund", f"pagefind@{VERSION}"]
        (work / "package.json").write_text("{}")
        watch.run(command, work, {})
    return program


def write(cases: Sequence[PublishedCase], site: Path) -> None:
    """A page a case, its texts apart, their characters too."""
    shutil.rmtree(site, ignore_errors=True)
    (site / "cases").mkdir(parents=True)
    for case in cases:
        title, *texts = (escape(spaced(text)) for text in searching.fields(case))
        body = "".join(f"<p>{text}</p>" for text in texts)
        page = f'<!doctype html><html lang="en"><title>{case.number}</title><h1>{title}</h1>{body}</html>'
        (site / "cases" / f"{case.number}.html").write_text(page, "utf-8")
    (site / "index.html").write_text('<!doctype html><html lang="en"><title>ask</title></html>', "utf-8")


def spaced(text: str) -> str:
    return " ".join(text)


def index(program: Path, site: Path) -> Taken:
    """What its index costs, made whole: it knows no other way."""
    return watch.run([str(program), "--site", str(site)], site, {})


def ask(started: Browser, address: str, question: str) -> Answered:
    context = started.new_context(locale="zh-CN")
    try:
        page = context.new_page()
        page.goto(address)
        found = page.evaluate(ASK, f'"{spaced(question)}"')
        return Answered(found["at"], found["moved"], frozenset(found["numbers"]))
    finally:
        context.close()


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Without a policy: its reader needs `wasm-unsafe-eval`."""
    handler = functools.partial(_Quiet, directory=str(site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        """Silent."""
