"""The contents of a page: its headings, or what can stand for them where there are none."""

from collections.abc import Sequence

from reader.model.document import Kind
from reader.tui.reading import Reading
from reader.tui.widgets.rows import LazyRows, Row

_SPARSE = 40  # paragraphs listed where nothing looks like a heading


def landmarks(reading: Reading) -> list[int]:
    """The items to list: headings and what looks like them; else paragraphs at even distances."""
    if len(reading.headings) > 1:
        return reading.headings
    return list(range(0, len(reading), max(len(reading) // _SPARSE, 1)))


def current(items: Sequence[int], item: int) -> int:
    """Which of ``items`` a reader at ``item`` is in."""
    return max(sum(start <= item for start in items) - 1, 0)


class ContentRows(LazyRows):
    """The rows of the contents; a text is repaired when its row is seen."""

    def __init__(self, reading: Reading, items: Sequence[int]) -> None:
        self._reading, self._items = reading, items
        super().__init__(len(items), self._row)

    def _row(self, index: int) -> Row:
        item = self._items[index]
        block = self._reading.block(item)
        indent = "  " * max(block.level - 1, 0) if block.kind is Kind.HEADING else ""
        share = f"{100 * item // max(len(self._reading), 1):3} %  "
        return (share, "quiet"), (indent + block.text.current[:200], "heading" if block.kind is Kind.HEADING else "")
