"""The theme's templates in Jinja: autoescape everywhere, undefined names are errors.

Three things are done so that a page costs little: includes and macros are inlined (`inlining.py`), what
a page prints is escaped by `printed`, and a `{% once %}` block is rendered once.
"""

from __future__ import annotations

import keyword
from collections.abc import Callable, MutableMapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import meta, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.ext import Extension
from jinja2.parser import Parser
from jinja2.runtime import Context

from publish.site.compiled import Compiled, digest
from publish.site.inlining import Inliner
from publish.site.layouts import read
from publish.text import dates, markup

FILTERS: dict[str, Callable[..., object]] = {
    "date": dates.chinese_date,
    "datetime": dates.chinese_datetime,
    "time": dates.chinese_time,
    "month": dates.chinese_month,
    "iso": dates.rfc3339,
    "paragraphs": markup.paragraphs,
    "gist": markup.gist,
}


HTML = frozenset(("date", "datetime", "time", "month", "iso", "paragraphs"))
"""Filters that give nothing to escape."""

USED = ("pages/", "partials/case_row.html", "partials/episode_row.html")
"""Templates that are used by themselves; the others mostly have a part in these."""


OPEN = (nodes.Include, nodes.Import, nodes.FromImport, nodes.Block)
"""What may read any name of a page, unless it is imported without context."""


class Kept(dict[tuple[object, ...], markup.Markup]):
    """What `{% once %}` blocks rendered, by block and values; begun anew when there is much of it."""

    LIMIT = 128

    def __missing__(self, key: tuple[object, ...]) -> None:
        return None

    def keep(self, key: tuple[object, ...], made: markup.Markup) -> None:
        if len(self) >= self.LIMIT:
            self.clear()
        self[key] = made


class Once(Extension):
    """`{% once a=page.kind, b=… %}…{% endonce %}`: rendered once for each set of values, then reused.

    What stands in it may read the names given in the tag, the globals and what it imports itself, and
    nothing else: whoever writes more gets an error when the template is compiled, not a wrong page.
    """

    tags = {"once"}  # noqa: RUF012  # as Jinja declares it

    def parse(self, parser: Parser) -> nodes.Node:
        line = next(parser.stream).lineno
        targets, values = self._names(parser)
        body = parser.parse_statements(("name:endonce",), drop_needle=True)
        within = nodes.With(targets, values, body, lineno=line)
        self._judge(parser, within)
        names = [nodes.Name(target.name, "load") for target in targets]
        kinds = [nodes.Getattr(name, "__class__", "load") for name in names]  # 1 == True, "" == Markup("")
        kept, made = nodes.EnvironmentAttribute("kept"), parser.free_identifier()
        key = nodes.Tuple([nodes.Const(f"{parser.name} {made.name}"), *names, *kinds], "load")
        keep = nodes.Call(nodes.Getattr(kept, "keep", "load"), [key, made], [], None, None)
        within.body = [
            nodes.Assign(made, nodes.Getitem(kept, key, "load")),
            nodes.If(nodes.Not(made), [nodes.AssignBlock(made, None, body), nodes.ExprStmt(keep)], [], []),
            nodes.Output([made]),
        ]
        return within.set_lineno(line)

    def _names(self, parser: Parser) -> tuple[list[nodes.Name], list[nodes.Expr]]:
        targets: list[nodes.Name] = []
        values: list[nodes.Expr] = []
        while parser.stream.current.type != "block_end":
            if targets:
                parser.stream.expect("comma")
            targets.append(parser.parse_assign_target(name_only=True))
            parser.stream.expect("assign")
            values.append(parser.parse_expression())
        return targets, values

    def _judge(self, parser: Parser, within: nodes.With) -> None:
        """Refuse what may change while the tag's values stay the same."""
        given = nodes.With(within.targets, [nodes.Const(None)] * len(within.targets), within.body)
        alone = nodes.Template([given], lineno=1)
        alone.set_environment(self.environment)
        foreign = sorted(meta.find_undeclared_variables(alone))
        if foreign:
            parser.fail(f"once: {', '.join(foreign)} must be given in the tag", within.lineno)
        if any(getattr(node, "with_context", True) for node in given.find_all(OPEN)):
            parser.fail("once: an include or a block sees every name; import a macro", within.lineno)


class Generator(CodeGenerator):
    """Python code that escapes what it prints as `printed` does, and where `x.y` is Python's `x.y` and a
    call a call: nothing the templates know wants to be told the context."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        self.writeline("from publish.text.markup import escaped, printed")
        super().visit_Template(node, frame)

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        if forward_caller or node.kwargs or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        blocks = isinstance(node.node, nodes.Name) and node.node.name == "self"
        if blocks or keyword.iskeyword(node.attr):
            super().visit_Getattr(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
        elif _is_html(node):
            self.write("(")
        else:  # `printed`, without a call for a text
            self.write("(escaped(shown) if type(shown := ")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        autoescape = frame.eval_ctx.autoescape and not frame.eval_ctx.volatile
        if autoescape and not _is_html(node):
            self.write(") is str else printed(shown)")
        super()._output_child_post(node, frame, finalize)


def _is_html(node: nodes.Expr) -> bool:
    """Whether what is printed has nothing to escape."""
    return isinstance(node, nodes.Filter) and node.name in HTML


class Templates(jinja2.Environment):
    """The templates of `theme`; `shared` are the names all of them know."""

    code_generator_class = Generator

    def __init__(self, theme: Path, shared: dict[str, object]) -> None:
        texts = read(theme)
        self._compiled = Compiled(digest(texts, shared))
        super().__init__(
            loader=jinja2.DictLoader(texts),
            bytecode_cache=self._compiled,
            extensions=[Once],
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
            cache_size=-1,
        )
        self.kept = Kept()
        self.globals |= shared
        self.filters |= FILTERS
        self._inliner = Inliner(cache(self._named), self.globals)
        if not self._compiled.whole:
            self.load()
            self._compiled.save()

    def renderer(self, name: str) -> Callable[[dict[str, Any]], str]:
        """Renders a template: as its own `render`, without copying what nothing reads."""
        template = self.get_template(name)
        root, blocks = template.root_render_func, template.blocks

        def render(names: dict[str, Any]) -> str:
            return "".join(root(Context(self, self.globals | names, name, blocks)))

        return render

    def load(self) -> None:
        """Load, or compile, what is used by itself. What is wrong with a template is said when a page of it
        is made."""
        for name in self.list_templates(filter_func=lambda name: name.startswith(USED)):
            with suppress(jinja2.TemplateError):
                self.get_template(name)

    def _generate(
        self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False
    ) -> str:
        made = self._inliner.inline(source)
        made.set_environment(self)
        return super()._generate(made, name, filename, defer_init)

    def _named(self, name: str) -> nodes.Template:
        assert self.loader is not None
        return self.parse(self.loader.get_source(self, name)[0], name)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """One plain dict: a chain of maps is copied in Python for every page."""
        return {**self.globals, **(d or {})}
