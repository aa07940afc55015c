"""Every key, from the one table."""

from itertools import groupby

from textual.app import ComposeResult

from reader.tui.bindings import ALL, Key
from reader.tui.screens.overlay import Overlay
from reader.tui.widgets.rows import Row, Rows


def help_rows() -> list[Row]:
    """The table of bindings as rows, group by group."""
    rows: list[Row] = []
    keys = sorted(ALL, key=_order)
    for group, members in groupby(keys, key=lambda key: key.group):
        rows += [(("", ""),)] * bool(rows) + [((group, "heading"),)]
        rows += [((f"{key.shown:>11}  ", "term"), (key.label, "")) for key in members]
    rows += [(("", ""),), (("Mouse", "heading"),)]
    rows += [((f"{what:>11}  ", "term"), (does, "")) for what, does in _MOUSE]
    return rows


_MOUSE = (
    ("wheel", "Scroll"),
    ("click", "Look up"),
    ("2 × click", "Select the word"),
    ("drag", "Select; c copies"),
)
_GROUPS = tuple(dict.fromkeys(key.group for key in ALL))


def _order(key: Key) -> int:
    return _GROUPS.index(key.group)


class HelpScreen(Overlay):
    """The keys."""

    title_text = "Help      esc: back"

    def compose(self) -> ComposeResult:
        """The list."""
        yield from super().compose()
        yield Rows(help_rows(), id="list")
