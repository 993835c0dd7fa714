"""What a draft file carries of the sources that drafters loaded: those that the draft cites, and of them what it cites.

    sources:
      - id: a-hrc-15-32
        symbol: A/HRC/15/32
        title: Report of the independent expert on human rights and international solidarity
        body: Human Rights Council
        date: 2010-07-05
        paragraphs:
          - number: "58"
            section: ["VI. Conclusions"]
            text: The right has a legal foundation.

So that a citation can be read wherever the file is opened, and the file stays small. Sources of the catalogue are not
carried: whoever opens the file has them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from workbench.files import shapes
from workbench.files.shapes import Faults, Reader, shown
from workbench.files.sources import source_of
from workbench.files.written import written
from workbench.proposals import Paragraph, Source

_USUAL = Source(id="", title="")


def carried_sources(value: Any, line: int, faults: Faults, what: str) -> tuple[Source, ...]:
    """The sources in a draft file, by the key `sources`."""
    seen: set[str] = set()

    def carried(value: Any, line: int, faults: Faults, what: str) -> Source:
        reader = Reader(value, line, faults, "a source")
        id = reader.need("id", shapes.identifier, "")
        if id in seen:
            faults.add(reader.line_of("id"), f"the source {shown(id)} is there twice; keep one")
        seen.add(id)
        source = source_of(reader, id, None)
        reader.done()
        return source

    return shapes.many(carried)(value, line, faults, what)


def dump_source(source: Source) -> str:
    """A source as a file of a catalogue's folder `sources/`, to which digests and views can be added."""
    plain = {key: value for key, value in _plain(source).items() if key != "id"}
    return written(plain)


def plain_sources(sources: Sequence[Source]) -> list[dict[str, Any]]:
    """Sources as a draft file has them: keys in order, what is empty or usual left out."""
    return [_plain(source) for source in sources]


def _plain(source: Source) -> dict[str, Any]:
    out: dict[str, Any] = {"id": source.id}
    for name in ("symbol", "title", "short", "unit", "body", "date", "language"):
        value = getattr(source, name)
        if value != getattr(_USUAL, name) or name == "title":
            out[name] = value
    if source.paragraphs:
        out["paragraphs"] = [_plain_paragraph(paragraph) for paragraph in source.paragraphs]
    return out


def _plain_paragraph(paragraph: Paragraph) -> Mapping[str, Any]:
    out: dict[str, Any] = {"number": paragraph.number}
    if paragraph.section:
        out["section"] = list(paragraph.section)
    out |= {name: value for name in ("digest", "text") if (value := getattr(paragraph, name))}
    return out | ({"footnotes": list(paragraph.footnotes)} if paragraph.footnotes else {})
