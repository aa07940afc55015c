"""The page: drawn line by line, only what is seen; a cursor that stands on a code point, never on a screen line."""

import re
from collections.abc import Iterator
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.cache import LRUCache
from textual.geometry import Offset
from textual.selection import Selection
from textual.strip import Strip

from reader.model.sentences import sentence_around
from reader.tui.carrying import of_selection
from reader.tui.messages import Jumped, Moved, Wanted
from reader.tui.motion import by_lines
from reader.tui.paint import COMPONENTS, Layer, paint, paint_above
from reader.tui.reading import Position, Reading, Span
from reader.tui.sheet import Setting, Spot
from reader.tui.signs import Signs
from reader.tui.widgets.sheet_view import SheetView
from reader.wrap import shorten

_KEPT = 512  # strips that are kept: several screens
_WORD = 2  # clicks
_AROUND = 200  # code points before and after a line in which a match may begin or end


class Page(SheetView):
    """Shows a Reading. Knows where things stand; what they mean is asked elsewhere."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"page--{name}" for name in COMPONENTS}

    def __init__(self, setting: Setting, notice: str = "", name: str = "page") -> None:
        super().__init__(setting, name)
        self._notice = notice  # stands on the page until there is a document
        self._goal: int | None = None
        self._pattern: re.Pattern[str] | None = None
        self.match: Span | None = None
        self.signs = Signs()
        self._pressed: Position | None = None
        self._strips: LRUCache[tuple[int, int, int] | tuple[str, int], Strip] = LRUCache(_KEPT)
        self._named: dict[str, Style] = {}

    def show(self, reading: Reading, head: tuple[str, ...]) -> None:
        """Show a reading; no match and nothing of the person's is marked in it yet."""
        self.match, self.signs = None, Signs()
        super().show(reading, head)

    def mark(self, pattern: re.Pattern[str] | None, match: Span | None) -> None:
        """Highlight what ``pattern`` finds, and ``match`` more than the rest."""
        before, self.match = self.match, match
        if pattern is not self._pattern:
            self._pattern = pattern
            self.redraw()
        for each in (before, match):
            if each is not None:
                self._redraw_item(each.item)

    def show_signs(self, signs: Signs) -> None:
        """Show what the person has marked."""
        self.signs = signs
        self.redraw()

    def redraw(self) -> None:
        """Forget what was drawn."""
        self._strips.clear()
        self.refresh()

    def _redraw_item(self, item: int) -> None:
        """Forget what was drawn of an item."""
        if self.sheet is not None and item < len(self.sheet.reading):
            leaf = self.sheet.leaf(item)
            for row in range(leaf.height - leaf.frame.gap):
                self._strips.discard((item, row, self.columns))
            self._refresh_item(item)

    # The cursor

    def go(self, position: Position, *, jump: bool = True) -> None:
        """Put the cursor on ``position`` and bring it into view; one that is a screen away or more is jumped to."""
        self._goal = None
        if jump and self._is_far(position):
            self.post_message(Jumped(self.cursor))
        self._put(position)

    def _is_far(self, position: Position) -> bool:
        sheet = self.sheet
        if sheet is None or not len(sheet.reading):
            return False
        return abs(sheet.spot(position).line - sheet.spot(self.cursor).line) > self.size.height

    def go_lines(self, lines: int) -> None:
        """Up or down by lines of text."""
        if self.sheet is not None and len(self.sheet.reading):
            goal = self.sheet.spot(self.cursor).column if self._goal is None else self._goal
            self._put(by_lines(self.sheet, self.cursor, lines, goal))
            self._goal = goal

    def go_pages(self, pages: float) -> None:
        """By screens or a part of one; one line of the old screen stays in view, and the cursor keeps its row."""
        if self.sheet is None or not len(self.sheet.reading):
            return
        line, column = self.sheet.spot(self.cursor)
        row = min(max(line - self.top, 0), self.size.height - 1)
        before = self.top
        self.scroll_to_line(before + round(pages * max(self.size.height - 1, 1)))
        if self.top == before:  # the page's end: the cursor goes all the way
            row = self.size.height - 1 if pages > 0 else 0
        self._put(self.sheet.near(Spot(self.top + row, column)), reveal=False)

    def go_end(self) -> None:
        """To the last line."""
        if self.sheet is not None and len(self.sheet.reading):
            last = len(self.sheet.reading) - 1
            self.go(Position(last, max(len(self.sheet.reading.text(last)) - 1, 0)))
            self.scroll_to_line(self.max_scroll_y)

    def _put(self, position: Position, *, reveal: bool = True) -> None:
        if self.sheet is None or not len(self.sheet.reading):
            return
        left, self.cursor = self.cursor, position
        if reveal:
            self.reveal(position)
        self._refresh_item(left.item)
        self._refresh_item(position.item)
        self.post_message(Moved())

    def _refresh_item(self, item: int) -> None:
        """Draw the lines of an item anew, and no other: a key is to cost little on a large terminal, too."""
        if self.sheet is not None and item < len(self.sheet.reading):
            first = max(self.sheet.top(item), self.top)
            last = min(self.sheet.top(item) + self.sheet.leaf(item).height, self.top + self.size.height)
            if first < last:
                self.refresh_lines(first, last - first)

    # Drawing

    def render_line(self, y: int) -> Strip:
        """The strip at row ``y`` of the view."""
        line = y + self.top
        if self.sheet is None:
            return self._plain(self._notice if y == self.size.height // 3 else "")
        if line < len(self.sheet.head):
            return self._plain(self.sheet.head[line])
        found = self.sheet.at(line)
        if found is None or found[1] < 0:
            return self._plain(self.sheet.above(*found) if found else "")
        return self._strip(*found)

    def _plain(self, text: str) -> Strip:
        """A line that is not one of an item."""
        key = text, self.columns
        strip = self._strips.get(key)
        if strip is None:
            segments = [Segment(shorten(text, self.room), self._styles()["quiet"])]
            self._strips[key] = strip = self._finished(segments)
        return strip

    def _strip(self, item: int, line: int) -> Strip:
        """A line of an item; those under the cursor or a selection change with every key and aren't kept."""
        assert self.sheet is not None
        changing = item == self.cursor.item or self.text_selection is not None
        key = item, line, self.columns
        strip = None if changing else self._strips.get(key)
        if strip is None:
            strip = self._finished(self._segments(item, line), self._beside(item, line))
            if not changing:
                self._strips[key] = strip
        return strip

    def _segments(self, item: int, row: int) -> list[Segment]:
        assert self.sheet is not None
        leaf = self.sheet.leaf(item)
        line, is_above = leaf.line_at(row)
        if is_above:
            tones = self.setting.tones
            return paint_above(leaf, line, self._styles(), tones=tones) if leaf.has_pinyin(row) else []
        return paint(leaf, line, tuple(self._layers(item, line)), self._styles())

    def _beside(self, item: int, row: int) -> str:
        """The signs in the margin beside a row of an item."""
        assert self.sheet is not None
        leaf = self.sheet.leaf(item)
        line, is_above = leaf.line_at(row)
        start, end = leaf.span(line)
        last = line + 1 == len(leaf.starts)
        return "" if is_above else self.signs.beside(item, *map(leaf.drawn.outside, (start, end)), last=last)

    def _layers(self, item: int, line: int) -> Iterator[Layer]:
        """What lies over a line of an item: highlights, matches, the selection, the cursor."""
        assert self.sheet is not None
        leaf, reading = self.sheet.leaf(item), self.sheet.reading
        drawn = leaf.drawn

        def layer(start: int, end: int, name: str) -> Layer:
            return Layer(drawn.inside(start), drawn.inside_end(end), name)

        for start, end in self.signs.lit(item):
            yield layer(start, end, "highlight")
        if item == self.cursor.item and not self.has_focus:
            word = reading.word_at(self.cursor)
            yield layer(word.start, word.end, "cursor-blurred")
        if self._pattern is not None:
            start, end = leaf.span(line)
            near = max(drawn.outside(start) - _AROUND, 0), drawn.outside(end) + _AROUND
            for match in self._pattern.finditer(reading.text(item), *near):
                yield layer(*match.span(), "match")
        if self.match is not None and self.match.item == item:
            yield layer(self.match.start, self.match.end, "match-current")
        if (selection := self.text_selection) and (chosen := selection.get_span(item)):
            yield layer(chosen[0], len(reading.text(item)) if chosen[1] < 0 else chosen[1], "selection")
        if item == self.cursor.item and self.has_focus:
            word = reading.word_at(self.cursor)
            yield layer(word.start, word.end, "cursor")

    def _finished(self, segments: list[Segment], beside: str = "") -> Strip:
        """A strip as wide as the view, the text in its middle, signs in the margin before it."""
        base, left, width = self._styles()["base"], self._left(), self.columns
        signs = beside[: max(left - 1, 1)]
        room = max(left - len(signs) - (left > 1), 0)
        margin = [
            Segment(" " * room),
            Segment(signs, self._styles()["sign"]),
            Segment(" " * (left - room - len(signs))),
        ]
        line = [Segment(text, base + style if style else base) for text, style, _ in (*margin, *segments) if text]
        cells = sum(segment.cell_length for segment in line)
        if cells < width:
            line.append(Segment(" " * (width - cells), base))
        strip = Strip(line, max(cells, width))
        return strip if cells <= width else strip.adjust_cell_length(width, base)

    def _left(self) -> int:
        return max((self.columns - self.room) // 2, 0)

    def _styles(self) -> dict[str, Style]:
        if not self._named:
            self._named = {name: self.get_component_rich_style(f"page--{name}", partial=True) for name in COMPONENTS}
            self._named["base"] = self.rich_style
        return self._named

    def notify_style_update(self) -> None:
        """The theme changed."""
        super().notify_style_update()
        self._named = {}
        self._strips.clear()

    # The mouse

    def on_click(self, event: events.Click) -> None:
        """A click looks up, two select the word, three its sentence, four the paragraph.

        Textual would select the whole widget.
        """
        event.prevent_default()
        if event.chain == 1:
            self._pressed = self._hit(event.offset)
            if self._pressed is not None and not self.text_selection:
                self.go(self._pressed)
                self.tell(self._pressed)
        elif self._pressed is not None and self.sheet is not None:
            # The first click may have opened the pane and moved the text: the word is the one that was pressed first.
            item, start, end = self._around(self.sheet.reading, self._pressed, event.chain)
            self.screen.selections = {self: Selection(Offset(start, item), Offset(end, item))}

    def tell(self, position: Position) -> None:
        """Somebody wants to know what stands at ``position``."""
        self.post_message(Wanted(position))

    def _around(self, reading: Reading, position: Position, clicks: int) -> Span:
        """What so many clicks select."""
        text = reading.text(position.item)
        if clicks == _WORD:
            return reading.word_at(position)
        if clicks == _WORD + 1:
            return Span(position.item, *sentence_around(text, position.offset, position.offset + 1))
        return Span(position.item, 0, len(text))

    def anchor_at(self, offset: Offset) -> Offset | None:
        """What a selection that begins or ends there holds on to: the item as ``y``, a code point of it as ``x``."""
        if self.sheet is None or not len(self.sheet.reading):
            return None
        position = self.sheet.near(self._spot(offset))
        return Offset(position.offset, position.item)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The selected text, without the line breaks of the screen and without glosses."""
        if self.sheet is None or not len(self.sheet.reading):
            return None
        reading = self.sheet.reading
        texts = (reading.text(item)[start:end] for item, start, end in of_selection(reading, selection))
        return "\n".join(texts), "\n"

    def _hit(self, offset: Offset) -> Position | None:
        return self.sheet.hit(self._spot(offset)) if self.sheet and len(self.sheet.reading) else None

    def _spot(self, offset: Offset) -> Spot:
        return Spot(self.top + offset.y, offset.x - self._left())

    def on_focus(self) -> None:
        """The cursor is seen."""
        self.refresh()

    def on_blur(self) -> None:
        """The cursor isn't seen."""
        self.refresh()
