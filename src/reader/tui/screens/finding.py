"""Searching the page: as one types, then from match to match."""

import re

from textual import work
from textual.message import Message
from textual.widgets import Input

from reader.localization import translate as _
from reader.tui import keymap
from reader.tui.motion import to_place
from reader.tui.reading import Position
from reader.tui.screens.base import ReaderParts
from reader.tui.search import Found, Search
from reader.tui.widgets.searchbar import PLACE, SEARCH

_SLICE = 0.012  # seconds of searching between two keys
_PATIENCE = 0.5  # seconds that n may search on for


class Spelt(Message):
    """What finds the characters that are spelt as the query of ``search`` is; None where it spells nothing."""

    def __init__(self, search: Search, pattern: re.Pattern[str] | None, *, go: bool) -> None:
        super().__init__()
        self.search, self.pattern, self.go = search, pattern, go


class Finding(ReaderParts):
    """The actions of / n N * and :."""

    _search: Search | None = None
    _spelling = False  # whether what sounds as the query is spelt is being looked for
    _origin = Position(0, 0)  # where the cursor was before the search

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A slash or colon that is typed into a line is just that."""
        if action in ("search", "go_to") and isinstance(self.focused, Input):
            return False
        return super().check_action(action, parameters)

    def action_search(self) -> None:
        """Type what to search for."""
        if self.reading is not None:
            self._origin = self.page.cursor
            self.searchbar.open()

    def action_go_to(self) -> None:
        """Type where to go."""
        if self.reading is not None:
            self.searchbar.open(PLACE)

    def action_search_word(self) -> None:
        """Search for the word under the cursor."""
        if (reading := self.reading) is not None:
            item, start, end = reading.word_at(self.page.cursor)
            self._origin = Position(item, start)
            self.search_for(reading.text(item)[start:end], go=False)
            self.action_match(1)

    def action_match(self, step: int) -> None:
        """To the next match, or the one before."""
        search = self._search
        if search is None:
            self.say(_("Nothing is searched for; {key} begins a search", key=keymap.first("search")))
            return
        cursor = self.page.cursor
        search.reach_for(cursor, step, _PATIENCE)
        found = search.after(cursor) if step > 0 else search.before(cursor)
        if found is None:
            self._say_missed(search)
            return
        self._go_to(found)
        if found.wrapped:
            self.say(_("On from the top of the page") if step > 0 else _("On from the end of the page"))

    def search_for(self, query: str, *, go: bool) -> None:
        """Search for ``query``; with ``go``, the cursor follows to the first match."""
        reading = self.reading
        self._search = Search(reading, query) if query.strip() and reading is not None else None
        self.page.mark(self._search.pattern if self._search else None, None)
        self._spelling = False
        if self._search is not None:
            self._search_on(self._search, go=go)
        elif go:
            self.page.go(self._origin)

    def search_from(self, position: Position, query: str) -> None:
        """Search for ``query``; the cursor goes to the first match from ``position`` on, or there."""
        self._origin = position
        self.search_for(query, go=True)

    def clear_search(self) -> bool:
        """End the search and its highlights; whether there was one."""
        searched = self._search is not None
        self._search = None
        self.page.mark(None, None)
        return searched

    @property
    def matches(self) -> str:
        """Which match the cursor stands on, and how many there are: 3/17."""
        search = self._search
        if search is None:
            return ""
        more = "" if search.done else "+"
        match = self.page.match
        if search.done and not search.spans and not self._spelling:
            return _("no match")
        count = f"{search.number(match) if match else '–'}/{len(search.spans)}{more}"
        return _("by pinyin {count}", count=count) if search.by_sound else count

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search as one types."""
        if self.searchbar.sign == SEARCH:
            self.search_for(event.value, go=True)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """The search stands; n and N go on. Or go where the person wants to be."""
        self.searchbar.close()
        self.set_focus(self.page)
        if self.searchbar.sign == PLACE:
            self._go_to_typed(event.value)
            return
        self.jumped_from(self._origin)
        if self._search is not None and self._search.missed and not self._spelling:
            self._say_missed(self._search)

    def leave_search(self) -> None:
        """Back to where the search began."""
        self.searchbar.close()
        self.set_focus(self.page)
        if self.searchbar.sign == SEARCH:
            self.clear_search()
            self.page.go(self._origin)

    def _go_to_typed(self, told: str) -> None:
        if (reading := self.reading) is None or not told.strip():
            return
        position = to_place(reading, told)
        if position is None:
            self.say(_("{told} is no place; give 40% or the number of a paragraph", told=told.strip()))
        else:
            self.page.go(position)

    def _search_on(self, search: Search, *, go: bool) -> None:
        """Search for a while, then again until the page's end, unless another search has begun."""
        if search is not self._search:
            return
        search.advance(_SLICE)
        found = search.after(self._origin, here=True) if go else None
        if found is not None and (not found.wrapped or search.done):
            self._go_to(found)
            go = False
        elif go and search.done:
            self.page.go(self._origin)
        if not search.done:
            self.set_timer(_SLICE, lambda: self._search_on(search, go=go))
        elif search.missed:
            self._spell_or_give_up(search, go=go)
        self.show_status()

    def _spell_or_give_up(self, search: Search, *, go: bool) -> None:
        self._spelling = not search.by_sound
        if self._spelling:
            self._spell(search, go=go)
        elif not self.searchbar.display:
            self._say_missed(search)

    @work(thread=True, group="spell-search", exclusive=True)
    def _spell(self, search: Search, *, go: bool) -> None:
        """Find out what sounds as the query is spelt; the tables for it are loaded when they are first wanted."""
        from reader.lexicon.sounds import spelt

        self.post_message(Spelt(search, spelt(search.query), go=go))

    def on_spelt(self, event: Spelt) -> None:
        """Search for what sounds so, unless another search has begun meanwhile."""
        if event.search is not self._search:
            return
        self._spelling = False
        if event.pattern is not None:
            self._search = Search(event.search.reading, event.search.query, event.pattern)
            self.page.mark(event.pattern, None)
            self._search_on(self._search, go=event.go)
        elif not self.searchbar.display:
            self._say_missed(event.search)

    def _say_missed(self, search: Search) -> None:
        self.say(_("{query} isn't on this page", query=search.query))

    def _go_to(self, found: Found) -> None:
        if self._search is not None:
            self.page.mark(self._search.pattern, found.span)
            self.page.go(Position(found.span.item, found.span.start))
