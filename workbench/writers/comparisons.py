"""A comparison of wordings as a file: a landscape table with the bracketed text, or the tables alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from workbench.bracketing import Collated, lines_of, text_of
from workbench.compare.drafts import Difference
from workbench.compare.foreign import Correspondence
from workbench.compare.profile import rows as profile_rows
from workbench.compare.table import State
from workbench.compare.words import diff
from workbench.comparison import Comparison, printed, profiles, redlined, tables
from workbench.document import Document, Margin
from workbench.errors import WorkbenchError
from workbench.model import Citation
from workbench.tables import csv_text, xlsx_bytes
from workbench.writers.comparing import widths
from workbench.writers.escaping import escape
from workbench.writers.html import write_page
from workbench.writers.layout import LayoutInfo, parsed
from workbench.writers.markdown import write_markdown
from workbench.writers.style_file import find_style
from workbench.writers.word_file import write_word

#: The endings of the files that a comparison of wordings can be written to, and what each holds.
ENDINGS: Mapping[str, str] = {
    "docx": "Word, a landscape table and the bracketed text",
    "html": "a web page",
    "md": "Markdown",
    "csv": "the table, for a spreadsheet",
    "xlsx": "all tables, for Excel",
}

#: The endings of the files that the changes between two drafts can be written to, and what each holds.
CHANGES: Mapping[str, str] = {
    "docx": "Word, tracked changes",
    "html": "a web page",
    "md": "Markdown",
    "csv": "the list of changes",
    "xlsx": "the list of changes, for Excel",
}

_SHADE = ' shade="yes"'


def write_comparison(
    comparison: Comparison,
    made: Collated,
    format: str,
    *,
    cited: Mapping[Citation, str] = {},
    attribution: bool = True,
    style: str | Path = "plain",
) -> bytes:
    """A comparison and its collation as a file of that format; the same input gives the same bytes."""
    if format not in ENDINGS:
        raise WorkbenchError(f"no format '{format}' for comparisons; there are {', '.join(ENDINGS)}")
    if format == "csv":
        return csv_text(_aligned(comparison)).encode("utf-8-sig")
    if format == "xlsx":
        return xlsx_bytes(
            {
                "Aligned": _aligned(comparison),
                "Substance": _substance(comparison, cited),
                "Formulations": _whole(comparison, made, attribution),
            }
        )
    sheet = parsed("".join(_sheet(comparison, made, cited, attribution)), "comparison")
    document = Document(margin=Margin(title=comparison.title), blocks=())
    info = LayoutInfo(name="comparison", title="Comparison", landscape=True)
    if format == "docx":
        return write_word(sheet, document, info, find_style(style))
    if format == "html":
        return write_page(sheet, document, info, str(style))
    return write_markdown(sheet)


def write_changes(found: Sequence[Difference], format: str) -> bytes:
    """What happened to each provision, as a .csv or .xlsx table; the redline is written by `write`."""
    return _table(
        "Changes",
        [
            {
                "provision": d.provision,
                "change": str(d.happened),
                "from": d.old_place,
                "to": d.new_place,
                "old": d.old,
                "new": d.new,
                "kind": str(d.nature),
            }
            for d in found
        ],
        format,
    )


def write_correspondences(found: Sequence[Correspondence], format: str) -> bytes:
    """Which paragraphs of a foreign text are close to which provisions, as a .csv or .xlsx table."""
    return _table(
        "Correspondences",
        [
            {
                "provision": c.provision,
                "place": c.place,
                "text": c.text,
                "closeness": str(c.closeness),
                "paragraph": c.paragraph,
                "foreign text": c.foreign_text,
                "words in a row": str(max((run.words for run in c.runs), default=0)),
            }
            for c in found
        ],
        format,
    )


def _table(name: str, table: list[Mapping[str, str]], format: str) -> bytes:
    return csv_text(table).encode("utf-8-sig") if format == "csv" else xlsx_bytes({name: table})


# --- tables -------------------------------------------------------------------


def _names(comparison: Comparison) -> list[str]:
    return [
        f"{letter} {wording.name}" + (" (base)" if n == comparison.base else "")
        for n, (letter, wording) in enumerate(zip(comparison.letters, comparison.wordings, strict=True))
    ]


def _aligned(comparison: Comparison) -> list[Mapping[str, str]]:
    names = _names(comparison)
    out: list[Mapping[str, str]] = []
    for number, table in enumerate(tables(comparison), 1):
        for row in table.rows:
            texts = {name: printed(cell.text).strip() for name, cell in zip(names, row.cells, strict=True)}
            out.append({"line": str(number), "state": "shared" if row.shared else "differs", **texts})
    return out


def _substance(comparison: Comparison, cited: Mapping[Citation, str]) -> list[Mapping[str, str]]:
    names = _names(comparison)
    return [
        {"feature": row.feature, "differs": "yes" if row.differs else "no", **dict(zip(names, row.values, strict=True))}
        for row in profile_rows(profiles(comparison, cited))
    ]


def _whole(comparison: Comparison, made: Collated, attribution: bool) -> list[Mapping[str, str]]:
    whole: list[Mapping[str, str]] = [
        {"formulation": name, "text": text} for name, text in zip(_names(comparison), comparison.texts, strict=True)
    ]
    return [*whole, {"formulation": "Collated", "text": text_of(made, attribution=attribution)}]


# --- the sheet ----------------------------------------------------------------


def _sheet(comparison: Comparison, made: Collated, cited: Mapping[Citation, str], attribution: bool) -> Iterator[str]:
    yield '<sheet><section orientation="landscape">'
    yield f'<p style="heading">{escape(comparison.title)}</p>'
    yield from _side_by_side(comparison)
    yield '<p style="heading-2">Collated</p>'
    for level, line in lines_of(made, attribution=attribution):
        yield f'<p style="{_style(level)}">{_bracketed(line)}</p>'
    base = comparison.base
    yield f'<p style="heading-2">Against {escape(f"{comparison.letters[base]} {comparison.wordings[base].name}")}</p>'
    yield from _inline(comparison)
    yield '<p style="heading-2">What differs in substance</p>'
    yield from _profiles(comparison, cited)
    yield "</section></sheet>"


def _style(level: int) -> str:
    return f"item-{min(level, 4)}" if level else "paragraph"


def _bracketed(line: str) -> str:
    out = escape(line)
    for sign in "[]":
        out = out.replace(sign, f'<r m="bracket">{sign}</r>')
    return out


def _side_by_side(comparison: Comparison) -> Iterator[str]:
    yield f'<table widths="{widths(len(comparison.wordings))}"><row head="yes">'
    for name in _names(comparison):
        yield f'<cell><p style="cell-title">{escape(name)}</p></cell>'
    yield "</row>"
    for table in tables(comparison):
        for row in table.rows:
            yield "<row>"
            for cell in row.cells:
                words = escape(printed(cell.text).strip())
                if cell.state is State.DIFFERS:
                    words = _differing(row.cells[comparison.base].text.strip(), cell.text.strip())
                elif cell.state is State.ABSENT and not row.shared:
                    words = "—"
                yield f'<cell{"" if row.shared else _SHADE}><p style="cell">{words}</p></cell>'
            yield "</row>"
    yield "</table>"


def _differing(base: str, text: str) -> str:
    """The words of a cell, those that the base has not marked."""
    out = ""
    for edit in diff(base, text):
        words = escape(printed(edit.new))
        out += f'<r m="added">{words}</r>' if edit.is_change and words else words
    return out


def _inline(comparison: Comparison) -> Iterator[str]:
    for n, name in enumerate(_names(comparison)):
        if n == comparison.base:
            continue
        yield f'<p style="cell-title">{escape(name)}</p>'
        for edits, row in zip(redlined(comparison, n), comparison.rows, strict=True):
            words = ""
            for edit in edits:
                old, new = escape(printed(edit.old)), escape(printed(edit.new))
                if not edit.is_change:
                    words += new
                    continue
                words += f'<r m="dropped">{old}</r>' if old else ""
                words += f'<r m="added">{new}</r>' if new else ""
            yield f'<p style="{_style(row[n].level)}">{words}</p>' if words else ""


def _profiles(comparison: Comparison, cited: Mapping[Citation, str]) -> Iterator[str]:
    count = len(comparison.wordings)
    yield f'<table widths="16 {widths(count, 84)}"><row head="yes"><cell><p style="cell-title"/></cell>'
    for name in _names(comparison):
        yield f'<cell><p style="cell-title">{escape(name)}</p></cell>'
    yield "</row>"
    for row in profile_rows(profiles(comparison, cited)):
        shade = _SHADE if row.differs else ""
        sign = "≠ " if row.differs else ""
        yield f'<row><cell{shade}><p style="cell">{sign}{escape(row.feature)}</p></cell>'
        for value in row.values:
            yield f'<cell{shade}><p style="cell">{escape(value)}</p></cell>'
        yield "</row>"
    yield "</table>"
