"""The language of wordings: light marks, blanks and references, and a small whitelisted Jinja.

Two strictnesses (format.md, Wording).
In a provision's text exactly `{{ known_term }}` and `{{ "provision-id" | ref }}` are live, and everything
else that looks like a template is literal.
In catalogue files and in the fields of Word styles a little more is allowed, and anything else is a fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from jinja2 import Environment, StrictUndefined, TemplateSyntaxError, nodes

from workbench.document import NO_MARKS, Mark, Run, joined
from workbench.errors import WordingError

MAX_LENGTH = 20_000
MAX_NODES = 500
MAX_DEPTH = 12
MAX_OUTPUT = 200_000

_NAME = r"[a-z][a-z0-9_]*"
_ID = r"[a-z][a-z0-9-]*"
_LIVE = re.compile(
    rf"""\\(?P<plain>[*\[\]\\])
    |\{{\{{\s*(?P<term>{_NAME})\s*\}}\}}
    |\{{\{{\s*"(?P<ref>{_ID})"\s*\|\s*ref\s*\}}\}}
    |\*(?P<star>)
    |\[(?P<bracket>)
    |\](?P<closing>)""",
    re.VERBOSE,
)  # Every branch opens with a literal sign: so the engine skips to the next sign instead of trying each letter.
_PLAIN_BLANKS = re.compile(rf"\{{\{{\s*({_NAME})\s*\}}\}}")
_LEFTOVER = re.compile(r"\{\{|\{%|\{#")

_BRACKET = frozenset({Mark.BRACKET})
_BLANK = frozenset({Mark.BLANK})
_REFERENCE = frozenset({Mark.REFERENCE})
_LEAD = frozenset({Mark.LEAD})


def blank(term: str) -> str:
    """How a term without a value is printed.

    >>> blank("rights_holders")
    '[rights holders]'
    """
    return f"[{term.replace('_', ' ')}]"


def escaped(text: str) -> str:
    r"""Plain text as it must be typed to arrive literally.

    >>> escaped("a * b [c]")
    'a \\* b \\[c\\]'
    """
    return re.sub(r"([*\[\]\\])", r"\\\1", text)


def runs(text: str, terms: Mapping[str, str]) -> tuple[Run, ...]:
    """The runs of a drafter's text; `terms` maps every known term to its value, empty for none.

    A value is inserted as it is and never parsed again.

    >>> [str(run) for run in runs("*Recalling* [all] {{ holders }} {{ 7*7 }},", {"holders": "peoples"})]
    ['*Recalling*', ' ', '[', 'all', ']', ' peoples {{ 7*7 }},']
    """
    if not any(sign in text for sign in "*[]{\\"):
        return (Run(text=text),) if text else ()
    out: list[Run] = []
    at = 0
    lead_until = -1
    for found in _LIVE.finditer(text):
        start = found.start()
        marks = _LEAD if start <= lead_until else NO_MARKS
        if start > at:
            out.append(Run(text=text[at:start], marks=marks))
        at = found.end()
        kind = found.lastgroup
        if kind == "plain":
            out.append(Run(text=found["plain"], marks=marks))
        elif kind == "term":
            name = found["term"]
            if name not in terms:
                out.append(Run(text=found[0], marks=marks))
            elif terms[name]:
                out.append(Run(text=terms[name], marks=marks))
            else:
                out.append(Run(text=blank(name), marks=marks | _BLANK))
        elif kind == "ref":
            out.append(Run(text="", marks=marks | _REFERENCE, target=found["ref"]))
        elif kind in ("bracket", "closing"):
            out.append(Run(text=found[0], marks=marks | _BRACKET))
        elif start == lead_until:
            lead_until = -1
        else:
            lead_until = _closing_star(text, start) if lead_until < 0 else lead_until
            if lead_until < 0:
                out.append(Run(text="*", marks=marks))
    if at < len(text):
        out.append(Run(text=text[at:]))
    return joined(tuple(out))


def _closing_star(text: str, start: int) -> int:
    """Where the lead phrase that opens at `start` closes, or -1 if the star there is a plain one."""
    if text[start + 1 : start + 2].strip() == "":
        return -1
    for found in _LIVE.finditer(text, start + 1):
        if found["star"] is not None:
            return found.start() if not text[found.start() - 1].isspace() else -1
    return -1


def plain(text: str, terms: Mapping[str, str]) -> str:
    """The words of a text without its marks, blanks filled; references print as an ellipsis.

    >>> plain("*Recalling* {{ holders }},", {"holders": "peoples"})
    'Recalling peoples,'
    """
    return plain_text(runs(text, terms))


def plain_text(line: tuple[Run, ...]) -> str:
    """The words of runs; references, which have no text before numbering, print as an ellipsis."""
    return "".join("…" if Mark.REFERENCE in run.marks else run.text for run in line)


def terms_in(text: str) -> tuple[str, ...]:
    """The names that stand as blanks in a text, in order of appearance, known or not.

    >>> terms_in("{{ duty_bearers }} owe {{ rights_holders }} this")
    ('duty_bearers', 'rights_holders')
    """
    return tuple(dict.fromkeys(found["term"] for found in _LIVE.finditer(text) if found["term"]))


def references_in(text: str) -> tuple[str, ...]:
    """The provision ids that a text refers to, in order of appearance."""
    return tuple(dict.fromkeys(found["ref"] for found in _LIVE.finditer(text) if found["ref"]))


def looks_like_template(text: str) -> bool:
    """Whether something is left in a text that looks live but is literal (finding L12)."""
    rest = _LIVE.sub(lambda found: "" if found["term"] or found["ref"] else found[0], text)
    return _LEFTOVER.search(rest) is not None


# --- the strict language of catalogue files and style fields ----------------

_ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Getattr,
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
_FILTERS = frozenset({"upper", "lower", "trim", "default"})
_TESTS = frozenset({"defined", "none"})


@lru_cache(maxsize=1)
def _environment() -> Environment:
    # Text is autoescaped by whoever writes it into a format; a wording itself is plain text.
    environment = Environment(undefined=StrictUndefined, keep_trailing_newline=True, autoescape=False)  # noqa: S701
    environment.globals.clear()
    return environment


def check(text: str, known: frozenset[str]) -> tuple[tuple[int, str], ...]:
    """The faults of a strict wording: (line within the text, from 1; what is wrong and the cure).

    >>> check("{{ duty_bearers }} shall act.", frozenset({"duty_bearers"}))
    ()
    >>> check("{{ who() }}", frozenset())[0][1]
    'a call is not part of the wording language; use a blank such as {{ duty_bearers }}'
    """
    if len(text) > MAX_LENGTH:
        return ((1, f"longer than {MAX_LENGTH} characters; split it"),)
    if not _LEFTOVER.search(_PLAIN_BLANKS.sub("", text)):
        return tuple(_unknown(text, known))
    try:
        tree = _parsed(text)
    except WordingError as error:
        return ((error.line, error.what),)
    return tuple(_faults(tree, known))


def _unknown(text: str, known: frozenset[str]) -> Iterator[tuple[int, str]]:
    for found in _PLAIN_BLANKS.finditer(text):
        if found[1] not in known:
            yield text.count("\n", 0, found.start()) + 1, _unknown_term(found[1], known)


def _unknown_term(name: str, known: frozenset[str]) -> str:
    return f"unknown term '{name}'; known are: {', '.join(sorted(known)) or 'none'}"


def _parsed(text: str) -> nodes.Template:
    environment = _environment()
    try:
        for line, part, _ in environment.lex(text):
            if part in ("comment_begin", "raw_begin"):
                thing = "comment" if part == "comment_begin" else "raw block"
                raise WordingError(f"a {thing} would swallow text; take it out", line)
        return environment.parse(text)
    except TemplateSyntaxError as error:
        raise WordingError(f"{error.message}; write a blank as {{{{ term }}}}", error.lineno) from error


_NAMES = {
    nodes.Call: "a call",
    nodes.For: "a loop",
    nodes.Macro: "a macro",
    nodes.Include: "an include",
    nodes.Import: "an import",
    nodes.Assign: "an assignment",
    nodes.Getitem: "a subscript",
    nodes.BinExpr: "arithmetic",
    nodes.UnaryExpr: "arithmetic",
}


def _faults(tree: nodes.Template, known: frozenset[str]) -> Iterator[tuple[int, str]]:
    count = 0
    stack: list[tuple[nodes.Node, int]] = [(tree, 0)]
    while stack:
        node, depth = stack.pop()
        count += 1
        if count > MAX_NODES or depth > MAX_DEPTH:
            yield node.lineno or 1, "too large or too deeply nested for a wording; split it"
            return
        if isinstance(node, nodes.Name):
            if node.name not in known:
                yield node.lineno, _unknown_term(node.name, known)
        elif isinstance(node, nodes.Getattr):
            if not isinstance(node.node, nodes.Name) or f"{node.node.name}.{node.attr}" not in known:
                yield node.lineno, f"'.{node.attr}' is not a known field"
                continue
        elif isinstance(node, nodes.Filter) and node.name not in _FILTERS:
            yield node.lineno, f"unknown filter '{node.name}'; there are {', '.join(sorted(_FILTERS))}"
        elif isinstance(node, nodes.Test) and node.name not in _TESTS:
            yield node.lineno, f"unknown test '{node.name}'; there are {', '.join(sorted(_TESTS))}"
        elif isinstance(node, nodes.Not):
            pass
        elif not isinstance(node, _ALLOWED):
            name = next((name for kind, name in _NAMES.items() if isinstance(node, kind)), type(node).__name__.lower())
            line = node.lineno or 1
            yield line, f"{name} is not part of the wording language; use a blank such as {{{{ duty_bearers }}}}"
            continue
        stack.extend((child, depth + 1) for child in reversed(list(node.iter_child_nodes())))


def fill(text: str, values: Mapping[str, str], known: frozenset[str] | None = None) -> str:
    """A strict wording with its blanks filled; raises WordingError with the line of the first fault.

    `known` defaults to the names of `values`; a known name without a value stays visible.

    >>> fill("{{ symbol | upper }}, {{ body }}", {"symbol": "a/hrc/35/35", "body": ""})
    'A/HRC/35/35, [body]'
    """
    known = known if known is not None else frozenset(values)
    faults = check(text, known)
    if faults:
        line, what = faults[0]
        raise WordingError(what, line)
    if not _LEFTOVER.search(text):
        return text
    context = {name: values.get(name) or blank(name) for name in known}
    printed: str = _environment().from_string(text).render(context)
    if len(printed) > MAX_OUTPUT:
        raise WordingError(f"prints more than {MAX_OUTPUT} characters; shorten it")
    return printed


def snapshot(text: str, values: Mapping[str, str]) -> str:
    """A formulation as it is taken into a draft: conditions and filters decided, plain blanks left live.

    >>> snapshot("{{ a }} {% if a == 'x' %}shall{% else %}should{% endif %} act.", {"a": "x"})
    '{{ a }} shall act.'
    """
    if not _LEFTOVER.search(_PLAIN_BLANKS.sub("", text)):
        return text
    tree = _parsed(text)
    return "".join(_taken(tree.body, values))


def _taken(body: list[nodes.Node], values: Mapping[str, str]) -> Iterator[str]:
    for node in body:
        if isinstance(node, nodes.Output):
            for part in node.nodes:
                if isinstance(part, nodes.TemplateData):
                    yield part.data
                elif isinstance(part, nodes.Name):
                    yield f"{{{{ {part.name} }}}}"
                else:
                    yield escaped(str(_evaluated(part, values)))
        elif isinstance(node, nodes.If):
            if _evaluated(node.test, values):
                yield from _taken(node.body, values)
                continue
            branch = next((elif_ for elif_ in node.elif_ if _evaluated(elif_.test, values)), None)
            yield from _taken(branch.body if branch else node.else_, values)


def _evaluated(node: nodes.Node, values: Mapping[str, str]) -> object:
    template = nodes.Template([nodes.Assign(nodes.Name("answer", "store"), node)], lineno=1)
    environment = _environment()
    module = environment.template_class.from_code(
        environment, compile(environment.compile(template, raw=True), "<wording>", "exec"), {}
    )
    context = {name: value or blank(name) for name, value in values.items()}
    return getattr(module.make_module(context), "answer")  # noqa: B009
