"""A page that has no article: why, and what can be done about it."""

from textual.app import ComposeResult
from textual.content import Content

from reader.localization import mark
from reader.tui.bindings import REFUSED, bindings
from reader.tui.drawn import visible
from reader.tui.screens.overlay import Overlay
from reader.tui.widgets.prose import Prose

LEAVE, FORCE = 0, 1


class RefusedScreen(Overlay):
    """Answers with LEAVE or FORCE."""

    BINDINGS = bindings(REFUSED)
    name_text = mark("No article")
    offers = (("overlay.close", mark("leave")), ("refused.force", mark("read the best guess")))

    def __init__(self, why: str) -> None:
        super().__init__()
        self._why = why

    def compose(self) -> ComposeResult:
        """The sentence that the command line would say."""
        yield from super().compose()
        yield Prose(id="why")

    def on_mount(self) -> None:
        """Say it."""
        self.query_one(Prose).update(Content(visible(self._why)))

    def action_close(self) -> None:
        """Leave the reader."""
        self.dismiss(LEAVE)

    def action_force(self) -> None:
        """Read what comes nearest to an article."""
        self.dismiss(FORCE)
