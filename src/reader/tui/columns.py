"""Rows in columns: cells are counted as a terminal counts them, so that Chinese lines up."""

from typing import NamedTuple

from rich.cells import cell_len

from reader.tui.drawn import visible
from reader.wrap import shorten


class Column(NamedTuple):
    """A column of a list: its cells, the style of its text, and whether it stands at the right.

    ``width`` 0: it takes the room that the others leave. ``least``: the list must be so wide for it to be shown.
    """

    width: int
    style: str = "quiet"
    right: bool = False
    least: int = 0


def in_columns(texts: tuple[str, ...], columns: tuple[Column, ...], width: int) -> tuple[tuple[str, str], ...]:
    """A row of a list that is ``width`` cells wide; columns for which it is too narrow are left out.

    >>> in_columns(("大模型", "42 %"), (Column(0, "term"), Column(5, right=True)), 14)
    (('大模型  ', 'term'), ('  42 %', 'quiet'))
    """
    shown = [(text, column) for text, column in zip(texts, columns, strict=True) if width >= column.least]
    room = max(width - sum(column.width for _, column in shown) - (len(shown) - 1), 1)
    pieces = []
    for number, (text, column) in enumerate(shown):
        fit = fitted(text, column.width or room, right=column.right)
        pieces.append((" " * bool(number) + fit, column.style))
    return tuple(pieces)


def fitted(text: str, cells: int, *, right: bool = False) -> str:
    """``text`` in exactly so many cells: cut with …, or filled up."""
    text = shorten(visible(text).replace("\n", " "), cells)
    space = " " * (cells - cell_len(text))
    return space + text if right else text + space
