"""Handwritten pages: a head of `Key: value` lines, a blank line, Markdown.

pages/about.md becomes /about/, every other page /about/<name>.html, notices/<name>.md
/notices/<name>.html; dossier-notes/<slug>.md stands on its dossier's page;
call-notes/<slug>.md and survey-notes/<slug>.md say on a call's or a questionnaire's page what came of it,
where their `Title:` is its title.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

import msgspec
from markupsafe import Markup

from publish.errors import Issue, PublishError, issue
from publish.site.addresses import INDEX, SLUG
from publish.site.inputs import PROSE, Stamp
from publish.site.kept import Kept, stands

FIELD = re.compile(r"([A-Za-z_-]+):\s*(.*)")
ROOT = "prose/"
RESULTS = ("call-notes", "survey-notes")


class ProsePage(msgspec.Struct, frozen=True, kw_only=True):
    """One handwritten page; `place` is its file below the prose folder."""

    place: str
    slug: str
    title: str
    html: str  # sanitised
    fields: dict[str, str]
    description: str = ""
    published_on: date | None = None
    modified_on: date | None = None


class Prose(msgspec.Struct, frozen=True, kw_only=True):
    pages: tuple[ProsePage, ...] = ()
    notices: tuple[ProsePage, ...] = ()
    notes: dict[str, Markup] = {}
    results: dict[str, ProsePage] = {}  # by place


class ProseError(PublishError):
    """Raised for a handwritten page that can't be used; `issues` are all that is wrong."""

    def __init__(self, issues: tuple[Issue, ...]) -> None:
        Exception.__init__(self, "\n".join(map(str, issues)))
        self.issue = issues[0]
        self.issues = issues


def read_prose(
    folder: Path, inputs: Mapping[str, Stamp], before: Mapping[str, Kept[ProsePage]]
) -> dict[str, Kept[ProsePage]]:
    """Everything handwritten below `folder`, by file; what has the bytes it had isn't parsed again.

    `inputs`: all files by name, as `inputs.scan` has them. Raises `ProseError`.
    """
    issues: list[Issue] = []
    found = {}
    for file in sorted(inputs):
        try:
            found[file] = _read(folder, file, inputs[file], before.get(file))
        except ProseError as error:
            issues += error.issues
    if issues:
        raise ProseError(tuple(issues))
    return found


def bound(pages: Iterable[ProsePage]) -> Prose:
    """Handwritten pages by what they are; notices newest first."""
    found: dict[str, list[ProsePage]] = {name: [] for name in PROSE}
    for page in pages:
        found[page.place.partition("/")[0]].append(page)
    notices = sorted(
        found["notices"], key=lambda page: (page.published_on or date.min, page.slug), reverse=True
    )
    return Prose(
        pages=tuple(found["pages"]),
        notices=tuple(notices),
        notes={page.slug: Markup(page.html) for page in found["dossier-notes"]},
        results={page.place: page for name in RESULTS for page in found[name]},
    )


def file_of(page: ProsePage) -> str:
    """Where the page lies in the output."""
    if page.place.startswith("notices/"):
        return f"notices/{page.slug}.html"
    return f"about/{INDEX}" if page.slug == "about" else f"about/{page.slug}.html"


def parse(path: Path) -> ProsePage:
    """One handwritten page. Raises `ProseError` SITE-007."""
    place = f"{path.parent.name}/{path.name}"
    try:
        fields, body = _split(path.read_text("utf-8-sig"))
        if not SLUG.fullmatch(path.stem):
            raise ValueError("文件名")
        if "title" not in fields and not place.startswith("dossier-notes/"):
            raise ValueError("没有 Title")
        return ProsePage(
            place=place,
            slug=path.stem,
            title=fields.get("title", ""),
            html=_html(body),
            fields=fields,
            description=fields.get("description", ""),
            published_on=_day(fields.get("date")),
            modified_on=_day(fields.get("modified") or fields.get("date")),
        )
    except (ValueError, OSError) as error:
        raise ProseError((issue("SITE-007", place, detail=str(error)[:200]),)) from None


def _read(folder: Path, file: str, stamp: Stamp, before: Kept[ProsePage] | None) -> Kept[ProsePage]:
    if stands(before, stamp):
        return before
    path = folder / file.removeprefix(ROOT)
    try:
        digest = hashlib.sha256(path.read_bytes()).digest()
    except OSError as error:
        raise ProseError((issue("SITE-007", file, detail=str(error)[:200]),)) from None
    return Kept(stamp, digest, before.held if before and before.digest == digest else parse(path))


def _html(body: str) -> str:
    from publish.text.markup import prose  # Markdown takes a tenth of a second to come

    return str(prose(body))


def _split(text: str) -> tuple[dict[str, str], str]:
    lines = text.split("\n")
    fields: dict[str, str] = {}
    for index, line in enumerate(lines):
        field = FIELD.fullmatch(line.strip())
        if not field:
            return fields, "\n".join(lines[index:])
        fields[field[1].lower()] = field[2].strip()
    return fields, ""


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text[:10]) if text else None
