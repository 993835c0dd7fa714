"""How preambular paragraphs and articles speak: L52 to L56, L59, L60."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from workbench.checks.rule import ERROR, NOTE, WARNING, Check, DraftCheck, Remark, WordingCheck
from workbench.checks.scene import Leaf, Scene, finding
from workbench.checks.texts import Wording, any_of, listed, remembered
from workbench.findings import Finding
from workbench.model import Mode, Relation
from workbench.proposals import Kind

#: Preambular openings by function (handbook, conventions).
OPENINGS: tuple[str, ...] = (
    *("guided by", "inspired by", "acting under", "bearing in mind", "mindful", "in accordance with", "pursuant to"),
    *("recalling", "reaffirming", "reiterating", "citing with approval", "having regard to", "taking into account"),
    *("recognizing", "acknowledging", "affirming", "emphasizing", "stressing", "underlining", "underscoring"),
    *("considering", "noting", "taking note", "welcoming", "commending", "expressing", "observing", "reminding"),
    *("concerned", "alarmed", "deploring", "expressing concern", "convinced", "believing", "aware", "conscious"),
    *("determined", "resolved", "desiring", "desirous", "seeking", "encouraged by", "encouraged", "hoping", "wishing"),
    *("aspiring", "having considered", "having examined", "having received", "having in mind", "cognizant"),
    *("having adopted", "having heard", "drawing on", "building on", "proclaiming", "declaring", "whereas"),
)
#: How many paragraphs may open alike, 'also' and 'further' included.
MAX_EQUAL_OPENINGS = 3

_ADVERBS = any_of(
    ["also", "further", "deeply", "gravely", "firmly", "profoundly", "seriously", "fully", "once again", "again", "and"]
)
_LEAD = re.compile(r"^\s*\[?\*([^*]+)\*")
_FIRST_OPENING = re.compile(
    rf"^\[?(?:(?:deeply|gravely|firmly|profoundly|seriously|fully|further|also) )?(?:{'|'.join(OPENINGS)})\b",
    re.IGNORECASE,
)
#: Openings with which no sentence of an article begins; 'in accordance with' and 'determined' may.
_PARTICIPLE = re.compile(
    rf"^(?:(?:deeply|gravely|firmly) )?(?:{'|'.join(o for o in OPENINGS if o.endswith('ing') and ' ' not in o)}"
    r"|guided by|bearing in mind|taking note|taking into account|concerned (?:at|by|that)|convinced|alarmed)\b",
    re.IGNORECASE,
)
_SOURCES = re.compile(
    r"^\W*(?:guided by|recalling|reaffirming|bearing in mind|mindful|having regard|taking into account|reiterating)",
    re.I,
)
_ORDER = (
    ("the Charter", re.compile(r"\bCharter of the United Nations|\bthe Charter\b")),
    (
        "the Universal Declaration and the Covenants",
        re.compile(r"\bUniversal Declaration|\bInternational Covenants?\b"),
    ),
    ("treaties", re.compile(r"\bConventions?\b|\bProtocols?\b")),
    (
        "declarations",
        re.compile(r"\bDeclaration (?:on|of)\b|\bMillennium Declaration\b|\bConsensus\b|\bProgramme of Action\b"),
    ),
    ("resolutions", re.compile(r"\bresolutions? (?:S-)?\d+")),
)
_OPERATIVE = re.compile(
    r"^\W*(?:also |further )?(?:adopts|affirms|appeals to|calls (?:up)?on|condemns|decides|declares|emphasizes|"
    r"encourages|endorses|expresses|invites|notes|proclaims|reaffirms|recalls|recognizes|recommends|reiterates|requests|stresses|"
    r"takes note|urges|welcomes)\b",
    re.IGNORECASE,
)
_WILL = re.compile(
    r"(?<!the )(?<!free )(?<!political )(?<!good )(?<!their )(?<!its )(?<!common )(?<!own )(?<!popular )(?<!at )"
    r"\bwill\b(?! (?:of|shall|should|is|and)\b)"
)
_MUST = re.compile(r"\bmust\b")
_MAY_NOT = re.compile(r"\bmay not\b")
_UNDERTAKE = re.compile(
    r"\b(?:States|[Pp]arties|Governments|they|organizations) (?:hereby |solemnly )?(?:undertake|agree) (?:to|that)\b"
)
_SHALL = re.compile(r"\bshall\b")
_SHOULD = re.compile(r"\bshould\b")
_TREATY = re.compile(
    r"\bStates Part(?:y|ies)\b|\b(?:High )?Contracting (?:Part(?:y|ies)|States?)\b"
    r"|\b(?:[Tt]he present|[Tt]his) (?:Convention|Protocol|Treaty|Covenant|Agreement)\b"
    r"|\b(?:ratification of|accession to|ratify|accede to|parties to) (?:the present|this)\b"
    r"|\bshall enter into force\b|\bentry into force of (?:the present|this)\b|\binstruments? of ratification\b"
)
_HEDGES = any_of(
    [
        *("endeavour(?:s|ed)?", "strive(?:s|d)?", "seek to", "where appropriate", "as appropriate", "if appropriate"),
        *("as far as possible", "to the extent possible", "where possible", "if possible", "where feasible"),
        *("as (?:may be )?necessary", "progressively", "within (?:their |its |the limits of )?available resources"),
        *("in accordance with national (?:law|legislation|circumstances)", "to the extent practicable", "inter alia"),
        *("consider(?:s|ing)? (?:taking|adopting)", "as far as practicable", "when circumstances permit"),
    ]
)
_ABSOLUTE = any_of(["any", "never", "(?:in|under) no circumstances", "absolutely", "at all times", "whatsoever"])
_REFRAIN = re.compile(r"\bshall not\b|\brefrain\b|\bshould not\b|\bno State (?:shall|may)\b")
_refrains, _absolute = remembered(_REFRAIN), remembered(_ABSOLUTE)


def opening(wording: Wording) -> Iterator[Remark]:
    """L52 within a paragraph."""
    if not wording.preambular:
        return
    lead = _LEAD.match(wording.text)
    if lead is None and _FIRST_OPENING.match(wording.lines[0].text):
        word = wording.lines[0].text.split()[0]
        yield Remark(f"The opening “{word}” is not italic.", "Write the opening words between asterisks.")
    elif not is_opening(lead[1] if lead else ""):
        first = " ".join(wording.lines[0].text.split()[:3])
        yield Remark(
            f"“{first} …” is no opening of a preambular paragraph.", "Open with a participle such as “Recalling”."
        )


def is_opening(lead: str) -> bool:
    """Whether these words are an opening of the list."""
    bare = opening_key(lead)
    return any(bare == known or bare.startswith(f"{known} ") for known in OPENINGS)


def opening_key(lead: str) -> str:
    """An opening without what only repeats or strengthens it.

    >>> opening_key("Deeply concerned also")
    'concerned'
    """
    return " ".join(_ADVERBS.sub(" ", lead.lower().replace(",", " ")).split())


_JOINED_BY = ("of", "by", "to", "with", "under", "in")


def repeated(lead: str, word: str) -> str:
    """An opening that was used before, with 'also' or 'further' where it is said.

    >>> repeated("Recalling", "also"), repeated("Taking note of", "also"), repeated("Noting with concern", "further")
    ('Recalling also', 'Taking note also of', 'Noting further with concern')
    """
    words = lead.split()
    at = len(words)
    if words[-1] in _JOINED_BY:
        at -= 1
    elif "with" in words:
        at = words.index("with")
    return " ".join([*words[:at], word, *words[at:]])


def repeated_openings(scene: Scene) -> Iterator[Finding]:
    """L52 across the preamble."""
    seen: Counter[str] = Counter()
    for leaf in scene.preamble:
        lead = _LEAD.match(leaf.first.wording.text) if leaf.first else None
        if lead is None or leaf.first is None:
            continue
        key = opening_key(lead[1])
        seen[key] += 1
        after = leaf.first.wording.text[lead.end() :].lstrip().lower()
        varied = re.search(r"\b(?:also|further|once again|again)\b", lead[1].lower()) or after.startswith(
            ("also", "further")
        )
        if seen[key] > 1 and not varied:
            word = "also" if seen[key] == 2 else "further"
            message = f"“{lead[1]}” opens a second paragraph."
            if seen[key] > 2:
                message = f"“{lead[1]}” opens {seen[key]} paragraphs."
            yield finding(
                "L52",
                WARNING,
                leaf.id,
                message,
                f"Write “{repeated(lead[1].rstrip(','), word)}”, or take another opening.",
            )
        elif seen[key] == MAX_EQUAL_OPENINGS + 1:
            message = f"More than {MAX_EQUAL_OPENINGS} paragraphs open with “{key}”."
            yield finding("L52", WARNING, leaf.id, message, "Take another opening.")


def customary_order(scene: Scene) -> Iterator[Finding]:
    """L53."""
    highest = -1
    for leaf in scene.preamble:
        rank = _rank(leaf)
        if rank is None:
            continue
        if rank < highest:
            here, before = _ORDER[rank][0], _ORDER[highest][0]
            message = f"{scene.title(leaf.id)} speaks of {here}, but stands after a paragraph on {before}."
            yield finding("L53", NOTE, leaf.id, message, "The Charter comes first, resolutions come last.")
            return
        highest = rank


def _rank(leaf: Leaf) -> int | None:
    text = leaf.first.text if leaf.first else ""
    if not _SOURCES.match(text):
        return None
    return next((rank for rank, (_, pattern) in enumerate(_ORDER) if pattern.search(text)), None)


def verb_of_article(wording: Wording) -> Iterator[Remark]:
    """L54."""
    if wording.preambular:
        return
    text = wording.lines[0].unquoted
    found = _OPERATIVE.match(text)
    if found:
        yield Remark(
            f"“{found[0].strip()}” is the verb of a resolution; an article says what shall be.",
            "Say who shall or should do what.",
        )
        return
    participle = _PARTICIPLE.match(text)
    if participle:
        yield Remark(
            f"An article opens with “{participle[0]}”, as a preambular paragraph does.",
            "Move it to the preamble, or begin with who is to act.",
        )


def modals(wording: Wording) -> Iterator[Remark]:
    """L55."""
    if wording.preambular:
        return
    for pattern, fix in (
        (_WILL, "Write “shall” or “should”."),
        (_MUST, "Write “shall” or “should”."),
        (_MAY_NOT, "“May not” can be read in two ways; write “shall not”."),
        (_UNDERTAKE, "That is treaty language; write “shall” or “should”."),
    ):
        found = wording.found(pattern)
        if found:
            yield Remark(f"{listed(found)} is no modal verb of a declaration.", fix)
    if wording.mode is Mode.SOFT and wording.found(_SHALL):
        yield Remark("“shall” in a draft whose mode is “should” throughout.", "Write “should”.")
    if wording.mode is Mode.STRONG and wording.found(_SHOULD):
        yield Remark("“should” in a draft whose mode is “shall” throughout.", "Write “shall”.")


def treaty_words(wording: Wording) -> Iterator[Remark]:
    """L56."""
    found = wording.found(_TREATY)
    if found:
        yield Remark(
            f"{listed(found)} belongs to a treaty, not to a declaration.", "Write “States”, “the present Declaration”."
        )


def hedges(wording: Wording) -> Iterator[Remark]:
    """L59."""
    for line in wording.lines:
        for sentence in line.sentences():
            found = tuple(hit[0] for hit in _HEDGES.finditer(sentence))
            if len(found) > 2:
                yield Remark(f"Hedges pile up in one sentence: {listed(found)}.", "Keep the one that changes the duty.")
                return


def absolutes(scene: Scene) -> Iterator[Finding]:
    """L60."""
    for leaf in scene.body:
        text = leaf.first.text if leaf.first else ""
        if leaf.kind is not Kind.NEGATIVE_OBLIGATION and not (leaf.kind is None and _refrains(text)):
            continue
        found = _absolute(text)
        if found and not _has_legal_basis(scene, leaf):
            message = f"{scene.title(leaf.id)} says “{found}” without naming a legal basis for so wide a prohibition."
            yield finding("L60", NOTE, leaf.id, message, "Cite a legal basis, or narrow the wording.")


def _has_legal_basis(scene: Scene, leaf: Leaf) -> bool:
    if scene.catalogue is None:
        return bool(leaf.provision.cites)
    sources = [
        scene.catalogue.source.get(citation.source)
        for citation in leaf.provision.cites
        if citation.relation is Relation.SUPPORTS
    ]
    return any(source is not None and source.unit != "paragraph" for source in sources)


WORDING: tuple[WordingCheck, ...] = (
    Check("L52", WARNING, "Preambular openings", opening),
    Check("L54", WARNING, "No operative verb or participle at the head of an article", verb_of_article),
    Check("L55", WARNING, "Modal verbs follow the mode of the draft", modals),
    Check("L56", ERROR, "No treaty vocabulary", treaty_words),
    Check("L59", NOTE, "Hedges do not pile up", hedges),
)

DRAFT: tuple[DraftCheck, ...] = (
    Check("L52", WARNING, "Preambular openings", repeated_openings),
    Check("L53", NOTE, "Customary order of the preamble", customary_order),
    Check("L60", NOTE, "Absolute prohibitions have a legal basis", absolutes),
)
