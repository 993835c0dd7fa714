"""Support and references: L35 to L43."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench import citing
from workbench.checks.rule import ERROR, NOTE, WARNING, Check, DraftCheck, Remark, WordingCheck
from workbench.checks.scene import Leaf, Scene, finding
from workbench.checks.texts import Wording, listed, remembered, shortened
from workbench.findings import Finding
from workbench.model import Citation, Relation
from workbench.proposals import Source
from workbench.wording import references_in

_ARTICLE_OF_THIS = re.compile(
    r"\barticles? (\d+)(?:,? paragraph \d+)? (?:of (?:the present|this) Declaration|above|below)\b"
)
_typed = remembered(_ARTICLE_OF_THIS)
WRONG_CASE = re.compile(
    r"(?<=[a-z,;] )(?:Articles?(?= [\d, and–]+(?:\(\d+\) )?of the (?:Universal|International|Vienna|Declaration))"
    r"|articles?(?= [\d, and–]+(?:\(\d+\) )?of the (?:Charter|United Nations Charter)))"
)
_SYMBOL_FAULTS = re.compile(
    r"\b[AESTC]/[\w./]*(?:"
    r"/(?:add|rev|corr|crp|inf)\.?\s?\d+|/(?:Add|Rev|Corr|CRP|INF)\s?\d+|/(?:Add|Rev|Corr|CRP|INF)\.\s\d+"
    r"|\s(?:Add|Rev|Corr)\.\d+|\s/\d+)"
    r"|\b[AE][.\\-](?:HRC|RES|CN|C\.\d)[./\\-]\d[\w./\\-]*"
    r"|\b[ae]/(?:hrc|res|cn)/[\w./]*"
)
_PAGE = re.compile(r"\bpp?\. ?\d+")
_IN_TEXT = re.compile(r"\((?:see )?[AEST]/[A-Z0-9][\w./-]*(?:, paras?\. [^()]*)?\)")
_LEFT_OUT = re.compile(r"[\W_]+")


def supported(leaf: Leaf) -> bool:
    """Whether a place carries a paragraph or a legal basis that speaks for it."""
    return any(citation.relation is not Relation.OPPOSES for citation in leaf.provision.cites)


def unsupported(scene: Scene) -> Iterator[Finding]:
    """L35."""
    for leaf in scene.leaves:
        if not leaf.provision.cites and not leaf.provision.is_gap:
            message = f"{scene.title(leaf.id)} rests on no supporting paragraph and no legal basis."
            yield finding("L35", WARNING, leaf.id, message, "Attach a paragraph of a report, or a legal basis.")


def only_opposed(scene: Scene) -> Iterator[Finding]:
    """L36."""
    for leaf in scene.leaves:
        if leaf.provision.cites and not supported(leaf):
            message = f"All that is cited for {scene.title(leaf.id)} speaks against it."
            yield finding("L36", ERROR, leaf.id, message, "Attach what supports it, or reconsider it.")


def references(scene: Scene) -> Iterator[Finding]:
    """L37."""
    ids = scene.titles
    articles = sum(1 for title in {t.partition(",")[0] for t in ids.values()} if title.startswith("article "))
    for leaf in scene.leaves:
        for reading in leaf.readings:
            for line in reading.wording.lines if reading.facts.refers or _typed(reading.text) else ():
                for target in references_in(line.raw):
                    if target == leaf.id:
                        message = f"{scene.title(leaf.id)} refers to itself."
                        yield finding("L37", ERROR, leaf.id, message, "Refer to another provision, or say it in words.")
                    elif target not in ids:
                        message = f"{scene.title(leaf.id)} refers to a provision that is no longer there."
                        yield finding(
                            "L37", ERROR, leaf.id, message, "Insert a reference to a provision that there is."
                        )
                for typed in _ARTICLE_OF_THIS.finditer(line.unquoted):
                    if int(typed[1]) > articles:
                        message = f"{scene.title(leaf.id)} refers to “{typed[0]}”, but there are {articles} articles."
                        yield finding(
                            "L37", ERROR, leaf.id, message, "Insert a reference to a provision that there is."
                        )


def missing_sources(scene: Scene) -> Iterator[Finding]:
    """L43."""
    if scene.catalogue is None:
        # Then none of them is there, which is one trouble and not one a place.
        if any(citing.is_missing(citation, None) for leaf in scene.leaves for citation in leaf.provision.cites):
            message = "The draft cites sources of a catalogue, and there is none."
            yield finding("L43", ERROR, "", message, "Name the catalogue that holds them.")
        return
    sources = scene.catalogue.source
    for leaf in scene.leaves:
        for id in dict.fromkeys(c.source for c in leaf.provision.cites if citing.is_missing(c, sources.get(c.source))):
            message = f"{scene.title(leaf.id)} cites the source “{id}”, which is not there."
            yield finding("L43", ERROR, leaf.id, message, "Load the source, or remove the supporting paragraph.")


def case_of_citation(wording: Wording) -> Iterator[Remark]:
    """L38."""
    wrong = wording.found(WRONG_CASE)
    if wrong:
        right = "article" if wrong[0][0] == "A" else "Article"
        yield Remark(
            f"“{wrong[0]}” should be “{right}” here: articles of the Charter have a capital, all others have not.",
            f"Write “{right}”.",
        )


def symbols(wording: Wording) -> Iterator[Remark]:
    """L39."""
    wrong = wording.found(_SYMBOL_FAULTS)
    if wrong:
        yield Remark(f"{listed(wrong)} is no well-formed symbol.", "Write it as in “A/HRC/21/44/Add.1”.")
    pages = wording.found(_PAGE)
    if pages:
        yield Remark(f"{listed(pages)} cites a page.", "Cite the paragraph: “para. 5”.")


def cited_in_text(scene: Scene) -> Iterator[Finding]:
    """L40: only where the symbol says that the text goes out as a resolution."""
    if "/L." not in scene.draft.front.symbol and "/RES/" not in scene.draft.front.symbol:
        return
    for leaf in scene.leaves:
        for reading in leaf.readings[:1]:
            hit = _IN_TEXT.search(reading.text)
            if hit:
                message = f"{scene.title(leaf.id)} cites “{hit[0]}” in the text; resolutions cite in footnotes."
                yield finding("L40", WARNING, leaf.id, message, "Attach it as a supporting paragraph instead.")


def anchors(scene: Scene) -> Iterator[Finding]:
    """L41: only for paragraphs whose text is loaded."""
    if scene.catalogue is None or not any(p.text for source in scene.catalogue.sources for p in source.paragraphs):
        return
    for leaf in scene.leaves:
        seen: set[tuple[str, str, str]] = set()
        for source_id, numbers, words in _quoted(scene, leaf):
            source = scene.catalogue.source.get(source_id)
            for number in numbers if source else ():
                paragraph = source.paragraph(number) if source else None
                if paragraph is None or not paragraph.text or (source_id, number, words) in seen:
                    continue
                seen.add((source_id, number, words))
                if _bare(words) not in _bare(paragraph.text):
                    place = citing.place(source, Citation(source=source_id, paragraphs=(number,)))
                    message = f"The words “{shortened(words)}” are not found in {place}."
                    yield finding("L41", ERROR, leaf.id, message, "Correct the words, or the paragraph.")


def _quoted(scene: Scene, leaf: Leaf) -> Iterator[tuple[str, tuple[str, ...], str]]:
    for citation in leaf.provision.cites:
        if citation.quote:
            yield citation.source, citation.paragraphs, citation.quote
    for formulation in leaf.taken:
        for id in formulation.rests_on:
            view = scene.catalogue.view.get(id) if scene.catalogue else None
            if view is not None:
                yield view.source, view.paragraphs, view.anchor


def _bare(text: str) -> str:
    return _LEFT_OUT.sub(" ", text.casefold()).strip()


def instruments(scene: Scene) -> Iterator[Finding]:
    """L42."""
    if scene.catalogue is None or not scene.draft.preamble or not scene.articles:
        return
    texts = [" ".join(r.text for leaf in leaves for r in leaf.readings) for leaves in (scene.preamble, scene.body)]
    for source in scene.catalogue.sources:
        if source.unit == "paragraph" or not source.short:
            continue
        name = source.short
        above, below = (name.removeprefix("the ") in text for text in texts)
        if above and not below and not _cited(scene.body, source):
            message = f"The preamble names {name}, and no article rests on it."
            where = _naming(scene.preamble, source)
            yield finding("L42", NOTE, where, message, "Cite it for an article, or leave it out.")
        elif below and not above and not _cited(scene.preamble, source):
            where = _naming(scene.body, source)
            message = f"{scene.title(where)} names {name}, and the preamble does not."
            yield finding("L42", NOTE, where, message, "Recall it in the preamble.")


def _naming(leaves: tuple[Leaf, ...], source: Source) -> str:
    """The first place that names an instrument."""
    name = source.short.removeprefix("the ")
    return next((leaf.id for leaf in leaves if any(name in reading.text for reading in leaf.readings)), "")


def _cited(leaves: tuple[Leaf, ...], source: Source) -> bool:
    return any(citation.source == source.id for leaf in leaves for citation in leaf.provision.cites)


WORDING: tuple[WordingCheck, ...] = (
    Check("L38", WARNING, "Article with a capital for the Charter only", case_of_citation),
    Check("L39", WARNING, "Symbols are well formed, paragraphs are cited", symbols),
)

DRAFT: tuple[DraftCheck, ...] = (
    Check("L35", WARNING, "Every provision has support", unsupported),
    Check("L36", ERROR, "Support does not only oppose", only_opposed),
    Check("L37", ERROR, "Cross-references lead somewhere", references),
    Check("L40", WARNING, "Resolutions cite in footnotes", cited_in_text),
    Check("L41", ERROR, "Quoted words stand in the source", anchors),
    Check("L42", NOTE, "Instruments are in the preamble and in articles", instruments),
    Check("L43", ERROR, "Supporting paragraphs name a source that is there", missing_sources),
)
