"""Numbers and episodes as people type them: full-width forms and small letters are taken, too."""

from __future__ import annotations

import unicodedata

import click


class _Folded(click.ParamType[str]):
    """Text in its half-width form, in one case."""

    def __init__(self, name: str, upper: bool) -> None:
        self.name, self._upper = name, upper

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        del param, ctx
        plain = unicodedata.normalize("NFKC", str(value)).strip()
        return plain.upper() if self._upper else plain.lower()


NUMBER = _Folded("text", upper=True)
"""`DC-2022-000139`, `C-000123`, `T-000001`."""
EPISODE = _Folded("text", upper=False)
"""`zhouwu/12`."""
