"""The way through glossary and dictionaries: word after word, back, and forth again."""

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

#: Is told of each word that comes to be shown, and of its entry in the glossary.
Shown = Callable[[str, "Entry | None"], object]

_KEPT = 100  # words that are remembered


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the way: what was asked, the glossary's entry, and what the dictionaries answered, once they have.

    ``passing``: it was shown because the cursor passed over it, and the next such step takes its place.
    """

    query: str
    context: str
    entry: "Entry | None"
    passing: bool = False
    answer: "Answer | None" = None


class Trail:
    """Shows words in a pane and remembers those seen before.

    ``occurrences`` counts a headword on the page; without ``ask`` there is the glossary alone.
    """

    def __init__(
        self,
        glossary: "Glossary",
        occurrences: Callable[[str], int],
        ask: Ask | None = None,
        shown: Shown = lambda *_: None,
    ) -> None:
        self._glossary, self._occurrences, self._ask, self._shown = glossary, occurrences, ask, shown
        self._steps: list[Step] = []
        self._at = -1

    def go(self, query: str, pane: "Pane", context: str = "", *, passing: bool = False) -> None:
        """Look ``query`` up, which begins ``context`` on the page. What lay ahead is forgotten."""
        entry = self._glossary.entry(query) or next(iter(self._glossary.named(query)), None)
        kept = self._steps[: self._at + 1]
        if kept and (kept[-1].query == query or (passing and kept[-1].passing)):
            kept.pop()
        self._steps = [*kept[1 - _KEPT :], Step(query, context, entry, passing)]
        self._at = len(self._steps) - 1
        self._arrive(pane)
        if self._ask is not None:
            self._ask(query, context)

    def back(self, pane: "Pane") -> bool:
        """Back to the word before; whether there is one."""
        return self._by(-1, pane)

    def forth(self, pane: "Pane") -> bool:
        """Forth to the word that one has come back from; whether there is one."""
        return self._by(1, pane)

    def again(self, pane: "Pane") -> None:
        """Show the same word anew: the pane is to tell more or less of it."""
        if self._steps:
            self._show(pane, again=True)

    def accept(self, answer: "Answer", pane: "Pane") -> None:
        """Show what the dictionaries answered, unless something else is shown by now."""
        if self._steps and self._here.query == answer.query:
            self._steps[self._at] = replace(self._here, answer=answer)
            self._show(pane, again=True)

    def fail(self, query: str, reason: str, pane: "Pane") -> None:
        """The dictionaries could not be asked."""
        if self._steps and self._here.query == query and self._here.entry is None:
            pane.show_failed(query, reason)

    @property
    def _here(self) -> Step:
        return self._steps[self._at]

    def _by(self, step: int, pane: "Pane") -> bool:
        if not 0 <= self._at + step < len(self._steps):
            return False
        self._at += step
        self._arrive(pane)
        if self._here.answer is None and self._ask is not None:  # one was gone before the dictionaries answered
            self._ask(self._here.query, self._here.context)
        return True

    def _arrive(self, pane: "Pane") -> None:
        self._show(pane)
        self._shown(self._here.query, self._here.entry)

    def _name(self, at: int) -> str:
        return self._steps[at].query if 0 <= at < len(self._steps) else ""

    def _show(self, pane: "Pane", *, again: bool = False) -> None:
        here = self._here
        pane.show_way(self._name(self._at - 1), self._name(self._at + 1))
        if here.entry is not None:
            see = tuple(other for name in here.entry.see if (other := self._glossary.entry(name)))
            pane.show_entry(here.entry, see, self._occurrences(here.entry.term), here.answer, again=again)
        elif here.answer is not None:
            pane.show_words(here.answer, again=again)
        elif self._ask is not None:
            pane.show_waiting(here.query)
        else:
            pane.show_absent(here.query, self._glossary.find(here.query).near)
