"""What stands in place of a withdrawn number: number, unit, day and reason, and nothing of the matter.

The web server answers with it, and 410, wherever the number stood. Removed, withdrawn and replaced are
different acts (GOV.UK), and are said differently.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from publish.site import words
from publish.site.addresses import case_file, gone_file
from publish.site.page import Page
from publish.site.record_views import GoneView
from publish.site.views import Head, Link
from publish.site.workshop import Workshop
from publish.text.dates import chinese_date

PLACE = "changes/index.html"
TITLE = "更正与撤回"


def pages(shop: Workshop) -> Iterator[Page]:
    for number in shop.edition.content.withdrawn:
        yield Page(
            path=gone_file(number),
            template="gone",
            head=partial(_head, shop, number),
            view=partial(_view, shop, number),
            listed=False,
        )


def _head(shop: Workshop, number: str) -> Head:
    gone = shop.edition.content.withdrawn[number]
    badge, sentence, _ = words.GONE[gone.act]
    return shop.heads.column(
        gone_file(number),
        kind="gone",
        title=f"{number} {badge}",
        lead=f"{sentence}（{chinese_date(gone.withdrawn_at)}）。",
        crumbs=(shop.link(TITLE, PLACE),),
        noindex=True,
    )


def _view(shop: Workshop, number: str) -> GoneView:
    gone = shop.edition.content.withdrawn[number]
    _, sentence, after = words.GONE[gone.act]
    return GoneView(
        number=number,
        heading=sentence,
        next=after,
        reason=words.REASONS[gone.reason],
        withdrawn_at=gone.withdrawn_at,
        unit_name=shop.edition.unit_link(gone.unit)[0],
        after=_after(shop, gone.replaced_by) if gone.replaced_by else None,
    )


def _after(shop: Workshop, number: str) -> Link | None:
    """What came in its place, as long as that is public."""
    return standing(shop, number) if number in shop.edition.content.cases else None


def standing(shop: Workshop, number: str) -> Link | None:
    """Where a number leads: to its case, or to what stands in its place; None where there is neither."""
    content = shop.edition.content
    if number in content.cases:
        return shop.link(number, case_file(number))
    return shop.link(number, gone_file(number)) if number in content.withdrawn else None
