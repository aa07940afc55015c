"""The way through glossary and dictionaries: word after word, and back again."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.lexicon.dictionary.lookup import Answer
    from reader.lexicon.entry import Entry
    from reader.lexicon.glossary import Glossary
    from reader.tui.widgets.pane import Pane

#: Asks the dictionaries for a word in its context; `Trail.accept` takes the answer.
Ask = Callable[[str, str], None]


@dataclass(frozen=True, slots=True)
class _Seen:
    """A step of the way: what was asked, the glossary's entry, and what the dictionaries answered, once they have."""

    query: str
    context: str
    entry: "Entry | None"
    answer: "Answer | None" = None


class Trail:
    """Shows words in a pane and remembers those seen before.

    ``occurrences`` counts a headword on the page; without ``ask`` there is the glossary alone.
    """

    def __init__(self, glossary: "Glossary", occurrences: Callable[[str], int], ask: Ask | None = None) -> None:
        self._glossary, self._occurrences, self._ask = glossary, occurrences, ask
        self._seen: list[_Seen] = []

    def start(self, query: str, pane: "Pane", context: str = "") -> None:
        """Look ``query`` up, which begins ``context`` on the page. A new trail begins."""
        self._seen = []
        self._go(query, context, pane)

    def open(self, query: str, pane: "Pane") -> None:
        """Go on to another entry or word."""
        self._go(query, "", pane)

    def back(self, pane: "Pane") -> bool:
        """Go back to the word before; whether there was one."""
        if len(self._seen) < 2:
            return False
        self._seen.pop()
        self._show(pane)
        return True

    def accept(self, answer: "Answer", pane: "Pane") -> None:
        """Show what the dictionaries answered, unless something else is shown by now."""
        if self._seen and self._seen[-1].query == answer.query:
            self._seen[-1] = replace(self._seen[-1], answer=answer)
            self._show(pane, again=True)

    def fail(self, query: str, reason: str, pane: "Pane") -> None:
        """The dictionaries could not be asked."""
        if self._seen and self._seen[-1].query == query and self._seen[-1].entry is None:
            pane.show_failed(query, reason)

    def _go(self, query: str, context: str, pane: "Pane") -> None:
        entry = self._glossary.entry(query) or next(iter(self._glossary.find(query).exact), None)
        self._seen.append(_Seen(query, context, entry))
        self._show(pane)
        if self._ask is not None:
            self._ask(query, context)

    def _show(self, pane: "Pane", *, again: bool = False) -> None:
        seen = self._seen[-1]
        before = self._seen[-2].query if len(self._seen) > 1 else ""
        if seen.entry is not None:
            see = tuple(other for name in seen.entry.see if (other := self._glossary.entry(name)))
            pane.show_entry(
                seen.entry, see, self._occurrences(seen.entry.term), back=before, answer=seen.answer, again=again
            )
        elif seen.answer is not None:
            pane.show_words(seen.answer, back=before, again=again)
        elif self._ask is not None:
            pane.show_waiting(seen.query)
        else:
            pane.show_absent(seen.query, self._glossary.find(seen.query).near)
