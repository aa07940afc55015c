"""The application: paints first, then opens the page in a worker, then goes on repairing while one reads."""

import gc
from collections.abc import Callable, Sequence
from functools import partial
from time import sleep
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import App
from textual.binding import BindingType
from textual.message import Message
from textual.screen import Screen
from textual.worker import Worker, get_current_worker

from reader.config import Config
from reader.localization import translate as _
from reader.model.choices import Cleaning
from reader.model.choosing import Choice
from reader.model.document import Block, Origin, Source
from reader.model.errors import LibraryError, NoArticleError, ReaderError
from reader.model.site import SiteRule
from reader.tui import keymap
from reader.tui.commands import ReaderCommands
from reader.tui.desk import Desk, Load, Teacher
from reader.tui.facts import Tutor, WordFacts
from reader.tui.messages import BriefWanted, Decided, FactsWanted, Resumed, SpellingWanted
from reader.tui.person import Person, Remembering
from reader.tui.reading import Reading, Span
from reader.tui.ruby import Spelled
from reader.tui.screens.base import OpenDictionaries
from reader.tui.screens.reader import ReaderScreen
from reader.tui.screens.refused import FORCE, RefusedScreen
from reader.tui.screens.teach import TeachScreen
from reader.tui.sheet import Setting
from reader.tui.themes import THEMES, of_terminal, theme_of

if TYPE_CHECKING:
    from reader.lexicon.glossary import Glossary

_AT_ONCE = 0.15  # seconds that a page may be repaired before it is shown
_SPELLED = 12  # items that are spelled together: some hundredths of a second
_SPARED = 2000  # blocks after which the collector is told to leave them alone
_POLL = 0.003  # seconds between two looks at whether the screen has taken what the sweep sent


class PageOpened(Message):
    """The worker has opened the page; ``place`` is where the block stood that somebody decided about."""

    def __init__(self, reading: Reading, glossary: "Glossary", person: Person, told: str, place: Origin | None) -> None:
        super().__init__()
        self.reading, self.glossary, self.person, self.told, self.place = reading, glossary, person, told, place


class SpellingFound(Message):
    """How items of ``reading`` are read."""

    def __init__(self, reading: Reading, spelled: dict[int, Spelled]) -> None:
        super().__init__()
        self.reading, self.spelled = reading, spelled


class FactsFound(Message):
    """The facts of the word at ``span``."""

    def __init__(self, span: Span, facts: WordFacts) -> None:
        super().__init__()
        self.span, self.facts = span, facts


class Proposed(Message):
    """Rules are to be chosen from, for a block that stood at ``place``."""

    def __init__(self, proposals: Sequence[tuple[SiteRule, int]], place: Origin) -> None:
        super().__init__()
        self.proposals, self.place = proposals, place


class Swept(Message):
    """The sweep has finished the next blocks of ``reading``."""

    def __init__(self, reading: Reading, blocks: list[Block]) -> None:
        super().__init__()
        self.reading, self.blocks = reading, blocks


class Failed(Message):
    """The page can't be opened."""

    def __init__(self, error: ReaderError) -> None:
        super().__init__()
        self.error = error


class ReaderApp(App[ReaderError]):
    """Reads one page. Its result is the error that kept it from that, or None."""

    CSS_PATH = "reader.tcss"
    TITLE = "Reader"
    COMMANDS: ClassVar = {ReaderCommands}
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(  # noqa: PLR0913  # what a person may bring along
        self,
        source: Source,
        load: Load,
        *,
        config: Config = Config(),  # noqa: B008 - frozen
        remember: Callable[[], Remembering | None] = lambda: None,
        dictionaries: OpenDictionaries | None = None,
        cleaning: Cleaning = Cleaning(),  # noqa: B008 - frozen
        teacher: Teacher | None = None,
    ) -> None:
        super().__init__()
        self._remember, self._tutor = remember, Tutor(config.list)
        self._glossary: Glossary | None = None
        self._script = config.script
        self._desk = Desk(source, load, cleaning, teacher)
        self._spared = 0
        self._reader = ReaderScreen(source.name, Setting.of(config), dictionaries)
        for own in THEMES:
            self.register_theme(own)
        self.theme = theme_of(config.theme)
        self.set_keymap(keymap.use(config.keys))

    def get_default_screen(self) -> Screen[int]:
        """The page, alone."""
        return self._reader

    def on_mount(self) -> None:
        """Paint, then open."""
        self.call_after_refresh(self._open)

    @work(thread=True, group="sweep", exclusive=True)
    def _open(self, change: Callable[[], str] = str, place: Origin | None = None) -> None:
        """Open the page once ``change``, which says what it did, has been made."""
        worker = get_current_worker()
        try:
            told = change()
            person, complaint = self._meet()
            stages, document, glossary = self._desk.open()
            reading = Reading(stages, document, self._reader.script or self._script)
            reading.sweep(_AT_ONCE)
        except ReaderError as error:
            self.post_message(Failed(error))
            return
        self.post_message(PageOpened(reading, glossary, person, told or complaint, place))
        if len(reading):
            stages.words(reading.block(0))  # loads the segmenter's dictionary
        reading.can_cut = True
        self._sweep_on(reading, worker)

    def _meet(self) -> tuple[Person, str]:
        """The person who reads, or one of whom nothing is remembered, and why."""
        try:
            return Person(self._remember()), ""
        except LibraryError as error:
            return Person(), str(error)

    def on_decided(self, event: Decided) -> None:
        """Keep or drop a block, or ask for the rule that is to do so."""
        if event.for_site:
            self._propose(event)
        else:
            choice = Choice.of(event.block, keep=event.keep)
            self._open(lambda: self._desk.decide(choice), event.block.origin)

    def on_taken_back(self) -> None:
        """Take back the last decision."""
        self._open(self._desk.undo)

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
                self._open(lambda: self._desk.teach(event.proposals[index][0]), event.place)

        self.push_screen(TeachScreen(event.proposals), teach)

    def on_resumed(self, event: Resumed) -> None:
        """Another script is read."""
        self._spared = 0
        self._sweep(event.reading)

    @work(thread=True, group="sweep", exclusive=True)
    def _sweep(self, reading: Reading) -> None:
        self._sweep_on(reading, get_current_worker())

    def _sweep_on(self, reading: Reading, worker: "Worker[None]") -> None:
        """Post chunk after chunk, each when the one before has been taken in, so that keys come in between."""
        while (start := reading.swept) < len(reading) and not worker.is_cancelled:
            self.post_message(Swept(reading, reading.chunk(start)))
            while reading.swept == start and not worker.is_cancelled:
                sleep(_POLL)

    def on_page_opened(self, event: PageOpened) -> None:
        """Show the page."""
        if self._reader.is_attached:
            self._glossary = event.glossary
            self._reader.meet(event.person)
            self._reader.open(event.reading, event.glossary, event.place)
            if event.told:
                self._reader.say(event.told)
            if len(event.reading) >= _SPARED:
                gc.freeze()

    def on_swept(self, event: Swept) -> None:
        """Hand on what the sweep has finished."""
        if self._reader.is_attached:  # it may be closing
            self._reader.accept(event.reading, event.blocks)
            self._spare_from_collection(event.reading.swept)

    def _spare_from_collection(self, swept: int) -> None:
        """Keep the cycle collector away from a long page: going through all its blocks stops the screen for 0.3 s.

        They hold no cycles, so that reference counts free them all the same.
        """
        if swept >= self._spared + _SPARED:
            self._spared = swept
            gc.freeze()

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
        if self._reader.is_attached:
            self._reader.take_spelling(event.reading, event.spelled)

    @work(thread=True, group="facts", exclusive=True)
    def on_facts_wanted(self, event: FactsWanted) -> None:
        """Find out about a word."""
        item, start, end = event.span
        text = event.reading.finished(item).text.current
        style = self._reader.page.setting.style
        self.post_message(FactsFound(event.span, self._tutor.facts(text, start, end, style)))

    def on_facts_found(self, event: FactsFound) -> None:
        """Show them in the pane."""
        if self._reader.is_attached:
            self._reader.take_facts(event.span, event.facts)

    @work(thread=True, group="brief", exclusive=True)
    def on_brief_wanted(self, event: BriefWanted) -> None:
        """Look at the whole page."""
        assert self._glossary is not None
        found = self._tutor.brief(event.reading, self._glossary)
        self.call_from_thread(event.show, found)

    def on_failed(self, event: Failed) -> None:
        """Say why, and go on; a page that was never opened is left, and the command line says why."""
        if (reading := self._reader.reading) is not None:
            self._reader.say(str(event.error))
            self._sweep(reading)
        elif isinstance(event.error, NoArticleError) and event.error.guess and not self._desk.forced:
            self.push_screen(RefusedScreen(str(event.error)), partial(self._answer, event.error))
        else:
            self.exit(event.error)

    def _answer(self, error: ReaderError, answer: int | None) -> None:
        if answer == FORCE:
            self._open(self._desk.force)
        else:
            self.exit(error)

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
    remember: Callable[[], Remembering | None] = lambda: None,
    dictionaries: OpenDictionaries | None = None,
    cleaning: Cleaning = Cleaning(),  # noqa: B008 - frozen
    teacher: Teacher | None = None,
) -> ReaderError | None:
    """Read ``source`` (the sample page, if there is none) until the reader leaves.

    ``teacher`` writes rules for sites; without one none can be taught. The result is what kept the page from being
    opened; the screen is the caller's again by then. A crash, of which Textual has told already, ends the program.
    """
    from reader.sources import sample

    app = ReaderApp(
        source or sample(),
        load,
        config=config._replace(theme=of_terminal(config.theme)),
        remember=remember,
        dictionaries=dictionaries,
        cleaning=cleaning,
        teacher=teacher,
    )
    error = app.run(mouse=config.mouse)
    if app.return_code and error is None:
        raise SystemExit(app.return_code)
    return error
