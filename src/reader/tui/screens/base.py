"""The parts of the reader's screen that its actions share."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from textual.app import ComposeResult
from textual.containers import Container

from reader.localization import translate as _
from reader.model.errors import LibraryError
from reader.tui.drawn import visible
from reader.tui.names import short_name
from reader.tui.reading import Position, Reading
from reader.tui.screens.overlay import Guarded
from reader.tui.sheet import Setting
from reader.tui.widgets.page import Page
from reader.tui.widgets.pane import Pane
from reader.tui.widgets.raw_page import Beside, RawPage
from reader.tui.widgets.searchbar import SearchBar
from reader.tui.widgets.status import Status

if TYPE_CHECKING:
    from reader.lexicon.dictionary.lookup import LookUp
    from reader.lexicon.glossary import Glossary
    from reader.tui.memory import Memory

T = TypeVar("T")

#: Opens the look-up over a glossary and the dictionaries; slow when a dictionary is to be made (a second).
OpenDictionaries = Callable[["Glossary"], "LookUp"]


class ReaderParts(Guarded):
    """Page, pane, search line and status line; ``memory`` is what the library knows of the page."""

    memory: "Memory | None" = None

    def __init__(self, name: str, setting: Setting, open_dictionaries: OpenDictionaries | None = None) -> None:
        super().__init__()
        self.open_dictionaries = open_dictionaries
        self.source_name = name
        self.page = Page(setting, _("Opening {name} …", name=short_name(name)) if name else _("Opening …"))
        self.raw = RawPage(setting)
        self.pane = Pane()
        self.searchbar = SearchBar()
        self.status = Status()

    def compose(self) -> ComposeResult:
        """The parts, from top to bottom."""
        yield from super().compose()
        with Container(id="body"):
            yield self.page
            yield Beside(self.raw)
            yield self.pane
        yield self.searchbar
        yield self.status

    @property
    def reading(self) -> Reading | None:
        """What is read; None until the page has been opened, and for a page without text."""
        sheet = self.page.sheet
        return sheet.reading if sheet and len(sheet.reading) else None

    def head_of(self, reading: Reading) -> tuple[str, ...]:
        """The lines above the text: where the page comes from."""
        metadata = reading.document.metadata
        told = [fact.value for fact in (metadata.site, metadata.author, metadata.date) if fact]
        return visible(" · ".join((*told, self.source_name))).replace("\n", " "), ""

    def can_keep(self) -> "Memory | None":
        """What is remembered of the page; where nothing can be, that is said."""
        if self.reading is None:
            return None
        if self.memory is None:
            self.say(_("There is no library to keep it in"))
        return self.memory

    def in_background(self, task: Callable[[], T], then: Callable[[T], object]) -> None:
        """Do something that may wait for a disk, and take its result on the screen."""
        if self.memory is not None:
            self.memory.keeper.ask(lambda _: task(), then)
            return
        try:
            then(task())
        except LibraryError as error:
            self.say(str(error))

    def show_kept(self) -> None:
        """What was left in the page has changed, or is to be drawn anew."""

    def jumped_from(self, position: Position) -> None:
        """One goes far away from ``position``."""

    def compare_anew(self) -> None:
        """The page has been opened anew, or is read in another script."""

    def make_room(self) -> None:
        """The pane is wanted, and what stands beside the page may have to go."""

    def show_status(self) -> None:
        """Something has changed that the status line tells."""

    def say(self, notice: str) -> None:
        """Say something in passing, at the bottom."""
        self.status.say(notice)
