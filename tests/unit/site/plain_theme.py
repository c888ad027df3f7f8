"""A theme that prints every field of every view, so that nothing can go stale unseen."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from publish.site import case_views, directory_views, record_views, statistics_views, unit_views
from publish.site.views import View
from publish.text.dates import rfc3339

VIEWS: dict[str, type[View]] = {
    "404": record_views.MissingView,
    "call": record_views.CallView,
    "calls": record_views.CallsView,
    "case": case_views.CaseView,
    "changes": record_views.ChangesView,
    "changes_month": record_views.ChangesMonthView,
    "data": record_views.DataView,
    "directory": directory_views.DirectoryView,
    "dossier": record_views.DossierView,
    "dossiers": record_views.DossiersView,
    "episode": record_views.EpisodeView,
    "feeds": record_views.FeedsView,
    "gone": record_views.GoneView,
    "home": case_views.HomeView,
    "list": case_views.ListView,
    "policies": record_views.PoliciesView,
    "policy": record_views.PolicyView,
    "programme": record_views.ProgrammeView,
    "programmes": directory_views.ProgrammesView,
    "prose": record_views.ProseView,
    "quarter": record_views.QuarterView,
    "reading": record_views.ReadingView,
    "search": record_views.SearchView,
    "site_map": record_views.SiteMapView,
    "business": statistics_views.BusinessView,
    "recurring": statistics_views.RecurringView,
    "statistics": statistics_views.StatisticsView,
    "statistics_month": statistics_views.MonthStatisticsView,
    "survey": record_views.SurveyView,
    "unit_directory": unit_views.UnitDirectoryView,
    "units": unit_views.UnitsView,
    "verify": record_views.VerifyView,
}
SAY = "{% macro say(x) %}<i>{{ x | say }}</i>{% endmacro %}"
USED = '{% import "macros/say.html" as m %}'
BASE = (
    USED + "<title>{{ page.title }}</title>{{ m.say(page) }}{{ m.say(columns) }}{{ site.name }}{{ demo }}\n"
    '{% include "partials/mark.svg" %}{% include "partials/late.html" ignore missing %}\n'
    "{% block body %}{% endblock %}\n"
)
OTHERS = {
    "base.html": BASE,
    "macros/say.html": SAY,
    "partials/mark.svg": "<svg/>",
    "partials/case_row.html": USED + "<li>{{ m.say(row) }}\t{{ row.title }}</li>\n",
    "partials/episode_row.html": USED + "<li>{{ m.say(row) }}</li>\n",
}


def say(held: Any) -> str:
    """Everything in a value; a moment as pages tell it."""
    if isinstance(held, msgspec.Struct):
        return say({name: getattr(held, name) for name in held.__struct_fields__})
    if isinstance(held, dict):
        return "".join(f"{key}={say(each)};\n" for key, each in held.items())
    if isinstance(held, tuple):
        return f"[{','.join(map(say, held))}]"
    return rfc3339(held) if isinstance(held, date) else str(held)


def write(folder: Path) -> None:
    """The theme below `folder`."""
    pages = {f"pages/{name}.html": _page(name, view) for name, view in VIEWS.items()}
    for name, text in {**pages, **OTHERS}.items():
        path = folder / "templates" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (folder / "static").mkdir()
    (folder / "static" / "site.css").write_text("body{}")


def _page(name: str, view: type[View]) -> str:
    fields = "".join(f"<p>{field}={{{{ m.say({field}) }}}}</p>\n" for field in view.__struct_fields__)
    computed = '{% set part = "late" %}{% include "partials/" ~ part ~ ".txt" ignore missing %}'
    body = USED + fields + (computed if name == "404" else "")
    return '{% extends "base.html" %}{% block body %}' + body + "{% endblock %}"
