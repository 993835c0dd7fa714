"""Reports, resolutions and treaties as files: Word, PDF, Markdown and text give the same numbered paragraphs."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from tests.core.test_inspection import REFUSED, word
from workbench.errors import WorkbenchError
from workbench.inspection import MAX_FILE
from workbench.readers.bounded import bounded
from workbench.readers.sources import Recognised, as_source, read_source

SHARED = Path(__file__).resolve().parents[3] / "shared" / "sources"
REPORT = "A-HRC-21-44-Add.1"


# --- the report itself ------------------------------------------------------------


def report(ending: str) -> Recognised:
    path = SHARED / f"{REPORT}.{ending}"
    if not path.is_file():
        pytest.skip(f"needs the report A/HRC/21/44/Add.1 as {path}, which is not shipped")
    return bounded(read_source, path.read_bytes(), path.name, gives=Recognised)


@pytest.mark.parametrize("ending", ["docx", "pdf", "md"])
def test_all_paragraphs_of_the_report_are_recognised(ending: str) -> None:
    found = report(ending)

    assert [paragraph.number for paragraph in found.paragraphs] == [str(n) for n in range(1, 55)]
    assert (found.symbol, found.date, found.body) == ("A/HRC/21/44/Add.1", "2012-07-11", "Human Rights Council")
    assert found.title.startswith("Summary of the expert workshop on human rights and international solidarity")
    assert not found.counted


@pytest.mark.parametrize("ending", ["pdf", "md"])
def test_the_report_says_the_same_in_every_format(ending: str) -> None:
    assert report(ending).paragraphs == report("docx").paragraphs


def test_no_footnote_and_no_page_break_is_left_in_the_report() -> None:
    found = {paragraph.number: paragraph for paragraph in report("pdf").paragraphs}

    assert "calls for greater equity and accountability in economic affairs" in found["6"].text
    assert [number for number, paragraph in found.items() if paragraph.footnotes] == ["3", "6", "34"]
    assert found["47"].section == (
        *found["42"].section[:-1],
        "C. Exploring the relationship between international solidarity and international cooperation",
    )
    assert not any("A/HRC/21/44/Add.1" in paragraph.text for paragraph in found.values())


# --- Word ---------------------------------------------------------------------


def saved(document: docx.document.Document) -> bytes:
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_numbers_that_word_computes_are_read_as_they_are_printed() -> None:
    document = docx.Document()
    document.add_heading("I. Introduction", 1)
    for text in ("One.", "Two."):
        document.add_paragraph(text, style="List Number")
    document.add_heading("Views", 2)
    document.add_paragraph("Three.", style="List Number")

    found = read_source(saved(document), "x.docx")

    assert [(p.number, p.text) for p in found.paragraphs] == [("1", "One."), ("2", "Two."), ("3", "Three.")]
    assert [p.section for p in found.paragraphs][-1] == ("I. Introduction", "Views")


def test_numbers_that_are_typed_and_words_in_links_and_fields_are_read() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("1.\tSee ")
    for kind, text in (("begin", ""), ("", "HYPERLINK"), ("separate", ""), ("", "this page"), ("end", "")):
        run = paragraph.add_run(text if text != "HYPERLINK" else "")
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
    paragraph.add_run(".")
    document.add_paragraph("2.\tTwo.")

    assert [p.text for p in read_source(saved(document), "x.docx").paragraphs] == ["See this page.", "Two."]


# --- PDF ----------------------------------------------------------------------

Placed = tuple[float, float, float, str]


def pdf(*pages: Sequence[Placed], raw: Callable[[bytes], bytes] = lambda stream: stream, more: str = "") -> bytes:
    """A PDF of pages of lines, each with x, y, size and text."""
    bodies = [b"", b"", b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding/WinAnsiEncoding>>"]
    kids = []
    for page in pages:
        shown = "".join(f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET\n" for x, y, size, text in page)
        stream = raw(shown.encode("cp1252"))
        bodies.append(b"<</Length %d%s>>stream\n%s\nendstream" % (len(stream), more.encode(), stream))
        bodies.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F1 3 0 R>>>>>>"
            % len(bodies)
        )
        kids.append(f"{len(bodies)} 0 R")
    bodies[0] = b"<</Type/Catalog/Pages 2 0 R>>"
    bodies[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>".encode()
    return numbered_objects(bodies)


def numbered_objects(bodies: Sequence[bytes]) -> bytes:
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += b"%d 0 obj" % number + body + b"endobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    start = len(out)
    head = f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n{table}trailer<</Size {len(bodies) + 1}/Root 1 0 R>>"
    return out + f"{head}\nstartxref\n{start}\n%%EOF".encode()


def page(number: int, *lines: str, notes: Sequence[Placed] = ()) -> list[Placed]:
    """A page with a running head, lines at the usual distance (a blank one leaves a gap), notes and its number."""
    placed: list[Placed] = [(450.0, 800.0, 9.0, "A/HRC/99/1")]
    y = 760.0
    for line in lines:
        if line:
            placed.append((90.0, y, 10.0, line))
        y -= 12 if line else 6
    return [*placed, *notes, (500.0, 30.0, 9.0, str(number))]


def test_a_pdf_is_read_across_its_pages_without_heads_feet_and_footnotes() -> None:
    noted = [(90.0, 95.0, 5.0, "1"), (96.0, 92.0, 8.0, "See A/1.")]
    raised: list[Placed] = [(300.0, 764.0, 5.5, "1")]
    data = pdf(
        [*page(3, "1. The Council met.")[:2], *raised, *page(3, "", "", "2. It adopted a text that", notes=noted)[1:]],
        page(4, "was long and", "2012. was the year.", "", "3. All agreed."),
        page(5, "4. Nobody left."),
    )

    found = read_source(data, "x.pdf")

    assert [(p.number, p.text) for p in found.paragraphs] == [
        ("1", "The Council met."),
        ("2", "It adopted a text that was long and 2012. was the year."),
        ("3", "All agreed."),
        ("4", "Nobody left."),
    ]
    assert found.paragraphs[0].footnotes == ("See A/1.",)
    assert found.symbol == ""


def test_a_pdf_of_pictures_says_so() -> None:
    with pytest.raises(WorkbenchError, match=r"x\.pdf: has no text, only pictures"):
        read_source(pdf([]), "x.pdf")


def looping() -> bytes:
    """Pages whose tree leads back into itself."""
    return numbered_objects(
        [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 2/Kids[2 0 R 3 0 R]>>", b"<</Type/Page/Parent 2 0 R>>"]
    )


def shared_kids() -> bytes:
    """One page fifty thousand times."""
    kids = b"3 0 R " * 50_000
    return numbered_objects(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 50000/Kids[%s]>>" % kids,
            b"<</Type/Page/Parent 2 0 R>>",
        ]
    )


def deep() -> bytes:
    return numbered_objects([b"<</Type/Catalog/Pages 2 0 R/X %s%s>>" % (b"[" * 100_000, b"]" * 100_000), b"<<>>"])


ENCRYPTED = b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj\n"
ENCRYPTED += b"3 0 obj<</Filter/Standard/V 5/R 6/Length 256/P -4/O(x)/U(x)>>endobj\n"
ENCRYPTED += b"trailer<</Size 4/Root 1 0 R/Encrypt 3 0 R/ID[(a)(b)]>>\nstartxref\n0\n%%EOF"

BAD_PDFS: dict[str, Callable[[], bytes]] = {
    "truncated": lambda: pdf(page(1, "1. One."))[:300],
    "not one": lambda: b"%PDF-1.7\n" + b"\0" * 500,
    "named so": lambda: b"a text",
    "flate bomb": lambda: pdf(
        [(9, 9, 9, " " * 5_000)], raw=lambda _: zlib.compress(b"q " * 60_000_000, 9), more="/Filter/FlateDecode"
    ),
    "looping pages": looping,
    "shared pages": shared_kids,
    "deep": deep,
    "encrypted": lambda: ENCRYPTED,
}


@pytest.mark.parametrize("case", BAD_PDFS)
def test_a_bad_pdf_ends_in_one_clear_line_or_in_its_text(case: str) -> None:
    with pytest.raises(WorkbenchError) as refused:
        bounded(read_source, BAD_PDFS[case](), "x.pdf", gives=Recognised)

    assert str(refused.value).startswith("x.pdf: ")
    assert "\n" not in str(refused.value)


def test_a_pdf_of_many_operators_is_read_in_its_time() -> None:
    data = pdf(page(1, "1. One."), [(9.0, 400.0, 9.0, "x")] * 20_000)

    assert bounded(read_source, data, "x.pdf", gives=Recognised).paragraphs[0].text.startswith("One.")


# --- whatever comes -------------------------------------------------------------


@pytest.mark.parametrize("case", REFUSED)
def test_word_files_are_refused_as_everywhere(case: str) -> None:
    data = REFUSED[case][0]()

    with pytest.raises(WorkbenchError) as refused:
        bounded(read_source, data, "returned.docx", gives=Recognised)

    assert str(refused.value).startswith("returned.docx: ")
    assert "\n" not in str(refused.value)


ODD: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "no text"),
    "blanks": (b" \n\t\n", "no text"),
    "nul": (b"1. a\0b", "UTF-8"),
    "half": (b"1. \xff\xfe", "UTF-8"),
    "one long line": (b"x" * (MAX_FILE - 1), "characters"),
    "too large": (b"x" * (MAX_FILE + 1), "larger"),
    "many paragraphs": (b"\n\n".join(b"%d. a" % n for n in range(1, 6_000)), "paragraphs"),
}


@pytest.mark.parametrize("case", ODD)
def test_texts_that_cannot_be_read_end_in_one_clear_line(case: str) -> None:
    data, why = ODD[case]

    with pytest.raises(WorkbenchError, match=why) as refused:
        bounded(read_source, data, "x.txt", gives=Recognised)

    assert str(refused.value).startswith("x.txt: ")
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "data", [b"1. One.\r2. Two.\r", "\ufeff1. One.\n2. Two.".encode(), "1. One.\n2. Two.".encode("utf-16")]
)
def test_lines_and_letters_of_all_systems_are_read(data: bytes) -> None:
    assert [p.text for p in read_source(data, "x.txt").paragraphs] == ["One.", "Two."]


def test_a_document_of_word_without_paragraphs_has_no_text() -> None:
    with pytest.raises(WorkbenchError, match="no text"):
        read_source(word(), "x.docx")


# --- as a source ----------------------------------------------------------------


def test_an_instrument_is_cited_by_its_articles_and_a_report_by_its_symbol() -> None:
    treaty = read_source(b"Article 1\n\nOne.\n\nArticle 2\n\nTwo.", "x.txt")
    source = as_source(treaty, id="t", symbol="", title="Vienna Convention on the Law of Treaties")
    charter = as_source(treaty, id="c", symbol="", title="Charter of the United Nations")
    report = as_source(read_source(b"1. One.\n\n2. Two.", "x.txt"), id="r", symbol="A/1", title="Report")

    assert (source.unit, source.short) == ("article", "the Vienna Convention on the Law of Treaties")
    assert charter.unit == "Article"
    assert (report.unit, report.short) == ("paragraph", "")
