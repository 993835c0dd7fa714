"""Works a draft out again after a click: only what the click changed, since provisions do not enter one another.

Changing one provision changes that provision's blocks only (before numbering). So each is composed once,
on its own, and remembered; what did not change is the same object from one revision to the next, and so is
numbered and printed once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain

from workbench.catalogue import Catalogue
from workbench.compose import compose
from workbench.document import Block, Document, Tables
from workbench.memory import Memory
from workbench.model import Draft, FrontMatter, Provision, Role
from workbench.numbering import number
from workbench.writers import preview_again

#: What is made of a draft of 200 provisions is some 500 pieces, of four kilobytes each on average.
_MOST = 4_000


class Composer:
    """Composes, numbers and previews the drafts of one catalogue; several threads may share it."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._memory = Memory(most=_MOST)

    def numbered(self, draft: Draft) -> Document:
        """The same document as composing the draft and numbering it gives."""
        return number(self.compose(draft), memory=self._memory)

    def preview(self, document: Document) -> str:
        """The same page as `workbench.writers.preview` gives of a numbered document."""
        return preview_again(document, self._memory)

    def compose(self, draft: Draft) -> Document:
        """The same document as `workbench.compose.compose` gives."""
        frame = compose(replace(draft, preamble=(), body=()), self._catalogue)
        bare = Draft(title="", terms=draft.terms, front=FrontMatter(language=draft.front.language))
        preamble = [self._piece(provision, bare, preamble=True) for provision in draft.preamble]
        body = [self._whole(provision, bare) for provision in draft.body]
        opening = 1 + bool(draft.front.organ)
        blocks = (
            *frame.blocks[:opening],
            *chain.from_iterable(piece.blocks for piece in preamble),
            *frame.blocks[opening:],
            *chain.from_iterable(piece.blocks for piece in body),
        )
        tables = _joined([frame.tables, *(piece.tables for piece in (*preamble, *body))])
        return Document(margin=replace(frame.margin, tables=tables), blocks=blocks)

    def _whole(self, provision: Provision, bare: Draft) -> Document:
        """A provision with all below it, each piece composed on its own where none encloses another in brackets."""
        if not provision.children or provision.bracketed or provision.role is Role.ALTERNATIVES:
            return self._piece(provision, bare)
        what = ("whole", bare.terms, bare.front.language)
        return self._memory.made(what, provision, lambda: self._joined(provision, bare))

    def _joined(self, provision: Provision, bare: Draft) -> Document:
        own = self._composed(replace(provision, children=()), bare)
        # Blocks of paragraphs are composed as they stand in an article, which is how `compose` takes them from a body.
        pieces = [self._whole(child, bare) for child in provision.children]
        children: tuple[Block, ...] = tuple(chain.from_iterable(piece.blocks for piece in pieces))
        (block,) = own.blocks
        tables = _joined([own.tables, *(piece.tables for piece in pieces)])
        return Document(margin=replace(own.margin, tables=tables), blocks=(replace(block, children=children),))

    def _piece(self, provision: Provision, bare: Draft, *, preamble: bool = False) -> Document:
        what = ("piece", bare.terms, bare.front.language, preamble)
        return self._memory.made(what, provision, lambda: self._composed(provision, bare, preamble=preamble))

    def _composed(self, provision: Provision, bare: Draft, *, preamble: bool = False) -> Document:
        held = (provision,)
        document = compose(replace(bare, preamble=held) if preamble else replace(bare, body=held), self._catalogue)
        # The title of the bare draft comes first, and is not the provision's.
        return replace(document, blocks=document.blocks[1:])


def _joined(tables: Iterable[Tables]) -> Tables:
    listed = tuple(tables)
    return Tables(
        views=tuple(chain.from_iterable(each.views for each in listed)),
        citations=tuple(chain.from_iterable(each.citations for each in listed)),
        decisions=tuple(chain.from_iterable(each.decisions for each in listed)),
        options=tuple(chain.from_iterable(each.options for each in listed)),
    )
