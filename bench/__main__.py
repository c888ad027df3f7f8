"""`python -m bench NAME [arguments]`: runs the module of bench/ whose NAME it is.

`all` runs every one but those that say ONLY_BY_NAME: whole years take hours.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections.abc import Sequence
from types import ModuleType

import bench


def measurements() -> dict[str, ModuleType]:
    """Every module of bench/ that says NAME and has `run(arguments) -> int`."""
    names = sorted(
        module.name for module in pkgutil.iter_modules(bench.__path__) if module.name != "__main__"
    )
    modules = [importlib.import_module(f"bench.{name}") for name in names]
    return {module.NAME: module for module in modules if hasattr(module, "NAME")}


def main(arguments: Sequence[str]) -> int:
    try:
        known = measurements()
    except ModuleNotFoundError as error:
        print(f"测量要用的 {error.name} 没有装：先运行 make .venv/.dev。", file=sys.stderr)
        return 2
    name, rest = (arguments[0], list(arguments[1:])) if arguments else ("", [])
    if name == "all":
        return max(int(module.run(rest)) for module in known.values() if not hasattr(module, "ONLY_BY_NAME"))
    if name not in known:
        print(f"没有这项测量：{name or '（未指明）'}。可用：{'、'.join([*known, 'all'])}", file=sys.stderr)
        return 2
    return int(known[name].run(rest))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
