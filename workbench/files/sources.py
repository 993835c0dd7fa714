"""Source files: one source a file, its paragraphs, and the views recorded in them."""

from __future__ import annotations

from typing import Any

from workbench.files import shapes
from workbench.files.shapes import Faults, Reader, shown
from workbench.proposals import Kind, Paragraph, Source, Stance, Use, View


def read_source(id: str, tree: Any, faults: Faults) -> tuple[Source, list[tuple[View, int]]]:
    """One source out of the tree of its file, and the views recorded in it, each with its line."""
    shapes.identifier(id, 1, faults, "file name")
    reader = Reader(tree, 1, faults, "a source")
    views: list[tuple[View, int]] = []
    source = source_of(reader, id, views)
    reader.done()
    return source, views


def source_of(reader: Reader, id: str, views: list[tuple[View, int]] | None) -> Source:
    """The source that a reader reads; the views in its paragraphs are added to `views`, and refused without a list."""
    numbers: dict[str, int] = {}

    def paragraph(value: Any, line: int, faults: Faults, what: str) -> Paragraph:
        inner = Reader(value, line, faults, "a paragraph")
        number = inner.need("number", shapes.filled, "")
        if number in numbers:
            faults.add(inner.line_of("number"), f"the paragraph {shown(number)} is there twice; renumber one")
        numbers[number] = line
        out = Paragraph(
            number=number,
            section=inner.take("section", shapes.texts, ()),
            digest=inner.take("digest", shapes.line, ""),
            text=inner.take("text", shapes.text, ""),
            footnotes=inner.take("footnotes", shapes.texts, ()),
        )
        if views is not None:
            recorded = inner.take("views", shapes.many(_view_of(id, number)), ())
            lines = getattr(inner.map.get("views"), "lines", [])
            views.extend(zip(recorded, lines, strict=False))
        inner.done()
        return out

    return Source(
        id=id,
        symbol=reader.take("symbol", shapes.text, ""),
        title=reader.need("title", shapes.filled_line, ""),
        short=reader.take("short", shapes.text, ""),
        unit=reader.take("unit", shapes.filled, "paragraph"),
        body=reader.take("body", shapes.text, ""),
        date=reader.take("date", shapes.text, ""),
        language=reader.take("language", shapes.filled, "en"),
        paragraphs=reader.take("paragraphs", shapes.many(paragraph), ()),
    )


def _view_of(source: str, number: str) -> Any:
    def view(value: Any, line: int, faults: Faults, what: str) -> View:
        reader = Reader(value, line, faults, "a view")
        out = View(
            id=reader.need("id", shapes.filled, ""),
            source=source,
            paragraphs=(number,),
            kind=reader.need("kind", shapes.one_of(Kind), Kind.METHOD),
            label=reader.need("label", shapes.filled_line, ""),
            stance=reader.need("stance", shapes.one_of(Stance), Stance.PROPOSED),
            attribution=reader.need("attribution", shapes.filled, ""),
            anchor=reader.need("anchor", shapes.filled_line, ""),
            use=reader.take("use", shapes.one_of(Use), Use.TEXT),
            why=reader.take("why", shapes.line, ""),
            note=reader.take("note", shapes.line, ""),
        )
        if out.use is not Use.TEXT and not out.why:
            faults.add(
                reader.line, f"the view {shown(out.id)} is a {out.use}; say in 'why' for what reason it is no text"
            )
        reader.done()
        return out

    return view
