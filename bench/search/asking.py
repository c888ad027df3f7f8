"""Questions drawn from the texts, and what Chromium moves and waits for until they are answered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from statistics import median
from urllib.parse import quote

import msgspec
from playwright.sync_api import Browser, Page, sync_playwright

from publish.model.published import PublishedCase
from tests import browser, searching

COMMON, RARE = 0.05, 10
"""Of all cases, from which share on a stretch is common; and up to how many cases have a rare one."""
WATCH = """
document.addEventListener("DOMContentLoaded", () => {
  const box = document.querySelector(".search-results");
  new MutationObserver(() => {
    if (box.dataset.state !== "shown" || window.seen) return;
    const at = performance.now(), all = performance.getEntriesByType("resource");
    window.seen = { at, moved: all.filter(each => each.responseEnd <= at && /search/.test(each.name))
      .reduce((sum, each) => sum + each.transferSize, 0) };
  }).observe(box, { attributes: true });
});
"""


class Answered(msgspec.Struct, frozen=True):
    """Milliseconds and bytes until the first ten stood there, and the numbers of all results where they were
    gathered, in whatever order."""

    at: float
    moved: float
    numbers: frozenset[str] | None = None


class Drawn(msgspec.Struct, frozen=True):
    """Questions of a class, and the numbers each ought to find."""

    name: str
    questions: Mapping[str, frozenset[str]]


def draw(cases: Sequence[PublishedCase], count: int) -> list[Drawn]:
    """`count` questions of each class."""
    known, found = searching.Known(cases), {"common": {}, "between": {}, "rare": {}}  # type: ignore[var-annotated]
    for question in searching.samples(cases, count * 200, seed=8):
        if " " in searching.level(question):
            continue
        numbers = frozenset(known.expected(question))
        name = (
            "common" if len(numbers) >= COMMON * len(cases) else "rare" if len(numbers) <= RARE else "between"
        )
        if len(found[name]) < count:
            found[name][question] = numbers
        if all(len(each) >= count for each in found.values()):
            break
    return [Drawn(name, questions) for name, questions in found.items()]


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = browser.launch(playwright)
        yield started
        started.close()


def ours(started: Browser, address: str, question: str) -> Answered:
    """From the address to ten results on the page, nothing cached."""
    with _fresh(started) as page:
        page.add_init_script(WATCH)
        page.goto(f"{address}/search/?q={quote(question)}")
        page.locator(".search-results[data-state=shown], .search-results[data-state=done]").wait_for(
            state="attached"
        )
        return msgspec.convert(page.evaluate("window.seen"), Answered)


@contextmanager
def _fresh(started: Browser) -> Iterator[Page]:
    context = started.new_context(locale="zh-CN")
    try:
        yield context.new_page()
    finally:
        context.close()


def told(answers: Sequence[Answered]) -> tuple[str, str]:
    """Median and most, of milliseconds and of kB."""
    times, sizes = [each.at for each in answers], [each.moved / 1e3 for each in answers]
    return f"{median(times):.0f} / {max(times):.0f} ms", f"{median(sizes):.0f} / {max(sizes):.0f} kB"
