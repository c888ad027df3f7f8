"""Small questions about the syntax tree of a template: which names it reads, sets and makes."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator

from jinja2 import nodes

Body = list[nodes.Node]
BODIES = ("body", "else_", "elif_")
MAKERS = (nodes.Import, nodes.FromImport, nodes.Macro)


def mapped(node: nodes.Node, change: Callable[[Body], Body]) -> nodes.Node:
    """A copy of the statement with its bodies changed."""
    node = copy.copy(node)
    for field in BODIES:
        held = getattr(node, field, None)
        if isinstance(held, list):
            setattr(node, field, change(held))
    return node


def stored(body: Body) -> Iterator[str]:
    """Names that are given a value anywhere in the body."""
    for node in body:
        found = node.find_all(nodes.Name) if not isinstance(node, nodes.Name) else (node,)
        yield from (each.name for each in found if each.ctx != "load")


def redefined(body: Body) -> Iterator[str]:
    """Names by which more than one macro or import goes: which of them is meant shows at run time."""
    seen: set[str] = set()
    for node in (each for top in body for each in (top, *top.find_all(MAKERS))):
        for name in made(node):
            if name in seen:
                yield name
            seen.add(name)


def made(node: nodes.Node) -> Iterator[str]:
    """The names by which the statement's macros go."""
    if isinstance(node, nodes.Import):
        yield node.target
    elif isinstance(node, nodes.Macro):
        yield node.name
    elif isinstance(node, nodes.FromImport):
        yield from (name if isinstance(name, str) else name[1] for name in node.names)


def free(body: Body, looping: bool = False) -> Iterator[str]:
    """Names the body reads and doesn't set itself."""
    own = set(stored(body))
    for node in body:
        yield from (name for name in _read(node, looping) if name not in own)


def _read(node: nodes.Node, looping: bool) -> Iterator[str]:
    if isinstance(node, nodes.Name) and node.ctx == "load" and not (looping and node.name == "loop"):
        yield node.name
    elif isinstance(node, (nodes.Include, nodes.Import, nodes.FromImport, nodes.CallBlock, nodes.Macro)):
        yield "another template or macro"  # no name at all: what has it is never inlined
    for child in node.iter_child_nodes():
        yield from _read(child, looping or isinstance(node, nodes.For))


def lean(body: Body, *kinds: type[nodes.Import | nodes.Macro]) -> Body:
    """The body without statements of these kinds that make what nothing in it calls any more."""
    if not any(isinstance(node, kinds) for node in body):
        return body
    read = [{each.name for each in node.find_all(nodes.Name)} for node in body]
    idle = [
        isinstance(node, kinds)
        and not any(name in names for name in made(node) for names in read[:at] + read[at + 1 :])
        for at, node in enumerate(body)
    ]
    kept = [node for node, out in zip(body, idle, strict=True) if not out]
    return kept if len(kept) == len(body) else lean(kept, *kinds)
