"""The line at the top of a screen over the page: what it is, and which keys lead on."""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

_APART = 6  # cells between the name and the first key


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
        told = fitting(self._offers, width - _cells(parts))
        segments: list[Segment] = []
        for name, set_off in parts:
            segments += [
                Segment("  " * bool(segments), style),
                Segment(name, style + Style(bold=set_off, reverse=set_off)),
            ]
        return Strip([*segments, Segment(told, style)]).adjust_cell_length(width, style)


def _cells(parts: Sequence[Part]) -> int:
    return sum(cell_len(name) + 2 for name, _ in parts) - 2


def fitting(offers: Sequence[str], width: int) -> str:
    """As many of ``offers`` as ``width`` cells hold, from the last on.

    >>> fitting(("enter: go there", "esc: back"), 16), fitting(("enter: go there", "esc: back"), 30)
    ('      esc: back', '  enter: go there   esc: back')
    """
    for gap in (_APART, 2):
        for start in range(len(offers)):
            told = " " * gap + "   ".join(offers[start:])
            if cell_len(told) <= width:
                return told
    return ""
