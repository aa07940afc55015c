"""What all screens have in common, and those that lie over the page."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Static

from reader.localization import mark
from reader.localization import translate as _
from reader.tui import keymap
from reader.tui.bindings import OVERLAYS, bindings
from reader.tui.widgets.rows import Rows
from reader.tui.widgets.title import Title

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
        yield Static(_("{columns} × {lines} at least", columns=COLUMNS, lines=LINES), id="too-small", markup=False)


#: A command that a screen offers in its title, and what it does there.
Offer = tuple[str, str]


class Overlay(Guarded):
    """A screen over the page: its title, its contents, and the way back."""

    BACK: ClassVar[Offer] = ("overlay.close", mark("back"))
    BINDINGS = bindings(OVERLAYS)
    name_text = ""
    offers: ClassVar[tuple[Offer, ...]] = (BACK,)

    def compose(self) -> ComposeResult:
        """The title line."""
        yield from super().compose()
        yield Title(_(self.name_text), self.offered() or [keymap.Hint.of(_("back"), "overlay.close")])

    def offered(self) -> list[str]:
        """What the title says of keys, the dispensable ones first."""
        return [*keymap.offers(*((command, _(label)) for command, label in self.offers))]

    def action_close(self) -> None:
        """Back to the page."""
        self.dismiss()

    def action_choose(self) -> None:
        """Choose the row under the cursor, wherever the keys go: a click on the hint does so."""
        rows = self.focused if isinstance(self.focused, Rows) else self.query(Rows).first()
        rows.action_choose()

    def action_turn(self, step: int) -> None:
        """On to the next part of the screen."""
        if step > 0:
            self.focus_next()
        else:
            self.focus_previous()

    def action_search(self) -> None:
        """Search, where there is something to search in."""
