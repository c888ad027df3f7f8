"""Every type of page the site has: where its pages lie, and an example of each in a built site.

What opens, photographs or measures one page of each type takes its examples from here. A new type of page
must be added: a test looks for pages that are of no type.
"""

from __future__ import annotations

from pathlib import Path

PAGE_TYPES = {
    "home": "index.html",
    "column": "columns/*/index.html",
    "older list": "columns/*/page-*.html",
    "districts": "districts/index.html",
    "district": "districts/*/index.html",
    "topics": "topics/index.html",
    "topic": "topics/t-??/index.html",
    "second topic": "topics/t-??-??/index.html",
    "units": "units/index.html",
    "units of a district": "units/[0-9]*.html",
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
    "recurring problems": "statistics/recurring/index.html",
    "recurring problems of a quarter": "statistics/recurring/2*.html",
    "business environment": "statistics/business.html",
    "changes": "changes/index.html",
    "changes of a month": "changes/2???-[0-9]*.html",
    "quarter": "changes/2*-Q*.html",
    "search": "search/index.html",
    "feeds": "feeds/index.html",
    "feeds of units": "feeds/units/index.html",
    "data": "data/index.html",
    "about": "about/index.html",
    "anonymising": "about/anonymising.html",
    "notice": "notices/*.html",
    "withdrawn": "gone/*.html",
    "site map": "sitemap/index.html",
    "reading": "reading.html",
    "missing": "404.html",
    "verify": "verify.html",
}
"""Type of page → where its pages lie, below the folder of the site."""


MAIN = ("home", "column", "result", "search", "episode", "statistics")
"""The six by which the site as a whole is measured."""
RARE = {"notice": "noticed", "withdrawn": "gone_site", "changes of a month": "gone_site"}
"""Types the demonstration has none of → the fixture whose site has one."""


def examples(output: Path) -> dict[str, str]:
    """Type of page → the address of an example below `output`, for the types that `output` has."""
    found = {kind: _longest(output, pattern) for kind, pattern in PAGE_TYPES.items()}
    return {kind: path for kind, path in found.items() if path}


def example(output: Path, kind: str) -> str:
    """The address of the longest page of a type, below `output`. `output` must have one."""
    path = _longest(output, PAGE_TYPES[kind])
    assert path, f"没有这一类页面：{kind}（{PAGE_TYPES[kind]}）"
    return path


def _longest(output: Path, pattern: str) -> str:
    found = sorted(output.glob(pattern), key=lambda path: (path.stat().st_size, str(path)))
    return found[-1].relative_to(output).as_posix() if found else ""
