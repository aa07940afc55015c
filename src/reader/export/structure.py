"""How blocks stand to each other: lists inside lists, rows of one table, headings that skip no level, posts."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from reader.model.document import Block, Kind
from reader.model.inline import Cell, Image

CELLS = " | "  # what stands between the cells of a row
_DEEPEST = 6  # of HTML's headings
_WIDEST = 100  # columns to which cells over several of them are spread


#: Items that bring their own number or bullet.
_OWN_MARK = re.compile(r"\s*(?:[•·▪●○■◆◇▶→*–—-]|[①-⓿]|[（(]?[\dA-Za-z一二三四五六七八九十]{1,3}[.、)）:：])")


class Numbered(NamedTuple):
    """A block, and how many stand before it."""

    place: int
    block: Block


#: Kinds whose neighbours of the same kind make one element together.
_TOGETHER = (Kind.ITEM, Kind.ROW, Kind.QUOTATION, Kind.TERM)


def groups(blocks: Sequence[Block]) -> Iterator[tuple[Kind, list[Numbered]]]:
    """Runs of blocks that make one list, table, quotation or list of definitions; other blocks stand alone.

    A new entry of a thread begins a new one, so does a row of headers below rows of data.
    """
    group: list[Numbered] = []
    for place, block in enumerate(blocks):
        if group and not _goes_on(group[-1].block, block):
            yield _together(group[0].block), group
            group = []
        group.append(Numbered(place, block))
    if group:
        yield _together(group[0].block), group


def _together(block: Block) -> Kind:
    return Kind.TERM if block.kind is Kind.DEFINITION else block.kind


def _goes_on(before: Block, block: Block) -> bool:
    kind = _together(block)
    if kind is not _together(before) or kind not in _TOGETHER or block.entry is not None:
        return False
    return not (kind is Kind.ROW and _is_header(block) and not _is_header(before))


def entry_parts(block: Block) -> list[str]:
    """What is shown above a block that begins an entry of a thread: its number, who wrote it, and when.

    An author whose name is the block itself is not named twice; of other blocks nothing is shown.
    """
    if block.entry is None:
        return []
    number, author, date = block.entry.number, block.entry.author, block.entry.date.replace("T", " ")
    parts = (str(number), "" if author == block.text.current else author, date)
    return [" ".join(part.split()) for part in parts if part.strip()]


def outer_images(block: Block) -> tuple[list[Image], list[Image]]:
    """The pictures above a block and those below it; others stand in its text."""
    images, end = block.current_images(), len(block.text.current)
    above = [image for image in images if not image.offset]
    return above, [image for image in images if image.offset >= end > 0]


def heading_depths(blocks: Iterable[Block], top: int = 2) -> dict[int, int]:
    """Index → level of every heading as it should stand below a title: from ``top``, none skipped, none beyond 6.

    A page's own levels may begin anywhere and jump; what contains what stays as it was.
    """
    depths: dict[int, int] = {}
    around: list[int] = []
    for index, block in enumerate(blocks):
        if block.kind is Kind.HEADING:
            while around and around[-1] >= block.level:
                around.pop()
            depths[index] = min(top + len(around), _DEEPEST)
            around.append(block.level)
    return depths


def item_depths(items: Iterable[Numbered]) -> list[int]:
    """How deep each item of a list lies, from 0; an item is at most one deeper than the one before it."""
    depths: list[int] = []
    around: list[int] = []
    for _, block in items:
        while around and around[-1] >= block.level:
            around.pop()
        depths.append(len(around))
        around.append(block.level)
    return depths


def has_own_mark(item: Block) -> bool:
    """Whether an item brings its own number or bullet."""
    return _OWN_MARK.match(item.text.current) is not None


def cells(block: Block) -> list[Cell]:
    """The cells of a row with their places in its current text; all of the text but what divides them lies in them."""
    told = block.current_cells()
    return list(told) if told and _is_covered(block.text.current, told) else _parted(block.text.current)


def _is_covered(text: str, told: Sequence[Cell]) -> bool:
    """Whether cells are in order, and only what divides them stands outside of them: a repair may have joined two."""
    done = 0
    for cell in (*told, Cell(len(text), len(text))):
        if cell.start < done or text[done : cell.start].strip(" |"):
            return False
        done = cell.end
    return True


def _parted(text: str) -> list[Cell]:
    spans: list[Cell] = []
    start = 0
    for cell in text.split(CELLS):
        spans.append(Cell(start, start + len(cell)))
        start += len(cell) + len(CELLS)
    return spans


def has_header(rows: Sequence[Numbered]) -> bool:
    """Whether the first row of a table names its columns.

    The page says so, or the row has as many cells as the next, none of them empty.
    """
    if _is_header(rows[0].block):
        return True
    if len(rows) < 2:
        return False
    first, second = (cells(row.block) for row in rows[:2])
    text = rows[0].block.text.current
    return len(first) == len(second) and all(text[cell.start : cell.end].strip() for cell in first)


def _is_header(block: Block) -> bool:
    filled = [cell for cell in block.cells if cell.start < cell.end]
    return bool(filled) and all(cell.header for cell in filled)


def grid(rows: Iterable[Numbered]) -> list[list[Cell | None]]:
    """The cells of a table's rows by columns; None where a cell reaches over from the left or from above."""
    below: dict[int, int] = {}  # column → rows that a cell still takes there
    laid: list[list[Cell | None]] = []
    for each in rows:
        row: list[Cell | None] = []
        for cell in cells(each.block):
            row += _reached(below, len(row))
            spread = max(min(cell.columns, _WIDEST - len(row)), 1)
            if cell.rows > 1:
                below |= dict.fromkeys(range(len(row), len(row) + spread), cell.rows)
            row += [cell, *[None] * (spread - 1)]
        row += _reached(below, len(row))
        below = {column: left - 1 for column, left in below.items() if left > 1}
        laid.append(row)
    return laid


def _reached(below: dict[int, int], column: int) -> list[Cell | None]:
    """Nothing for each column from ``column`` on that a cell above takes."""
    first = column
    while column in below:
        column += 1
    return [None] * (column - first)
