"""Compiled templates, kept between runs: compiling a theme takes as long as making a thousand pages."""

from __future__ import annotations

import hashlib
import importlib.util
import marshal
from collections.abc import Iterable, Mapping
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket

from publish.text import cache

HERE = Path(__file__).parent
CODE = (
    "site/templates.py", "site/inlining.py", "site/merging.py", "site/syntax.py", "text/markup.py",
    "text/dates.py",
)  # fmt: skip
"""What has a part in what a template becomes."""


def digest(texts: Mapping[str, str], shared: Iterable[str]) -> str:
    """Stands for the templates, the names they share, and the code that compiles them."""
    parts = [importlib.util.MAGIC_NUMBER, jinja2.__version__.encode(), "\0".join(sorted(shared)).encode()]
    parts += [(HERE.parent / name).read_bytes() for name in CODE]
    parts += [f"{name}\0{texts[name]}".encode() for name in sorted(texts)]
    return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()


class Compiled(jinja2.BytecodeCache):
    """The compiled templates of one theme, in one entry of the cache."""

    def __init__(self, key: str) -> None:
        self._name = f"theme-{key}"
        body = cache.get(self._name)
        self._held: dict[str, bytes] = marshal.loads(body) if body else {}  # sealed, our own
        self.whole = bool(body)

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._held:
            bucket.bytecode_from_string(self._held[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._held[bucket.key] = bucket.bytecode_to_string()
        if self.whole:
            self.save()

    def save(self) -> None:
        """Keep what was compiled for the next run."""
        cache.put(self._name, marshal.dumps(self._held))
        self.whole = True
