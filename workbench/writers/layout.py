"""Layouts: Jinja files that say what is printed, and in which order.

A layout gives the laid-out form (see `laid_out`) and sees the numbered document only; `layout_language` says what
it may do. Constants at the top (`{% set title = "..." %}`) say what it is; they are read without running it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Template, TemplateError, nodes
from lxml import etree

from workbench.document import BlockRole, Document
from workbench.errors import Fault, FileFaults, WorkbenchError, visible
from workbench.places import is_file, templates_folder
from workbench.writers.escaping import legible
from workbench.writers.kept import kept_layouts
from workbench.writers.laid_out import Page, Show
from workbench.writers.layout_language import environment_of, read_layout, start

SUFFIX = ".xml.j2"

_PARSER = etree.XMLParser(
    resolve_entities=False,
    no_network=True,
    load_dtd=False,
    huge_tree=False,
    remove_comments=True,
    remove_pis=True,
)

#: The layouts that come along: these are held to the laid-out form by tests.
_SHIPPED = frozenset(
    {
        *("commentary", "comparison", "compilation", "correspondence", "declaration", "negotiating", "redline"),
        *("resolution", "source-table"),
    }
)

#: What the constants of a layout may say, where they are not free.
_SAYS: Mapping[str, tuple[str, ...]] = {"open_choices": ("bracketed", "refused"), "needs": ("", "older")}


@dataclass(frozen=True, kw_only=True, slots=True)
class LayoutInfo:
    """What a layout says about itself.

    `open_choices` is `refused` or `bracketed`; `comments`, `status`, `attribution` say whether it shows them
    unless the drafter's options say otherwise; `clean` layouts carry nothing internal.
    `needs` is `older` where it compares with an older text; `leaves_out` names the roles that it means not to print.
    `kind` is what mastheads call the paper (its title unless it says otherwise; nothing in clean layouts).
    `preamble_numbers` prints PP1, PP2 before the paragraphs of the preamble, as texts under negotiation do.
    `tracks` has Word track the edits of whoever opens the file next, too.
    `footnotes` is false where the layout names the sources beside the text, which would print them twice.
    `options` names those of a drafter's options that change what it prints; the others need not be offered.
    """

    name: str
    title: str
    about: str = ""
    open_choices: str = "bracketed"
    comments: bool = False
    status: bool = False
    attribution: bool = False
    landscape: bool = False
    clean: bool = False
    needs: str = ""
    leaves_out: str = ""
    preamble_numbers: bool = False
    kind: str = ""
    footnotes: bool = True
    tracks: bool = False
    options: str = "sources attribution bis status comments contents lines"


_ANY = LayoutInfo(name="", title="")


class Layout(NamedTuple):
    """A layout that is loaded and checked."""

    info: LayoutInfo
    template: Template
    path: Path


def layouts_folder() -> Path:
    """The folder of the layouts that are shipped."""
    return templates_folder() / "layouts"


def layout_names() -> tuple[str, ...]:
    """The names of the layouts that are shipped, sorted."""
    files = layouts_folder().glob(f"*{SUFFIX}")
    return tuple(sorted(name for path in files if not (name := path.name.removesuffix(SUFFIX)).startswith("_")))


def find_layout(layout: str | Path) -> Layout:
    """The layout of that name or path, loaded once and kept until the file changes."""
    if isinstance(layout, str) and layout in layout_names():
        path = layouts_folder() / f"{layout}{SUFFIX}"
    else:
        path = Path(layout)
        if not path.name.endswith(SUFFIX) or not is_file(path):
            said = visible(str(layout), 60)
            raise WorkbenchError(f"no layout '{said}'; there are {', '.join(layout_names())}, or give a {SUFFIX} file")
    path = path.resolve()
    return _load(path, layouts_changed(path.parent))


def layouts_changed(folder: Path | None = None) -> int:
    """When a layout was changed last, or a file that layouts import: of those shipped, and of a folder's."""
    folders = {layouts_folder(), folder or layouts_folder()}
    return max(file.stat().st_mtime_ns for folder in folders for file in folder.glob(f"*{SUFFIX}"))


@lru_cache(maxsize=64)
def _load(path: Path, _changed: int) -> Layout:
    environment = environment_of(path.parent, layouts_folder())
    if path.parent == layouts_folder():
        environment.bytecode_cache = kept_layouts()
    try:
        template = environment.get_template(path.name)
        info = _info(path.name.removesuffix(SUFFIX), environment.parse(read_layout(path)))
    except TemplateError as error:
        raise WorkbenchError(_line(error, path)) from error
    except RecursionError as error:
        raise WorkbenchError(f"layout {path.name}: its tags stand too deeply in each other; split it") from error
    except nodes.Impossible as error:
        raise WorkbenchError(
            f"layout {path.name}: what it says about itself at the top must be plain values"
        ) from error
    return Layout(info=info, template=template, path=path)


def _info(name: str, tree: nodes.Template) -> LayoutInfo:
    known = {field.name for field in fields(LayoutInfo)} - {"name"}
    said: dict[str, Any] = {"title": name}
    for node in tree.body:
        if not isinstance(node, nodes.Assign) or not isinstance(node.target, nodes.Name):
            continue
        if node.target.name in known and isinstance(node.node, nodes.Expr):
            said[node.target.name] = _constant(node.target.name, node.node.as_const(), node.lineno, name)
    said.setdefault("kind", said["title"])
    if said.get("clean"):
        said["kind"] = ""
    return LayoutInfo(name=name, **said)


def _constant(name: str, value: object, line: int, layout: str) -> object:
    """What a layout says about itself, if it is one of the things that can be said."""
    place = f"layout {layout}{SUFFIX}:{line}"
    if type(value) is not type(getattr(_ANY, name)):
        kind = "true or false" if isinstance(getattr(_ANY, name), bool) else "a text in quotation marks"
        raise WorkbenchError(f"{place}: '{name}' is {kind}, not {visible(repr(value), 40)}")
    if name in _SAYS and value not in _SAYS[name]:
        known = " or ".join(f"'{each}'" for each in _SAYS[name])
        raise WorkbenchError(f"{place}: '{name}' is {known}, not {visible(repr(value), 40)}")
    unknown = set(str(value).split()) - set(BlockRole) if name == "leaves_out" else ()
    if unknown:
        roles = ", ".join(BlockRole)
        raise WorkbenchError(f"{place}: 'leaves_out' names no role '{visible(min(unknown), 40)}'; there are {roles}")
    return value


def _line(error: Exception, path: Path) -> str:
    """What went wrong in a layout, in one line with its place."""
    line = getattr(error, "lineno", None)
    if line is None:
        traceback = error.__traceback__
        while traceback is not None:
            if traceback.tb_frame.f_code.co_filename.endswith(SUFFIX):
                path = Path(traceback.tb_frame.f_code.co_filename)
                line = traceback.tb_lineno
            traceback = traceback.tb_next
    else:
        path = Path(getattr(error, "filename", None) or path)
    place = f"{path.name}:{line}" if line else path.name
    return f"layout {place}: {' '.join(str(error).split())}"


def lay_out(document: Document, layout: Layout, show: Show) -> etree._Element:
    """The laid-out form of a numbered document; FileFaults with all that is wrong in what a layout prints."""
    sheet = printed(document, layout, show)
    if layout.info.name not in _SHIPPED or layout.path.parent != layouts_folder():
        from workbench.writers.form import faults_of_form

        wrong = dict.fromkeys(faults_of_form(sheet))
        if wrong:
            raise FileFaults(Fault(f"layout {layout.path.name}", what) for what in wrong)
    return sheet


def printed(document: Document, layout: Layout, show: Show) -> etree._Element:
    """What a layout prints, as a tree."""
    start()
    try:
        text = layout.template.render(Page(document, show).names())
    except RecursionError as error:
        raise WorkbenchError(f"layout {layout.path.name}: its macros call each other without end") from error
    except (
        TemplateError,
        WorkbenchError,
        TypeError,
        ValueError,
        AttributeError,
        LookupError,
        ArithmeticError,
    ) as error:
        raise WorkbenchError(_line(error, layout.path)) from error
    if "<!DOCTYPE" in text:
        raise WorkbenchError(f"layout {layout.path.name}: prints a document type (<!DOCTYPE>); take it out")
    return parsed(text, layout.path.name)


def parsed(printed: str, name: str) -> etree._Element:
    """Laid-out text as a tree; signs that XML cannot hold are left out."""
    try:
        return etree.fromstring(printed.encode(), _PARSER)
    except (etree.XMLSyntaxError, UnicodeEncodeError):
        pass
    try:
        return etree.fromstring(legible(printed).encode(), _PARSER)
    except etree.XMLSyntaxError as error:
        raise WorkbenchError(f"layout {name}: what it prints is no well-formed XML: {error.msg}") from error
