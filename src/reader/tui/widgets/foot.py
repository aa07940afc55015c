"""The last line of a list: what can be done there, each by its key or by a click."""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment

from reader.tui.keymap import Hint, clickable
from reader.tui.widgets.notices import Notices
from reader.wrap import shorten

_BETWEEN = "   "


class Foot(Notices):
    """Hints, as many as have room, those that stand first before others; or a notice."""

    def __init__(self) -> None:
        super().__init__(id="foot")
        self._hints: Sequence[Hint] = ()

    def show(self, hints: Sequence[Hint]) -> None:
        """Tell what keys do."""
        self._hints = hints
        self.refresh()

    def at_rest(self, width: int) -> list[Segment]:
        """The notice, or the hints."""
        style = self.rich_style
        if self.notice:
            return [Segment(f" {shorten(self.notice, width - 2)}", style)]
        segments = [Segment(" ", style)]
        for number, hint in enumerate(fitting(self._hints, width - 2)):
            segments += [Segment(_BETWEEN if number else "", style), clickable(hint, style)]
        return segments


def fitting(hints: Sequence[str], width: int) -> list[str]:
    """Those of ``hints`` that ``width`` cells hold, in their order; a long one gives way to shorter ones behind it.

    >>> fitting(("enter: open", "s: by last opened", "?: help"), 24)
    ['enter: open', '?: help']
    """
    shown: list[str] = []
    room = width + len(_BETWEEN)
    for hint in hints:
        needed = cell_len(hint) + len(_BETWEEN)
        if needed <= room:
            shown.append(hint)
            room -= needed
    return shown
