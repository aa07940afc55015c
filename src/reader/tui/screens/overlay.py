"""What all screens have in common, and those that lie over the page."""

from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Static

from reader.tui.bindings import OVERLAYS, bindings

#: The smallest terminal in which anything can be read.
COLUMNS, LINES = 20, 6
_WIDE = 100  # columns from which on the pane stands beside the page, not below it


class Guarded(Screen[int]):
    """A screen that gives way to one calm line when the terminal is too small for it."""

    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012  # as Textual declares it
        (0, "-too-narrow"),
        (COLUMNS, "-narrow"),
        (_WIDE, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-too-low"), (LINES, "-high")]  # noqa: RUF012  # as Textual declares it

    def compose(self) -> ComposeResult:
        """The line, which is hidden in a terminal of any size to read in."""
        yield Static(f"{COLUMNS} × {LINES} at least", id="too-small", markup=False)


class Overlay(Guarded):
    """A screen over the page: its title, its contents, and the way back."""

    BINDINGS = bindings(OVERLAYS)
    title_text = ""

    def compose(self) -> ComposeResult:
        """The title line."""
        yield from super().compose()
        yield Static(self.title_text, id="title", markup=False)

    def action_close(self) -> None:
        """Back to the page."""
        self.dismiss()

    def action_turn(self, step: int) -> None:
        """On to the next part of the screen."""
        if step > 0:
            self.focus_next()
        else:
            self.focus_previous()

    def action_search(self) -> None:
        """Search, where there is something to search in."""
