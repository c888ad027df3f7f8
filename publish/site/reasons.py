"""Why a file was made or not, in words for whoever asks (`publish build --explain PATH`)."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator

from publish.site.manifest import Entry, Manifest
from publish.site.scope import Scope
from publish.site.state import State


def why(
    path: str, manifest: Manifest, was: Entry | None, scope: Scope, state: State, written: Collection[str]
) -> tuple[str, ...]:
    """Lines about a path below output/. `was`: its entry before this build; `written`: what was written."""
    return tuple(_lines(path, manifest, was, scope, state, written))


def _lines(
    path: str, manifest: Manifest, was: Entry | None, scope: Scope, state: State, written: Collection[str]
) -> Iterator[str]:
    entry = manifest.get(path)
    if entry is None:
        there = path in state.strange or path in scope.strange
        yield f"{path}：不是网站的文件" + ("，已删除" if there else _nearest(path, manifest))
        return
    if scope.changes is not None and was is not None and path not in scope.touched:
        yield f"{path}：没有重做，它用到的都没有变"
    else:
        yield f"{path}：重做了，" + ("内容有变，已写出" if path in written else "字节没有变，没有写")
        yield f"原因：{_reason(path, was, scope, state)}"
    yield "由这些做成：" + "、".join(entry.sources)


def _reason(path: str, was: Entry | None, scope: Scope, state: State) -> str:
    if state.taken.before is None:
        return "没有上次的结果可用，或程序变了，全部重做"
    if scope.changes is None:
        return "设置或栏目有变，全部重做"
    if was is None:
        return "新的文件"
    if path in state.missing:
        return "output/ 里的这个文件不见了，或被别人改过"
    return "有变：" + "、".join(sorted(scope.changes.intersection(was.sources)))


def _nearest(path: str, manifest: Manifest) -> str:
    found = difflib.get_close_matches(path, list(manifest), n=1)
    return f"；相近的有 {found[0]}" if found else ""
