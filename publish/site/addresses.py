"""Where every page lies. Addresses are made of stable codes alone (rule 1)."""

from __future__ import annotations

import re

LIST_FOLDERS = {
    "column": "columns",
    "district": "districts",
    "topic": "topics",
    "unit": "units",
    "month": "months",
}
"""Kind of list → its folder; "column/huisheng" lies in columns/huisheng/."""

INDEX = "index.html"
EVERY = "all"
"""The list of all cases. It has no page and feeds the site's feed."""
SITE_FEED = "site"
CASES = "cases/"
UPDATES = ".atom.xml"
CASE_SUFFIXES = (".html", ".json", UPDATES)
"""The files of a case: its page, its data, and the feed of what happened to it since."""
DATA = "data/"
MEDIA = "media/"
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
NUMBER = re.compile(r"[A-Z]{1,8}-\d{4}-\d{1,12}")
MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")


def is_list(name: str) -> bool:
    """Whether `name` may name a list: "all", or a known kind and a slug."""
    kind, _, slug = name.partition("/")
    if kind == "month":
        return MONTH.fullmatch(slug) is not None
    return name == EVERY or (kind in LIST_FOLDERS and SLUG.fullmatch(slug) is not None)


def list_folder(name: str) -> str:
    """ "district/500101" → "districts/500101" """
    kind, _, slug = name.partition("/")
    return f"{LIST_FOLDERS[kind]}/{slug}"


LISTS = {folder: kind for kind, folder in LIST_FOLDERS.items()}


def list_of(path: str) -> str | None:
    """The list that a file is a page or a feed of: "districts/500101/index.html" → "district/500101"."""
    top, _, rest = path.partition("/")
    if top == "feeds":
        return _fed(rest)
    slug, between, _ = rest.partition("/")
    return f"{LISTS[top]}/{slug}" if between and top in LISTS else None


def _fed(path: str) -> str | None:
    """Of a file below feeds/: "columns/huisheng.rss.xml", "columns/huisheng/page-3.atom.xml"."""
    top, between, rest = path.partition("/")
    if top.partition(".")[0] == SITE_FEED:
        return EVERY
    slug = rest.partition("/")[0].partition(".")[0]
    return f"{LISTS[top]}/{slug}" if between and top in LISTS and slug != "index" else None


def case_of(path: str) -> str | None:
    """The number of the case whose page this is, or another file beside it."""
    return path[len(CASES) :].partition(".")[0] if path.startswith(CASES) else None


def case_files(number: str) -> tuple[str, ...]:
    """Everything there is of one case alone."""
    return tuple(f"{CASES}{number}{suffix}" for suffix in CASE_SUFFIXES)


def page_file(folder: str, number: int | None) -> str:
    """A list's front (None) or its page from the oldest."""
    return f"{folder}/{INDEX}" if number is None else f"{folder}/page-{number}.html"


def case_file(number: str) -> str:
    return f"{CASES}{number}.html"


def case_data(number: str) -> str:
    """The same as one object of JSON."""
    return f"{CASES}{number}.json"


def gone_file(number: str) -> str:
    """What stands in place of a withdrawn number."""
    return f"gone/{number}.html"


UNIT_NAMES = "units/names.json"


def units_file(code: str) -> str:
    """The directory of a district's units: units/500101.html"""
    return f"units/{code}.html"


def record_file(folder: str, slug: str) -> str:
    """ "dossiers", "d-01" → dossiers/d-01.html"""
    return f"{folder}/{slug}.html"


def episode_file(programme: str, number: int) -> str:
    return f"programmes/{programme}/{number}.html"


def recording_file(name: str) -> str:
    """Where a recording stands, by its file below paths.audio ("zhouwu/12-3f2a9c01.mp3")."""
    return f"{MEDIA}{name}"


def chapters_file(programme: str, number: int) -> str:
    return f"{MEDIA}{programme}/{number}.chapters.json"


def list_feed(name: str) -> str:
    """A list's feeds by name: "column/huisheng" → "columns/huisheng"; "all" is the site's."""
    return SITE_FEED if name == EVERY else list_folder(name)


def updates_file(number: str) -> str:
    return f"{CASES}{number}{UPDATES}"


def feed_stem(name: str) -> str:
    """A feed's address without suffix: "site", "columns/huisheng", "programmes/zhouwu"."""
    return f"feeds/{name}"


class Addresses:
    """Output paths as links on pages (`href`) and as whole addresses (`absolute`)."""

    def __init__(self, url: str, base: str) -> None:
        self._base = "/" + (base.strip("/") + "/" if base.strip("/") else "")
        self._root = url.rstrip("/")

    def href(self, path: str) -> str:
        """ "cases/x.html" → "/cases/x.html"; an index page is addressed by its folder."""
        return self._base + self._shown(path)

    def absolute(self, path: str) -> str:
        return self._root + self.href(path)

    def _shown(self, path: str) -> str:
        path = path.lstrip("/")
        front = path.endswith(INDEX) and path[: -len(INDEX)][-1:] in ("", "/")
        return path[: -len(INDEX)] if front else path


RECURRING_FILE = "statistics/recurring/index.html"
BUSINESS_FILE = "statistics/business.html"


def month_statistics_file(month: str) -> str:
    """statistics/2022-05.html"""
    return f"statistics/{month}.html"


def recurring_file(quarter: str) -> str:
    """statistics/recurring/2022-Q2.html"""
    return f"statistics/recurring/{quarter}.html"
