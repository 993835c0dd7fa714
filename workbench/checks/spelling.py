"""United Nations spelling: L70."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.checks.rule import WARNING, Check, DraftCheck, Remark, WordingCheck
from workbench.checks.texts import Wording, listed

#: Stems that take -ize; words such as advise, comprise, exercise and promise are not among them.
_IZE = (
    "agon|antagon|apolog|author|capital|categor|central|character|civil|colon|commercial|computer|criminal|critic|"
    "crystall|decentral|decolon|demilitar|democrat|digital|digit|econom|energ|equal|familiar|fertil|"
    "final|formal|general|global|harmon|human|immun|individual|industrial|initial|institutional|internal|"
    "international|legal|legitim|liberal|local|marginal|material|maxim|memor|militar|minim|mobil|modern|monopol|"
    "national|natural|neutral|normal|operational|optim|organ|penal|polar|politic|popular|priorit|privat|"
    "public|radical|rational|real|recogn|regional|regular|reorgan|revital|revolution|scrutin|secular|sensit|social|"
    "special|stabil|standard|stigmat|subsid|summar|symbol|synchron|system|systemat|theor|traumat|trivial|universal|"
    "urban|util|victim|visual|vocal|weapon"
)
_ISE = re.compile(
    rf"\b((?:un|re|de|over|non-)?(?:{_IZE}))is(e|es|ed|ing|er|ers|ation|ations|ational|able)\b", re.IGNORECASE
)
_EMPHASIS = re.compile(r"\b(emphas)is(e|ed|ing)\b", re.IGNORECASE)
_YZE = re.compile(r"\b(anal|catal|paral)yz(e|es|ed|ing)\b", re.IGNORECASE)
_WRONG_IZE = re.compile(
    r"\b(adv|compr|exerc|superv|rev|dev|prom|comprom|surpr|improv|franch|enfranch)iz(e|es|ed|ing)\b", re.I
)
_CO = re.compile(r"\bco-(operat|ordinat)(\w+)", re.IGNORECASE)

#: American forms and the British ones that the United Nations use.
_AMERICAN = {
    "behavior": "behaviour",
    "behaviors": "behaviours",
    "center": "centre",
    "centers": "centres",
    "centered": "centred",
    "color": "colour",
    "colors": "colours",
    "counseling": "counselling",
    "defense": "defence",
    "endeavor": "endeavour",
    "endeavors": "endeavours",
    "enrollment": "enrolment",
    "favor": "favour",
    "favorable": "favourable",
    "favors": "favours",
    "fulfill": "fulfil",
    "fulfillment": "fulfilment",
    "fulfills": "fulfils",
    "harbor": "harbour",
    "honor": "honour",
    "honored": "honoured",
    "judgment": "judgement",
    "judgments": "judgements",
    "labor": "labour",
    "laborers": "labourers",
    "neighbor": "neighbour",
    "neighboring": "neighbouring",
    "neighbors": "neighbours",
    "offense": "offence",
    "offenses": "offences",
    "program": "programme",
    "programs": "programmes",
    "skillful": "skilful",
    "traveled": "travelled",
    "traveling": "travelling",
}
_FORMS = re.compile(rf"\b(?:{'|'.join(_AMERICAN)})\b", re.IGNORECASE)


def respelled(text: str) -> str:
    """A text in United Nations spelling.

    >>> respelled("Co-operation programs to organise and analyze labor")
    'Cooperation programmes to organize and analyse labour'
    """
    text = _EMPHASIS.sub(lambda hit: f"{hit[1]}iz{hit[2]}", text)
    text = _ISE.sub(lambda hit: f"{hit[1]}iz{hit[2]}", text)
    text = _YZE.sub(lambda hit: f"{hit[1]}ys{hit[2]}", text)
    text = _WRONG_IZE.sub(lambda hit: f"{hit[1]}is{hit[2]}", text)
    text = _CO.sub(lambda hit: f"{text[hit.start() : hit.start() + 2]}{hit[1]}{hit[2]}", text)
    return _FORMS.sub(lambda hit: _cased(_AMERICAN[hit[0].lower()], hit[0]), text)


def _cased(word: str, like: str) -> str:
    if like.isupper():
        return word.upper()
    return word.capitalize() if like[0].isupper() else word


def spelling(wording: Wording) -> Iterator[Remark]:
    """L70."""
    patterns = (_EMPHASIS, _ISE, _YZE, _WRONG_IZE, _CO, _FORMS)
    found = tuple(word for pattern in patterns for word in wording.found(pattern))
    if found:
        right = listed(respelled(word) for word in found)
        yield Remark(f"{listed(found)} is not United Nations spelling.", f"Write {right}.")


WORDING: tuple[WordingCheck, ...] = (Check("L70", WARNING, "United Nations spelling", spelling),)

DRAFT: tuple[DraftCheck, ...] = ()
