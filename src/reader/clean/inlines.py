"""Emphasis, code and their like in a block's text, and the cells of a row."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice, takewhile

from reader.clean.splitter import Elements, Run, placed_styles
from reader.model.document import Kind
from reader.model.inline import Cell, Inline, InlineKind

_KINDS = {
    **dict.fromkeys(("em", "i", "cite", "dfn", "var"), InlineKind.EMPHASIS),
    **dict.fromkeys(("strong", "b"), InlineKind.STRONG),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), InlineKind.CODE),
    **dict.fromkeys(("del", "s", "strike"), InlineKind.DELETED),
    "sup": InlineKind.SUPERSCRIPT,
    "sub": InlineKind.SUBSCRIPT,
}
#: Kinds of blocks that are bold in themselves.
_BOLD = (Kind.HEADING, Kind.TERM)
_SPAN = re.compile(r'(?<![\w-])(col|row)span="(\d{1,3})"')
_CELLS = ("td", "th")
_WIDEST, _HIGHEST = 64, 999  # columns and rows that a cell may take
_MOST = 4_000  # elements of a row that are looked at
_BETWEEN = 3  # characters between two cells: " | "


def inlines_of(run: Run, kind: Kind) -> tuple[Inline, ...]:
    """What is emphasised, strong, code, … in ``run``, a block of ``kind``, in the order of its text.

    Spans of one kind that overlap or touch are one. A block of code is code as a whole, a bold heading is a heading.
    """
    if not run.styles or kind is Kind.CODE:
        return ()
    spans: defaultdict[InlineKind, list[tuple[int, int]]] = defaultdict(list)
    for start, end, tag in placed_styles(run):
        if start < end:
            spans[_KINDS[tag]].append((start, end))
    if kind in _BOLD:
        spans[InlineKind.STRONG] = [span for span in spans[InlineKind.STRONG] if span != (0, len(run.text))]
    found = (Inline(*span, name) for name, each in spans.items() for span in _joined(each))
    return tuple(sorted(found, key=lambda each: (each.start, -each.end, each.kind)))


def _joined(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The same places, each once."""
    first = last = -1
    for start, end in sorted(spans):
        if start > last:
            if last >= 0:
                yield first, last
            first = start
        last = max(last, end)
    if last >= 0:
        yield first, last


def cells_of(run: Run, elements: Elements) -> tuple[Cell, ...]:
    """The cells of a row, those without text too; () for other blocks."""
    if not run.cells:
        return ()
    starts = [start for start, _ in run.cells]
    ends = [*(start - _BETWEEN for start in starts[1:]), len(run.text)]
    texts = {place: span for (_, place), span in zip(run.cells, zip(starts, ends, strict=True), strict=True)}
    cells: list[Cell] = []
    for place in _children(run.element, elements):
        at = cells[-1].end if cells else 0
        start, end = texts.get(place, (at, at))
        tag, attributes = elements.tags[place], elements.attributes[place]
        spans = {name: int(number) for name, number in _SPAN.findall(attributes)}
        columns, rows = (max(spans.get(name, 1), 1) for name in ("col", "row"))
        cells.append(Cell(start, end, tag == "th", min(columns, _WIDEST), min(rows, _HIGHEST)))
    return tuple(cells)


def _children(row: int, elements: Elements) -> Iterator[int]:
    """The cells of a row; what stands in it follows it without a gap."""
    inside = takewhile(lambda at: elements.parents[at] >= row, islice(range(row + 1, len(elements)), _MOST))
    return (at for at in inside if elements.parents[at] == row and elements.tags[at] in _CELLS)
