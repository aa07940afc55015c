"""The line at the top of a screen over the page: what it is, and which keys lead on."""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from reader.tui.keymap import clickable

_APART, _BETWEEN = 6, 3  # cells between the name and the first key, and from key to key


Part = tuple[str, bool]


class Title(Widget):
    """One line; keys that have no room are left out whole, the first ones first."""

    def __init__(self, name: str, offers: Sequence[str]) -> None:
        super().__init__(id="title")
        self._parts: tuple[Part, ...] = ((name, False),)
        self._offers = offers

    def show(self, parts: Sequence[Part], offers: Sequence[str]) -> None:
        """Other names, one of them set off: it alone is shown where there is no room for all."""
        self._parts, self._offers = tuple(parts), offers
        self.refresh()

    def render_line(self, y: int) -> Strip:  # noqa: ARG002  # Textual's signature
        """The line; there is only one."""
        style, width = self.rich_style, self.size.width
        parts = self._parts if _cells(self._parts) <= width else [part for part in self._parts if part[1]]
        gap, offers = fitting(self._offers, width - _cells(parts))
        segments: list[Segment] = []
        for name, set_off in parts:
            segments += [
                Segment("  " * bool(segments), style),
                clickable(name, style + Style(bold=set_off, reverse=set_off)),
            ]
        for number, offer in enumerate(offers):
            segments += [Segment(" " * (_BETWEEN if number else gap), style), clickable(offer, style)]
        return Strip(segments).adjust_cell_length(width, style)


def _cells(parts: Sequence[Part]) -> int:
    return sum(cell_len(name) + 2 for name, _ in parts) - 2


def fitting(offers: Sequence[str], width: int) -> tuple[int, Sequence[str]]:
    """As many of ``offers`` as ``width`` cells hold, from the last on, and the cells before them.

    >>> fitting(("enter: go there", "esc: back"), 16), fitting(("enter: go there", "esc: back"), 30)
    ((6, ('esc: back',)), (2, ('enter: go there', 'esc: back')))
    """
    for start in range(len(offers)):
        for gap in (_APART, 2):
            shown = offers[start:]
            if gap + sum(map(cell_len, shown)) + _BETWEEN * (len(shown) - 1) <= width:
                return gap, shown
    return 0, ()
