"""Export: what is printed and how it looks, on the real pages if asked for, and the files to take away."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from functools import lru_cache, partial

import streamlit as st

from workbench.app import components
from workbench.app.desk import Desk
from workbench.app.downloads import TYPES, file_name
from workbench.app.html import escape
from workbench.compose import compose
from workbench.document import Document
from workbench.errors import WorkbenchError
from workbench.files import dump_draft
from workbench.numbering import number
from workbench.writers import LayoutInfo, layouts, open_places, preview, styles, write
from workbench.writers.pdf import libreoffice, pictures, to_pdf

_STYLES = {
    "geneva": "Geneva documents (A4)",
    "new-york": "New York documents (Letter)",
    "plain": "Plain, outside the United Nations",
}

#: Options in plain words: (name, words, what it is set to at first). A layout that shows nothing of it ignores it.
_SWITCHES = (
    ("sources", "Supporting paragraphs as footnotes", True),
    ("attribution", "Name whose wording it is", False),
    ("bis", "Number alternatives 3, 3 bis, 3 ter instead of Alt. 1, Alt. 2", False),
    ("status", "Status of each provision after its text", True),
    ("comments", "Shared comments in the margin", True),
    ("contents", "Table of contents", False),
    ("lines", "Line numbers", False),
)
_ONLY_WORKING = ("attribution", "bis", "status", "comments")

#: Options that are settled before the layout sees the document.
_BEFORE_LAYOUT = ("sources", "bis")
_NAMES = {"docx": "Word", "html": "Web page", "md": "Markdown"}


def page(desk: Desk) -> None:
    """Draws the choices at the left and what comes of them at the right."""
    offered = [info for info in layouts() if not info.needs]
    left, right = st.columns([32, 68], gap="large")
    with left, st.container(key="export_choices"):
        info, style, options = _choices(desk, offered)
        document = _document(desk, options)
        still_open = open_places(document) if info.open_choices == "refused" else ()
        if still_open and not _forced(desk, still_open):
            with right:
                _refused(desk, still_open)
            return
        if still_open:
            options = {**options, "force": "yes"}
        _files(desk, info, style, options)
    with right:
        _pages(desk, info, style, options)


# --- choosing ---------------------------------------------------------------


def _choices(desk: Desk, offered: list[LayoutInfo]) -> tuple[LayoutInfo, str, dict[str, str]]:
    names = [info.name for info in offered]
    by_name = {info.name: info for info in offered}
    usual = "negotiating" if open_places(desk.document) else "declaration"
    st.html('<h3 class="section">What is printed</h3>')
    layout = st.radio(
        "What is printed",
        names,
        index=names.index(usual),
        key="export_layout",
        label_visibility="collapsed",
        format_func=lambda name: by_name[name].title,
        captions=[by_name[name].about for name in names],
    )
    info = by_name[layout or usual]
    st.html('<h3 class="section">How it looks</h3>')
    known = list(styles())
    style = st.radio(
        "How it looks",
        known,
        index=known.index("geneva") if "geneva" in known else 0,
        key="export_style",
        label_visibility="collapsed",
        format_func=lambda name: _STYLES.get(name, name),
    )
    st.html('<h3 class="section">With it</h3>')
    options = {}
    for name, words, first in _SWITCHES:
        if info.clean and name in _ONLY_WORKING:
            continue
        on = st.checkbox(words, value=first, key=f"export_{name}")
        options[name] = "yes" if on else "no"
    return info, style, options


def _forced(desk: Desk, still_open: tuple[str, ...]) -> bool:
    many = len(still_open)
    return st.checkbox(
        f"Print the first chosen wording at the {many} open place{'s' * (many != 1)}",
        key="export_force",
        help="The draft itself stays as it is",
    )


def _refused(desk: Desk, still_open: tuple[str, ...]) -> None:
    st.html(
        '<div class="invitation"><h2>A clean text needs every choice made</h2>'
        f"<p>{len(still_open)} place{'s are' if len(still_open) != 1 else ' is'} still open. Settle "
        "them on the page Draft, print the first chosen wording for now (at the left), or take the negotiating text, "
        "which shows them in brackets.</p></div>"
    )
    with st.container(key="export_open", gap=None):
        for id in still_open[:12]:
            st.button(
                desk.places.get(id, id),
                key=f"export_open_{id}",
                type="tertiary",
                on_click=partial(desk.go, "draft", provision=id),
            )


# --- making -----------------------------------------------------------------


def _document(desk: Desk, options: Mapping[str, str]) -> Document:
    bis = options.get("bis") == "yes"
    footnotes = options.get("sources") != "no"
    if footnotes and not bis:
        return desk.document
    composed = compose(desk.draft, desk.catalogue, footnotes=footnotes)
    return number(composed, alternatives="bis" if bis else "alt")


def _for_layout(options: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in options.items() if name not in _BEFORE_LAYOUT}


def made(desk: Desk, format: str, layout: str, style: str, options: Mapping[str, str]) -> bytes:
    """A file of the draft as it is shown."""
    return write(
        _document(desk, options),
        format=format,
        layout=layout,
        style=style,
        options=_for_layout(options),
        draft_id=desk.draft_id,
        revision=desk.number,
    )


def _files(desk: Desk, info: LayoutInfo, style: str, options: dict[str, str]) -> None:
    st.html('<h3 class="section">Take it away</h3>')
    title = desk.draft.title
    st.download_button(
        "Download the Word file",
        data=lambda: made(desk, "docx", info.name, style, options),
        file_name=file_name(title, "docx", info.name),
        mime=TYPES["docx"],
        key="export_docx",
        type="primary",
        on_click="ignore",
        width="stretch",
    )
    with st.container(key="export_more", horizontal=True, gap="small"):
        for format in ("html", "md"):
            st.download_button(
                _NAMES[format],
                data=partial(made, desk, format, info.name, style, options),
                file_name=file_name(title, format, info.name),
                mime=TYPES[format],
                key=f"export_{format}",
                on_click="ignore",
            )
        st.download_button(
            "Draft file",
            data=lambda: dump_draft(desk.draft),
            file_name=file_name(title, "yaml"),
            mime=TYPES["yaml"],
            key="export_yaml",
            on_click="ignore",
            help="The whole draft with its options, sources and decisions, to keep or to send to another workbench",
        )
        st.download_button(
            "All as a zip",
            data=lambda: whole_set(desk, style, options),
            file_name=file_name(title, "zip"),
            mime=TYPES["zip"],
            key="export_zip",
            on_click="ignore",
            help="Every layout that this draft allows as a Word file, a web page, Markdown, and the draft file",
        )


def whole_set(desk: Desk, style: str, options: Mapping[str, str]) -> bytes:
    """Every layout that the draft allows as a Word file, with a web page, Markdown and the draft file, in one zip."""
    out = io.BytesIO()
    title = desk.draft.title
    chosen = {name: value for name, value in options.items() if name != "force"}
    refused = bool(open_places(desk.document))
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for info in layouts():
            if info.needs or (info.open_choices == "refused" and refused):
                continue
            archive.writestr(file_name(title, "docx", info.name), made(desk, "docx", info.name, style, chosen))
        usual = "negotiating" if refused else "declaration"
        for format in ("html", "md"):
            archive.writestr(file_name(title, format, usual), made(desk, format, usual, style, chosen))
        archive.writestr(file_name(title, "yaml"), dump_draft(desk.draft))
    return out.getvalue()


# --- looking ----------------------------------------------------------------


def _pages(desk: Desk, info: LayoutInfo, style: str, options: dict[str, str]) -> None:
    sheet, real = "On one sheet", "Real pages"
    view = st.segmented_control(
        "Preview", (sheet, real), default=sheet, key="export_view", label_visibility="collapsed", required=True
    )
    try:
        if view == real:
            _real_pages(desk, info, style, options)
        else:
            html = preview(_document(desk, options), info.name, style=style, options=_for_layout(options))
            language = desk.draft.front.language or "en"
            right_to_left = language in ("ar", "fa", "he", "ur")
            components.sheet(
                key="export_sheet",
                data={
                    "html": html,
                    "lang": language,
                    "dir": "rtl" if right_to_left else "ltr",
                    "whole": True,
                    "selected": "",
                },
                on_picked_change=lambda: desk.go("draft", provision=str(st.session_state["export_sheet"].picked["id"])),
            )
    except WorkbenchError as error:
        st.html(f'<div class="invitation"><h2>This cannot be printed</h2><p>{escape(str(error))}</p></div>')


def _real_pages(desk: Desk, info: LayoutInfo, style: str, options: dict[str, str]) -> None:
    if libreoffice() is None:
        st.html(
            '<div class="invitation"><h2>Real pages need LibreOffice</h2><p>LibreOffice Writer is not installed on '
            "this machine. Install it for pages and PDF here; the Word file does not need it.</p></div>"
        )
        return
    with st.spinner("LibreOffice lays out the pages; this takes a few seconds."):
        pdf, pages = _laid_out(made(desk, "docx", info.name, style, options))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(f"<p class='who'>{len(pages)} page{'s' * (len(pages) != 1)}</p>", width="content")
        st.download_button(
            "Download the PDF",
            data=pdf,
            file_name=file_name(desk.draft.title, "pdf", info.name),
            mime=TYPES["pdf"],
            key="export_pdf",
            on_click="ignore",
        )
    with st.container(key="export_pages"):
        for picture in pages:
            st.image(picture, width="stretch")


@lru_cache(maxsize=4)
def _laid_out(word: bytes) -> tuple[bytes, tuple[bytes, ...]]:
    pdf = to_pdf(word)
    return pdf, tuple(pictures(pdf))
