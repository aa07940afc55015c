"""Every key, from the one table."""

from itertools import groupby

from textual.app import ComposeResult

from reader.localization import mark
from reader.localization import translate as _
from reader.tui import keymap
from reader.tui.bindings import ALL, Key
from reader.tui.screens.overlay import Overlay
from reader.tui.widgets.rows import Row, Rows
from reader.wrap import folded, padded


def help_rows(width: int) -> list[Row]:
    """The table of bindings as rows of at most ``width`` cells, group by group."""
    rows: list[Row] = []
    keys = sorted(ALL, key=_order)
    for group, members in groupby(keys, key=lambda key: key.group):
        rows += [(("", ""),)] * bool(rows) + [((_(group), "heading"),)]
        rows += [row for key in members for row in _rows(keymap.shown(key.id), _(key.label), width)]
    rows += [(("", ""),), ((_("Mouse"), "heading"),)]
    rows += [row for what, does in _MOUSE for row in _rows(_(what), _(does), width)]
    return rows


_MOUSE = (
    (mark("wheel"), mark("Scroll")),
    (mark("click"), mark("Look up")),
    (mark("2 × click"), mark("Select the word")),
    (mark("3 × click"), mark("Select the sentence")),
    (mark("4 × click"), mark("Select the paragraph")),
    (mark("drag"), mark("Select, to be copied")),
)
_KEYS = 11  # cells of the column of keys


def _rows(keys: str, does: str, width: int) -> list[Row]:
    """What keys do, on as many rows as it needs."""
    return [
        ((padded(keys if number == 0 else "", _KEYS, right=True) + "  ", "term"), (line, ""))
        for number, line in enumerate(folded(does, width - _KEYS - 2))
    ]


_GROUPS = tuple(dict.fromkeys(key.group for key in ALL))


def _order(key: Key) -> int:
    return _GROUPS.index(key.group)


class HelpScreen(Overlay):
    """The keys."""

    name_text = mark("Help")

    def compose(self) -> ComposeResult:
        """The list."""
        yield from super().compose()
        yield Rows(id="list")

    def on_resize(self) -> None:
        """The rows, as wide as the list."""
        rows = self.query_one(Rows)
        self.call_after_refresh(lambda: rows.show(help_rows(rows.columns), rows.index))
