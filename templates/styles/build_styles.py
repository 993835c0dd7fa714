"""Make the house styles geneva.docx, new-york.docx and plain.docx from nothing.

Run once; from then on the files are edited in Word (see README.md beside this script).
Run it again only to start afresh: it writes over the files.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
GREY = "7F7F7F"
BLUE = "1F3864"


@dataclass(frozen=True, kw_only=True)
class Style:
    """One named style; `aliases` are the names by which layouts ask for it."""

    name: str
    aliases: str = ""
    kind: str = "paragraph"
    based: str = ""
    next: str = ""
    p: str = ""
    r: str = ""
    default: bool = False
    more: str = ""

    @property
    def id(self) -> str:
        """The id that Word itself would make of the name."""
        words = "".join(sign for sign in self.name.title() if sign.isalnum()) if self.name.islower() else self.name
        return "".join(sign for sign in words if sign.isascii() and sign.isalnum())

    def xml(self) -> str:
        """The style as Word keeps it."""
        own = (
            ' w:customStyle="1"'
            if not self.default and not self.name[0].islower() and self.name not in BUILT_IN
            else ""
        )
        default = ' w:default="1"' if self.default else ""
        based = f'<w:basedOn w:val="{ident(self.based)}"/>' if self.based else ""
        following = f'<w:next w:val="{ident(self.next)}"/>' if self.next else ""
        aliases = f'<w:aliases w:val="{self.aliases}"/>' if self.aliases else ""
        quick = "<w:qFormat/>" if own and self.kind == "paragraph" else ""
        p = f"<w:pPr>{self.p}</w:pPr>" if self.p else ""
        r = f"<w:rPr>{self.r}</w:rPr>" if self.r else ""
        return (
            f'<w:style w:type="{self.kind}"{own}{default} w:styleId="{self.id}"><w:name w:val="{self.name}"/>{aliases}'
            f"{based}{following}{quick}{p}{r}{self.more}</w:style>"
        )


BUILT_IN = {"Normal", "Default Paragraph Font", "Normal Table", "No List", "Title", "Strong", "Hyperlink", "Body Text"}


def ident(name: str) -> str:
    """The id of the style of that name."""
    return Style(name=name).id


def ind(left: int = 0, right: int = 0, first: int = 0) -> str:
    """Indents in twips; a negative first line hangs."""
    line = f' w:firstLine="{first}"' if first > 0 else f' w:hanging="{-first}"' if first < 0 else ""
    return f'<w:ind w:left="{left}" w:right="{right}"{line}/>'


def spacing(before: int = 0, after: int = 0, line: int = 240, rule: str = "atLeast") -> str:
    """Space before and after, and the height of a line, in twips."""
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="{rule}"/>'


def tabs(*stops: int | str) -> str:
    """Tab stops; a string such as 'right 9000' names the kind."""
    out = []
    for stop in stops:
        kind, _, at = stop.partition(" ") if isinstance(stop, str) else ("left", "", str(stop))
        at, _, leader = at.partition(" ")
        out.append(f'<w:tab w:val="{kind}"{f" w:leader={chr(34)}{leader}{chr(34)}" if leader else ""} w:pos="{at}"/>')
    return f"<w:tabs>{''.join(out)}</w:tabs>"


def size(half_points: int) -> str:
    """The size of letters, in half points."""
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


BOLD = "<w:b/><w:bCs/>"
ITALIC = "<w:i/><w:iCs/>"
HANG = 284  # how far the number of a footnote stands before its text
KEEP = "<w:keepNext/><w:keepLines/>"
UNNUMBERED = "<w:suppressLineNumbers/>"


@dataclass(frozen=True, kw_only=True)
class House:
    """What makes one house style."""

    file: str
    language: str = "en-GB"
    font: str = "Times New Roman"
    body: int = 20  # half points
    page: tuple[int, int] = (11907, 16840)
    margins: tuple[int, int, int, int] = (1418, 1134, 1134, 1134)
    header: int = 680
    footer: int = 567
    left: int = 1134  # how far text stands in from the margins
    right: int = 1134
    step: int = 567
    names: dict[str, str] = field(default_factory=dict)
    suffix: str = ""
    masthead: str = ""
    mirrored: bool = True

    @property
    def line(self) -> int:
        """The width between the margins."""
        return self.page[0] - self.margins[1] - self.margins[3]

    def name(self, role: str, own: str) -> str:
        """The name of a style of the house."""
        return self.names.get(role, own)

    def styles(self) -> Iterator[Style]:
        """All styles, those that others build on first."""
        left, right, step = self.left, self.right, self.step
        single = self.name("paragraph", "Single Txt")
        yield Style(name="Normal", default=True, p=f"<w:widowControl/>{spacing()}")
        yield Style(name="Default Paragraph Font", kind="character", default=True)
        yield Style(
            name="Normal Table",
            kind="table",
            default=True,
            more='<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
            '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>'
            "</w:tblCellMar></w:tblPr>",
        )
        yield Style(name="No List", kind="numbering", default=True)

        # The declaration
        yield Style(
            name=single,
            aliases="paragraph,text",
            based="Normal",
            p=f'{tabs(left + step, left + 2 * step)}{spacing(0, 120)}{ind(left, right)}<w:jc w:val="both"/>',
        )
        m, ch, h1, h23, h4 = (
            self.name(role, own)
            for role, own in (("m", "H M"), ("ch", "H Ch"), ("h1", "H 1"), ("h23", "H 23"), ("h4", "H 4"))
        )
        heading = "<w:suppressAutoHyphens/>"
        yield Style(
            name=m,
            aliases="title",
            based="Normal",
            next=single,
            p=f"{KEEP}{heading}{spacing(360, 240, 360, 'atLeast')}{ind(left, right)}",
            r=BOLD + size(34),
        )
        yield Style(
            name=ch,
            aliases="heading",
            based="Normal",
            next=single,
            p=f"{KEEP}{heading}{spacing(360, 240, 300, 'atLeast')}{ind(left, right)}",
            r=BOLD + size(28),
        )
        yield Style(
            name=h1,
            aliases="heading-1",
            based="Normal",
            next=single,
            p=f'{KEEP}{heading}{spacing(360, 180, 270, "atLeast")}{ind(left, right)}<w:outlineLvl w:val="0"/>',
            r=BOLD + size(24),
        )
        yield Style(
            name=h23,
            aliases="heading-2",
            based="Normal",
            next=single,
            p=f'{KEEP}{heading}{spacing(240, 120)}{ind(left, right)}<w:outlineLvl w:val="1"/>',
            r=BOLD,
        )
        yield Style(
            name=h4,
            aliases="heading-3",
            based="Normal",
            next=single,
            p=f"{KEEP}{heading}{spacing(180, 80)}{ind(left, right)}",
            r=ITALIC,
        )
        yield Style(
            name=self.own("H Annex"),
            aliases="annex",
            based=ch,
            next=single,
            p='<w:pageBreakBefore/><w:outlineLvl w:val="0"/>',
        )
        yield Style(
            name=self.own("H Part"),
            aliases="part",
            based=h1,
            next=self.own("H Article"),
            p=f'{spacing(480, 120, 270)}<w:jc w:val="center"/><w:outlineLvl w:val="0"/>',
        )
        yield Style(
            name=self.own("H Article"),
            aliases="article",
            based=h23,
            next=single,
            p=f'{spacing(320, 140)}<w:jc w:val="center"/><w:outlineLvl w:val="1"/>',
        )
        yield Style(
            name=self.own("Organ"),
            aliases="organ",
            based=single,
            next=self.own("Preamble"),
            p=f"<w:keepNext/>{spacing(120, 120)}{ind(left, right, step)}",
            r=ITALIC,
        )
        preamble = self.own("Preamble")
        yield Style(name=preamble, aliases="preambular", based=single, p=ind(left, right, step))
        # Under negotiation: the number stands at the edge, where those of alternatives stand, and the text as without.
        yield Style(
            name=self.own("Preamble Numbered"),
            aliases="preambular-numbered",
            based=preamble,
            p=f'<w:ind w:left="{left}" w:right="{right}" w:firstLine="0"/>',
        )
        yield Style(
            name=self.own("Formula"),
            aliases="formula",
            based=single,
            next=self.own("H Article"),
            p=f"<w:keepNext/>{ind(left, right, step)}",
        )
        # Room for "PP12", then for "Alt. 10"; the stops of the style it builds on would come between.
        first = left + max(step, 28 * self.body)
        inherited = [f"clear {at}" for at in (left + step, left + 2 * step) if at != first]
        yield Style(
            name=self.own("Alternative"),
            aliases="alternative",
            based=single,
            p=tabs(*inherited, first, first + 36 * self.body),
        )
        for level, sign in enumerate(("(a)", "(i)", "a.", "i."), 1):
            first = level == 1
            at = left + step * level
            yield Style(
                name=self.own(f"Item {level} {sign}"),
                aliases=f"item-{level}",
                based=single,
                p=tabs(at + step) + (ind(left, right, step) if first else ind(at + step, right, -step)),
            )
        yield Style(
            name=self.own("Bullet 1"),
            aliases="bullet",
            based=single,
            p=f"{tabs(left + step)}{ind(left + step, right, -step // 2)}",
        )
        yield Style(name=self.own("Legend"), aliases="legend", based=single, p=UNNUMBERED, r=ITALIC)
        yield Style(  # Word and LibreOffice know the heading of contents by this name
            name=self.own("TOC Heading"),
            aliases="contents-heading",
            based=h1,
            next=single,
            p=UNNUMBERED + '<w:outlineLvl w:val="9"/>',
        )

        # Tables
        cell = self.own("Cell")
        yield Style(name=cell, aliases="cell", based="Normal", p=f"{UNNUMBERED}{spacing(40, 40, 220)}", r=size(18))
        yield Style(
            name=self.own("Cell Head"),
            aliases="cell-head",
            based=cell,
            p=f"<w:keepNext/>{spacing(80, 80, 200)}",
            r=ITALIC + size(16),
        )
        for level in range(1, 5):
            degree = f" {level}" if level > 1 else ""
            yield Style(
                name=self.own(f"Cell Item{degree}"),
                aliases=f"cell-item{degree.replace(' ', '-')}",
                based=cell,
                p=f"{tabs(397 * level)}{ind(397 * level, 0, -397)}",
            )
        yield Style(name=self.own("Table Heading"), aliases="table-heading", based=h23, next=single, p=ind(0, 0))
        yield Style(
            name=self.own("Cell Title"),
            aliases="cell-title",
            based=cell,
            p=f"<w:keepNext/>{spacing(80, 40, 220)}",
            r=BOLD,
        )
        yield Style(
            name=self.own("Table"),
            aliases="table",
            kind="table",
            based="Normal Table",
            more="<w:tblPr><w:tblBorders>"
            '<w:top w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
            '<w:bottom w:val="single" w:sz="12" w:space="0" w:color="auto"/>'
            '<w:insideH w:val="single" w:sz="2" w:space="0" w:color="A6A6A6"/></w:tblBorders>'
            '<w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>'
            '<w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr><w:tcBorders>'
            '<w:bottom w:val="single" w:sz="12" w:space="0" w:color="auto"/></w:tcBorders></w:tcPr></w:tblStylePr>',
        )
        yield Style(
            name=self.own("Section End"),
            aliases="section-end",
            based="Normal",
            p=f"{UNNUMBERED}{spacing(0, 0, 20, 'exact')}",
            r=size(2),
        )

        # Masthead, header, footer, notes, comments, contents
        yield Style(
            name=self.name("masthead", "SM"), based="Normal", p=f"{UNNUMBERED}<w:suppressAutoHyphens/>{spacing(0, 0)}"
        )
        rule = '<w:pBdr><w:{side} w:val="single" w:sz="4" w:space="4" w:color="auto"/></w:pBdr>'
        yield Style(
            name="header",
            based="Normal",
            p=f"{UNNUMBERED}{rule.format(side='bottom')}{spacing(0, 0)}",
            r=BOLD + size(18),
        )
        yield Style(name="footer", based="Normal", p=f"{UNNUMBERED}{spacing(0, 0)}", r=BOLD + size(18))
        yield Style(
            name="footnote text",
            based="Normal",
            p=f"{UNNUMBERED}{spacing(0, 20, 220)}{ind(max(left, HANG), right, -HANG)}",
            r=size(18 if self.body == 20 else self.body - 4),
        )
        yield Style(
            name="footnote reference",
            kind="character",
            based="Default Paragraph Font",
            r='<w:vertAlign w:val="superscript"/>',
        )
        yield Style(name="annotation text", based="Normal", p=UNNUMBERED)
        yield Style(name="annotation reference", kind="character", based="Default Paragraph Font", r=size(16))
        for level in (1, 2):
            yield Style(
                name=f"toc {level}",
                based="Normal",
                p=f"{UNNUMBERED}{tabs(f'right {self.line - right} dot')}{spacing(60 if level == 1 else 0, 60)}"
                f"{ind(left + step * (level - 1), right)}",
            )
        yield Style(name="Hyperlink", kind="character", based="Default Paragraph Font")

        # Runs
        yield Style(name="ParNo", kind="character", based="Default Paragraph Font")
        yield Style(name="Reference", kind="character", based="Default Paragraph Font")
        yield Style(name="Lead", aliases="lead", kind="character", based="Default Paragraph Font", r=ITALIC)
        yield Style(name="Bracket", aliases="bracket", kind="character", based="Default Paragraph Font", r=BOLD)
        yield Style(
            name="Blank",
            aliases="blank",
            kind="character",
            based="Default Paragraph Font",
            r='<w:shd w:val="clear" w:color="auto" w:fill="FFF2CC"/>',
        )
        yield Style(
            name="Aside",
            aliases="aside",
            kind="character",
            based="Default Paragraph Font",
            r=f'{ITALIC}<w:color w:val="595959"/>',
        )
        yield Style(name="Strong", aliases="strong", kind="character", based="Default Paragraph Font", r=BOLD)
        yield Style(name="Existing Words", aliases="quote", kind="character", based="Default Paragraph Font", r=ITALIC)
        yield Style(
            name="Verbatim Words",
            aliases="verbatim",
            kind="character",
            based="Default Paragraph Font",
            r=f'{ITALIC}<w:u w:val="single"/>',
        )
        yield Style(
            name="Added Words",
            aliases="added",
            kind="character",
            based="Default Paragraph Font",
            r='<w:color w:val="0B3D1A"/><w:u w:val="single"/><w:shd w:val="clear" w:color="auto" w:fill="D7F0DC"/>',
        )
        yield Style(
            name="Dropped Words",
            aliases="dropped",
            kind="character",
            based="Default Paragraph Font",
            r='<w:strike/><w:color w:val="7A0C0C"/><w:shd w:val="clear" w:color="auto" w:fill="FBDCDC"/>',
        )

    def own(self, name: str) -> str:
        """A name in the manner of the house for what it has no name of its own."""
        return f"_ {name}{self.suffix}" if self.suffix else name

    # --- parts

    def styles_part(self) -> str:
        """styles.xml."""
        fonts = f'w:ascii="{self.font}" w:hAnsi="{self.font}" w:eastAsia="SimSun" w:cs="{self.font}"'
        defaults = (
            f"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {fonts}/>{size(self.body)}"
            f'<w:lang w:val="{self.language}" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
            "<w:pPrDefault/></w:docDefaults>"
        )
        styles = "".join(style.xml() for style in self.styles())
        return f'{HEAD}<w:styles xmlns:w="{W}">{defaults}{styles}</w:styles>'

    def settings_part(self) -> str:
        """settings.xml."""
        even = "<w:evenAndOddHeaders/>" if self.mirrored else ""
        return (
            f'{HEAD}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/>{"<w:mirrorMargins/>" if self.mirrored else ""}'
            f'<w:defaultTabStop w:val="567"/>{even}<w:characterSpacingControl w:val="doNotCompress"/>'
            '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
            '<w:compat><w:doNotExpandShiftReturn/><w:compatSetting w:name="compatibilityMode" '
            'w:uri="http://schemas.microsoft.com/office/word" '
            'w:val="15"/></w:compat>'
            f'<w:themeFontLang w:val="{self.language}" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:settings>'
        )

    def fonts_part(self) -> str:
        """fontTable.xml."""
        fonts = "".join(
            f'<w:font w:name="{name}"><w:family w:val="{family}"/><w:pitch w:val="variable"/></w:font>'
            for name, family in ((self.font, "roman"), ("SimSun", "auto"))
        )
        return f'{HEAD}<w:fonts xmlns:w="{W}">{fonts}</w:fonts>'

    def theme_part(self) -> str:
        """theme1.xml: black on white, one font; Word wants a theme even where nothing uses it."""
        colours = {
            "dk1": "000000",
            "lt1": "FFFFFF",
            "dk2": "1F3864",
            "lt2": "F2F2F2",
            "hlink": "1F3864",
            "folHlink": "1F3864",
        }
        colours |= {f"accent{number}": "1F3864" for number in range(1, 7)}
        order = ("dk1", "lt1", "dk2", "lt2", *(f"accent{number}" for number in range(1, 7)), "hlink", "folHlink")
        scheme = "".join(f'<a:{name}><a:srgbClr val="{colours.get(name, BLUE)}"/></a:{name}>' for name in order)
        face = f'<a:latin typeface="{self.font}"/><a:ea typeface=""/><a:cs typeface=""/>'
        fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
        outline = f'<a:ln w="6350">{fill}</a:ln>'
        effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
        return (
            f'{HEAD}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="House">'
            f'<a:themeElements><a:clrScheme name="House">{scheme}</a:clrScheme>'
            f'<a:fontScheme name="House"><a:majorFont>{face}</a:majorFont><a:minorFont>{face}</a:minorFont>'
            f'</a:fontScheme><a:fmtScheme name="House"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
            f"<a:lnStyleLst>{outline * 3}</a:lnStyleLst><a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
            f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
        )

    def edge(self, kind: str, content: str) -> str:
        """A header or footer part."""
        return f'{HEAD}<w:{kind} xmlns:w="{W}" xmlns:r="{R}">{content}</w:{kind}>'

    def edges(self) -> Iterator[tuple[str, str, str, str]]:
        """Headers and footers: kind, type, file, content."""
        page = (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
            '<w:r><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )

        def paragraph(style: str, side: str, content: str) -> str:
            return f'<w:p><w:pPr><w:pStyle w:val="{style}"/><w:jc w:val="{side}"/></w:pPr>{content}</w:p>'

        symbol = "<w:r><w:t>{% if symbol %}{{ symbol }}{% else %}{{ title }}{% endif %}</w:t></w:r>"
        empty = '<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr></w:p>'
        sides = (("even", "left"), ("default", "right")) if self.mirrored else (("default", "right"),)
        number = 0
        for kind, side in sides:
            number += 1
            yield "header", kind, f"header{number}.xml", self.edge("hdr", paragraph("Header", side, symbol))
            yield "footer", kind, f"footer{number}.xml", self.edge("ftr", paragraph("Footer", side, page))
        number += 1
        plain = paragraph("Footer", "right", page) if not self.mirrored else empty
        yield "header", "first", f"header{number}.xml", self.edge("hdr", empty)
        yield "footer", "first", f"footer{number}.xml", self.edge("ftr", plain)

    def document_part(self) -> str:
        """document.xml: the masthead, the marker, the page."""
        top, right, bottom, left = self.margins
        edges = "".join(
            f'<w:{kind}Reference w:type="{type}" r:id="rId{10 + index}"/>'
            for index, (kind, type, _, _) in enumerate(self.edges())
        )
        section = (
            f'<w:sectPr>{edges}<w:pgSz w:w="{self.page[0]}" w:h="{self.page[1]}"/>'
            f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}" w:header="{self.header}" '
            f'w:footer="{self.footer}" w:gutter="0"/><w:cols w:space="720"/><w:titlePg/></w:sectPr>'
        )
        single = ident(self.name("paragraph", "Single Txt"))
        marker = f'<w:p><w:pPr><w:pStyle w:val="{single}"/></w:pPr><w:r><w:t>[[BODY]]</w:t></w:r></w:p>'
        body = f"<w:body>{self.masthead}{marker}{section}</w:body>"
        return f'{HEAD}<w:document xmlns:w="{W}" xmlns:r="{R}">{body}</w:document>'

    def parts(self) -> Iterator[tuple[str, str]]:
        """All parts of the file."""
        main = "application/vnd.openxmlformats-officedocument.wordprocessingml"
        edges = list(self.edges())
        kinds = [
            ("document", "document.main"),
            ("styles", "styles"),
            ("settings", "settings"),
            ("fontTable", "fontTable"),
        ]
        overrides = [f'<Override PartName="/word/{name}.xml" ContentType="{main}.{kind}+xml"/>' for name, kind in kinds]
        theme = "application/vnd.openxmlformats-officedocument.theme+xml"
        overrides.append(f'<Override PartName="/word/theme/theme1.xml" ContentType="{theme}"/>')
        overrides += [
            f'<Override PartName="/word/{file}" ContentType="{main}.{kind}+xml"/>' for kind, _, file, _ in edges
        ]
        yield (
            "[Content_Types].xml",
            f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{"".join(overrides)}</Types>',
        )
        relations = "http://schemas.openxmlformats.org/package/2006/relationships"
        yield (
            "_rels/.rels",
            f'{HEAD}<Relationships xmlns="{relations}"><Relationship Id="rId1" Type="{R}/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
        )
        own = [
            f'<Relationship Id="rId{index}" Type="{R}/{name.rstrip("1").rpartition("/")[2]}" Target="{name}.xml"/>'
            for index, name in enumerate(("styles", "settings", "fontTable", "theme/theme1"), 1)
        ]
        own += [
            f'<Relationship Id="rId{10 + index}" Type="{R}/{kind}" Target="{file}"/>'
            for index, (kind, _, file, _) in enumerate(edges)
        ]
        yield "word/_rels/document.xml.rels", f'{HEAD}<Relationships xmlns="{relations}">{"".join(own)}</Relationships>'
        yield "word/document.xml", self.document_part()
        yield "word/styles.xml", self.styles_part()
        yield "word/settings.xml", self.settings_part()
        yield "word/fontTable.xml", self.fonts_part()
        yield "word/theme/theme1.xml", self.theme_part()
        for _, _, file, content in edges:
            yield f"word/{file}", content


# --- mastheads --------------------------------------------------------------


def run(text: str, properties: str = "") -> str:
    """A run of masthead text."""
    properties = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def line(content: str, style: str, properties: str = "") -> str:
    """A paragraph of the masthead."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


def cell(width: int, content: str, *, span: int = 1, at: str = "top", rule: int = 0) -> str:
    """A cell of the masthead, with a rule below of that thickness."""
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    border = (
        f'<w:tcBorders><w:bottom w:val="single" w:sz="{rule}" w:space="0" w:color="auto"/></w:tcBorders>'
        if rule
        else ""
    )
    place = f'<w:tcW w:w="{width}" w:type="dxa"/>{spanned}{border}<w:vAlign w:val="{at}"/>'
    return f"<w:tc><w:tcPr>{place}</w:tcPr>{content}</w:tc>"


ORGAN = 34  # half points


def masthead(widths: tuple[int, int, int, int], style: str) -> str:
    """The masthead of a United Nations document: two rows between rules, and the body, session and item below.

    The second column holds the name of the Organization on one line in Russian, the longest of six languages.
    """
    a, b, c, d = widths
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    symbol = run("{{ symbol_first }}", size(40)) + run("{{ symbol_rest }}")
    dots = "".join(
        f'<w:{side} w:val="dotted" w:sz="4" w:space="{space}" w:color="BFBFBF"/>'
        for side, space in (("top", 14), ("left", 4), ("bottom", 14), ("right", 4))
    )
    emblem = line(
        run("emblem", f'<w:color w:val="{GREY}"/>{size(14)}'),
        style,
        f'<w:pBdr>{dots}</w:pBdr>{spacing(360, 0)}<w:ind w:left="113" w:right="340"/><w:jc w:val="center"/>',
    )
    issue = (
        line("", style, spacing(0, 0, 240, "exact"))  # it stays where there is no distribution
        + line(run("{{ distr }}"), style)
        + line(run("{{ date }}"), style)
        + line("", style)
        + line(run("{{ original_in }}"), style)
    )
    row = '<w:trPr><w:cantSplit/><w:trHeight w:hRule="{rule}" w:val="{height}"/></w:trPr>'
    margins = '<w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>'
    table = (
        # Before a table at the very beginning LibreOffice puts a line of its own, and numbers it.
        f"{line('', style, spacing(0, 0, 20, 'exact'))}"
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblCellMar>{margins}</w:tblCellMar><w:tblLook w:val="0000"/><w:tblCaption w:val="Masthead"/></w:tblPr>'
    )
    first = (
        f"<w:tr>{row.format(rule='exact', height=851)}"
        + cell(a, line("", style), at="bottom", rule=4)
        + cell(b, line(run("{{ nations }}", size(28)), style, spacing(0, 80, 300)), at="bottom", rule=4)
        + cell(c + d, line(symbol, style, f'{spacing(0, 40, 400)}<w:jc w:val="right"/>'), span=2, at="bottom", rule=4)
        + "</w:tr>"
    )
    second = (
        f"<w:tr>{row.format(rule='atLeast', height=1985)}"
        + cell(a, emblem, rule=12)
        + cell(
            b + c,
            line(run("{{ principal_organ }}", BOLD + size(ORGAN)), style, spacing(240, 0, 420)),
            span=2,
            rule=12,
        )
        + cell(d, issue, rule=12)
        + "</w:tr>"
    )
    below = (
        line("", style, spacing(0, 0, 120, "exact"))
        + line(run("{{ body }}", BOLD + size(24)), style, spacing(0, 0, 280))
        + line(run("{{ session }}", BOLD), style)
        + line(
            run("{{ item }}", ""),
            style,
        )
        + line(run("{{ agenda_title }}", BOLD), style, '<w:ind w:left="0" w:right="5103"/>')
        + line(run("{{ kind_of_date }}", ITALIC), style, spacing(160, 0))
    )
    return f"{table}<w:tblGrid>{grid}</w:tblGrid>{first}{second}</w:tbl>{below}"


GENEVA = House(
    file="geneva.docx",
    suffix="_G",
    names={
        "paragraph": "_ Single Txt_G",
        "m": "_ H _M_G",
        "ch": "_ H _Ch_G",
        "h1": "_ H _1_G",
        "h23": "_ H _2/3_G",
        "h4": "_ H _4_G",
        "masthead": "SMG",
    },
    masthead=masthead((1134, 4366, 1304, 2835), "SMG"),
)

NEW_YORK = House(
    file="new-york.docx",
    language="en-US",
    page=(12240, 15840),
    margins=(1440, 1195, 1898, 1195),
    header=576,
    footer=1030,
    left=1267,
    right=1267,
    step=475,
    names={
        "paragraph": "SingleTxt",
        "m": "HM",
        "ch": "HCh",
        "h1": "H1",
        "h23": "H23",
        "h4": "H4",
        "masthead": "SM",
    },
    masthead=masthead((1267, 4366, 1250, 2967), "SM"),
)

_PLAIN_HEAD = (
    line(
        run("{% if body %}{{ body }}{% else %}{{ principal_organ }}{% endif %}", BOLD + size(24)),
        "SM",
        spacing(0, 0, 300),
    )
    + line(run("{{ session }}"), "SM")
    + line(run("{% if symbol %}{{ symbol }}{% endif %}{% if symbol and date %} · {% endif %}{{ date }}"), "SM")
    + line(run("{{ kind }}", ITALIC), "SM")
)

PLAIN = House(
    file="plain.docx",
    font="Times New Roman",
    body=22,
    margins=(1701, 1701, 1418, 1701),
    header=850,
    footer=850,
    left=0,
    right=0,
    mirrored=False,
    names={
        "paragraph": "Body Text",
        "m": "Title",
        "ch": "Subtitle",
        "h1": "Heading A",
        "h23": "Heading B",
        "h4": "Heading C",
    },
    masthead=_PLAIN_HEAD,
)


def write(house: House, folder: Path) -> None:
    """One style file, the same bytes every time."""
    with ZipFile(folder / house.file, "w") as archive:
        for name, content in house.parts():
            entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = ZIP_DEFLATED
            archive.writestr(entry, content)


if __name__ == "__main__":
    for house in (GENEVA, NEW_YORK, PLAIN):
        write(house, Path(__file__).resolve().parent)
