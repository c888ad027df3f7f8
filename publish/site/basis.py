"""What every page depends on: the settings, the programs that make it, and their versions."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Mapping
from pathlib import Path

import msgspec

from publish.model.published import Directory
from publish.settings import Settings
from publish.site.feedlinks import Formats
from publish.site.kept import Kept

LIBRARIES = (
    "chinesecalendar",
    "feedgen",
    "icalendar",
    "jinja2",
    "lxml",
    "markdown",
    "markupsafe",
    "msgspec",
    "nh3",
    "pyarrow",
)


def basis(
    settings: Settings, formats: Formats, directory: Directory, programs: Mapping[str, Kept[None]]
) -> str:
    """A digest of all that. Another one means that everything is made anew."""
    parts = (
        settings.site,
        settings.duty.takedown_workdays,
        settings.open_data,
        settings.security,
        settings.calendar,
        settings.profile,
        formats,
        directory.demonstration,
        directory.columns,
        [(name, kept.digest.hex()) for name, kept in sorted(programs.items())],
    )
    return hashlib.sha256(msgspec.json.encode(parts)).hexdigest()


def versions() -> list[str]:
    """Python's, and the libraries' by their folders of metadata: asking each of them takes longer."""
    folders = (Path(path) for path in sys.path if path.endswith("-packages"))
    names = {path.name.lower() for folder in folders for path in folder.glob("*.dist-info")}
    return [sys.version, *sorted(name for name in names if name.partition("-")[0] in LIBRARIES)]
