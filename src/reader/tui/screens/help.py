"""Every key, from the one table."""

from itertools import groupby

from textual.app import ComposeResult

from reader.localization import mark
from reader.localization import translate as _
from reader.tui import keymap
from reader.tui.bindings import ALL, Key
from reader.tui.screens.overlay import Overlay
from reader.tui.widgets.rows import Row, Rows
from reader.wrap import padded


def help_rows() -> list[Row]:
    """The table of bindings as rows, group by group."""
    rows: list[Row] = []
    keys = sorted(ALL, key=_order)
    for group, members in groupby(keys, key=lambda key: key.group):
        rows += [(("", ""),)] * bool(rows) + [((_(group), "heading"),)]
        rows += [_row(keymap.shown(key.id), _(key.label)) for key in members]
    rows += [(("", ""),), ((_("Mouse"), "heading"),)]
    rows += [_row(_(what), _(does)) for what, does in _MOUSE]
    return rows


_MOUSE = (
    (mark("wheel"), mark("Scroll")),
    (mark("click"), mark("Look up")),
    (mark("2 × click"), mark("Select the word")),
    (mark("drag"), mark("Select, to be copied")),
)
_KEYS = 11  # cells of the column of keys


def _row(keys: str, does: str) -> Row:
    return (padded(keys, _KEYS, right=True) + "  ", "term"), (does, "")


_GROUPS = tuple(dict.fromkeys(key.group for key in ALL))


def _order(key: Key) -> int:
    return _GROUPS.index(key.group)


class HelpScreen(Overlay):
    """The keys."""

    name_text = mark("Help")

    def compose(self) -> ComposeResult:
        """The list."""
        yield from super().compose()
        yield Rows(help_rows(), id="list")
