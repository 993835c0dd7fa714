"""The laid-out form as the parts of a Word file: paragraphs with their bookmarks and comments, tables, contents."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from lxml import etree

from workbench.anchors import bookmark_of, number_bookmark_of
from workbench.writers.escaping import escape
from workbench.writers.laid_out import OUTLINE, heading_words
from workbench.writers.word_runs import Runs, author_of, time_of

_CLOSINGS = ("</w:ins>", "</w:del>")
_NO_CHANGE = ("", "", "")
# Of tables: what cells leave free on both sides and how wide a sign of their text is, in twips; lines of half a page,
# and so many that are sure to find room below a masthead.
_CELL_MARGINS, _SIGN_WIDTH, _HALF_A_PAGE, _BELOW_THE_MASTHEAD = 170, 80, 20, 6


@dataclass(eq=False, repr=False)
class Body(Runs):
    """The parts of one Word file while they are written."""

    comments: list[str] = field(default_factory=list)
    _entries: int = 0
    _any_comments: bool = False
    _contents: bool = False
    _tables: int = 0
    _all_notes: int = 0
    _held: list[str] = field(default_factory=list)  # calls of comments that wait for the second note
    _alive: frozenset[str | None] = frozenset()  # what stands in the new text: a name goes to it, not to what is gone
    _named: set[str] = field(default_factory=set)

    def write(self, sheet: etree._Element, lines: bool = False) -> None:
        """Write the sections of a sheet."""
        alive = [p for p in sheet.iter("p") if p.get("change") != "del"]
        if alive and any(p.get("change") for p in sheet.iter("p")):
            self._alive = frozenset(name for p in alive for name in (p.get("anchor"), p.get("within")))
            self._alive_numbers = frozenset(no.get("of", "") for p in alive for no in p.iter("no"))
        self._number_style = f'<w:rStyle w:val="{self.style.style_id("ParNo", "character")}"/>{self.turned}'
        referred = {at.get("of", "") for at in sheet.iter("at")}
        self._numbers = frozenset(referred and {no.get("of", "") for no in sheet.iter("no")} & referred)
        self._contents = next(sheet.iter("toc"), None) is not None
        self._any_comments = next(sheet.iter("comment"), None) is not None
        self._all_notes = sum(1 for _ in sheet.iter("note"))
        sections = list(sheet)
        for index, section in enumerate(sections):
            orientation = section.get("orientation", "portrait")
            if index and next(iter(section), section).tag == "table":
                # LibreOffice does not turn the page before a table, but before a paragraph.
                self.out.append(f"<w:p><w:pPr>{self._paragraph_style('section-end')}</w:pPr></w:p>")
            for element in section:
                if element.tag == "p":
                    self.paragraph(element)
                elif element.tag == "table":
                    self.table(element, self.style.line[orientation])
                elif element.tag == "toc":
                    self.contents(sheet)
            properties = self.style.sections[orientation, lines, index == 0]
            if self.turned:
                from workbench.writers.mirrored import turned_section  # few documents run from right to left

                properties = turned_section(properties)
            if index < len(sections) - 1:
                end = self._paragraph_style("section-end")
                self.out.append(f"<w:p><w:pPr>{end}{properties}</w:pPr></w:p>")
            else:
                self.out.append("\ue000")  # what the style file prints after the body
                self.out.append(properties)

    # --- paragraphs

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
        if self._contents and name in OUTLINE and change != "del":
            self._entries += 1
            closing = self._bookmark(f"_Toc{self._entries:04d}") + closing
        comments = list(p.iterchildren("comment")) if self._any_comments else []
        out.append("")  # where the ranges of comments begin
        self._begin = len(out)
        if change:
            self._track(change, p)
        bidi = "<w:bidi/>" if self.content(p) else ""
        if change:
            self._untrack()
        ended = not change and next(filter(None, reversed(out)), "") in _CLOSINGS
        self._ended = self._last if ended else _NO_CHANGE
        ranged = not change or self._comments_wait()
        for comment in comments:
            if ranged:
                out[self._begin - 1] += f'<w:commentRangeStart w:id="{len(self.comments)}"/>'
                out.append(f'<w:commentRangeEnd w:id="{len(self.comments)}"/>')
            self._comment(comment, "" if ranged else change)
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

    def _comments_wait(self) -> bool:
        """Whether comments must not be called here: between the first and the second footnote.

        LibreOffice 7.4 shifts the texts of all footnotes if it meets a comment there. What a comment is about
        is said by its range, which stays in place; only its call moves on.
        """
        return len(self.notes) == 1 and self._all_notes > 1

    def _comment(self, comment: etree._Element, change: str) -> None:
        """A comment, and its call.

        On a paragraph that came or went the call does so too, else it would stay, and stand on the next paragraph.
        LibreOffice keeps what has a range, so that such a comment has none unless its call must wait.
        """
        number = len(self.comments)
        who = author_of(comment.get("by"))
        initials = "".join(word[0] for word in who.split())[:4]
        at = time_of(comment.get("at") or "")
        when = f' w:date="{escape(at)}"' if at else ""
        style = f'<w:rStyle w:val="{self.style.style_id("annotation reference", "character")}"/>'
        call = f'<w:r><w:rPr>{style}</w:rPr><w:commentReference w:id="{number}"/></w:r>'
        self._held.append(f"{self._change(*self._last)}>{call}</w:{change}>" if change else call)
        kept, self.out = self.out, []
        bidi = "<w:bidi/>" if self.turned else ""
        self._text(comment.text or "")
        self.comments.append(
            f'<w:comment w:id="{number}" w:author="{escape(who)}"{when} w:initials="{escape(initials)}">'
            f"<w:p><w:pPr>{self._paragraph_style('annotation text')}{bidi}</w:pPr>"
            f"<w:r><w:rPr>{style}</w:rPr><w:annotationRef/></w:r>{''.join(self.out)}</w:p></w:comment>"
        )
        self.out = kept

    # --- tables and contents

    def table(self, table: etree._Element, line: int) -> None:
        """A table over the whole line; its head rows repeat, and no row is torn."""
        # Rounded at the edges of columns and not each by itself, so that all tables end at one edge.
        edges = [line * at // 100 for at in accumulate(map(int, table.get("widths", "100").split()), initial=0)]
        widths = [right - left for left, right in pairwise(edges)]
        style = self.style.style_id("table", "table")
        turned = "<w:bidiVisual/>" if self.turned else ""
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        self.out.append(
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/>{turned}<w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
            '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
            f'w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>{_described(table)}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        )
        # Kept whole, the first row would leave half of the page empty that the masthead stands on.
        most = _HALF_A_PAGE if self._tables else _BELOW_THE_MASTHEAD
        self._tables += 1
        for row in table:
            head = "<w:tblHeader/>" if row.get("head") else ""
            whole = bool(row.get("head") or row.get("whole"))
            if not whole:
                whole, most = _lines(row, widths) <= most, _HALF_A_PAGE
            split = "<w:cantSplit/>" if whole else ""
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
        """A table of contents: a real field, filled with its entries and the pages on which they should stand.

        The pages are an estimate, which Word puts right on F9. The field is not marked as stale: Word would open
        the file with a question about other files, which frightens more than an estimate misleads.
        """
        # Few ask for contents, and nothing else measures pages.
        from workbench.writers.paging import heading_pages

        headings = [p for p in sheet.iter("p") if p.get("style") in OUTLINE and p.get("change") != "del"]
        begin = (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-2" \\h \\z \\u </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        )
        pages = heading_pages(sheet, self.style)
        bidi = "<w:bidi/>" if self.turned else ""
        for index, (p, page) in enumerate(zip(headings, pages, strict=True), 1):
            name, level = f"_Toc{index:04d}", OUTLINE[p.get("style", "")]
            self.out.append(
                f"<w:p><w:pPr>{self._paragraph_style(f'toc {level}')}{bidi}</w:pPr>{begin}"
                f'<w:hyperlink w:anchor="{name}" w:history="1">'
            )
            self._text(heading_words(p))
            self.out.append(
                '<w:r><w:tab/></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
                f'<w:r><w:instrText xml:space="preserve"> PAGEREF {name} \\h </w:instrText></w:r>'
                f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{self._written(str(page), self.turned)}'
                '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:hyperlink></w:p>'
            )
            begin = ""
        if headings:  # the end stands on a line of its own, as Word puts it, which keeps the text at a distance
            end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
            self.out.append(f"<w:p><w:pPr>{self._paragraph_style('toc 1')}{bidi}</w:pPr>{end}</w:p>")


def _lines(row: etree._Element, widths: list[int]) -> int:
    """About how many lines a row fills; one that fills few goes to the next page whole."""
    column, most = 0, 0
    for cell in row:
        end = column + int(cell.get("span", "1"))
        signs = max(1, (sum(widths[column:end]) - _CELL_MARGINS) // _SIGN_WIDTH)
        most = max(most, sum(1 + sum(map(len, p.itertext())) // signs for p in cell))
        column = end
    return most


def _described(table: etree._Element) -> str:
    """What a table shows, for those who hear it read."""
    title = table.get("title", "")
    return f'<w:tblCaption w:val="{escape(title)}"/>' if title else ""


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
    # Articles in competition print a number, and have no paragraph.
    numbers = {no.get("of", ""): n for n, no in enumerate(sheet.iter("no"), 1)}
    return (lambda id: f"p_{order[id]:03d}"), (lambda id: f"_n_{numbers[id]:03d}")
