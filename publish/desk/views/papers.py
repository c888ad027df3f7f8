"""What a matter's file holds: preview, history, release record."""

from __future__ import annotations

import mimetypes
from pathlib import Path

from starlette.responses import FileResponse, HTMLResponse, Response

from publish.desk import preview as previews
from publish.desk.matter import load
from publish.desk.sheet import pdf
from publish.desk.visit import Visit
from publish.errors import GateError
from publish.site.engine import THEME


def preview(visit: Visit) -> Response:
    """The page around the preview: two widths, and back."""
    return visit.page("preview.html", name=visit.name)


def preview_page(visit: Visit) -> Response:
    """The page exactly as it will be published, by the site's own engine."""
    found = load(visit.office, visit.desk, visit.name, visit.user)
    if found.original is None:
        assert found.problem
        raise GateError(found.problem.code, visit.name)
    return HTMLResponse(previews.preview(visit.office, visit.desk, found))


def theme_file(visit: Visit) -> Response:
    """A file of the site's theme, for the preview."""
    return _file(THEME / "static", str(visit.request.path_params["path"]))


def own_file(visit: Visit) -> Response:
    """A file of the desk's own."""
    return _file(Path(__file__).parents[1] / "static", str(visit.request.path_params["path"]))


def history(visit: Visit) -> Response:
    """Every decision about a matter."""
    return visit.page("history.html", name=visit.name, entries=visit.desk.history(visit.name))


def record(visit: Visit) -> Response:
    """审查单"""
    return visit.page("record.html", name=visit.name, record=visit.desk.release_record(visit.name))


def record_pdf(visit: Visit) -> Response:
    """审查单 as a PDF to be printed."""
    made = pdf(visit.desk.release_record(visit.name), visit.office.settings, visit.office.now())
    headers = {"content-disposition": f'inline; filename="{visit.name}.pdf"'}
    return Response(made, media_type="application/pdf", headers=headers)


def _file(root: Path, name: str) -> Response:
    """A file below `root` and nowhere else: no dots, no links out."""
    path = (root / name).resolve()
    if not path.is_relative_to(root.resolve()) or not path.is_file() or path.name.startswith("."):
        return Response(status_code=404)
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return FileResponse(path, media_type=kind, headers={"cache-control": "public, max-age=3600"})
