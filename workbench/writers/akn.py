"""A numbered document as Akoma Ntoso 3.0, straight from its blocks.

| Here | There |
|---|---|
| the whole | `statement name="declaration"`, subtype `deliberation`, as the guidelines of the United Nations have it |
| number | `eId` in the naming convention: `art_6__para_2__list_1__item_a` |
| id of a provision | `GUID`, left out of clean files |
| alternatives | `tblock` or `hcontainer`, each pointing to the first by `alternativeTo` |
| bracket, blank | `inline name="bracket"`, `inline name="blank" status="incomplete"` |
| inserted, deleted | `ins`, `del`; a whole provision also by its class, and `status="removed"` |
| footnote, comment | `authorialNote`; `noteRef` to a `note` of the metadata |
| who | `refersTo` a person of the references; when: `title` |

Dates come from the front matter; what is not known is marked as that, never filled from the clock.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from workbench.document import CHANGES, NO_MARKS, Block, BlockRole, Change, Document, Mark, Run
from workbench.model import Comment, Status
from workbench.numbering import PREAMBULAR_SIGN
from workbench.writers.akn_identity import NAMESPACE, clean_text, identification, number_part, slug
from workbench.writers.laid_out import Show, bearer, long_date

_SHORT = {
    "article": "art",
    "blockList": "list",
    "paragraph": "para",
    "recital": "rec",
    "recitals": "recs",
}
#: What holds elements only, so that line breaks between them say nothing.
_STRUCTURE = frozenset(
    {
        *("akomaNtoso", "statement", "meta", "identification", "FRBRWork", "FRBRExpression", "FRBRManifestation"),
        *("references", "notes", "note", "preface", "preamble", "longTitle", "formula", "recitals", "recital"),
        *("mainBody", "part", "article", "hcontainer", "paragraph", "content", "blockList", "item", "tblock"),
    }
)
_NAMESPACES: Any = {None: NAMESPACE}
_BLANK = {"name": "blank", "status": "incomplete"}


def write_akn(
    document: Document,
    show: Show = Show(),  # noqa: B008 - a frozen value
    *,
    clean: bool = False,
    draft_id: str = "",
    revision: int = 0,
) -> bytes:
    """The document as an XML file; `clean` leaves out every id, person and remark of the work on it."""
    writer = _Writer(show, clean)
    root = etree.Element(_tag("akomaNtoso"), nsmap=_NAMESPACES)
    versions = "originalVersion" if document.was is None else "multipleVersions"
    statement = _sub(root, "statement", name="declaration", contains=versions)
    meta = _sub(statement, "meta")
    writer.write(statement, document)
    listed = identification(meta, document, draft_id="" if clean else draft_id, revision=0 if clean else revision)
    writer.finish(meta, listed)
    if document.front.language[:2] != "en":
        from workbench.writers.translated import translate_numbers  # most documents are in English

        translate_numbers(root, document.front.language)
    _indent(root, 0)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"


@dataclass(eq=False, repr=False)
class _Writer:
    """The names given so far, and what stands apart from the text: references, persons, comments."""

    show: Show
    clean: bool
    names: set[str] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)
    counts: dict[tuple[str, str], int] = field(default_factory=dict)
    new: dict[str, str] = field(default_factory=dict)
    old: dict[str, str] = field(default_factory=dict)
    references: list[tuple[etree._Element, Run]] = field(default_factory=list)
    persons: dict[str, str] = field(default_factory=dict)
    comments: list[Comment] = field(default_factory=list)
    notes: int = 0

    def write(self, statement: etree._Element, document: Document) -> None:
        """Preface, preamble and main body."""
        preface = etree.Element(_tag("preface"))
        preamble = etree.Element(_tag("preamble"))
        body = etree.Element(_tag("mainBody"))
        self.masthead(preface, document)
        for block in document.blocks:
            if block.role is BlockRole.TITLE:
                title = self.named(preface, "longTitle", "", block)
                self.words(_sub(_sub(title, "p"), "docTitle"), block, _eid(title))
            elif block.role in (BlockRole.ORGAN, BlockRole.FORMULA):
                formula = self.named(preamble, "formula", "", block, number="")
                formula.set("name", "organ" if block.role is BlockRole.ORGAN else "proclamation")
                self.words(_sub(formula, "p"), block, _eid(formula))
            elif block.role is BlockRole.PREAMBULAR:
                if not len(preamble) or preamble[-1].tag != _tag("recitals"):
                    self.named(preamble, "recitals", "")
                self.leaf(preamble[-1], "recital", block, NO_MARKS)
            else:
                self.hierarchy(body, "", block, NO_MARKS)
        if not len(body):
            _sub(body, "p")
        statement.extend(part for part in (preface, preamble, body) if len(part))

    def masthead(self, preface: etree._Element, document: Document) -> None:
        """What the front matter prints."""
        front = document.front
        if front.symbol:
            _text(_sub(_sub(preface, "p"), "docNumber"), front.symbol)
        if front.body:
            _text(_sub(_sub(preface, "p"), "docAuthority"), front.body)
        if front.date:
            _text(_sub(preface, "p"), long_date(front.date, front.language))

    # --- names

    def named(
        self,
        parent: etree._Element,
        tag: str,
        above: str,
        block: Block | None = None,
        marks: frozenset[Mark] = NO_MARKS,
        number: str | None = None,
    ) -> etree._Element:
        """A new element with its eId: by its number, else by its place among its like (None: the only one)."""
        element = _sub(parent, tag)
        name = _SHORT.get(tag, tag)
        part = number_part(number or "")
        if number is not None and not part:
            place = self.counts[above, name] = self.counts.get((above, name), 0) + 1
            part = str(place)
        name = f"{above}__{name}" if above else name
        name = f"{name}_{part}" if part else name
        if Mark.DELETED in marks:
            name += "-old"
        again, given = 1, name
        while given in self.names:
            again += 1
            given = f"{name}-{again}"
        self.names.add(given)
        element.set("eId", given)
        if block is not None:
            self.describe(element, block, marks)
        return element

    def describe(self, element: etree._Element, block: Block, marks: frozenset[Mark]) -> None:
        """The id of a provision, its status, whose it is, and whether it came or went."""
        if Mark.DELETED not in marks and block.stands(Mark.DELETED):
            self.new.setdefault(block.id, _eid(element))
        if Mark.INSERTED not in marks and block.stands(Mark.INSERTED):
            self.old.setdefault(block.id, _eid(element))
        if not self.clean and block.id not in self.ids:
            self.ids.add(block.id)
            element.set("GUID", block.id)
        classes = [str(mark) for mark in sorted(marks & CHANGES)]
        if block.role is BlockRole.ALTERNATIVE:
            classes.append("alternative")
        if self.show.status and block.status is not Status.DRAFT:
            classes.append(block.status.replace(" ", "-"))
        if classes:
            element.set("class", " ".join(classes))
        if Mark.DELETED in marks:
            element.set("status", "removed")
        if self.show.attribution and block.attribution:
            element.set("refersTo", self.person(block.attribution))

    def person(self, name: str) -> str:
        """The reference to someone who is named."""
        return "#" + self.persons.setdefault(name, f"person_{len(self.persons) + 1}")

    # --- blocks

    def hierarchy(self, parent: etree._Element, above: str, block: Block, marks: frozenset[Mark]) -> etree._Element:
        """A part, an article, articles in competition, or a paragraph."""
        if block.role not in (BlockRole.PART, BlockRole.ARTICLE, BlockRole.ALTERNATIVES):
            return self.leaf(parent, "paragraph", block, marks, above)
        marks = marks or block.marks & CHANGES
        tag = "hcontainer" if block.role is BlockRole.ALTERNATIVES else block.role.value
        number = block.number or block.old_number
        # Articles are counted through all parts, so that their names need no part in front.
        element = self.named(parent, tag, "", block, marks, number)
        if tag == "hcontainer":
            element.set("name", "alternatives")
        elif number:
            _text(_sub(element, "num"), f"{tag.capitalize()} {number}")
        if block.runs or (self.show.comments and block.comments):
            self.words(_sub(element, "heading"), block, _eid(element), marks)
        first: etree._Element | None = None
        for child in block.children:
            made = self.hierarchy(element, _eid(element) if tag == "article" else "", child, marks)
            if tag == "hcontainer":
                first = _alternative(made, first)
        return element

    def leaf(
        self, parent: etree._Element, tag: str, block: Block, marks: frozenset[Mark], above: str = ""
    ) -> etree._Element:
        """A paragraph of an article or of the preamble."""
        marks = marks or block.marks & CHANGES
        number = block.number or block.old_number
        name = number.removeprefix(PREAMBULAR_SIGN)
        element = self.named(parent, tag, above or parent.get("eId", ""), block, marks, name)
        if number and (tag == "paragraph" or self.show.preamble_numbers):
            _text(_sub(element, "num"), number if number.startswith(PREAMBULAR_SIGN) else f"{number}.")
        content = element
        if tag == "paragraph":
            content = _sub(element, "content")
            content.set("eId", f"{_eid(element)}__content")
        if any(child.role is BlockRole.ALTERNATIVE for child in block.children):
            self.alternatives(content, block, _eid(element), marks)
        else:
            self.wording(content, block, _eid(element), marks)
        return element

    def alternatives(self, parent: etree._Element, block: Block, above: str, marks: frozenset[Mark]) -> None:
        """The wordings among which a provision still has to be settled."""
        first: etree._Element | None = None
        borne_by = bearer(block)
        if block.runs:
            self.words(_sub(parent, "p"), block, above, marks)
        for child in block.children:
            own = marks or child.marks & CHANGES
            element = self.named(parent, "tblock", above, child, own, "")
            number = child.number or child.old_number
            if number and number != (block.number or block.old_number):
                stopless = number.startswith(("Alt.", PREAMBULAR_SIGN))
                _text(_sub(element, "num"), number if stopless else f"{number}.")
            self.wording(element, child, _eid(element), own)
            if child is borne_by:
                self.remarks(next(element.iter(_tag("p"), _tag("listIntroduction"))), block)
            first = _alternative(element, first)

    def wording(self, parent: etree._Element, block: Block, above: str, marks: frozenset[Mark]) -> None:
        """A sentence, or a chapeau with its sub-paragraphs."""
        if not block.children:
            self.words(_sub(parent, "p"), block, above, marks)
            return
        listed = self.named(parent, "blockList", above, number="")
        self.words(_sub(listed, "listIntroduction"), block, above, marks)
        for child in block.children:
            own = marks or child.marks & CHANGES
            number = child.number or child.old_number
            item = self.named(listed, "item", _eid(listed), child, own, number)
            if number:
                _text(_sub(item, "num"), number)
            self.wording(item, child, _eid(item), own)

    # --- words

    def words(self, parent: etree._Element, block: Block, above: str, marks: frozenset[Mark] = NO_MARKS) -> None:
        """The runs of a block, with the comments on it."""
        marks = marks or block.marks & CHANGES
        for run in block.runs:
            self.run(parent, run, above, run.marks & CHANGES or marks, run.change or block.change)
        if bearer(block) is block:
            self.remarks(parent, block)

    def run(
        self, parent: etree._Element, run: Run, above: str, changes: frozenset[Mark], change: Change | None
    ) -> None:
        """One run: its change outside, then its marks, then its words; its footnotes after them."""
        if changes:
            parent = _sub(parent, "del" if Mark.DELETED in changes else "ins")
            if change is not None and not self.clean:
                if change.by:
                    parent.set("refersTo", self.person(change.by))
                if change.at:
                    parent.set("title", clean_text(change.at))
        inner = parent
        if Mark.LEAD in run.marks:
            inner = _sub(inner, "i")
            inner.set("class", "lead")
        if Mark.BRACKET in run.marks:
            inner = _sub(inner, "inline", name="bracket")
        if Mark.BLANK in run.marks:
            inner = _sub(inner, "inline", **_BLANK)
        if Mark.REFERENCE in run.marks:
            inner = _sub(inner, "ref")
            self.references.append((inner, run))
        _text(inner, run.text)
        for note in run.notes:
            self.notes += 1
            call = self.named(parent, "authorialNote", above, number="")
            call.set("marker", str(self.notes))
            call.set("placement", "bottom")
            _text(_sub(call, "p"), note)

    def remarks(self, parent: etree._Element, block: Block) -> None:
        """The calls of the shared comments on a block."""
        if self.clean or not self.show.comments:
            return
        for comment in block.comments:
            if comment.shared:
                self.comments.append(comment)
                _sub(parent, "noteRef", href=f"#note_{len(self.comments)}")

    # --- what stands apart

    def finish(self, meta: etree._Element, listed: etree._Element) -> None:
        """Tie the references to what they name, then list the persons and the comments."""
        for element, run in self.references:
            name = (self.old if Mark.DELETED in run.marks else self.new).get(run.target)
            if name is None:
                element.tag = _tag("inline")
                element.set("name", "missingReference")
                element.set("status", "unknown")
            else:
                element.set("href", f"#{name}")
        notes = etree.Element(_tag("notes"), source="#author")
        for index, comment in enumerate(self.comments, 1):
            note = _sub(notes, "note", eId=f"note_{index}", **{"class": "comment"})
            if comment.by:
                note.set("refersTo", self.person(comment.by))
            if comment.at:
                note.set("title", clean_text(comment.at))
            _text(_sub(note, "p"), comment.text)
        for name, eid in self.persons.items():
            href = f"/akn/ontology/person/{slug(name) or eid}"
            _sub(listed, "TLCPerson", eId=eid, href=href, showAs=clean_text(name))
        if len(notes):
            meta.append(notes)


def _alternative(made: etree._Element, first: etree._Element | None) -> etree._Element:
    """Tie an alternative to the first of its like, which is returned."""
    if first is None:
        return made
    made.set("alternativeTo", f"#{_eid(first)}")
    return first


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _sub(parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, _tag(tag), attributes)


def _eid(element: etree._Element) -> str:
    return element.get("eId", "")


def _text(parent: etree._Element, text: str) -> None:
    """Words at the end of an element; a line break is an element of its own."""
    for index, line in enumerate(clean_text(text).split("\n")):
        if index:
            _sub(parent, "br")
        if not len(parent):
            parent.text = (parent.text or "") + line
        else:
            parent[-1].tail = (parent[-1].tail or "") + line


def _indent(element: etree._Element, depth: int) -> None:
    """Line breaks in what holds elements only; never among words."""
    if not len(element) or etree.QName(element).localname not in _STRUCTURE:
        return
    inner = "\n" + "  " * (depth + 1)
    element.text = inner
    for child in element:
        child.tail = inner
        _indent(child, depth + 1)
    element[-1].tail = inner[:-2]
