"""Plain text: the title, then the blocks, a blank line between paragraphs; wrapped by Chinese rules when asked."""

from collections.abc import Iterable
from itertools import pairwise
from typing import BinaryIO

from reader.export.escaping import safe_address
from reader.export.exporter import Options, utf8
from reader.export.glossed import glossed
from reader.export.structure import entry_parts, has_own_mark
from reader.model.choices import GlossPolicy, LinkPolicy
from reader.model.document import Block, Document, Kind
from reader.model.walk import GlossFilter

_NARROWEST = 10  # cells; deep lists get no narrower
_DEEPEST = 20  # levels; a page of nothing but lists in lists would be mostly spaces
_TIGHT = (Kind.ITEM, Kind.ROW)


def write(documents: Iterable[Document], file: BinaryIO, options: Options) -> None:
    """The exporter."""
    written = (export_text(document, options.gloss, options.width, options.links) for document in documents)
    file.writelines(utf8(text) for text in written)


def export_text(document: Document, policy: GlossPolicy, width: int = 0, links: LinkPolicy = LinkPolicy.NONE) -> str:
    """The document as text that ends with a line feed, its lines at most ``width`` cells wide (0: as they come).

    Who wrote an entry of a thread, and when, stands above it.
    """
    glosses, addresses = GlossFilter(policy), _Addresses(links)
    title = [_wrapped("", document.title.current, width)] if document.title.current else []
    lines = [
        _posted(block) + _block(block, glossed(block, glosses.shown(block), addresses.told(block)), width)
        for block in document.blocks
    ]
    gaps = ["\n" if stay_together(a, b) else "\n\n" for a, b in pairwise(document.blocks)]
    body = "".join(line + gap for line, gap in zip(lines, [*gaps, ""], strict=False))
    return "\n\n".join((*title, body, *addresses.list())) + "\n"


class _Addresses:
    """What stands behind the words that are links; numbers what is listed at the end, each address once."""

    def __init__(self, policy: LinkPolicy) -> None:
        self._policy = policy
        self._numbers: dict[str, int] = {}

    def told(self, block: Block) -> dict[int, str]:
        """What stands at places of the block's current text."""
        if self._policy is LinkPolicy.NONE:
            return {}
        links = ((link.end, safe_address(link.address)) for link in block.current_links())
        return {place: self._one(address) for place, address in links if address}

    def _one(self, address: str) -> str:
        if self._policy is LinkPolicy.INLINE:
            return f" <{address}>"
        return f"[{self._numbers.setdefault(address, len(self._numbers) + 1)}]"

    def list(self) -> Iterable[str]:
        """The addresses that the numbers stand for, as one paragraph."""
        lines = "\n".join(f"[{number}] {address}" for address, number in self._numbers.items())
        return [lines] if lines else []


def _posted(block: Block) -> str:
    return "" if block.entry is None else " · ".join(entry_parts(block)) + "\n\n"


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
    """Whether two blocks belong to one list, table or definition, and have no blank line between them."""
    pair = block.kind, following.kind
    same = block.kind is following.kind and block.kind in _TIGHT
    return (same or pair in ((Kind.TERM, Kind.DEFINITION), (Kind.DEFINITION,) * 2)) and following.entry is None


def _marker(block: Block) -> str:
    if block.kind is Kind.DEFINITION:
        return "  "
    if block.kind is not Kind.ITEM:
        return ""
    indent = "  " * min(max(block.level - 1, 0), _DEEPEST)
    return indent + ("• " if block.number is None or has_own_mark(block) else f"{block.number}. ")
