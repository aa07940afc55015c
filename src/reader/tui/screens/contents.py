"""The contents: a landmark is chosen, the page goes there."""

from textual.app import ComposeResult

from reader.localization import mark
from reader.tui.contents import content_rows, current, landmarks
from reader.tui.messages import Chosen
from reader.tui.reading import Reading
from reader.tui.screens.overlay import Overlay
from reader.tui.widgets.rows import Rows


class ContentsScreen(Overlay):
    """Answers with the item chosen, or None."""

    name_text = mark("Contents")
    offers = (("list.choose", mark("go there")), Overlay.BACK)

    def __init__(self, reading: Reading, item: int) -> None:
        super().__init__()
        self._items = landmarks(reading)
        self._rows = content_rows(reading, self._items)
        self._at = current(self._items, item)

    def compose(self) -> ComposeResult:
        """The list."""
        yield from super().compose()
        yield Rows(self._rows, id="list")

    def on_mount(self) -> None:
        """The cursor stands where the reader is."""
        self.call_after_refresh(self.query_one(Rows).show, self._rows, self._at)

    def on_chosen(self, event: Chosen) -> None:
        """Go there."""
        self.dismiss(self._items[event.index])
