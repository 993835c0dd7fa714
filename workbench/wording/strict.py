"""Strict wordings: a small whitelisted Jinja for catalogue files and for the fields of Word styles.

Jinja only parses; what the tree may hold is listed here, and evaluated here, so that nothing else can run.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from jinja2 import Environment, TemplateSyntaxError, nodes

from workbench.errors import WordingError
from workbench.model import MAX_ID_LENGTH
from workbench.wording.live import ID, LEFTOVER, NAME, blank, escaped

MAX_LENGTH = 20_000
MAX_NODES = 500
MAX_DEPTH = 12
MAX_OUTPUT = 200_000

#: Names that a term cannot have, because conditions use them.
RESERVED_TERMS = frozenset(
    {"mode", "and", "or", "not", "in", "is", "if", "else", "elif", "endif", "true", "false", "none", "defined"}
)

# A brace before a blank makes it something else for Jinja, so such a text is parsed.
_BLANKS = re.compile(rf"(?<!\{{)\{{\{{\s*({NAME})\s*\}}\}}")

_ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.If,
    nodes.CondExpr,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Const,
    nodes.Filter,
    nodes.Test,
)
_NAMES = {
    nodes.Call: "a call",
    nodes.For: "a loop",
    nodes.Macro: "a macro",
    nodes.Include: "an include",
    nodes.Import: "an import",
    nodes.FromImport: "an import",
    nodes.Assign: "an assignment",
    nodes.AssignBlock: "an assignment",
    nodes.Getattr: "a field of a term",
    nodes.Getitem: "a subscript",
    nodes.BinExpr: "arithmetic",
    nodes.UnaryExpr: "arithmetic",
    nodes.Concat: "joining with ~",
}
_FILTERS: Mapping[str, Callable[[str], str]] = {"upper": str.upper, "lower": str.lower, "trim": str.strip}
_FILTER_NAMES = frozenset({*_FILTERS, "default"})
_TESTS = frozenset({"defined", "none"})


@lru_cache(maxsize=1)
def _environment() -> Environment:
    # It parses and never renders, so there is nothing to escape.
    return Environment(keep_trailing_newline=True, autoescape=False)  # noqa: S701


def is_term(name: str) -> bool:
    """Whether a name can stand as a blank: a to z, digits and underscores, no word of the language itself.

    >>> is_term("duty_bearers"), is_term("Duty bearers"), is_term("mode")
    (True, False, False)
    """
    return len(name) <= MAX_ID_LENGTH and re.fullmatch(NAME, name) is not None and name not in RESERVED_TERMS


# --- what is wrong with a wording -------------------------------------------


def check(text: str, known: frozenset[str], *, references: bool = False) -> tuple[tuple[int, str], ...]:
    """The faults of a strict wording: (line within the text, from 1; what is wrong and the cure).

    `references` says whether `{{ "id" | ref }}` has something to refer to here.

    >>> check("{{ duty_bearers }} shall act.", frozenset({"duty_bearers"}))
    ()
    >>> check("{{ who() }}", frozenset())[0][1]
    'a call is not part of the wording language; use a blank such as {{ duty_bearers }}'
    """
    if len(text) > MAX_LENGTH:
        return ((1, f"longer than {MAX_LENGTH} characters; split it"),)
    if not _is_templated(text):
        return tuple(_unknown(text, known))
    try:
        return tuple(_faults(_parsed(text), known, references))
    except WordingError as error:
        return ((error.line, error.what),)


def _is_templated(text: str) -> bool:
    """Whether more than plain blanks stands in a text."""
    return LEFTOVER.search(text) is not None and LEFTOVER.search(_BLANKS.sub("", text)) is not None


def _unknown(text: str, known: frozenset[str]) -> Iterator[tuple[int, str]]:
    for found in _BLANKS.finditer(text):
        if found[1] not in known:
            yield text.count("\n", 0, found.start()) + 1, _unknown_term(found[1], known)


def _unknown_term(name: str, known: frozenset[str]) -> str:
    return f"unknown term '{name}'; known are: {', '.join(sorted(known)) or 'none'}"


@lru_cache(maxsize=16)  # what was checked is filled next
def _parsed(text: str) -> nodes.Template:
    environment = _environment()
    try:
        for line, part, _ in environment.lex(text):
            if part in ("comment_begin", "raw_begin"):
                thing = "comment" if part == "comment_begin" else "raw block"
                raise WordingError(f"a {thing} would swallow text; take it out", line)
        return environment.parse(text)
    except TemplateSyntaxError as error:
        said = " ".join((error.message or "cannot be read").split())
        raise WordingError(f"{said[:120].rstrip('.')}; write a blank as {{{{ term }}}}", error.lineno) from error
    except (RecursionError, ValueError) as error:
        # Thousands of parentheses, or a number of thousands of digits: the parser itself gives up.
        raise WordingError("too large or too deeply nested for a formulation; split it", _first_tag(text)) from error


def _first_tag(text: str) -> int:
    found = LEFTOVER.search(text)
    return text.count("\n", 0, found.start() if found else 0) + 1


def _faults(tree: nodes.Template, known: frozenset[str] | None, references: bool) -> Iterator[tuple[int, str]]:
    too_large = _too_large(tree)
    if too_large:
        yield too_large, "too large or too deeply nested for a formulation; split it"
        return
    stack: list[tuple[nodes.Node, int]] = [(tree, 1)]
    while stack:
        node, above = stack.pop()
        # Some nodes have no line of their own, but what is in them has.
        line = node.lineno or next((below.lineno for below in node.find_all(nodes.Node) if below.lineno), above)
        if not isinstance(node, _ALLOWED):
            name = next((name for kind, name in _NAMES.items() if isinstance(node, kind)), type(node).__name__.lower())
            yield line, f"{name} is not part of the wording language; use a blank such as {{{{ duty_bearers }}}}"
            continue
        if isinstance(node, nodes.Output):
            yield from ((part.lineno or line, _PRINTS) for part in node.nodes if _is_condition(part))
            stack.extend((part, line) for part in reversed(node.nodes) if not (references and _reference(part)))
            continue
        fault = _own_fault(node, known)
        if fault:
            yield line, fault
        stack.extend((child, line) for child in reversed(list(node.iter_child_nodes())))


_PRINTS = "prints whether something holds, which is no text; put it after 'if'"


def _too_large(tree: nodes.Template) -> int:
    """The line where a tree grows too large or too deep, or 0."""
    count = 0
    stack: list[tuple[nodes.Node, int, int]] = [(tree, 0, 1)]
    while stack:
        node, depth, line = stack.pop()
        line = node.lineno or line
        count += 1
        if count > MAX_NODES or depth > MAX_DEPTH:
            return line
        stack.extend((child, depth + 1, line) for child in node.iter_child_nodes())
    return 0


def _own_fault(node: nodes.Node, known: frozenset[str] | None) -> str:
    """What is wrong with an allowed node itself, or nothing."""
    if isinstance(node, nodes.Name):
        return _unknown_term(node.name, known) if known is not None and node.name not in known else ""
    if isinstance(node, nodes.Const):
        return _const_fault(node.value)
    if isinstance(node, nodes.Operand):
        return "" if node.op in ("eq", "ne") else "compare with == or != only"
    if isinstance(node, nodes.Filter):
        return _filter_fault(node)
    if isinstance(node, nodes.Test):
        if node.name not in _TESTS:
            return f"unknown test '{node.name}'; there are {', '.join(sorted(_TESTS))}"
        return "" if not _arguments(node) else f"'{node.name}' takes nothing in parentheses"
    return ""


def _const_fault(value: object) -> str:
    if isinstance(value, str):
        broken = any(0xD800 <= ord(sign) <= 0xDFFF for sign in value)
        return "has a character that cannot be written as UTF-8; take it out" if broken else ""
    return "" if value is None or isinstance(value, bool) else "a number must stand in quotation marks"


def _filter_fault(node: nodes.Filter) -> str:
    if node.name == "ref":
        return 'a reference has nothing to refer to here; where it has, it is written {{ "id" | ref }} and no more'
    if node.name not in _FILTER_NAMES:
        return f"unknown filter '{node.name}'; there are {', '.join(sorted(_FILTER_NAMES))}"
    if node.node is None or _is_condition(node.node):
        return _PRINTS
    given = _arguments(node)
    if node.name == "default":
        text = len(given) == 1 and not isinstance(given[0], nodes.Keyword) and not _is_condition(given[0])
        return "" if text else "'default' takes one text in parentheses"
    return f"'{node.name}' takes nothing in parentheses" if given else ""


def _arguments(node: nodes.Filter | nodes.Test) -> list[nodes.Node]:
    return [*node.args, *node.kwargs, *(given for given in (node.dyn_args, node.dyn_kwargs) if given is not None)]


def references_of(text: str) -> tuple[str, ...]:
    """The ids that a strict wording refers to, whatever its conditions come to; none of a faulty one.

    >>> references_of("{% if mode %}see {{ 'funds' | ref }}{% endif %}")
    ('funds',)
    """
    if not _is_templated(text) or "ref" not in text:
        return ()
    try:
        filters = _parsed(text).find_all(nodes.Filter)
        return tuple(dict.fromkeys(target for target in map(_reference, filters) if target))
    except WordingError:
        return ()


def _is_condition(node: nodes.Node) -> bool:
    """Whether an expression says yes, no or nothing rather than words."""
    if isinstance(node, (nodes.And, nodes.Or)):
        return _is_condition(node.left) or _is_condition(node.right)
    if isinstance(node, nodes.CondExpr):
        return any(_is_condition(branch) for branch in (node.expr1, node.expr2) if branch is not None)
    if isinstance(node, nodes.Const):
        return not isinstance(node.value, str)
    return isinstance(node, (nodes.Compare, nodes.Not, nodes.Test))


def _reference(node: nodes.Node) -> str:
    """The id that `{{ "id" | ref }}` refers to, or nothing if this is something else."""
    if not isinstance(node, nodes.Filter) or node.name != "ref" or _arguments(node):
        return ""
    target = node.node.value if isinstance(node.node, nodes.Const) else None
    return target if isinstance(target, str) and re.fullmatch(ID, target) else ""


# --- what a wording prints --------------------------------------------------


class _Unset(str):
    """A term without a value: visible where it is printed, false in a condition, and replaced by `default`."""

    __slots__ = ()

    def __bool__(self) -> bool:
        return False


def fill(text: str, values: Mapping[str, str], known: frozenset[str] | None = None) -> str:
    """A strict wording with its blanks filled; raises WordingError with the line of the first fault.

    `known` defaults to the names of `values`; a known name without a value stays visible.

    >>> fill("{{ symbol | upper }}, {{ body }}", {"symbol": "a/hrc/35/35", "body": ""})
    'A/HRC/35/35, [body]'
    """
    _refuse(check(text, known if known is not None else frozenset(values)))
    if _is_templated(text):
        return _bounded(str(_value(part, values)) for part in _parts(_parsed(text).body, values))
    pieces = _BLANKS.split(text)
    return _bounded(values.get(piece) or blank(piece) if at % 2 else piece for at, piece in enumerate(pieces))


def prepared(text: str, known: frozenset[str]) -> Callable[[Mapping[str, str]], str]:
    """A strict wording ready to be filled often; here a name without a value prints nothing.

    Raises WordingError with the line of the first fault.

    >>> item = prepared("{% if item %}Agenda item {{ item }}{% endif %}", frozenset({"item"}))
    >>> item({"item": "3"}), item({"item": ""})
    ('Agenda item 3', '')
    """
    _refuse(check(text, known))
    body = _parsed(text).body
    return lambda values: _bounded(_printed(_value(part, values)) for part in _parts(body, values))


def _printed(value: str | bool | None) -> str:
    return "" if isinstance(value, _Unset) else str(value)


def snapshot(text: str, values: Mapping[str, str]) -> str:
    """A formulation as it is taken into a draft: conditions and filters decided, plain blanks left live.

    >>> snapshot("{{ a }} {% if a == 'x' %}shall{% else %}should{% endif %} act.", {"a": "x"})
    '{{ a }} shall act.'
    """
    if not _is_templated(text):
        return text
    tree = _parsed(text)
    _refuse(tuple(_faults(tree, None, references=True)))
    return _bounded(_taken(part, values) for part in _parts(tree.body, values))


def _refuse(faults: tuple[tuple[int, str], ...]) -> None:
    if faults:
        line, what = faults[0]
        raise WordingError(what, line)


def _bounded(pieces: Iterator[str]) -> str:
    out: list[str] = []
    length = 0
    for piece in pieces:
        length += len(piece)
        if length > MAX_OUTPUT:
            raise WordingError(f"prints more than {MAX_OUTPUT} characters; shorten it")
        out.append(piece)
    return "".join(out)


def _parts(body: list[nodes.Node], values: Mapping[str, str]) -> Iterator[nodes.Node]:
    """What a body prints, in order, its conditions decided."""
    for node in body:
        if isinstance(node, nodes.Output):
            for part in node.nodes:
                yield from _decided(part, values)
        elif isinstance(node, nodes.If):
            branches = (node, *node.elif_)
            held = next((branch for branch in branches if _value(branch.test, values)), None)
            yield from _parts(held.body if held else node.else_, values)


def _decided(part: nodes.Node, values: Mapping[str, str]) -> Iterator[nodes.Node]:
    while isinstance(part, nodes.CondExpr):
        branch = part.expr1 if _value(part.test, values) else part.expr2
        if branch is None:
            return
        part = branch
    yield part


def _taken(part: nodes.Node, values: Mapping[str, str]) -> str:
    if isinstance(part, nodes.TemplateData):
        return part.data
    if isinstance(part, nodes.Name):
        return f"{{{{ {part.name} }}}}"
    target = _reference(part)
    return f'{{{{ "{target}" | ref }}}}' if target else escaped(str(_value(part, values)))


def _value(node: nodes.Node | None, values: Mapping[str, str]) -> str | bool | None:
    """The value of an expression that `check` let through."""
    if isinstance(node, nodes.TemplateData):
        return node.data
    if isinstance(node, nodes.Const):
        constant: str | bool | None = node.value
        return constant
    if isinstance(node, nodes.Name):
        return values.get(node.name) or _Unset(blank(node.name))
    if isinstance(node, nodes.Filter):
        return _filtered(node, values)
    if isinstance(node, nodes.Test):
        tested = _value(node.node, values)
        return tested is None if node.name == "none" else not isinstance(tested, _Unset)
    if isinstance(node, nodes.Compare):
        return _compared(node, values)
    if isinstance(node, nodes.Not):
        return not _value(node.node, values)
    if isinstance(node, nodes.And):
        return _value(node.left, values) and _value(node.right, values)
    if isinstance(node, nodes.Or):
        return _value(node.left, values) or _value(node.right, values)
    assert isinstance(node, nodes.CondExpr), "an expression that check lets through"
    part = next(_decided(node, values), None)
    return _value(part, values) if part is not None else ""


def _filtered(node: nodes.Filter, values: Mapping[str, str]) -> str | bool | None:
    before = _value(node.node, values)
    if node.name == "default":
        return _value(node.args[0], values) if isinstance(before, _Unset) else before
    after = _FILTERS[node.name](str(before))
    return _Unset(after) if isinstance(before, _Unset) else after


def _compared(node: nodes.Compare, values: Mapping[str, str]) -> bool:
    left = _value(node.expr, values)
    for operand in node.ops:
        right = _value(operand.expr, values)
        if (left == right) is not (operand.op == "eq"):
            return False
        left = right
    return True
