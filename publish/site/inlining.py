"""Makes one piece of a template and all it is made of while it is compiled: small pieces cost a page nothing.

`{% extends "…" %}` becomes the base with the blocks filled in, `{% include "…" %}` the body of what it
includes, a printed call of an imported macro the macro's body with its arguments bound. What could come
to mean something else is left as written: a template whose name is computed, a block that calls
`super()`, a macro that sees names besides its arguments and the globals or is called with `caller` or
inside a larger expression.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from jinja2 import nodes

from publish.site.merging import Parse, gathered, merged
from publish.site.syntax import Body, free, lean, mapped, redefined, stored


class Piece(NamedTuple):
    """A macro as it is put in place of its calls; `free` are the globals it reads."""

    arguments: tuple[str, ...]
    defaults: tuple[nodes.Expr, ...]
    body: Body
    free: frozenset[str]


Pieces = dict[str, "Piece | dict[str, Piece]"]
"""Name → a macro, or the macros of an imported template."""


class Inliner:
    """Works for one environment: `parse` gives a template by name, `shared` are the globals."""

    def __init__(self, parse: Parse, shared: Iterable[str]) -> None:
        self._parse, self._shared = parse, frozenset(shared)
        self._modules: dict[str, dict[str, Piece]] = {}
        self._open: list[str] = []

    def inline(self, template: nodes.Template) -> nodes.Template:
        """The template without the includes and calls that can be done without."""
        whole = merged(template, self._parse)
        body = lean(self._unit(whole.body, {}, frozenset())[0], nodes.Import)
        return nodes.Template(body if whole is template else gathered(body), lineno=template.lineno)

    def _unit(self, body: Body, pieces: Pieces, bound: frozenset[str]) -> tuple[Body, Pieces]:
        """The body of a template, and the macros it knows in the end."""
        pieces, bound = dict(pieces), bound | set(stored(body)) | set(redefined(body))
        extends = any(isinstance(node, nodes.Extends) for node in body)
        made: Body = []
        for node in body:
            # What stands outside the blocks of a template that extends another is never printed.
            silent = extends and isinstance(node, (nodes.Output, nodes.Include))
            made += [node] if silent else self._node(node, pieces, bound)
        return made, pieces

    def _body(self, body: Body, pieces: Pieces, bound: frozenset[str]) -> Body:
        return [made for node in body for made in self._node(node, pieces, bound)]

    def _node(self, node: nodes.Node, pieces: Pieces, bound: frozenset[str]) -> Iterator[nodes.Node]:
        if isinstance(node, nodes.Output):
            yield from self._output(node, pieces, bound)
        elif isinstance(node, nodes.Include) and (body := self._included(node, pieces, bound)) is not None:
            yield nodes.Scope(body, lineno=node.lineno)
        else:
            node = self._within(node, pieces, bound)
            if isinstance(node, nodes.Macro):
                self._learn(node, pieces)
            elif isinstance(node, nodes.Import):
                pieces[node.target] = self._imported(node)
            yield node

    def _within(self, node: nodes.Node, pieces: Pieces, bound: frozenset[str]) -> nodes.Node:
        """The statement with what stands in it inlined; macros made there are known there alone."""
        return mapped(node, lambda body: self._body(body, dict(pieces), bound))

    # --- includes ----------------------------------------------------------------------------------

    def _included(self, node: nodes.Include, pieces: Pieces, bound: frozenset[str]) -> Body | None:
        name = node.template.value if isinstance(node.template, nodes.Const) else None
        if not isinstance(name, str) or node.ignore_missing or not node.with_context or name in self._open:
            return None
        self._open.append(name)
        template = self._parse(name)
        plain = not (template.find(nodes.Block) or template.find(nodes.Extends))
        body = self._unit(template.body, pieces, bound)[0] if plain else None
        self._open.pop()
        return None if body is None else lean(body, nodes.Import, nodes.Macro)

    # --- macros ------------------------------------------------------------------------------------

    def _imported(self, node: nodes.Import) -> dict[str, Piece]:
        """The macros that may be inlined; none of what is computed or sees the page's names."""
        if isinstance(node.template, nodes.Const) and not node.with_context:
            return self._module(node.template.value)
        return {}

    def _module(self, name: str) -> dict[str, Piece]:
        if name not in self._modules:
            self._modules[name] = {}
            known = self._unit(self._parse(name).body, {}, frozenset())[1]
            self._modules[name] = {key: piece for key, piece in known.items() if isinstance(piece, Piece)}
        return self._modules[name]

    def _learn(self, macro: nodes.Macro, pieces: Pieces) -> None:
        """Remember a macro that may be inlined; forget one of its name that was known before."""
        pieces.pop(macro.name, None)
        arguments = tuple(argument.name for argument in macro.args)
        reads = frozenset(free(macro.body)) - set(arguments)
        if reads <= self._shared and all(isinstance(usual, nodes.Const) for usual in macro.defaults):
            pieces[macro.name] = Piece(arguments, tuple(macro.defaults), macro.body, reads)

    def _output(self, node: nodes.Output, pieces: Pieces, bound: frozenset[str]) -> Iterator[nodes.Node]:
        """The printed expressions, those between two inlined calls together."""
        printed: list[nodes.Expr] = []
        for each in node.nodes:
            made = self._printed(each, pieces, bound)
            if made is None:
                printed.append(each)
                continue
            if printed:
                yield nodes.Output(printed, lineno=node.lineno)
                printed = []
            yield made
        if printed:
            yield nodes.Output(printed, lineno=node.lineno)

    def _printed(self, each: nodes.Expr, pieces: Pieces, bound: frozenset[str]) -> nodes.Node | None:
        """The statement that prints what the expression would; None where it stays an expression."""
        if isinstance(each, nodes.CondExpr) and each.expr2 is not None:
            ways = [self._printed(way, pieces, bound) for way in (each.expr1, each.expr2)]
            if any(ways):
                first, second = (
                    way or nodes.Output([expr], lineno=each.lineno)
                    for way, expr in zip(ways, (each.expr1, each.expr2), strict=True)
                )
                return nodes.If(each.test, [first], [], [second], lineno=each.lineno)
        if isinstance(each, nodes.Call):
            piece = _piece(each.node, pieces, bound)
            values = _bind(each, piece) if piece and not piece.free & bound else None
            if piece and values is not None:
                targets = [nodes.Name(name, "store", lineno=each.lineno) for name in piece.arguments]
                return nodes.With(targets, values, piece.body, lineno=each.lineno)
        return None


def _piece(called: nodes.Expr, pieces: Pieces, bound: frozenset[str]) -> Piece | None:
    """The macro behind `day` or `marks.day`; none where a variable has that name."""
    root = called.node if isinstance(called, nodes.Getattr) else called
    if not isinstance(root, nodes.Name) or root.name in bound:
        return None
    found = pieces.get(root.name)
    if isinstance(called, nodes.Getattr):
        found = found.get(called.attr) if isinstance(found, dict) else None
    return found if isinstance(found, Piece) else None


def _bind(call: nodes.Call, piece: Piece) -> list[nodes.Expr] | None:
    """The values of the macro's arguments in their order; None for a call that doesn't fit it."""
    if call.dyn_args or call.dyn_kwargs or len(call.args) > len(piece.arguments):
        return None
    given = dict(zip(piece.arguments, call.args, strict=False))
    named = {each.key: each.value for each in call.kwargs}
    if len(named) < len(call.kwargs) or given.keys() & named.keys() or not named.keys() <= {*piece.arguments}:
        return None
    usual = dict(zip(reversed(piece.arguments), reversed(piece.defaults), strict=False))
    values = usual | given | named
    return [values[name] for name in piece.arguments] if len(values) == len(piece.arguments) else None
