"""How blocks stand to each other: lists inside lists, rows of one table, headings that skip no level."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from reader.model.document import Block, Kind

CELLS = " | "  # what stands between the cells of a row
_DEEPEST = 6  # of HTML's headings


class Numbered(NamedTuple):
    """A block, and how many stand before it."""

    place: int
    block: Block


#: Kinds whose neighbours of the same kind make one element together.
_TOGETHER = (Kind.ITEM, Kind.ROW, Kind.QUOTATION)


def groups(blocks: Sequence[Block]) -> Iterator[tuple[Kind, list[Numbered]]]:
    """Runs of blocks that make one list, table or quotation; other blocks stand alone."""
    numbered = [Numbered(index, block) for index, block in enumerate(blocks)]
    for kind, run in groupby(numbered, key=lambda each: each.block.kind):
        if kind in _TOGETHER:
            yield kind, list(run)
        else:
            yield from ((kind, [each]) for each in run)


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


def cells(block: Block) -> list[tuple[int, int]]:
    """Where the cells of a row stand in its current text."""
    spans: list[tuple[int, int]] = []
    start = 0
    for cell in block.text.current.split(CELLS):
        spans.append((start, start + len(cell)))
        start += len(cell) + len(CELLS)
    return spans


def has_header(rows: Sequence[Numbered]) -> bool:
    """Whether the first row of a table names its columns: it has as many cells as the next, none of them empty."""
    if len(rows) < 2:
        return False
    first, second = (row.block.text.current.split(CELLS) for row in rows[:2])
    return len(first) == len(second) and all(cell.strip() for cell in first)
