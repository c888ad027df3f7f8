"""Policies that were made or mended after a lead."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import groupby
from urllib.parse import urlsplit

from publish.model.published import PublishedPolicy
from publish.site.addresses import record_file
from publish.site.figures import newest_case
from publish.site.page import Page
from publish.site.record_views import PoliciesView, PolicyView
from publish.site.views import Head
from publish.site.workshop import Workshop, case_sources

TITLE, LEAD = "政策", "因群众和企业的反映而出台或修订的政策。"
FRONT = "policies/index.html"
CASES_SHOWN = 50


def pages(shop: Workshop) -> Iterator[Page]:
    policies = shop.edition.content.policies
    yield Page(
        path=FRONT,
        template="policies",
        head=partial(shop.heads.column, FRONT, kind="policies", title=TITLE, lead=LEAD),
        sources=("directory", *(f"policy:{slug}" for slug in policies)),
        view=partial(_all, shop),
    )
    for policy in policies.values():
        yield _page(shop, policy)


def _all(shop: Workshop) -> PoliciesView:
    order = sorted(
        shop.edition.content.policies.values(), key=lambda it: (it.issued_on, it.slug), reverse=True
    )
    years = groupby(order, key=lambda policy: f"{policy.issued_on.year}年")
    return PoliciesView(
        groups=tuple((year, shop.rows.policies(tuple(each.slug for each in held))) for year, held in years)
    )


def _page(shop: Workshop, policy: PublishedPolicy) -> Page:
    cases = _newest(shop, policy)
    dossiers = (f"dossier:{slug}" for slug in policy.dossiers)
    return Page(
        path=record_file("policies", policy.slug),
        template="policy",
        head=partial(_head, shop, policy),
        sources=("directory", f"policy:{policy.slug}", *case_sources(cases), *dossiers),
        view=partial(_view, shop, policy, cases),
        modified_at=newest_case(shop.edition, policy.cases),
    )


def _newest(shop: Workshop, policy: PublishedPolicy) -> tuple[str, ...]:
    held = shop.edition.content.cases
    keys = [held[number] for number in policy.cases if number in held]
    keys.sort(key=lambda key: (key.published_at, key.number), reverse=True)
    return tuple(key.number for key in keys[:CASES_SHOWN])


def _head(shop: Workshop, policy: PublishedPolicy) -> Head:
    return shop.heads.article(
        record_file("policies", policy.slug),
        kind="policy",
        title=policy.title,
        text=policy.summary or policy.title,
        column=shop.link(TITLE, FRONT),
        published=policy.issued_on,
        source=shop.edition.unit_link(policy.unit)[0],
    )


def _view(shop: Workshop, policy: PublishedPolicy, cases: tuple[str, ...]) -> PolicyView:
    return PolicyView(
        policy=policy,
        row=shop.rows.policies((policy.slug,))[0],
        unit_href=shop.edition.unit_link(policy.unit)[1],
        link=web_address(policy.url),
        cases=shop.rows.cases(cases),
        dossiers=shop.rows.dossiers(policy.dossiers),
    )


def web_address(url: str | None) -> str | None:
    """An http(s) address as it is; anything else (javascript:, a bare word) is no link."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None
