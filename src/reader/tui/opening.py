"""Pages are opened in a worker, repaired on while one reads, taken from the library and left there again."""

import gc
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from time import sleep
from typing import TYPE_CHECKING, Any

from textual import work
from textual.app import App
from textual.message import Message
from textual.worker import Worker, get_current_worker

from reader.apart import Abandoned
from reader.localization import translate as _
from reader.model.choices import Script
from reader.model.document import Source
from reader.model.errors import LibraryError, NoArticleError, ReaderError
from reader.sources import read_source, sample
from reader.tui.answers import Failed, PageOpened, Recalled, Swept, Wish
from reader.tui.desk import Desk
from reader.tui.finder import Finder
from reader.tui.keeper import Keeper
from reader.tui.memory import Memory
from reader.tui.messages import Answered, LibraryWanted, PageWanted, Resumed, Taken
from reader.tui.names import titled
from reader.tui.person import Person
from reader.tui.reading import Reading, Stages
from reader.tui.screens.library import LibraryScreen
from reader.tui.screens.listing import ListScreen
from reader.tui.screens.reader import ReaderScreen
from reader.tui.screens.refused import FORCE, RefusedScreen
from reader.tui.shelves import Shelves

if TYPE_CHECKING:
    from reader.lexicon.glossary import Glossary
    from reader.library.anchors import Place
    from reader.library.library import Library

#: Opens the library; None: nothing is to be remembered. Raises LibraryError.
Remember = Callable[[], "Library | None"]

_AT_ONCE = 0.15  # seconds that a page may be repaired before it is shown
_LONG = 2000  # blocks from which on a page is shown before the library is asked about it
_SPARED = 2000  # blocks after which the collector is told to leave them alone
_SWITCH = 0.0005  # seconds; Python's own 0.005 would keep a key waiting a dozen times over
_OBJECTS = 10_000  # that are made before the collector looks for cycles; a frame makes thousands, and few cycles
_POLL = 0.003  # seconds between two looks at whether the screen has taken what the sweep sent


class Opening(App[ReaderError]):
    """What has to do with pages and the library."""

    def __init__(
        self, source: Source | None, desk: Desk, reader: ReaderScreen, script: Script, remember: Remember
    ) -> None:
        super().__init__()
        self._source, self._desk, self._reader, self._script, self._remember = source, desk, reader, script, remember
        self._library: Library | None = None
        self._keeper: Keeper | None = None
        self._finder: Finder | None = None
        self._glossary: Glossary | None = None
        self._spared = 0
        self._met: set[type[Message]] = set()
        self._begun = False  # whether the beginning of the page that is being opened is shown already

    def on_mount(self) -> None:
        """Paint, then open. Workers leave the processor to the screen as soon as it has something to do."""
        sys.setswitchinterval(_SWITCH)
        gc.set_threshold(_OBJECTS)
        self.call_after_refresh(self._begin)

    @work(thread=True, group="sweep", exclusive=True)
    def _begin(self) -> None:
        """The page that was asked for, else the library; on a first run, the sample page."""
        library, person, _complaint = self._meet()
        if self._source is None and library is not None and library.documents.all():
            self._reader.meet(person)
            self.post_message(LibraryWanted())
        else:
            source = self._source or sample()
            self._do_open(lambda: self._turn_to(source), Wish(fresh=True))

    @work(thread=True, group="sweep", exclusive=True)
    def open_page(self, change: Callable[[], str], wish: Wish) -> None:
        """Open the page on the desk once ``change``, which says what it did, has been made."""
        self._do_open(change, wish)

    def _do_open(self, change: Callable[[], str], wish: Wish) -> None:
        with suppress(Abandoned):  # another page is wanted by now
            self._open_now(change, wish)

    def _open_now(self, change: Callable[[], str], wish: Wish) -> None:
        worker = get_current_worker()
        library, person, complaint = self._meet()
        self._begun = False
        self._desk.is_wanted = lambda: not worker.is_cancelled
        try:
            with _uncollected():
                told = change()
                stages, document, glossary = self._desk.open()
                is_long = len(document.blocks) > _LONG
                recalled = None if is_long else self._recall(library, wish)
                reading = self._read(stages)
        except ReaderError as error:
            self.post_message(Failed(error, fresh=wish.fresh))
            return
        shown = replace(wish, fresh=wish.fresh and not self._begun)
        self.post_message(PageOpened(reading, glossary, person, told or complaint, shown))
        if is_long and (recalled := self._recall(library, wish)) and self._desk.open()[1] is not document:
            reading = self._read(stages)  # as was decided about it in other days
            self.post_message(PageOpened(reading, glossary, person, "", replace(wish, fresh=False)))
        if recalled is not None:
            memory, place = recalled
            self.post_message(Recalled(reading, memory, place, wish))
        if len(reading):
            stages.words(reading.block(0))  # loads the segmenter's dictionary
        reading.can_cut = True
        self._sweep_on(reading, worker)

    def _read(self, stages: Stages) -> Reading:
        """The page on the desk, its beginning repaired."""
        reading = Reading(stages, self._desk.open()[1], self._reader.script or self._script)
        reading.look_ahead()
        reading.sweep(_AT_ONCE)
        return reading

    def _meet(self) -> "tuple[Library | None, Person, str]":
        """The library and the person who reads; without it, one of whom nothing is remembered, and why."""
        try:
            if self._library is None and (library := self._remember()) is not None:
                self._library = library
                self._keeper = Keeper(library, self._on_screen, self._complain)
                self._finder = Finder(library, self._desk.loaded, self._on_screen, self._complain)
            return self._library, Person(self._library.words if self._library else None), ""
        except LibraryError as error:
            return None, Person(), str(error)

    def _recall(self, library: "Library | None", wish: Wish) -> "tuple[Memory, Place | None] | None":
        """What the library knows of the page on the desk, and the place where one wants to be on it."""
        if library is None or self._keeper is None:
            return None
        try:
            record = self._desk.recall(library.documents)
            memory = Memory(self._keeper, record.number, self._desk.open()[1])
            memory.look(library)
        except LibraryError as error:
            self.post_message(Taken(partial(self._complain, str(error))))
            return None
        anchor = wish.anchor or (record.anchor if wish.fresh and wish.place is None else None)
        return memory, wish.place or (memory.find(anchor) if anchor else None)

    def _on_screen(self, take: Callable[[], object]) -> None:
        self.post_message(Taken(take))

    def _complain(self, sentence: str) -> None:
        """Tell what went wrong, on the screen that is seen."""
        screen = self.screen
        if isinstance(screen, ReaderScreen | ListScreen):
            screen.say(sentence)
        else:
            self._reader.say(sentence)

    def on_taken(self, event: Taken) -> None:
        """The library has answered; nobody is there to be told any more, if the program is ending."""
        if self.screen_stack:
            event.take()

    def on_library_wanted(self) -> None:
        """Show the library over the page."""
        if self._keeper is None or self._finder is None:
            self._reader.say(_("There is no library"))
            return
        shelves, page_open = Shelves(self._keeper, self._finder), self._reader.reading is not None
        self.push_screen(LibraryScreen(shelves, self._reader.person, self._reader.listed, page_open=page_open))

    def on_page_wanted(self, event: PageWanted) -> None:
        """Go to a place of a document: on the page that is open, or on another that is opened."""
        while self.screen is not self._reader:
            self.pop_screen()
        self._reader.save()
        memory = self._reader.memory
        if memory is None or memory.number != event.number:
            if event.place is None:
                self._reader.jumped_from(self._reader.page.cursor)
            wish = Wish(None, event.anchor, event.place, event.query, fresh=True)
            self.open_page(lambda: self._fetch(event.number), wish)
        elif event.place is not None:
            self._reader.go_to_place(event.place, jump=False)
        elif event.anchor is not None:
            self._reader.go_to_anchor(event.anchor, event.query)

    def _fetch(self, number: int) -> str:
        """Put a document of the library on the desk: its page as it was kept, else as it is where it came from."""
        assert self._library is not None
        record = self._library.documents.get(number)
        kept = self._library.documents.page(number) if record.kept else read_source(record.name)
        return self._turn_to(replace(kept, address=record.address))

    def _turn_to(self, source: Source) -> str:
        """Put a page on the desk; the first lines of a long one are read while the whole is being opened.

        One without an article that was read by force before is read so again, without asking.
        """
        self._show_beginning(source)
        try:
            return self._desk.turn_to(source)
        except NoArticleError:
            if self._library is None or self._desk.refused_a_guess or not self._library.documents.was_forced(source):
                raise
            return self._desk.force()

    def _show_beginning(self, source: Source) -> None:
        found = self._desk.beginning(source)
        if found is None:
            return
        stages, document, glossary = found
        reading = Reading(stages, document, self._reader.script or self._script)
        reading.sweep(_AT_ONCE)
        if len(reading):
            told = _("This is the beginning; the rest is being opened")
            self.post_message(PageOpened(reading, glossary, self._meet()[1], told, Wish(fresh=True)))
            self._begun = True
            stages.words(reading.block(0))
            reading.can_cut = True

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
            self._reader.source_name = titled(event.reading.document.metadata.name)
            self._reader.open(event.reading, event.glossary, event.wish.origin, fresh=event.wish.fresh)
            if event.told:
                self._reader.say(event.told)
            self._spare_from_collection(event.reading.swept)

    def on_recalled(self, event: Recalled) -> None:
        """Go on where one left the page; what was left in it is seen."""
        if self._reader.is_attached and self._reader.reading is event.reading:
            self._reader.recall(event.memory, event.place, event.wish)

    def on_swept(self, event: Swept) -> None:
        """Hand on what the sweep has finished."""
        if self._reader.is_attached:  # it may be closing
            self._reader.accept(event.reading, event.blocks)
            swept = event.reading.swept
            if swept >= self._spared + _SPARED or swept == len(event.reading):
                self._spare_from_collection(swept)

    def _spare_from_collection(self, swept: int) -> None:
        """Keep the cycle collector away from what is there by now: going through all of it stops the screen for 0.1 s.

        That is the libraries, the tables they have loaded, and the blocks of a long page (0.3 s). They hold no cycles,
        so that reference counts free them all the same.
        """
        self._spared = swept
        gc.freeze()

    def spare_after(self, event: Message) -> None:
        """The same with what was loaded for the first answer of its kind."""
        if type(event) not in self._met:
            self._met.add(type(event))
            gc.freeze()

    def on_answered(self, event: Answered) -> None:
        """The dictionaries are open."""
        self.spare_after(event)

    def on_failed(self, event: Failed) -> None:
        """Say why, and go on where one was: on a page, in the library, or at the command line, which says why."""
        error = event.error
        if event.fresh and isinstance(error, NoArticleError) and error.guess and not self._desk.refused_a_guess:
            self.push_screen(RefusedScreen(str(error)), partial(self._answer, error))
        else:
            self._give_up(error)

    def _give_up(self, error: ReaderError) -> None:
        if (reading := self._reader.reading) is not None:
            self._reader.say(str(error))
            self._sweep(reading)
        elif self._source is None and self._library is not None:
            self.on_library_wanted()
            self._complain(str(error))
        else:
            self.exit(error)

    def _answer(self, error: ReaderError, answer: int | None) -> None:
        if answer == FORCE:
            self.open_page(self._desk.force, Wish(fresh=True))
        else:
            self._give_up(error)

    def exit(self, *arguments: Any, **options: Any) -> None:
        """Leave; the place one reads at is written down first."""
        self._reader.save()
        super().exit(*arguments, **options)

    def on_unmount(self) -> None:
        """What was to be written is written before the program ends."""
        if self._finder is not None:
            self._finder.close()
        if self._keeper is not None:
            self._keeper.close()


@contextmanager
def _uncollected() -> Iterator[None]:
    """Many blocks are made, and nothing that the cycle collector would find: it would only stop the screen."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
