"""A list of one-line rows, drawn as they come into view: as light with 50,000 rows as with five."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import ClassVar, overload

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.cache import LRUCache
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reader.tui.bindings import LISTS, bindings
from reader.tui.drawn import visible
from reader.tui.messages import Chosen, Highlighted
from reader.tui.widgets.direct import Barred, Direct
from reader.wrap import shorten

#: A row: pieces of text with the names of their styles ("" is plain).
Row = tuple[tuple[str, str], ...]

_KEPT = 256  # strips that are kept: some screens
_STYLES = ("term", "quiet", "gloss", "heading", "match", "before", "after", "current", "current-blurred")


class Lazily(Sequence[Row]):
    """``count`` rows, each made when it is first drawn."""

    def __init__(self, count: int, make: Callable[[int], Row]) -> None:
        self._count, self._make = count, cache(make)

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | Sequence[Row]:
        if isinstance(index, slice):
            return [self._make(each) for each in range(*index.indices(self._count))]
        if not 0 <= index < self._count:
            raise IndexError(index)
        return self._make(index)


class Rows(ScrollView, Barred, Direct, can_focus=True, inherit_bindings=False):
    """Rows with a cursor; tells which one the cursor is on and which one is chosen."""

    BINDINGS = bindings(LISTS)
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"rows--{name}" for name in _STYLES}

    def __init__(self, rows: Sequence[Row] = (), *, id: str | None = None) -> None:  # noqa: A002  # Textual's name
        super().__init__(id=id)
        self._rows: Sequence[Row] = rows
        self.index = 0
        self._looked_up: dict[str, Style] = {"": Style.null()}
        self._strips: LRUCache[tuple[Row, int, int, str], Strip] = LRUCache(_KEPT)

    def __len__(self) -> int:
        return len(self._rows)

    def __bool__(self) -> bool:
        return True  # a list without rows is still a widget

    @property
    def columns(self) -> int:
        """Cells of a row: one stays free at the left, and a scrollbar may come to need its own."""
        return self.outer_size.width - 1 - self.styles.scrollbar_size_vertical

    def on_mount(self) -> None:
        """Know the height."""
        self.virtual_size = Size(0, len(self._rows))

    def show(self, rows: Sequence[Row], index: int = 0) -> None:
        """Show other rows, the cursor on ``index``."""
        self._rows = rows
        self.virtual_size = Size(0, len(rows))
        self.refresh()
        self._to(index)

    def action_move(self, rows: int) -> None:
        """Move the cursor."""
        self._to(self.index + rows)

    def action_page(self, pages: int) -> None:
        """Move the cursor by screens."""
        self._to(self.index + pages * max(self.size.height - 1, 1))

    def action_to(self, index: int) -> None:
        """Put the cursor on a row; -1 is the last."""
        self._to(index if index >= 0 else len(self._rows) - 1)

    def action_choose(self) -> None:
        """Choose the row under the cursor."""
        if self._rows:
            self.post_message(Chosen(self, self.index))

    def _to(self, index: int) -> None:
        self.index = min(max(index, 0), max(len(self._rows) - 1, 0))
        height = max(self.size.height, 1)
        if not self.index - height < self.scroll_y <= self.index:
            self.scroll_to(y=min(max(round(self.scroll_y), self.index - height + 1), self.index), animate=False)
        self.refresh()
        if self._rows:
            self.post_message(Highlighted(self, self.index))

    def render_line(self, y: int) -> Strip:
        """The strip at row ``y`` of the view."""
        width, index = self.outer_size.width, y + round(self.scroll_y)
        if index >= len(self._rows):
            return Strip.blank(width, self._named("base"))
        over = "" if index != self.index else "current" if self.has_focus else "current-blurred"
        key = self._rows[index], width, width - 1 - self.scrollbar_size_vertical, over
        strip = self._strips.get(key)
        if strip is None:
            self._strips[key] = strip = self._strip(*key)
        return strip

    def _strip(self, row: Row, width: int, room: int, over: str) -> Strip:
        base, highlight = self._named("base"), self._named(over)
        texts = ((" ", ""), *shortened(row, room))
        segments = [Segment(text, base + self._named(name) + highlight) for text, name in texts]
        return Strip(segments).adjust_cell_length(width, base + highlight)

    def _named(self, name: str) -> Style:
        if name not in self._looked_up:
            self._looked_up[name] = (
                self.rich_style if name == "base" else self.get_component_rich_style(f"rows--{name}", partial=True)
            )
        return self._looked_up[name]

    def notify_style_update(self) -> None:
        """The theme changed."""
        super().notify_style_update()
        self._looked_up = {"": Style.null()}
        self._strips.clear()

    def on_click(self, event: events.Click) -> None:
        """A click chooses."""
        event.prevent_default()
        index = event.y + round(self.scroll_y)
        if index < len(self._rows):
            self._to(index)
            self.action_choose()

    def on_focus(self) -> None:
        """The cursor is seen."""
        self.refresh()

    def on_blur(self) -> None:
        """The cursor is dimmed."""
        self.refresh()


def shortened(row: Row, width: int) -> Row:
    """What a row shows in ``width`` cells: as one line, with … where something was cut.

    >>> shortened((("第 1 行  ", "quiet"), ("大模型", "term"), ("行业", "")), 14)
    (('第 1 行  ', 'quiet'), ('大模…', 'term'))
    """
    pieces = [(visible(text).replace("\n", " "), name) for text, name in row]
    room = width
    if sum(cell_len(text) for text, _ in pieces) <= room:
        return tuple(pieces)
    for number, (text, name) in enumerate(pieces):
        if cell_len(text) > room - cell_len("…"):
            rest = "".join(text for text, _ in pieces[number:])
            return (*pieces[:number], (shorten(rest, room), name))
        room -= cell_len(text)
    return tuple(pieces)
