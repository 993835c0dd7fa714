"""The laid-out form as HTML: a fragment for the preview, and a page that stands alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from workbench.document import Document
from workbench.places import templates_folder
from workbench.writers.escaping import escape
from workbench.writers.fields import plain_masthead, values
from workbench.writers.laid_out import OUTLINE, heading_words, long_date
from workbench.writers.layout import LayoutInfo
from workbench.writers.scripts import direction, runs_from_right
from workbench.writers.word import anchors_by_id, anchors_in_order
from workbench.writers.word_runs import BESIDE_THE_TEXT

_HEADINGS = {
    "title": "h1",
    "annex": "h1",
    "heading": "h1",
    "part": "h2",
    "heading-1": "h2",
    "article": "h3",
    "heading-2": "h3",
    "table-heading": "h3",
}
_MARKS = {
    "lead": ("<i>", "</i>"),
    "bracket": ("<b>", "</b>"),
    "blank": ("<mark>", "</mark>"),
    "strong": ("<b>", "</b>"),
    "quote": ("<i>", "</i>"),
    "verbatim": ('<i class="verbatim">', "</i>"),
    "added": ("<ins>", "</ins>"),
    "dropped": ("<del>", "</del>"),
}
_ALOUD = {"ins": "inserted", "del": "deleted"}


@dataclass(eq=False, repr=False)
class _Page:
    """The HTML of one sheet while it is written."""

    anchor: Callable[[str], str] | None
    out: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    gaps: bool = False  # in place of the numbers of notes
    from_right: bool = False  # the whole of it
    language: str = "en"
    owners: Mapping[str, etree._Element] = field(default_factory=dict)  # where each provision stands, for references
    _whole: bool = False  # in a paragraph that came or went

    def sheet(self, sheet: etree._Element) -> None:
        self.owners = _owners(sheet)
        for section in sheet:
            wide = section.get("orientation") == "landscape"
            self.out.append('<section class="landscape">' if wide else "<section>")
            for element in section:
                if element.tag == "p":
                    self.paragraph(element)
                elif element.tag == "table":
                    self.table(element)
                elif element.tag == "toc":
                    self.contents(sheet)
            self.out.append("</section>\n")
        self.end()

    def end(self) -> None:
        """The notes, below the whole."""
        if self.notes:
            items = "".join(
                f'<li id="note-{number}"{self._direction(direction(text))}>{text}</li>'
                for number, text in enumerate(self.notes, 1)
            )
            self.out.append(f'<ol class="notes" aria-label="Notes">{items}</ol>\n')

    def paragraph(self, p: etree._Element) -> None:
        style = p.get("style", "paragraph")
        tag = _HEADINGS.get(style, "p")
        change = p.get("change", "")
        names = f"{style} {change}" if change else style
        turned = "" if self.from_right else self._direction(direction_of_words(p))
        self.out.append(f'<{tag} class="{escape(names)}"{turned}{self._place(p)}>')
        if change:
            self._changed(p, change)
        else:
            self._content(p)
        for comment in p.iterchildren("comment"):
            self._comment(comment)
        self.out.append(f"</{tag}>\n")

    def _direction(self, from_right: bool | None) -> str:
        """The direction of a paragraph that runs otherwise than the whole."""
        return ' dir="rtl"' if from_right and not self.from_right else ""

    def _changed(self, element: etree._Element, change: str) -> None:
        """What came or went, its number and all: a change within it says nothing more."""
        within, self._whole = self._whole, True
        if not within:
            self.out.append(f'<{change}{self._who(element)}><span class="aloud">[{_ALOUD[change]}: </span>')
        self._content(element)
        if not within:
            self.out.append(f'<span class="aloud">]</span></{change}>')
        self._whole = within

    def _place(self, p: etree._Element) -> str:
        anchor = p.get("anchor")
        if not anchor:
            return ""
        if self.anchor is not None:
            named = self._named(p)
            return f' id="{escape(self.anchor(named))}"' if named else ""
        provision, _, rest = anchor.partition("/")
        inside = f' data-within="{escape(rest)}"' if rest else ""
        return f' data-provision="{escape(provision)}"{inside}'

    def _named(self, p: etree._Element) -> str:
        """The provision whose name a paragraph bears, or nothing."""
        return next((name for name in (p.get("anchor"), p.get("within")) if name and self.owners[name] is p), "")

    def _content(self, element: etree._Element) -> None:
        out = self.out
        if element.text:
            out.append(_broken(element.text))
        for child in element:
            tag = child.tag
            if tag == "r":
                before = after = ""
                for mark in child.get("m", "").split():
                    before, after = f"{before}{_MARKS[mark][0]}", f"{_MARKS[mark][1]}{after}"
                out.append(f"{before}{_broken(child.text or '')}{after}")
            elif tag == "label":
                # Word indents a label that begins with a tab, such as the second alternative's below "1. Alt. 1".
                begins_with_tab = not child.text and len(child) > 0 and child[0].tag == "tab"
                out.append(f'<span class="number{" indented" if begins_with_tab else ""}">')
                self._content(child)
                out.append("</span>")
            elif tag in ("ins", "del"):
                self._changed(child, tag)
            elif tag == "note":
                self._note(child)
            elif tag == "ref":
                self._reference(child)
            elif tag == "aside":
                out.append(f'<span class="aside">{escape(child.text or "")}</span>')
            elif tag == "tab":
                out.append(" ")
            elif tag == "br":
                out.append("<br>")
            elif tag != "comment":  # no, at
                self._content(child)
            if child.tail:
                out.append(_broken(child.tail))

    def _note(self, note: etree._Element) -> None:
        number = _GAP if self.gaps else str(len(self.notes) + 1)
        self.notes.append(_broken(note.text or ""))
        if self.anchor is None:
            self.out.append(f'<sup class="call">{number}</sup>')
        else:
            self.out.append(f'<sup class="call"><a href="#note-{number}">{number}</a></sup>')

    def _reference(self, ref: etree._Element) -> None:
        target = ref.get("to", "")
        if target not in self.owners:
            self._content(ref)
            return
        if self.anchor is None:
            self.out.append(f'<span class="reference" data-target="{escape(target)}">')
            self._content(ref)
            self.out.append("</span>")
            return
        self.out.append(f'<a class="reference" href="#{escape(self.anchor(self._named(self.owners[target])))}">')
        self._content(ref)
        self.out.append("</a>")

    def _comment(self, comment: etree._Element) -> None:
        who = escape(comment.get("by", ""))
        self.out.append(f'<span class="comment" role="note"><b>{who}:</b> {_broken(comment.text or "")}</span>')

    def table(self, table: etree._Element) -> None:
        widths = table.get("widths", "").split()
        columns = "".join(f'<col style="width:{int(width)}%">' for width in widths)
        title = f"<caption>{escape(table.get('title', ''))}</caption>" if table.get("title") else ""
        self.out.append(f"<table>{title}<colgroup>{columns}</colgroup>\n")
        for row in table:
            cell_tag = 'th scope="col"' if row.get("head") else "td"
            self.out.append("<tr>")
            for cell in row:
                span = f' colspan="{int(cell.get("span", "1"))}"' if cell.get("span") else ""
                shade = ' class="shade"' if cell.get("shade") else ""
                self.out.append(f"<{cell_tag}{span}{shade}>")
                for p in cell:
                    self.paragraph(p)
                self.out.append(f"</{cell_tag[:2]}>")
            self.out.append("</tr>\n")
        self.out.append("</table>\n")

    def contents(self, sheet: etree._Element) -> None:
        self.out.append('<nav class="contents" aria-label="Contents"><ul>')
        for p in sheet.iter("p"):
            if p.get("style") in OUTLINE and p.get("change") != "del":
                words = escape(heading_words(p))
                named = self._named(p)
                link = f'<a href="#{escape(self.anchor(named))}">{words}</a>' if self.anchor and named else words
                turned = self._direction(direction_of_words(p))
                self.out.append(f'<li class="{escape(p.get("style", ""))}"{turned}>{link}</li>')
        self.out.append("</ul></nav>\n")

    def _who(self, change: etree._Element) -> str:
        """Whose change it is, and of what day."""
        said = (change.get("by"), long_date(change.get("at") or "", self.language))
        told = ", ".join(word for word in said if word)
        return f' title="{escape(told)}"' if told else ""


def _broken(text: str) -> str:
    escaped = escape(text)
    return escaped.replace("\n", "<br>") if "\n" in escaped else escaped


def direction_of_words(p: etree._Element) -> bool | None:
    """Whether the words of a paragraph run from right to left, whatever stands in front of and beside them."""
    found = direction(p.text) if p.text else None
    for child in p:
        if found is None and child.tag not in BESIDE_THE_TEXT:
            found = direction("".join(str(text) for text in child.itertext()))
        if found is None and child.tail:
            found = direction(child.tail)
        if found is not None:
            return found
    return found


def _owners(sheet: etree._Element) -> dict[str, etree._Element]:
    """The paragraph in which each provision stands; what moved is here twice, and stands where it stands now."""
    owners: dict[str, etree._Element] = {}
    for p in sorted(sheet.iter("p"), key=lambda p: p.get("change") == "del"):
        for name in filter(None, (p.get("anchor"), p.get("within"))):
            owners.setdefault(name, p)
    return owners


def write_fragment(sheet: etree._Element, document: Document, info: LayoutInfo, style: str) -> str:
    """The sheet as a fragment in which every paragraph says whose provision it is."""
    page = _page(document, None)
    page.sheet(sheet)
    return _fragment(page, document, info, style)


def _fragment(page: _Page, document: Document, info: LayoutInfo, style: str) -> str:
    head = f'<article class="sheet {escape(style)}"{_language(document)}>\n{_masthead(document, info, style)}'
    return f"{head}{''.join(page.out)}</article>"


class Piece(NamedTuple):
    """What one block is on a sheet: HTML with a gap for the number of each of its notes, and what stands in it."""

    html: tuple[str, ...]
    notes: tuple[str, ...]
    names: frozenset[str]


#: Stands where the number of a note is to be put; no text that was laid out holds this sign.
_GAP = "\x00"


def names_in(sheet: etree._Element) -> frozenset[str]:
    """The provisions that have a paragraph in a laid-out sheet."""
    return frozenset(_owners(sheet))


def piece_of(sheet: etree._Element, document: Document, known: Iterable[str] = ()) -> Piece | None:
    """A sheet as a piece of a longer one in which these provisions stand; None if it holds more than provisions."""
    page = _page(document, None)
    owners = _owners(sheet)
    page.owners, page.gaps = dict.fromkeys(known, sheet) | owners, True
    for section in sheet:
        for element in section:
            if element.tag != "p" or not element.get("anchor"):
                return None
            page.paragraph(element)
    return Piece(tuple("".join(page.out).split(_GAP)), tuple(page.notes), frozenset(owners))


def write_pieces(pieces: Iterable[Piece], document: Document, info: LayoutInfo, style: str) -> str:
    """The fragment that these pieces are together."""
    page = _page(document, None)
    page.out.append("<section>")
    for piece in pieces:
        page.out.append(piece.html[0])
        for number, after in enumerate(piece.html[1:], len(page.notes) + 1):
            page.out += (str(number), after)
        page.notes += piece.notes
    page.out.append("</section>\n")
    page.end()
    return _fragment(page, document, info, style)


def write_page(sheet: etree._Element, document: Document, info: LayoutInfo, style: str) -> bytes:
    """The sheet as a page that stands alone, its looks included."""
    anchor, _ = anchors_in_order(sheet) if info.clean else anchors_by_id()
    page = _page(document, anchor)
    page.sheet(sheet)
    title = escape(document.title or info.title)
    return (
        f'<!DOCTYPE html>\n<html{_language(document)}>\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{preview_css()}</style>\n</head>\n<body>\n"
        f'<article class="sheet {escape(style)}">\n{_masthead(document, info, style)}'
        f"{''.join(page.out)}</article>\n</body>\n</html>\n"
    ).encode()


def preview_css() -> str:
    """The looks of sheets on screen."""
    return (templates_folder() / "preview" / "sheet.css").read_text(encoding="utf-8")


def _page(document: Document, anchor: Callable[[str], str] | None) -> _Page:
    language = document.front.language
    return _Page(anchor=anchor, from_right=runs_from_right(language), language=language)


def _language(document: Document) -> str:
    language = document.front.language
    side = "rtl" if runs_from_right(language) else "ltr"
    return f' lang="{escape(language)}" dir="{side}"'


def _masthead(document: Document, info: LayoutInfo, style: str) -> str:
    """What the masthead of the style file says, as far as the front matter says it."""
    fields = values(document, info.kind, working=not info.clean)
    if style == "plain":
        return _below(plain_masthead(fields))
    symbol = f"<b>{escape(fields['symbol_first'])}</b>{escape(fields['symbol_rest'])}" if fields["symbol"] else ""
    issue = [
        fields["distr"],
        fields["date"],
        fields["original_in"],
    ]
    below = {
        "body": fields["body"],
        "session": fields["session"],
        "agenda": fields["item"],
        "agenda-title": fields["agenda_title"],
        "kind": fields["kind_of_date"],
    }
    issued = "<br>".join(f"<bdi>{escape(said)}</bdi>" for said in issue if said)
    return (
        f'<header class="masthead"><p class="nations">{escape(fields["nations"])}</p><p class="symbol">{symbol}</p>'
        f'<p class="organ-name">{escape(fields["principal_organ"])}</p>'
        f'<p class="issue">{issued}</p></header>\n{_below(below)}'
    )


def _below(said: Mapping[str, str]) -> str:
    return "".join(f'<p class="{name}">{escape(text)}</p>\n' for name, text in said.items() if text)
