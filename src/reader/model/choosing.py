"""A person overrules the cleaner on a page: a dropped block comes back, a kept one is left out."""

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from reader.model.document import Block, Document, Dropped, Origin, Verdict

YOURS = Verdict("yours", detail="you decided so, on this page")


class Choice(NamedTuple):
    """What a person decided about the block that stood at ``origin`` and says ``text`` on the page."""

    origin: Origin
    text: str
    keep: bool

    @classmethod
    def of(cls, block: Block, *, keep: bool) -> "Choice":
        """The choice to keep ``block``, or not to."""
        return cls(block.origin, block.text.original, keep)

    def means(self, block: Block) -> bool:
        """Whether it is about ``block``."""
        return self.origin == block.origin and self.text == block.text.original


def overrule(document: Document, choices: Iterable[Choice]) -> Document:
    """The document as ``choices`` have it, one after the other; one that is true already changes nothing."""
    for choice in choices:
        if choice.keep:
            found = next((at for at, each in enumerate(document.dropped) if choice.means(each.block)), None)
            document = document if found is None else bring_back(document, found)
        else:
            found = next((at for at, each in enumerate(document.blocks) if choice.means(each)), None)
            document = document if found is None else leave_out(document, found)
    return document


def bring_back(document: Document, index: int) -> Document:
    """The document with its dropped block ``index`` in its place among the kept ones."""
    item = document.dropped[index]
    at = item.before
    blocks = (*document.blocks[:at], replace(item.block, kept=YOURS), *document.blocks[at:])
    behind = (replace(each, before=each.before + 1) for each in document.dropped[index + 1 :])
    return replace(document, blocks=blocks, dropped=(*document.dropped[:index], *behind))


def leave_out(document: Document, index: int) -> Document:
    """The document with its kept block ``index`` among the dropped ones."""
    block = replace(document.blocks[index], kept=None)
    before = tuple(each for each in document.dropped if each.before <= index)
    behind = (replace(each, before=each.before - 1) for each in document.dropped[len(before) :])
    blocks = (*document.blocks[:index], *document.blocks[index + 1 :])
    return replace(document, blocks=blocks, dropped=(*before, Dropped(block, index, YOURS), *behind))
