"""What was dropped, and what a person decides about it."""

from reader.localization import translate as _
from reader.tui.messages import Decided, TakenBack
from reader.tui.screens.base import ReaderParts
from reader.tui.screens.provenance import ProvenanceScreen


class Deciding(ReaderParts):
    """The actions of x X u p."""

    def action_drop(self, for_site: bool) -> None:  # noqa: FBT001  # Textual's actions have no keywords
        """Leave the paragraph under the cursor out: on this page, or on its site."""
        if (reading := self.reading) is None:
            return
        if self.page.cursor.item < reading.lead:
            self.say(_("The title stays"))
        else:
            self.post_message(Decided(reading.raw(self.page.cursor.item), keep=False, for_site=for_site))

    def action_undo(self) -> None:
        """Take back the last decision about a paragraph."""
        if self.reading is not None:
            self.post_message(TakenBack())

    def action_provenance(self) -> None:
        """What was dropped and repaired."""
        if (sheet := self.page.sheet) is not None:
            self.app.push_screen(ProvenanceScreen(sheet.reading))
