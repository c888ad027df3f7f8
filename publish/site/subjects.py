"""What a list is about: its heading, its lead, what stands above and below it."""

from __future__ import annotations

import msgspec

from publish.site.edition import Edition
from publish.site.views import Counted
from publish.text.dates import chinese_month


class Subject(msgspec.Struct, frozen=True, kw_only=True):
    """`title` says to who searches what the page is; `parent` is a label and an address; `children` are
    names of lists."""

    kind: str
    heading: str
    title: str
    lead: str
    parent: tuple[str, str] | None = None
    children: tuple[str, ...] = ()


def subject(edition: Edition, name: str) -> Subject:
    """The subject of the list `name`, one of `edition.lists` but not "all"."""
    kind, _, slug = name.partition("/")
    return edition.uses.once(("subject", name), lambda: MAKERS[kind](edition, slug))


def counted(edition: Edition, name: str) -> Counted:
    """The list's heading, its front and the number of cases in it and in the lists right below it."""
    return edition.uses.once(("counted", name), lambda: _counted(edition, name))


def _counted(edition: Edition, name: str) -> Counted:
    made = subject(edition, name)
    below = made.children if made.kind == "topic" else ()
    return Counted(made.heading, edition.list_href(name), edition.count(name, *below))


def _column(edition: Edition, slug: str) -> Subject:
    column = edition.columns[slug]
    return Subject(kind="column", heading=column.name, title=column.name, lead=column.description)


def _district(edition: Edition, code: str) -> Subject:
    region = edition.regions[code]
    return Subject(
        kind="district",
        heading=region.name,
        title=f"{region.name}：群众和企业反映的事，办得怎么样",
        lead=f"发生在{region.name}的事，办得怎么样。",
    )


def _topic(edition: Edition, slug: str) -> Subject:
    topic = edition.topics[slug]
    parent_name, parent_href = edition.topic_link(topic.parent)
    return Subject(
        kind="topic",
        heading=topic.name,
        title=f"{topic.name}：反映了什么，怎么解决的",
        lead=f"关于{topic.name}的事项。",
        parent=(parent_name, parent_href) if parent_name and parent_href else None,
        children=tuple(f"topic/{each.slug}" for each in edition.topics.values() if each.parent == slug),
    )


def _unit(edition: Edition, slug: str) -> Subject:
    unit = edition.units[slug]
    parent_name, parent_href = edition.unit_link(unit.parent)
    return Subject(
        kind="unit",
        heading=unit.name,
        title=f"{unit.name}：办了哪些事，办得怎么样",
        lead=f"由{unit.name}承办的事项。" + (f"公开电话：{unit.public_phone}。" if unit.public_phone else ""),
        parent=(parent_name, parent_href) if parent_name and parent_href else None,
        children=tuple(f"unit/{each}" for each in edition.below(slug)),
    )


def _month(_: Edition, month: str) -> Subject:
    label = chinese_month(month)
    return Subject(kind="month", heading=label, title=f"{label}公开的事项", lead=f"{label}公开的事项。")


MAKERS = {"column": _column, "district": _district, "topic": _topic, "unit": _unit, "month": _month}
