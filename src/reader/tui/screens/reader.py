"""The reader's own screen: its actions come in groups, one a file; here it is told of pages, and tells of itself."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.geometry import Offset
from textual.widget import Widget

from reader.localization import translate as _
from reader.model.choices import Script
from reader.model.document import Block, Origin
from reader.tui.bindings import READER, bindings
from reader.tui.keymap import Hint, hint, hints
from reader.tui.names import GLOSS_FACTS, PINYIN_FACTS, SCRIPT_FACTS, short_name
from reader.tui.reading import Position, Reading
from reader.tui.screens.beside import Comparing
from reader.tui.screens.copying import Copying
from reader.tui.screens.cutting import Recutting
from reader.tui.screens.deciding import Deciding
from reader.tui.screens.help import HelpScreen
from reader.tui.screens.marking import Marking
from reader.tui.screens.moving import Moving
from reader.tui.screens.viewing import Viewing
from reader.tui.widgets.page import Page

if TYPE_CHECKING:
    from reader.lexicon.glossary import Glossary


class ReaderScreen(Moving, Viewing, Deciding, Copying, Recutting, Comparing, Marking):
    """The page, and the pane beside it."""

    BINDINGS = bindings(READER)
    AUTO_FOCUS = "#page"

    # What the application tells

    def open(self, reading: Reading, glossary: "Glossary", place: Origin | None = None, *, fresh: bool = False) -> None:
        """Show a page that has been opened: a ``fresh`` one, or the same as before, at ``place`` or where one was."""
        before, (at, row) = self.reading, self.page.place
        self.take_glossary(glossary)
        self.memory = None  # until the library has told what it knows of the page as it is now
        reading.knows = self.person.knows
        self.page.show(reading, self.head_of(reading))
        if fresh:
            self.clear_search()
            self.stop_comparing()
            self.pane.display = False
        elif before is not None and len(reading):
            reading.can_cut |= before.can_cut  # a worker may have set it meanwhile
            self._come_back(reading, before.raw(at.item), at, row, place)
            if self._search is not None:
                self.search_for(self._search.query, go=False)
        self.compare_anew()
        self.show_status()

    def _come_back(self, reading: Reading, block: Block, at: Position, row: int, place: Origin | None) -> None:
        """To ``place``, or to where one was reading: ``at`` of a block, on a row of the screen."""
        wanted = place or block.origin
        found = next((item for item in range(len(reading)) if reading.raw(item).origin == wanted), None)
        if found is None or place is not None:
            self.page.go(Position(min(at.item, len(reading) - 1) if found is None else found, 0))
        else:
            self.page.follow(Position(found, min(at.offset, max(len(reading.text(found)) - 1, 0))), row)

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
        elif self.comparing and self.raw.has_focus and self.has_class("-narrow"):
            self.stop_comparing()
        elif self.focused is not self.page:
            self.set_focus(self.page)
        elif self.comparing:
            self.stop_comparing()
        elif self.pane.display:
            self.pane.display = False
        elif self.clear_search():
            self.show_status()

    # What Textual tells

    def on_moved(self) -> None:
        """The status line tells where one is; what came into view may want its pinyin."""
        self.keep_step()
        self.show_status()
        self.ask_for_spelling()
        self.save_soon()

    def show_status(self) -> None:
        """Tell what is read, where, and how."""
        setting, reading = self.page.setting, self.reading
        facts: list[str] = [
            *hints(self.size.width),
            Hint.of(_(GLOSS_FACTS[setting.gloss]), "gloss"),
            Hint.of(_(PINYIN_FACTS[setting.pinyin]), "pinyin"),
        ]
        if reading is not None:
            title = self.note_here or (reading.text(0) if reading.lead else short_name(self.source_name))
            facts += [Hint.of(_(SCRIPT_FACTS[reading.script]), "script"), f"{self.page.progress} %", self.matches]
        else:
            title = short_name(self.source_name)
        self.status.show(title, [fact for fact in (*facts, hint("help", _("help"))) if fact])

    def get_widget_and_offset_at(self, x: int, y: int) -> tuple[Widget | None, Offset | None]:
        """Selections on the page are anchored to its text, not to the lines of the screen."""
        widget, offset = super().get_widget_and_offset_at(x, y)
        if isinstance(widget, Page):
            return widget, widget.anchor_at(Offset(x, y) - widget.content_region.offset)
        return widget, offset
