"""A note is written: the text that it is about above, the note below. What was typed is never lost by leaving."""

from collections.abc import Callable

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import TextArea

from reader.localization import mark
from reader.localization import translate as _
from reader.tui.bindings import NOTE, bindings
from reader.tui.drawn import visible
from reader.tui.screens.overlay import Overlay
from reader.tui.widgets.prose import Prose

_QUOTED = 300  # code points of the text that are shown


class NoteScreen(Overlay):
    """Hands the text to ``keep`` when it is left; an empty one means that there shall be no note."""

    BINDINGS = bindings(NOTE)
    name_text = mark("Note")
    offers = (("note.close", mark("keep")),)

    def __init__(self, quote: str, text: str, keep: Callable[[str], object]) -> None:
        super().__init__()
        self._quote, self._text, self._keep = quote, text, keep

    def offered(self) -> list[str]:
        """How to be rid of it, too."""
        return [_("left empty: no note"), _("ctrl+z: undo"), *super().offered()]

    def compose(self) -> ComposeResult:
        """Quote above, editor below."""
        yield from super().compose()
        yield Prose(id="quote")
        yield TextArea(self._text, id="note", show_line_numbers=False, compact=True)

    def on_mount(self) -> None:
        """The keys go into the note, behind what is written."""
        shown = self._quote[:_QUOTED] + "…" * (len(self._quote) > _QUOTED)
        self.query_one(Prose).update(Content.styled(visible(shown), "italic $page-quiet"))
        editor = self.query_one(TextArea)
        self.set_focus(editor)
        editor.move_cursor(editor.document.end)

    def action_close(self) -> None:
        """Keep the note, and back."""
        text = self.query_one(TextArea).text.strip()
        if text != self._text:
            self._keep(text)
        self.dismiss()
