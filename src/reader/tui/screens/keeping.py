"""What the screen remembers by itself, and the ways back: the place one reads at, jumps, pages read before."""

from typing import Any, NamedTuple

from textual.timer import Timer

from reader.library.anchors import Anchor, Place
from reader.localization import translate as _
from reader.tui import places
from reader.tui.answers import Wish
from reader.tui.jumps import Jumps
from reader.tui.memory import Memory
from reader.tui.messages import Jumped, LibraryWanted, PageWanted
from reader.tui.reading import Position
from reader.tui.screens.learning import Learning
from reader.tui.screens.notes import NotesScreen
from reader.tui.screens.words import WordsScreen

_PAUSE = 0.7  # seconds after a movement until the place is written down


class Visited(NamedTuple):
    """A place in a document of the library (0: in one that is not kept)."""

    number: int
    place: Place


class Keeping(Learning):
    """The actions of L E W ctrl+o, and what is written down while one reads."""

    _saving: Timer | None = None
    _saved: tuple[int, Place, float] | None = None

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._jumps: Jumps[Visited] = Jumps()

    def recall(self, memory: Memory, place: Place | None, wish: Wish) -> None:
        """Know the page that is shown: what was left in it is seen, and one goes on at ``place``.

        Who has begun to read meanwhile stays there, unless a place was asked for.
        """
        self.memory = memory
        self.show_kept()
        if place is not None and (wish.names_a_place or self.page.cursor == Position(0, 0)):
            self.go_to_place(place, wish.query, jump=False)

    # The place one reads at

    def save_soon(self) -> None:
        """Write the place down in a moment; movements until then are one."""
        if self.memory is not None and self._saving is None:
            self._saving = self.set_timer(_PAUSE, self.save)

    def save(self) -> None:
        """Write the place down now."""
        if self._saving is not None:
            self._saving.stop()
            self._saving = None
        if self.memory is None or (reading := self.reading) is None:
            return
        here = self.memory.number, places.place(reading, self.page.seen), self.page.progress / 100
        if here != self._saved:
            self._saved = here
            self.memory.leave(*here[1:])

    # Jumps

    def on_jumped(self, event: Jumped) -> None:
        """One can come back to where one jumped from; matches that are passed while one types are no jumps."""
        event.stop()
        if not self.searchbar.display:
            self.jumped_from(event.position)

    def jumped_from(self, position: Position) -> None:
        """Remember a place that one goes away from."""
        if (here := self._visited(position)) is not None:
            self._jumps.leave(here)

    def action_jump(self, step: int) -> None:
        """Back to where one jumped from, or forth again; on another page, that is opened."""
        here = self._visited(self.page.cursor)
        if here is None:
            return
        there = self._jumps.back(here) if step < 0 else self._jumps.forth(here)
        if there is None:
            self.say(_("No jump to go back from") if step < 0 else _("No jump to make again"))
        elif there.number == here.number:
            self.go_to_place(there.place, jump=False)
        else:
            self.post_message(PageWanted(there.number, place=there.place))

    def go_to_place(self, place: Place | None, query: str = "", *, jump: bool = True) -> None:
        """Put the cursor on a place (None: it is lost), or on the first match of ``query`` from there on."""
        reading = self.reading
        found = places.position(reading, place) if reading is not None and place is not None else None
        if found is None:
            self.say(_("That place is not on this page any more"))
        else:
            self.page.go(found, jump=jump)
            if query:
                self.search_from(found, query)

    def go_to_anchor(self, anchor: Anchor, query: str = "") -> None:
        """Put the cursor where an anchor stands, or on the first match of ``query`` from there on."""
        if self.memory is not None:
            self.memory.seek(anchor, lambda place: self.go_to_place(place, query))

    def _visited(self, position: Position) -> Visited | None:
        if (reading := self.reading) is None:
            return None
        return Visited(self.memory.number if self.memory else 0, places.place(reading, position))

    # Other screens

    def action_library(self) -> None:
        """The library, over this page."""
        self.save()
        self.post_message(LibraryWanted())

    def action_notes(self) -> None:
        """Marks and notes."""
        if memory := self.can_keep():
            self.app.push_screen(NotesScreen(memory.keeper, memory))

    def action_words(self) -> None:
        """The person's words."""
        if memory := self.can_keep():
            self.app.push_screen(WordsScreen(memory.keeper, self.person, self.listed))

    def on_screen_resume(self) -> None:
        """What was taken away or changed on another screen is seen here."""
        self.show_kept()
        self.show_known()
