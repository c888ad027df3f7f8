"""Files that programs look for at their own places: robots.txt and .well-known/security.txt."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from functools import partial

from publish.site.edition import Edition
from publish.site.page import Output
from publish.text.dates import BEIJING, rfc3339

SECURITY = ".well-known/security.txt"
MONTHS = 7
"""Months after which nobody should go by it any more, counted from the one that is; RFC 9116 (2.5.5) asks for
less than a year. A site that is kept is built before."""


def outputs(edition: Edition) -> Iterator[Output]:
    """Both; the second where there is somebody to tell."""
    yield Output(path="robots.txt", body=partial(_robots, edition), sources=("settings",))
    if _contact(edition):
        yield Output(path=SECURITY, body=partial(_security, edition))


def _robots(edition: Edition) -> bytes:
    """A demonstration too may be crawled: its pages say noindex, and must be read to say so."""
    sitemap = edition.addresses.absolute("sitemap.xml")
    return f"User-agent: *\nAllow: /\n\nSitemap: {sitemap}\n".encode()


def _contact(edition: Edition) -> str | None:
    given, mail = edition.settings.security.contact, edition.settings.site.mail
    return given or (f"mailto:{mail}" if mail else None)


def _security(edition: Edition) -> bytes:
    policy = edition.settings.security.policy
    lines = [
        f"Contact: {_contact(edition)}",
        f"Expires: {rfc3339(_expires(edition.today))}",
        "Preferred-Languages: zh",
        f"Canonical: {edition.addresses.absolute(SECURITY)}",
        *([f"Policy: {policy}"] if policy else []),
    ]
    return "\n".join([*lines, ""]).encode()


def _expires(today: date) -> datetime:
    """The first of a month, so that the file changes once a month."""
    year, month = divmod(today.year * 12 + today.month - 1 + MONTHS, 12)
    return datetime.combine(date(year, month + 1, 1), time(), BEIJING)
