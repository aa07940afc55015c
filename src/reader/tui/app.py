"""The application: paints first, then opens the page in a worker, then goes on repairing while one reads."""

from functools import partial
from typing import ClassVar

from textual import work
from textual.binding import BindingType
from textual.screen import Screen
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.worker import get_current_worker

from reader.cells import ambiguous_width
from reader.config import Config
from reader.localization import translate as _
from reader.model.choices import Cleaning
from reader.model.choosing import Choice
from reader.model.document import Source
from reader.model.errors import ReaderError
from reader.tui import keymap
from reader.tui.answers import FactsFound, Failed, Proposed, SpellingFound, Wish
from reader.tui.commands import ReaderCommands
from reader.tui.desk import Desk, Load, Teacher
from reader.tui.facts import Tutor
from reader.tui.messages import BriefWanted, Decided, FactsWanted, ReadingsWanted, Recut, SpellingWanted, Taken
from reader.tui.opening import Opening, Remember
from reader.tui.screens.base import OpenDictionaries
from reader.tui.screens.cutting import Cutting
from reader.tui.screens.reader import ReaderScreen
from reader.tui.screens.teach import TeachScreen
from reader.tui.sheet import Setting
from reader.tui.themes import THEMES, of_terminal, theme_of

_SPELLED = 12  # items that are spelled together: some hundredths of a second


class PlainBar(ScrollBarRender):
    """A scrollbar of colour alone."""

    VERTICAL_BARS: ClassVar[list[str]] = [" "] * len(ScrollBarRender.VERTICAL_BARS)


class ReaderApp(Opening):
    """Reads one page. Its result is the error that kept it from that, or None."""

    CSS_PATH = "reader.tcss"
    TITLE = "Reader"
    COMMANDS: ClassVar = {ReaderCommands}
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(  # noqa: PLR0913  # what a person may bring along
        self,
        source: Source | None,
        load: Load,
        *,
        config: Config = Config(),  # noqa: B008 - frozen
        remember: Remember = lambda: None,
        dictionaries: OpenDictionaries | None = None,
        cleaning: Cleaning = Cleaning(),  # noqa: B008 - frozen
        teacher: Teacher | None = None,
        cuts: Cutting | None = None,
    ) -> None:
        page = ReaderScreen(source.name if source else "", Setting.of(config), dictionaries)
        page.listed, page.cuts, page.clipboard = config.list, cuts, config.clipboard
        page.pane.hidden = config.hide
        super().__init__(source, Desk(load, cleaning, teacher), page, config.script, remember)
        self._measure(wide=config.ambiguous_width == 2)
        self._tutor = Tutor(config.list)
        for own in THEMES:
            self.register_theme(own)
        self.theme = theme_of(config.theme)
        self.set_keymap(keymap.use(config.keys))

    def _measure(self, *, wide: bool) -> None:
        """Draw for a terminal that draws ambiguous characters wide, or not: then no line may be drawn with them."""
        ambiguous_width(2 if wide else 1)
        self.set_class(wide, "-ambiguous-wide")
        ScrollBar.renderer = PlainBar if wide else ScrollBarRender

    def get_default_screen(self) -> Screen[int]:
        """The page, alone."""
        return self._reader

    def on_decided(self, event: Decided) -> None:
        """Keep or drop a block, or ask for the rule that is to do so."""
        if event.for_site:
            self._propose(event)
        else:
            choice = Choice.of(event.block, keep=event.keep)
            self.open_page(lambda: self._desk.decide(choice), Wish(event.block.origin))

    def on_taken_back(self) -> None:
        """Take back the last decision."""
        self.open_page(self._desk.undo, Wish())

    def on_recut(self, event: Recut) -> None:
        """Words are cut so from now on, when the page is opened anew, too."""
        self._desk.recut(event.cuts)

    @work(thread=True, group="propose", exclusive=True)
    def _propose(self, event: Decided) -> None:
        try:
            proposals = self._desk.propose(event.block, keep=event.keep)
        except ReaderError as error:
            self.post_message(Failed(error))
            return
        self.post_message(Proposed(proposals, event.block.origin))

    def on_proposed(self, event: Proposed) -> None:
        """Let the reader choose."""

        def teach(index: int | None) -> None:
            if index is not None:
                self.open_page(lambda: self._desk.teach(event.proposals[index][0]), Wish(event.place))

        self.push_screen(TeachScreen(event.proposals), teach)

    @work(thread=True, group="spell", exclusive=True)
    def on_spelling_wanted(self, event: SpellingWanted) -> None:
        """Spell a few items at a time, those in view first, until other ones are asked for."""
        worker = get_current_worker()
        for start in range(0, len(event.items), _SPELLED):
            if worker.is_cancelled:
                return
            items = event.items[start : start + _SPELLED]
            spelled = {item: self._tutor.spell(event.reading.finished(item).text.current) for item in items}
            self.post_message(SpellingFound(event.reading, spelled))

    def on_spelling_found(self, event: SpellingFound) -> None:
        """Set the pinyin above its words."""
        self.spare_after(event)
        if self._reader.is_attached:
            self._reader.take_spelling(event.reading, event.spelled)

    @work(thread=True, group="facts", exclusive=True)
    def on_facts_wanted(self, event: FactsWanted) -> None:
        """Find out about a word."""
        style = self._reader.page.setting.style
        self.post_message(FactsFound(event.word, self._tutor.facts(*event.word, style)))

    def on_facts_found(self, event: FactsFound) -> None:
        """Show them in the pane."""
        self.spare_after(event)
        if self._reader.is_attached:
            self._reader.take_facts(event.word, event.facts)

    @work(thread=True, group="readings", exclusive=True)
    def on_readings_wanted(self, event: ReadingsWanted) -> None:
        """Find out how words are read."""
        found = self._tutor.readings(event.words, self._reader.page.setting.style, self._glossary)
        self.post_message(Taken(partial(event.take, found)))

    @work(thread=True, group="brief", exclusive=True)
    def on_brief_wanted(self, event: BriefWanted) -> None:
        """Look at the whole page."""
        assert self._glossary is not None
        found = self._tutor.brief(event.reading, self._glossary)
        self.call_from_thread(event.show, found)

    def action_wear(self, theme: str) -> None:
        """Put on a theme."""
        self.theme = theme

    def action_help_quit(self) -> None:
        """ctrl+c with nothing selected."""
        self._reader.say(_("{key} leaves", key=keymap.first("quit")))


def run(  # noqa: PLR0913  # what a person may bring along
    source: Source | None,
    load: Load,
    *,
    config: Config = Config(),  # noqa: B008 - frozen
    remember: Remember = lambda: None,
    dictionaries: OpenDictionaries | None = None,
    cleaning: Cleaning = Cleaning(),  # noqa: B008 - frozen
    teacher: Teacher | None = None,
    cuts: Cutting | None = None,
) -> ReaderError | None:
    """Read ``source`` until the reader leaves; without one, the library, or the sample page if that is empty.

    ``teacher`` writes rules for sites, ``cuts`` how words are to be cut; without them neither can be. The result is
    what kept the page from being opened; the screen is the caller's again by then. A crash, of which Textual has told
    already, ends the program.
    """
    app = ReaderApp(
        source,
        load,
        config=config._replace(theme=of_terminal(config.theme)),
        remember=remember,
        dictionaries=dictionaries,
        cleaning=cleaning,
        teacher=teacher,
        cuts=cuts,
    )
    error = app.run(mouse=config.mouse)
    if app.return_code and error is None:
        raise SystemExit(app.return_code)
    return error
