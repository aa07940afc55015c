"""One more key: the letter of a mark. The marks that there are stand below the page, so that none must be recalled."""

from collections.abc import Mapping, Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen

from reader.localization import translate as _
from reader.tui.keymap import Hint, does
from reader.tui.messages import Chosen
from reader.tui.widgets.rows import Row, Rows
from reader.tui.widgets.title import Title

_MOST = 12  # rows that are shown at once


class LetterScreen(ModalScreen[str]):
    """Answers with the letter (or ' or `), or None.

    ``rows``: the marks that there are, by their letters; ``keys``: what keys that are no letters do.
    """

    def __init__(self, title: str, rows: Mapping[str, Row], keys: Mapping[str, str]) -> None:
        super().__init__()
        self._title, self._letters, self._rows = title, tuple(rows), tuple(rows.values())
        self._offers: Sequence[str] = [
            *(Hint.doing(does(key, label), f"screen.answer({key!r})") for key, label in keys.items()),
            Hint.doing(does(_("esc"), _("back")), "screen.answer('')"),
        ]

    def compose(self) -> ComposeResult:
        """Title and list, at the bottom."""
        with Vertical(id="letters"):
            yield Title(self._title, self._offers)
            yield Rows(self._rows, id="list")

    def on_mount(self) -> None:
        """As high as its rows."""
        rows = self.query_one(Rows)
        rows.styles.height = min(len(self._rows), _MOST)
        self.set_focus(rows)

    def on_key(self, event: events.Key) -> None:
        """The letter, before it is a key of the list; or the key that leaves."""
        letter = event.character or ""
        if event.key == "escape":
            event.stop()
            self.action_answer("")
        elif event.is_printable and (letter.isalnum() or letter in "'`"):
            event.stop()
            self.action_answer(letter)

    def action_answer(self, letter: str) -> None:
        """Answer with a letter, or without one."""
        self.dismiss(letter or None)

    def on_chosen(self, event: Chosen) -> None:
        """A row was chosen."""
        event.stop()
        self.dismiss(self._letters[event.index])
