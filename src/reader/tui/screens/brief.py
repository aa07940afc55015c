"""What to know of the page before reading it."""

from typing import TYPE_CHECKING

from textual.app import ComposeResult

from reader.localization import mark
from reader.localization import translate as _
from reader.tui.screens.overlay import Overlay
from reader.tui.widgets.rows import Row, Rows

if TYPE_CHECKING:
    from reader.lexicon.brief import Brief


class BriefScreen(Overlay):
    """The brief; a worker makes it, as it looks at the whole page."""

    name_text = mark("Brief")

    def compose(self) -> ComposeResult:
        """The list."""
        yield from super().compose()
        yield Rows([((_("Looking at the whole page …"), "quiet"),)], id="list")

    def show(self, brief: "Brief") -> None:
        """The brief is there."""
        from reader.lexicon.brief_text import as_lines

        self.query_one(Rows).show([_row(line) for line in as_lines(brief, bars=True)])


def _row(line: str) -> Row:
    """A line; what is not indented heads what follows it."""
    return ((line, "" if line.startswith(" ") else "heading"),)
