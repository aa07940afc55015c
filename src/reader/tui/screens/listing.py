"""What the library, the notes and the words have in common: a list that is filtered as one types."""

from collections.abc import Sequence

from textual.app import ComposeResult

from reader.tui.bindings import QUERY, bindings
from reader.tui.drawn import visible
from reader.tui.keymap import offers
from reader.tui.screens.overlay import Overlay
from reader.tui.widgets.foot import Foot
from reader.tui.widgets.query import Query
from reader.tui.widgets.rows import Row, Rows
from reader.tui.widgets.title import Title
from reader.wrap import folded, shorten

_WIDEST = 140


class ListScreen(Overlay):
    """Title, search line, rows, and a last line that tells of keys or says something in passing."""

    BINDINGS = bindings(QUERY)
    AUTO_FOCUS = "#list"
    placeholders: tuple[str, ...] = ()  # what may be typed into the search line, the longest first

    def __init__(self) -> None:
        super().__init__()
        self._foot = Foot()

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield from super().compose()
        yield Query(*self.placeholders, id="query")
        yield Rows(id="list")
        yield self._foot

    @property
    def is_built(self) -> bool:
        """Whether its parts are there: answers may come before, and after it has been left."""
        return bool(self.query("#foot"))

    @property
    def rows(self) -> Rows:
        """The list."""
        return self.query_one("#list", Rows)

    @property
    def room(self) -> int:
        """Cells that a row has: as many as the eye can follow."""
        return min(max(self.rows.scrollable_content_region.width - 2, 1), _WIDEST)

    @property
    def query_text(self) -> str:
        """What is typed into the search line."""
        return self.query_one("#query", Query).value.removeprefix("/").strip()  # typed out of habit

    def refill(self) -> None:
        """Show the rows that are wanted now."""

    def head(self, *parts: str) -> None:
        """Say what is listed."""
        line = shorten(visible(" · ".join(part for part in parts if part)), max(self.size.width - 2, 1))
        self.query_one(Title).show(((line, False),), ())

    def foot(self, *hints: tuple[str, str]) -> None:
        """Tell what commands do, by their ids and with their keys; as many as have room."""
        self._foot.show(offers(*hints))

    def say(self, notice: str) -> None:
        """Say something in the last line for some seconds."""
        self._foot.say(notice)

    def fill(self, rows: Sequence[Row], index: int) -> None:
        """Show rows, the cursor on ``index``."""
        self.rows.show(rows, index)

    def calmly(self, text: str) -> list[Row]:
        """What there is to say instead of rows, in as many lines as it takes."""
        return [((line, "quiet"),) for line in folded(visible(text), self.room)]

    def action_search(self) -> None:
        """To the search line."""
        self.set_focus(self.query_one("#query", Query))

    def action_to_list(self) -> None:
        """From the search line into the list."""
        self.set_focus(self.rows)

    def action_close(self) -> None:
        """Out of the search first, then out of the screen."""
        line = self.query_one("#query", Query)
        if line.value or line.has_focus:
            line.value = ""
            self.set_focus(self.rows)
        else:
            self.leave()

    def leave(self) -> None:
        """Back to the page."""
        self.dismiss()

    def on_input_changed(self) -> None:
        """Filter as one types."""
        self.refill()

    def on_input_submitted(self) -> None:
        """On to the list."""
        self.set_focus(self.rows)

    def on_resize(self) -> None:
        """The columns follow the width."""
        self.call_after_refresh(self.refill)
