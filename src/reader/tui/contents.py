"""The contents of a page: its headings, or what can stand for them where there are none."""

import re
from collections.abc import Sequence
from typing import overload

from reader.model.document import Kind
from reader.tui.reading import Reading
from reader.tui.widgets.rows import Row

_NUMBERED = re.compile(
    r"\s*(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）.、]|第[\d一二三四五六七八九十]{1,3}[章节節部])\s*\S"
)
_SHORT = 40  # code points of a line that may be a heading
_SPARSE = 40  # paragraphs listed where nothing looks like a heading


def landmarks(reading: Reading) -> list[int]:
    """The items to list: headings; else short numbered lines; else paragraphs at even distances."""
    headings = [item for item in range(len(reading)) if reading.raw(item).kind is Kind.HEADING]
    if len(headings) > 1:
        return headings
    numbered = [item for item in range(len(reading)) if _looks_like_heading(reading.raw(item).text.current)]
    if len(numbered) > 1:
        return sorted({*headings, *numbered})
    return list(range(0, len(reading), max(len(reading) // _SPARSE, 1)))


def current(items: Sequence[int], item: int) -> int:
    """Which of ``items`` a reader at ``item`` is in."""
    return max(sum(start <= item for start in items) - 1, 0)


class ContentRows(Sequence[Row]):
    """The rows of the contents; a text is repaired when its row is seen."""

    def __init__(self, reading: Reading, items: Sequence[int]) -> None:
        self._reading, self._items = reading, items

    def __len__(self) -> int:
        return len(self._items)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | Sequence[Row]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        item = self._items[index]
        block = self._reading.block(item)
        indent = "  " * max(block.level - 1, 0) if block.kind is Kind.HEADING else ""
        share = f"{100 * item // max(len(self._reading), 1):3} %  "
        return (share, "quiet"), (indent + block.text.current[:200], "heading" if block.kind is Kind.HEADING else "")


def _looks_like_heading(text: str) -> bool:
    return len(text) <= _SHORT and _NUMBERED.match(text) is not None
