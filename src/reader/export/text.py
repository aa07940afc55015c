"""Plain text: the title, then the blocks, a blank line between paragraphs."""

from itertools import pairwise

from reader.export.glossed import glossed
from reader.model.choices import GlossPolicy
from reader.model.document import Block, Document, Kind
from reader.model.walk import GlossFilter

_TIGHT = (Kind.ITEM, Kind.ROW)


def export_text(document: Document, policy: GlossPolicy) -> str:
    """The document as text that ends with a line feed."""
    glosses = GlossFilter(policy)
    title = [document.title.current] if document.title.current else []
    lines = [_marker(block) + glossed(block, glosses.shown(block)) for block in document.blocks]
    gaps = ["\n" if stay_together(a, b) else "\n\n" for a, b in pairwise(document.blocks)]
    body = "".join(line + gap for line, gap in zip(lines, [*gaps, ""], strict=False))
    return "\n\n".join((*title, body)) + "\n"


def stay_together(block: Block, following: Block) -> bool:
    """Whether two blocks belong to one list or table, and have no blank line between them."""
    return block.kind is following.kind and block.kind in _TIGHT


def _marker(block: Block) -> str:
    return "  " * max(block.level - 1, 0) + "• " if block.kind is Kind.ITEM else ""
