"""Scrolls a Sheet: keeps what is read in its place while the page is set anew and while heights become exact."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from time import perf_counter

from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reader.tui.messages import Moved
from reader.tui.reading import Position, Reading
from reader.tui.ruby import Spelled
from reader.tui.sheet import Setting, Sheet, Spot
from reader.tui.widgets.direct import Barred, Direct

_SLICE = 0.005  # seconds for which heights are made exact between two keys
_TOGETHER = 16  # items that are set before the clock is looked at
_PAUSE = 0.02  # seconds between two slices
_MARGIN = 1  # cells left and right of the text, at least


class SheetView(ScrollView, Barred, Direct, can_focus=True, inherit_bindings=False):
    """The scrolling half of the page. ``cursor`` is the place that stays on its row when it is in view."""

    def __init__(self, setting: Setting, name: str = "page") -> None:
        super().__init__(id=name)
        self.setting = setting
        self.sheet: Sheet | None = None
        self.cursor = Position(0, 0)
        self._head: tuple[str, ...] = ()
        self._settling = False
        self._rows = 0
        self._fitted = 0  # cells that the text was set for

    @property
    def top(self) -> int:
        """The line of the page on the first row of the view."""
        return round(self.scroll_y)

    @property
    def seen(self) -> Position:
        """Where one reads: at the cursor, or at what stands on the first row when that is out of view."""
        return self._anchor()[0]

    @property
    def progress(self) -> int:
        """How far the page is scrolled, in per cent."""
        return 100 if self.max_scroll_y <= 0 else round(100 * min(self.scroll_y / self.max_scroll_y, 1))

    def show(self, reading: Reading, head: tuple[str, ...]) -> None:
        """Show a reading from its top; the same document in another script keeps the place in the text."""
        self._head = head
        before = self.sheet.reading if self.sheet else None
        if before is None or before.document is not reading.document:
            self.sheet, before, self.cursor = None, None, Position(0, 0)
        self._set_anew(reading, before)

    def set_as(self, setting: Setting) -> None:
        """Set the page anew, the place in the text kept."""
        self.setting = setting
        if self.sheet is not None:
            self._set_anew(self.sheet.reading, self.sheet.reading)

    def swept(self, start: int) -> None:
        """The sweep has been over the items from ``start`` to where it stands now."""
        if self.sheet is not None:
            sheet = self.sheet
            if sheet.refresh(start, sheet.reading.swept):
                self._settle_near(sheet.near(Spot(self.top, 0)).item)
                self.redraw()
            self._settle_on()

    def spell(self, spelled: Mapping[int, Spelled]) -> None:
        """How some items are read is known now; what stands on the first row, or the cursor, stays there."""
        if self.sheet is None:
            return
        anchor, row = self._anchor()
        self.sheet.reading.spell(spelled)
        self.sheet.reset(spelled)
        self._settle_near(anchor.item)
        self.virtual_size = Size(self.columns, self.sheet.height)
        self.scroll_to_line(self.sheet.spot(anchor).line - row)
        self._settle_on()
        self.redraw()

    def unspelled(self) -> tuple[int, ...]:
        """The items in view and a screen around it whose reading isn't known yet, those in view first."""
        if self.sheet is None or not len(self.sheet.reading):
            return ()
        sheet, height = self.sheet, max(self.size.height, 1)
        first = sheet.near(Spot(self.top, 0)).item
        ahead = sheet.near(Spot(self.top + 2 * height, 0)).item
        before = sheet.near(Spot(max(self.top - height, 0), 0)).item
        items = (*range(first, ahead + 1), *range(before, first))
        return tuple(item for item in dict.fromkeys(items) if item not in sheet.reading.spelled)

    def scroll_to_line(self, line: int) -> None:
        """Put ``line`` on the first row, or as near to it as the page's ends allow."""
        self.scroll_to(y=line, animate=False, force=True)

    def reveal(self, position: Position) -> None:
        """Scroll so far that ``position`` stands inside the view with some lines around it."""
        assert self.sheet is not None
        self._settle_near(position.item)
        line, height, top = self.sheet.spot(position).line, max(self.size.height, 1), self.top
        around = height // 4
        if not top - height < line < top + 2 * height:
            top = line - height // 3
        self.scroll_to_line(min(max(top, line - height + 1 + around), max(line - around, 0)))

    def redraw(self) -> None:
        """Forget what was drawn."""
        self.refresh()

    @property
    def room(self) -> int:
        """Cells a line of text has."""
        return max(min(self.setting.width, self.columns - 2 * _MARGIN), 1)

    @property
    def columns(self) -> int:
        """Cells that can be drawn on: Textual counts the scrollbar's among the widget's."""
        return self.outer_size.width - self.scrollbar_size_vertical

    def _set_anew(self, reading: Reading, before: Reading | None) -> None:
        anchor, row = self._anchor()
        if before is not None and before is not reading:
            anchor, self.cursor = before.moved(anchor, reading), before.moved(self.cursor, reading)
        self.sheet = Sheet(reading, replace(self.setting, width=self.room), self._head)
        self.virtual_size = Size(self.columns, self.sheet.height)
        if len(reading):
            self._settle_near(anchor.item)
            self.scroll_to_line(self.sheet.spot(anchor).line - row)
        self._settle_on()
        self.redraw()
        self.post_message(Moved())

    @property
    def place(self) -> tuple[Position, int]:
        """Where one reads, and on which row of the view it stands."""
        return self._anchor()

    def follow(self, position: Position, row: int) -> None:
        """Be where another view of the page is: the cursor on ``position``, that on ``row``."""
        if self.sheet is None or not len(self.sheet.reading):
            return
        self.cursor = position
        self._settle_near(position.item)
        self.scroll_to_line(self.sheet.spot(position).line - row)
        self.redraw()

    def _anchor(self) -> tuple[Position, int]:
        """What must stay where it is on the screen, and on which row it stands: the cursor if it is seen."""
        if self.sheet is None or not len(self.sheet.reading):
            return Position(0, 0), len(self._head)
        row = self.sheet.spot(self.cursor).line - self.top
        if 0 <= row < self.size.height:
            return self.cursor, row
        first = self.sheet.near(Spot(self.top, 0))
        return first, self.sheet.spot(first).line - self.top

    def _hold(self, change: Callable[[], object]) -> None:
        """Change heights; what stands on the first row stays there."""
        assert self.sheet is not None
        top = self.top
        found = self.sheet.at(top)
        before = self.sheet.top(found[0]) if found else 0
        change()
        if self.sheet.height != self.virtual_size.height:
            self.refresh()  # what stands below the change may be in view
        self.virtual_size = Size(self.columns, self.sheet.height)
        if found and (moved := self.sheet.top(found[0]) - before):
            self.scroll_to_line(top + moved)

    def _settle_near(self, item: int) -> None:
        """Make the heights exact two screens around ``item``."""
        assert self.sheet is not None
        sheet, around = self.sheet, 2 * max(self.size.height, 1)
        start, stop = max(item - around, 0), min(item + around, len(sheet.layout))
        if sheet.layout.next_unsettled(start) < stop:
            self._hold(lambda: sheet.settle(start, stop))

    def _settle_on(self) -> None:
        if not self._settling:
            self._settling = True
            self.set_timer(_PAUSE, self._settle_slice)

    def _settle_slice(self) -> None:
        """Make some more heights exact; goes on until all are that the sweep has been over."""
        self._settling = False
        if self.sheet is None:
            return
        sheet = self.sheet
        if sheet.layout.next_unsettled() < sheet.reading.swept:
            self._hold(lambda: _settle_some(sheet))
            self._settle_on()

    def on_resize(self) -> None:
        """The text is set anew when its width changes; a cursor that was seen is seen still."""
        rows, self._rows = self._rows, self.size.height
        self._fitted = self.columns
        if self.sheet is not None and len(self.sheet.reading):
            seen = 0 <= self.sheet.spot(self.cursor).line - self.top < rows
            if self.sheet.setting.width != self.room:
                self.set_as(self.setting)
            if seen:
                self.reveal(self.cursor)
        self.redraw()
        self.post_message(Moved())

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines; a width that Textual has told nobody of is seen here, and the text is set for it.

        When a pane is shown just after a scroll, its map may be made before its layout, which then finds no change.
        """
        if self._fitted != self.columns:
            self._fitted = self.columns
            self.call_next(self.on_resize)
        return super().render_lines(crop)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Heights are made exact around what comes into view."""
        super().watch_scroll_y(old_value, new_value)
        if self.sheet is not None and round(old_value) != round(new_value):
            if len(self.sheet.reading):
                self._settle_near(self.sheet.layout.row(self.top - len(self._head)).item)
            self.post_message(Moved())


def _settle_some(sheet: Sheet) -> None:
    until = perf_counter() + _SLICE
    while perf_counter() < until and (start := sheet.layout.next_unsettled()) < sheet.reading.swept:
        sheet.settle(start, min(start + _TOGETHER, sheet.reading.swept))
