"""Where the cursor goes: every motion is a function from a position to a position, nothing drawn."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable

from reader.model.sentences import sentences
from reader.tui.reading import Position, Reading
from reader.tui.sheet import Sheet, Spot

Motion = Callable[[Reading, Position, int], Position | None]

_FAR = 2000  # items searched for a term or heading ahead of the sweep, so that no key waits for a long page


def by_lines(sheet: Sheet, position: Position, lines: int, column: int) -> Position:
    """Up or down by lines of text, near ``column``; gaps and lines that hold nothing but a gloss are stepped over."""
    line = sheet.spot(position).line + lines
    step = 1 if lines > 0 else -1
    while 0 <= line < sheet.height:
        found = sheet.at(line)
        if found is not None and found[1] >= 0:
            reached = sheet.near(Spot(line, column))
            if sheet.spot(reached).line == line:
                return reached
        line += step
    return position


def by_words(reading: Reading, position: Position, step: int) -> Position:
    """To the start of the next word, or of this or the last one, across blocks."""
    item, offset = position
    while 0 <= item < len(reading):
        starts = [start for start, _ in reading.stops(item)] or _characters(reading, item)
        index = bisect_right(starts, offset) if step > 0 else bisect_left(starts, offset) - 1
        if 0 <= index < len(starts):
            return Position(item, starts[index])
        item, offset = item + step, -1 if step > 0 else _END
    return position


def by_terms(reading: Reading, position: Position, step: int) -> Position | None:
    """To the next or last glossary term; None if there is none."""
    item, offset = position
    for number in _items(reading, item, step):
        starts = [note.start for note in reading.block(number).notes]
        ahead = [start for start in starts if (start > offset if step > 0 else start < offset)]
        if ahead:
            return Position(number, ahead[0] if step > 0 else ahead[-1])
        offset = -1 if step > 0 else _END
    return None


def by_headings(reading: Reading, position: Position, step: int) -> Position | None:
    """To the next heading, or to this section's or the last; None if there is none."""
    item, offset = position
    found = bisect_right(reading.headings, item) if step > 0 else bisect_left(reading.headings, item + (offset > 0)) - 1
    return Position(reading.headings[found], 0) if 0 <= found < len(reading.headings) else None


def by_paragraphs(reading: Reading, position: Position, step: int) -> Position | None:
    """To the next block, or to the start of this or the last; None at the ends."""
    item = position.item + (step if step > 0 or position.offset == 0 else 0)
    return Position(item, 0) if 0 <= item < len(reading) else None


def by_sentences(reading: Reading, position: Position, step: int) -> Position | None:
    """To the start of the next sentence, or of this or the last, across blocks; None at the ends."""
    item, offset = position
    while 0 <= item < len(reading):
        starts = [start for start, _ in sentences(reading.text(item))]
        found = bisect_right(starts, offset) if step > 0 else bisect_left(starts, offset) - 1
        if 0 <= found < len(starts):
            return Position(item, starts[found])
        item, offset = item + step, -1 if step > 0 else _END
    return None


def to_place(reading: Reading, told: str) -> Position | None:
    """The place that a person has typed: 40% of the text, or the 12th block; None for what is neither.

    What lies beyond the end is the end.
    """
    match = _PLACE.fullmatch(told)
    if match is None or not len(reading):
        return None
    number = int(match[1])
    item = number * len(reading) // 100 if match[2] else number - 1
    return Position(min(max(item, 0), len(reading) - 1), 0)


_END = 1 << 60
_PLACE = re.compile(r"\s*([0-9０-９]{1,9})\s*([%％])?\s*")


def _items(reading: Reading, item: int, step: int) -> range:
    if step < 0:
        return range(item, -1, -1)
    return range(item, min(max(reading.swept, item + _FAR), len(reading)))


def _characters(reading: Reading, item: int) -> range:
    """Where no words are known (yet), the cursor goes by characters."""
    return range(len(reading.text(item)))
