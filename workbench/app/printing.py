"""What the page Export prints: one order of layout, style and options, and the files and pages that come of it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from workbench.app import house, own_styles
from workbench.app.desk import Desk
from workbench.app.downloads import file_name
from workbench.compare.redline import redline
from workbench.compose import compose
from workbench.document import Change, Document
from workbench.files.written import dump_draft
from workbench.model import Draft
from workbench.numbering import number
from workbench.writers import LayoutInfo, layouts, open_places, preview, write
from workbench.writers.layout import layouts_changed
from workbench.writers.pdf import count_pages, pictures, to_pdf
from workbench.writers.style_file import find_style

#: The layouts as a drafter would look for them; those that a secretariat adds come after.
_ORDER = (
    *("negotiating", "declaration", "resolution", "redline", "compilation", "comparison", "commentary"),
    *("source-table", "correspondence"),
)

#: So many pages are shown as pictures; the PDF has all.
PICTURED = 40

#: What every entry of a zip is dated, so that the same draft gives the same bytes.
_DAY = (1980, 1, 1, 0, 0, 0)

#: Options that are settled before the layout sees the document.
_BEFORE_LAYOUT = ("sources", "bis")


@dataclass(frozen=True, kw_only=True, slots=True)
class Order:
    """What is printed of one revision and how; `against` is the version or the draft that changes are told from.

    `against` is `version:3` for an earlier version of the draft, `draft:ID` for another draft, or empty;
    `loaded` tells which sources were loaded then (see `Store.sources_turn`), `looks` of when layouts and styles are.
    """

    draft_id: str
    revision: int
    layout: str
    style: str
    options: tuple[tuple[str, str], ...] = ()
    against: str = ""
    database: str = ""
    loaded: int = 0
    looks: int = 0

    def option(self, name: str) -> str:
        """What an option is set to, or nothing."""
        return dict(self.options).get(name, "")

    @property
    def for_layout(self) -> dict[str, str]:
        """The options that the layout reads."""
        return {name: value for name, value in self.options if name not in _BEFORE_LAYOUT}


def order(desk: Desk, *, layout: str, style: str, options: Mapping[str, str]) -> Order:
    """An order for the draft as it is shown."""
    return Order(
        draft_id=desk.draft_id,
        revision=desk.number,
        layout=layout,
        style=style,
        options=tuple(options.items()),
        database=house.house().database,
        loaded=desk.store.sources_turn(),
        looks=max(own_styles.changed(style), layouts_changed()),
    )


def offered() -> tuple[LayoutInfo, ...]:
    """The layouts in the order in which they are offered."""
    rank = {name: index for index, name in enumerate(_ORDER)}
    return tuple(sorted(layouts(), key=lambda info: (rank.get(info.name, len(rank)), info.title)))


@lru_cache(maxsize=16)
def document(wanted: Order) -> Document:
    """The document that an order prints: composed, compared if it tells changes, and numbered."""
    store, footnotes = house.store(), wanted.option("sources") != "no"
    new = compose(store.revision(wanted.draft_id, wanted.revision).draft, house.catalogue(), footnotes=footnotes)
    if wanted.against:
        older = compose(_older(wanted), house.catalogue(), footnotes=footnotes)
        new = redline(older, new, saved=_saved_since(wanted))
    return number(new, alternatives="bis" if wanted.option("bis") == "yes" else "alt")


def _saved_since(wanted: Order) -> dict[str, Change]:
    """Who saved which provision last, and when, since the version that changes are told from."""
    kind, _, name = wanted.against.partition(":")
    if kind != "version":
        return {}
    saved: dict[str, Change] = {}
    for line in house.store().history(wanted.draft_id):  # the newest first
        if int(name) < line.number and line.first <= wanted.revision:
            for provision in line.provisions:
                saved.setdefault(provision, Change(by=line.author, at=line.at))
    return saved


def _older(wanted: Order) -> Draft:
    kind, _, name = wanted.against.partition(":")
    store = house.store()
    return store.revision(wanted.draft_id, int(name)).draft if kind == "version" else store.head(name).draft


@lru_cache(maxsize=16)
def sheet(wanted: Order) -> str:
    """The text on one continuous sheet, as HTML; refused where the style of its files cannot be used."""
    find_style(own_styles.place(wanted.style))
    return preview(document(wanted), wanted.layout, style=wanted.style, options=wanted.for_layout)


def made(wanted: Order, format: str) -> bytes:
    """A file as it is ordered."""
    if format == "pdf":
        return pages(wanted)[0]
    return write(
        document(wanted),
        format=format,
        layout=wanted.layout,
        style=own_styles.place(wanted.style),
        options=wanted.for_layout,
        draft_id=wanted.draft_id,
        revision=wanted.revision,
    )


@lru_cache(maxsize=4)
def pages(wanted: Order) -> tuple[bytes, int, tuple[bytes, ...]]:
    """The PDF through LibreOffice, how many pages it has, and the first of them as pictures."""
    pdf = to_pdf(made(wanted, "docx"))
    return pdf, count_pages(pdf), pictures(pdf, most=PICTURED)


def whole_set(desk: Desk, wanted: Order) -> bytes:
    """Every layout that the draft allows as a Word file, with a web page, Markdown, XML and the draft file, zipped."""
    title = desk.draft.title
    plain = replace(wanted, options=tuple(pair for pair in wanted.options if pair[0] != "force"))
    refused = bool(open_places(desk.document))
    files: dict[str, bytes] = {}
    for info in offered():
        if (info.open_choices == "refused" and refused) or (info.needs and not wanted.against):
            continue
        one = replace(plain, layout=info.name, against=wanted.against if info.needs else "")
        files[file_name(title, "docx", info.name)] = made(one, "docx")
    usual = replace(plain, layout="negotiating" if refused else "declaration", against="")
    for format in ("html", "md", "xml"):
        files[file_name(title, format, usual.layout)] = made(usual, format)
    files[file_name(title, "yaml")] = dump_draft(desk.draft, house.sources_apart()).encode()
    return _zipped(files)


def _zipped(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, _DAY), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()
