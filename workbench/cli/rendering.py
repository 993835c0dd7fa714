"""`workbench render`: a draft as a Word file, a web page, Markdown and more."""

from __future__ import annotations

import argparse
from pathlib import Path

from workbench.cli.parsing import CallError, Commands, command, with_catalogue_option, with_store_options
from workbench.cli.shared import catalogue_of, find_draft, refuse_target, write_out
from workbench.compose import compose
from workbench.errors import visible
from workbench.numbering import Alternatives, number
from workbench.writers import OPTIONS, formats, is_on, write

#: Options that are settled before the layout sees the document.
_OF_THE_TEXT = ("alternatives", "sources")


def add(commands: Commands) -> None:
    """Adds the command that renders."""
    parser = command(
        commands,
        "render",
        _render,
        "writes a draft as .docx, .html, .md, .xml (Akoma Ntoso) or .pdf",
        "workbench render draft.yaml -o draft.docx --layout negotiating --style geneva",
    )
    parser.add_argument("draft", metavar="DRAFT", help="a draft file, or the title or id of a draft in the store")
    parser.add_argument(
        "-o", "--output", required=True, metavar="FILE", help="its ending chooses the format; - for HTML"
    )
    parser.add_argument("--layout", default="", metavar="NAME", help="what is printed (see the templates folder)")
    parser.add_argument("--style", default="geneva", metavar="NAME", help="how it looks: a style's name or a .docx")
    parser.add_argument(
        "--as-of", type=int, default=0, metavar="VERSION", help="an earlier version of the store's draft"
    )
    parser.add_argument(
        "--against", default="", metavar="OLD", help="an older draft: prints the changes since, tracked in .docx"
    )
    parser.add_argument(
        "--option",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help=f"alternatives=alt or bis; {', '.join(('sources', *OPTIONS))}: yes or no",
    )
    parser.add_argument(
        "--force", action="store_true", help="print the first chosen formulation where a choice is open"
    )
    with_catalogue_option(parser)
    with_store_options(parser)


def _render(arguments: argparse.Namespace) -> int:
    refuse_target(arguments.output, arguments.draft, arguments.against, arguments.style, arguments.layout)
    options = _options(arguments.option) | ({"force": "yes"} if arguments.force else {})
    format = _format(arguments.output)
    footnotes = is_on("sources", options.pop("sources", "yes"))
    alternatives = _alternatives(options.pop("alternatives", "alt"))
    draft, draft_id, revision, sources = find_draft(arguments, arguments.draft, arguments.as_of)
    catalogue = catalogue_of(draft, arguments.catalogue, sources)
    composed = compose(draft, catalogue, footnotes=footnotes)
    if arguments.against:
        # What compares, and what calls LibreOffice, is imported where it is asked for: most calls ask for neither.
        from workbench.compare.redline import redline

        older = find_draft(arguments, arguments.against)
        known = catalogue_of(older.draft, arguments.catalogue, older.sources)
        composed = redline(compose(older.draft, known, footnotes=footnotes), composed)
    document = number(composed, alternatives=alternatives)
    data = write(
        document,
        format="docx" if format == "pdf" else format,
        layout=arguments.layout or ("redline" if arguments.against else ""),
        style=arguments.style,
        options=options,
        draft_id=draft_id,
        revision=revision,
    )
    if format == "pdf":
        from workbench.writers.pdf import to_pdf

        data = to_pdf(data)
    write_out(arguments.output, data)
    return 0


def _options(given: list[str]) -> dict[str, str]:
    out = {}
    for pair in given:
        name, sign, value = pair.partition("=")
        if not sign or not name:
            raise CallError(f"--option {pair}: write it as NAME=VALUE")
        if name not in (*_OF_THE_TEXT, *OPTIONS):
            known = ", ".join((*_OF_THE_TEXT, *OPTIONS))
            raise CallError(f"no option '{visible(name, 40)}'; there are {known}")
        out[name] = value
    return out


def _alternatives(value: str) -> Alternatives:
    """How alternatives are labelled: Alt. 1 and Alt. 2, or 3 and 3 bis."""
    if value.lower() == "alt":
        return "alt"
    if value.lower() == "bis":
        return "bis"
    raise CallError(f"option 'alternatives' is alt or bis, not '{visible(value, 40)}'")


def _format(output: str) -> str:
    """The format that the name of a file asks for."""
    if output == "-":
        return "html"
    ending = Path(output).suffix
    format = ending.removeprefix(".").lower()
    if format in ("akn", "pdf", *formats()):
        return format
    known = ", ".join(f".{name}" for name in (*formats(), "pdf"))
    if not format:
        raise CallError(f"{visible(output)}: give the file an ending: {known}")
    raise CallError(f"{visible(output)}: no format '{visible(format, 40)}'; there are {known}")
