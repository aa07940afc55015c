"""The contents of a page: its headings, or what can stand for them where there are none."""

from collections.abc import Sequence

from reader.model.document import Kind
from reader.tui.reading import Reading
from reader.tui.widgets.rows import Lazily, Row

_SPARSE = 40  # paragraphs listed where nothing looks like a heading


def landmarks(reading: Reading) -> list[int]:
    """The items to list: headings and what looks like them; else paragraphs at even distances."""
    if len(reading.headings) > 1:
        return reading.headings
    return list(range(0, len(reading), max(len(reading) // _SPARSE, 1)))


def current(items: Sequence[int], item: int) -> int:
    """Which of ``items`` a reader at ``item`` is in."""
    return max(sum(start <= item for start in items) - 1, 0)


def content_rows(reading: Reading, items: Sequence[int]) -> Lazily:
    """The rows of the contents; a text is repaired when its row is seen."""

    def make(index: int) -> Row:
        item = items[index]
        block = reading.block(item)
        is_heading = block.kind is Kind.HEADING
        indent = "  " * max(block.level - 1, 0) if is_heading else ""
        share = f"{100 * item // max(len(reading), 1):3} %  "
        return (share, "quiet"), (indent + block.text.current[:200], "heading" if is_heading else "")

    return Lazily(len(items), make)
