"""Content made before is used again where nothing that makes it has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from bench.build import tools
from bench.build.content import Contents
from bench.build.stand import Stand
from bench.build.tools import Tool

MAKERS = ("bench/build", "publish/model", "publish/text", "content/pages")


@contextmanager
def prepared(tool: Tool, contents: Contents, seed: int) -> Iterator[None]:
    """The records lie where `tool` reads them; what is done to them meanwhile is taken back by then.

    The mark is away as long as they are being used: what was left half changed is made anew.
    """
    mark = tool.source.parent / f".made-{tool.source.name}"
    stamp = _stamp(f"{tool.name} {contents.size} {seed}")
    if not mark.is_file() or mark.read_text() != stamp:
        tool.prepare(contents.records(Stand(contents.size)))
    mark.unlink(missing_ok=True)
    yield
    mark.write_text(stamp)


def _stamp(text: str) -> str:
    digest = hashlib.sha256(text.encode())
    for folder in MAKERS:
        for path in sorted((tools.ROOT / folder).rglob("*")):
            if path.suffix in (".py", ".md"):
                digest.update(path.read_bytes())
    return digest.hexdigest()
