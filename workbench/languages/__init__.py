"""Fixed words in the official languages of the United Nations other than English.

What a drafter types is the drafter's; what we print around it (masthead, numbers, references, citations) comes from
here, in the terms that documents of the United Nations use. It is imported only for a document in such a language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module

#: A piece of a reference: words, or a number with the id of what it numbers.
Piece = tuple[str, str]

_KINDS = {
    "part ": "part",
    "article ": "article",
    ", paragraph ": "paragraph",
    "preambular paragraph ": "preambular",
    " ": "items",
}
_FORMS = ("paragraph", "preambular", "part", "items")  # the first that is there says how the whole is put
_SLOT = re.compile(r"\{(\w+)\}")
_PARAGRAPHS = re.compile(r"[Pp]aras?\. ((?:\w[\w ]*?)(?:(?:–|, | and )\d[\w ]*?)*)(?=, Alt|;|$)")
_LANGUAGES = {"ar": "arabic", "es": "spanish", "fr": "french", "ru": "russian", "zh": "chinese"}
_ROMAN = {"I": 1, "V": 5, "X": 10}


@dataclass(frozen=True, kw_only=True, slots=True)
class Unit:
    """How paragraphs or articles of a source are cited: one, two where that is a form of its own, several."""

    one: str
    several: str
    two: str = ""

    def of(self, numbers: str, count: int) -> str:
        """The unit with its numbers."""
        form = self.one if count == 1 else self.two if count == 2 and self.two else self.several
        return form.format(numbers)


@dataclass(frozen=True, kw_only=True, slots=True)
class Language:
    """The fixed words of one language.

    `tables` is what layouts say of their own beside the text;
    `labels` say how a part, an article, a paragraph is referred to; `headings` what stands over parts and articles,
    with the number between; `items` how the first two degrees of sub-paragraphs are signed.
    """

    comma: str = ","
    words: Mapping[str, str]
    tables: Mapping[str, str]
    formulas: Mapping[str, str]
    resolution: Mapping[str, str]
    labels: Mapping[str, str]
    headings: Mapping[str, tuple[str, str]]
    alternative: str
    items: tuple[str, str] = ("{})", "{})")
    letters: str = ""  # of sub-paragraphs, where they are not a, b, c
    figures: str = ""  # of the second degree, where they are not i, ii, iii
    item_end: str = ""  # what stands behind them in a reference
    first_article: str = "1"
    ordinals: tuple[str, ...] = ()  # of parts, where these are not numbered I, II, III
    date: str
    months: tuple[str, ...] = ()
    first_day: str = "1"
    distribution: Mapping[str, str] = field(default_factory=dict)
    original: str = ""
    agenda: str
    units: Mapping[str, Unit]
    titles: Mapping[str, str]
    preamble: str
    span: str
    both: str
    before: Mapping[str, str]  # what stands before a citation, by its relation
    quoted: str
    stop: str = "."
    semicolon: str = "; "
    colon: str = ": "
    list_comma: str = ", "
    space: str = " "  # behind a comma or a full stop
    note_before_stop: bool = False
    small_openings: bool = False  # preambular paragraphs and sub-paragraphs go on with a sentence, as they are typed
    english_masthead: bool = False  # Distr., date and Original stay English there in this language

    def said(self, text: str) -> str:
        """A fixed word by its English; any other text as it is."""
        return self.words.get(text, text)

    def say(self, text: str) -> str:
        """What a layout says of its own, a label or a mark between words; any other text as it is."""
        if re.fullmatch(r"Alt\. \d+", text):
            return self.sign(text)
        return {": ": self.colon, ".": self.stop}.get(text) or self.tables.get(text) or self.said(text)

    def adopting(self, text: str) -> str:
        """Words of the resolution that adopts a declaration, its name in them; any other text as it is."""
        for english, local in self.resolution.items():
            before, slot, after = english.partition("{}")
            if text == english or (slot and text.startswith(before) and text.endswith(after)):
                return local.replace("{}", text[len(before) : len(text) - len(after)]) if slot else local
        return text

    # --- numbers

    def sign(self, number: str, level: int = 1) -> str:
        """A printed number: that of a sub-paragraph, or of an alternative."""
        found = re.fullmatch(r"\((\w+)\)", number)
        if found and level <= 2:
            return self._item(found[1], level)
        return re.sub(r"Alt\. (\d+)", rf"{self.alternative} \1", number)

    def _item(self, bare: str, level: int) -> str:
        if level == 1 and self.letters and len(bare) == 1:
            letters = self.letters.split()
            at = ord(bare) - ord("a")
            bare = letters[at] if at < len(letters) else bare
        elif level == 2 and self.figures:
            figures = self.figures.split()
            at = _value(bare.upper()) - 1
            bare = figures[at] if 0 <= at < len(figures) else str(at + 1)
        return self.items[level - 1].format(bare)

    def article_number(self, number: str) -> str:
        """The number of an article: in French the first is an ordinal."""
        return self.sign(re.sub(r"^1\b", self.first_article, number))

    def part_number(self, number: str) -> str:
        """The number of a part: an ordinal in words in some languages."""
        at = _value(number)
        return self.ordinals[at - 1] if 0 < at <= len(self.ordinals) else number

    def heading(self, kind: str, number: str) -> str:
        """What stands over a part or an article, given in English: 'Article 2 Alt. 1'."""
        before, after = self.headings[kind]
        own, space, rest = number.partition(" ")
        own = self.part_number(own) if kind == "Part" else self.article_number(own)
        return f"{before}{own}{after}{space}{self.sign(rest)}"

    # --- references

    def label(self, pieces: Sequence[Piece]) -> tuple[Piece, ...]:
        """A reference in English pieces, `article 7, paragraph 2 (a)`, in those of this language."""
        found: dict[str, list[Piece]] = {}
        for (words, _), (number, id) in zip(pieces[::2], pieces[1::2], strict=False):
            found.setdefault(_KINDS.get(words, "items"), []).append((number, id))
        form = next((kind for kind in _FORMS if kind in found), "article")
        out: list[Piece] = []
        for at, words in enumerate(_SLOT.split(self.labels[form])):
            if at % 2:
                out += self._numbers(words, found.get(words, []), spaced=form != "items")
            elif words:
                out.append((words, ""))
        return tuple(out)

    def _numbers(self, kind: str, pieces: Iterable[Piece], *, spaced: bool) -> Iterable[Piece]:
        for at, (number, id) in enumerate(pieces):
            if kind == "items":
                if self.space and (at or spaced):
                    yield self.space, ""
                yield self.sign(number, at + 1), id
                if self.item_end:
                    yield self.item_end, ""
            elif kind == "article":
                yield self.article_number(number), id
            else:
                yield (self.part_number(number) if kind == "part" else number), id

    # --- dates and the masthead

    def long_date(self, year: int, month: int, day: int) -> str:
        """A date in words."""
        name = self.months[month - 1] if self.months else str(month)
        return self.date.format(day=self.first_day if day == 1 else day, month=name, year=year)

    def distributed(self, typed: str) -> str:
        """The line that says how widely a document is distributed."""
        return self.distribution.get(typed.lower(), f"Distr.: {typed}") if typed else ""

    # --- citations

    def numbers(self, groups: Sequence[Sequence[str]]) -> str:
        """Numbers in groups of such as follow one another, three or more as a span."""
        parts: list[str] = []
        for group in groups:
            parts += [self.span.format(group[0], group[-1])] if len(group) > 2 else group
        return self.both.format(self.list_comma.join(parts[:-1]), parts[-1]) if len(parts) > 1 else "".join(parts)

    def places(self, phrase: str) -> str:
        """Paragraphs of an article in front of a remark, given in English: 'Para. 1, Alt. 2; para. 3', 'Paras. 3–5'."""

        def numbered(found: re.Match[str]) -> str:
            spans = [numbers.partition("–") for numbers in re.split(", | and ", found[1])]
            groups = [(first, "", last) if last else (first,) for first, _, last in spans]
            return self.units["paragraph"].of(self.numbers(groups), sum(map(len, groups)))

        said = re.sub(r"Alt\. \d+", lambda found: self.sign(found[0]), _PARAGRAPHS.sub(numbered, phrase))
        said = said.replace("; ", self.semicolon).replace(", ", self.list_comma)
        return said[:1].upper() + said[1:]

    def place(self, name: str, unit: str, groups: Sequence[Sequence[str]], *, preamble: bool = False) -> str:
        """A source with its paragraphs or articles, `Charte des Nations Unies, préambule et art. 1`."""
        parts = [self.preamble] if preamble else []
        if groups:
            known = self.units.get(unit.lower()) or Unit(one=f"{unit} {{}}", several=f"{unit} {{}}")
            parts.append(known.of(self.numbers(groups), sum(map(len, groups))))
        where = self.both.format(*parts) if len(parts) > 1 else "".join(parts)
        name = self.titles.get(name, name)
        return f"{name}{self.comma}{self.space}{where}" if where else name


def language_of(code: str) -> Language | None:
    """The fixed words of a language by its code; None for English and for languages without any.

    >>> language_of("en"), language_of("fr-CH").said("United Nations")
    (None, 'Nations Unies')
    """
    name = _LANGUAGES.get(code[:2].lower())
    if name is None:
        return None
    module = import_module(f"workbench.languages.{name}")  # of five languages a document needs one
    words: Language = module.LANGUAGE
    return words


def _value(roman: str) -> int:
    """A Roman numeral as a number, 0 for what is none.

    >>> _value("IV"), _value("XII"), _value("2")
    (4, 12, 0)
    """
    values = [_ROMAN.get(sign, 0) for sign in roman]
    if not all(values):
        return 0
    return sum(-one if one < following else one for one, following in zip(values, [*values[1:], 0], strict=True))


_ORGANS = (
    "United Nations",
    "General Assembly",
    "Economic and Social Council",
    "Security Council",
    "Trusteeship Council",
    "Human Rights Council",
)
_PRINTED = ("Contents", "Annex", "pending", "agreed ad referendum", "agreed", "See also", "But see")
_PAPERS = (
    *("Negotiating text", "Changes", "Compilation", "Comparison", "Commentary"),
    *("Source table", "Correspondence table", "Resolution with annex"),
)


def fixed(organs: Sequence[str], printed: Sequence[str], papers: Sequence[str]) -> dict[str, str]:
    """Fixed words by their English: organs, what is printed in the text, and the names of papers."""
    english = (*_ORGANS, *_PRINTED, *_PAPERS)
    return dict(zip(english, (*organs, *printed, *papers), strict=True))


def tables(*local: str) -> dict[str, str]:
    """What layouts print of their own in and around tables, by its English."""
    return dict(zip(_TABLES, local, strict=True))


def formulas(*local: str) -> dict[str, str]:
    """The proclaiming formulas by the keys of front matter."""
    return dict(zip(_FORMULAS, local, strict=True))


def titles(*local: str) -> dict[str, str]:
    """The official titles of instruments by their English ones."""
    return dict(zip(_TITLES, local, strict=True))


def resolution(*local: str) -> dict[str, str]:
    """The words of the resolution that adopts a declaration, by their English; `{}` is the declaration's name."""
    return dict(zip(_RESOLUTION, local, strict=True))


#: Headings, columns, what became of a provision, what is put behind a name, and sentences above tables, these cut where
#: some of their words are marked: as the layouts print them.
_TABLES = (
    *("Compilation of formulations", "Comparison of competing formulations"),
    *("Correspondence of old and new numbers", "Sources of the text"),
    *("Paragraph", "Status", "Formulation", "Proposed by", "Sources"),
    *("Old number", "New number", "Subject", "Change"),
    *("Provision", "Text", "Supporting paragraphs", "Existing wording"),
    *("Views on which the text rests", "Supporting paragraphs and legal bases", "Remarks", "Decisions"),
    *("New", "Deleted", "Unchanged", "Moved", "Renumbered", "Amended"),
    *("Moved and amended", "Renumbered and amended"),
    *(" (continued)", " (see above)", " – no common wording"),
    "The table sets out the text as it stands, article by article.",
    "Where several alternatives are on the table, each has a row of its own, in square brackets and with its label.",
    "“Status” says how far the negotiation of a provision has come.",
    "“Proposed by” names whose formulation it is or, where that is not recorded, whose views it rests on, in the words "
    "of the source.",
    "“Sources” names the paragraphs and instruments on which it rests.",
    "The table names, for each provision, the paragraphs and instruments on which it rests, with what they say in "
    "short.",
    *("Existing wording is quoted in ", "italics"),
    "; words that the provision takes over in the same order, six or more at a time, are ",
    "underlined",
    "Each table sets the formulations of one provision side by side.",
    *("In the second and further columns, ", "underlined words", " are not in the first formulation, and "),
    *("struck words", " are in the first formulation only."),
    "A formulation that shares little with the first is headed “no common wording”, and none of its words are marked.",
    "No provision has competing formulations.",
    "The text of each provision is followed by the views on which it rests, the paragraphs and instruments that "
    "support it, with what they say in short, and the decisions taken on it.",
    "“Para.\u00a02” is the paragraph of the article to which a remark belongs.",
)

#: Opening words and what follows them, as templates/layouts/resolution.xml.j2 prints them.
_RESOLUTION = (
    "Having considered",
    " the text of the {},",
    "Adopts",
    " the {}, as contained in the annex to the present resolution;",
    "Invites",
    " Governments, agencies and organizations of the United Nations system and intergovernmental and non-governmental "
    "organizations to disseminate the Declaration and to promote universal respect for and understanding of it;",
    "Requests",
    " the Secretary-General to bring the Declaration to the attention of all States and to include its text in the "
    "next edition of ",
    "Human Rights: A Compilation of International Instruments",
)
_FORMULAS = ("proclaims", "solemnly-proclaims", "declares", "adopts")
_TITLES = (
    "Charter of the United Nations",
    "Universal Declaration of Human Rights",
    "International Covenant on Civil and Political Rights",
    "International Covenant on Economic, Social and Cultural Rights",
    "Declaration on the Right to Development",
    "Convention on the Rights of the Child",
    "United Nations Framework Convention on Climate Change",
)
_OFFICIAL_IN_ENGLISH = {"general": "Distr.: General", "limited": "Distr.: Limited", "restricted": "Distr.: Restricted"}


def distributed(*local: str) -> dict[str, str]:
    """Words for general, limited and restricted in a language whose mastheads print them in English."""
    return _OFFICIAL_IN_ENGLISH | dict(zip(local, _OFFICIAL_IN_ENGLISH.values(), strict=True))
