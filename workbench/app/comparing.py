"""A comparison of wordings as HTML: side by side, row by row, inline, and collated.

Every difference carries `data-d`, its number in reading order, so that the page can go from one to the next.
Differences are told by line, weight and colour, and by words that only a screen reader says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from workbench.app.html import direction, escape
from workbench.bracketing import Alternative, Bracket, Collated, Piece, Words, pieces, plain
from workbench.compare.profile import NOT_STATED, Profile
from workbench.compare.profile import rows as profile_rows
from workbench.compare.table import Cell, State, Table
from workbench.compare.words import Edit, Nature, diff
from workbench.comparison import Comparison, printed, redlined, tables
from workbench.numbering import item_number

_SLIGHT = {Nature.LAYOUT: "spacing only", Nature.PUNCTUATION: "punctuation only", Nature.CASE: "capital letters only"}
# A differing stretch longer than this is marked at its edge: whole paragraphs underlined are hard to read.
_LONG = 90


@dataclass
class Shown:
    """A view while it is written: its HTML, and where in the text its differences are, from 0 to 1."""

    html: str = ""
    choices: list[dict[str, Any]] = field(default_factory=list)
    _read: int = 0
    _starts: list[tuple[int, int]] = field(default_factory=list)

    def words(self, text: str) -> str:
        """Words that are the same on all sides."""
        self._read += len(text)
        return escape(text)

    def read(self, text: str) -> None:
        """Goes on by a text whose differences were placed with `difference_at`."""
        self._read += len(text)

    def difference_at(self, start: int, size: int) -> int:
        """The number of one more difference, so many letters from here."""
        self._starts.append((self._read + start, max(size, 1)))
        return len(self._starts) - 1

    def difference(self, size: int) -> int:
        """The number of one more difference of so many letters."""
        number = self.difference_at(0, size)
        self._read += size
        return number

    def marks(self) -> list[tuple[float, float]]:
        """Where each difference begins and how long it is, as shares of the whole."""
        whole = max(self._read, 1)
        return [(round(start / whole, 4), round(size / whole, 4)) for start, size in self._starts]


def aloud(words: str) -> str:
    """Words for a screen reader alone."""
    return f'<span class="aloud">[{words}: </span>'


_END = '<span class="aloud">]</span>'


# --- side by side -------------------------------------------------------------


def side_by_side(comparison: Comparison) -> Shown:
    """The wordings as columns of running text, each marked where it differs from the base."""
    shown = Shown()
    columns = ["" for _ in comparison.wordings]
    for row, signs in zip(comparison.rows, _signs(comparison), strict=True):
        base = row[comparison.base].text
        places = _Places(shown, base, [diff(base, line.text) for line in row])
        for n, line in enumerate(row):
            if line.text or not line.level:
                sign = f'<span class="number">{escape(signs[n])}</span> ' if signs[n] else ""
                text = places.of_base() if n == comparison.base else places.of(n)
                columns[n] += f'<p class="level-{line.level}" dir="{direction(line.text)}">{sign}{text}</p>'
            elif base:
                number = places.number(n, 0, len(base))
                told = f"not here: {printed(base)}"
                columns[n] += (
                    f'<p class="level-{line.level}"><span class="d absent line" data-d="{number}" '
                    f'title="{escape(told)}">not here</span></p>'
                )
        shown.read(base)
    same = _same(comparison)
    shown.html = "".join(
        f'<section class="column{" base" if n == comparison.base else ""}">{_head(comparison, n, same)}'
        f'<div class="text">{column}</div></section>'
        for n, column in enumerate(columns)
    )
    shown.html = f'<div class="columns">{shown.html}</div>'
    return shown


class _Places:
    """The differences of one line in all columns, numbered by where they stand in the base.

    What several columns have otherwise at the same place is one difference; where that would join differences of one
    column, each is numbered by itself, column after column.
    """

    def __init__(self, shown: Shown, base: str, columns: Sequence[Sequence[Edit]]) -> None:
        self.base = base
        self.columns = columns
        ranges = [sorted(_ranges(edits)) for edits in columns]
        joined: list[tuple[int, int]] = []
        for start, end in sorted(place for column in ranges for place in column):
            if joined and (start < joined[-1][1] or start == joined[-1][0]):
                joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
            else:
                joined.append((start, end))
        self.joined = joined
        self._numbers: dict[tuple[int, int, int], int] = {}
        if len(joined) >= max(map(len, ranges), default=0):
            numbers = [shown.difference_at(start, end - start) for start, end in joined]
            for n, column in enumerate(ranges):
                for start, end in column:
                    within = next(i for i, (a, b) in enumerate(joined) if a <= start and end <= b)
                    self._numbers[n, start, end] = numbers[within]
        else:
            for n, column in enumerate(ranges):
                for start, end in column:
                    self._numbers[n, start, end] = shown.difference_at(start, end - start)

    def number(self, column: int, start: int, end: int) -> int:
        """The number of a difference by its column and its place in the base."""
        return self._numbers[column, start, end]

    def of_base(self) -> str:
        """The base, dotted where another wording has other words."""
        out = ""
        at = 0
        by_place = {(start, end): number for (_, start, end), number in self._numbers.items()}
        for start, end in self.joined:
            if end == start:
                continue
            number = by_place.get((start, end))
            head, core, tail = _edges(printed(self.base[start:end]))
            of = "" if number is None else f' data-d="{number}"'
            kind = "d of-base long" if len(core) > _LONG else "d of-base"
            out += escape(printed(self.base[at:start])) + f'{head}<span class="{kind}"{of}>{escape(core)}</span>{tail}'
            at = end
        return out + escape(printed(self.base[at:]))

    def of(self, column: int) -> str:
        """The wording of another column, marked where it differs from the base."""
        out = ""
        at = 0
        for edit in self.columns[column]:
            if not edit.is_change:
                out += escape(printed(edit.new))
            else:
                out += _differing(edit, self.number(column, at, at + len(edit.old)))
            at += len(edit.old)
        return out


def _ranges(edits: Iterable[Edit]) -> Iterator[tuple[int, int]]:
    at = 0
    for edit in edits:
        if edit.is_change:
            yield at, at + len(edit.old)
        at += len(edit.old)


def _differing(edit: Edit, number: int) -> str:
    old, new = printed(edit.old).strip(), printed(edit.new)
    head, core, tail = _edges(new)
    if not core:
        told = f"not here: {old}"
        return f'<span class="d absent" data-d="{number}" title="{escape(told)}">{aloud(told)}{_END}</span>{new}'
    slight = _SLIGHT.get(edit.nature, "")
    kind = "slight" if slight else "long" if len(core) > _LONG else ""
    told = slight or (f"instead of: {old}" if old else "inserted")
    return (
        f'{head}<ins class="d {kind}" data-d="{number}" title="{escape(told)}">'
        f"{aloud('differs' if old else 'inserted')}{escape(core)}{_END}</ins>{tail}"
    )


def row_by_row(comparison: Comparison) -> Shown:
    """The wordings as a table: a row for each stretch that they share or differ in."""
    shown = Shown()
    same = _same(comparison)
    heads = "".join(f'<th scope="col">{_head(comparison, n, same)}</th>' for n in range(len(comparison.wordings)))
    body = []
    for table, line in zip(tables(comparison), comparison.rows, strict=True):
        rows = _cells(shown, table)
        for row, cells in zip(table.rows, rows, strict=True):
            kind = "shared" if row.shared else "differs"
            way = direction(line[comparison.base].text)
            body.append(f'<tr class="{kind}">{"".join(f"<td dir={way}>{cell}</td>" for cell in cells)}</tr>')
        body.append('<tr class="end"></tr>')
    shown.html = (
        f'<div class="columns"><table><thead><tr>{heads}</tr></thead><tbody>{"".join(body)}</tbody></table></div>'
    )
    return shown


def _same(comparison: Comparison) -> frozenset[int]:
    """The columns that are the base word for word."""
    texts = [" ".join(text.split()) for text in comparison.texts]
    return frozenset(n for n, text in enumerate(texts) if n != comparison.base and text == texts[comparison.base])


def _head(comparison: Comparison, n: int, same: frozenset[int]) -> str:
    wording = comparison.wordings[n]
    told = "base" if n == comparison.base else "the same as the base" if n in same else ""
    said = f' <span class="told">{told}</span>' if told else ""
    return f"<h3><b>{comparison.letters[n]}</b> <bdi>{escape(wording.name)}</bdi>{said}</h3>"


def _cells(shown: Shown, table: Table) -> list[list[str]]:
    out = []
    for row in table.rows:
        texts = [printed(cell.text) for cell in row.cells]
        if row.shared:
            words = shown.words(texts[table.base])
            out.append([words if n == table.base else escape(text) for n, text in enumerate(texts)])
            continue
        number = shown.difference(max(map(len, texts)))
        base = texts[table.base]
        out.append([_cell(cell, text, base, number) for cell, text in zip(row.cells, texts, strict=True)])
    return out


def _cell(cell: Cell, text: str, base: str, number: int) -> str:
    head, core, tail = _edges(text)
    if cell.state is State.ABSENT:
        told = f"not here: {base.strip()}" if base.strip() else "nothing here"
        return f'<span class="d absent" data-d="{number}" title="{escape(told)}">{aloud(told)}{_END}</span>{tail}'
    kind = "of-base" if cell.state is State.BASE else "as-base"
    kind += " long" if len(core) > _LONG else ""
    if cell.state is State.DIFFERS:
        changes = [edit for edit in diff(base.strip(), core) if edit.new or edit.is_change]
        return head + "".join(_differing(e, number) if e.is_change else escape(e.new) for e in changes) + tail
    return f'{head}<span class="d {kind}" data-d="{number}">{escape(core)}</span>{tail}'


def _edges(text: str) -> tuple[str, str, str]:
    core = text.strip()
    if not core:
        return "", "", text
    at = text.index(core)
    return text[:at], core, text[at + len(core) :]


def _signs(comparison: Comparison) -> list[list[str]]:
    """The sign of each line in each column: (a), (i), ..., counted among the lines that the wording has."""
    counts: list[dict[int, int]] = [{} for _ in comparison.wordings]
    out = []
    for row in comparison.rows:
        signs = []
        for n, line in enumerate(row):
            if not line.level or not line.text:
                signs.append("")
                continue
            counts[n] = {level: count for level, count in counts[n].items() if level <= line.level}
            counts[n][line.level] = counts[n].get(line.level, 0) + 1
            signs.append(item_number(line.level, counts[n][line.level]))
        out.append(signs)
    return out


# --- inline -------------------------------------------------------------------


def inline(comparison: Comparison) -> Shown:
    """Each other wording as a redline of the base."""
    shown = Shown()
    same = _same(comparison)
    parts = []
    for n in range(len(comparison.wordings)):
        if n == comparison.base:
            continue
        body = ""
        for edits, row in zip(redlined(comparison, n), comparison.rows, strict=True):
            way = direction(row[n].text or row[comparison.base].text)
            body += f'<p class="level-{row[n].level}" dir="{way}">{edits_html(shown, edits)}</p>' if edits else ""
        parts.append(f'<section class="strip">{_head(comparison, n, same)}<div class="text">{body}</div></section>')
    shown.html = f'<div class="strips">{"".join(parts)}</div>'
    return shown


def edits_html(shown: Shown, edits: Sequence[Edit]) -> str:
    """A word comparison as running text with what was deleted and inserted marked."""
    return "".join(_edit(shown, edit) for edit in edits)


def _edit(shown: Shown, edit: Edit) -> str:
    if not edit.is_change:
        return shown.words(printed(edit.new))
    old, new = printed(edit.old), printed(edit.new)
    number = shown.difference(max(len(old), len(new)))
    slight = _SLIGHT.get(edit.nature, "")
    kind = "d slight" if slight else "d moved" if edit.moved else "d"
    title = f' title="{slight}"' if slight else f' title="Moved, mark {edit.moved}"' if edit.moved else ""
    out = ""
    if old:
        word = "moved from here" if edit.moved else "deleted"
        out += f'<del class="{kind}" data-d="{number}"{title}>{aloud(word)}{escape(old)}{_END}</del>'
    if new:
        word = "moved to here" if edit.moved else "inserted"
        out += f'<ins class="{kind}" data-d="{number}"{title}>{aloud(word)}{escape(new)}{_END}</ins>'
    return out


# --- collated -----------------------------------------------------------------


def collated_html(made: Collated, letters: Sequence[str], *, attribution: bool) -> Shown:
    """The bracketed text; a click on a bracket offers its variants, which `choices` lists by number."""
    shown = Shown()
    counts: dict[int, int] = {}
    body = ""
    for number, line in enumerate(made.lines):
        found = pieces(line)
        if not plain(found).strip():
            continue
        sign = ""
        if line.level:
            counts = {level: count for level, count in counts.items() if level <= line.level}
            counts[line.level] = counts.get(line.level, 0) + 1
            sign = f'<span class="number">{item_number(line.level, counts[line.level])}</span> '
        text = "".join(_collated(shown, found, number, letters, attribution))
        body += f'<p class="level-{line.level}" dir="{direction(plain(found))}">{sign}{text}</p>'
    shown.html = f'<div class="collated text">{body}</div>'
    return shown


def _collated(
    shown: Shown, found: Sequence[Piece], row: int, letters: Sequence[str], attribution: bool
) -> Iterator[str]:
    for piece in found:
        if isinstance(piece, Words):
            yield shown.words(piece.text)
        else:
            yield _bracket(shown, piece, row, letters, attribution)


def _bracket(shown: Shown, bracket: Bracket, row: int, letters: Sequence[str], attribution: bool) -> str:
    number = shown.difference(0)
    told = [_told(variant) for variant in bracket.alternatives]
    shown.choices.append(
        {
            "row": row,
            "place": list(bracket.place),
            "variants": [
                {"n": variant.number, "text": text, "who": _who(variant, letters)}
                for variant, text in zip(bracket.alternatives, told, strict=True)
            ],
        }
    )
    inside = []
    for variant in bracket.alternatives:
        if variant.shown:
            who = f'<span class="by">{escape(_who(variant, letters))}: </span>' if attribution else ""
            inside.append(who + "".join(_collated(shown, variant.pieces, row, letters, attribution)))
    shown._starts[number] = (shown._starts[number][0], max(shown._read - shown._starts[number][0], 1))
    sign: Callable[[str], str] = '<b class="sign">{}</b>'.format
    if bracket.slashed:
        text = sign("[") + sign("/").join(inside) + sign("]")
    else:
        text = " ".join(sign("[") + words + sign("]") for words in inside)
    label = escape(f"Bracket {number + 1}: {' or '.join(told)}")
    return (
        f'<span class="d choice" data-d="{number}" role="button" tabindex="0" aria-haspopup="menu" '
        f'aria-label="{label}">{text}</span>'
    )


def _told(variant: Alternative) -> str:
    return plain(variant.pieces) if variant.shown and variant.pieces != (Words("—", "—"),) else ""


def _who(variant: Alternative, letters: Sequence[str]) -> str:
    return ", ".join(letters[n] for n in variant.holders)


# --- in substance -------------------------------------------------------------


def substance(comparison: Comparison, found: Sequence[Profile]) -> str:
    """What the wordings say in substance, as a table with the differing rows marked."""
    heads = "".join(
        f'<th scope="col"><b>{letter}</b> <bdi>{escape(wording.name)}</bdi></th>'
        for letter, wording in zip(comparison.letters, comparison.wordings, strict=True)
    )
    body = ""
    for row in profile_rows(found):
        kind = "differs" if row.differs else "alike"
        sign = '<span class="sign" title="They differ in this">≠</span><span class="aloud">differs</span>'
        cells = "".join(
            f'<td class="{"unknown" if value in (NOT_STATED, "none") else "known"}">{escape(value)}</td>'
            for value in row.values
        )
        body += (
            f'<tr class="{kind}"><th scope="row">{sign if row.differs else ""}{escape(row.feature)}</th>{cells}</tr>'
        )
    return f'<div class="substance"><table><thead><tr><td></td>{heads}</tr></thead><tbody>{body}</tbody></table></div>'


def plot(comparison: Comparison, found: Sequence[Profile]) -> str:
    """Strength against breadth: each wording a letter, the strong ones above, the broad ones to the right."""
    known = [(letter, p) for letter, p in zip(comparison.letters, found, strict=True) if p.strength is not None]
    widest = max((p.breadth for _, p in known), default=1) or 1
    spots: dict[tuple[float, int], list[str]] = {}
    for letter, p in known:
        spots.setdefault((p.strength or 0.0, p.breadth), []).append(letter)
    dots = "".join(
        f'<span class="dot" style="left:{6 + 86 * breadth / widest:.1f}%;bottom:{4 + 84 * strength / 5:.1f}%">'
        f"{escape(', '.join(letters))}</span>"
        for (strength, breadth), letters in spots.items()
    )
    told = "; ".join(
        f"{', '.join(letters)}: strength {strength:g} of 5, breadth {breadth}"
        for (strength, breadth), letters in spots.items()
    )
    if not spots:
        return '<p class="empty">No formulation has a modal verb: how strongly they bind cannot be drawn.</p>'
    without = [letter for letter, p in zip(comparison.letters, found, strict=True) if p.strength is None]
    rest = f'<p class="empty">No modal verb, so no strength: {", ".join(without)}.</p>' if without else ""
    return (
        f'<figure class="plot"><div class="field" role="img" aria-label="{escape(told)}">{dots}'
        '<span class="up">binding ↑</span><span class="right">broad →</span></div>'
        f"<figcaption>How strongly each binds, and how much it covers.</figcaption>{rest}</figure>"
    )
