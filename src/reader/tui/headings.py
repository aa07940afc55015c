"""Which blocks of a page are its headings; many pages write theirs (一、什么是对齐) as plain lines."""

import re
from collections.abc import Sequence

from reader.model.document import Block, Kind

_NUMBERED = re.compile(
    r"\s*(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）.、]|第[\d一二三四五六七八九十]{1,3}[章节節部])\s*\S"
)
_SHORT = 40  # code points of a line that may be a heading


def headings(blocks: Sequence[Block]) -> list[int]:
    """The numbers of the headings; where there is one at most (the title), short numbered lines are taken for such."""
    marked = [number for number, block in enumerate(blocks) if block.kind is Kind.HEADING]
    if len(marked) > 1:
        return marked
    numbered = [number for number, block in enumerate(blocks) if _looks_like_heading(block.text.current)]
    return sorted({*marked, *numbered}) if len(numbered) > 1 else marked


def _looks_like_heading(text: str) -> bool:
    return len(text) <= _SHORT and _NUMBERED.match(text) is not None
