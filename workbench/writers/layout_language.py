"""The language of layouts: full Jinja, checked on the syntax tree, and counted so that it always ends.

What a layout may read is what documents have; what it may call are the functions of a page, its own macros and
a few helpers. Escaping cannot be switched off, nothing private can be reached, and no loop, macro or text grows
beyond its bound.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

from jinja2 import (
    BaseLoader,
    Environment,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
    Undefined,
    nodes,
    pass_context,
    pass_eval_context,
)
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.filters import do_join, make_attrgetter
from jinja2.nodes import EvalContext
from jinja2.runtime import Context, markup_join
from jinja2.utils import Namespace
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from workbench import document as _document
from workbench.errors import WorkbenchError
from workbench.model import Comment, FrontMatter
from workbench.writers.escaping import escape
from workbench.writers.laid_out import CALLS, Show

MAX_TURNS = 500_000
MAX_LAYOUT = 200_000
MAX_RANGE = 10_000
MAX_TEXT = 20_000_000
MAX_SIGNS = 100_000_000
# Shorter texts are not counted: there are no more of them than turns allow.
_LONG = 1_000

_FILTERS = frozenset(
    {
        *("first", "last", "list", "length", "count", "join", "map", "sort", "unique", "reverse", "groupby"),
        *("select", "reject", "selectattr", "rejectattr", "default", "d"),
        *("upper", "lower", "trim", "capitalize", "replace", "escape", "e", "string", "int"),
    }
)
_OF_WORDS = ("upper", "lower", "trim", "capitalize", "escape", "e", "string")
_METHODS = frozenset({"walk", "append", "items", "keys", "values", "startswith", "endswith", "removeprefix"})
_HELPERS = frozenset({"loop", "caller", "range", "namespace", "dict"})
_READABLE = frozenset(
    field.name
    for kind in (
        _document.Document,
        _document.Margin,
        _document.Tables,
        _document.Block,
        _document.Run,
        _document.Change,
        _document.ViewRow,
        _document.CitationRow,
        _document.CitedParagraph,
        _document.DecisionRow,
        _document.OptionRow,
        Comment,
        FrontMatter,
        Show,
    )
    for field in fields(kind)
) | {"title", "front", "tables", "text", "grouper", "value"}
_LOOP = frozenset(
    {"index", "index0", "first", "last", "length", "revindex", "previtem", "nextitem", "depth", "changed"}
)
_TEXT_THAT_XML_CANNOT_HOLD = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)))


def environment_of(*folders: Path) -> Environment:
    """Jinja for the layouts of these folders, looked through in this order."""
    environment = _LayoutEnvironment(
        loader=_Files(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        cache_size=20,
        auto_reload=False,
        optimized=False,  # it looks for constants to fold, of which layouts have none, and takes longer than it saves
    )
    environment.globals = {"range": _range, "namespace": Namespace, "dict": dict}
    environment.filters = {name: environment.filters[name] for name in _FILTERS}
    environment.filters |= {name: _of_words(environment.filters[name]) for name in _OF_WORDS}
    environment.filters |= {"replace": _replaced, "join": _join, _TURN: _turn, _JOIN: _joined, _ADD: _added, _OWN: _own}
    environment.filters |= {name: _of_page(name) for name in CALLS}
    return environment


def read_layout(path: Path) -> str:
    """The text of a layout file."""
    try:
        with path.open("rb") as file:
            text = file.read(MAX_LAYOUT + 1)
    except OSError as error:
        raise WorkbenchError(f"{path.name}: cannot be read: {error.strerror or error}") from error
    if len(text) > MAX_LAYOUT:
        raise WorkbenchError(f"{path.name}: longer than {MAX_LAYOUT:,} bytes, which no layout needs")
    try:
        return text.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise WorkbenchError(f"{path.name}: not a text file in UTF-8") from error


def start() -> None:
    """Give this thread all its turns and signs back, before a layout is printed."""
    _left.turns, _left.signs = MAX_TURNS, MAX_SIGNS


class _Left(threading.local):
    """What a layout may still do in this thread: turns of loops and macros, signs that these put together."""

    turns = MAX_TURNS
    signs = MAX_SIGNS


_TURN, _JOIN, _ADD, _OWN = "__turn", "__join", "__add", "__own"
_left = _Left()


@pass_context  # else the compiler would take the turn itself, once, as a constant
def _turn(_context: Context, signs: int) -> None:
    """A turn of a loop or a macro, which prints at most so many signs of its own."""
    _left.turns -= 1
    if _left.turns < 0:
        raise WorkbenchError(f"more than {MAX_TURNS:,} turns of its loops; it never ends")
    _spend(signs)


def _spend(signs: int) -> None:
    _left.signs -= signs
    if _left.signs < 0:
        raise WorkbenchError(f"puts together more than {MAX_SIGNS:,} signs")


def _said(value: Any) -> Any:
    """A value as words; what is none, such as a block or a list, is printed by what is in it."""
    if isinstance(value, (str, int, float, Undefined)) or value is None:
        return value if isinstance(value, str) else str(value)
    raise TypeError(f"prints a whole {type(value).__name__.lower()}; print what is in it, such as words(block)")


def _of_words(filter: Callable[..., Any]) -> Callable[..., Any]:
    """A filter that makes words of words only: what is large is not made into words unseen."""
    return lambda value, *more, **named: filter(_said(value), *more, **named)


@pass_eval_context
def _join(context: EvalContext, values: Iterable[Any], between: str = "", attribute: str | int | None = None) -> Any:
    if attribute is not None:
        values = map(make_attrgetter(context.environment, attribute), values)
    parts = list(map(_said, values))
    _spend(sum(map(len, parts)) + len(between) * len(parts))
    return do_join(context, parts, between)


def _joined(*parts: Any) -> Any:
    """Texts after one another, as `~` joins them, up to what a layout may hold."""
    return _bounded(markup_join(map(_said, parts)))


def _added(left: Any, right: Any) -> Any:
    return _bounded(left + right)


def _replaced(text: Any, old: str, new: str) -> Any:
    text = _said(text)
    _spend(len(text) + text.count(old) * len(new))
    return text.replace(old, new)


def _own(value: Any) -> Any:
    """A macro file or a notebook of a layout, of which it may read whatever it has written there."""
    if not isinstance(value, (TemplateModule, Namespace)):
        raise WorkbenchError("only macro files and notebooks have names of their own to be read")
    return value


def _range(*bounds: int) -> range:
    numbers = range(*bounds)
    if len(numbers) > MAX_RANGE:
        raise WorkbenchError(f"a range of more than {MAX_RANGE:,} numbers")
    return numbers


def _bounded(value: Any) -> Any:
    if isinstance(value, (str, list, tuple)) and len(value) > MAX_TEXT:
        raise WorkbenchError(f"puts together more than {MAX_TEXT:,} signs")
    return value


class _Files(BaseLoader):
    """Layouts by name from their folders, in this order; never from elsewhere."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        self.folders = folders

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Any]:
        if "/" in template or "\\" in template or template.startswith("."):
            raise TemplateNotFound(template, f"'{template}' lies outside the folder of layouts")
        for folder in self.folders:
            path = folder / template
            if path.is_file():
                return read_layout(path), str(path), None
        raise TemplateNotFound(template, f"there is no layout file '{template}'")


class _Generator(CodeGenerator):
    """Compiled templates that leave alone what is safe already, which is most of what a layout prints."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write("environment.written(")


class _LayoutEnvironment(Environment):
    """Jinja that checks a layout's tree before it is compiled."""

    code_generator_class = _Generator

    @staticmethod
    def written(value: Any) -> str:
        """A value as it enters the laid-out form: always escaped, but for what was escaped before."""
        text = value if type(value) is Markup else escape(_said(value))
        if len(text) > _LONG:
            _spend(len(text))
        return text

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        everything = list(_all(tree))
        for line, what in _faults(everything):
            raise TemplateSyntaxError(what, line, name, filename)
        for loop in [node for node in everything if isinstance(node, nodes.For | nodes.Macro)]:
            turn = _filter(nodes.Const(sum(map(_signs, loop.body))), _TURN, [], loop.lineno)
            loop.body.insert(0, nodes.ExprStmt(turn, lineno=loop.lineno))
        return _Functions().visit(tree)  # type: ignore[no-any-return]

    def getitem(self, obj: Any, argument: Any) -> Any:
        # `map(attribute=...)` and the like come here with names that the tree does not show as such.
        if isinstance(argument, str) and argument not in _READABLE:
            return self.undefined(obj=obj, name=argument)
        return super().getitem(obj, argument)


class _Functions(NodeTransformer):
    """The functions of a page as filters, which compiled templates call several times faster, and what is bounded."""

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        if isinstance(node.node, nodes.Name) and node.node.name in CALLS and node.args:
            return _filter(node.args[0], node.node.name, node.args[1:], node.lineno)
        return node

    def visit_Getattr(self, node: nodes.Getattr) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        if node.attr not in _READABLE | _METHODS | _LOOP:
            node.node = _filter(node.node, _OWN, [], node.lineno)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return _filter(node.nodes[0], _JOIN, node.nodes[1:], node.lineno)

    def visit_Add(self, node: nodes.Add) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return _filter(node.left, _ADD, [node.right], node.lineno)


def _filter(value: nodes.Expr, name: str, arguments: list[nodes.Expr], line: int) -> nodes.Filter:
    return nodes.Filter(value, name, arguments, [], None, None, lineno=line)


def _of_page(name: str) -> Callable[..., object]:
    """A function of the page that is being printed, as a filter."""

    @pass_context
    def called(context: Context, *arguments: object) -> object:
        if "page" not in context.parent:
            raise WorkbenchError("is imported alone; write {% import ... with context %}")
        return getattr(context.parent["page"], name)(*arguments)

    return called


def _faults(everything: list[nodes.Node]) -> Iterator[tuple[int, str]]:
    """What a layout may not do, with its line."""
    macros = {node.name for node in everything if isinstance(node, nodes.Macro)}
    # What a layout may read freely: its macro files and its own notebooks.
    modules = {node.target for node in everything if isinstance(node, nodes.Import)}
    modules |= {
        node.target.name
        for node in everything
        if isinstance(node, nodes.Assign)
        and isinstance(node.target, nodes.Name)
        and isinstance(node.node, nodes.Call)
        and isinstance(node.node.node, nodes.Name)
        and node.node.node.name == "namespace"
    }
    for imported in everything:
        if isinstance(imported, nodes.FromImport):
            macros |= {name if isinstance(name, str) else name[1] for name in imported.names}
    for node in everything:
        line = node.lineno or 1
        if isinstance(node, nodes.Getattr):
            of_loop = isinstance(node.node, nodes.Name) and node.node.name == "loop"
            of_module = isinstance(node.node, nodes.Name) and node.node.name in modules
            of_module = of_module and not node.attr.startswith("_")
            if not (of_module or node.attr in _READABLE or node.attr in _METHODS or (of_loop and node.attr in _LOOP)):
                yield line, f"'.{node.attr}' is nothing that a layout can read"
        elif isinstance(node, nodes.Call):
            called = node.node
            if isinstance(called, nodes.Name):
                if called.name not in CALLS | macros | _HELPERS:
                    yield (
                        line,
                        f"'{called.name}()' is nothing that a layout can call; there are {', '.join(sorted(CALLS))}",
                    )
                elif called.name in CALLS and not node.args:
                    yield line, f"'{called.name}()' says of what; write it as {called.name}(block)"
            elif not isinstance(called, nodes.Getattr) or not (
                called.attr in _METHODS or (isinstance(called.node, nodes.Name) and called.node.name in modules)
            ):
                yield line, "only the functions of a page, macros and walk() can be called"
        elif isinstance(node, nodes.Filter) and node.name not in _FILTERS:
            yield line, f"no filter '{node.name}' in layouts; there are {', '.join(sorted(_FILTERS))}"
        elif isinstance(node, (nodes.Mul, nodes.Pow, nodes.Mod)):
            yield line, "layouts do not multiply"
        elif isinstance(node, nodes.NSRef) and node.attr.startswith("_"):
            yield line, f"'.{node.attr}' cannot be set"
        elif isinstance(node, nodes.MarkSafe | nodes.MarkSafeIfAutoescape | nodes.ScopedEvalContextModifier):
            yield line, "escaping cannot be switched off in a layout"


def _signs(node: nodes.Node) -> int:
    """How many signs stand in a part of a layout itself, but for its loops and macros."""
    if isinstance(node, nodes.For | nodes.Macro):
        return 0
    return len(node.data) if isinstance(node, nodes.TemplateData) else sum(map(_signs, node.iter_child_nodes()))


def _all(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    for child in node.iter_child_nodes():
        yield from _all(child)
