"""`workbench template check`: what is wrong with a house style or a layout, each fault with its place and cure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from workbench.document import (
    Block,
    BlockRole,
    CitationRow,
    CitedParagraph,
    DecisionRow,
    Document,
    Margin,
    Mark,
    OptionRow,
    Run,
    Tables,
    ViewRow,
)
from workbench.errors import Fault, WorkbenchError, visible
from workbench.inspection import shown
from workbench.model import Comment, FrontMatter, Relation, Status
from workbench.numbering import number
from workbench.places import is_file, is_folder
from workbench.proposals import Stance
from workbench.writers.form import faults_of_form
from workbench.writers.laid_out import Show
from workbench.writers.layout import SUFFIX, Layout, find_layout, printed
from workbench.writers.style_file import WordStyle, looked_through, style_bytes

#: What the layouts of the workbench ask of a house style, by kind.
NEEDED: dict[str, tuple[str, ...]] = {
    "paragraph": (
        *("title", "heading", "annex", "heading-1", "heading-2", "heading-3", "organ", "preambular", "formula", "part"),
        *(
            "preambular-numbered",
            "article",
            "paragraph",
            "alternative",
            "item-1",
            "item-2",
            "item-3",
            "item-4",
            "text",
            "bullet",
        ),
        *("cell", "cell-head", "cell-title", "cell-item", "cell-item-2", "cell-item-3", "cell-item-4"),
        *("table-heading", "section-end", "contents-heading"),
        *("toc 1", "toc 2", "footnote text", "annotation text"),
    ),
    "character": (
        *("ParNo", "Reference", "aside", "lead", "bracket", "blank", "strong", "quote", "verbatim", "added", "dropped"),
        *("footnote reference", "annotation reference"),
    ),
    "table": ("table",),
}


def check_template(path: Path) -> tuple[Fault, ...]:
    """All faults of a house style (.docx) or of a layout (.xml.j2); empty if it can be used."""
    if not is_file(path):
        said = visible(str(path), 200)
        raise WorkbenchError(
            f"{said}: {'is a folder; name a file in it' if is_folder(path) else 'there is no such file'}"
        )
    if path.suffix.lower() in (".docx", ".docm", ".dotx", ".dotm"):
        try:
            return check_style(style_bytes(path), path.name).faults
        except WorkbenchError as error:
            return (_fault(str(error), path.name),)
    if path.name.endswith(SUFFIX):
        return tuple(_layout_faults(path))
    raise WorkbenchError(f"{path.name}: neither a house style (.docx) nor a layout ({SUFFIX})")


@dataclass(frozen=True, kw_only=True, slots=True)
class Checked:
    """All faults of a house style; none if it can be used."""

    faults: tuple[Fault, ...]


def check_style(data: bytes, name: str) -> Checked:
    """All faults of a house style, from its bytes; WorkbenchError for a file that cannot be looked through."""
    style, faults = looked_through(data, name)
    return Checked(faults=(*faults, *_missing_styles(style, name)))


def _missing_styles(style: WordStyle, name: str) -> Iterator[Fault]:
    for kind, names in NEEDED.items():
        for needed in names:
            try:
                style.style_id(needed, kind)
            except WorkbenchError:
                cure = "rename one in Word, or add the name after a comma as an alias"
                yield Fault(name, f"no {kind} style named '{needed}'; {cure}")


def _layout_faults(path: Path) -> Iterator[Fault]:
    try:
        layout = find_layout(path)
        # With everything shown and with nothing, with an older text and without: each goes other ways.
        everything = Show(attribution=True, status=True, comments=True, contents=True, preamble_numbers=True)
        sheets = [printed(example(older=True), layout, everything), printed(example(older=True), layout, Show())]
        if not layout.info.needs:
            sheets += [printed(example(), layout, everything), printed(example(), layout, Show())]
    except WorkbenchError as error:
        yield _fault(str(error).removeprefix("layout "), path.name)
        return
    what = dict.fromkeys(fault for sheet in sheets for fault in (*faults_of_form(sheet), *_unknown_styles(sheet)))
    yield from (Fault(path.name, fault) for fault in what)
    yield from _left_out(sheets[0], layout, path)


def _unknown_styles(sheet: etree._Element) -> Iterator[str]:
    known = set(NEEDED["paragraph"])
    for name in sorted({p.get("style", "paragraph") for p in sheet.iter("p")} - known):
        yield f"names the style '{name}', which no house style need have; there are {', '.join(sorted(known))}"


def _left_out(sheet: etree._Element, layout: Layout, path: Path) -> Iterator[Fault]:
    """The roles whose words are not printed, unless the layout says that it leaves them out."""
    words = "".join(str(text) for text in sheet.itertext())
    meant = set(layout.info.leaves_out.split())
    blocks: dict[BlockRole, list[str]] = {}
    for block, role in _told():
        blocks.setdefault(role, []).append(block)
    for role, ids in blocks.items():
        missing = [id for id in ids if _sign(id) not in words]
        if missing and role not in meant:
            where = _WHERE.get(missing[0], "") if len(missing) < len(ids) else ""
            cure = f'print it, or say {{% set leaves_out = "{role}" %}}'
            yield Fault(path.name, f"leaves out what has the role '{role}'{where}; {cure}")


def _fault(message: str, file: str) -> Fault:
    place, colon, what = message.partition(": ")
    if colon and place in (file, shown(file)):
        return Fault(file, what)
    return Fault(place, what) if colon and place.startswith(file) else Fault(file, message)


#: The blocks of the example that one and the same role has at a place where a layout may forget it.
_WHERE = {
    "preambular-a": " in the preamble",
    "preambular-b": " after the first",
    "open-a": " in an article",
    "open-b": " after the first",
    "rival-b": " after the first",
    "item-2": " in another item",
    "item-5": " below an alternative",
}


def _told() -> Iterator[tuple[str, BlockRole]]:
    """Each block of the example that has words, with the role that is left out where they are."""
    for block in example().walk():
        if block.runs:
            yield block.id, BlockRole.ALTERNATIVES if block.id.startswith("rival") else block.role


def _sign(id: str) -> str:
    """Words by which a block is known on paper."""
    return f"«{id}»"


def example(*, older: bool = False) -> Document:
    """A document in which every block has words of its own, with what all layouts print beside them."""

    def block(role: BlockRole, *children: Block, id: str = "", level: int = 0) -> Block:
        id = id or str(role)
        silent = role is BlockRole.ALTERNATIVES or any(child.role is BlockRole.ALTERNATIVE for child in children)
        note = Run(text=_sign(id), notes=("A note.",))
        return Block(
            id=id,
            role=role,
            runs=() if silent else (note, Run(text="[", marks=frozenset({Mark.BRACKET}))),
            children=children,
            level=level,
            status=Status.AGREED,
            attribution="Someone",
            comments=(Comment(by="Someone", at="2026-01-01T00:00:00Z", text="A remark.", shared=True),),
        )

    def alternatives(of: str, *below: Block) -> tuple[Block, Block]:
        return block(BlockRole.ALTERNATIVE, id=f"{of}-a"), block(BlockRole.ALTERNATIVE, *below, id=f"{of}-b")

    items = block(BlockRole.ITEM, block(BlockRole.ITEM, id="item-2", level=2), level=1)
    paragraph = block(BlockRole.PARAGRAPH, items)
    open_paragraph = block(
        BlockRole.PARAGRAPH, *alternatives("open", block(BlockRole.ITEM, id="item-5", level=1)), id="open"
    )
    rivals = (block(BlockRole.ARTICLE, id=f"rival-{name}") for name in ("a", "b"))
    blocks = (
        block(BlockRole.TITLE),
        block(BlockRole.ORGAN),
        block(BlockRole.PREAMBULAR),
        block(BlockRole.PREAMBULAR, *alternatives("preambular"), id="preambular-open"),
        block(BlockRole.FORMULA),
        block(BlockRole.PART, block(BlockRole.ARTICLE, paragraph, open_paragraph)),
        block(BlockRole.ALTERNATIVES, *rivals),
    )
    margin = Margin(title=_sign("title"), front=FrontMatter(organ="Organ"), tables=_tables())
    return number(Document(margin=margin, blocks=blocks, was=margin if older else None))


def _tables() -> Tables:
    """A row of each table, so that what layouts print in loops is printed."""
    place = "A/HRC/1, para. 2"
    at = {"provision": "paragraph"}
    view = ViewRow(
        **at, view="v", kind="object", label="A view", stance=Stance.PROPOSED, attribution="Someone", place=place
    )
    citation = CitationRow(
        **at,
        source="s",
        place=place,
        relation=Relation.SUPPORTS,
        quote="Words.",
        digest="Digest.",
        paragraphs=(CitedParagraph(place=place, digest="Digest."),),
    )
    decision = DecisionRow(**at, at="2026-01-01T00:00:00Z", by="Someone", did="chose a", why="Why.")
    option = OptionRow(provision="open", option="open-a", text="Words", by="Someone", origin="", chosen=True)
    return Tables(views=(view,), citations=(citation,), decisions=(decision,), options=(option,))
