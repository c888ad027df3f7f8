"""Makes a template and the base it extends one, with the blocks filled in."""

from __future__ import annotations

from collections.abc import Callable

from jinja2 import nodes

from publish.site.syntax import Body, mapped

Parse = Callable[[str], nodes.Template]

QUIET = (nodes.Extends, nodes.Block, nodes.Import, nodes.FromImport, nodes.Macro, nodes.Assign, nodes.Output)
"""What may stand at the top of a template that extends another, outside its blocks, and prints nothing."""


def merged(template: nodes.Template, parse: Parse) -> nodes.Template:
    """The template in one piece with what it extends; as it is where that can't be done."""
    base = _base(template)
    if base is None:
        return template
    blocks = list(template.find_all(nodes.Block))
    own = {block.name: block for block in blocks}
    parent = merged(parse(base), parse)
    wanted = any(block.required for block in parent.find_all(nodes.Block))
    if wanted or len(own) < len(blocks) or parent.find(nodes.Extends) or _asks(parent):
        return template
    first = [
        node for node in template.body if not isinstance(node, (nodes.Extends, nodes.Output, nodes.Block))
    ]
    return nodes.Template(first + _filled(parent.body, own), lineno=template.lineno)


def gathered(body: Body) -> Body:
    """The body printed as one: pieces gathered in a list are cheaper than pieces handed on one by one."""
    whole = nodes.AssignBlock(nodes.Name("whole", "store"), None, body)
    return [whole.set_lineno(1), nodes.Output([nodes.Name("whole", "load")], lineno=1)]


def _base(template: nodes.Template) -> str | None:
    """The template this one extends, where the two can be made one."""
    first = template.body[0] if template.body else None
    if not isinstance(first, nodes.Extends) or not isinstance(first.template, nodes.Const) or _asks(template):
        return None
    return str(first.template.value) if all(isinstance(node, QUIET) for node in template.body) else None


def _asks(template: nodes.Template) -> bool:
    """Whether a block asks for another."""
    return any(each.name in ("super", "self") for each in template.find_all(nodes.Name))


def _filled(body: Body, own: dict[str, nodes.Block]) -> Body:
    """The body with its blocks in place, those of `own` before the body's."""
    return [_fill(node, own) for node in body]


def _fill(node: nodes.Node, own: dict[str, nodes.Block]) -> nodes.Node:
    if isinstance(node, nodes.Block):
        return nodes.Scope(_filled(own.get(node.name, node).body, own), lineno=node.lineno)
    return mapped(node, lambda body: _filled(body, own))
