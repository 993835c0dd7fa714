"""Cuts a text into words and signs, in scripts with and without spaces between words.

A token is a word or a sign with the space that follows it, so that joining the tokens gives the text.
Chinese, Japanese, Thai and their like are cut by character (with its combining marks), all else by word;
accents, Arabic vowel signs and Indic vowels stay in their word.

>>> tokens("A non-State actor's duty, 8,500 words.")
['A ', 'non-State ', "actor's ", 'duty', ', ', '8,500 ', 'words', '.']
>>> tokens("国际团结")
['国', '际', '团', '结']
"""

from __future__ import annotations

import re
from unicodedata import normalize

# Scripts written without spaces between words: Thai, Lao, Tibetan, Myanmar, Khmer, kana, Han and its extensions.
_UNSPACED = (
    "\u0e00-\u0e7f\u0e80-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9d\U00020000-\U0003fffd"
)
# Marks that belong to the letter before them but are no letters to `\w`: accents, Hebrew points, Arabic vowel
# signs and tatweel, Indic vowels, joiners, variation selectors.
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u08d3-\u08e1\u08e3-\u0903\u093a-\u094f"
    "\u0951-\u0957\u0962\u0963\u0981-\u0983\u09bc-\u09cd\u09d7\u0a01-\u0a03\u0a3c-\u0a51\u0a81-\u0a83\u0abc-\u0acd"
    "\u0b01-\u0b03\u0b3c-\u0b57\u0b82\u0bbe-\u0bcd\u0c00-\u0c04\u0c3e-\u0c56\u0c81-\u0c83\u0cbc-\u0cd6\u0d00-\u0d03"
    "\u0d3b-\u0d4d\u0d81-\u0d83\u0dca-\u0ddf\u1dc0-\u1dff\u200c\u200d\u20d0-\u20f0\ufe00-\ufe0f\ufe20-\ufe2f\u00ad"
)
_UNSPACED_MARKS = (
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd\u0f71-\u0f84\u102b-\u103e\u17b4-\u17d3"
    "\u3099\u309a\ufe00-\ufe0f"
)

_ASCII = re.compile(r"\w+(?:['-]\w+|(?<=\d)[.,]\d+)*\s*|\S\s*|\s+", re.ASCII)
_LETTER = f"(?:[^\\W{_UNSPACED}]|[{_MARKS}])"
_FULL = re.compile(
    rf"{_LETTER}+(?:['’\-\u2010\u2011]{_LETTER}+|(?<=\d)[.,]\d+)*\s*|[{_UNSPACED}][{_UNSPACED_MARKS}]*\s*|\S\s*|\s+"
)

#: Signs that end a sentence or a sub-paragraph.
SENTENCE_ENDS = frozenset(".!?;。！？；؟؛۔।")
#: Signs that end a clause.
CLAUSE_ENDS = frozenset(",:，、：،")


def tokens(text: str) -> list[str]:
    """The words and signs of a text, each with the space after it; joined they are the text."""
    # `\s` of an ASCII pattern leaves out the separators U+001C to U+001F, which `str.isspace` counts: harmless here.
    return (_ASCII if text.isascii() else _FULL).findall(text)


def key(token: str) -> str:
    """What two tokens must share to count as the same word: the letters, whatever case, space or encoding."""
    return normalize("NFC", token.strip().casefold())


def keys(text: str, cut: list[str]) -> list[str]:
    """The keys of all tokens of a text, `cut` being its tokens."""
    if text.isascii():
        return list(map(str.strip, map(str.lower, cut)))
    straight = (token.replace("’", "'").replace("“", '"').replace("”", '"') for token in cut)
    return [key(token) for token in straight]


def is_word(token: str) -> bool:
    """Whether the token is a word or number rather than a sign or a space."""
    # A word may begin with a combining mark, so that the first character alone does not tell.
    return token[:1].isalnum() or any(map(str.isalnum, token))


def count_words(text: str) -> int:
    """How many words a text has, a Chinese character counting as one.

    >>> count_words("Peoples, and individuals.")
    3
    """
    return sum(map(is_word, tokens(text)))


def sentences(text: str) -> list[str]:
    """The sentences of a text, each with the sign that ends it and the space after; joined they are the text.

    >>> sentences("Peoples act. States help; all gain")
    ['Peoples act. ', 'States help; ', 'all gain']
    """
    found: list[str] = []
    start = 0
    cut = tokens(text)
    for index, token in enumerate(cut):
        ends = token.rstrip() in SENTENCE_ENDS
        if ends and (token[-1:].isspace() or not token.isascii()):
            found.append("".join(cut[start : index + 1]))
            start = index + 1
    rest = "".join(cut[start:])
    return [*found, rest] if rest else found
