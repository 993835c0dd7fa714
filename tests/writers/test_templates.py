"""House styles and layouts: what is refused, in one line, and what `template check` names."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree

from tests.writers import samples
from tests.writers.reading import W, edited, lines, part, parts, replaced, styled, with_part
from workbench.compare.redline import redline
from workbench.errors import WorkbenchError
from workbench.places import templates_folder
from workbench.writers import layouts, preview, styles, write
from workbench.writers.lint import lint
from workbench.writers.style_file import find_style
from workbench.writers.template_check import check_template

GENEVA = (templates_folder() / "styles" / "geneva.docx").read_bytes()
DOCUMENT = "word/document.xml"


def style(folder: Path, data: bytes, name: str = "house.docx") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def layout(folder: Path, text: str) -> Path:
    path = folder / "own.xml.j2"
    path.write_text(text, encoding="utf-8")
    return path


def sheet(inner: str) -> str:
    return f'{{% set title = "Own" %}}\n<sheet><section>\n{inner}\n</section></sheet>\n'


def printed_with(path: Path) -> list[str]:
    return lines(write(samples.plain(), format="docx", layout="negotiating", style=path))


def refusal(work) -> str:
    with pytest.raises(WorkbenchError) as caught:
        work()
    assert "\n" not in str(caught.value)
    return str(caught.value)


# --- what is shipped


@pytest.mark.parametrize("name", styles())
def test_a_shipped_style_has_all_that_layouts_ask_for(name):
    assert check_template(templates_folder() / "styles" / f"{name}.docx") == ()


@pytest.mark.parametrize("info", layouts(), ids=lambda info: info.name)
def test_a_shipped_layout_is_sound_and_says_what_it_is(info):
    assert check_template(templates_folder() / "layouts" / f"{info.name}.xml.j2") == ()
    assert info.title[0].isupper()
    assert info.about.endswith(".")


@pytest.mark.parametrize("info", layouts(), ids=lambda info: info.name)
def test_a_shipped_layout_names_the_options_that_change_what_it_prints_and_no_other(info):
    def printed(option: str = "") -> str:
        new, old = (
            samples.compose(draft, footnotes=option != "sources") for draft in (samples.open_draft(), samples.draft())
        )
        document = samples.number(
            redline(old, new) if info.needs else new, alternatives="bis" if option == "bis" else "alt"
        )
        on = {name: "yes" if name == option else "no" for name in ("attribution", "status", "comments", "contents")}
        return preview(document, info.name, options=on | ({"force": "yes"} if info.clean else {}))

    changing = ("sources", "attribution", "bis", "status", "comments", "contents")
    assert [name for name in info.options.split() if name != "lines"] == [
        name for name in changing if printed(name) != printed()
    ]


def test_there_are_the_nine_layouts_and_three_styles():
    assert [info.name for info in layouts()] == [
        *("commentary", "comparison", "compilation", "correspondence", "declaration"),
        *("negotiating", "redline", "resolution", "source-table"),
    ]
    assert styles() == ("geneva", "new-york", "plain")


def test_geneva_prints_on_a4_and_new_york_on_letter():
    sizes = []
    for name in styles():
        data = write(samples.plain(), format="docx", style=name)
        page = next(el for el in part(data).iter() if el.tag.endswith("}pgSz"))
        sizes.append([value for key, value in page.items() if key.endswith(("}w", "}h"))])

    assert sizes == [["11907", "16840"], ["12240", "15840"], ["11907", "16840"]]


#: How wide the signs of labels are in Times New Roman, in thousandths of its size.
WIDTHS = {"A": 722, "P": 556, "l": 278, "t": 278, ".": 250, " ": 250} | dict.fromkeys("0123456789", 500)


@pytest.mark.parametrize("name", styles())
def test_labels_of_alternatives_keep_clear_of_the_text_also_with_two_digits(name):
    house = find_style(name)
    sheet = part((templates_folder() / "styles" / f"{name}.docx").read_bytes(), "word/styles.xml")
    points = int(sheet.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}sz").get(f"{W}val")) / 2

    def width(label: str) -> float:
        return sum(WIDTHS[sign] for sign in label) / 1000 * points * 20

    start, first, second = _stops(sheet, house.style_id("alternative"))[:3]
    assert first - start - width("PP12") >= 100
    assert second - first - width("Alt. 10") >= 100


def _stops(sheet, id: str) -> list[int]:
    """Where the text of a style begins, and its tab stops, those of the styles it builds on included."""
    chain = []
    while id:
        found = next(el for el in sheet.iter(f"{W}style") if el.get(f"{W}styleId") == id)
        chain.insert(0, found)
        above = found.find(f"{W}basedOn")
        id = "" if above is None else above.get(f"{W}val")
    start, stops = 0, set()
    for found in chain:
        for ind in found.iter(f"{W}ind"):
            start = int(ind.get(f"{W}left"))
        for tab in found.iter(f"{W}tab"):
            at = int(tab.get(f"{W}pos"))
            stops = stops - {at} if tab.get(f"{W}val") == "clear" else stops | {at}
    return [start, *sorted(stops)]


@pytest.mark.parametrize("name", styles())
def test_the_page_number_keeps_its_distance_from_the_footnotes_above_it(name):
    margins = next(part(write(samples.plain(), format="docx", style=name)).iter(f"{W}pgMar"))
    bottom, footer = (int(margins.get(f"{W}{side}")) for side in ("bottom", "footer"))

    line_of_the_footer = 240
    assert bottom - footer - line_of_the_footer >= 240


# --- house styles of one's own


def test_a_field_that_word_split_over_runs_is_filled(tmp_path):
    split = "{{ ses</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>sion</w:t></w:r><w:r><w:t> }}"
    data = edited(GENEVA, DOCUMENT, "{{ session }}", split)

    assert "Fifty-eighth session" in printed_with(style(tmp_path, data))


def test_what_stands_after_the_marker_is_printed_after_the_text(tmp_path):
    data = edited(
        GENEVA,
        DOCUMENT,
        "[[BODY]]</w:t></w:r></w:p>",
        "[[BODY]]</w:t></w:r></w:p><w:p><w:r><w:t>GE.26-1</w:t></w:r></w:p>",
    )

    assert printed_with(style(tmp_path, data))[-1] == "GE.26-1"


def test_a_style_file_without_a_style_for_a_numbered_preamble_prints_it_as_the_preamble(tmp_path):
    renamed = edited(GENEVA, "word/styles.xml", "_ Preamble Numbered_G", "Something")
    older = style(tmp_path, edited(renamed, "word/styles.xml", "preambular-numbered", "something-else"))

    shipped, without = (write(samples.plain(), format="docx", layout="negotiating", style=s) for s in ("geneva", older))

    assert styled(shipped, "Guided by") == "PreambleNumberedG"
    assert styled(without, "Guided by") == "PreambleG"
    assert check_template(older) == ()


def test_a_style_is_found_by_its_alias(tmp_path):
    data = edited(GENEVA, "word/styles.xml", 'w:val="_ H Article_G"', 'w:val="Überschrift Artikel"')

    assert check_template(style(tmp_path, data)) == ()


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("{{ session }}", "{{ sesion }}", "unknown field 'sesion'; write {{ symbol }}, or another of nations, symbol"),
        ("{{ session }}", "{{ session", "unexpected end"),
        ("{{ session }}", "{{ session.__class__ }}", "a field of a term is not part"),
        ("{{ session }}", "{{ ''.join(session) }}", "a call is not part"),
        ("[[BODY]]", "[[BODI]]", "has no paragraph [[BODY]]"),
    ],
)
def test_a_broken_field_or_a_missing_marker_is_named_with_its_place(tmp_path, old, new, words):
    path = style(tmp_path, edited(GENEVA, DOCUMENT, old, new))

    (fault,) = check_template(path)

    assert str(fault).startswith("house.docx")
    assert words in str(fault)
    assert words in refusal(lambda: printed_with(path))


def test_missing_styles_are_named_all_at_once(tmp_path):
    data = edited(GENEVA, "word/styles.xml", 'w:val="article"', 'w:val="artikel"')
    data = edited(data, "word/styles.xml", 'w:val="_ H Article_G"', 'w:val="Artikel"')
    data = edited(data, "word/styles.xml", 'w:val="lead"', 'w:val="vorspann"')
    data = edited(data, "word/styles.xml", 'w:val="Lead"', 'w:val="Vorspann"')
    path = style(tmp_path, data)

    assert [fault.what.partition(";")[0] for fault in check_template(path)] == [
        "no paragraph style named 'article'",
        "no character style named 'lead'",
    ]
    assert "has no character style named 'lead'" in refusal(lambda: printed_with(path))


def _bomb() -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "x")
        archive.writestr("word/document.xml", " " * 30_000_000)
    return buffer.getvalue()


def _rels(target: str, kind: str) -> bytes:
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relation = (
        f'<Relationship Id="rId99" Type="{base}/{kind}" Target="{target}" TargetMode="External"/></Relationships>'
    )
    return edited(GENEVA, "word/_rels/document.xml.rels", "</Relationships>", relation)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "the file is empty"),
        (b"%PDF-1.7 not at all", "a PDF; a Word file (.docx) is needed here"),
        (GENEVA[: len(GENEVA) // 2], "a damaged Word file"),
        (_bomb(), "a part unpacks to 30,000,000 bytes"),
        (with_part(GENEVA, "word/vbaProject.bin", b"x"), "holds macros"),
        (edited(GENEVA, "[Content_Types].xml", "document.main+xml", "document.macroEnabled.main+xml"), "holds macros"),
        (
            edited(GENEVA, "[Content_Types].xml", "wordprocessingml.document.main", "wordprocessingml.template.main"),
            "a Word template and no Word file; open it in Word and save it as .docx",
        ),
        (
            edited(GENEVA, "[Content_Types].xml", "wordprocessingml.document.main", "spreadsheetml.sheet.main"),
            "an Office file, but no Word file",
        ),
        (_rels("file:///c:/evil.dotm", "attachedTemplate"), "depends on something outside (attachedTemplate"),
        (_rels("javascript:alert(1)", "hyperlink"), "depends on something outside (hyperlink"),
        (
            edited(GENEVA, DOCUMENT, "<w:document", f'<!--{"x" * 3000}--><!DOCTYPE x [<!ENTITY a "b">]><w:document'),
            "declares a document type",
        ),
        (with_part(GENEVA, "../../evil.xml", b"<a/>"), "a place outside the file"),
        (edited(GENEVA, DOCUMENT, "</w:body>", ""), "word/document.xml: broken XML; open the file in Word"),
        (
            edited(GENEVA, "[Content_Types].xml", "</Types>", "</Typos>"),
            "[Content_Types].xml: broken XML; open the file in Word",
        ),
    ],
    ids=[
        *("empty", "pdf", "cut", "bomb", "macros", "docm", "dotx", "xlsx", "template", "script", "doctype", "outside"),
        *("malformed", "types"),
    ],
)
def test_a_file_that_is_no_plain_word_file_gets_one_line(tmp_path, data, words):
    path = style(tmp_path, data)

    assert words in refusal(lambda: printed_with(path))
    assert [words in str(fault) for fault in check_template(path)] == [True]


def test_all_faults_of_a_style_file_are_named_in_one_reading(tmp_path):
    data = edited(GENEVA, DOCUMENT, "{{ session }}", "{{ sesion }} of {{ bodi }}")
    data = edited(data, "word/header1.xml", "{% endif %}", "")
    data = edited(data, DOCUMENT, "[[BODY]]", "[[BODI]]")
    data = edited(data, "word/styles.xml", 'w:val="ParNo"', 'w:val="Number"')
    path = style(tmp_path, data)

    said = [str(fault) for fault in check_template(path)]

    assert [words.partition("; ")[0] for words in said] == [
        "house.docx: page: has no paragraph [[BODY]]",
        "house.docx: page: '{{ sesion }} of {{ bodi }}': unknown field 'sesion'",
        "house.docx: page: '{{ sesion }} of {{ bodi }}': unknown field 'bodi'",
        said[3].partition("; ")[0],
        "house.docx: no character style named 'ParNo'",
    ]
    assert said[3].startswith("house.docx: header: '{% if symbol %}{{ symbol }}{% else %}{{ title }}': ")
    with pytest.raises(WorkbenchError) as caught:
        printed_with(path)
    assert str(caught.value).split("\n") == said[:4]


_PARAGRAPH = '<w:p><w:pPr><w:pStyle w:val="SingleTxtG"/></w:pPr><w:r><w:t>[[BODY]]</w:t></w:r></w:p>'
_BREAK = '<w:p><w:pPr><w:sectPr><w:pgSz w:w="11907" w:h="16840"/></w:sectPr></w:pPr></w:p>'
_CELL = f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc>{_PARAGRAPH}</w:tc></w:tr></w:tbl>"


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        (DOCUMENT, _PARAGRAPH, f"{_PARAGRAPH}{_PARAGRAPH}", "page: has [[BODY]] 2 times"),
        (DOCUMENT, "[[BODY]]", "Text: [[BODY]]", "page: its [[BODY]] stands beside other words"),
        (DOCUMENT, _PARAGRAPH, _CELL, "page: its [[BODY]] stands inside a table, a box or a control"),
        (DOCUMENT, _PARAGRAPH, f"{_PARAGRAPH}{_BREAK}", "page: a section ends at or after [[BODY]]"),
        (DOCUMENT, 'w:left="1134" w:header', 'w:left="10cm" w:header', "page: its size and margins leave no room"),
        ("word/header1.xml", "{% if symbol %}", "[[BODY]]{% if symbol %}", "header: holds [[BODY]]"),
        (
            DOCUMENT,
            "<w:t>[[BODY]]</w:t></w:r>",
            '<w:t>[[BODY]]</w:t></w:r><w:del w:id="1" w:author="Jane Doe"><w:r><w:delText>x</w:delText></w:r></w:del>',
            "page: has tracked changes",
        ),
        (
            DOCUMENT,
            ">emblem</w:t></w:r>",
            '>emblem</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r>',
            "page: has a footnote of its own",
        ),
        (
            "word/header1.xml",
            "</w:p>",
            '<w:fldSimple w:instr=" INCLUDETEXT &quot;/etc/passwd&quot; "/></w:p>',
            "header: has a field INCLUDETEXT, which brings in other files",
        ),
        (
            "word/header1.xml",
            "</w:p>",
            '<w:fldSimple w:instr="INCLUDEPICTURE x">\n<w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>',
            "header: has a field INCLUDEPICTURE",
        ),
        (
            DOCUMENT,
            ">emblem</w:t></w:r>",
            '>emblem</w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            "<w:r><w:instrText>IN</w:instrText></w:r><w:r><w:instrText>CLUDETEXT x</w:instrText></w:r>"
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            "page: has a field INCLUDETEXT",
        ),
    ],
)
def test_what_would_be_printed_wrong_is_a_fault_with_its_place(tmp_path, name, old, new, words):
    path = style(tmp_path, edited(GENEVA, name, old, new))

    assert [words in str(fault) for fault in check_template(path)] == [True]
    assert words in refusal(lambda: printed_with(path))


def test_xml_under_another_name_is_not_copied_unread(tmp_path):
    data = edited(GENEVA, "word/_rels/document.xml.rels", "header1.xml", "header1.bin")
    data = edited(data, "[Content_Types].xml", "header1.xml", "header1.bin")
    path = style(tmp_path, with_part(data, "word/header1.bin", b"\xef\xbb\xbf<w:hdr/>"))

    assert ["holds word/header1.bin" in str(fault) for fault in check_template(path)] == [True]
    assert "holds word/header1.bin" in refusal(lambda: printed_with(path))


def test_comments_and_bookmarks_of_a_style_file_are_left_out(tmp_path):
    marked = (
        '<w:commentRangeStart w:id="0"/><w:bookmarkStart w:id="1" w:name="_GoBack"/>{}<w:bookmarkEnd w:id="1"/>'
        '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
    )
    note = f"<w:p>{marked.format('<w:r><w:t>A note</w:t></w:r>')}</w:p>"
    path = style(tmp_path, edited(GENEVA, DOCUMENT, _PARAGRAPH, f"{note}{_PARAGRAPH}"))

    data = write(samples.plain(), format="docx", layout="negotiating", style=path, options={"comments": "yes"})

    assert check_template(path) == ()
    assert lint(data) == ()
    assert "_GoBack" not in parts(data)[DOCUMENT].decode()


def test_a_style_file_without_a_section_or_with_remarks_in_its_parts_prints(tmp_path):
    data = edited(GENEVA, "word/_rels/document.xml.rels", "</Relationships>", "<!-- made by hand --></Relationships>")
    data = edited(data, "[Content_Types].xml", "</Types>", "<!-- made by hand --></Types>")
    start, end = (parts(data)[DOCUMENT].decode().index(tag) for tag in ("<w:sectPr>", "</w:body>"))
    data = edited(data, DOCUMENT, parts(data)[DOCUMENT].decode()[start:end], "")

    assert "Fifty-eighth session" in printed_with(style(tmp_path, data))


def test_a_picture_may_stand_in_the_line_of_a_field(tmp_path):
    # As Word writes it: the names of drawings are declared where they begin.
    drawing = (
        '<w:drawing><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="x"/>'
        "</a:graphic></w:drawing>"
    )
    data = edited(GENEVA, DOCUMENT, ">{{ session }}</w:t>", f">{{{{ session }}}}</w:t>{drawing}")

    assert "Fifty-eighth session" in printed_with(style(tmp_path, data))


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("[Content_Types].xml", "Types", "Typen"),
        ("word/_rels/document.xml.rels", "Relationships ", "Relations "),
        ("word/styles.xml", "w:styles", "w:stylez"),
    ],
)
def test_parts_that_are_something_else_make_a_damaged_file(tmp_path, name, old, new):
    text = parts(GENEVA)[name].decode()
    data = replaced(GENEVA, name, text.replace(old, new).replace("Relationships>", f"{new.strip()}>").encode())
    path = style(tmp_path, data)

    assert "a damaged Word file" in refusal(lambda: printed_with(path))


def test_a_style_whose_id_word_would_not_write_is_none(tmp_path):
    path = style(tmp_path, edited(GENEVA, "word/styles.xml", 'w:styleId="HArticleG"', 'w:styleId="&quot;&lt;x"'))

    assert [fault.what.partition(";")[0] for fault in check_template(path)] == ["no paragraph style named 'article'"]


def test_tags_that_are_never_closed_are_told_in_bounded_time(tmp_path):
    data = edited(GENEVA, DOCUMENT, "emblem</w:t></w:r>", f"x</w:t></w:r>{'<w:r><w:t>{{</w:t></w:r>' * 30_000}")

    assert "longer than 20000 characters" in str(check_template(style(tmp_path, data))[0])


@pytest.mark.parametrize("name", styles())
def test_a_style_file_that_libreoffice_saved_without_aliases_is_still_known(tmp_path, name):
    shipped = (templates_folder() / "styles" / f"{name}.docx").read_bytes()
    sheet = part(shipped, "word/styles.xml")
    for aliases in list(sheet.iter(f"{W}aliases")):
        aliases.getparent().remove(aliases)
    # LibreOffice adds styles of its own, one of which is called as layouts call another.
    sheet.append(
        etree.fromstring(
            f'<w:style xmlns:w="{W[1:-1]}" w:type="paragraph" w:styleId="Own"><w:name w:val="Heading"/></w:style>'
        )
    )
    path = style(tmp_path, replaced(shipped, "word/styles.xml", etree.tostring(sheet)))

    assert check_template(path) == ()
    assert printed_with(path) == printed_with(templates_folder() / "styles" / f"{name}.docx")
    assert find_style(path).style_id("heading") == find_style(name).style_id("heading")


def test_styles_of_one_name_and_two_kinds_are_told_apart(tmp_path):
    other = '<w:style w:type="paragraph" w:styleId="Quote"><w:name w:val="quote"/></w:style></w:styles>'
    path = style(tmp_path, edited(GENEVA, "word/styles.xml", "</w:styles>", other))

    assert check_template(path) == ()
    assert find_style(path).style_id("quote", "character") == "ExistingWords"


def test_traces_of_earlier_work_in_a_style_file_do_not_reach_a_clean_text(tmp_path):
    data = edited(
        GENEVA,
        "word/settings.xml",
        "<w:defaultTabStop",
        '<w:rsids><w:rsidRoot w:val="00AB12CD"/></w:rsids><w:defaultTabStop',
    )
    data = edited(data, DOCUMENT, "<w:p><w:pPr>", '<w:p w:rsidR="00AB12CD"><w:pPr>')
    data = with_part(data, "docProps/core.xml", b"<x><creator>Jane Doe</creator></x>")

    clean = write(samples.plain(), format="docx", layout="declaration", style=style(tmp_path, data))

    with zipfile.ZipFile(BytesIO(clean)) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
    assert b"00AB12CD" not in everything
    assert b"Jane Doe" not in everything


# --- layouts of one's own


def test_a_layout_of_ones_own_can_use_the_shipped_macros(tmp_path):
    own = layout(
        tmp_path,
        sheet(
            '{% import "_text.xml.j2" as ours with context %}'
            '<p style="text">Own words</p>{{ ours.text(document.blocks) }}'
        ),
    )

    assert check_template(own) == ()
    assert "Own words" in preview(samples.plain(), own)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{{ document.__class__ }}", "'.__class__' is nothing that a layout can read"),
        ("{{ document['__class__'] }}", "has no attribute '__class__'"),
        ("{{ document|attr('__class__') }}", "no filter 'attr'"),
        ("{{ [document]|map(attribute='__class__')|first }}", "has no attribute '__class__'"),
        ("{{ ''.format(document) }}", "only the functions of a page"),
        ("{{ cycler }}", "'cycler' is undefined"),
        ("{{ document.titel }}", "'.titel' is nothing that a layout can read"),
        ("{{ document.title|safe }}", "no filter 'safe'"),
        ("{{ 'a' * 1000000000 }}", "layouts do not multiply"),
        ("{{ 9 ** 9 ** 9 }}", "layouts do not multiply"),
        ("{% for a in range(10000) %}{% for b in range(10000) %}{% endfor %}{% endfor %}", "it never ends"),
        ("{{ range(1000000000)|list }}", "a range of more than 10,000 numbers"),
        (
            "{% set n = namespace(x='a') %}{% for a in range(99) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
            "puts together",
        ),
        (
            "{% set n = namespace(x='a') %}{% for a in range(99) %}{% set n.x = n.x + n.x %}{% endfor %}",
            "puts together",
        ),
        ("{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}", "call each other without end"),
        ("{% for block in document.blocks %}", "Unexpected end of template"),
        ('{% include "../../etc/passwd" %}', "lies outside the folder"),
        ("<p>", "no well-formed XML"),
        ("{{ words(7) }}", "'int' object"),
        ("{{ words() }}", "write it as words(block)"),
        ("{{ document }}", "prints a whole document; print what is in it"),
        ("{{ document.blocks|string }}", "prints a whole tuple"),
        ("{{ document.blocks|join }}", "prints a whole block"),
        ("{{ page.names }}", "'.names' is nothing that a layout can read"),
        ("{% set n = namespace() %}{% set n = document.walk() %}{{ n.gi_frame }}", "only macro files and notebooks"),
        (
            "{% set n = namespace(x='a') %}{% for a in range(99) %}{% set n.x = [n.x, n.x]|join %}{% endfor %}",
            "puts together",
        ),
        (
            "{% set n = namespace(x='a') %}{% for a in range(99) %}{% set x %}{{ n.x }}{{ n.x }}{% endset %}"
            "{% set n.x = x %}{% endfor %}",
            "puts together",
        ),
        (
            "{% set n = namespace(x='a') %}{% for a in range(99) %}{% set n.x = n.x|replace('a', 'aa') %}{% endfor %}",
            "puts together",
        ),
        (
            f"{{% for a in range(9999) %}}{{% for b in range(40) %}}{'x' * 1000}{{% endfor %}}{{% endfor %}}",
            "puts together",
        ),
        (f"{{{{ {'(' * 5000}1{')' * 5000} }}}}", "too deeply"),
        ("<!DOCTYPE a>", "document type"),
        ("{% set needs = 'elder' %}", "'needs' is '' or 'older', not 'elder'"),
        ("{% set open_choices = 'refuse' %}", "'open_choices' is 'bracketed' or 'refused', not 'refuse'"),
        ("{% set clean = 'yes' %}", "'clean' is true or false, not 'yes'"),
        ("{% set leaves_out = 'items' %}", "'leaves_out' names no role 'items'; there are title, organ"),
        ("{% set kind = ['a'] %}", "'kind' is a text in quotation marks"),
    ],
)
def test_a_layout_that_does_what_it_should_not_gets_one_line_with_its_place(tmp_path, text, words):
    own = layout(tmp_path, sheet(text))

    said = refusal(lambda: preview(samples.plain(), own))

    assert said.startswith("layout own.xml.j2")
    assert words in said
    assert [words in str(fault) for fault in check_template(own)] == [True]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('</section><section orientation="diagonal">', 'says orientation="diagonal" of <section>; write portrait or'),
        ("Lost words", "would lose the words 'Lost words', which stand in <section>; put them into <p>"),
        (
            '<table widths="100"><row><cell>Lost</cell></row></table>',
            "would lose the words 'Lost', which stand in <cell>",
        ),
        ('<table widths="50,50"><row><cell/><cell/></row></table>', 'says widths="50,50" of <table>; write hundredths'),
        ('<table widths="90 90"><row><cell/><cell/></row></table>', "is wider than the line"),
        ('<table widths="50 50"><row><cell/></row></table>', "a row of 1 columns in a <table> of 2"),
        (
            '<table widths="50 50"><row><cell span="x"/></row></table>',
            'says span="x" of <cell>; write a number of columns',
        ),
        ("<p>a<p>b</p></p>", "prints <p> in <p> near 'b'; it may hold <label>, <comment>, <r>"),
        ("<p>a<note>b<r m='lead'>c</r></note></p>", "prints <r> in <note> near 'c'; it may hold words only"),
        ("<p><r>a</r></p>", "marks words as '' near 'a', which nothing knows"),
        ('<p colour="red">a</p>', "gives <p> a colour near 'a'; it may have style, anchor"),
        ("<row/>", "prints <row> in <section>; it may hold <p>, <table>, <toc>"),
    ],
)
def test_what_no_writer_could_print_is_named_by_the_check_and_wherever_it_is_printed(tmp_path, text, words):
    own = layout(tmp_path, sheet(text))

    assert any(words in fault.what for fault in check_template(own))
    for work in (lambda: preview(samples.plain(), own), lambda: write(samples.plain(), format="docx", layout=own)):
        assert words in refusal(work)


def test_remarks_byte_order_marks_and_other_ends_of_lines_in_a_layout_are_no_fault(tmp_path):
    text = sheet('<!-- of our own --><p style="text">Own <!-- and -->words</p>{{ t.text(document.blocks) }}')
    text = f'{{% import "_text.xml.j2" as t with context %}}{text}'.replace("\n", "\r\n")
    own = tmp_path / "own.xml.j2"
    own.write_bytes(b"\xef\xbb\xbf" + text.encode())

    assert check_template(own) == ()
    assert "Own words" in preview(samples.plain(), own)


def test_macros_that_are_imported_without_their_context_say_so(tmp_path):
    own = layout(tmp_path, sheet('{% import "_text.xml.j2" as t %}{{ t.text(document.blocks) }}'))

    assert "is imported alone; write {% import ... with context %}" in refusal(lambda: preview(samples.plain(), own))
    assert [str(fault).startswith("own.xml.j2: ") for fault in check_template(own)] == [True]


def test_the_line_of_a_fault_is_named(tmp_path):
    own = layout(tmp_path, sheet("\n\n{{ document.titel }}"))

    assert str(check_template(own)[0]).startswith("own.xml.j2:5: ")


def test_a_layout_that_leaves_out_a_role_is_told_which(tmp_path):
    own = layout(tmp_path, sheet('<p style="title">{{ document.title }}</p>'))

    told = [fault.what for fault in check_template(own)]

    assert [what.split("'")[1] for what in told] == [
        *("organ", "preambular", "alternative", "formula", "part", "article", "paragraph", "item", "alternatives")
    ]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("or block.role == 'formula'", "", "'formula'"),
        ("or block.role == 'organ'", "", "'organ'"),
        ("block.role == 'title' or ", "", "'title'"),
        ("{% elif block.role == 'alternatives' %}", "{% elif false %}", "'alternatives'"),
        (
            "{% for child in block.children %}{{ article(",
            "{% for child in block.children[:1] %}{{ article(",
            "'alternatives'",
        ),
        ("{% elif block.role == 'alternative' %}", "{% elif false %}", "'alternative'"),
        (
            "{% elif block.role == 'alternative' %}",
            "{% elif block.role == 'alternative' and loop.first %}",
            "'alternative' after the first",
        ),
        (
            "{% elif block.role == 'item' %}",
            "{% elif block.role == 'item' and block.level == 1 %}",
            "'item' in another item",
        ),
        (
            "{% if block.children %}{{ text(block.children, owner if is_last or document.was) }}{% endif %}",
            "",
            "'item' below an alternative",
        ),
    ],
)
def test_each_role_that_a_copy_of_the_shipped_macros_forgets_is_named(tmp_path, old, new, told):
    shipped = templates_folder() / "layouts"
    text = (shipped / "_text.xml.j2").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "_text.xml.j2").write_text(text.replace(old, new, 1), encoding="utf-8")
    own = layout(tmp_path, (shipped / "negotiating.xml.j2").read_text(encoding="utf-8"))

    fault = check_template(own)[0]

    assert fault.what.startswith(f"leaves out what has the role {told}")


@pytest.mark.parametrize("sample", ["plain", "opened", "redline_document", "hostile"])
def test_a_copy_of_each_shipped_layout_prints_the_same_in_any_folder(tmp_path, sample):
    document = getattr(samples, sample)()
    for info in layouts():
        if (info.clean and document.was is not None) or (info.needs and document.was is None):
            continue
        options = {"force": "yes"} if info.open_choices == "refused" else {"contents": "yes"}
        text = (templates_folder() / "layouts" / f"{info.name}.xml.j2").read_text(encoding="utf-8")
        own = layout(tmp_path, text)

        printed, shipped = (preview(document, which, options=options) for which in (own, info.name))

        assert check_template(own) == ()
        assert printed == shipped


def test_a_tag_a_style_or_a_mark_that_nothing_knows_is_named(tmp_path):
    own = layout(tmp_path, sheet('<p style="marginal"><b>x</b><r m="loud">y</r></p>'))

    told = " ".join(fault.what for fault in check_template(own))

    assert "prints <b>" in told
    assert "the style 'marginal'" in told
    assert "marks words as 'loud'" in told


def test_what_is_neither_style_nor_layout_is_refused(tmp_path):
    (tmp_path / "notes.txt").write_text("x")

    assert "neither a house style (.docx) nor a layout" in refusal(lambda: check_template(tmp_path / "notes.txt"))
    assert "there is no such file" in refusal(lambda: check_template(tmp_path / "none.docx"))
