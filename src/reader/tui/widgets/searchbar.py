"""The line in which a search is typed."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input, Static

from reader.localization import translate as _


class SearchBar(Horizontal):
    """A slash and a line of input. Its Input tells what is typed and when it is done."""

    def __init__(self) -> None:
        super().__init__(id="searchbar")

    def compose(self) -> ComposeResult:
        """The slash, then the line."""
        yield Static("/", markup=False)
        yield Input(compact=True, placeholder=_("search the page; enter keeps, esc leaves"), select_on_focus=False)

    def open(self, query: str = "") -> None:
        """Begin a search."""
        self.display = True
        line = self.query_one(Input)
        line.value = query
        self.screen.set_focus(line)  # at once: focus() waits for its turn, and keys typed meanwhile would be lost

    def close(self) -> None:
        """Put the line away."""
        self.display = False
