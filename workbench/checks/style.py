"""United Nations style: L71 to L80 (L70, spelling, has a module of its own)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.checks.rule import NOTE, WARNING, Check, DraftCheck, Remark, WordingCheck
from workbench.checks.scene import Scene, finding
from workbench.checks.texts import Wording, any_of, listed, remembered
from workbench.document import Mark
from workbench.findings import Finding
from workbench.wording import runs

_BEFORE_STATES = (
    "[Mm]ember|all|other|developing|third|sovereign|those|many|between|among|by|for|upon|such|these|both|neighbouring|"
    "donor|recipient|certain|few|most|several|some|more|two|three|small"
)
STATES = re.compile(
    rf"\b(?:{_BEFORE_STATES}) states\b(?! (?:that|of mind)\b)|\b(?:each|every|any|no|another) state\b(?! of\b)"
    r"|\bstate (?:sovereignty|responsibility|parties|party|obligations?)\b|^states\b"
)
CAPITALS = (
    (re.compile(r"\b(?:united nations|United Nations) charter\b"), "United Nations Charter"),
    (re.compile(r"\bcharter of the [Uu]nited [Nn]ations\b"), "Charter of the United Nations"),
    (re.compile(r"\b[Ii]nternational covenant\b"), "International Covenant"),
    (re.compile(r"\b[Uu]niversal declaration of human rights\b"), "Universal Declaration of Human Rights"),
    (re.compile(r"\b[Gg]eneral assembly\b"), "General Assembly"),
    (re.compile(r"\b[Ss]ecurity council\b"), "Security Council"),
    (re.compile(r"\b[Hh]uman rights council\b"), "Human Rights Council"),
    (re.compile(r"\bpresent declaration\b"), "present Declaration"),
    (re.compile(r"\bunited nations\b"), "United Nations"),
)
NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
COUNTED = (
    "years?|months?|weeks?|days?|hours?|States|countries|members|experts|persons|people|peoples|regions|"
    "representatives|pillars|elements|reports|sessions|times|women|men|children|organizations|meetings|instruments|aims"
)
SMALL_NUMBER = re.compile(rf"(?<![\d.,/–-])(?<!\d )\b([1-9]) (?=(?:{COUNTED})\b)")
PERCENT = re.compile(r"\d ?%")
_FIGURE_FIRST = re.compile(r"(?:^|(?<=[.] ))\d+(?:,\d{3})* (?=[a-z])")
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_SHORT_MONTH = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
AMERICAN_DATE = re.compile(rf"\b({_MONTH}) (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})\b")
ORDINAL_DATE = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th) (?:of )?({_MONTH})(?:,)? (\d{{4}})\b")
_OTHER_DATE = re.compile(
    rf"\b\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{4}}\b|\b\d{{4}}-\d{{2}}-\d{{2}}\b|\b\d{{1,2}} (?:{_SHORT_MONTH})\.? \d{{4}}\b"
)
_STOPS = re.compile(r"\b(?:[A-Z]\.){2,}")
_POSSESSIVE = re.compile(r"\b[A-Z]{2,}['’]s\b")
_ABBREVIATION = re.compile(r"(?<![/\w.])[A-Z][A-Z]{1,6}s?\b(?![/\w.(])")
_abbreviated = remembered(_ABBREVIATION)
_ROMAN = re.compile(r"[IVXLC]+")
_HE = re.compile(r"(?<!or )(?<!and )\b(?:he|him|his|himself)\b(?! or (?:she|her|herself)\b)(?!/)", re.IGNORECASE)
NEUTRAL = {
    "mankind": "humankind",
    "man-made": "human-made",
    "chairman": "Chair",
    "chairmen": "Chairs",
    "manpower": "workforce",
    "spokesman": "spokesperson",
    "spokesmen": "spokespersons",
    "layman": "layperson",
    "policemen": "police officers",
    "forefathers": "ancestors",
    "brotherhood": "kinship",
    "fraternity": "solidarity",
}
GENDERED = any_of(NEUTRAL)
_LOADED = re.compile(
    r"\bthe (?:weak|weaker|poor|poorest|disabled|needy|vulnerable|underprivileged|handicapped|elderly)"
    r"(?=[,.;:)]|$| (?:and|or|in|of|who|shall|should|are|have|to|from|by|against)\b)",
    re.IGNORECASE,
)
_VICTIMS = re.compile(r"\bvictims\b(?! of\b)", re.IGNORECASE)
_SLOGANS = re.compile(
    r"\b[Tt]hird [Ww]orld\b|\bbackward(?:ness)?\b|\bfree trade\b(?! (?:agreement|area|zone)s?\b)", re.IGNORECASE
)
_CHARITY = re.compile(r"\bcharity\b", re.IGNORECASE)
_NOT_CHARITY = re.compile(r"\b(?:not|rather than|beyond|nor|neither|without|instead of|no)\b", re.IGNORECASE)
SPACES = re.compile(r"(?<=\S) {2,}(?=\S)|(?<=\w) +(?=[,.;:!?](?:\s|$))|\( | \)")


def capitals(wording: Wording) -> Iterator[Remark]:
    """L71."""
    found = wording.found(STATES)
    if found:
        yield Remark(f"{listed(found)}: countries are States, with a capital.", "Write “State” and “Member States”.")
        return
    for pattern, right in CAPITALS:
        wrong = wording.found(pattern)
        if wrong:
            yield Remark(f"{listed(wrong)} lacks its capitals.", f"Write “{right}”.")
            return


def numbers(wording: Wording) -> Iterator[Remark]:
    """L72."""
    small = wording.found(SMALL_NUMBER)
    if small:
        yield Remark(f"{listed(small)}: numbers below 10 are written in words.", f"Write “{NUMBERS[int(small[0])]}”.")
    percent = wording.found(PERCENT)
    if percent:
        yield Remark(f"{listed(percent)}: the sign is not used in running text.", "Write “per cent”.")
    first = () if small else wording.found(_FIGURE_FIRST)
    if first:
        yield Remark(f"A sentence begins with the figure {listed(first)}.", "Write it in words, or begin otherwise.")


def dates(wording: Wording) -> Iterator[Remark]:
    """L73."""
    found = tuple(hit for pattern in (AMERICAN_DATE, ORDINAL_DATE, _OTHER_DATE) for hit in wording.found(pattern))
    if found:
        yield Remark(f"{listed(found)} is not how dates are written here.", "Write it as in “7 June 2012”.")


def abbreviations(wording: Wording) -> Iterator[Remark]:
    """L74 within a wording."""
    stops = wording.found(_STOPS)
    if stops:
        yield Remark(f"{listed(stops)}: abbreviations have no full stops.", "Write the name in full.")
    possessive = wording.found(_POSSESSIVE)
    if possessive:
        yield Remark(f"{listed(possessive)}: abbreviations have no possessive.", "Write the name in full, with “of”.")


def never_expanded(scene: Scene) -> Iterator[Finding]:
    """L74 across the draft."""
    whole = ""
    for leaf in scene.body:
        for reading in leaf.readings:
            for word in reading.wording.found(_ABBREVIATION) if _abbreviated(reading.text) else ():
                bare = word.removesuffix("s")
                if _ROMAN.fullmatch(bare) or word in _POSSESSIVE.findall(reading.text):
                    continue
                whole = whole or " ".join(r.text for other in scene.leaves for r in other.readings)
                if f"({bare})" not in whole and f"({word})" not in whole:
                    message = f"The abbreviation “{word}” is never written out."
                    yield finding("L74", WARNING, leaf.id, message, "Write the name in full.")


def emphasis(wording: Wording) -> Iterator[Remark]:
    """L75."""
    for index, (line, raw) in enumerate((line, runs(line.raw, dict(wording.terms))) for line in wording.lines):
        leads = [run.text for run in raw if Mark.LEAD in run.marks and run.text.strip()]
        opening = wording.preambular and index == 0 and raw and Mark.LEAD in raw[0].marks
        extra = leads[1:] if opening else leads
        if extra and not (wording.preambular and index == 0 and not opening):
            yield Remark(f"{listed(extra)} is set in italics for emphasis.", "Take the asterisks out.")
            return
        del line


def quotation_marks(wording: Wording) -> Iterator[Remark]:
    """L76."""
    for line in wording.lines:
        fault = quotation_fault(line.text)
        if fault:
            yield Remark(f"Quotation marks: {fault}.", "Use “…” outside, ‘…’ inside, and close what is opened.")
            return


def quotation_fault(text: str) -> str:
    """What is wrong with the quotation marks of a text, or nothing.

    >>> quotation_fault("the “right”"), quotation_fault('the "right”')
    ('', 'straight and curly ones are mixed')
    """
    if not any(sign in text for sign in '"“”‘'):
        return ""
    curly = "“" in text or "”" in text
    if '"' in text and curly:
        return "straight and curly ones are mixed"
    if text.count('"') % 2:
        return "one is opened and not closed"
    depth = 0
    for sign in text:
        depth += (sign == "“") - (sign == "”")
        if depth not in (0, 1):
            return "they are not closed in the order in which they were opened"
    if depth:
        return "one is opened and not closed"
    if re.search(r"‘[^’]*“[^”]*”[^’]*’", text):
        return "double ones stand inside single ones"
    return ""


def gendered(wording: Wording) -> Iterator[Remark]:
    """L77."""
    words = wording.found(GENDERED)
    generic = wording.found(_HE)
    if words:
        yield Remark(
            f"{listed(words)} is not gender-inclusive.", f"Write {listed(NEUTRAL[word.lower()] for word in words)}."
        )
    elif generic:
        yield Remark(f"{listed(generic)} stands for everyone.", "Use the plural, or “he or she”.")


def loaded(wording: Wording) -> Iterator[Remark]:
    """L78."""
    found = wording.found(_LOADED)
    if found:
        yield Remark(f"{listed(found)} labels people.", "Write “persons” or “peoples in situations of …”.")
    victims = wording.found(_VICTIMS)
    if victims and not any("victims of" in line.text.lower() for line in wording.lines):
        yield Remark("“victims” without saying of what.", "Write “victims of …”.")


def slogans(wording: Wording) -> Iterator[Remark]:
    """L79."""
    found = wording.found(_SLOGANS)
    if found:
        yield Remark(f"{listed(found)} is a slogan rather than a term.", "Say what is meant.")
    for line in wording.lines:
        for sentence in line.sentences():
            if _CHARITY.search(sentence) and not _NOT_CHARITY.search(sentence):
                yield Remark("“charity” stands where an obligation is meant.", "Name the obligation.")
                return


def spaces(wording: Wording) -> Iterator[Remark]:
    """L80."""
    if any(SPACES.search(line.text) for line in wording.lines):
        yield Remark("There is a double space, or a space before a sign.", "Take the space out.")


WORDING: tuple[WordingCheck, ...] = (
    Check("L71", WARNING, "States, Charter and organs with capitals", capitals),
    Check("L72", WARNING, "Numbers in words and figures", numbers),
    Check("L73", WARNING, "Dates as in 7 June 2012", dates),
    Check("L74", WARNING, "Abbreviations without stops, written out once", abbreviations),
    Check("L75", WARNING, "No italics or bold for emphasis", emphasis),
    Check("L76", WARNING, "Quotation marks are paired and of one kind", quotation_marks),
    Check("L77", WARNING, "Gender-inclusive words", gendered),
    Check("L78", WARNING, "No loaded words for groups", loaded),
    Check("L79", NOTE, "No slogans", slogans),
    Check("L80", NOTE, "Spaces", spaces),
)

DRAFT: tuple[DraftCheck, ...] = (
    Check("L74", WARNING, "Abbreviations without stops, written out once", never_expanded),
)
