"""Connects the build engine to Pelican.

Pelican reads settings and handwritten pages and runs the signals; our reader gives it the same
sanitised prose the engine prints; our generator runs the whole build, so that
`python -m pelican -s pelican.conf.py` and `publish build` write the same bytes. Whatever is wrong is
raised, not logged, and ends Pelican with exit code 1.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pelican import signals
from pelican.generators import Generator
from pelican.readers import BaseReader

from publish.site.prose import parse
from publish.stages.alone import alone
from publish.stages.build import build
from publish.stages.report import Report


class RefusedError(Exception):
    """Content that can't be used: nothing was written. Says every issue."""

    def __init__(self, report: Report) -> None:
        super().__init__("\n".join(map(str, report.issues)))


class ProseReader(BaseReader):
    """Reads Markdown as the engine does: sanitised, and strict about its head."""

    file_extensions = ("md",)

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        page = parse(Path(source_path))
        fields = {name: self.process_metadata(name, value) for name, value in page.fields.items()}
        return str(page.html), {"slug": page.slug, **fields}


class SiteGenerator(Generator):
    """Writes output/ through the engine, after Pelican has read what is its own to read."""

    report: Report | None = None

    def generate_output(self, writer: object) -> None:  # noqa: ARG002 - Pelican passes it by name
        """Build the whole site, while nobody else works by these settings; Pelican's own writer writes
        nothing."""
        with alone(self.settings["HUISHENG"].file) as settings:
            self.report = build(settings)
        if self.report.refused:
            raise RefusedError(self.report)


def use_reader(readers: Any) -> None:
    """signals.readers_init: our reader in place of Pelican's Markdown."""
    readers.reader_classes["md"] = ProseReader


def give_generator(_: object) -> type[SiteGenerator]:
    """signals.get_generators"""
    return SiteGenerator


def register() -> None:
    """Called by Pelican; the handlers are module-level, for signals hold them weakly."""
    signals.readers_init.connect(use_reader)
    signals.get_generators.connect(give_generator)
