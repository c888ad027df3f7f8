"""The frozen tables in words: headings, what each counts, rows with their pages, sums of what is shown."""

from __future__ import annotations

from collections.abc import Sequence

from publish.model.published import Cell, MonthStatistics, Table
from publish.site import words
from publish.site.edition import Edition
from publish.site.months import column_sums, percent, table
from publish.site.open_files import statistics_file
from publish.site.statistics_views import Source, StatTable
from publish.text.dates import chinese_month

SHARED = {"outcome", "revisit", "received_channel", "received_applicant"}
"""Tables of one column, whose rows are told in percent of their sum."""
LATE = {"due": "missed", "accept": "warned"}
"""Tables whose rows are told by the share of one column."""
DAYS = "days"


def source(edition: Edition, held: MonthStatistics) -> Source:
    """Of figures of one month."""
    file = edition.href(statistics_file(held.month, ".csv"))
    return Source(chinese_month(held.month), held.made_on, file)


def span(edition: Edition, held: Sequence[MonthStatistics]) -> Source:
    """Of figures of several months, in order."""
    first, last = held[0], held[-1]
    label = f"{chinese_month(first.month)}至{chinese_month(last.month)}"
    return Source(label, last.made_on, edition.href("data/index.html"))


def shown(edition: Edition, held: MonthStatistics, name: str) -> StatTable | None:
    """A table of a month ready to print; None where the month hasn't got it or it has no row."""
    found = table(held, name)
    return _shown(edition, found) if found and found.rows else None


def _shown(edition: Edition, found: Table) -> StatTable:
    words_of = words.STATISTICS[found.name]
    days = found.name.startswith(DAYS)
    rows = ((*name_of(edition, label), cells, _share(found, cells)) for label, cells in found.rows)
    return StatTable(
        name=found.name,
        heading=words_of.heading,
        about=words_of.about,
        head=words_of.head,
        columns=tuple(name_of(edition, column)[0] for column in found.columns),
        rows=tuple(sorted(rows, key=lambda row: row[0] in LAST)),
        totals=() if days else column_sums(found),
        share=words_of.share,
    )


LAST = (words.CODES["other"], words.CODES["unknown"])


def _share(found: Table, cells: tuple[Cell, ...]) -> str | None:
    if found.name in SHARED:
        return percent(cells[0], (row[0] for _, row in found.rows))
    if found.name in LATE:
        return percent(cells[found.columns.index(LATE[found.name])], cells)
    return None


def name_of(edition: Edition, code: str) -> tuple[str, str | None]:
    """What a code of a table means, and its page; a word stays as it is."""
    if code in words.CODES:
        return words.CODES[code], None
    name, href = edition.region_link(code)
    if name:
        return name, href
    slug = edition.topic_slug(code)
    return code.rpartition("/")[2], edition.topic_link(slug)[1] if slug else None
