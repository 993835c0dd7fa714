"""The laid-out form as the parts of a Word file: paragraphs, notes, comments, tracked changes, bookmarks, fields.

Everything is built as text, which is several times faster than building elements; the one escaping function
stands at every place where words enter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from lxml import etree

from workbench.anchors import bookmark_of, number_bookmark_of
from workbench.writers.escaping import escape
from workbench.writers.laid_out import heading_words
from workbench.writers.style_file import WordStyle

_RTL = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+(?:[\\s\\d،؛؟.,;:()\\[\\]«»\"'\u2010-\u2015]*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+)*"
)
_CJK = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]+")
_STRONG = re.compile(
    "[A-Za-z\u00c0-\u058f\u0900-\u1fff\u2e80-\ud7af\uf900-\ufaff]|([\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc])"
)
_LETTER = re.compile("[A-Za-z]")
_BREAKS = re.compile("([\n\t])")
_HANGUL_OR_KANA = re.compile("[\u3040-\u30ff\uac00-\ud7af]")

_CLOSINGS = ("</w:ins>", "</w:del>")
_NO_CHANGE = ("", "", "")
_AS_WORD_WRITES = "%Y-%m-%dT%H:%M:%SZ"
_OUTLINE_STYLES = ("part", "article")
_BESIDE_THE_TEXT = frozenset({"label", "aside", "note", "comment", "br"})


@dataclass
class Body:
    """The parts of one Word file while they are written."""

    style: WordStyle
    anchor: Callable[[str], str]
    number_anchor: Callable[[str], str]
    out: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    _entries: int = 0
    _any_comments: bool = False
    _bookmarks: int = 0
    _changes: int = 1000
    _numbers: frozenset[str] = frozenset()
    _contents: bool = False
    _all_notes: int = 0
    _held: list[str] = field(default_factory=list)  # calls of comments that wait for the second note
    _alive: frozenset[str | None] = frozenset()  # what stands in the new text: a name goes to it, not to what is gone
    _alive_numbers: frozenset[str] = frozenset()
    _named: set[str] = field(default_factory=set)
    _numbered: set[str] = field(default_factory=set)
    _styles: dict[str, str] = field(default_factory=dict)
    _number_style: str = ""
    _tracked: str = ""  # what closes the tracked change that runs stand in
    _deleted: bool = False
    _last: tuple[str, str, str] = ("", "", "")  # the last tracked change: its kind, its author, its time
    _ended: tuple[str, str, str] = ("", "", "")  # the one that the paragraph before ended with, if it did
    _begin: int = 0  # where the words of this paragraph begin

    def write(self, sheet: etree._Element, lines: bool = False) -> None:
        """Write the sections of a sheet."""
        alive = [p for p in sheet.iter("p") if p.get("change") != "del"]
        if alive and any(p.get("change") for p in sheet.iter("p")):
            self._alive = frozenset(name for p in alive for name in (p.get("anchor"), p.get("within")))
            self._alive_numbers = frozenset(no.get("of", "") for p in alive for no in p.iter("no"))
        self._number_style = f'<w:rStyle w:val="{self.style.style_id("ParNo", "character")}"/>'
        referred = {at.get("of", "") for at in sheet.iter("at")}
        self._numbers = frozenset(referred and {no.get("of", "") for no in sheet.iter("no")} & referred)
        self._contents = next(sheet.iter("toc"), None) is not None
        self._any_comments = next(sheet.iter("comment"), None) is not None
        self._all_notes = sum(1 for _ in sheet.iter("note"))
        sections = list(sheet)
        for index, section in enumerate(sections):
            orientation = section.get("orientation", "portrait")
            for element in section:
                if element.tag == "p":
                    self.paragraph(element)
                elif element.tag == "table":
                    self.table(element, self.style.line[orientation])
                elif element.tag == "toc":
                    self.contents(sheet)
            properties = self.style.sections[orientation, lines, index == 0]
            if index < len(sections) - 1:
                end = self._paragraph_style("section-end")
                self.out.append(f"<w:p><w:pPr>{end}{properties}</w:pPr></w:p>")
            else:
                self.out.append("\ue000")  # what the style file prints after the body
                self.out.append(properties)

    # --- paragraphs

    def _paragraph_style(self, name: str) -> str:
        if name not in self._styles:
            self._styles[name] = f'<w:pStyle w:val="{self.style.style_id(name)}"/>'
        return self._styles[name]

    def paragraph(self, p: etree._Element) -> None:
        """One paragraph with its anchor, its runs, and the mark of its coming or going."""
        name = p.get("style", "paragraph")
        change = p.get("change", "")
        anchor = p.get("anchor", "")
        within = p.get("within", "")
        out = self.out
        start = len(out)
        out.append("")  # the head, which depends on what follows
        closing = self._anchor(anchor, change) if anchor else ""
        if within:
            out.append(self._anchor(within, change))
        if self._contents and name in _OUTLINE_STYLES and change != "del":
            self._entries += 1
            closing = self._bookmark(f"_Toc{self._entries:04d}") + closing
        comments = list(p.iterchildren("comment")) if self._any_comments else []
        for index in range(len(comments)):
            out.append(f'<w:commentRangeStart w:id="{len(self.comments) + index}"/>')
        self._begin = len(out)
        if change:
            self._track(change, p)
        bidi = "<w:bidi/>" if self._content(p) else ""
        if change:
            self._untrack()
        ended = not change and next(filter(None, reversed(out)), "") in _CLOSINGS
        self._ended = self._last if ended else _NO_CHANGE
        for comment in comments:
            self._comment(comment)
        if self._held and not self._comments_wait():
            out += self._held
            self._held.clear()
        out.append(f"{closing}</w:p>")
        mark = f"<w:rPr>{self._change(*self._last)}/></w:rPr>" if change else ""
        out[start] = f"<w:p><w:pPr>{self._paragraph_style(name)}{bidi}{mark}</w:pPr>"

    def _anchor(self, id: str, change: str) -> str:
        """Open the bookmark of a provision, unless it stands elsewhere: what moved is here twice."""
        if id in self._named or (change == "del" and id in self._alive):
            return ""
        self._named.add(id)
        return self._bookmark(self.anchor(id))

    def _bookmark(self, name: str) -> str:
        """Open a bookmark here; returns what closes it."""
        self._bookmarks += 1
        self.out.append(f'<w:bookmarkStart w:id="{self._bookmarks}" w:name="{name}"/>')
        return f'<w:bookmarkEnd w:id="{self._bookmarks}"/>'

    def _content(self, element: etree._Element) -> bool:
        """The runs of a paragraph; whether its first letter is of a script that runs from right to left."""
        direction: bool | None = None
        text = element.text
        if text:
            direction = _direction(text)
            self._text(text)
        for child in element:
            tag = child.tag
            if direction is None and tag not in _BESIDE_THE_TEXT:
                direction = _direction(_plain(child))
            self._inline(child, tag)
            text = child.tail
            if text:
                if direction is None:
                    direction = _direction(text)
                self._text(text)
        return bool(direction)

    def _inline(self, child: etree._Element, tag: str) -> None:
        if tag == "r":
            style = child.get("m", "").partition(" ")[0]
            self._text(child.text or "", f'<w:rStyle w:val="{self.style.style_id(style, "character")}"/>')
        elif tag == "note":
            self._note(child)
        elif tag == "label":
            self._label(child)
        elif tag == "br":
            self._run("<w:br/>")
        elif tag == "ref":
            self._reference(child)
        elif tag == "aside":
            self._text(child.text or "", f'<w:rStyle w:val="{self.style.style_id("aside", "character")}"/>')
        elif tag in ("ins", "del"):
            if self._tracked:  # a paragraph that came or went as a whole
                self._content(child)
            else:
                self._track(tag, child)
                self._content(child)
                self._untrack()

    # --- tracked changes

    def _change(self, kind: str, by: str, at: str) -> str:
        """The opening of a tracked change without its end, so that it can be a mark or a bracket."""
        self._changes += 1
        when = f' w:date="{at}"' if at else ""
        return f'<w:{kind} w:id="{self._changes}" w:author="{escape(by)}"{when}'

    def _track(self, kind: str, element: etree._Element) -> None:
        by, at = element.get("by") or "Unknown", _time(element.get("at") or "")
        if self._ended == (kind, by, at) and not any(self.out[self._begin :]):
            at = _later(at)
        self._last = (kind, by, at)
        self.out.append(f"{self._change(*self._last)}>")
        self._tracked = f"</w:{kind}>"
        self._deleted = kind == "del"

    def _untrack(self) -> None:
        self.out.append(self._tracked)
        self._tracked = ""
        self._deleted = False

    # --- runs

    def _run(self, content: str, properties: str = "") -> None:
        properties = f"<w:rPr>{properties}</w:rPr>" if properties else ""
        self.out.append(f"<w:r>{properties}{content}</w:r>")

    def _text(self, text: str, style: str = "") -> None:
        """Words as runs: one, or one a script."""
        if text.isascii():
            self.out.append(self._written(text, style))
            return
        at = 0
        for start, end, properties in _scripts(text):
            if start > at:
                self.out.append(self._written(text[at:start], style))
            before, after = properties
            self.out.append(self._written(text[start:end], f"{style}{before}{after}"))
            at = end
        if at < len(text):
            self.out.append(self._written(text[at:], style))

    def _written(self, text: str, properties: str) -> str:
        if not text:
            return ""
        tag = "delText" if self._deleted else "t"
        head = f"<w:r><w:rPr>{properties}</w:rPr>" if properties else "<w:r>"
        if "\n" not in text and "\t" not in text:
            return f'{head}<w:{tag} xml:space="preserve">{escape(text)}</w:{tag}></w:r>'
        if text.find("\t") == len(text) - 1 and "\n" not in text:  # the number in front of a paragraph
            return f'{head}<w:{tag} xml:space="preserve">{escape(text[:-1])}</w:{tag}><w:tab/></w:r>'
        pieces = (
            ("<w:br/>" if piece == "\n" else "<w:tab/>")
            if piece in "\n\t"
            else f'<w:{tag} xml:space="preserve">{escape(piece)}</w:{tag}>'
            for piece in _BREAKS.split(text)
            if piece
        )
        return f"{head}{''.join(pieces)}</w:r>"

    def _label(self, label: etree._Element) -> None:
        """The number in front, its bare figure in a bookmark where something refers to it."""
        rest = self._label_text(label, label.text or "")
        self.out.append(self._written(rest, self._number_style))

    def _label_text(self, element: etree._Element, text: str) -> str:
        """Write what can be written of a label; returns the words that are still to be written."""
        for child in element:
            tag = child.tag
            if tag == "tab":
                text += "\t"
            elif tag == "no" and self._is_referred_to(child.get("of", "")):
                self.out.append(self._written(text, self._number_style))
                end = self._bookmark(self.number_anchor(child.get("of", "")))
                rest = self._label_text(child, child.text or "")
                self.out.append(f"{self._written(rest, self._number_style)}{end}")
                text = ""
            else:
                text = self._label_text(child, text + (child.text or ""))
            text += child.tail or ""
        return text

    def _is_referred_to(self, id: str) -> bool:
        """Whether the number printed here is the one that references to this block follow."""
        if id not in self._numbers or id in self._numbered or (self._deleted and id in self._alive_numbers):
            return False
        self._numbered.add(id)
        return True

    def _reference(self, ref: etree._Element) -> None:
        """A cross-reference: its words as text, each number as a field that follows the number it names."""
        style = f'<w:rStyle w:val="{self.style.style_id("Reference", "character")}"/>'
        if ref.text:
            self._text(ref.text, style)
        for at in ref:
            target = at.get("of", "")
            number = self._written(at.text or "", style)
            if target in self._numbers:
                code = "delInstrText" if self._deleted else "instrText"
                number = (
                    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
                    f'<w:r><w:{code} xml:space="preserve"> REF {self.number_anchor(target)} \\h </w:{code}></w:r>'
                    f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{number}'
                    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
                )
            self.out.append(number)
            if at.tail:
                self._text(at.tail, style)

    def _note(self, note: etree._Element) -> None:
        number = len(self.notes) + 1
        call = f'<w:rStyle w:val="{self.style.style_id("footnote reference", "character")}"/>'
        self._run(f'<w:footnoteReference w:id="{number}"/>', call)
        text = note.text or ""
        kept, self.out, deleted, self._deleted = self.out, [], self._deleted, False
        self._text(f" {text}")
        bidi = "<w:bidi/>" if _direction(text) else ""
        self.notes.append(
            f'<w:footnote w:id="{number}"><w:p><w:pPr>{self._paragraph_style("footnote text")}{bidi}</w:pPr>'
            f"<w:r><w:rPr>{call}</w:rPr><w:footnoteRef/></w:r>{''.join(self.out)}</w:p></w:footnote>"
        )
        self.out, self._deleted = kept, deleted

    def _comments_wait(self) -> bool:
        """Whether comments must not be called here: between the first and the second footnote.

        LibreOffice 7.4 shifts the texts of all footnotes if it meets a comment there. What a comment is about
        is said by its range, which stays in place; only its call moves on.
        """
        return len(self.notes) == 1 and self._all_notes > 1

    def _comment(self, comment: etree._Element) -> None:
        number = len(self.comments)
        who = comment.get("by") or "Unknown"
        initials = "".join(word[0] for word in who.split())[:4]
        at = _time(comment.get("at") or "")
        when = f' w:date="{escape(at)}"' if at else ""
        style = f'<w:rStyle w:val="{self.style.style_id("annotation reference", "character")}"/>'
        self.out.append(f'<w:commentRangeEnd w:id="{number}"/>')
        self._held.append(f'<w:r><w:rPr>{style}</w:rPr><w:commentReference w:id="{number}"/></w:r>')
        kept, self.out = self.out, []
        self._text(comment.text or "")
        self.comments.append(
            f'<w:comment w:id="{number}" w:author="{escape(who)}"{when} w:initials="{escape(initials)}">'
            f"<w:p><w:pPr>{self._paragraph_style('annotation text')}</w:pPr>"
            f"<w:r><w:rPr>{style}</w:rPr><w:annotationRef/></w:r>{''.join(self.out)}</w:p></w:comment>"
        )
        self.out = kept

    # --- tables and contents

    def table(self, table: etree._Element, line: int) -> None:
        """A table over the whole line; its head rows repeat, and no row is torn."""
        widths = [int(part) * line // 100 for part in table.get("widths", "100").split()]
        style = self.style.style_id("table", "table")
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        self.out.append(
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
            '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
            f'w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>{_described(table)}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        )
        for row in table:
            head = "<w:tblHeader/>" if row.get("head") else ""
            split = "<w:cantSplit/>" if row.get("head") or row.get("whole") else ""
            properties = f"<w:trPr>{split}{head}</w:trPr>" if split or head else ""
            self.out.append(f"<w:tr>{properties}")
            column = 0
            for cell in row:
                span = int(cell.get("span", "1"))
                width = sum(widths[column : column + span])
                column += span
                spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
                shade = '<w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/>' if cell.get("shade") else ""
                self.out.append(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{shade}</w:tcPr>')
                for p in cell:
                    self.paragraph(p)
                if not len(cell):
                    self.out.append(f"<w:p><w:pPr>{self._paragraph_style('cell')}</w:pPr></w:p>")
                self.out.append("</w:tc>")
            self.out.append("</w:tr>")
        self.out.append("</w:tbl>")

    def contents(self, sheet: etree._Element) -> None:
        """A table of contents: a real field, filled with its entries; Word fills in the pages as it opens the file.

        Until then there is no number, for a wrong one is worse than none.
        """
        headings = [
            (p.get("style", ""), heading_words(p))
            for p in sheet.iter("p")
            if p.get("style") in _OUTLINE_STYLES and p.get("change") != "del"
        ]
        begin = (
            '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>'
            '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-2" \\h \\z \\u </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        )
        for index, (style, words) in enumerate(headings, 1):
            name = f"_Toc{index:04d}"
            level = _OUTLINE_STYLES.index(style) + 1
            self.out.append(
                f"<w:p><w:pPr>{self._paragraph_style(f'toc {level}')}</w:pPr>{begin}"
                f'<w:hyperlink w:anchor="{name}" w:history="1">{self._written(words, "")}<w:r><w:tab/></w:r>'
                '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
                f'<w:r><w:instrText xml:space="preserve"> PAGEREF {name} \\h </w:instrText></w:r>'
                '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
                '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:hyperlink>'
            )
            begin = ""
            if index == len(headings):
                self.out.append('<w:r><w:fldChar w:fldCharType="end"/></w:r>')
            self.out.append("</w:p>")


def _described(table: etree._Element) -> str:
    """What a table shows, for those who hear it read."""
    title = table.get("title", "")
    return f'<w:tblCaption w:val="{escape(title)}"/>' if title else ""


def _direction(text: str) -> bool | None:
    """Whether the first letter is of a script that runs from right to left; None without a letter."""
    if text.isascii():
        return False if _LETTER.search(text) else None
    found = _STRONG.search(text)
    return None if found is None else bool(found[1])


def _plain(element: etree._Element) -> str:
    return "".join(str(text) for text in element.itertext())


def _time(at: str) -> str:
    """An ISO time as Word writes it, or nothing if it is none."""
    found = re.match(r"(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(:\d\d)?)?", at)
    return f"{found[1]}T{found[2] or '00:00'}{found[3] or ':00'}Z" if found else ""


def _later(at: str) -> str:
    """Two minutes later, or the first of all times if none is known.

    Where one paragraph ends with a change and the next begins with one of the same kind, author and minute,
    LibreOffice takes both for one and the break between them for changed too: paragraphs would run together.
    """
    try:
        return (datetime.strptime(at, _AS_WORD_WRITES) + timedelta(minutes=2)).strftime(_AS_WORD_WRITES)
    except (ValueError, OverflowError):
        return "1970-01-01T00:00:00Z"


def _scripts(text: str) -> Iterator[tuple[int, int, tuple[str, str]]]:
    """The stretches of a text that need a script of their own, with the properties that say so."""
    found = [
        *((m.start(), m.end(), ("", "<w:rtl/>")) for m in _RTL.finditer(text)),
        *((m.start(), m.end(), _east_asian(m[0])) for m in _CJK.finditer(text)),
    ]
    at = 0
    for start, end, properties in sorted(found):
        if start >= at:
            yield start, end, properties
            at = end


def _east_asian(text: str) -> tuple[str, str]:
    language = "" if _HANGUL_OR_KANA.search(text) else '<w:lang w:eastAsia="zh-CN"/>'
    return '<w:rFonts w:hint="eastAsia"/>', language


def anchors_by_id() -> tuple[Callable[[str], str], Callable[[str], str]]:
    """Bookmarks that carry the ids of provisions, for files that come back."""
    return bookmark_of, number_bookmark_of


def anchors_in_order(sheet: etree._Element) -> tuple[Callable[[str], str], Callable[[str], str]]:
    """Bookmarks p_001, p_002 ... in reading order, for clean files."""
    order: dict[str, int] = {}
    for p in sheet.iter("p"):
        for name in (p.get("anchor"), p.get("within")):
            if name:
                order.setdefault(name, len(order) + 1)
    names: Mapping[str, int] = order
    return (lambda id: f"p_{names[id]:03d}"), (lambda id: f"_n_{names.get(id, 0):03d}")
