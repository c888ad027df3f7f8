"""Dossiers: from one lead to a policy and a batch of like problems (点 → 面)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import partial

from markupsafe import Markup

from publish.model.published import PublishedDossier, Step
from publish.site import linked_data, words
from publish.site.addresses import record_file
from publish.site.page import Page
from publish.site.record_views import DossiersView, DossierView, StepView
from publish.site.standing import newest, standing_of
from publish.site.views import Head, Link, PolicyRow
from publish.site.workshop import Workshop

TITLE, LEAD = "专题", "一条线索查到底，一项政策补上，一批同类问题解决。"
FRONT = "dossiers/index.html"
CASES_SHOWN = 50


def pages(shop: Workshop) -> Iterator[Page]:
    yield Page(
        path=FRONT,
        template="dossiers",
        head=partial(
            shop.heads.column, FRONT, kind="dossiers", title="专题：从一件事到一类事", lead=LEAD, name=TITLE
        ),
        view=partial(_all, shop),
    )
    for slug in shop.edition.content.dossiers:
        yield Page(
            path=record_file("dossiers", slug),
            template="dossier",
            head=partial(_head, shop, slug),
            view=partial(_view, shop, slug),
            modified_at=partial(_modified, shop, slug),
        )


def newest_first(dossiers: Iterable[PublishedDossier]) -> tuple[str, ...]:
    """The slugs of dossiers by the day they were opened on."""
    order = sorted(dossiers, key=lambda it: (str(it.opened_on or ""), it.slug), reverse=True)
    return tuple(each.slug for each in order)


def _all(shop: Workshop) -> DossiersView:
    return DossiersView(dossiers=shop.rows.dossiers(newest_first(shop.edition.content.dossiers.values())))


def _modified(shop: Workshop, slug: str) -> datetime | None:
    return shop.edition.newest_change(shop.edition.content.dossiers[slug].cases)


def _head(shop: Workshop, slug: str) -> Head:
    dossier = shop.edition.content.dossiers[slug]
    return shop.heads.article(
        record_file("dossiers", dossier.slug),
        kind="dossier",
        title=dossier.title,
        text=dossier.summary or dossier.title,
        column=shop.link(TITLE, FRONT),
        published=dossier.opened_on,
        feeds=shop.feeds(f"dossiers/{slug}", dossier.title),
        what=linked_data.dossier(shop.rows.dossiers((slug,))[0]),
    )


def _view(shop: Workshop, slug: str) -> DossierView:
    dossier = shop.edition.content.dossiers[slug]
    policies = shop.rows.policies(dossier.policies)
    return DossierView(
        dossier=dossier,
        card=shop.rows.dossiers((dossier.slug,))[0],
        steps=tuple(_step(shop, step, policies) for step in dossier.steps),
        policies=policies,
        cases=shop.rows.case_fragments(newest(shop.edition, dossier.cases, CASES_SHOWN)),
        standing=standing_of(shop.edition, dossier.cases),
        note=shop.edition.prose.notes.get(dossier.slug, Markup("")),
        days=_days(dossier),
    )


def _days(dossier: PublishedDossier) -> int | None:
    first, last = dossier.opened_on, dossier.closed_on
    return (last - first).days if first and last and last > first else None


def _step(shop: Workshop, step: Step, policies: tuple[PolicyRow, ...]) -> StepView:
    unit_name, unit_href = shop.edition.unit_link(step.unit)
    issued = (row for row in policies if step.kind == "policy" and row.issued_on == step.at)
    return StepView(
        kind=step.kind,
        label=words.STEPS.get(step.kind, step.kind),
        at=step.at,
        unit_name=unit_name,
        unit_href=unit_href,
        text=step.text,
        number=None if step.number is None else f"{step.number:,.10g}",
        measure=step.measure,
        policies=tuple(Link(row.title, row.href) for row in issued),
    )
