"""Carrying text away from the page."""

from reader.localization import translate as _
from reader.tui.screens.base import ReaderParts


class Copying(ReaderParts):
    """The actions of c y."""

    def action_copy(self) -> None:
        """The selection, or the paragraph under the cursor, without the screen's line breaks."""
        if (reading := self.reading) is None:
            return
        selected = self.get_selected_text()
        text = selected or reading.text(self.page.cursor.item)
        self.app.copy_to_clipboard(text)
        self.say(
            _("Copied the selection: {count} characters", count=len(text))
            if selected
            else _("Copied the paragraph: {count} characters", count=len(text))
        )
