"""Files below a folder by what can be told of them without reading: folder by folder, a line a file.

Most folders stand as they stood, which comparing their texts tells at once.
"""

# Plain os calls: this runs once a file, and Path costs five times as much.
# ruff: noqa: PTH114
from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping

Stamps = dict[str, str]
"""Folder below the root ("" is the root) → its files, a line each: name, "/", stamp; in any order. A folder
with nothing in it is named as well, with "/" at its end."""
END = "\0"  # no name of a file holds it, nor "/"
Stamp = Callable[["os.DirEntry[str]"], str]


def look(root: str, stamp: Stamp, suffix: str = "", top: str = "", but: str = "") -> Stamps:
    """Every folder below `root`, or the folder `top` and all below it, or all but a folder at the top. What
    begins with a dot is passed over where a `suffix` is asked for."""
    if os.path.islink(f"{root}/{top}"):
        return {}
    return dict(_look(root, top, stamp, suffix, but))


def _look(root: str, folder: str, stamp: Stamp, suffix: str, but: str = "") -> Iterator[tuple[str, str]]:
    try:
        entries = os.scandir(f"{root}/{folder}")
    except OSError:
        return
    lines, below = [], []
    with entries:
        for entry in entries:
            if suffix and (entry.name[0] == "." or (not entry.name.endswith(suffix) and not entry.is_dir())):
                continue
            if entry.is_dir(follow_symlinks=suffix != ""):
                if entry.name == but:
                    continue
                below.append(f"{folder}/{entry.name}" if folder else entry.name)
            else:
                lines.append(f"{entry.name}/{stamp(entry)}")
    if lines:
        yield folder, END.join(lines)
    elif not below and folder and not suffix:
        yield f"{folder}/", ""
    for each in below:
        yield from _look(root, each, stamp, suffix)


def lines(text: str) -> set[str]:
    """The lines of a folder."""
    return set(text.split(END)) if text else set()


def differing(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[tuple[str, set[str], set[str]]]:
    """Folders that don't stand as they stood: the lines that went, and those that came."""
    for folder in before.keys() | now.keys():
        old, new = before.get(folder, ""), now.get(folder, "")
        if old == new and folder in before and folder in now:
            continue
        were, are = lines(old), lines(new)
        if were != are or (folder in now) != (folder in before):
            yield folder, were - are, are - were


def path_of(folder: str, line: str) -> str:
    """The file of a line."""
    name = line.partition("/")[0]
    return f"{folder}/{name}" if folder else name
