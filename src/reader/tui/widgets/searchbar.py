"""The line in which a search, or a place to go to, is typed."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from reader.localization import translate as _
from reader.tui.widgets.query import Query

#: What may be typed, by the sign that stands before the line.
SEARCH, PLACE = "/", ":"


class SearchBar(Horizontal):
    """A sign and a line of input. Its Input tells what is typed and when it is done; ``sign`` says what it is for."""

    def __init__(self) -> None:
        super().__init__(id="searchbar")
        self.sign = SEARCH

    def compose(self) -> ComposeResult:
        """The sign, then the line."""
        yield Static(self.sign, markup=False)
        yield Query(select_on_focus=False)  # what is typed meanwhile would be written over

    def open(self, sign: str = SEARCH) -> None:
        """Begin to type."""
        self.display, self.sign = True, sign
        self.query_one(Static).update(sign)
        line = self.query_one(Query)
        line.value = ""
        what, keys = (
            (_("search the page; pinyin initials too"), _("enter keeps, esc leaves"))
            if sign == SEARCH
            else (_("40% of the text, or a paragraph number"), _("enter goes, esc leaves"))
        )
        line.ask(f"{what}{_('; ')}{keys}", what)
        self.screen.set_focus(line)  # at once: focus() waits for its turn, and keys typed meanwhile would be lost

    def close(self) -> None:
        """Put the line away."""
        self.display = False
