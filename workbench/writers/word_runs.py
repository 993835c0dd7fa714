"""What stands in a paragraph of a Word file: runs, tracked changes, numbers, references, footnotes, bookmarks.

Everything is built as text, which is several times faster than building elements; the one escaping function
stands at every place where words enter.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from lxml import etree

from workbench.writers.escaping import escape
from workbench.writers.scripts import direction, stretches, turned_stretches
from workbench.writers.style_file import WordStyle

_BREAKS = re.compile("([\n\t])")
#: Word takes 255; one is for what keeps two changes apart.
_LONGEST_NAME = 250
_AS_WORD_WRITES = "%Y-%m-%dT%H:%M:%SZ"
_BESIDE_A_STYLE = {"lead": "<w:i/><w:iCs/>", "bracket": "<w:b/><w:bCs/>"}
#: What stands in a paragraph without being of its words.
BESIDE_THE_TEXT = frozenset({"label", "aside", "note", "comment", "br"})


@dataclass(eq=False, repr=False)
class Runs:
    """The runs of one Word file while they are written, with all that is counted from its first to its last."""

    style: WordStyle
    anchor: Callable[[str], str]
    number_anchor: Callable[[str], str]
    turned: str = ""  # what turns a run, in a document that runs from right to left
    out: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    _bookmarks: int = 0
    _changes: int = 1000
    _numbers: frozenset[str] = frozenset()
    _alive_numbers: frozenset[str] = frozenset()
    _numbered: set[str] = field(default_factory=set)
    _styles: dict[str, str] = field(default_factory=dict)
    _number_style: str = ""
    _tracked: str = ""  # what closes the tracked change that runs stand in
    _deleted: bool = False
    _last: tuple[str, str, str] = ("", "", "")  # the last tracked change: its kind, its author, its time
    _ended: tuple[str, str, str] = ("", "", "")  # the one that the paragraph before ended with, if it did
    _begin: int = 0  # where the words of this paragraph begin

    # --- what a paragraph holds

    def content(self, element: etree._Element) -> bool:
        """The runs of a paragraph; whether its first letter is of a script that runs from right to left."""
        turned: bool | None = None
        text = element.text
        if text:
            turned = direction(text)
            self._text(text)
        for child in element:
            tag = child.tag
            if turned is None and tag not in BESIDE_THE_TEXT:
                turned = direction(_plain(child))
            self._inline(child, tag)
            text = child.tail
            if text:
                if turned is None:
                    turned = direction(text)
                self._text(text)
        return bool(turned or self.turned)

    def _inline(self, child: etree._Element, tag: str) -> None:
        if tag == "r":
            style, _, more = child.get("m", "").partition(" ")
            properties = f'<w:rStyle w:val="{self.style.style_id(style, "character")}"/>'
            # A run has one character style: what is compared and is a lead phrase or a bracket too says so itself.
            for mark in more.split():
                properties += _BESIDE_A_STYLE.get(mark, "")
            self._text(child.text or "", properties)
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
                self.content(child)
            else:
                self._track(tag, child)
                self.content(child)
                self._untrack()

    # --- tracked changes

    def _change(self, kind: str, by: str, at: str) -> str:
        """The opening of a tracked change without its end, so that it can be a mark or a bracket."""
        self._changes += 1
        when = f' w:date="{at}"' if at else ""
        return f'<w:{kind} w:id="{self._changes}" w:author="{escape(by)}"{when}'

    def _track(self, kind: str, element: etree._Element) -> None:
        by, at = author_of(element.get("by")), time_of(element.get("at") or "")
        if self._ended == (kind, by, at) and not any(self.out[self._begin :]):
            by, at = _apart(by, at)
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
        if self.turned:
            self.out.extend(self._written(piece, f"{style}{said}") for piece, said in turned_stretches(text))
            return
        if text.isascii():
            self.out.append(self._written(text, style))
            return
        at = 0
        for start, end, properties in stretches(text):
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
            elif tag in ("ins", "del"):
                self.out.append(self._written(text, self._number_style))
                text = self._tracked_label(child, tag)
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

    def _tracked_label(self, child: etree._Element, tag: str) -> str:
        """A part of a label that came or went; nothing of it is still to be written."""
        self._track(tag, child)
        rest = self._label_text(child, child.text or "")
        self.out.append(self._written(rest, self._number_style))
        self._untrack()
        return ""

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
            self._text(_bound(ref.text) if len(ref) else ref.text, style)
        for at in ref:
            target = at.get("of", "")
            number = self._written(at.text or "", f"{style}{self.turned}")
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
                self._text(_bound(at.tail) if at.getnext() is not None else at.tail, style)

    def _note(self, note: etree._Element) -> None:
        number = len(self.notes) + 1
        call = f'<w:rStyle w:val="{self.style.style_id("footnote reference", "character")}"/>{self.turned}'
        self._run(f'<w:footnoteReference w:id="{number}"/>', call)
        text = note.text or ""
        kept, self.out, deleted, self._deleted = self.out, [], self._deleted, False
        self._text(text)
        bidi = "<w:bidi/>" if self.turned or direction(text) else ""
        self.notes.append(
            f'<w:footnote w:id="{number}"><w:p><w:pPr>{self._paragraph_style("footnote text")}{bidi}</w:pPr>'
            f"<w:r><w:rPr>{call}</w:rPr><w:footnoteRef/></w:r><w:r><w:tab/></w:r>{''.join(self.out)}</w:p></w:footnote>"
        )
        self.out, self._deleted = kept, deleted

    # --- names

    def _paragraph_style(self, name: str) -> str:
        if name not in self._styles:
            self._styles[name] = f'<w:pStyle w:val="{self.style.style_id(name)}"/>'
        return self._styles[name]

    def _bookmark(self, name: str) -> str:
        """Open a bookmark here; returns what closes it."""
        self._bookmarks += 1
        self.out.append(f'<w:bookmarkStart w:id="{self._bookmarks}" w:name="{name}"/>')
        return f'<w:bookmarkEnd w:id="{self._bookmarks}"/>'


def _bound(words: str) -> str:
    """The words before a number, with which they stay on one line: a line never begins with '2.' of 'paragraph 2.'."""
    return f"{words[:-1]}\u00a0" if words.endswith(" ") else words


def _plain(element: etree._Element) -> str:
    return "".join(str(text) for text in element.itertext())


def author_of(by: str | None) -> str:
    """Who made a change or a remark, in as many signs as Word takes for a name.

    >>> author_of("Chair"), author_of(""), len(author_of("Delegation of X, " * 20))
    ('Chair', 'Unknown', 250)
    """
    if not by:
        return "Unknown"
    return by if len(by) <= _LONGEST_NAME else f"{by[: _LONGEST_NAME - 1]}…"


def time_of(at: str) -> str:
    """An ISO time as Word writes it, or nothing if it is none: Word does not open a file with a time that cannot be.

    >>> time_of("2026-11-20T10:00"), time_of("2026-11-20"), time_of("2026-02-30"), time_of("soon")
    ('2026-11-20T10:00:00Z', '2026-11-20T00:00:00Z', '', '')
    """
    found = re.match(r"(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(:\d\d)?)?", at)
    if not found:
        return ""
    time = f"{found[1]}T{found[2] or '00:00'}{found[3] or ':00'}"
    try:
        datetime.fromisoformat(time)
    except ValueError:
        return ""
    return f"{time}Z"


def _apart(by: str, at: str) -> tuple[str, str]:
    """The author and the time of a change that must not be taken for the one before it: two minutes later.

    Where one paragraph ends with a change and the next begins with one of the same kind, author and minute,
    LibreOffice takes both for one and the break between them for changed too: paragraphs would run together.
    Without a time, which none is made up for, a space that nobody sees makes the author another one.
    """
    try:
        return by, (datetime.strptime(at, _AS_WORD_WRITES) + timedelta(minutes=2)).strftime(_AS_WORD_WRITES)
    except (ValueError, OverflowError):
        return f"{by}\u00a0", at
