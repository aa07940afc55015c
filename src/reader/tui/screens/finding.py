"""Searching the page: as one types, then from match to match."""

from textual.widgets import Input

from reader.localization import translate as _
from reader.tui import keymap
from reader.tui.reading import Position
from reader.tui.screens.base import ReaderParts
from reader.tui.search import Found, Search

_SLICE = 0.012  # seconds of searching between two keys
_PATIENCE = 0.5  # seconds that n may search on for


class Finding(ReaderParts):
    """The actions of / n N *."""

    _search: Search | None = None
    _origin = Position(0, 0)  # where the cursor was before the search

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A slash that is typed into a line is a slash."""
        if action == "search" and isinstance(self.focused, Input):
            return False
        return super().check_action(action, parameters)

    def action_search(self) -> None:
        """Type what to search for."""
        if self.reading is not None:
            self._origin = self.page.cursor
            self.searchbar.open()

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
        search.advance(_PATIENCE)
        cursor = self.page.cursor
        found = search.after(cursor) if step > 0 else search.before(cursor)
        if found is None:
            self.say(_("{query} isn't on this page", query=search.query))
            return
        self._go_to(found)
        if found.wrapped:
            self.say(_("On from the top of the page") if step > 0 else _("On from the end of the page"))

    def search_for(self, query: str, *, go: bool) -> None:
        """Search for ``query``; with ``go``, the cursor follows to the first match."""
        reading = self.reading
        self._search = Search(reading, query) if query.strip() and reading is not None else None
        self.page.mark(self._search.pattern if self._search else None, None)
        if self._search is not None:
            self._search_on(self._search, go=go)
        elif go:
            self.page.go(self._origin)

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
        return f"{search.number(match) if match else '–'}/{len(search.spans)}{more}"

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search as one types."""
        self.search_for(event.value, go=True)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """The search stands; n and N go on."""
        self.searchbar.close()
        self.set_focus(self.page)
        if self._search is not None and self._search.done and not self._search.spans:
            self.say(_("{query} isn't on this page", query=event.value))

    def leave_search(self) -> None:
        """Back to where the search began."""
        self.searchbar.close()
        self.set_focus(self.page)
        self.clear_search()
        self.page.go(self._origin)

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
        self.show_status()

    def _go_to(self, found: Found) -> None:
        if self._search is not None:
            self.page.mark(self._search.pattern, found.span)
            self.page.go(Position(found.span.item, found.span.start))
