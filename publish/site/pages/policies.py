"""Policies that were made or mended after a lead."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from itertools import groupby

from publish.model.published import PublishedPolicy
from publish.site import linked_data
from publish.site.addresses import record_file
from publish.site.page import Page
from publish.site.record_views import PoliciesView, PolicyView
from publish.site.views import Head
from publish.site.workshop import Workshop
from publish.text.web import web_address

TITLE, LEAD = "政策", "因群众和企业的反映而出台或修订的政策。"
FRONT = "policies/index.html"
CASES_SHOWN = 50


def pages(shop: Workshop) -> Iterator[Page]:
    yield Page(
        path=FRONT,
        template="policies",
        head=partial(shop.heads.column, FRONT, kind="policies", title=TITLE, lead=LEAD),
        view=partial(_all, shop),
    )
    for slug in shop.edition.content.policies:
        yield Page(
            path=record_file("policies", slug),
            template="policy",
            head=partial(_head, shop, slug),
            view=partial(_view, shop, slug),
            modified_at=partial(_modified, shop, slug),
        )


def _modified(shop: Workshop, slug: str) -> datetime | None:
    return shop.edition.newest_change(shop.edition.content.policies[slug].cases)


def _all(shop: Workshop) -> PoliciesView:
    order = sorted(
        shop.edition.content.policies.values(), key=lambda it: (it.issued_on, it.slug), reverse=True
    )
    years = groupby(order, key=lambda policy: f"{policy.issued_on.year}年")
    return PoliciesView(
        groups=tuple((year, shop.rows.policies(tuple(each.slug for each in held))) for year, held in years)
    )


def _newest(shop: Workshop, policy: PublishedPolicy) -> tuple[str, ...]:
    held = shop.edition.content.cases
    keys = [held[number] for number in policy.cases if number in held]
    keys.sort(key=lambda key: (key.published_at, key.number), reverse=True)
    return tuple(key.number for key in keys[:CASES_SHOWN])


def _head(shop: Workshop, slug: str) -> Head:
    policy, row = shop.edition.content.policies[slug], shop.rows.policies((slug,))[0]
    return shop.heads.article(
        record_file("policies", policy.slug),
        kind="policy",
        title=policy.title,
        text=policy.summary or policy.title,
        column=shop.link(TITLE, FRONT),
        published=policy.issued_on,
        source=row.unit_name,
        what=linked_data.policy(row, web_address(policy.url)),
    )


def _view(shop: Workshop, slug: str) -> PolicyView:
    policy = shop.edition.content.policies[slug]
    return PolicyView(
        policy=policy,
        row=shop.rows.policies((policy.slug,))[0],
        unit_href=shop.edition.unit_link(policy.unit)[1],
        link=web_address(policy.url),
        cases=shop.rows.case_fragments(_newest(shop, policy)),
        dossiers=shop.rows.dossiers(policy.dossiers),
    )
