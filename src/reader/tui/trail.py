"""The way through the glossary: entry after entry, and back again."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.lexicon.entry import Entry
    from reader.lexicon.glossary import Glossary
    from reader.tui.widgets.pane import Pane


class Trail:
    """Shows entries in a pane and remembers those seen before. ``occurrences`` counts a headword on the page."""

    def __init__(self, glossary: "Glossary", occurrences: Callable[[str], int]) -> None:
        self._glossary, self._occurrences = glossary, occurrences
        self._seen: list[Entry] = []

    def start(self, query: str, pane: "Pane") -> None:
        """Look ``query`` up: its entry, or what comes near it. A new trail begins."""
        entry = self._glossary.entry(query)
        found = self._glossary.find(query)
        entry = entry or next(iter(found.exact), None)
        self._seen = [entry] if entry else []
        if entry is None:
            pane.show_absent(query, found.near)
        else:
            self._show(pane)

    def open(self, headword: str, pane: "Pane") -> None:
        """Go on to another entry."""
        if entry := self._glossary.entry(headword):
            self._seen.append(entry)
            self._show(pane)

    def back(self, pane: "Pane") -> bool:
        """Go back to the entry before; whether there was one."""
        if len(self._seen) < 2:
            return False
        self._seen.pop()
        self._show(pane)
        return True

    def _show(self, pane: "Pane") -> None:
        entry = self._seen[-1]
        see = tuple(other for name in entry.see if (other := self._glossary.entry(name)))
        before = self._seen[-2].term if len(self._seen) > 1 else ""
        pane.show_entry(entry, see, self._occurrences(entry.term), back=before)
