"""Dossiers: from one lead to a policy and a batch of like problems (点 → 面)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from markupsafe import Markup

from publish.model.published import PublishedDossier, Step
from publish.site import words
from publish.site.addresses import record_file
from publish.site.figures import newest_case
from publish.site.page import Page
from publish.site.record_views import DossiersView, DossierView, StepView
from publish.site.views import Head
from publish.site.workshop import Workshop, case_sources

TITLE, LEAD = "专题", "一条线索查到底，一项政策补上，一批同类问题解决。"
FRONT = "dossiers/index.html"


def pages(shop: Workshop) -> Iterator[Page]:
    dossiers = shop.edition.content.dossiers
    order = sorted(dossiers.values(), key=lambda it: (str(it.opened_on or ""), it.slug), reverse=True)
    slugs = tuple(each.slug for each in order)
    yield Page(
        path=FRONT,
        template="dossiers",
        head=partial(shop.heads.column, FRONT, kind="dossiers", title=TITLE, lead=LEAD),
        sources=tuple(f"dossier:{slug}" for slug in slugs),
        view=lambda: DossiersView(dossiers=shop.rows.dossiers(slugs)),
    )
    for dossier in dossiers.values():
        yield _page(shop, dossier)


def _page(shop: Workshop, dossier: PublishedDossier) -> Page:
    policies = (f"policy:{slug}" for slug in dossier.policies)
    return Page(
        path=record_file("dossiers", dossier.slug),
        template="dossier",
        head=partial(_head, shop, dossier),
        sources=("directory", f"dossier:{dossier.slug}", *policies, *case_sources(dossier.cases)),
        view=partial(_view, shop, dossier),
        modified_at=newest_case(shop.edition, dossier.cases),
    )


def _head(shop: Workshop, dossier: PublishedDossier) -> Head:
    return shop.heads.article(
        record_file("dossiers", dossier.slug),
        kind="dossier",
        title=dossier.title,
        text=dossier.summary or dossier.title,
        column=shop.link(TITLE, FRONT),
        published=dossier.opened_on,
    )


def _view(shop: Workshop, dossier: PublishedDossier) -> DossierView:
    return DossierView(
        dossier=dossier,
        card=shop.rows.dossiers((dossier.slug,))[0],
        steps=tuple(_step(shop, step) for step in dossier.steps),
        policies=shop.rows.policies(dossier.policies),
        cases=shop.rows.cases(dossier.cases),
        note=shop.edition.prose.notes.get(dossier.slug, Markup("")),
    )


def _step(shop: Workshop, step: Step) -> StepView:
    unit_name, unit_href = shop.edition.unit_link(step.unit)
    return StepView(
        kind=step.kind,
        label=words.STEPS.get(step.kind, step.kind),
        at=step.at,
        unit_name=unit_name,
        unit_href=unit_href,
        text=step.text,
        figure=None if step.number is None else f"{step.number:,.10g} {step.measure or ''}".strip(),
    )
