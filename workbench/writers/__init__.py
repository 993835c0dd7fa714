"""Documents out: a numbered document as a Word file, a web page or Markdown, by a layout and a house style.

    document ── lay_out (templates/layouts/NAME.xml.j2) ──> laid-out XML ──> word · html · markdown
    document ──────────────────────────────────────────────────────────────> Akoma Ntoso

The preview is written from the same laid-out form, so that it shows what Word will print.
Akoma Ntoso is structure without looks: of a layout it takes what may be shown, and whether it is clean.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from workbench.document import Block, BlockRole, Document, Margin, Mark
from workbench.errors import WorkbenchError, visible
from workbench.memory import Memory
from workbench.model import FrontMatter
from workbench.writers.choices import Hindrance, hindrances, open_places, refuse_open, settled
from workbench.writers.laid_out import Show
from workbench.writers.layout import Layout, LayoutInfo, find_layout, lay_out, layout_names
from workbench.writers.style_file import find_style, style_names
from workbench.writers.word_file import write_word

if TYPE_CHECKING:
    from workbench.writers.html import Piece

__all__ = [
    "OPTIONS",
    "Hindrance",
    "LayoutInfo",
    "formats",
    "hindrances",
    "is_on",
    "layouts",
    "open_places",
    "preview",
    "preview_again",
    "styles",
    "unusable_layouts",
    "write",
]

#: The options that a drafter may set, each with what it does; all are `yes` or `no`.
OPTIONS: Mapping[str, str] = {
    "force": "print the first chosen formulation where a choice is open",
    "attribution": "name whose formulation it is",
    "status": "print how far the negotiation of a provision has come",
    "comments": "carry the shared comments",
    "contents": "a table of contents in front",
    "lines": "number the lines",
}

_YES = {"yes": True, "no": False, "on": True, "off": False, "true": True, "false": False}
_WRITERS: Mapping[str, str] = {"docx": "Word", "html": "a web page", "md": "Markdown", "xml": "Akoma Ntoso"}
_SAME = {"akn": "xml"}


def formats() -> tuple[str, ...]:
    """The formats that can be written, as file endings."""
    return tuple(_WRITERS)


def layouts() -> tuple[LayoutInfo, ...]:
    """What every layout in the folder of layouts says about itself, but for those that cannot be used."""
    return tuple(found for found in _found() if isinstance(found, LayoutInfo))


def unusable_layouts() -> tuple[str, ...]:
    """What is wrong with the other layouts in that folder, to which a secretariat may add its own."""
    return tuple(found for found in _found() if isinstance(found, str))


def _found() -> Iterator[LayoutInfo | str]:
    for name in layout_names():
        try:
            yield find_layout(name).info
        except WorkbenchError as error:
            yield str(error)


def styles() -> tuple[str, ...]:
    """The names of the house styles that are shipped."""
    return style_names()


def write(
    document: Document,
    *,
    format: str,
    layout: str | Path = "",
    style: str | Path = "geneva",
    options: Mapping[str, str] = {},
    draft_id: str = "",
    revision: int = 0,
) -> bytes:
    """A numbered document as a file of that format; the same input gives the same bytes.

    Without a layout it is `redline` if it has changes, `negotiating` if anything is open, else `declaration`.
    """
    format = _SAME.get(format, format)
    if format not in _WRITERS:
        raise WorkbenchError(f"no format '{format}'; there are {', '.join(_WRITERS)}")
    chosen = _switches(options)
    found = find_layout(layout or _default(document, chosen))
    # Akoma Ntoso and Markdown are imported where they are asked for: Word files and pages are asked for most.
    if format == "xml":
        from workbench.writers.akn import write_akn

        document, show = _shown(document, found.info, chosen)
        return write_akn(document, show, clean=found.info.clean, draft_id=draft_id, revision=revision)
    house = find_style(style)
    document, sheet = _laid_out(document, found, chosen)
    if format == "docx":
        return write_word(
            sheet,
            document,
            found.info,
            house,
            draft_id=draft_id,
            revision=revision,
            lines=chosen.get("lines", False),
        )
    if format == "html":
        from workbench.writers.html import write_page

        return write_page(sheet, document, found.info, house.name)
    from workbench.writers.markdown import masthead, write_markdown

    return write_markdown(sheet, masthead(document, found.info, house.name))


def preview(
    document: Document,
    layout: str | Path = "negotiating",
    *,
    style: str = "geneva",
    options: Mapping[str, str] = {},
) -> str:
    """The same text as an HTML fragment on one continuous sheet, each paragraph with `data-provision`."""
    found = find_layout(layout)
    document, sheet = _laid_out(document, found, _switches(options))
    from workbench.writers.html import write_fragment

    return write_fragment(sheet, document, found.info, style)


def preview_again(document: Document, memory: Memory) -> str:
    """The same page as `preview` gives, of a text without changes; blocks that the memory has seen are printed once.

    The layout of negotiating texts prints block after block, none of which enters another; one that a secretariat
    changed so that it prints more is printed as a whole.
    """
    from workbench.writers.html import names_in, piece_of, write_pieces

    found = find_layout("negotiating")
    whole, show = _shown(document, found.info, {})
    bare = Document(margin=Margin(front=FrontMatter(language=document.front.language)), blocks=())
    pieces: list[Piece | None] = []
    referring: dict[int, etree._Element] = {}
    for block in _apart(whole.blocks):

        def sheet(block: Block = block) -> etree._Element:
            return _sheet(replace(bare, blocks=(block,)), found, show)

        def piece(sheet: Callable[[], etree._Element] = sheet) -> Piece | None:
            return piece_of(sheet(), bare)

        if any(Mark.REFERENCE in run.marks for each in block.walk() for run in each.runs):
            # Where that leads may have come or gone elsewhere.
            referring[len(pieces)] = sheet()
            pieces.append(None)
            continue
        what = ("printed", found.template, show, document.front.language)
        # What is small and stands alone is made anew for every text, and is known by what it says.
        pieces.append(memory.made(what, block, piece) if block.children else memory.made((*what, block), None, piece))
    names = [piece.names for piece in pieces if piece] + [names_in(sheet) for sheet in referring.values()]
    known = frozenset[str]().union(*names)
    for at, laid_out in referring.items():
        pieces[at] = piece_of(laid_out, bare, known)
    printed = [piece for piece in pieces if piece]
    if len(printed) < len(pieces):
        return preview(document)
    return write_pieces(printed, document, found.info, "geneva")


def _apart(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """The blocks that are printed one after another: the heading of a part by itself, then its articles."""
    for block in blocks:
        if block.role is BlockRole.PART:
            yield replace(block, children=())
            yield from _apart(block.children)
        else:
            yield block


def _default(document: Document, chosen: Mapping[str, bool]) -> str:
    if document.was is not None:
        return "redline"
    return "negotiating" if not chosen.get("force") and open_places(document) else "declaration"


def _laid_out(document: Document, layout: Layout, chosen: Mapping[str, bool]) -> tuple[Document, etree._Element]:
    document, show = _shown(document, layout.info, chosen)
    return document, _sheet(document, layout, show)


def _sheet(document: Document, layout: Layout, show: Show) -> etree._Element:
    sheet = lay_out(document, layout, show)
    if document.front.language[:2] != "en":
        # Layouts say what they print in English, as most documents do.
        from workbench.languages import language_of

        tongue = language_of(document.front.language)
        if tongue is not None:
            from workbench.writers.translated import translate

            translate(sheet, tongue)
    return sheet


def _shown(document: Document, info: LayoutInfo, chosen: Mapping[str, bool]) -> tuple[Document, Show]:
    """The document as this layout takes it, and what is shown of it."""
    if info.needs == "older" and document.was is None:
        raise WorkbenchError(f"layout '{info.name}' compares with an older text; name one (--against OLD)")
    if info.clean and document.was is not None:
        raise WorkbenchError(f"layout '{info.name}' is clean and shows no changes; use layout 'redline'")
    if chosen.get("force"):
        if document.was is not None:
            raise WorkbenchError("changes are told as the texts stand; leave out 'force', or the older text")
        document = settled(document)
    elif info.open_choices == "refused":
        refuse_open(document, info.name)
    show = Show(
        attribution=not info.clean and chosen.get("attribution", info.attribution),
        status=not info.clean and chosen.get("status", info.status),
        comments=not info.clean and chosen.get("comments", info.comments),
        contents=chosen.get("contents", False),
        preamble_numbers=info.preamble_numbers or _competes(document),
        footnotes=info.footnotes,
    )
    return document, show


def _competes(document: Document) -> bool:
    """Whether the preamble has alternatives: these are called by the numbers of its paragraphs, in any layout."""
    preamble = (block for block in document.blocks if block.role is BlockRole.PREAMBULAR)
    return any(block.children and block.children[0].role is BlockRole.ALTERNATIVE for block in preamble)


def _switches(options: Mapping[str, str]) -> dict[str, bool]:
    out = {}
    for name, value in options.items():
        if name not in OPTIONS:
            raise WorkbenchError(f"no option '{name}'; there are {', '.join(OPTIONS)}")
        out[name] = is_on(name, value)
    return out


def is_on(name: str, value: str) -> bool:
    """Whether an option is set to yes, in any case; raises WorkbenchError for what is neither yes nor no."""
    on = _YES.get(value.lower())
    if on is None:
        raise WorkbenchError(f"option '{name}' is yes or no, not '{visible(value, 40)}'")
    return on
