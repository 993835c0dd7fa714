"""House styles of one's own: Word files that drafters edit in Word and load on the page Export.

They are kept beside the drafts, in the folder `styles` of the server's data, for whoever drafts there. A file is
looked through in a bounded child before it is kept, and refused with all its faults.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from workbench.app import house
from workbench.app.desk import Desk
from workbench.app.downloads import TYPES, file_name
from workbench.app.html import direction, escape
from workbench.errors import WorkbenchError
from workbench.places import templates_folder, write_whole
from workbench.readers.bounded import bounded
from workbench.writers import styles
from workbench.writers.template_check import Checked, check_style

#: The house styles that are shipped, as drafters call them.
SHIPPED = {
    "geneva": "Geneva, A4",
    "new-york": "New York, Letter",
    "plain": "Plain, not United Nations",
}

_FAULTS = "export_style_faults"
_SHOWN = 12
_SECONDS = 20.0


def folder() -> Path:
    """Where they are kept."""
    return house.house().data / "styles"


def names() -> tuple[str, ...]:
    """Those that there are, by name."""
    shipped = styles()
    return tuple(sorted(path.stem for path in folder().glob("*.docx") if path.stem not in shipped))


def place(style: str) -> str | Path:
    """What writers take for a style: the name of one that is shipped, or the file of one's own."""
    return folder() / f"{style}.docx" if style in names() else style


def changed(style: str) -> int:
    """When the file of a style of one's own was written last, so that nothing made with it before is taken for it."""
    found = place(style)
    return found.stat().st_mtime_ns if isinstance(found, Path) else 0


def keep(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """Keeps a Word file as a house style: what it is called here, or its faults; WorkbenchError if it is none."""
    checked = bounded(check_style, data, name, gives=Checked, seconds=_SECONDS)
    if checked.faults:
        return "", tuple(map(str, checked.faults))
    kept = Path(file_name(Path(name).stem, "docx")).stem
    kept = f"our-{kept}" if kept in styles() else kept
    folder().mkdir(parents=True, exist_ok=True)
    write_whole(folder() / f"{kept}.docx", data)
    return kept, ()


def remove(name: str) -> None:
    """Takes one away; files that were printed with it are what they were."""
    if name in names():
        (folder() / f"{name}.docx").unlink(missing_ok=True)


# --- on the page --------------------------------------------------------------


def panel(desk: Desk) -> None:
    """How to come by a style of one's own, folded until it is asked for."""
    with st.expander("A house style of your own", key="export_own", on_change="rerun") as unfolded:
        if not unfolded.open:
            return
        st.html(
            '<p class="lead">Take one of these, change in Word what you like (fonts, margins, masthead, emblem, the '
            "named styles), save it under a new name, and load it here. The line [[BODY]] stays: there the text "
            "goes.</p>"
        )
        with st.container(horizontal=True, gap="small"):
            for name in styles():
                st.download_button(
                    SHIPPED.get(name, name).partition(",")[0],
                    data=(templates_folder() / "styles" / f"{name}.docx").read_bytes(),
                    file_name=f"{name}.docx",
                    mime=TYPES["docx"],
                    key=f"export_take_{name}",
                    on_click="ignore",
                )
        st.file_uploader(
            "Load a Word file (.docx) as a house style", type=["docx"], key="export_style_file", on_change=_loaded
        )
        if faults := st.session_state.get(_FAULTS, ()):
            st.html(_told(faults))
        for name in names():
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.html(f"<p>{escape(name)}</p>")
                st.button("Remove", key=f"export_drop_{name}", type="tertiary", on_click=_removed, args=(desk, name))


def _told(faults: tuple[str, ...]) -> str:
    more = f"<li>and {len(faults) - _SHOWN} more</li>" if len(faults) > _SHOWN else ""
    listed = "".join(f'<li dir="{direction(fault)}">{escape(fault)}</li>' for fault in faults[:_SHOWN])
    return (
        f'<div role="alert"><p class="warn">Not kept yet. Mend in Word:</p><ul class="faults">{listed}{more}</ul></div>'
    )


def _loaded() -> None:
    file = st.session_state["export_style_file"]
    st.session_state.pop(_FAULTS, None)
    if file is None:
        return
    try:
        name, faults = keep(file.getvalue(), file.name)
    except WorkbenchError as error:
        Desk.tell(str(error), trouble=True)
        return
    if faults:
        st.session_state[_FAULTS] = faults
        return
    st.query_params["style"] = name
    Desk.tell(f"The house style {name} is kept, and chosen.")


def _removed(desk: Desk, name: str) -> None:
    remove(name)
    if desk.asked("style") == name:
        del st.query_params["style"]
    Desk.tell(f"The house style {name} is removed.")
