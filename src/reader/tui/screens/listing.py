"""What the library, the notes and the words have in common: a list that is filtered as one types."""

from collections.abc import Sequence
from functools import partial

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Input, Static

from reader.tui.bindings import QUERY, bindings
from reader.tui.drawn import visible
from reader.tui.keymap import first
from reader.tui.screens.overlay import Overlay
from reader.tui.widgets.rows import Row, Rows
from reader.tui.widgets.title import Title
from reader.wrap import folded, shorten

_WIDEST = 140
_SAID = 4.0  # seconds that a notice stays


class ListScreen(Overlay):
    """Title, search line, rows, and a last line that tells of keys or says something in passing."""

    BINDINGS = bindings(QUERY)
    AUTO_FOCUS = "#list"
    placeholder = ""
    _hints: tuple[tuple[str, str], ...] = ()
    _notice = ""
    _timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield from super().compose()
        yield Input(compact=True, placeholder=self.placeholder, id="query")
        yield Rows(id="list")
        yield Static(id="foot", markup=False)

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
        return self.query_one("#query", Input).value.removeprefix("/").strip()  # typed out of habit

    def refill(self) -> None:
        """Show the rows that are wanted now."""

    def head(self, *parts: str) -> None:
        """Say what is listed."""
        line = shorten(visible(" · ".join(part for part in parts if part)), max(self.size.width - 2, 1))
        self.query_one(Title).show(((line, False),), ())

    def foot(self, *hints: tuple[str, str]) -> None:
        """Tell what commands do, by their ids and with their keys; as many as have room."""
        self._hints = hints
        self._show_foot()

    def say(self, notice: str) -> None:
        """Say something in the last line for some seconds."""
        self._notice = notice
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(_SAID, partial(self.say, "")) if notice else None
        self._show_foot()

    def _show_foot(self) -> None:
        if not self.is_built:
            return
        room = max(self.size.width - 2, 1)
        line = ""
        for hint in (f"{key}: {label}" for command, label in self._hints if (key := first(command))):
            if cell_len(line) + cell_len(hint) + 3 <= room:
                line += f"   {hint}" if line else hint
        line = shorten(visible(self._notice), room) or line
        self.query_one("#foot", Static).update(Content(line))

    def fill(self, rows: Sequence[Row], index: int) -> None:
        """Show rows, the cursor on ``index``."""
        self.rows.show(rows, index)

    def calmly(self, text: str) -> list[Row]:
        """What there is to say instead of rows, in as many lines as it takes."""
        return [((line, "quiet"),) for line in folded(visible(text), self.room)]

    def action_search(self) -> None:
        """To the search line."""
        self.set_focus(self.query_one("#query", Input))

    def action_to_list(self) -> None:
        """From the search line into the list."""
        self.set_focus(self.rows)

    def action_close(self) -> None:
        """Out of the search first, then out of the screen."""
        line = self.query_one("#query", Input)
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
