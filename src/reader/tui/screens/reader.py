"""The reader's own screen: its actions come in groups, one a file; here it is told of pages, and tells of itself."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.geometry import Offset
from textual.widget import Widget

from reader.localization import translate as _
from reader.model.choices import Script
from reader.model.document import Block, Origin
from reader.tui.bindings import READER, bindings
from reader.tui.keymap import hint, hints
from reader.tui.names import GLOSS_FACTS, PINYIN_FACTS, SCRIPT_FACTS
from reader.tui.reading import Position, Reading
from reader.tui.screens.copying import Copying
from reader.tui.screens.deciding import Deciding
from reader.tui.screens.help import HelpScreen
from reader.tui.screens.moving import Moving
from reader.tui.screens.viewing import Viewing
from reader.tui.widgets.page import Page

if TYPE_CHECKING:
    from reader.lexicon.glossary import Glossary


class ReaderScreen(Moving, Viewing, Deciding, Copying):
    """The page, and the pane beside it."""

    BINDINGS = bindings(READER)
    AUTO_FOCUS = "#page"

    # What the application tells

    def open(self, reading: Reading, glossary: "Glossary", place: Origin | None = None) -> None:
        """Show a page that has been opened; where it was open before, at ``place`` or where one was reading."""
        before, item = self.reading, self.page.cursor.item
        self.take_glossary(glossary)
        reading.knows = self.person.knows
        self.page.show(reading, self.head_of(reading))
        if before is not None and len(reading):
            reading.can_cut = before.can_cut
            found = (at for at in range(len(reading)) if reading.raw(at).origin == (place or before.raw(item).origin))
            self.page.go(Position(next(found, min(item, len(reading) - 1)), 0))
            if self._search is not None:
                self.search_for(self._search.query, go=False)
        self.show_status()

    @property
    def script(self) -> Script | None:
        """The script that is read; None before a page is open."""
        return self.reading.script if self.reading else None

    def accept(self, reading: Reading, blocks: Sequence[Block]) -> None:
        """Take in what the sweep has finished; what another script's sweep left behind is dropped."""
        sheet = self.page.sheet
        if sheet is not None and sheet.reading is reading:
            start = reading.swept
            reading.accept(blocks)
            self.page.swept(start)

    # What lies over the page

    def action_help(self) -> None:
        """Every key."""
        self.app.push_screen(HelpScreen())

    def action_step_back(self) -> None:
        """Undo the last thing that lies over the page: search line, selection, pane, highlights."""
        if self.searchbar.display:
            self.leave_search()
        elif self.selections:
            self.clear_selection()
        elif self.pane.display and not self.page.has_focus:
            self.set_focus(self.page)
        elif self.pane.display:
            self.pane.display = False
        elif self.clear_search():
            self.show_status()

    # What Textual tells

    def on_moved(self) -> None:
        """The status line tells where one is; what came into view may want its pinyin."""
        self.show_status()
        self.ask_for_spelling()

    def show_status(self) -> None:
        """Tell what is read, where, and how."""
        setting, reading = self.page.setting, self.reading
        facts = [*hints(self.size.width), _(GLOSS_FACTS[setting.gloss]), _(PINYIN_FACTS[setting.pinyin])]
        if reading is not None:
            title = reading.text(0) if reading.lead else self.source_name
            facts += [_(SCRIPT_FACTS[reading.script]), f"{self.page.progress} %", self.matches]
        else:
            title = self.source_name
        self.status.show(title, [fact for fact in (*facts, hint("help", _("help"))) if fact])

    def get_widget_and_offset_at(self, x: int, y: int) -> tuple[Widget | None, Offset | None]:
        """Selections on the page are anchored to its text, not to the lines of the screen."""
        widget, offset = super().get_widget_and_offset_at(x, y)
        if isinstance(widget, Page):
            return widget, widget.anchor_at(Offset(x, y) - widget.content_region.offset)
        return widget, offset
