"""All text of a drafter reaches HTML through one function."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from tests.builders import alternatives, draft, settled
from workbench.app.html import block_html, escape, option_html
from workbench.compose import compose
from workbench.model import Item, Option
from workbench.numbering import number

HOSTILE = "<img src=x onerror=alert(1)> & \"quotes\" 'single' {{ 7*7 }} \\[brackets\\] العدالة 团结 </p><script>"


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.names: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.names |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


def read(html: str) -> _Reader:
    reader = _Reader()
    reader.feed(html)
    return reader


@given(st.text(st.characters(exclude_characters="\r\x00", exclude_categories=["Cs"])))
def test_escaped_text_is_text_again_when_it_is_read(text: str) -> None:
    reader = read(f"<p>{escape(text)}</p>")
    assert reader.tags == {"p"}
    assert reader.text == text


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_wording_brings_no_tag_of_its_own(text: str, item: str) -> None:
    html = option_html(Option(id="one", text=text, items=(Item(id="a", text=item),)), {}, {})
    assert read(html).tags <= {"p", "em", "b", "mark", "span"}
    assert read(html).names <= {"class", "dir"}


def test_hostile_text_stands_in_a_provision_as_it_was_typed() -> None:
    document = number(compose(draft(settled("p", HOSTILE))))
    reader = read(block_html(next(block for block in document.walk() if block.id == "p")))

    assert reader.tags <= {"div", "p", "span"}
    assert HOSTILE.replace("\\[", "[").replace("\\]", "]") in reader.text


def test_alternatives_carry_the_number_of_their_provision_once() -> None:
    document = number(compose(draft(alternatives("p", "One.", "Two."), settled("q"))))
    html = block_html(next(block for block in document.walk() if block.id == "p"))

    assert "".join(read(html).text.split()) == "1Alt.1[One.]Alt.2[Two.]"


def test_arabic_text_runs_from_right_to_left() -> None:
    assert 'dir="rtl"' in option_html(Option(id="one", text="«تتعاون الدول»"), {}, {})
