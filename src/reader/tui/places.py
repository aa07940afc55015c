"""From where one stands in a reading to where that is in its document, and back: a document's places outlive scripts.

A place counts in the block's text as the page has it (`reader.library.anchors`); a position counts in what is shown.
"""

from collections.abc import Iterator
from typing import NamedTuple

from reader.library.anchors import Place
from reader.model.sentences import sentence_around
from reader.tui.reading import Position, Reading, Span


class Range(NamedTuple):
    """What stands between two positions, the second one excluded; they may lie in two items."""

    start: Position
    end: Position


def place(reading: Reading, position: Position) -> Place:
    """The place of what stands at ``position``; one behind the end of an item's text is the end of its block's."""
    text = reading.block(position.item).text
    if position.offset >= len(text.current):
        return Place(position.item - reading.lead, len(text.original))
    return Place(position.item - reading.lead, text.source_offset(position.offset))


def position(reading: Reading, found: Place) -> Position | None:
    """Where a place is shown; None when its block is not."""
    item = found.block + reading.lead
    if not 0 <= item < len(reading):
        return None
    text = reading.block(item).text
    return Position(item, min(text.current_offset(min(found.offset, len(text.original))), len(text.current)))


def spans(reading: Reading, start: Place, end: Place) -> Iterator[Span]:
    """What is shown between two places, one span an item; an empty span for an empty one."""
    first, last = position(reading, start), position(reading, end)
    if first is None:
        return
    if last is None or last < first:
        last = first
    for item in range(first.item, last.item + 1):
        begin = first.offset if item == first.item else 0
        yield Span(item, begin, last.offset if item == last.item else len(reading.text(item)))


def text_of(reading: Reading, chosen: Range) -> str:
    """The text of a range, its items on lines of their own."""
    (first, begin), (last, end) = chosen
    texts = [reading.text(item) for item in range(first, last + 1)]
    texts[-1] = texts[-1][:end]
    texts[0] = texts[0][begin:]
    return "\n".join(texts)


def sentence(reading: Reading, position: Position) -> Range:
    """The sentence at a position."""
    item, offset = position
    text = reading.text(item)
    start, end = sentence_around(text, offset, min(offset + 1, len(text)))
    return Range(Position(item, start), Position(item, end))


def paragraph(reading: Reading, item: int) -> Range:
    """The whole of an item."""
    return Range(Position(item, 0), Position(item, len(reading.text(item))))
