"""Each of the eight faults that validators miss, planted, is found."""

from __future__ import annotations

import re

import pytest

from tests.writers import samples
from tests.writers.reading import edited, parts
from workbench.writers import write
from workbench.writers.lint import lint

DOCUMENT = "word/document.xml"
REDLINE = write(samples.redline_document(), format="docx", layout="redline")
OPEN = write(samples.opened(), format="docx", layout="negotiating")
INSERTED, DELETED = (
    re.findall(f'<w:{kind} w:id="([0-9]+)"', parts(REDLINE)[DOCUMENT].decode())[0] for kind in ("ins", "del")
)
CONTROL = '<w:sdt><w:sdtPr><w:id w:val="7"/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>'


@pytest.mark.parametrize("data", [REDLINE, OPEN], ids=["redline", "open"])
def test_what_we_write_has_no_fault(data):
    assert lint(data) == ()


@pytest.mark.parametrize(
    ("data", "old", "new", "fault"),
    [
        (
            REDLINE,
            '<w:delText xml:space="preserve">should</w:delText>',
            "<w:t>should</w:t>",
            "plain text 'should' inside",
        ),
        (
            REDLINE,
            '<w:t xml:space="preserve">shall</w:t>',
            "<w:delText>shall</w:delText>",
            "deleted text 'shall' outside",
        ),
        (OPEN, 'w:name="p_udhr"', 'w:name="p_charter"', "bookmark 'p_charter' is used twice"),
        (OPEN, '<w:commentRangeEnd w:id="0"/>', "", "the range of comment 0 is not closed"),
        (REDLINE, f'<w:ins w:id="{INSERTED}"', f'<w:ins w:id="{DELETED}"', f"revision id {DELETED} is used twice"),
        (OPEN, "<w:body>", f"<w:body>{CONTROL}{CONTROL}", "content control id 7 is used twice"),
        (OPEN, '<w:fldChar w:fldCharType="end"/>', "", "a field is not closed"),
        (OPEN, " REF _n_holders ", " REF _n_nobody ", "bookmark '_n_nobody', which is not there"),
    ],
    ids=["t in del", "delText outside", "bookmark", "comment", "revision", "control", "field", "reference"],
)
def test_a_planted_fault_is_found(data, old, new, fault):
    (found,) = lint(edited(data, DOCUMENT, old, new))

    assert found.startswith("word/document.xml: ")
    assert fault in found


def test_a_comment_without_a_call_is_found():
    call = '<w:commentReference w:id="0"/>'

    assert lint(edited(OPEN, DOCUMENT, call, "")) == ("word/document.xml: comment 0 has a range and no call",)
