"""The feed of one case: what happened to it since it was published, by its public days alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from publish.feeds import atom
from publish.feeds.base import Entry, Feed, tag
from publish.model.published import PublishedCase
from publish.site import words
from publish.site.addresses import case_file, updates_file
from publish.site.workshop import Workshop
from publish.stages.channels import CSS, XSL
from publish.text.dates import local, rfc3339

TITLE = "后续"


class Happened:
    """Makes these feeds. There are as many as cases: they are small, and joined at once."""

    def __init__(self, shop: Workshop) -> None:
        self._edition, site = shop.edition, shop.edition.settings.site
        self._url, self._author = site.url, site.organiser
        self._styles = (shop.edition.href(XSL), shop.edition.href(CSS))

    def render(self, number: str) -> bytes:
        """The feed of a case as Atom, newest first."""
        case = self._edition.case(number)
        page = self._edition.addresses.absolute(case_file(number))
        entries = sorted(self._entries(case, page), key=lambda one: one.published, reverse=True)
        feed = Feed(
            id=tag(self._url, f"case/{number}/updates"),
            title=f"{TITLE}：{case.title}",
            href=page,
            self_href=self._edition.addresses.absolute(updates_file(number)),
            description=f"{number} 公开以后的更正、回访和回头看。",
            author=self._author,
            updated=entries[0].published,
            styles=self._styles,
        )
        return atom.assemble(feed, map(atom.rendered, entries))

    def _entries(self, case: PublishedCase, page: str) -> Iterator[Entry]:
        for name, at, title, summary in happenings(case):
            yield Entry(
                id=tag(self._url, f"case/{case.number}/{name}"),
                title=title, href=page, published=at, summary=summary,
            )  # fmt: skip


Happening = tuple[str, datetime, str, str]
"""Its name in ids, its time, its title, and a word on it."""


def happenings(case: PublishedCase) -> Iterator[Happening]:
    """What is known, in no order: published, corrected, and what came of it after that."""
    opened = local(case.published_at)
    yield "published", opened, f"公开：{case.title}", ""
    for one in case.corrections:
        title = f"{words.CORRECTIONS[one.kind]}：{case.title}"
        yield f"correction/{one.place}", local(one.at), title, one.reason or ""
    for kind, at in dict.fromkeys(_steps(case, opened)):
        badge, sentence = words.EVENTS.get(kind, (kind, kind))
        outcome = words.REVISITS.get(case.revisit_outcome or "", "") if kind == REVISITED else ""
        yield f"{kind}/{rfc3339(at)}", at, f"{badge}：{case.title}", f"{sentence}。{outcome}"


REVISITED = "revisited"


def _steps(case: PublishedCase, opened: datetime) -> Iterator[tuple[str, datetime]]:
    """Steps after publication whose day may be told."""
    for entry in case.timeline:
        if entry.at is not None and local(entry.at) > opened:
            yield entry.kind, local(entry.at)
    told = {entry.kind for entry in case.timeline}
    if case.revisit_at and local(case.revisit_at) > opened and REVISITED not in told:
        yield REVISITED, local(case.revisit_at)
