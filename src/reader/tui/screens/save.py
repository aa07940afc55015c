"""Where to write a file: its name is typed, and what is there already is written over only when asked twice."""

from collections.abc import Callable
from pathlib import Path

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input

from reader.localization import mark
from reader.localization import translate as _
from reader.tui.drawn import visible
from reader.tui.keymap import does
from reader.tui.screens.overlay import Overlay
from reader.tui.widgets.prose import Prose


class SaveScreen(Overlay):
    """Hands the path to ``write``, once nothing is lost by it."""

    name_text = mark("Write to a file")

    def __init__(self, name: str, write: Callable[[Path], None]) -> None:
        super().__init__()
        self._name, self._write = name, write
        self._asked = ""  # the name of a file that is there, and that enter writes over

    def offered(self) -> list[str]:
        """What enter does."""
        return [*super().offered(), does(_("enter"), _("write"))]

    def compose(self) -> ComposeResult:
        """The name, and what there is to say."""
        yield from super().compose()
        yield Input(self._name, compact=True, id="query", select_on_focus=False)
        yield Prose(id="why")

    def on_mount(self) -> None:
        """The keys go into the name."""
        self.set_focus(self.query_one(Input))
        self._tell(_("In the folder {folder}, if no other is named.", folder=Path.cwd()))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Write, if nothing is lost by it."""
        name = event.value.strip()
        path = Path(name).expanduser()
        if not name or path.is_dir():
            self._tell(_("Give the name of a file."))
        elif path.exists() and self._asked != name:
            self._asked = name
            self._tell(_("{name} is there already; enter once more writes over it.", name=name))
        else:
            self._write(path)
            self.dismiss()

    def _tell(self, sentence: str) -> None:
        self.query_one(Prose).update(Content(visible(sentence)))
