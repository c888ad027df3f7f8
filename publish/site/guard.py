"""Keeps a build from sweeping a folder that isn't a site: what lies there would be deleted."""

from __future__ import annotations

from pathlib import Path

from publish.errors import PublishError
from publish.settings import Settings
from publish.site.output import TEMPORARY


def guard(settings: Settings, theme: Path, ours: frozenset[str], known: bool) -> None:
    """Raises `PublishError` SITE-008 when output/ holds, or may hold, something else than the site.

    `ours`: names that may stand at its top when there is no manifest to vouch for the rest.
    """
    output = settings.paths.output.resolve()
    paths = settings.paths
    held = (paths.content, paths.prose, paths.audio, settings.file, theme, Path.home())
    for other in held:
        if other.resolve().is_relative_to(output):
            raise PublishError("SITE-008", str(settings.paths.output), detail=f"其中有 {other}")
    if output.exists() and not output.is_dir():
        raise PublishError("SITE-008", str(settings.paths.output), detail="不是目录")
    if not known and output.is_dir():
        strange = sorted(path.name for path in output.iterdir() if not _ours(path.name, ours))
        if strange:
            raise PublishError(
                "SITE-008", str(settings.paths.output), detail=f"其中有不是网站的文件 {strange[0]}"
            )


def _ours(name: str, ours: frozenset[str]) -> bool:
    """Whether it is of the site: half written, or a compressed twin, too."""
    return name.startswith(TEMPORARY) or name in ours or name.removesuffix(".gz").removesuffix(".br") in ours
