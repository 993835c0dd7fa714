"""`workbench template check`: what is wrong with a house style or a layout, each fault with its place and cure."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from workbench.document import Block, BlockRole, Document, Margin, Mark, OptionRow, Run, Tables
from workbench.errors import Fault, WorkbenchError
from workbench.model import Comment, FrontMatter, Status
from workbench.numbering import number
from workbench.writers.laid_out import Show
from workbench.writers.layout import SUFFIX, Layout, find_layout, lay_out
from workbench.writers.style_file import looked_through, style_bytes

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

_TAGS = frozenset(
    {
        *("sheet", "section", "p", "label", "no", "r", "ref", "at", "note", "ins", "del", "tab", "br", "comment"),
        *("aside", "table", "row", "cell", "toc"),
    }
)


def check_template(path: Path) -> tuple[Fault, ...]:
    """All faults of a house style (.docx) or of a layout (.xml.j2); empty if it can be used."""
    if not path.is_file():
        raise WorkbenchError(f"{path}: there is no such file")
    if path.suffix.lower() in (".docx", ".docm", ".dotx", ".dotm"):
        return tuple(_style_faults(path))
    if path.name.endswith(SUFFIX):
        return tuple(_layout_faults(path))
    raise WorkbenchError(f"{path.name}: neither a house style (.docx) nor a layout ({SUFFIX})")


def _style_faults(path: Path) -> Iterator[Fault]:
    try:
        style, faults = looked_through(style_bytes(path), path.name)
    except WorkbenchError as error:
        yield _fault(str(error), path)
        return
    yield from faults
    for kind, names in NEEDED.items():
        for name in names:
            try:
                style.style_id(name, kind)
            except WorkbenchError:
                cure = "rename one in Word, or add the name after a comma as an alias"
                yield Fault(path.name, f"no {kind} style named '{name}'; {cure}")


def _layout_faults(path: Path) -> Iterator[Fault]:
    try:
        layout = find_layout(path)
        sheet = lay_out(example(), layout, Show(attribution=True, status=True, comments=True, contents=True))
    except WorkbenchError as error:
        yield _fault(str(error).removeprefix("layout "), path)
        return
    yield from _form_faults(sheet, path)
    yield from _left_out(sheet, layout, path)


def _form_faults(sheet: etree._Element, path: Path) -> Iterator[Fault]:
    """What writers would not know what to do with."""
    if sheet.tag != "sheet" or not len(sheet) or any(child.tag != "section" for child in sheet):
        yield Fault(path.name, "prints something else than <sheet> with <section> in it; begin as the other layouts do")
        return
    for tag in sorted({str(element.tag) for element in sheet.iter()} - _TAGS):
        yield Fault(path.name, f"prints <{tag}>, which no writer knows; there are {', '.join(sorted(_TAGS))}")
    known = set(NEEDED["paragraph"])
    for name in sorted({p.get("style", "paragraph") for p in sheet.iter("p")} - known):
        yield Fault(
            path.name, f"names the style '{name}', which no house style need have; there are {', '.join(sorted(known))}"
        )
    marks = {mark for run in sheet.iter("r") for mark in run.get("m", "").split()[:1]}
    for mark in sorted(marks - set(NEEDED["character"])):
        yield Fault(path.name, f"marks words as '{mark}', which no house style need have")


def _left_out(sheet: etree._Element, layout: Layout, path: Path) -> Iterator[Fault]:
    """The roles whose words are not printed, unless the layout says that it leaves them out."""
    printed = "".join(str(text) for text in sheet.itertext())
    meant = set(layout.info.leaves_out.split())
    for role in BlockRole:
        if _sign(role) not in printed and role not in meant and role is not BlockRole.ALTERNATIVES:
            cure = f'print it, or say {{% set leaves_out = "{role}" %}}'
            yield Fault(path.name, f"leaves out what has the role '{role}'; {cure}")


def _fault(message: str, path: Path) -> Fault:
    place, colon, what = message.partition(": ")
    return Fault(place, what) if colon and place.startswith(path.name) else Fault(path.name, message)


def _sign(role: BlockRole) -> str:
    """Words by which a role is known on paper."""
    return f"«{role}»"


def example() -> Document:
    """A document in which every role has words of its own."""

    def runs(role: BlockRole) -> tuple[Run, ...]:
        return (Run(text=_sign(role), notes=("A note.",)), Run(text="[", marks=frozenset({Mark.BRACKET})))

    def block(role: BlockRole, *children: Block, id: str = "", level: int = 0) -> Block:
        has_words = not any(child.role is BlockRole.ALTERNATIVE for child in children)
        return Block(
            id=id or str(role),
            role=role,
            runs=runs(role) if has_words and role is not BlockRole.ALTERNATIVES else (),
            children=children,
            level=level,
            status=Status.AGREED,
            attribution="Someone",
            comments=(Comment(by="Someone", at="2026-01-01T00:00:00Z", text="A remark.", shared=True),),
        )

    paragraph = block(
        BlockRole.PARAGRAPH, block(BlockRole.ITEM, block(BlockRole.ITEM, id="item/below", level=2), level=1)
    )
    two = (block(BlockRole.ALTERNATIVE, id="open/a"), block(BlockRole.ALTERNATIVE, id="open/b"))
    blocks = (
        block(BlockRole.TITLE),
        block(BlockRole.ORGAN),
        block(BlockRole.PREAMBULAR),
        block(BlockRole.FORMULA),
        block(BlockRole.PART, block(BlockRole.ARTICLE, paragraph, block(BlockRole.PARAGRAPH, *two, id="open"))),
        block(BlockRole.ALTERNATIVES, *(block(BlockRole.ARTICLE, id=f"article-{name}") for name in ("a", "b"))),
    )
    options = (OptionRow(provision="open", option="a", text="Words", by="Someone", origin="", chosen=True),)
    margin = Margin(title=_sign(BlockRole.TITLE), front=FrontMatter(organ="Organ"), tables=Tables(options=options))
    return number(Document(margin=margin, blocks=blocks, was=margin))
