"""The kinds of page the site has, one page of each, and what opening it shows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser

from tests import browser as at

KINDS = {
    "home": "index.html",
    "column": "columns/*/index.html",
    "older list": "columns/*/page-*.html",
    "districts": "districts/index.html",
    "district": "districts/*/index.html",
    "topics": "topics/index.html",
    "topic": "topics/t-??/index.html",
    "second topic": "topics/t-??-??/index.html",
    "units": "units/index.html",
    "unit": "units/*/index.html",
    "months": "months/index.html",
    "month": "months/*/index.html",
    "result": "cases/DC-*.html",
    "letter": "cases/LY-*.html",
    "dossiers": "dossiers/index.html",
    "dossier": "dossiers/d-*.html",
    "policies": "policies/index.html",
    "policy": "policies/p-*.html",
    "programmes": "programmes/index.html",
    "programme": "programmes/*/index.html",
    "older episodes": "programmes/*/page-*.html",
    "episode": "programmes/*/[0-9]*.html",
    "calls": "calls/index.html",
    "call": "calls/c-*.html",
    "survey": "surveys/s-*.html",
    "statistics": "statistics/index.html",
    "statistics of a month": "statistics/2*.html",
    "changes": "changes/index.html",
    "quarter": "changes/2*.html",
    "feeds": "feeds/index.html",
    "data": "data/index.html",
    "about": "about/index.html",
    "anonymising": "about/anonymising.html",
    "notice": "notices/*.html",
    "missing": "404.html",
    "verify": "verify.html",
}
"""Kind of page → where its pages lie. The longest of a kind stands for it."""


@dataclass(frozen=True)
class Visit:
    """One page opened once: what was asked of the network, said, broken, and found by axe-core."""

    path: str
    complaints: tuple[str, ...]
    policy: tuple[str, ...]
    overhang: str
    barriers: tuple[str, ...]


def example(output: Path, kind: str) -> str:
    """The path of the longest page of a kind."""
    found = sorted(output.glob(KINDS[kind]), key=lambda path: (path.stat().st_size, str(path)))
    assert found, f"没有这一类页面：{kind}（{KINDS[kind]}）"
    return str(found[-1].relative_to(output))


def visit(browser: Browser, site: at.Site, kind: str, width: int) -> Visit:
    """Open a kind's page in a fresh tab; axe-core looks at it by day on a phone, in the dark at a desk."""
    path = example(site.folder, kind)
    with at.tab(browser, site, width) as (page, complaints):
        page.goto(site.url(path))
        said = tuple(complaints)
        policy, overhang = tuple(at.policy_broken(page)), at.overhang(page)
        barriers = tuple(at.barriers(page, "dark" if width > 1000 else "light"))
        return Visit(path=path, complaints=said, policy=policy, overhang=overhang, barriers=barriers)
