"""Plain text: the title, then the blocks, a blank line between paragraphs; wrapped by Chinese rules when asked."""

from collections.abc import Iterable
from itertools import pairwise
from typing import BinaryIO

from reader.export.exporter import Options, utf8
from reader.export.glossed import glossed
from reader.model.choices import GlossPolicy
from reader.model.document import Block, Document, Kind
from reader.model.walk import GlossFilter

_NARROWEST = 10  # cells; deep lists get no narrower
_DEEPEST = 20  # levels; a page of nothing but lists in lists would be mostly spaces
_TIGHT = (Kind.ITEM, Kind.ROW)


def write(documents: Iterable[Document], file: BinaryIO, options: Options) -> None:
    """The exporter."""
    file.writelines(utf8(export_text(document, options.gloss, options.width)) for document in documents)


def export_text(document: Document, policy: GlossPolicy, width: int = 0) -> str:
    """The document as text that ends with a line feed, its lines at most ``width`` cells wide (0: as they come)."""
    glosses = GlossFilter(policy)
    title = [_wrapped("", document.title.current, width)] if document.title.current else []
    lines = [_block(block, glossed(block, glosses.shown(block)), width) for block in document.blocks]
    gaps = ["\n" if stay_together(a, b) else "\n\n" for a, b in pairwise(document.blocks)]
    body = "".join(line + gap for line, gap in zip(lines, [*gaps, ""], strict=False))
    return "\n\n".join((*title, body)) + "\n"


def _block(block: Block, text: str, width: int) -> str:
    return _wrapped(_marker(block), text, 0 if block.kind is Kind.CODE else width)


def _wrapped(marker: str, text: str, width: int) -> str:
    """``text`` behind ``marker``, further lines below its first character; code keeps its lines."""
    if not width or 2 * (len(marker) + len(text)) <= width:  # a character takes two cells at most
        return marker + text
    from reader.wrap import line_starts

    starts = line_starts(text, max(width - len(marker), _NARROWEST))
    lines = [text[start:end].rstrip() for start, end in pairwise((*starts, len(text)))]
    return marker + f"\n{' ' * len(marker)}".join(lines)


def stay_together(block: Block, following: Block) -> bool:
    """Whether two blocks belong to one list or table, and have no blank line between them."""
    return block.kind is following.kind and block.kind in _TIGHT


def _marker(block: Block) -> str:
    return "  " * min(max(block.level - 1, 0), _DEEPEST) + "• " if block.kind is Kind.ITEM else ""
