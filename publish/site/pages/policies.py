"""Policies that were made or mended after a lead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from itertools import groupby

from publish.model.published import PublishedPolicy
from publish.site import linked_data
from publish.site.addresses import record_file
from publish.site.page import Page
from publish.site.record_views import PoliciesView, PolicyView
from publish.site.standing import newest, standing_of
from publish.site.views import Counted, Head, PolicyRow
from publish.site.workshop import Workshop
from publish.text.web import web_address

TITLE, LEAD = "政策", "因群众和企业的反映而出台或修订的政策。"
FRONT = "policies/index.html"
CASES_SHOWN = 50
Body = tuple[Counted, tuple[PolicyRow, ...]]


def pages(shop: Workshop) -> Iterator[Page]:
    yield Page(
        path=FRONT,
        template="policies",
        head=partial(
            shop.heads.column,
            FRONT,
            kind="policies",
            title="政策文件：因群众和企业的反映而出台",
            lead=LEAD,
            name=TITLE,
        ),
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
        groups=tuple((year, shop.rows.policies(tuple(each.slug for each in held))) for year, held in years),
        bodies=tuple(_bodies(shop, order)),
    )


def _bodies(shop: Workshop, order: Sequence[PublishedPolicy]) -> Iterator[Body]:
    """The policies by the unit that issued them, in order of the units."""
    found: dict[str, list[str]] = {}
    for policy in order:
        found.setdefault(policy.unit or "", []).append(policy.slug)
    for unit, slugs in sorted(found.items(), key=lambda pair: (not pair[0], pair[0])):
        name, href = shop.edition.unit_link(unit)
        yield Counted(name or "未写明机关", href, len(slugs)), shop.rows.policies(tuple(slugs))


def index_number(shop: Workshop, policy: PublishedPolicy) -> str:
    """The policy's number in this site's catalogue: the site's own code, the year, the slug of the ledger.
    The issuing body's catalogue has numbers of its own, which are not known here."""
    code = shop.edition.settings.site.id_code
    return "/".join(part for part in (code, f"{policy.issued_on.year}-{policy.slug.upper()}") if part)


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
        feeds=shop.feeds(f"policies/{slug}", policy.title),
        what=linked_data.policy(row, web_address(policy.url)),
    )


def _view(shop: Workshop, slug: str) -> PolicyView:
    policy = shop.edition.content.policies[slug]
    return PolicyView(
        policy=policy,
        row=shop.rows.policies((policy.slug,))[0],
        index=index_number(shop, policy),
        unit_href=shop.edition.unit_link(policy.unit)[1],
        link=web_address(policy.url),
        cases=shop.rows.case_fragments(newest(shop.edition, policy.cases, CASES_SHOWN)),
        standing=standing_of(shop.edition, policy.cases),
        dossiers=shop.rows.dossiers(policy.dossiers),
    )
