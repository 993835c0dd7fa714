"""Export: what is printed and how it looks, on the real pages if asked for, and the files to take away."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial

import streamlit as st

from workbench.app import components, house, own_styles, printing, steps
from workbench.app.comparing_sides import version
from workbench.app.desk import Desk
from workbench.app.downloads import TYPES, file_name
from workbench.app.drafts import UNTITLED
from workbench.app.frame import drawn
from workbench.app.html import escape, label
from workbench.app.looks import page_sheet
from workbench.app.printing import Order
from workbench.errors import WorkbenchError
from workbench.files.written import dump_draft
from workbench.writers import Hindrance, LayoutInfo, hindrances, open_places, styles, unusable_layouts
from workbench.writers.pdf import libreoffice

#: Options in plain words: (name, words, what it is set to at first if the layout does not say).
_SWITCHES = (
    ("sources", "Supporting paragraphs as footnotes", True),
    ("attribution", "Name whose formulation it is", False),
    ("bis", "Number alternatives 3, 3 bis, 3 ter instead of Alt. 1, Alt. 2", False),
    ("status", "Status of each provision after its text", False),
    ("comments", "Shared comments in the margin", False),
    ("contents", "Table of contents", False),
    ("lines", "Line numbers, on the real pages", False),
)

#: The draft of which this session prints open places with their first wording.
_FORCED = "export_forced"
_RIGHT_TO_LEFT = ("ar", "fa", "he", "ur")
_NO_LIBREOFFICE = (
    "PDF and real pages need LibreOffice Writer, which is not installed on this machine. The Word file does not."
)
_OWN_STYLE = "The sheet shows the words; how your house style makes them look, the real pages and the Word file show."


def page(desk: Desk) -> None:
    """Draws the choices at the left, the files and what they look like at the right."""
    st.html(page_sheet("export"))
    offered = printing.offered()
    left, right = st.columns([30, 70], gap="medium")
    with left, st.container(key="export_choices"):
        info, wanted = _ordered(desk, offered)
        if wanted.style in own_styles.names():
            st.html(f'<p class="empty">{_OWN_STYLE}</p>')
        own_styles.panel(desk)
        for fault in unusable_layouts():
            st.html(f'<p class="warn">Not offered: {escape(fault)}</p>')
    with right:
        if not any(desk.draft.leaves()):
            _nothing(desk)
            return
        if info.needs:
            wanted = replace(wanted, against=_against(desk))
        if info.needs and not wanted.against:
            st.html(
                '<div class="invitation"><h2>Nothing to compare with yet</h2><p>This layout tells what changed since '
                "an earlier version or another draft. This draft has one version, and there is no other.</p></div>"
            )
        else:
            _shown(desk, info, wanted)


def _nothing(desk: Desk) -> None:
    components.plain(
        key="export_empty",
        data={
            "provision": "",
            "html": '<h2 class="article">Nothing to print yet</h2><p>This draft has no provision. One click on the '
            "page Elements puts a formulation into it, with its supporting paragraphs.</p>"
            '<p class="row"><button type="button" class="boxed" data-does="elements">Choose the first elements'
            "</button></p>",
        },
        on_did_change=lambda: did(desk, dict(st.session_state["export_empty"].did)),
    )


# --- choosing ---------------------------------------------------------------


def _ordered(desk: Desk, offered: tuple[LayoutInfo, ...]) -> tuple[LayoutInfo, Order]:
    """Draws the choices, and gives the layout and the order that come of them."""
    usual = "negotiating" if open_places(desk.document) else "declaration"
    names = {info.name: info for info in offered}
    info = names.get(desk.asked("layout")) or names[usual]
    known = (*styles(), *own_styles.names())
    asked = desk.asked("style")
    style = asked if asked in known else ("geneva" if "geneva" in known else known[0])
    options = {
        name: _on(desk.asked(name), bool(getattr(info, name, first)))
        for name, _, first in _SWITCHES
        if name in info.options.split()
    }
    components.printed(
        key="export_printed",
        data={
            "layouts": [
                {"name": i.name, "title": i.title, "about": i.about, "landscape": i.landscape} for i in offered
            ],
            "styles": [{"name": name, "title": own_styles.SHIPPED.get(name, name)} for name in known],
            "layout": info.name,
            "style": style,
            "options": [
                {"name": name, "words": words, "on": options[name] == "yes"}
                for name, words, _ in _SWITCHES
                if name in options
            ],
            "drawn": drawn(),
        },
        on_picked_change=lambda: picked(dict(st.session_state["export_printed"].picked)),
    )
    return info, printing.order(desk, layout=info.name, style=style, options=options)


def _on(asked: str, first: bool) -> str:
    return asked if asked in ("yes", "no") else "yes" if first else "no"


def picked(what: dict[str, str]) -> None:
    """Keeps what was chosen in the address: the layout, the style, or what a switch was set to."""
    if what["what"] in ("layout", "style"):
        st.query_params[what["what"]] = what["name"]
    else:
        st.query_params[what["name"]] = what["value"]


def _against(desk: Desk) -> str:
    """Draws what the changes are told from: an earlier version, or another draft."""
    lines = (line for line in desk.store.history(desk.draft_id) if line.number < desk.number)
    older = {f"version:{line.number}": version(line) for line in lines}
    older |= {f"draft:{d.id}": f"Draft: {d.title or UNTITLED}" for d in desk.store.drafts() if d.id != desk.draft_id}
    if not older:
        return ""
    asked = desk.asked("against")
    st.session_state["export_against"] = asked if asked in older else next(iter(older))
    st.selectbox(
        "Changes since",
        list(older),
        format_func=lambda name: label(older[name]),
        key="export_against",
        on_change=_set_against,
    )
    return str(st.session_state["export_against"])


def _set_against() -> None:
    st.query_params["against"] = st.session_state["export_against"]


# --- taking away ------------------------------------------------------------


def _shown(desk: Desk, info: LayoutInfo, wanted: Order) -> None:
    hindered = hindrances(printing.document(wanted)) if info.open_choices == "refused" else ()
    if hindered and not _forced(desk, hindered):
        return
    if hindered:
        wanted = replace(wanted, options=(*wanted.options, ("force", "yes")))
    try:
        html = printing.sheet(wanted)
    except WorkbenchError as error:
        st.html(f'<div class="invitation"><h2>This cannot be printed</h2><p>{escape(str(error))}</p></div>')
        return
    _files(desk, wanted)
    if libreoffice() is None:
        st.html(f'<p class="empty">{_NO_LIBREOFFICE}</p>')
    elif st.session_state.get("export_view") == _REAL:
        _real_pages(wanted)
        return
    _sheet(desk, html)


def _forced(desk: Desk, hindered: tuple[tuple[str, Hindrance], ...]) -> bool:
    """Whether what there is is printed where a place is open; if not, the open places are listed, and why they are."""
    many = len({id for id, _ in hindered})
    if st.session_state.get(_FORCED) == desk.draft_id:
        with st.container(horizontal=True, vertical_alignment="center", key="export_forcing"):
            places = f"{many} open provision{'s print their' if many != 1 else ' prints its'}"
            st.html(
                f'<p class="warn">{places} first chosen formulation, as far as there is one; the draft itself stays '
                "open.</p>",
                width="content",
            )
            st.button(
                "Refuse open provisions again", key="export_unforce", type="tertiary", on_click=_force, args=("",)
            )
        return True
    listed = ""
    for hindrance in Hindrance:
        ids = [id for id, what in hindered if what is hindrance]
        if ids:
            listed += f"<p>{_places(desk, ids)} {hindrance.said(len(ids))}: {hindrance.cure}.</p>"
    components.plain(
        key="export_refused",
        data={
            "provision": "",
            "html": '<h2 class="article">A clean text needs every choice made</h2>'
            f"<p>{many} provision{'s are' if many != 1 else ' is'} still open. Settle them on the page Draft, take the "
            "negotiating text, which shows them in brackets, or print the first formulations for now.</p>"
            '<p class="row"><button type="button" class="boxed" data-does="negotiating">Take the negotiating text'
            '</button><button type="button" class="boxed" data-does="force">Print the first formulations for now'
            f"</button></p><h3>Still open</h3>{listed}",
        },
        on_did_change=lambda: did(desk, dict(st.session_state["export_refused"].did)),
    )
    return False


def _places(desk: Desk, ids: Iterable[str]) -> str:
    """Provisions as links; those that differ in their number alone are named together: article 7, paragraphs 2, 3."""
    groups: dict[str, list[str]] = {}
    for id in ids:
        groups.setdefault(desk.named(id).rpartition(" ")[0], []).append(id)
    return "; ".join(
        f"{escape(beginning)}s {', '.join(_link(desk, id, desk.named(id).rpartition(' ')[2]) for id in group)}"
        if beginning and len(group) > 1
        else ", ".join(_link(desk, id, desk.named(id)) for id in group)
        for beginning, group in groups.items()
    )


def _link(desk: Desk, id: str, words: str) -> str:
    return (
        f'<button type="button" class="link" data-does="open" value="{escape(id)}" '
        f'aria-label="{escape(desk.named(id))}">{escape(words)}</button>'
    )


def did(desk: Desk, asked: dict[str, str]) -> None:
    """Does what was clicked where a clean text is refused, or where there is nothing to print."""
    if asked["what"] == "negotiating":
        picked({"what": "layout", "name": "negotiating"})
    elif asked["what"] == "force":
        _force(desk.draft_id)
    elif asked["what"] == "elements":
        desk.go("elements")
    else:
        desk.go("draft", provision=asked["value"])


def _force(draft_id: str) -> None:
    st.session_state[_FORCED] = draft_id


_SHEET, _REAL = "On one sheet", "Real pages"


def _files(desk: Desk, wanted: Order) -> None:
    title, pages = desk.draft.title, libreoffice() is not None
    exported = steps.later("export")

    def button(
        words: str, format: str, data: Callable[[], str | bytes], *, more: str = wanted.layout, **looks: object
    ) -> None:
        def file() -> str | bytes:
            made = data()
            exported()
            return made

        st.download_button(
            words,
            data=file,
            file_name=file_name(title, format, more),
            mime=TYPES[format],
            key=f"export_{format}",
            on_click="ignore",
            **looks,  # type: ignore[arg-type]
        )

    with st.container(key="export_files", horizontal=True, vertical_alignment="center", gap="small"):
        st.segmented_control(
            "Preview",
            (_SHEET, _REAL) if pages else (_SHEET,),
            default=_SHEET,
            key="export_view",
            label_visibility="collapsed",
            required=True,
            width="content",
        )
        st.space("stretch")
        button(
            "PDF",
            "pdf",
            partial(printing.made, wanted, "pdf"),
            disabled=not pages,
            help="Through LibreOffice; takes a few seconds" if pages else _NO_LIBREOFFICE,
        )
        with st.popover("Other files", key="export_other", on_change="rerun") as other:
            if other.open:
                button("Web page (.html)", "html", partial(printing.made, wanted, "html"), width="stretch")
                button("Markdown (.md)", "md", partial(printing.made, wanted, "md"), width="stretch")
                button("Akoma Ntoso (.xml)", "xml", partial(printing.made, wanted, "xml"), width="stretch")
                button(
                    "Draft file (.yaml)",
                    "yaml",
                    lambda: dump_draft(desk.draft, house.sources_apart()),
                    more="",
                    width="stretch",
                    help="The whole draft with its alternatives, sources and decisions, for another workbench",
                )
        button(
            "Whole set (.zip)",
            "zip",
            lambda: printing.whole_set(desk, wanted),
            more="",
            help="Every layout that this draft allows as a Word file, a web page, Markdown, XML and the draft file",
        )
        button("Download the Word file", "docx", partial(printing.made, wanted, "docx"), type="primary")


# --- looking ----------------------------------------------------------------


def _sheet(desk: Desk, html: str) -> None:
    language = desk.draft.front.language or "en"
    components.sheet(
        key="export_sheet",
        data={
            "html": html,
            "lang": language,
            "dir": "rtl" if language in _RIGHT_TO_LEFT else "ltr",
            "whole": True,
            "selected": "",
        },
        on_picked_change=lambda: desk.go("draft", provision=str(st.session_state["export_sheet"].picked["id"])),
    )


def _real_pages(wanted: Order) -> None:
    try:
        with st.spinner("LibreOffice lays out the pages; this takes a few seconds."):
            _, many, pictures = printing.pages(wanted)
    except WorkbenchError as error:
        st.html(f'<div class="invitation"><h2>No pages</h2><p>{escape(str(error))}</p></div>')
        return
    with st.container(key="export_pages"):
        for index, picture in enumerate(pictures, start=1):
            st.html(f'<p class="who">Page {index} of {many}</p>')
            st.image(picture, width="stretch")
        if len(pictures) < many:
            st.html(f'<p class="who">The other {many - len(pictures)} pages are in the PDF.</p>')
