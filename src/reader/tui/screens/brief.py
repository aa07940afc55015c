"""What to know of the page before reading it."""

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.app import ComposeResult

from reader.localization import mark
from reader.localization import translate as _
from reader.tui.screens.overlay import Overlay
from reader.tui.widgets.rows import Row, Rows
from reader.wrap import folded

if TYPE_CHECKING:
    from reader.lexicon.brief import Brief

_HANGING = 2  # cells by which the rest of a long line stands in


class BriefScreen(Overlay):
    """The brief; a worker makes it, as it looks at the whole page."""

    name_text = mark("Brief")

    def __init__(self) -> None:
        super().__init__()
        self._brief: Brief | None = None

    def compose(self) -> ComposeResult:
        """The list."""
        yield from super().compose()
        yield Rows([((_("Looking at the whole page …"), "quiet"),)], id="list")

    def show(self, brief: "Brief") -> None:
        """The brief is there."""
        self._brief = brief
        self._draw()

    def on_resize(self) -> None:
        """The lines follow the width."""
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        from reader.lexicon.brief_text import as_lines

        if self._brief is not None:
            rows = self.query_one(Rows)
            lines = as_lines(self._brief, bars=True, width=rows.columns)
            rows.show([row for line in lines for row in _rows(line, rows.columns)], rows.index)


def _rows(line: str, width: int) -> list[Row]:
    """A line, on as many rows as it needs; what is not indented heads what follows it."""
    text = line.lstrip()
    indent = len(line) - len(text)
    style = "" if indent else "heading"
    lines = [text] if cell_len(line) <= width else folded(text, max(width - indent - _HANGING, 1))
    return [((" " * (indent + _HANGING * bool(number)) + part, style),) for number, part in enumerate(lines)]
