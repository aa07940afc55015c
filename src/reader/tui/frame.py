"""What surrounds a block on the screen: empty lines, bullets, who wrote the post that begins, pictures."""

import re
from collections.abc import Iterator

from reader.localization import translate as _
from reader.model.document import Block, Kind
from reader.tui.drawn import Frame, visible

_OWN_MARK = re.compile(r"\s*(?:[•·▪●○■◆◇▶→*–—-]|[①-⓿]|[（(]?[\dA-Za-z一二三四五六七八九十]{1,3}[.、)）:：])")
_CLOSE_TOGETHER = (Kind.ITEM, Kind.ROW, Kind.CODE, Kind.DEFINITION)


def frame(block: Block, before: Kind | None, spacing: int) -> Frame:
    """The frame of ``block`` when a block of kind ``before`` stands above it."""
    above = tuple(_above(block))
    together = before is block.kind or (before is Kind.TERM and block.kind is Kind.DEFINITION)
    gap = 0 if before is None or (together and block.kind in _CLOSE_TOGETHER and not above) else spacing
    gap += len(above)
    match block.kind:
        case Kind.ITEM:
            indent = "  " * max(block.level - 1, 0)
            own = "• " if block.number is None else f"{block.number}. "
            mark = "" if _OWN_MARK.match(block.text.current) else own
            return Frame(gap, indent + mark, indent + " " * len(mark), above)
        case Kind.QUOTATION:
            return Frame(gap, "│ ", "│ ", above)
        case Kind.CODE | Kind.DEFINITION:
            return Frame(gap, "  ", "  ", above)
        case _:
            return Frame(gap, above=above)


def _above(block: Block) -> Iterator[str]:
    """Who wrote the post that begins here, and when, and the pictures of the block, a line each."""
    if block.entry is not None:
        number, author, date = block.entry.number, block.entry.author, block.entry.date.replace("T", " ")
        author = "" if author == block.text.current else author  # it stands there already
        yield visible(" · ".join(part for part in (f"◆ {number}", author, date) if part))
    for image in block.images:
        yield f"▣ {visible(' '.join(image.alt.split())) or _('picture')}"
