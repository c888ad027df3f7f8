"""Why a file was made or not, in words for whoever asks (`publish build --explain PATH`)."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping

from publish.site.manifest import Entry
from publish.site.state import State


def why(
    path: str,
    state: State,
    changes: set[str] | None,
    files: Mapping[str, Entry],
    written: Collection[str] = (),
) -> tuple[str, ...]:
    """Lines about a path below output/. `files` are those of the site now, `written` those written."""
    path = path.removeprefix("output/").lstrip("/")
    return tuple(_lines(path, state, changes, files, written))


def _lines(
    path: str, state: State, changes: set[str] | None, files: Mapping[str, Entry], written: Collection[str]
) -> Iterator[str]:
    if path not in files:
        yield f"{path}：不是网站的文件" + ("，已删除" if path in state.there else _nearest(path, files))
        return
    if not state.due(path, changes):
        yield f"{path}：没有重做，它用到的都没有变"
    else:
        yield f"{path}：重做了，" + ("内容有变，已写出" if path in written else "字节没有变，没有写")
        yield f"原因：{_reason(path, state, changes)}"
    yield "由这些做成：" + "、".join(files[path].sources)


def _reason(path: str, state: State, changes: set[str] | None) -> str:
    if state.before is None:
        return "没有上次的结果可用，或程序变了，全部重做"
    if changes is None:
        return "设置或栏目有变，全部重做"
    if path not in state.held.files:
        return "新的文件"
    if not state.untouched(path):
        return "output/ 里的这个文件不见了，或被别人改过"
    return "有变：" + "、".join(sorted(changes.intersection(state.held.files[path].sources)))


def _nearest(path: str, files: Mapping[str, Entry]) -> str:
    found = difflib.get_close_matches(path, files, n=1)
    return f"；相近的有 {found[0]}" if found else ""
