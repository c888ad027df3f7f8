"""Kinds of lists and tables in words, for generators that know no codes."""

from __future__ import annotations

from bench.build.fields import Fields, Names
from publish.model.published import MonthStatistics
from publish.site import words
from publish.text.dates import chinese_month

LISTS = {"district": "districts", "topic": "topics", "unit": "units", "month": "months"}
LEADS = {
    "district": "发生在{}的事，办得怎么样。",
    "topic": "关于{}的事项。",
    "unit": "由{}承办的事项。",
    "month": "{}公开的事项。",
}


def month_title(held: MonthStatistics) -> str:
    """2022年5月统计"""
    return f"{chinese_month(held.month)}统计"


def tables(names: Names, held: MonthStatistics) -> list[Fields]:
    """A month's tables with words for codes."""

    def word(code: str) -> str:
        found = names.regions.get(code) or names.topics.get(code) or names.columns.get(code)
        return words.CODES.get(code) or (found.name if found else code)

    return [
        {
            "heading": words.TABLES.get(table.name, table.name),
            "columns": [word(each) for each in table.columns],
            "rows": [
                {"label": word(label), "counts": list(map(_count, counts))} for label, counts in table.rows
            ],
        }
        for table in held.tables
    ]


def _count(number: int | None) -> str:
    return "*" if number is None else f"{number:,}"
