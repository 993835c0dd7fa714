"""The sides of a comparison of drafts: versions, drafts, texts on the shelf, and files that this session loaded.

A side is named in the address: `@` or `@12` (this draft as it is, or its version 12), `ID` or `ID@12` (another draft),
`shelf:3` (a text on the shelf), `file:NAME` (a file).
"""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from workbench.app.desk import Desk
from workbench.app.html import label, when
from workbench.compose import compose
from workbench.document import Document
from workbench.errors import WorkbenchError
from workbench.files.drafts import parse_draft
from workbench.model import Draft
from workbench.readers.bounded import bounded
from workbench.readers.texts import Text, as_document, read_text
from workbench.readers.word_text import WordParagraph
from workbench.store import HistoryLine, Shelved

_FILES = "compare_files"
_SHOWN = 40


@dataclass(frozen=True, kw_only=True, slots=True)
class Side:
    """One side of the comparison: what it is called, its draft or its text, and who wrote it when.

    `draft_id` and `number` say which version of which draft it is; `shelved` is there for a text on the shelf.
    """

    name: str
    draft: Draft | None = None
    text: Text | None = None
    by: str = ""
    at: str = ""
    draft_id: str = ""
    number: int = 0
    shelved: Shelved | None = None

    def document(self, desk: Desk) -> Document:
        """The side as a document, not yet numbered."""
        if self.draft is not None:
            return compose(self.draft, desk.catalogue)
        assert self.text is not None
        return as_document(self.text)


class NoSuchSideError(WorkbenchError):
    """The address names something that is not here."""


def side(desk: Desk, asked: str) -> Side:
    """The side that a part of the address names; raises WorkbenchError if it is not here."""
    if asked.startswith("file:"):
        return _file(asked.removeprefix("file:"))
    if asked.startswith("shelf:"):
        found = next((s for s in desk.store.shelf(desk.draft_id) if f"shelf:{s.id}" == asked), None)
        if found is None:
            raise NoSuchSideError("That text is no longer on the shelf; someone settled it.")
        return Side(name=f"what {found.author} wrote", draft=found.draft, by=found.author, at=found.at, shelved=found)
    draft_id, _, number_text = asked.partition("@")
    draft_id = draft_id or desk.draft_id
    head = desk.store.head_number(draft_id)
    wanted = int(number_text) if number_text.isdigit() else head
    if not 1 <= wanted <= head:
        raise NoSuchSideError(f"There is no version {wanted}; the draft has {head}.")
    kept = desk.store.revision(draft_id, wanted)
    whose = "" if draft_id == desk.draft_id else f"{kept.draft.title}, "
    now = wanted == head and draft_id == desk.draft_id
    name = "the draft as it is" if now else f"{whose}version {wanted}"
    return Side(name=name, draft=kept.draft, by=kept.author, at=kept.at, draft_id=draft_id, number=wanted)


def _file(name: str) -> Side:
    kept = st.session_state.get(_FILES, {}).get(name)
    if kept is None:
        raise NoSuchSideError(f"{name}: is not loaded here; choose the file again.")
    kind, content, notices = kept
    if kind == "draft":
        return Side(name=name, draft=parse_draft(content, name))
    paragraphs = tuple(WordParagraph(anchors=a, style=s, text=t) for a, s, t in content)
    return Side(name=name, text=Text(name=name, paragraphs=paragraphs, notices=notices))


def load(data: bytes, name: str) -> None:
    """Keeps a file for this session, as what it says; raises WorkbenchError in one line if it can't be read."""
    files = dict(st.session_state.get(_FILES, {}))
    if name.lower().endswith((".yaml", ".yml")):
        try:
            content = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise NoSuchSideError(f"{name}: is not a text in UTF-8; open a draft file.") from error
        parse_draft(content, name)
        files[name] = ("draft", content, ())
    else:
        text = bounded(read_text, data, name, gives=Text)
        files[name] = ("text", tuple((p.anchors, p.style, p.text) for p in text.paragraphs), text.notices)
    st.session_state[_FILES] = files


def loaded() -> tuple[str, ...]:
    """The names of the files that this session loaded."""
    return tuple(st.session_state.get(_FILES, {}))


def sides(desk: Desk) -> dict[str, str]:
    """What can be a side, by its name in the address, as people read it."""
    found = {"@": "The draft as it is"}
    for line in desk.store.history(desk.draft_id)[:_SHOWN]:
        found[f"@{line.number}"] = version(line)
    for shelved in desk.store.shelf(desk.draft_id):
        found[f"shelf:{shelved.id}"] = f"Not in the draft yet: what {shelved.author} wrote, {when(shelved.at)}"
    for other in desk.store.drafts():
        if other.id != desk.draft_id:
            found[other.id] = f"Draft: {other.title}, as it is"
    for name in loaded():
        found[f"file:{name}"] = f"File: {name}"
    return found


def version(line: HistoryLine) -> str:
    """A version as people read it in a list."""
    return f"Version {line.number}, {when(line.at)}: {line.why or 'saved'}"


# --- choosing -----------------------------------------------------------------


def choose(desk: Desk) -> None:
    """Asks for two sides, or for a file."""
    known = sides(desk)
    versions = [name for name in known if name.startswith("@") and name != "@"]
    before = versions[1] if len(versions) > 1 else versions[0] if versions else "@"
    with st.container(key="compare_sides", horizontal=True, vertical_alignment="bottom", gap="small"):
        for name, told, standard in (
            ("old", "From", desk.asked("old") or before),
            ("new", "To", desk.asked("new") or "@"),
        ):
            st.selectbox(
                told,
                list(known),
                key=f"compare_{name}_side",
                index=list(known).index(standard) if standard in known else 0,
                format_func=lambda side_name: label(known[side_name]),
            )
        st.button("Compare", key="compare_sides_go", on_click=_compare_sides)
    st.file_uploader(
        "A file: a draft (.yaml), a Word file (.docx) or a text (.txt, .md)",
        type=["yaml", "yml", "docx", "txt", "md"],
        key="compare_file",
        on_change=_loaded,
        args=(desk,),
    )


def _compare_sides() -> None:
    to_sides(st.session_state["compare_old_side"], st.session_state["compare_new_side"])


def _loaded(desk: Desk) -> None:
    file = st.session_state["compare_file"]
    if file is None:
        return
    try:
        load(file.getvalue(), file.name)
    except WorkbenchError as error:
        desk.tell(str(error), trouble=True)
        return
    to_sides("@", f"file:{file.name}")


def to_sides(old: str, new: str) -> None:
    """Names two sides in the address, and nothing else."""
    for part in ("element", "provision", "base", "only", "view", "rows", "who", "from"):
        st.query_params.pop(part, None)
    st.query_params["old"], st.query_params["new"] = old, new
